"""What is news and what is not, and the order of a list, from a few transformations made by hand."""

import datetime as dt

import pytest

from domain.delivery import Delivery
from domain.returns import ReturnState
from domain.transformation import Status
from metrics.stewardship.listing import KINDS, ORDERS, fits, in_order, longest_wait
from metrics.stewardship.news import last_working_day, news
from tests.metrics.stewardship.deliveries import TODAY, mark, moment, tracked

SINCE = dt.date(2026, 11, 16)


def test_steps_and_events_of_the_last_days_are_news_and_older_ones_are_not():
    every = [
        tracked("T-1", Delivery(status=Status.DELAYED, since=dt.date(2026, 11, 18), assured_on=dt.date(2026, 11, 20))),
        tracked("T-2", Delivery(status=Status.STALLED, since=dt.date(2026, 11, 21))),
        tracked("T-3", Delivery(status=Status.ON_TRACK, since=dt.date(2026, 11, 15))),
        tracked("T-4", Delivery(status=Status.ON_TRACK, since=dt.date(2026, 12, 1))),  # it has not happened yet
        tracked("T-5", Delivery(returns=(mark(ReturnState.ACCEPTED, since="2026-11-16"),
                                         mark(ReturnState.ACCEPTED, since="2026-05-16", round_id="R-1")))),
        tracked("T-6", None),
    ]  # fmt: skip
    found = news(every, since=SINCE, today=TODAY)
    assert [one.transformation_id for one in found.changed] == ["T-2", "T-1"]
    assert (found.returns[ReturnState.ACCEPTED], found.returns[ReturnState.DUE], found.rated) == (1, 0, 1)
    assert not found.nothing
    assert news(every[5:], since=SINCE, today=TODAY).nothing


def test_a_return_that_was_sent_certified_and_answered_in_a_week_is_told_as_all_three():
    on = {day: moment(f"2026-11-{day}") for day in (13, 16, 17, 18, 19, 20)}
    through = mark(ReturnState.ACCEPTED, since="2026-11-19", sent_at=on[17], certified_at=on[18])
    again = mark(  # sent on Friday the week before, sent back on Tuesday, and sent in again on Thursday
        ReturnState.SUBMITTED, since="2026-11-19", sent_at=on[19], certified_at=on[16], answered_at=on[17], times_sent=2
    )
    twice = mark(  # both rounds of it within the week: one return, under each step once
        ReturnState.CERTIFIED, since="2026-11-20", sent_at=on[19], certified_at=on[20], answered_at=on[18],
        times_sent=2, answered_before=((on[17], on[18]),),
    )  # fmt: skip
    older = mark(ReturnState.CERTIFIED, since="2026-11-16", sent_at=on[13], certified_at=on[16])
    every = [
        tracked(f"T-{number}", Delivery(returns=(one,))) for number, one in enumerate((through, again, twice, older))
    ]
    told = news(every, since=SINCE, today=TODAY).returns
    assert told[ReturnState.SUBMITTED] == 3  # through, again, twice
    assert told[ReturnState.CERTIFIED] == 4
    assert told[ReturnState.CHANGES_ASKED] == 2  # again, twice
    assert told[ReturnState.ACCEPTED] == 1
    late = news(every, since=dt.date(2026, 11, 20), today=TODAY).returns
    assert {state: many for state, many in late.items() if many} == {ReturnState.CERTIFIED: 1}


@pytest.mark.parametrize(
    ("today", "before"),
    [("2026-11-23", "2026-11-20"), ("2026-11-24", "2026-11-23"), ("2026-04-07", "2026-04-02"),
     ("2026-12-29", "2026-12-24")],
)  # fmt: skip
def test_the_last_working_day_skips_weekends_and_holidays(today, before):
    assert last_working_day(dt.date.fromisoformat(today)) == dt.date.fromisoformat(before)


def test_what_a_reader_may_not_see_is_of_no_kind_and_last_in_every_order_by_reports():
    told = Delivery(
        silent_rounds=2, evidence_on=SINCE, open_requests=1, oldest_request_on=SINCE, self_rating=5, assurance=2
    )
    hidden, seen = tracked("T-1", None), tracked("T-2", told)
    assert not any(fits(hidden, kind, today=TODAY) for kind in KINDS)
    for order in set(ORDERS) - {"money"}:
        assert min([hidden, seen], key=in_order(order, today=TODAY)) is seen, order
    assert (longest_wait(hidden, today=TODAY), longest_wait(seen, today=TODAY)) == (None, 5)


def test_most_money_comes_first_whether_published_or_on_record():
    some = [
        tracked("A", amount=2e6),
        tracked("B", Delivery(awarded=3e6)),
        tracked("C", Delivery()),
        tracked("D", amount=0.0),
    ]
    assert [one.transformation_id for one in sorted(some, key=in_order("money", today=TODAY))] == ["B", "A", "D", "C"]
