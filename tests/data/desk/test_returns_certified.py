"""Who certifies, reviews and reads a return, each in their turn and none of them twice, on both databases."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest

from data.desk.faults import ReasonMissing, ReturnFaulty, StepRefused
from data.register.faults import NotThere
from domain.milestone import Milestone
from domain.permission import NotAllowed
from domain.returns import Return, ReturnState
from tests.data.desk.at_work import (
    ADMINISTRATOR,
    ANALYST,
    BOTH,
    CERTIFIER,
    OFFICER,
    REGIONAL,
    RETURN,
    SECOND_OFFICER,
    STEWARD,
    STRANGER,
    refusals,
)
from tests.data.desk.whole_return import WHOLE, certified, sent, states


def test_whether_a_draft_may_be_read_is_asked_without_a_refusal(at, register):
    at(OFFICER).save_all(RETURN, WHOLE, why="From a spreadsheet")
    assert at(OFFICER).readable(RETURN)
    assert not at(STEWARD).readable(RETURN)
    assert not at(STRANGER).readable(RETURN)
    assert not at(STEWARD).readable("no-such/return")
    assert refusals(register) == []
    at(OFFICER).submit(RETURN, why="All answered")
    assert at(STEWARD).readable(RETURN)
    assert not at(STRANGER).readable(RETURN)
    at(CERTIFIER).send_back(RETURN, why="The total is wrong")
    assert at(STEWARD).readable(RETURN), "what was sent once is read as it was sent"


def test_what_was_sent_is_not_typed_over(at):
    sent(at)
    with pytest.raises(StepRefused, match=r"submitted, by olu@x\.example"):
        at(OFFICER).save(RETURN, "learned", "More", replaces=None)
    with pytest.raises(StepRefused, match="submitted"):
        at(OFFICER).save_all(RETURN, {}, why="Sheet")
    with pytest.raises(StepRefused, match="submitted"):
        at(OFFICER).submit(RETURN, why="Twice")


def test_a_step_out_of_turn_says_who_was_there_before(at):
    with pytest.raises(StepRefused, match="nobody has begun"):
        at(CERTIFIER).certify(RETURN, why="Early")
    certified(at)
    with pytest.raises(StepRefused, match=r"certified, by cat@x\.example"):
        at(CERTIFIER).certify(RETURN, why="Again")
    with pytest.raises(StepRefused, match="certified"):
        at(CERTIFIER).send_back(RETURN, why="Late")
    at(STEWARD).accept(RETURN, why="Clear")
    for step in (at(STEWARD).accept, at(STEWARD).ask_changes):
        with pytest.raises(StepRefused, match=r"accepted, by sam@x\.example"):
            step(RETURN, why="Again")


def test_of_several_who_act_at_once_one_does_and_the_others_are_told(at):
    sent(at)

    def certify(name: str) -> str:
        try:
            at(CERTIFIER.model_copy(update={"person_id": f"{name}@x.example"})).certify(RETURN, why="Checked")
        except StepRefused as refused:
            return refused.version.told_by
        return f"{name} did"

    with ThreadPoolExecutor(6) as pool:
        said = list(pool.map(certify, "abcdef"))
    (done,) = (each for each in said if each.endswith(" did"))
    assert sorted(said) == sorted([done, *[f"{done[0]}@x.example"] * 5])


@pytest.mark.parametrize("hand", [CERTIFIER, OFFICER], ids=["certified it", "sent it"])
def test_nobody_accepts_what_they_sent_or_certified(at, register, hand):
    certified(at)
    in_the_centre_too = hand.model_copy(update={"roles": hand.roles | STEWARD.roles})
    with pytest.raises(NotAllowed, match="somebody else accepts it"):
        at(in_the_centre_too).accept(RETURN, why="Mine")
    assert register.get(Return, RETURN).record.state is ReturnState.CERTIFIED
    assert len(register.audit(action="refused", done_by=hand.person_id)) == 1
    assert at(STEWARD).accept(RETURN, why="Theirs").record.state is ReturnState.ACCEPTED


def test_nobody_certifies_what_they_submitted(at, register):
    at(BOTH).save_all(RETURN, WHOLE, why="Typed")
    at(BOTH).submit(RETURN, why="Done")
    with pytest.raises(NotAllowed, match="somebody else certifies it"):
        at(BOTH).certify(RETURN, why="Mine")
    assert refusals(register) == ["bea@x.example"]
    at(CERTIFIER).certify(RETURN, why="Checked")
    assert states(at(CERTIFIER))[-1] == "certified"


def test_a_certifier_sends_back_to_the_author(at):
    sent(at)
    at(CERTIFIER).send_back(RETURN, why="The ledger says otherwise")
    assert states(at(OFFICER))[-1] == "draft"
    at(OFFICER).save(RETURN, "learned", "Ask the ledger", replaces=None)


@pytest.mark.parametrize(("why", "says"), [("  ", "reason is missing"), ("x" * 2_001, "2000")])
def test_a_step_has_a_reason_that_fits(at, why, says):
    certified(at)
    with pytest.raises(ReasonMissing, match=says):
        at(STEWARD).ask_changes(RETURN, why=why)


STEPS = {
    "save": lambda one: one.save(RETURN, "obstacle", "x", replaces=None),
    "save_all": lambda one: one.save_all(RETURN, {"obstacle": "x"}, why="w"),
    "submit": lambda one: one.submit(RETURN, why="w"),
    "certify": lambda one: one.certify(RETURN, why="w"),
    "send_back": lambda one: one.send_back(RETURN, why="w"),
    "accept": lambda one: one.accept(RETURN, why="w"),
    "ask_changes": lambda one: one.ask_changes(RETURN, why="w"),
}
THEIRS = {
    OFFICER: {"save", "save_all", "submit"},
    CERTIFIER: {"certify", "send_back"},
    STEWARD: {"accept", "ask_changes"},
    REGIONAL: set(),
    STRANGER: set(),
    ANALYST: set(),
    ADMINISTRATOR: set(),
}


@pytest.mark.parametrize("who", THEIRS, ids=lambda who: who.name)
def test_everybody_takes_their_own_steps_and_a_refusal_is_in_the_audit(at, register, who):
    for name, step in STEPS.items():
        before = len(refusals(register))
        if name in THEIRS[who]:
            with suppress(StepRefused, ReturnFaulty):  # theirs to ask, though it is not its turn
                step(at(who))
            assert len(refusals(register)) == before, name
        else:
            with pytest.raises(NotAllowed):
                step(at(who))
            assert refusals(register)[0] == who.person_id, name
            assert len(refusals(register)) == before + 1, name


def test_a_draft_is_read_by_its_own_place_alone(at):
    at(OFFICER).save(RETURN, "obstacle", "Steel", replaces=None)
    for who in (OFFICER, SECOND_OFFICER, CERTIFIER):
        assert at(who).answers(RETURN)["obstacle"].record.text == "Steel"
    for who in (STEWARD, ANALYST, REGIONAL, STRANGER, ADMINISTRATOR):
        with pytest.raises(NotAllowed):
            at(who).answers(RETURN)
        with pytest.raises(NotAllowed):
            at(who).faults(RETURN)


def test_what_was_sent_is_read_by_others_as_it_was_sent(at):
    certified(at)
    assert at(STEWARD).answers(RETURN)["obstacle"].record.text == "Prices of steel."
    at(STEWARD).ask_changes(RETURN, why="More, please")
    at(OFFICER).save(RETURN, "obstacle", "Half a thought", replaces=1)
    assert at(OFFICER).answers(RETURN)["obstacle"].record.text == "Half a thought"
    for who in (STEWARD, ANALYST, REGIONAL):
        assert at(who).answers(RETURN)["obstacle"].record.text == "Prices of steel."
        assert at(who).faults(RETURN) == []


def test_a_return_of_another_place_is_none_of_theirs(at):
    assert at(STRANGER).get(RETURN) is None
    assert at(REGIONAL).get(RETURN).record.state is ReturnState.DUE
    for ask in (at(STRANGER).form, at(STRANGER).journey):
        with pytest.raises(NotAllowed):
            ask(RETURN)


def test_a_return_nobody_knows_is_named(at):
    assert at(STEWARD).get("R9/TD-1") is None
    with pytest.raises(NotThere, match="R9/TD-1"):
        at(OFFICER).save("R9/TD-1", "obstacle", "x", replaces=None)


def test_a_return_that_was_accepted_shows_what_was_known_when_it_was_sent(at, register):
    certified(at)
    at(STEWARD).accept(RETURN, why="Clear")
    (milestone,) = register.find(Milestone)
    changed = milestone.record.model_copy(update={"title": "Site cleared and fenced"})
    register.append(changed, by="olu@x.example", why="Later", replaces=1)
    assert at(STEWARD).form(RETURN).fields["milestones.new-1.title"].prefilled == "Site cleared"
