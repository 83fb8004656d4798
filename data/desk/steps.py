"""One step of a return, taken in turn: where it stands is looked at and moved on in the same transaction."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import TYPE_CHECKING

from pydantic import ValidationError
from sqlalchemy import Connection

from data.desk.faults import AnswersMoved, ReasonMissing, StepRefused
from data.register import appends, reads
from data.register.appends import WHY, Draft
from data.register.register import AT_MOST
from domain.record import Record
from domain.returns import Answer, Return, ReturnState
from domain.version import Version

if TYPE_CHECKING:
    from data.desk.desk import Desk

Drafts = Callable[[Connection, Version[Return]], Sequence[Draft]]
OPEN = frozenset({ReturnState.DUE, ReturnState.DRAFT, ReturnState.CHANGES_ASKED})


def take_step(
    desk: Desk, return_id: str, states: Collection[ReturnState], drafts: Drafts, *, wanted: str, why: str
) -> list[Version[Record]]:
    """Write what ``drafts`` makes of the return as it stands in that moment, or refuse where it stands elsewhere."""
    why = reason(why)
    with desk.register.database.writing() as connection:
        stands = reads.standing(connection, Return, [return_id])[return_id]
        if stands.record.state not in states:
            raise StepRefused(wanted, stands)
        made = drafts(connection, stands)
        return appends.append(connection, made, by=desk.person.person_id, why=why, workspace=desk.workspace)


def moved(stands: Version[Return], state: ReturnState) -> Draft:
    """The return, one step on."""
    return Draft(stands.record.model_copy(update={"state": state}), stands.number)


def refuse_if_typed_meanwhile(connection: Connection, return_id: str, before: Mapping[str, Version[Answer]]) -> None:
    """What is sent is what its sender saw."""
    now = reads.find(connection, Answer, {"return_id": return_id}, as_at=None, limit=AT_MOST, after=None)
    known = {version.line for version in before.values()}
    if changed := [version for version in now if version.line not in known]:
        raise AnswersMoved(changed)


def reason(why: str) -> str:
    """The reason as it is kept, or a sentence that says why it cannot be."""
    if not why.strip():
        raise ReasonMissing("The reason is missing. Nothing was changed. Say why, because others read it.")
    try:
        return WHY.validate_python(why)
    except ValidationError as error:
        wrong = error.errors()[0]["msg"].removeprefix("Value error, ")
        raise ReasonMissing(
            f"The reason cannot be kept as it is ({why.strip()[:80]!r}): {wrong}. Nothing was changed. Say why in up to"
            " 2,000 characters, because others read it."
        ) from error
