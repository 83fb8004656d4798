"""What must be true of a record before it is written, beyond who may write it."""

import datetime as dt
from collections.abc import Mapping
from typing import TypeVar

from pydantic import ValidationError

from data.register.faults import NotThere, RegisterFault
from data.register.kinds import KINDS
from data.register.register import Register
from domain.comment import Comment
from domain.commitment import Commitment
from domain.milestone import Milestone
from domain.record import Record

Noun = TypeVar("Noun", bound=Record)
TRANSFORMATION = "transformation"


class NotFitting(RegisterFault):
    """What was to be said does not fit what is on record. Nothing was written."""


def fits(true: bool, otherwise: str) -> None:
    """Go on, or refuse in words."""
    if not true:
        raise NotFitting(f"{otherwise} Nothing was saved.")


def made(noun: type[Noun], said: Mapping[str, object]) -> Noun:
    """A record of what was said, or a refusal in words that name what does not hold."""
    try:
        return noun.model_validate(said)
    except ValidationError as error:
        first = error.errors()[0]
        where = " ".join(str(part) for part in first["loc"]).replace("_", " ")
        wrong = first["msg"].removeprefix("Value error, ")
        raise NotFitting(f"{where + ': ' if where else ''}{wrong}. Nothing was saved.") from error


def on_day(day: dt.date | None) -> str:
    """A day in words; nothing where there is none."""
    return f"{day:%-d %B %Y}" if day else ""


def same_conversation(register: Register, comment: Comment, transformation_id: str) -> None:
    """A comment stands beside a record of its transformation, and replies to one that stands there too."""
    kind, about_id = comment.about_kind, comment.about_id
    if _transformation_of(register, kind, about_id) != transformation_id:
        raise NotThere(
            f"{transformation_id} has no {kind} called {about_id!r} to write beside. Nothing was saved. Open it again"
            " from the list."
        )
    if comment.in_reply_to is not None:
        above = register.get(Comment, comment.in_reply_to)
        beside = above is not None and (above.record.about_kind, above.record.about_id) == (kind, about_id)
        fits(beside, f"The comment {comment.in_reply_to!r} that this replies to stands somewhere else.")


def known_milestone(register: Register, commitment: Commitment) -> None:
    """The milestone of a commitment is one of its transformation."""
    if commitment.milestone_id is None:
        return
    milestone = register.get(Milestone, commitment.milestone_id)
    own = milestone is not None and milestone.record.transformation_id == commitment.transformation_id
    told = f"The milestone {commitment.milestone_id!r} is not one of the transformation {commitment.transformation_id}."
    fits(own, told)


def untouched_by_others(register: Register, milestone: Milestone) -> None:
    """A milestone stays with its transformation for good."""
    before = register.standing(Milestone, [milestone.milestone_id]).get(milestone.milestone_id)
    own = before is None or before.record.transformation_id == milestone.transformation_id
    fits(own, f"{milestone.milestone_id!r} is a milestone of another transformation.")


def not_of_others(register: Register, record: Record) -> None:
    """A key stays with what it was about, withdrawn or not: a conflict would show it to whoever names its key."""
    before = register.standing(type(record), [record.record_id]).get(record.record_id)
    own = before is None or _about(before.record) == _about(record)
    fits(own, f"{record.record_id!r} is the key of something else already.")


def _about(record: Record) -> tuple[object, ...]:
    names = ("transformation_id", "programme_id", "about_kind", "about_id")
    return tuple(getattr(record, name, None) for name in names)


def _transformation_of(register: Register, kind: str, record_id: str) -> str | None:
    """The transformation that a record is about; the record may be the transformation itself, told of here or not."""
    if kind == TRANSFORMATION:
        return record_id
    noun = next((noun for noun, known in KINDS.items() if known.name == kind), None)
    stands = register.get(noun, record_id) if noun else None
    return getattr(stands.record, "transformation_id", None) if stands else None
