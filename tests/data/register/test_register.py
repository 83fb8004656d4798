"""What people tell the register is kept, with who, when and why, version by version, in the register they told."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal

import pytest
from pydantic import ValidationError

from data.register.appends import Draft
from data.register.faults import Conflict, NotThere, RegisterUnfit
from data.register.kinds import KINDS
from data.register.register import Register
from domain.returns import Answer, Return, ReturnState
from domain.spend import Spend
from domain.transformation import Transformation
from domain.workspace import Workspace
from tests.data.register.records import WHO, a_return, a_round, one_of_each, transformation


def test_what_was_told_of_every_kind_comes_back_as_it_was_told(register: Register) -> None:
    assert {type(record) for record in one_of_each()} == set(KINDS)
    for record in one_of_each():
        told = register.append(record, by="ama@council.example", why="First entry", replaces=None)
        found = register.get(type(record), record.record_id)
        assert found == told
        assert found.record == record
        assert (found.number, found.replaces, found.told_by, found.why) == (
            1,
            None,
            "ama@council.example",
            "First entry",
        )
        assert abs(dt.datetime.now(dt.UTC) - found.told_at) < dt.timedelta(minutes=1)


def test_a_correction_is_a_new_version_that_names_the_one_it_replaces(register: Register) -> None:
    register.append(transformation(), **WHO, replaces=None)
    register.append(transformation(title="Waterfront park"), by="ben", why="Renamed by the board", replaces=1)
    first, second = register.history(Transformation, "TD-HAR-01")
    assert (first.record.title, second.record.title) == ("Waterfront square", "Waterfront park")
    assert (second.number, second.replaces, second.told_by, second.why) == (2, 1, "ben", "Renamed by the board")
    assert first.told_at < second.told_at


def test_the_second_of_two_people_is_told_and_keeps_both_texts(register: Register) -> None:
    register.append(transformation(), **WHO, replaces=None)
    register.append(transformation(story="Hers"), by="Ama", why="New story", replaces=1)
    with pytest.raises(Conflict) as told:
        register.append(transformation(story="His"), by="Ben", why="My story", replaces=1)
    (clash,) = told.value.clashes
    assert (clash.yours.story, clash.theirs.record.story) == ("His", "Hers")
    assert "Ama saved “Waterfront square” on" in told.value.for_reader, "by its title, and not by its key"
    assert "New story" in told.value.for_reader
    assert [version.record.story for version in register.history(Transformation, "TD-HAR-01")] == ["", "Hers"]
    register.append(clash.yours, by="Ben", why="After reading hers", replaces=clash.theirs.number)
    assert register.get(Transformation, "TD-HAR-01").record.story == "His"


def test_two_people_who_begin_the_same_record_are_told_too(register: Register) -> None:
    register.append(transformation(story="Hers"), by="Ama", why="Began", replaces=None)
    with pytest.raises(Conflict):
        register.append(transformation(story="His"), by="Ben", why="Began", replaces=None)


def test_the_same_words_sent_twice_are_one_version(register: Register) -> None:
    once = register.append(transformation(), **WHO, replaces=None)
    assert register.append(transformation(), **WHO, replaces=None) == once
    assert len(register.history(Transformation, "TD-HAR-01")) == 1
    assert len(register.audit()) == 1


@pytest.mark.parametrize("replaces", [1, 7])
def test_a_version_that_never_was_cannot_be_replaced(register: Register, replaces: int) -> None:
    with pytest.raises(NotThere, match="TD-HAR-01"):
        register.append(transformation(), **WHO, replaces=replaces)
    assert register.audit() == []


def test_what_is_withdrawn_is_gone_from_lists_and_stays_in_its_history(register: Register) -> None:
    first = register.append(transformation(), **WHO, replaces=None)
    gone = register.withdraw(first, by="Ama", why="Entered twice")
    assert register.get(Transformation, "TD-HAR-01") is None
    assert register.find(Transformation) == []
    assert register.count(Transformation) == 0
    assert register.history(Transformation, "TD-HAR-01") == [first, gone]
    assert register.get(Transformation, "TD-HAR-01", as_at=first.told_at) == first
    register.append(first.record, by="Ama", why="It was not", replaces=gone.number)
    assert register.get(Transformation, "TD-HAR-01").number == 3


def test_many_are_kept_together_or_not_at_all(register: Register) -> None:
    register.append(transformation("T-3"), **WHO, replaces=None)
    drafts = [Draft(transformation(f"T-{number}", story="New")) for number in range(5)]
    with pytest.raises(Conflict) as told:
        register.append_all(drafts, by="Ben", why="Upload")
    assert [clash.yours.record_id for clash in told.value.clashes] == ["T-3"]
    assert register.count(Transformation) == 1
    assert len(register.audit()) == 1
    kept = register.append_all([draft for draft in drafts if draft.record.record_id != "T-3"], by="Ben", why="Upload")
    assert [version.record.record_id for version in kept] == ["T-0", "T-1", "T-2", "T-4"]
    assert register.count(Transformation) == 5


def test_one_record_is_not_said_twice_at_once(register: Register) -> None:
    with pytest.raises(ValueError, match="T-1 is there twice"):
        register.append_all([Draft(transformation("T-1")), Draft(transformation("T-1", story="Two"))], **WHO)


def test_nothing_belongs_to_a_record_that_is_not_there(register: Register) -> None:
    with pytest.raises(NotThere, match="belongs to the round 'R1'"):
        register.append(a_return(), **WHO, replaces=None)
    register.append_all([Draft(a_return()), Draft(a_round())], **WHO)  # together is soon enough
    opened = register.get(Return, "R1/TD-HAR-01")
    register.withdraw(opened, by="Ama", why="Not theirs")
    answer = Answer(return_id="R1/TD-HAR-01", question_id="q1", text="Yes")
    with pytest.raises(NotThere, match="belongs to the return"):
        register.append(answer, **WHO, replaces=None)


def test_money_is_exact_to_the_penny(register: Register) -> None:
    spend = one_of_each()[12]
    assert isinstance(spend, Spend)
    for amount in ("0.10", "0.20", "9999999999999.99", "-0.01"):
        said = spend.model_copy(update={"amount": Decimal(amount), "transformation_id": f"T{amount}".replace("-", "m")})
        register.append(said, **WHO, replaces=None)
        assert register.get(Spend, said.record_id).record.amount == Decimal(amount)
        assert register.count(Spend, amount=Decimal(amount)) == 1


@pytest.mark.parametrize(
    "text", ["'; DROP TABLE audit; --", "=cmd|' /C calc'!A0", "Ynys Môn · 東京 · 🙂", "%s %(x)s {x}", "\\x00 \\"]
)
def test_hostile_text_is_only_text(register: Register, text: str) -> None:
    register.append(transformation(title=text, story=text), by=text, why=text, replaces=None)
    found = register.get(Transformation, "TD-HAR-01")
    assert (found.record.title, found.record.story, found.told_by, found.why) == (text, text, text, text)
    assert register.find(Transformation, programme_id=text) == []
    assert register.get(Transformation, text) is None


@pytest.mark.parametrize(
    ("by", "why"), [("", "Because"), ("Ama", " "), ("Ama\n", "x\x00"), ("A\nB", "Because"), ("Ama", "x" * 2001)]
)
def test_who_and_why_are_never_left_out_nor_unreadable(register: Register, by: str, why: str) -> None:
    with pytest.raises(ValidationError):
        register.append(transformation(), by=by, why=why, replaces=None)
    assert register.audit() == []


def test_the_two_workspaces_never_meet(address: str, register: Register) -> None:
    training = Register.open(address, Workspace.TRAINING)
    training.append(transformation(), **WHO, replaces=None)
    assert (training.count(Transformation), register.count(Transformation)) == (1, 0)
    assert (training.workspace, register.workspace) == (Workspace.TRAINING, Workspace.LIVE)
    training.close()


def test_a_return_moves_through_its_states(register: Register) -> None:
    register.append(a_round(), **WHO, replaces=None)
    version = register.append(a_return(), **WHO, replaces=None)
    for state in (ReturnState.DRAFT, ReturnState.SUBMITTED, ReturnState.CERTIFIED, ReturnState.ACCEPTED):
        said = version.record.model_copy(update={"state": state})
        version = register.append(said, by="Ama", why=f"It is {state} now", replaces=version.number)
        assert register.count(Return, round_id="R1", state=state) == 1
    assert register.count(Return, round_id="R1", state=ReturnState.DUE) == 0


def test_opening_again_finds_everything(address: str, register: Register) -> None:
    told = register.append(transformation(), **WHO, replaces=None)
    register.close()
    again = Register.open(address, Workspace.LIVE)
    assert again.get(Transformation, "TD-HAR-01") == told
    again.close()


def test_the_environment_says_where_the_register_lies(
    new_address: Callable[[], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    address = new_address()
    monkeypatch.setenv("STEWARDSHIP_REGISTER", address)
    first = Register.open(None, Workspace.LIVE)
    first.append(transformation(), **WHO, replaces=None)
    first.close()
    second = Register.open(address, Workspace.LIVE)
    assert second.count(Transformation) == 1
    second.close()


@pytest.mark.parametrize("wrong", ["mysql://host/register", "postgresql://:::/x:y"])
def test_an_address_of_another_sort_is_refused_without_repeating_its_password(wrong: str) -> None:
    with pytest.raises(RegisterUnfit, match="postgresql://"):
        Register.open(wrong.replace("://", "://u:secret@"), Workspace.LIVE)
