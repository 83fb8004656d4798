"""The clocks of asks and offers, counted by hand on a calendar."""

import datetime as dt

import pytest

from domain.appeal import Appeal, AppealKind, AppealOutcome
from metrics.learning.exchange import clock_of, exchange_record

MONDAY = dt.date(2026, 11, 23)
HARTLEPOOL = "E06000001"


def ask(own_id: str, **changes: object) -> Appeal:
    said = {
        "appeal_id": own_id, "offers": False, "kind": AppealKind.KNOW_HOW, "place_code": HARTLEPOOL, "title": "Who?",
        "words": "Who has solved this?", "posted_on": dt.date(2026, 11, 9), "wanted_by": dt.date(2026, 12, 31),
        "metric_ids": ("employment_rate",),
    }  # fmt: skip
    return Appeal.model_validate(said | changes)


def closed(own_id: str, outcome: AppealOutcome, **changes: object) -> Appeal:
    return ask(own_id, closed_on=MONDAY, outcome=outcome, outcome_words="Said", **changes)


def test_a_clock_counts_working_days_and_stops_when_it_is_closed():
    assert clock_of(ask("a"), MONDAY).open_for == 10  # two weeks of five days
    friday = ask("b", closed_on=dt.date(2026, 11, 13), outcome=AppealOutcome.MET)
    assert clock_of(friday, MONDAY).open_for == 4
    assert clock_of(ask("c", answered_on=dt.date(2026, 11, 16)), MONDAY).first_answer == 5


def test_an_ask_nobody_answered_waits_and_an_offer_does_not():
    assert clock_of(ask("a"), MONDAY).waiting
    assert not clock_of(ask("b", offers=True), MONDAY).waiting
    assert not clock_of(ask("c", answered_on=MONDAY), MONDAY).waiting


def test_what_is_past_its_day_is_overdue_until_it_is_closed():
    wanted = {"wanted_by": dt.date(2026, 11, 18)}
    assert clock_of(ask("a", **wanted), MONDAY).overdue == 3  # Thursday, Friday, Monday
    assert clock_of(closed("b", AppealOutcome.NOT_MET, **wanted), MONDAY).overdue == 0


def test_the_record_counts_answers_and_outcomes_of_asks_alone():
    record = exchange_record(
        [
            ask("a"),
            ask("b", answered_on=dt.date(2026, 11, 10)),  # after 1 working day
            closed("c", AppealOutcome.MET, answered_on=dt.date(2026, 11, 16)),  # after 5
            closed("d", AppealOutcome.PARTLY_MET, answered_on=dt.date(2026, 11, 20)),  # after 9
            closed("e", AppealOutcome.NOT_MET),
            closed("f", AppealOutcome.TAKEN_BACK),
            closed("g", AppealOutcome.MET, offers=True, answered_on=MONDAY),
        ],
        MONDAY,
    )
    assert (record.asks, record.offers, record.waiting, record.longest_wait) == (6, 1, 1, 10)
    assert (record.answered, record.median_days) == (3, pytest.approx(5))
    assert (record.closed, record.met, record.partly_met, record.taken_back) == (3, 1, 1, 1)


def test_where_nobody_asked_there_is_no_median():
    assert exchange_record([], MONDAY).median_days is None
