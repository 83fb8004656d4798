"""A transformation: a programme of change in one or more places, and the status that a dated event gives it."""

import datetime as dt
from enum import StrEnum
from typing import Self

from pydantic import Field, model_validator

from domain.frozen import Frozen
from domain.record import Identifier, Line, Passage, PlaceCode, Record, Remark


class Status(StrEnum):
    """Where delivery stands."""

    NOT_STARTED = "not_started"
    ON_TRACK = "on_track"
    DELAYED = "delayed"
    STALLED = "stalled"
    RESCOPED = "rescoped"
    CANCELLED = "cancelled"
    COMPLETED = "completed"


class Standing(Frozen):
    """A status, and the dated event that gave it: a sentence of intent gives none."""

    status: Status
    since: dt.date
    event: Remark


class Transformation(Record):
    """One programme of change: where, under which programme, led by whom, aiming at what.

    Without a ``standing`` nothing dated has been reported, and its status is not known.
    """

    transformation_id: Identifier
    title: Line
    lead: Line
    place_codes: tuple[PlaceCode, ...] = Field(min_length=1)
    programme_id: Identifier | None = None
    mission_ids: tuple[Identifier, ...] = ()
    metric_ids: tuple[Identifier, ...] = ()
    starts_on: dt.date | None = None
    ends_on: dt.date | None = None
    standing: Standing | None = None
    story: Passage = ""

    @property
    def record_id(self) -> str:
        """The key of the transformation."""
        return self.transformation_id

    @property
    def status(self) -> Status | None:
        """The status its latest dated event gave it, or none."""
        return self.standing.status if self.standing else None

    @model_validator(mode="after")
    def _ends_after_it_starts(self) -> Self:
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            raise ValueError(
                f"it ends on {self.ends_on:%-d %B %Y}, before it starts on {self.starts_on:%-d %B %Y}:"
                " correct one of them"
            )
        return self
