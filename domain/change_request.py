"""A change request: what a place asks the centre to let it change, and what was decided."""

import datetime as dt
from enum import StrEnum
from typing import Self

from pydantic import model_validator

from domain.record import Identifier, Line, Passage, PlaceCode, Record, Remark


class Decision(StrEnum):
    """What can become of a request."""

    GRANTED = "granted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class ChangeRequest(Record):
    """Money moved between years, a new scope, more time: asked on a day, due an answer by another, then decided."""

    request_id: Identifier
    transformation_id: Identifier
    place_code: PlaceCode
    asks: Remark
    reason: Remark
    asked_on: dt.date
    answer_due_on: dt.date
    decision: Decision | None = None
    decided_on: dt.date | None = None
    decided_by: Line | None = None
    grounds: Passage = ""

    @property
    def record_id(self) -> str:
        """The key of the request."""
        return self.request_id

    @property
    def open(self) -> bool:
        """Whether the place still waits for an answer."""
        return self.decision is None

    @model_validator(mode="after")
    def _decided_as_a_whole(self) -> Self:
        given = [part is not None for part in (self.decision, self.decided_on, self.decided_by)]
        if any(given) != all(given):
            raise ValueError("a decision has an answer, a day and a name: give all three, or none while it is open")
        if self.decided_on and self.decided_on < self.asked_on:
            raise ValueError(
                f"it was decided on {self.decided_on:%-d %B %Y}, before it was asked on {self.asked_on:%-d %B %Y}"
            )
        return self
