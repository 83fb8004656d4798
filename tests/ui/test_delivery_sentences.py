"""What is said of one transformation: days with the right word, full stops once, quarters by their year."""

import datetime as dt
from decimal import Decimal

import pytest

from domain.delivery import Delivery
from domain.milestone import Milestone
from domain.money import Basis, Stream
from domain.risk import Risk
from domain.spend import Spend
from domain.transformation import Status
from domain.update import Update
from domain.version import Version
from ui.delivery_parts import standing
from ui.delivery_results import risks
from ui.delivery_told import Told
from ui.history_list import said
from ui.milestone_timeline import milestone_chart

DAY = dt.date(2026, 7, 5)


def version(record, line=1):
    told_at = dt.datetime(2026, 8, 1, 9, 30, tzinfo=dt.UTC)
    return Version(
        record=record, number=1, replaces=None, told_at=told_at, told_by="a@b.example", why="Said", withdrawn=False,
        line=line,
    )  # fmt: skip


def update(event: str, status=Status.CANCELLED, on=DAY) -> Update:
    return Update(update_id="u", transformation_id="t", happened_on=on, event=event, status=status)


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (Status.CANCELLED, "cancelled</strong> on 5 July 2026"),
        (Status.RESCOPED, "rescoped</strong> on 5 July 2026"),
        (Status.COMPLETED, "completed</strong> on 5 July 2026"),
        (Status.DELAYED, "delayed</strong> since 5 July 2026"),
        (Status.NOT_STARTED, "not started</strong> by 5 July 2026"),
    ],
)
def test_a_status_stands_with_the_word_that_fits_its_day(status, words):
    told = Told(versions=(version(update("The board met.", status)),))
    assert words in standing(Delivery(status=status, since=DAY), told)


def test_an_event_later_than_its_status_is_said_to_be_the_last_reported():
    told = Told(versions=(version(update("The site was closed.", Status.STALLED)),))
    assert "Last reported, 5 July 2026: The site" in standing(
        Delivery(status=Status.STALLED, since=dt.date(2025, 5, 31)), told
    )
    assert "What happened, 5 July 2026: The site" in standing(Delivery(status=Status.STALLED, since=DAY), told)


def test_a_sentence_that_was_typed_with_a_full_stop_does_not_get_a_second_one():
    assert said(update("The new stone takes 3 weeks.")).endswith("The new stone takes 3 weeks.")
    assert said(update("The new stone takes 3 weeks")).endswith("The new stone takes 3 weeks.")


def test_a_quarter_is_named_by_the_year_its_months_lie_in():
    spend = Spend(
        transformation_id="t", basis=Basis.ACTUAL, stream=Stream.CAPITAL, financial_year=2025, quarter=4,
        amount=Decimal(324_930),
    )  # fmt: skip
    assert said(spend) == "Capital spent, Jan to Mar 2026: £324,930."


def test_closed_risks_are_more_only_where_there_are_open_ones():
    def risk(own_id: str, *, closed: bool) -> Risk:
        return Risk(
            risk_id=own_id, transformation_id="t", title="Steel", category="Rising costs", impact=5, likelihood=2,
            proximity=3, owner="Finance director", closed=closed,
        )  # fmt: skip

    shut = version(risk("a", closed=True))
    assert "No open risk is on record. 1 is closed." in risks(Told(versions=(shut,)))
    assert "1 more is closed." in risks(Told(versions=(shut, version(risk("b", closed=False), 2))))


def test_the_rule_on_a_past_timeline_names_its_day_and_not_today():
    one = Milestone(milestone_id="m", transformation_id="t", title="Roof on", planned_on=DAY)
    past = milestone_chart([one], today=dt.date(2025, 6, 10), past=True).figure["layout"]["annotations"][0]["text"]
    assert past == "10 June 2025"
    assert milestone_chart([one], today=DAY).figure["layout"]["annotations"][0]["text"] == "today"
