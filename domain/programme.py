"""A programme: a policy under which many transformations are paid for and report."""

import datetime as dt
from typing import Self

from pydantic import model_validator

from domain.record import Identifier, Line, Passage, Record


class Programme(Record):
    """A programme with the department that answers for it."""

    programme_id: Identifier
    title: Line
    department: Line
    fund_id: Identifier | None = None
    mission_ids: tuple[Identifier, ...] = ()
    starts_on: dt.date | None = None
    ends_on: dt.date | None = None
    note: Passage = ""

    @property
    def record_id(self) -> str:
        """The key of the programme."""
        return self.programme_id

    @model_validator(mode="after")
    def _ends_after_it_starts(self) -> Self:
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            raise ValueError(
                f"it ends on {self.ends_on:%-d %B %Y}, before it starts on {self.starts_on:%-d %B %Y}:"
                " correct one of them"
            )
        return self
