"""The funding calendar, quarter by quarter, from entries placed by hand."""

import datetime as dt
from decimal import Decimal

from domain.allocation import Allocation, Stage
from domain.milestone import Milestone
from domain.money import Basis, Stream
from domain.returns import ReturnState
from domain.spend import Spend
from metrics.stewardship import funding_calendar as calendar
from metrics.stewardship.funding_calendar import EntryKind, Quarter
from tests.metrics.stewardship.deliveries import TODAY, mark


def allocation(own_id: str, stage: Stage, on: str, **more: object) -> Allocation:
    return Allocation(
        allocation_id=own_id, programme_id="town_deals", stage=stage, amount=Decimal("1000.00"),
        decided_on=dt.date.fromisoformat(on), decided_by="Department", transformation_id="T-1", **more,
    )  # fmt: skip


def test_what_is_late_stands_in_this_quarter_and_what_is_done_stands_nowhere():
    entries = calendar.of_milestones(
        [
            Milestone(milestone_id="m1", transformation_id="T-1", title="Site bought", planned_on=dt.date(2026, 6, 1)),
            Milestone(
                milestone_id="m2", transformation_id="T-1", title="Opened", planned_on=dt.date(2027, 1, 1),
                expected_on=dt.date(2027, 5, 4),
            ),
            Milestone(
                milestone_id="m3", transformation_id="T-1", title="Consulted", planned_on=dt.date(2026, 2, 1),
                reached_on=dt.date(2026, 2, 3),
            ),
        ],
        today=TODAY,
    )  # fmt: skip
    assert [(entry.quarter, entry.title, entry.on, entry.late) for entry in entries] == [
        (Quarter(2026, 3), "Site bought", dt.date(2026, 6, 1), True),
        (Quarter(2027, 1), "Opened", dt.date(2027, 5, 4), False),
    ]


def test_only_returns_that_are_still_to_be_sent_are_due():
    entries = calendar.of_returns(
        [mark(ReturnState.DUE, due="2027-01-29"), mark(ReturnState.CERTIFIED, due="2027-01-29"),
         mark(ReturnState.DRAFT, due="2026-04-30")],
        today=TODAY,
    )  # fmt: skip
    assert [entry.quarter for entry in entries] == [Quarter(2026, 4), Quarter(2026, 3)]


def test_the_quarters_follow_one_another_and_a_year_without_one_comes_after_them():
    spend = [
        Spend(transformation_id="T-1", basis=Basis.FORECAST, stream=Stream.CAPITAL, financial_year=2026, quarter=4,
              amount=Decimal(300)),
        Spend(transformation_id="T-1", basis=Basis.FORECAST, stream=Stream.REVENUE, financial_year=2027,
              amount=Decimal(900)),
        Spend(transformation_id="T-1", basis=Basis.FORECAST, stream=Stream.CAPITAL, financial_year=2026, quarter=2,
              amount=Decimal(55)),  # a quarter that is over
        Spend(transformation_id="T-1", basis=Basis.ACTUAL, stream=Stream.CAPITAL, financial_year=2026, quarter=3,
              amount=Decimal(77)),
    ]  # fmt: skip
    money = [
        allocation("a1", Stage.PAID, "2026-09-14"),
        allocation("a2", Stage.PAID, "2025-12-01"),  # too long ago to be listed
        allocation("a3", Stage.AWARDED, "2025-12-01", financial_year=2027),
        allocation("a4", Stage.AWARDED, "2025-12-01"),  # for no year in particular
    ]
    listed = calendar.by_quarter([*calendar.of_spend(spend, today=TODAY), *calendar.of_allocations(money)], today=TODAY)
    assert [(quarter, [(entry.kind, entry.amount) for entry in entries]) for quarter, entries in listed] == [
        (Quarter(2026, 2), [(EntryKind.PAID, 1000.0)]),
        (Quarter(2026, 4), [(EntryKind.FORECAST, 300.0)]),
        (Quarter(2027, 5), [(EntryKind.AWARDED, 1000.0), (EntryKind.FORECAST, 900.0)]),
    ]


def test_in_the_first_quarter_the_one_before_lies_in_the_year_before():
    paid = calendar.of_allocations([allocation("a1", Stage.PAID, "2026-02-02")])
    assert calendar.by_quarter(paid, today=dt.date(2026, 5, 1))[0][0] == Quarter(2025, 4)
