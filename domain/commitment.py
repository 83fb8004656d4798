"""A commitment: what somebody promised to reach, by when, and who answers for it - a place, or the centre."""

import datetime as dt
from enum import StrEnum
from itertools import pairwise
from typing import Self

from pydantic import Field, model_validator

from domain.frozen import Frozen
from domain.record import Identifier, Line, Passage, PlaceCode, Record, Remark


class Side(StrEnum):
    """Who promised."""

    PLACE = "place"
    CENTRE = "centre"


class Waypoint(Frozen):
    """Where the path should be on a day; the value is in the metric's unit, absent on the way to a milestone."""

    on: dt.date
    value: float | None = Field(default=None, allow_inf_nan=False)


class Commitment(Record):
    """A promise that can be checked: by a metric or a milestone, along a dated path, with a named owner."""

    commitment_id: Identifier
    statement: Remark
    side: Side
    owner: Line
    made_on: dt.date
    path: tuple[Waypoint, ...] = Field(min_length=1)
    place_code: PlaceCode | None = None
    transformation_id: Identifier | None = None
    metric_id: Identifier | None = None
    milestone_id: Identifier | None = None
    note: Passage = ""

    @property
    def record_id(self) -> str:
        """The key of the commitment."""
        return self.commitment_id

    @property
    def due_on(self) -> dt.date:
        """The last day of the path."""
        return self.path[-1].on

    @model_validator(mode="after")
    def _can_be_checked(self) -> Self:
        if (self.metric_id is None) == (self.milestone_id is None):
            raise ValueError("a commitment is checked by a metric or by a milestone: name one of the two")
        if self.metric_id and any(waypoint.value is None for waypoint in self.path):
            raise ValueError("every point on the path of a metric has a value: give the missing ones")
        if self.side is Side.PLACE and self.place_code is None:
            raise ValueError("a commitment by a place names the place: give its code")
        if any(later.on <= earlier.on for earlier, later in pairwise(self.path)):
            raise ValueError("the days of the path follow one another: put them in order, each once")
        return self
