"""Returns as the people who fill them in and send them meet them, on both databases."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal

import pytest

from data.desk.faults import AnswersMoved, AnswerUnkeepable, ReturnFaulty
from data.register.appends import Draft
from data.register.faults import Conflict, NotThere
from data.returns.checks import faults
from domain.allocation import Allocation, Stage
from domain.milestone import Milestone
from domain.money import Basis, Stream
from domain.result import Output
from domain.returns import Answer, Return
from domain.risk import Risk
from domain.spend import Spend
from domain.transformation import Status
from domain.update import Update
from tests.data.desk.at_work import CERTIFIER, OFFICER, RETURN, SECOND_OFFICER, STEWARD, a_round, desks
from tests.data.desk.whole_return import WHOLE, certified, count, sent, states
from tests.data.returns.asked import sound


def test_a_return_goes_all_the_way_with_changes_asked_for(at, register):
    at(OFFICER).save(RETURN, "obstacle", "Prices of steel.", replaces=None)
    certified(at)
    at(STEWARD).ask_changes(RETURN, why="Please say where the trees stand")
    at(OFFICER).save(RETURN, "learned", "Plant in autumn.", replaces=None)
    at(OFFICER).submit(RETURN, why="Trees explained")
    at(CERTIFIER).certify(RETURN, why="Unchanged figures")
    at(STEWARD).accept(RETURN, why="Clear now")
    assert states(at(OFFICER)) == [
        "due", "draft", "submitted", "certified", "changes_asked", "draft", "submitted", "certified", "accepted",
    ]  # fmt: skip
    steps = at(STEWARD).journey(RETURN)
    assert (steps[4].told_by, steps[4].why) == ("sam@x.example", "Please say where the trees stand")


def test_what_is_sent_becomes_records_in_the_same_moment(at, register):
    sent(at)
    (update,) = register.find(Update, transformation_id="TD-1")
    assert (update.record.status, update.record.happened_on) == (Status.ON_TRACK, dt.date(2026, 9, 12))
    assert (update.record.self_rating, update.record.return_id) == (4, RETURN)
    spend = {version.record.record_id: version.record.amount for version in register.find(Spend)}
    assert spend == {
        "TD-1/2026-Q1/capital/actual": Decimal(100_000),
        "TD-1/2026-Q1/revenue/actual": Decimal(0),
        "TD-1/2026-Q2/capital/actual": Decimal("150000.50"),
        "TD-1/2026-Q2/revenue/actual": Decimal(0),
        "TD-1/2026-Q3/capital/forecast": Decimal(700_000),
    }
    (milestone,) = register.find(Milestone)
    assert (milestone.record.title, milestone.record.reached_on) == ("Site cleared", dt.date(2026, 6, 3))
    outputs = register.find(Output)
    assert {(each.record.basis, each.record.value) for each in outputs} == {
        (Basis.FORECAST, Decimal(200)), (Basis.ACTUAL, Decimal(12)),
    }  # fmt: skip
    assert {each.record.unit for each in outputs} == {"Number of trees"}
    (risk,) = register.find(Risk)
    assert (risk.record.impact, risk.record.likelihood, risk.record.proximity) == (5, 3, 2)
    told = {each.told_at for each in (update, milestone, risk, *outputs)}
    assert told == {register.get(Return, RETURN).told_at}


def test_sending_again_makes_versions_and_never_twins(at, register):
    certified(at)
    at(STEWARD).ask_changes(RETURN, why="Look at the trees again")
    changed = {"outputs.new-1.achieved": "15", "standing.now.event": "The contract was signed in the hall."}
    at(OFFICER).save_all(RETURN, changed, why="Counted again")
    at(OFFICER).submit(RETURN, why="Counted again")
    assert [count(register, noun) for noun in (Update, Spend, Milestone, Output, Risk)] == [1, 5, 1, 2, 1]
    trees = next(each for each in register.find(Output) if each.record.basis is Basis.ACTUAL)
    assert (trees.number, trees.record.value) == (2, Decimal(15))
    assert register.find(Update)[0].number == 2
    assert register.find(Milestone)[0].number == 1, "what is unchanged gets no new version"


def test_a_row_emptied_before_sending_again_no_longer_stands_and_may_come_back(at, register):
    certified(at)
    at(STEWARD).ask_changes(RETURN, why="Is this a risk?")
    risk = {field_id: "" for field_id in WHOLE if field_id.startswith("risks.")}
    at(OFFICER).save_all(RETURN, risk, why="It is none")
    at(OFFICER).submit(RETURN, why="Taken out")
    assert count(register, Risk) == 0
    at(CERTIFIER).send_back(RETURN, why="It is one after all")
    at(OFFICER).save_all(RETURN, {key: text for key, text in WHOLE.items() if key in risk}, why="It is one")
    at(OFFICER).submit(RETURN, why="Put back")
    assert [version.number for version in register.find(Risk)] == [3]


def test_the_next_round_begins_with_what_the_last_one_told(at, register):
    certified(at)
    at(STEWARD).accept(RETURN, why="Clear")
    january = desks(register, today=dt.date(2027, 4, 10))
    later = a_round(
        "R4", title="Winter 2026", period_start=dt.date(2026, 10, 1), period_end=dt.date(2027, 3, 31),
        opens_on=dt.date(2027, 4, 1), due_on=dt.date(2027, 4, 30),
    )  # fmt: skip
    january(STEWARD).rounds.open(later, {"TD-1": "E06000001"}, why="The winter round")
    fields = january(OFFICER).returns.form("R4/TD-1").fields
    known = {key: field.prefilled for key, field in fields.items() if field.prefilled}
    assert known["standing.now.status"] == "On track"
    assert "standing.now.event" not in known, "an event is told anew"
    milestone = next(key for key, text in known.items() if text == "Site cleared")
    assert milestone.startswith("milestones.TD-1.")
    assert fields["standing.now.status"].known_from == "your return of Summer 2026"
    assert fields[milestone].known_from == "your return of Summer 2026"
    assert {"12", "200", "Steel", "5 - Major impact"} <= set(known.values())
    asked_again = {key: text for key, text in sound().items() if not key.startswith("spend.")}
    spent = dict.fromkeys(
        ("spend.2026-Q3.capital_actual", "spend.2026-Q3.revenue_actual", "spend.2026-Q4.capital_actual",
         "spend.2026-Q4.revenue_actual"), "0",
    )  # fmt: skip
    event = {"standing.now.happened_on": "2 February 2027"}
    january(OFFICER).returns.save_all("R4/TD-1", {**asked_again, **spent, **event}, why="Winter")
    january(OFFICER).returns.submit("R4/TD-1", why="Winter")
    assert [count(register, noun) for noun in (Update, Milestone, Output, Risk)] == [2, 1, 2, 1]


def test_a_draft_is_kept_as_it_is_typed_right_or_wrong(at):
    at(OFFICER).save(RETURN, "spend.2026-Q1.capital_actual", "about 1.2m?", replaces=None)
    assert at(SECOND_OFFICER).answers(RETURN)["spend.2026-Q1.capital_actual"].record.text == "about 1.2m?"
    assert states(at(OFFICER)) == ["due", "draft"]
    assert [fault.value for fault in at(OFFICER).faults(RETURN) if fault.value] == ["about 1.2m?"]


def test_whoever_saves_the_same_field_second_is_told_and_keeps_their_text(at):
    first = at(OFFICER).save(RETURN, "obstacle", "Steel", replaces=None)
    with pytest.raises(Conflict) as told:
        at(SECOND_OFFICER).save(RETURN, "obstacle", "Staff", replaces=None)
    (clash,) = told.value.clashes
    assert (clash.yours.text, clash.theirs.record.text, clash.theirs.told_by) == ("Staff", "Steel", "olu@x.example")
    at(SECOND_OFFICER).save(RETURN, "obstacle", "Steel and staff", replaces=first.number)
    assert at(OFFICER).answers(RETURN)["obstacle"].record.text == "Steel and staff"


def test_two_people_begin_a_draft_in_different_fields_and_both_are_kept(at):
    at(OFFICER).save(RETURN, "obstacle", "Steel", replaces=None)
    at(SECOND_OFFICER).save(RETURN, "learned", "Ask early", replaces=None)
    assert {key: answer.record.text for key, answer in at(OFFICER).answers(RETURN).items()} == {
        "obstacle": "Steel", "learned": "Ask early",
    }  # fmt: skip


def test_a_return_with_faults_is_not_sent_and_nothing_of_it_is_told(at, register):
    at(OFFICER).save_all(RETURN, {**WHOLE, "in_use": "perhaps"}, why="Typed")
    with pytest.raises(ReturnFaulty, match="1 thing to put right") as told:
        at(OFFICER).submit(RETURN, why="Done")
    assert [fault.field_id for fault in told.value.faults] == ["in_use"]
    assert [count(register, noun) for noun in (Update, Spend, Milestone, Output, Risk)] == [0] * 5
    assert states(at(OFFICER)) == ["due", "draft"]


def test_what_must_be_explained_is_explained_before_it_is_sent(at):
    at(OFFICER).save_all(RETURN, {**WHOLE, "milestones.new-1.evidence": ""}, why="Typed")
    with pytest.raises(ReturnFaulty, match="1 thing to explain"):
        at(OFFICER).submit(RETURN, why="Done")
    at(OFFICER).save_all(RETURN, {"milestones.new-1.evidence": "The camera broke."}, why="Typed")
    at(OFFICER).submit(RETURN, why="Done")
    assert states(at(OFFICER))[-1] == "submitted"


def test_many_answers_are_kept_all_or_none_and_the_unchanged_ones_are_not_written(at):
    assert at(OFFICER).save_all(RETURN, {"obstacle": "Steel", "learned": "Ask early"}, why="Sheet") == 2
    assert at(OFFICER).save_all(RETURN, {"obstacle": "Steel", "learned": "Ask late"}, why="Sheet") == 1
    with pytest.raises(NotThere, match="'nonsense'"):
        at(OFFICER).save_all(RETURN, {"obstacle": "Staff", "nonsense": "1"}, why="Sheet")
    assert at(OFFICER).answers(RETURN)["obstacle"].record.text == "Steel"


@pytest.mark.parametrize("field_id", ["nonsense", "spend.2026-Q9.capital_actual", "milestones.M9.title", "standing"])
def test_a_field_that_the_form_does_not_have_is_refused(at, register, field_id):
    with pytest.raises(NotThere, match="no field"):
        at(OFFICER).save(RETURN, field_id, "x", replaces=None)
    assert register.count(Answer) == 0


@pytest.mark.parametrize(
    ("text", "says"), [("x" * 20_001, r"20,001.*at most 20,000 characters"), ("a\x00b", "cannot be seen")]
)
def test_a_text_that_no_register_can_keep_says_so(at, text, says):
    with pytest.raises(AnswerUnkeepable, match=says):
        at(OFFICER).save(RETURN, "obstacle", text, replaces=None)


def test_many_who_begin_a_draft_at_once_all_keep_what_they_typed(at):
    fields = ["obstacle", "learned", "help_needed", "designed_with", "standing.now.event", "spend.all.explanation"]

    def save(field_id: str) -> None:
        at(OFFICER).save(RETURN, field_id, f"Of {field_id}", replaces=None)

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(save, fields))
    assert {key: one.record.text for key, one in at(OFFICER).answers(RETURN).items()} == {
        field_id: f"Of {field_id}" for field_id in fields
    }
    assert states(at(OFFICER)) == ["due", "draft"]


def test_what_is_typed_while_another_sends_is_not_sent_unseen(at, register, monkeypatch):
    at(OFFICER).save_all(RETURN, WHOLE, why="Typed")

    def typed_meanwhile(*given):
        at(SECOND_OFFICER).save(RETURN, "learned", "Wait!", replaces=None)
        return faults(*given)

    monkeypatch.setattr("data.desk.returns.faults", typed_meanwhile)
    with pytest.raises(AnswersMoved, match=r"ola@x\.example changed 1 of the answers"):
        at(OFFICER).submit(RETURN, why="Done")
    assert states(at(OFFICER))[-1] == "draft"
    assert count(register, Update) == 0


def test_money_already_spent_counts_against_the_award(at, register):
    before = Spend(
        transformation_id="TD-1", basis=Basis.ACTUAL, stream=Stream.CAPITAL, financial_year=2025, amount=Decimal(500)
    )
    award = Allocation(
        allocation_id="A1", programme_id="TD", transformation_id="TD-1", stage=Stage.AWARDED,
        amount=Decimal("950000.50"), decided_on=dt.date(2025, 1, 1), decided_by="The minister",
    )  # fmt: skip
    register.append_all([Draft(before), Draft(award)], by="sam@x.example", why="Told")
    at(OFFICER).save_all(RETURN, WHOLE, why="Typed")
    (fault,) = at(OFFICER).faults(RETURN)
    # 500 before, 250,000.50 spent and 700,000 expected, of 950,000.50
    assert "£500 more than the £950,000.50 awarded" in fault.wrong


def test_why_it_is_late_is_kept_with_its_reason_and_shown_again(at, register):
    late = {
        "standing.now.status": "Delayed", "standing.now.delay_reason": "procurement",
        "standing.now.delay_explanation": "One bidder only.",
    }  # fmt: skip
    at(OFFICER).save_all(RETURN, {**WHOLE, **late}, why="Typed")
    at(OFFICER).submit(RETURN, why="Done")
    assert register.find(Update)[0].record.note == "Procurement: One bidder only."
    fields = at(STEWARD).form(RETURN).fields
    assert fields["standing.now.delay_reason"].prefilled == "Procurement"
    assert fields["standing.now.delay_explanation"].prefilled == "One bidder only."
