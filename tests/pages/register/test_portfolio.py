"""The portfolio: what is added up and what is not, by programme and by place, and the funding calendar of a place."""

import datetime as dt
import re
from dataclasses import replace
from decimal import Decimal
from types import SimpleNamespace

import pytest

from domain.allocation import Allocation, Stage
from domain.delivery import Delivery
from domain.milestone import Milestone
from domain.money import Basis, Stream
from domain.returns import ReturnState
from domain.spend import Spend
from domain.transformation import Status
from metrics.stewardship.portfolio import Sum
from pages.register import portfolio
from tests.metrics.stewardship.deliveries import TODAY, mark, tracked
from tests.pages.desks import FakeDesk, officer
from tests.pages.opened import opened, text
from ui.portfolio_calendar import calendar_frame, summary
from ui.portfolio_view import groups_frame
from ui.portfolio_words import finding, sum_cell
from ui.request import read_request

HARTLEPOOL, CALDERDALE = "E06000001", "E08000033"
EVERY = [
    tracked("T-1", Delivery(status=Status.DELAYED, awarded=4e6, spent=1e6, planned=2e6, slips_by_months=5.0,
                            worst_risk=20, returns=(mark(ReturnState.DUE, own_id="T-1", due="2027-01-29"),))),
    tracked("T-2", Delivery(awarded=6e6), place_codes=(CALDERDALE,)),
    tracked("T-3", Delivery(spent=5e5), programme_id="levelling_up_fund_1", place_codes=(CALDERDALE,)),
]  # fmt: skip
RECORDS = {
    (Milestone, "T-1"): [
        Milestone(milestone_id="m", transformation_id="T-1", title="Roof on", planned_on=dt.date(2027, 2, 1))
    ],
    (Spend, "T-1"): [
        Spend(transformation_id="T-1", basis=Basis.FORECAST, stream=stream, financial_year=2026, quarter=4,
              amount=Decimal(amount))
        for stream, amount in ((Stream.CAPITAL, 250_000), (Stream.REVENUE, 50_000))
    ],
    (Allocation, "T-1"): [
        Allocation(allocation_id="a", programme_id="town_deals", stage=Stage.PAID, amount=Decimal(900_000),
                   decided_on=dt.date(2026, 10, 6), decided_by="MHCLG", transformation_id="T-1")
    ],
}  # fmt: skip


@pytest.fixture(scope="module")
def found_of(shipped_stores):
    def gathered(desk: FakeDesk | None = None, **address: str):
        request = read_request(
            {name: (value,) for name, value in address.items()},
            places=shipped_stores.figures.places, catalogue=shipped_stores.catalogue, today=TODAY,
        )  # fmt: skip
        held = replace(shipped_stores, desk=desk or desk_of())
        return portfolio.prepare(request, held), request, held

    return gathered


def desk_of(**more) -> FakeDesk:
    records = {key: [SimpleNamespace(record=one) for one in held] for key, held in RECORDS.items()}
    return FakeDesk(EVERY, records=records, **more)


def test_without_a_choice_each_programme_is_on_its_own_and_nothing_is_added_across(found_of):
    found, _request, _stores = found_of()
    assert [(group.title, group.held.held, group.held.spent.total) for group in found.groups] == [
        ("Town Deals", 2, 1e6), ("Levelling Up Fund, round 1", 1, 5e5),
    ]  # fmt: skip


def test_a_programme_is_shown_by_region_with_what_each_named(found_of):
    found, _request, _stores = found_of(programme="town_deals")
    assert found.by == "Region"
    assert {group.title: group.held.awarded.total for group in found.groups} == {
        "North East": 4e6, "Yorkshire and The Humber": 6e6,
    }  # fmt: skip
    assert (found.whole.awarded.total, found.whole.spent.said, found.whole.spent.asked) == (10e6, 1, 2)


def test_a_place_is_shown_by_programme(found_of):
    found, _request, _stores = found_of(place=CALDERDALE)
    assert {group.title for group in found.groups} == {"Town Deals", "Levelling Up Fund, round 1"}
    assert [one.transformation_id for one in found.ones] == ["T-2", "T-3"]


def test_the_page_says_the_finding_the_missing_and_that_it_is_simulated(shipped_stores):
    shown = text(opened_as("portfolio", replace(shipped_stores, desk=desk_of()), programme="town_deals"))
    assert "Town Deals: £1 million is reported as spent of £10 million awarded, and 0 of 2 transformations" in shown
    assert "everything reported is simulated" in shown
    assert "nobody said" in shown
    assert "1 of 1 <small>100%" in shown  # of those that say when their milestones are expected
    assert "50% over 1" in shown  # one million of the two planned, by the one that named both
    assert not re.search(r"\b(None|nan|inf)\b", shown)


def test_what_is_not_the_readers_is_in_no_sum(found_of):
    found, _request, _stores = found_of(FakeDesk(EVERY, person=officer(HARTLEPOOL)), programme="town_deals")
    assert (found.whole.held, found.whole.seen, found.whole.awarded.total) == (2, 1, 4e6)


def test_the_calendar_of_a_place_lists_what_is_paid_forecast_due_and_to_be_reached(found_of):
    found, request, stores = found_of(place=HARTLEPOOL)
    quarters = portfolio.funding_calendar(found.ones, request, stores, found.titles)
    assert [(quarter.title, summary(quarter)) for quarter in quarters] == [
        ("October to December 2026", "£900,000 was paid."),
        ("January to March 2027", "£300,000 is forecast to be spent; 1 milestone is due; and 1 return is due."),
    ]
    frame = calendar_frame(quarters)
    assert frame["Pounds"].sum() == 900_000 + 250_000 + 50_000
    assert set(frame["Programme"]) == {"Town Deals"}


def test_the_calendar_asks_for_a_place_and_is_drawn_for_one(shipped_stores):
    held = replace(shipped_stores, desk=desk_of())
    assert "Choose the place above" in text(opened_as("portfolio", held, view="calendar"))
    shown = text(opened_as("portfolio", held, view="calendar", place=HARTLEPOOL))
    assert "October to December 2026" in shown
    assert "Roof on" in shown


def test_a_calendar_of_what_is_not_theirs_does_not_claim_that_nothing_is_due(shipped_stores):
    held = replace(shipped_stores, desk=FakeDesk(EVERY, person=officer(HARTLEPOOL)))
    shown = text(opened_as("portfolio", held, view="calendar", place=CALDERDALE))
    assert "that does not mean that nothing is due, paid or forecast there" in shown
    assert "Nothing lies ahead" not in shown


def test_a_file_leaves_missing_amounts_empty(found_of):
    found, _request, _stores = found_of(programme="town_deals")
    frame = groups_frame(found.groups, "Region").set_index("Region")
    assert frame.loc["North East", "Spent (pounds)"] == 1e6
    assert frame["Paid (pounds)"].isna().all()
    assert frame["Paid (named by)"].sum() == 0


def test_a_programme_nobody_knows_is_named(shipped_stores):
    shown = text(opened_as("portfolio", replace(shipped_stores, desk=desk_of()), programme="nonsense"))
    assert "No programme here is called “nonsense”" in shown


def opened_as(page: str, held, **address: str):
    """The page as a steward opens it."""
    return opened(page, held, person=held.desk.person, **address)


def test_a_sum_is_never_broken_within_its_number():
    assert sum_cell(Sum(total=2_330_000_000.0, said=682, asked=682)).text == "£2.33\N{NO-BREAK SPACE}billion"


@pytest.mark.parametrize(
    ("held", "seen", "pressing", "said"),
    [(1709, 9, 1, "1,709 transformations, 9 of them yours to see: 1 needs attention"),
     (1709, 1709, 606, "1,709 transformations: 606 need attention"),
     (3, 3, 0, "3 transformations: none needs attention")],
)  # fmt: skip
def test_a_portfolio_says_in_a_sentence_how_many_need_attention(held, seen, pressing, said):
    told = finding(held=held, seen=seen, pressing=pressing, spent=None, awarded=None, programme="", place=None)
    assert told == said
