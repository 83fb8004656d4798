"""A form asks what the round asks, begun with what is known, and never for the same thing twice."""

import datetime as dt
import re
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as some

from data.returns.known import Known, outputs_by_indicator
from data.returns.lists import DELAY_REASONS, RISK_CATEGORIES, STANDARD_OUTPUTS
from data.returns.naming import field_id, record_of_own
from data.returns.quarters import Quarter, quarters_over
from data.returns.standard import STANDARD_QUESTIONS
from domain.milestone import Milestone
from domain.money import Basis, Stream
from domain.result import Output
from domain.risk import Risk
from domain.round import AnswerKind
from domain.spend import Spend
from domain.transformation import Status
from tests.data.returns.asked import OWED, ROUND, a_form

NAMES = some.text("abcABC019._-", min_size=1, max_size=80).map(lambda name: f"x{name}"[:80])


def filled_in(form) -> dict[str, str]:
    return {key: field.prefilled for key, field in form.fields.items() if field.prefilled}


def test_every_standard_question_says_why_it_is_asked():
    assert {question.question_id for question in STANDARD_QUESTIONS} >= {
        "standing", "spend", "milestones", "outputs", "risks",
    }  # fmt: skip
    assert all(question.asked_because.endswith(".") for question in STANDARD_QUESTIONS)


def test_the_lists_are_those_of_government_monitoring():
    assert (len(DELAY_REASONS), len(RISK_CATEGORIES), len(STANDARD_OUTPUTS)) == (8, 31, 60)
    assert STANDARD_OUTPUTS["# of trees planted"] == "Number of trees"
    assert "Supply Chain Issues and Delays" in RISK_CATEGORIES
    guidance = {section.question.question_id: section.guidance for section in a_form().sections}
    for question_id in ("standing", "outputs", "risks"):
        assert "Ministry of Housing, Communities and Local Government" in guidance[question_id]


def test_a_half_year_asks_what_was_spent_in_it_and_what_is_expected_after():
    rows = next(each for each in a_form().sections if each.question.question_id == "spend").rows
    assert [row.label for row in rows] == [
        "April to June 2026", "July to September 2026", "October to December 2026", "January to March 2027",
        "April 2027 to March 2028", "April 2028 to March 2029", "Explanation",
    ]  # fmt: skip
    assert [field.field_id for field in rows[1].fields] == [
        "spend.2026-Q2.capital_actual", "spend.2026-Q2.revenue_actual",
    ]  # fmt: skip
    assert [field.field_id for field in rows[2].fields] == [
        "spend.2026-Q3.capital_forecast", "spend.2026-Q3.revenue_forecast",
    ]  # fmt: skip


def test_no_quarter_lies_between_the_quarters_and_the_first_whole_year():
    winter = ROUND.model_copy(update={"period_start": dt.date(2026, 10, 1), "period_end": dt.date(2027, 3, 31)})
    rows = next(each for each in a_form(asked=winter).sections if each.question.question_id == "spend").rows
    assert [row.row_id for row in rows][:7] == [
        "2026-Q3", "2026-Q4", "2027-Q1", "2027-Q2", "2027-Q3", "2027-Q4", "2028",
    ]  # fmt: skip


def test_money_is_asked_until_the_transformation_ends():
    rows = next(
        each for each in a_form(ends_on=dt.date(2028, 3, 31)).sections if each.question.question_id == "spend"
    ).rows
    assert [row.row_id for row in rows] == ["2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4", "2027", "all"]


def test_quarters_are_those_of_financial_years():
    assert Quarter.of(dt.date(2026, 3, 31)) == Quarter(2025, 4)
    assert Quarter.of(dt.date(2026, 4, 1)) == Quarter(2026, 1)
    assert (Quarter(2026, 3).starts_on, Quarter(2026, 3).ends_on) == (dt.date(2026, 10, 1), dt.date(2026, 12, 31))
    assert (Quarter(2027, 4).starts_on, Quarter(2027, 4).ends_on) == (dt.date(2028, 1, 1), dt.date(2028, 3, 31))
    assert quarters_over(dt.date(2026, 1, 1), dt.date(2026, 6, 30)) == (Quarter(2025, 4), Quarter(2026, 1))


def test_what_is_on_record_stands_in_the_form_with_where_it_comes_from():
    milestone = Milestone(
        milestone_id="M1", transformation_id="TD-1", title="Site cleared", planned_on=dt.date(2026, 6, 1),
        expected_on=dt.date(2026, 12, 1),
    )  # fmt: skip
    risk = Risk(
        risk_id="K1", transformation_id="TD-1", title="Steel", category="Rising Costs", impact=5, likelihood=3,
        proximity=2, owner="Finance director",
    )  # fmt: skip
    spend = Spend(
        transformation_id="TD-1", basis=Basis.FORECAST, stream=Stream.CAPITAL, financial_year=2026, quarter=3,
        amount=Decimal("1200000.50"),
    )  # fmt: skip
    trees = [output("O1", Basis.FORECAST, "200"), output("O2", Basis.ACTUAL, "12.5")]
    known = Known(
        status=Status.ON_TRACK, status_told_in="your return of Spring 2026", milestones=(milestone,), risks=(risk,),
        spend={spend.record_id: spend}, outputs=outputs_by_indicator(trees),
        told_in={"M1": "your return of Spring 2026"},
    )  # fmt: skip
    form = a_form(known)
    trees_row = next(row for section in form.sections for row in section.rows if row.label == "# of trees planted")
    assert filled_in(form) == {
        "standing.now.status": "On track",
        "spend.2026-Q3.capital_forecast": "1,200,000.50",
        "milestones.M1.title": "Site cleared",
        "milestones.M1.planned_on": "1 June 2026",
        "milestones.M1.expected_on": "1 December 2026",
        trees_row.fields[0].field_id: "200",
        trees_row.fields[1].field_id: "12.5",
        "risks.K1.title": "Steel",
        "risks.K1.category": "Rising Costs",
        "risks.K1.impact": "5 - Major impact",
        "risks.K1.likelihood": "3 - High",
        "risks.K1.proximity": "2 - Distant: next 12 months",
        "risks.K1.owner": "Finance director",
    }
    assert form.fields["milestones.M1.title"].known_from == "your return of Spring 2026"
    assert form.fields["standing.now.status"].known_from == "your return of Spring 2026"


def test_what_a_return_brought_in_stays_in_its_row_when_it_is_changed():
    key = record_of_own(OWED.record_id, "milestones", 2)
    milestone = Milestone(milestone_id=key, transformation_id="TD-1", title="Opened", planned_on=dt.date(2026, 6, 1))
    rows = next(
        each for each in a_form(Known(milestones=(milestone,))).sections if each.question.question_id == "milestones"
    ).rows
    assert [row.row_id for row in rows] == ["new-1", "new-2", "new-3", "new-4", "new-5"]
    assert rows[1].fields[0].prefilled == "Opened"


@given(NAMES, NAMES, NAMES)
def test_every_field_has_a_name_the_register_can_keep(question_id, row_id, column):
    name = field_id(question_id, row_id, column)
    assert re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]*", name)
    assert len(name) <= 80
    assert name == field_id(question_id, row_id, column)
    assert name != field_id(question_id, row_id, f"{column}x")


def test_questions_of_one_field_have_its_name():
    assert a_form().fields["in_use"].kind is AnswerKind.YES_OR_NO
    assert a_form().fields["delivery_staff"].unit == "full-time posts"


def output(key: str, basis: Basis, value: str) -> Output:
    return Output(
        output_id=key, transformation_id="TD-1", indicator="# of trees planted", unit="Number of trees", basis=basis,
        value=Decimal(value), starts_on=dt.date(2026, 4, 1), ends_on=dt.date(2026, 9, 30),
    )  # fmt: skip
