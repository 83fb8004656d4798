"""Rounds as the centre opens and uses them, on both databases."""

import datetime as dt

import pytest

from data.desk.faults import ReasonMissing, RoundRefused
from data.register.faults import NotThere
from data.returns.standard import STANDARD_QUESTIONS
from domain.permission import NotAllowed
from domain.question_use import QuestionUse
from domain.returns import Return
from domain.round import AnswerKind, Question, Round
from tests.data.desk.at_work import (
    ADMINISTRATOR,
    ANALYST,
    CERTIFIER,
    HARTLEPOOL,
    LEEDS,
    OFFICER,
    STEWARD,
    TODAY,
    a_round,
    desks,
    refusals,
)

OWED = {"TD-1": HARTLEPOOL, "TD-2": LEEDS}
EARLIER = {
    "period_start": dt.date(2025, 10, 1), "period_end": dt.date(2026, 3, 31), "opens_on": dt.date(2026, 4, 1),
    "due_on": dt.date(2026, 4, 30), "title": "Winter 2025",
}  # fmt: skip


@pytest.fixture
def at(register):
    everybody = desks(register)
    return lambda who: everybody(who).rounds


def use(name: str, question_id: str = "obstacle", by: str = "Cities unit", on: dt.date = TODAY) -> QuestionUse:
    return QuestionUse(
        use_id=name, round_id="R3", question_id=question_id, used_by=by, used_on=on, used_for="Advice on steel"
    )


def test_a_round_is_opened_with_a_return_due_from_each(at, register):
    opened = at(STEWARD).open(a_round(), OWED, why="The summer round")
    assert (opened.record.round_id, opened.told_by, opened.why) == ("R3", "sam@x.example", "The summer round")
    due = register.find(Return, round_id="R3")
    assert {(each.record.transformation_id, each.record.place_code, each.record.state.value) for each in due} == {
        ("TD-1", HARTLEPOOL, "due"), ("TD-2", LEEDS, "due"),
    }  # fmt: skip
    assert {each.told_at for each in due} == {opened.told_at}


def test_opening_says_how_far_it_has_come(at):
    said: list[tuple[int, int]] = []
    at(STEWARD).open(a_round(), OWED, why="Summer", progress=lambda done, of: said.append((done, of)))
    assert said == [(0, 2), (2, 2)]


REFUSED = [
    (a_round(programme_id="XX"), OWED, "no programme 'XX'"),
    (a_round(), {}, "Nobody is to answer"),
    (a_round(), {"TD-1": HARTLEPOOL, "LUF-9": LEEDS}, "'LUF-9' does not belong"),
    (a_round(), {"TD-1": "Hartlepool"}, "no code of a place"),
    (a_round(due_on=dt.date(2026, 10, 19)), OWED, "19 October 2026, which has passed"),
    (
        a_round(
            questions=tuple(
                Question(question_id=name, wording="Money?", asked_because="To pay", answer_kind=AnswerKind.SPEND)
                for name in ("money", "pounds")
            )
        ),
        OWED,
        "Two questions ask for spend",
    ),
]


@pytest.mark.parametrize(("new", "owed", "says"), REFUSED, ids=lambda each: each if isinstance(each, str) else "")
def test_a_round_that_cannot_work_is_refused_whole(at, register, new, owed, says):
    with pytest.raises(RoundRefused, match=says):
        at(STEWARD).open(new, owed, why="Summer")
    assert (register.count(Round), register.count(Return)) == (0, 0)


def test_a_round_may_be_due_today(at):
    at(STEWARD).open(a_round(due_on=TODAY), OWED, why="Quick")
    assert at(STEWARD).get("R3").record.due_on == TODAY


def test_a_round_is_opened_once(at, register):
    at(STEWARD).open(a_round(), OWED, why="Summer")
    with pytest.raises(RoundRefused, match=r"round 'R3' already, opened by sam@x\.example"):
        at(STEWARD).open(a_round(title="Another"), {"TD-1": HARTLEPOOL}, why="Again")
    assert at(STEWARD).get("R3").record.title == "Summer 2026"


def test_opening_needs_a_reason(at):
    with pytest.raises(ReasonMissing):
        at(STEWARD).open(a_round(), OWED, why=" ")


@pytest.mark.parametrize("who", [OFFICER, CERTIFIER, ANALYST, ADMINISTRATOR], ids=lambda who: who.name)
def test_only_stewards_open_rounds(at, register, who):
    with pytest.raises(NotAllowed):
        at(who).open(a_round(), OWED, why="Mine")
    assert refusals(register) == [who.person_id]
    assert register.count(Round) == 0


def test_rounds_are_listed_those_due_last_first(at, register):
    register.append(a_round("R2", **EARLIER), by="sam@x.example", why="Winter", replaces=None)
    at(STEWARD).open(a_round(), OWED, why="Summer")
    register.append(a_round("L1", programme_id="LUF"), by="sam@x.example", why="Other", replaces=None)
    assert [version.record.round_id for version in at(OFFICER).every("TD")] == ["R3", "R2"]
    assert len(at(OFFICER).every()) == 3
    assert at(OFFICER).get("R9") is None


def test_whoever_has_a_place_would_answer_for_a_programme(at):
    assert at(STEWARD).owed_by("TD") == OWED
    assert at(STEWARD).owed_by("XX") == {}


def test_a_first_round_begins_with_the_standard_questions(at):
    assert at(STEWARD).questions_for("TD") == STANDARD_QUESTIONS


def test_a_later_round_begins_with_the_questions_of_the_last_and_who_used_them(at, register):
    steel = Question(question_id="steel", wording="What does steel cost?", asked_because="To buy together")
    idle = Question(question_id="idle", wording="Anything else?", asked_because="It was always asked")
    register.append(a_round("R2", **EARLIER), by="sam@x.example", why="Winter", replaces=None)
    register.append(a_round(questions=(steel, idle)), by="sam@x.example", why="Summer", replaces=None)
    for one in (
        use("E1", "steel", "Buying team", dt.date(2026, 10, 5)), use("E2", "steel", "The minister"),
        use("E3", "steel", "Buying team", dt.date(2026, 10, 6)),
    ):  # fmt: skip
        at(STEWARD).note_use(one, why="Told by the user")
    asked = at(STEWARD).questions_for("TD")
    assert [(each.question_id, each.last_used_by) for each in asked] == [
        ("steel", ("The minister", "Buying team")), ("idle", ()),
    ]  # fmt: skip


def test_a_use_is_of_a_question_that_was_asked_and_on_a_day_that_has_come(at):
    at(STEWARD).open(a_round(), OWED, why="Summer")
    with pytest.raises(NotThere, match="did not ask 'steel'"):
        at(STEWARD).note_use(use("E1", "steel"), why="Told")
    with pytest.raises(RoundRefused, match="still to come"):
        at(STEWARD).note_use(use("E1", on=dt.date(2026, 10, 21)), why="Told")
    at(ANALYST).note_use(use("E1"), why="Told")
    assert [version.record.used_by for version in at(OFFICER).uses("R3")] == ["Cities unit"]
    assert at(OFFICER).uses("R2") == []


def test_a_place_does_not_say_what_the_centre_used(at, register):
    at(STEWARD).open(a_round(), OWED, why="Summer")
    with pytest.raises(NotAllowed):
        at(OFFICER).note_use(use("E1"), why="Told")
    assert refusals(register) == ["olu@x.example"]


def test_questions_nobody_used_are_counted_once_their_round_is_over(at, register):
    at(STEWARD).open(a_round(), OWED, why="Summer")
    at(STEWARD).note_use(use("E1"), why="Told")
    assert at(STEWARD).questions_unused() == []
    after = desks(register, today=dt.date(2026, 11, 1))(STEWARD).rounds
    unused = after.questions_unused()
    assert {question.question_id for _, question, _ in unused} == {
        question.question_id for question in STANDARD_QUESTIONS
    } - {"obstacle"}
    assert {answers for _, _, answers in unused} == {2}
