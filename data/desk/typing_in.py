"""What is typed into a return: kept as it was typed, at once, and for good."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, cast

from pydantic import ValidationError

from data.desk.faults import AnswerUnkeepable
from data.desk.steps import OPEN, moved, take_step
from data.register.appends import Draft
from data.register.faults import NotThere
from data.register.register import AT_MOST
from domain.form import Form
from domain.returns import Answer, ReturnState

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

    from data.desk.desk import Desk
    from data.register.register import Register
    from domain.returns import Return
    from domain.version import Version


LONGEST = 20_000  # characters of any answer


def answers_by_field(
    register: Register, return_id: str, *, as_at: dt.datetime | None = None
) -> dict[str, Version[Answer]]:
    """Every answer that was typed, by the id of its field."""
    found = register.find(Answer, as_at=as_at, limit=AT_MOST, return_id=return_id)
    return {version.record.question_id: version for version in found}


def answer_of(form: Form, field_id: str, text: str) -> Answer:
    """The answer to one field of a form, whatever it says; refused where the form has no such field."""
    field = form.fields.get(field_id)
    if field is None:
        raise NotThere(
            f"The return {form.owed.record_id} has no field {field_id!r}. Nothing was saved. Open it again: what is on"
            " record of its milestones, outputs or risks may have changed."
        )
    try:
        return Answer(return_id=form.owed.record_id, question_id=field_id, text=text)
    except ValidationError as error:
        told = error.errors()[0]["msg"].removeprefix("Value error, ")
        wrong = f"at most {LONGEST:,} characters are kept" if len(text) > LONGEST else told
        raise AnswerUnkeepable(
            f"What you typed under {field.label!r} ({len(text):,} characters) was not saved: {wrong}. It is still on"
            " your page: shorten or correct it there."
        ) from error


def keep(desk: Desk, return_id: str, answers: Sequence[Draft], *, why: str) -> list[Version[Answer]]:
    """Write answers, and make a draft of a return that was due or to be changed."""

    def drafts(_: Connection, stands: Version[Return]) -> list[Draft]:
        begins = [] if stands.record.state is ReturnState.DRAFT else [moved(stands, ReturnState.DRAFT)]
        return [*answers, *begins]

    kept = take_step(desk, return_id, OPEN, drafts, wanted="changed", why=why)
    return cast("list[Version[Answer]]", kept[: len(answers)])
