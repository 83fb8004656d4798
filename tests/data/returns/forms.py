"""A small form, written out by hand, with one section of each shape."""

import datetime as dt

from domain.form import Field, Form, Row, Section
from domain.returns import Return
from domain.round import AnswerKind, Question, Round

HARTLEPOOL = "E06000001"
MADE_AT = dt.datetime(2026, 10, 5, 9, 30, tzinfo=dt.UTC)


def question(name: str, kind: AnswerKind = AnswerKind.TEXT, **more: object) -> Question:
    said = {
        "question_id": name, "wording": f"The wording of {name}?", "asked_because": f"the reason for {name}.",
        "answer_kind": kind,
    }  # fmt: skip
    return Question.model_validate(said | more)


SPEND = question("spend", AnswerKind.SPEND, last_used_by=("The finance director",))
STANDING = question("standing", AnswerKind.STANDING)
OBSTACLE = question("obstacle")
HOMES = question("homes", AnswerKind.NUMBER, unit="homes")
OPEN = question("open", AnswerKind.YES_OR_NO)


def amount(row: str, stream: str, **more: object) -> Field:
    return Field(
        field_id=f"spend.{row}.{stream}", label=f"{stream.title()} spent, {row}", kind=AnswerKind.POUNDS, unit="pounds",
        **more,
    )  # fmt: skip


def single(asked: Question, **more: object) -> Section:
    field = Field(
        field_id=asked.question_id, label=asked.wording, kind=asked.answer_kind, unit=asked.unit or "",
        choices=asked.choices, **more,
    )  # fmt: skip
    return Section(question=asked, title=asked.wording, rows=(Row(row_id="now", label=asked.wording, fields=(field,)),))


def form(transformation_id: str = "TD-1", title: str = "Waterfront square", round_id: str = "R1") -> Form:
    asked = Round(
        round_id=round_id, programme_id="TD", title=f"Summer 2026 ({round_id})", period_start=dt.date(2026, 4, 1),
        period_end=dt.date(2026, 9, 30), opens_on=dt.date(2026, 10, 1), due_on=dt.date(2026, 10, 31),
        questions=(SPEND, STANDING, OBSTACLE, HOMES, OPEN),
    )  # fmt: skip
    spend = tuple(
        Row(row_id=row, label=row, fields=(
            amount(row, "capital", prefilled="1,250,000", known_from="your return of Spring 2026", required=True),
            amount(row, "revenue"),
        ))
        for row in ("Q1", "Q2")
    )  # fmt: skip
    standing = (
        Field(
            field_id="standing.now.status", label="Status", kind=AnswerKind.CHOICE, required=True,
            choices=("On track", "Delayed, or stalled"), help="As it stands at the end of the period.",
        ),
        Field(field_id="standing.now.happened_on", label="Day of the event", kind=AnswerKind.DATE),
        Field(field_id="standing.now.event", label="What happened", kind=AnswerKind.TEXT, longest=50),
    )  # fmt: skip
    now = (Row(row_id="now", label="Now", fields=standing),)
    return Form(
        round=asked,
        owed=Return(round_id=round_id, transformation_id=transformation_id, place_code=HARTLEPOOL),
        title=title,
        sections=(
            Section(question=SPEND, title="Money spent", rows=spend, guidance="Nothing spent is 0."),
            Section(question=STANDING, title="Where it stands", rows=now),
            single(OBSTACLE), single(HOMES), single(OPEN),
        ),
    )  # fmt: skip
