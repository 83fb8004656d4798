"""What is news and what is not, and the order of a list, from a few transformations made by hand."""

import datetime as dt

import pytest

from domain.delivery import Delivery
from domain.returns import ReturnState
from domain.transformation import Status
from metrics.stewardship.listing import KINDS, ORDERS, fits, in_order, longest_wait
from metrics.stewardship.news import last_working_day, news
from tests.metrics.stewardship.deliveries import TODAY, mark, tracked

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
