"""The timeline of milestones: planned, expected and reached are told apart in words, marks and table."""

import datetime as dt

from plotly.graph_objects import Figure

from domain.milestone import Milestone
from ui.delivery_words import later_words
from ui.milestone_timeline import milestone_chart, milestone_words, timeline_finding

TODAY = dt.date(2026, 11, 23)


def step(title: str, planned: str, expected: str = "", reached: str = "", evidence: str = "") -> Milestone:
    return Milestone(
        milestone_id=f"m{abs(hash(title))}", transformation_id="T", title=title,
        planned_on=dt.date.fromisoformat(planned), expected_on=dt.date.fromisoformat(expected) if expected else None,
        reached_on=dt.date.fromisoformat(reached) if reached else None, evidence=evidence,
    )  # fmt: skip


STEPS = [
    step("Open", "2026-09-01", expected="2027-03-01"),
    step("Design", "2025-05-01", reached="2025-06-01", evidence="Drawings"),
    step("Contract", "2026-05-01", expected="2026-08-01"),
]


def test_the_finding_counts_what_is_reached_what_has_passed_and_the_furthest_behind():
    found = timeline_finding(STEPS, today=TODAY)
    assert "1 of 3 milestones is reached" in found
    assert "1 has passed the expected day without being reached" in found
    assert "expected 6 months later than planned" in found  # from September to March
    assert timeline_finding([STEPS[1]], today=TODAY) == "1 of 1 milestone is reached"


def test_slippage_is_said_in_months_either_way():
    planned = dt.date(2026, 1, 1)
    assert later_words(planned, dt.date(2026, 5, 1)) == "4 months later"
    assert later_words(planned, dt.date(2025, 12, 1)) == "1 month earlier"
    assert later_words(planned, planned) == "as planned"
    assert later_words(planned, dt.date(2026, 1, 9)) == "within a month of plan"


def test_one_that_passed_without_being_reached_says_so():
    assert "expected on 1 August 2026, which has passed, and not reached" in milestone_words(STEPS[2], today=TODAY)
    assert "expected on 1 March 2027," in milestone_words(STEPS[0], today=TODAY)


def test_the_text_alternative_and_the_table_hold_every_milestone_in_the_order_of_the_plan():
    chart = milestone_chart(STEPS, today=TODAY)
    assert chart.table["Milestone"].tolist() == ["Design", "Contract", "Open"]
    assert chart.table["Where it can be seen"].tolist()[0] == "Drawings"
    for title in ("Design", "Contract", "Open"):
        assert f"{title}: planned for" in chart.alt


def test_each_state_has_a_shape_of_its_own_and_the_figure_is_one_plotly_knows():
    figure = milestone_chart(STEPS, today=TODAY).figure
    Figure(figure)  # raises for anything plotly does not know
    symbols = [trace["marker"]["symbol"] for trace in figure["data"] if trace["mode"] == "markers"]
    assert len(symbols) == len(set(symbols)) == 4


def test_a_hostile_title_is_no_markup_in_the_figure():
    chart = milestone_chart([step("<b onclick=x>Hi</b>", "2026-01-01")], today=TODAY)
    assert "<b " not in str(chart.figure["layout"]["annotations"])
