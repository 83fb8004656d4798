"""Money by quarter: what was forecast beside what was spent, missing never nought."""

from decimal import Decimal

from plotly.graph_objects import Figure

from domain.delivery import Delivery
from domain.money import Basis, Stream
from domain.spend import Spend
from ui.money_story import money_chart, money_facts, money_finding


def spend(quarter: int | None, basis: Basis, amount: str, stream: Stream = Stream.CAPITAL, year: int = 2025) -> Spend:
    return Spend(
        transformation_id="T", basis=basis, stream=stream, financial_year=year, quarter=quarter, amount=Decimal(amount)
    )


SPENDING = [
    spend(4, Basis.ACTUAL, "1200000"), spend(4, Basis.FORECAST, "2000000"), spend(3, Basis.FORECAST, "500000"),
    spend(4, Basis.ACTUAL, "30000.50", Stream.REVENUE), spend(1, Basis.ACTUAL, "-5000", year=2026),
]  # fmt: skip


def test_the_quarters_come_in_order_with_the_months_they_are():
    table = money_chart(SPENDING, title="Spend").table
    # the fourth quarter of 2025-26 is January to March 2026
    assert table["Period"].tolist() == ["Oct to Dec 2025", "Jan to Mar 2026", "Apr to Jun 2026"]
    assert table["Capital, forecast"].tolist() == ["£500,000", "£2,000,000", "not said"]
    assert table["Capital, spent"].tolist() == ["not said", "£1,200,000", "minus £5,000"]
    assert table["Revenue, spent"].tolist() == ["not said", "£30,001", "not said"]


def test_what_nobody_said_is_drawn_as_nothing_and_not_as_nought():
    figure = money_chart(SPENDING, title="Spend").figure
    Figure(figure)
    heights = [value for trace in figure["data"] for value in trace["y"]]
    assert None in heights
    assert 0 not in heights


def test_forecast_and_spent_stand_side_by_side():
    traces = money_chart(SPENDING, title="Spend").figure["data"]
    forecast = {x for trace in traces for x in trace["x"] if "forecast" in trace["text"][0]}
    spent = {x for trace in traces for x in trace["x"] if "spent" in trace["text"][0]}
    assert not forecast & spent


def test_the_finding_holds_spend_against_plan_and_says_when_it_cannot():
    assert money_finding(Delivery(spent=180_000.0, planned=1_000_000.0)) == (
        "£180,000 is spent, 18% of the £1 million forecast for the same quarters"
    )
    assert money_finding(Delivery()) == "Nobody has said yet what was spent"
    assert "nothing had been forecast" in money_finding(Delivery(spent=1_000.0))


def test_the_stages_of_money_say_when_nobody_has_said():
    facts = dict(money_facts(Delivery(announced=2_000_000.0, awarded=1_000_000.0, spent=250_000.0)))
    assert facts["Paid to the place"] == "nobody has said"
    assert facts["Spent by the place"] == "£250,000, 25% of what was awarded"
