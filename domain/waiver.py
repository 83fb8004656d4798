"""A waiver: a dated decision, by a named owner, that a rule does not hold for somebody for a while."""

import datetime as dt
from typing import Self

from pydantic import model_validator

from domain.record import Identifier, Line, PlaceCode, Record, Remark


class Waiver(Record):
    """A rule of a programme that is waived: for all of it, or for one transformation or place under it."""

    waiver_id: Identifier
    programme_id: Identifier
    rule: Remark
    reason: Remark
    decided_on: dt.date
    decided_by: Line
    starts_on: dt.date
    ends_on: dt.date | None = None
    transformation_id: Identifier | None = None
    place_code: PlaceCode | None = None

    @property
    def record_id(self) -> str:
        """The key of the waiver."""
        return self.waiver_id

    @model_validator(mode="after")
    def _ends_after_it_starts(self) -> Self:
        if self.ends_on and self.ends_on < self.starts_on:
            raise ValueError(
                f"it ends on {self.ends_on:%-d %B %Y}, before it starts on {self.starts_on:%-d %B %Y}:"
                " correct one of them"
            )
        return self
