"""Every rule of a return, each by a case worked out by hand: what it finds, where, and what it lets pass."""

import datetime as dt
from decimal import Decimal

import pytest

from data.returns.checks import faults
from data.returns.known import Known, outputs_by_indicator
from domain.form import Fault, Weight
from domain.milestone import Milestone
from domain.money import Basis
from tests.data.returns.asked import ROUND, a_form, facts, sound
from tests.data.returns.test_form import output

ON_RECORD = Known(
    milestones=(
        Milestone(milestone_id="M1", transformation_id="TD-1", title="Site cleared", planned_on=dt.date(2026, 6, 1)),
    ),
    outputs=outputs_by_indicator([output("O1", Basis.FORECAST, "200")]),
)


def found(changes: dict[str, str] | None = None, known: Known = ON_RECORD, **more: object) -> list[Fault]:
    return faults(a_form(known, **more), {**sound(), **(changes or {})}, facts(**more))


def only(changes: dict[str, str], **more: object) -> Fault:
    (fault,) = found(changes, **more)
    return fault


def test_a_sound_return_has_nothing_wrong():
    assert found() == []


def test_everything_that_is_missing_is_said_at_once_in_the_order_of_the_form():
    said = faults(a_form(), {}, facts())
    assert [fault.field_id for fault in said] == [
        "standing.now.status", "standing.now.happened_on", "standing.now.event", "standing.now.self_rating",
        "spend.2026-Q1.capital_actual", "spend.2026-Q2.capital_actual", "obstacle", "in_use",
    ]  # fmt: skip
    assert {fault.weight for fault in said} == {Weight.STOPS}
    assert all(fault.wrong and fault.remedy for fault in said)


def test_what_cannot_be_read_is_shown_with_its_value_and_a_remedy():
    fault = only({"spend.2026-Q1.capital_actual": "1.2m"})
    assert (fault.label, fault.value) == ("Capital spent, April to June 2026", "1.2m")
    assert "1,200,000" in fault.remedy
    assert only({"standing.now.happened_on": "10/31/2026"}).value == "10/31/2026"
    assert only({"in_use": "partly"}).label == "Can the public use any part of it yet?"


def test_a_known_value_that_was_emptied_on_purpose_is_missing():
    assert only({"milestones.M1.title": " "}).label == "Site cleared: Milestone"


@pytest.mark.parametrize("status", ["Delayed", "stalled"])
def test_what_is_late_says_its_reason_and_why(status):
    said = found({"standing.now.status": status})
    assert [fault.field_id for fault in said] == ["standing.now.delay_reason", "standing.now.delay_explanation"]
    told = {"standing.now.delay_reason": "Procurement", "standing.now.delay_explanation": "One bidder only."}
    assert found({"standing.now.status": status, **told}) == []


def test_what_has_not_started_in_time_is_explained():
    fault = only({"standing.now.status": "Not started"}, starts_on=dt.date(2026, 5, 1))
    assert (fault.field_id, fault.weight) == ("standing.now.status", Weight.EXPLAIN)
    assert "1 May 2026" in fault.wrong
    words = {"standing.now.delay_explanation": "The land was flooded."}
    assert found({"standing.now.status": "Not started", **words}, starts_on=dt.date(2026, 5, 1)) == []
    assert found({"standing.now.status": "Not started"}, starts_on=dt.date(2027, 5, 1)) == []


def test_what_had_started_before_explains_that_it_has_not():
    assert "was on track before" in only({"standing.now.status": "Not started"}, last_status="on_track").wrong
    assert found({"standing.now.status": "Not started"}, last_status="not_started") == []


@pytest.mark.parametrize("status", ["Rescoped", "Cancelled"])
def test_what_is_no_longer_as_planned_says_why(status):
    assert only({"standing.now.status": status}).weight is Weight.EXPLAIN


def test_an_event_has_happened():
    assert only({"standing.now.happened_on": "21 October 2026"}).weight is Weight.STOPS
    assert found({"standing.now.happened_on": "20 October 2026"}) == []


def test_an_event_older_than_the_period_is_explained():
    assert only({"standing.now.happened_on": "31 March 2026"}).weight is Weight.EXPLAIN
    assert found({"standing.now.happened_on": "1 April 2026"}) == []


def test_what_is_completed_has_no_milestone_left():
    fault = only({"standing.now.status": "Completed"})
    assert (fault.field_id, fault.weight) == ("standing.now.status", Weight.STOPS)
    assert "'Site cleared'" in fault.wrong
    reached = {"milestones.M1.reached_on": "1 July 2026", "milestones.M1.evidence": "Photographs, council site"}
    assert found({"standing.now.status": "Completed", **reached}) == []


def test_more_than_was_awarded_is_explained():
    # 100,000 + 150,000.50 spent, 700,000 expected and 60,000 before: 1,010,000.50 of 1,000,000
    changes = {"spend.2026-Q3.capital_forecast": "700,000"}
    fault = only(changes, awarded=1_000_000.0, spent_before=60_000.0)
    assert (fault.field_id, fault.weight) == ("spend.all.explanation", Weight.EXPLAIN)
    assert "£1,010,000.50" in fault.wrong
    assert "£10,000.50 more than the £1,000,000 awarded" in fault.wrong
    assert found(changes, awarded=1_010_000.50, spent_before=60_000.0) == []
    words = {"spend.all.explanation": "The council pays the rest."}
    assert found({**changes, **words}, awarded=1_000_000.0, spent_before=60_000.0) == []


def test_a_quarter_is_told_by_capital_or_revenue_alone():
    alone = {"spend.2026-Q1.capital_actual": "", "spend.2026-Q1.revenue_actual": "5"}
    assert found(alone) == []
    assert "capital, revenue or both" in only({**alone, "spend.2026-Q1.revenue_actual": ""}).remedy


def test_money_taken_back_is_explained():
    fault = only({"spend.2026-Q1.revenue_actual": "-20"})
    assert (fault.value, fault.weight) == ("-20", Weight.EXPLAIN)
    assert found({"spend.2026-Q1.revenue_actual": "(20)", "spend.all.explanation": "A refund."}) == []


def test_money_spent_in_time_to_come_is_refused():
    early = dt.date(2026, 6, 30)  # the second quarter of the period has not begun
    said = faults(a_form(today=early), {**sound(), "standing.now.happened_on": "1 June 2026"}, facts(today=early))
    assert [(fault.field_id, fault.weight) for fault in said] == [("spend.2026-Q2.capital_actual", Weight.STOPS)]


def test_a_forecast_for_time_that_was_over_before_the_round_opened_is_refused():
    late = ROUND.model_copy(update={"opens_on": dt.date(2027, 1, 1), "due_on": dt.date(2027, 1, 31)})
    form = a_form(asked=late, today=dt.date(2027, 1, 10))
    (fault,) = faults(
        form, {**sound(), "spend.2026-Q3.capital_forecast": "5", "spend.2026-Q4.capital_forecast": "5"},
        facts(today=dt.date(2027, 1, 10)),
    )  # fmt: skip
    assert (fault.field_id, fault.weight) == ("spend.2026-Q3.capital_forecast", Weight.STOPS)


def test_a_milestone_is_not_reached_before_its_day():
    changes = {"milestones.M1.reached_on": "21 October 2026", "milestones.M1.evidence": "Photograph"}
    assert only(changes).field_id == "milestones.M1.reached_on"


def test_a_milestone_reached_without_evidence_is_explained():
    fault = only({"milestones.M1.reached_on": "1 July 2026"})
    assert (fault.field_id, fault.weight) == ("milestones.M1.evidence", Weight.EXPLAIN)


def test_a_new_milestone_is_given_whole_or_not_at_all():
    assert only({"milestones.new-2.title": "Opened"}).field_id == "milestones.new-2.planned_on"
    assert only({"milestones.new-2.planned_on": "1 May 2027"}).field_id == "milestones.new-2.title"
    assert found({"milestones.new-2.title": "Opened", "milestones.new-2.planned_on": "1 May 2027"}) == []


def test_a_milestone_may_be_expected_years_after_its_plan():
    assert found({"milestones.M1.expected_on": "1 June 2031"}) == []


OWN = {"outputs.new-1.indicator": "Another, not on this list", "outputs.new-1.bespoke": "Murals painted"}


def test_an_output_of_ones_own_has_a_name_and_a_unit():
    assert only({**OWN, "outputs.new-1.planned": "3"}).field_id == "outputs.new-1.unit"
    nameless = {"outputs.new-1.indicator": OWN["outputs.new-1.indicator"], "outputs.new-1.planned": "3"}
    assert only(nameless).field_id == "outputs.new-1.bespoke"
    assert found({**OWN, "outputs.new-1.unit": "murals", "outputs.new-1.planned": "3"}) == []


def test_an_output_is_named_before_it_is_counted_and_counted_where_it_is_named():
    assert only({"outputs.new-1.planned": "3"}).field_id == "outputs.new-1.indicator"
    assert only({"outputs.new-1.indicator": "# of sites cleared"}).field_id == "outputs.new-1.planned"


def test_an_output_is_not_of_the_list_and_ones_own_at_once():
    both = {**OWN, "outputs.new-1.indicator": "# of sites cleared", "outputs.new-1.planned": "3"}
    assert only(both).field_id == "outputs.new-1.bespoke"


def test_there_is_never_less_than_none_of_an_output():
    row = {"outputs.new-1.indicator": "# of sites cleared", "outputs.new-1.achieved": "-1"}
    assert only(row).field_id == "outputs.new-1.achieved"
    assert found({**row, "outputs.new-1.achieved": "0"}) == []


def test_what_is_on_record_already_is_never_too_long():
    long = ON_RECORD.milestones[0].model_copy(update={"evidence": "x" * 5_000})
    assert found(known=Known(milestones=(long,))) == []


def test_an_output_is_given_once():
    on_record = {"outputs.new-1.indicator": "# of trees planted", "outputs.new-1.planned": "3"}
    assert "already" in only(on_record).wrong
    twice = {
        "outputs.new-1.indicator": "# of sites cleared", "outputs.new-1.planned": "3",
        "outputs.new-3.indicator": "# of Sites cleared", "outputs.new-3.achieved": "2",
    }  # fmt: skip
    assert only(twice).field_id == "outputs.new-3.indicator"


def test_a_risk_is_given_whole_and_on_the_scales():
    risk = {
        "risks.new-1.title": "Steel", "risks.new-1.category": "Rising Costs", "risks.new-1.impact": "6",
        "risks.new-1.likelihood": "4 - almost certain", "risks.new-1.proximity": "1", "risks.new-1.owner": "Director",
    }  # fmt: skip
    assert found(risk) == []
    assert only({**risk, "risks.new-1.impact": "7"}).value == "7"
    assert only({**risk, "risks.new-1.likelihood": "5"}).value == "5"
    assert [fault.field_id for fault in found({"risks.new-1.title": "Steel"})] == [
        "risks.new-1.category", "risks.new-1.impact", "risks.new-1.likelihood", "risks.new-1.proximity",
        "risks.new-1.owner",
    ]  # fmt: skip


def test_a_text_too_long_says_by_how_much():
    fault = only({"obstacle": "x" * 2_005})
    assert "2,005" in fault.wrong
    assert "by 5 characters" in fault.remedy
    assert len(fault.value) < 200


def test_characters_that_cannot_be_seen_are_named_and_not_repeated():
    fault = only({"obstacle": "Steel\x00 prices"})
    assert "Character 6" in fault.wrong
    assert "\x00" not in fault.value


def test_a_name_is_one_line():
    assert "one line" in only({"milestones.M1.title": "Site\ncleared"}).remedy


def test_nothing_is_asked_twice_in_two_rules():
    changes = {"standing.now.status": "Delayed", "standing.now.happened_on": "1 January 2026"}
    assert [fault.field_id for fault in found(changes)] == [
        "standing.now.happened_on", "standing.now.delay_reason", "standing.now.delay_explanation",
    ]  # fmt: skip


def test_amounts_are_added_to_the_penny():
    changes = {"spend.2026-Q3.capital_forecast": "0.01"}
    exact = float(Decimal("250000.51"))
    assert found(changes, awarded=exact) == []
    assert "£0.01 more" in only({"spend.2026-Q3.capital_forecast": "0.02"}, awarded=exact).wrong
