"""The small form of a return, and one thing that is wrong with it."""

from domain.form import Fault, Field, Form, Row, Section, Weight
from domain.returns import Return
from domain.round import AnswerKind, Round


def form_of(asked: Round, owed: Return) -> Form:
    """The form of the questions on record: three of one field, and a table with one milestone on record."""
    words = {question.question_id: question for question in asked.questions}

    def alone(own_id: str, kind: AnswerKind, **fields: object) -> Section:
        question = words[own_id]
        one = Field(field_id=own_id, label=question.wording, kind=kind, required=question.required, **fields)  # type: ignore[arg-type]
        return Section(question=question, title=question.wording, rows=(Row(row_id="now", label="", fields=(one,)),))

    def step(row_id: str, label: str, title: str, *, new: bool) -> Row:
        known = "your return of Summer 2026" if title else ""
        told = Field(
            field_id=f"steps.{row_id}.title",
            label="What",
            kind=AnswerKind.TEXT,
            prefilled=title,
            known_from=known,
            longest=200,
        )
        day = Field(field_id=f"steps.{row_id}.expected_on", label="Now expected on", kind=AnswerKind.DATE, longest=300)
        return Row(row_id=row_id, label=label, fields=(told, day), new=new)

    rows = (
        step("m1", "Works begin", "Works begin", new=False), step("n1", "A new milestone", "", new=True),
        step("n2", "Another new milestone", "", new=True),
    )  # fmt: skip
    sections = (
        alone("obstacle", AnswerKind.TEXT),
        alone("staff", AnswerKind.NUMBER, unit="posts", longest=300),
        alone("open", AnswerKind.YES_OR_NO),
        Section(question=words["steps"], title="Milestones", rows=rows),
    )
    return Form(round=asked, owed=owed, title="Market hall", sections=sections)


def fault(each: Field, value: str, wrong: str, remedy: str, weight: Weight = Weight.STOPS) -> Fault:
    """One thing to put right."""
    return Fault(field_id=each.field_id, label=each.label, value=value, wrong=wrong, remedy=remedy, weight=weight)
