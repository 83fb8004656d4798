"""How far each part of a return has come, in the words of the list of tasks."""

import datetime as dt

import pytest

from domain.form import Fault, Field, Form, Row, Section, Weight
from domain.returns import Return
from domain.round import AnswerKind, Question
from tests.pages.returns.on_record import ROUND, round_of
from tests.pages.returns.small_form import fault
from ui.return_tasks import tasks_of
from ui.return_words import counted, days_left, sentence_case, waited

QUESTION = Question(question_id="Money", wording="What was spent?", asked_because="To pay in time.")


def task(*, texts: dict[str, str] | None = None, prefilled: str = "", faults: tuple[Fault, ...] = ()):
    fields = tuple(
        Field(field_id=name, label=name, kind=AnswerKind.POUNDS, prefilled=prefilled) for name in ("spent", "expected")
    )
    section = Section(question=QUESTION, title="Money", rows=(Row(row_id="now", label="", fields=fields),))
    owed = Return(round_id=ROUND, transformation_id="TD-HAR-01", place_code="E06000001")
    form = Form(
        round=round_of(ROUND, "Autumn", dt.date(2026, 12, 7)), owed=owed, title="Market hall", sections=(section,)
    )
    (only,) = tasks_of(form, texts or {}, faults)
    return only


SPENT = Field(field_id="spent", label="spent", kind=AnswerKind.POUNDS)
EMPTY = fault(SPENT, "", "nothing was filled in.", "Fill it in.")
WRONG = fault(SPENT, "a lot", "“a lot” is no amount.", "Write digits.")
EXPLAIN = fault(SPENT, "9", "it is more than was awarded.", "Say why.", Weight.EXPLAIN)


@pytest.mark.parametrize(
    ("given", "state", "holds_up"),
    [
        ({"faults": (EMPTY,)}, "not started", True),
        ({"faults": (EMPTY,), "texts": {"expected": "5"}}, "1 still to fill in", True),
        ({"faults": (EMPTY,), "prefilled": "5"}, "1 still to fill in", True),
        ({"faults": (WRONG, EMPTY), "texts": {"spent": "a lot"}}, "1 to put right", True),
        ({"faults": (EXPLAIN,), "texts": {"spent": "9"}}, "1 explanation needed", True),
        ({"texts": {"spent": "9"}}, "complete", False),
        ({"prefilled": "9"}, "filled in from what is known: please check", False),
        ({}, "nothing written, and nothing has to be", False),
    ],
)
def test_a_part_says_how_far_it_has_come(given, state, holds_up):
    found = task(**given)
    assert (found.state, found.open) == (state, holds_up)


def test_a_fault_of_another_part_is_not_counted_here():
    elsewhere = fault(Field(field_id="other", label="x", kind=AnswerKind.TEXT), "y", "wrong.", "Change it.")
    assert task(texts={"spent": "1"}, faults=(elsewhere,)).state == "complete"


def test_each_part_has_a_name_that_an_address_can_carry():
    assert task().view == "part-1-money"


def test_time_is_told_in_words():
    today = dt.date(2026, 11, 23)
    assert [days_left(dt.date(2026, 11, day), today) for day in (20, 22, 23, 24, 30)] == [
        "3 days late", "1 day late", "due today", "1 day left", "7 days left",
    ]  # fmt: skip
    assert waited(0) == "since today"
    assert counted(2, "body", "bodies") == "2 bodies"
    assert sentence_case("not started") == "Not started"
