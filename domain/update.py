"""An update: what happened to a transformation on a day, and the status and rating its own people draw from it."""

import datetime as dt
from typing import Annotated

from pydantic import Field

from domain.record import Identifier, Key, Passage, Record, Remark
from domain.transformation import Status

Confidence = Annotated[int, Field(ge=1, le=5)]
"""Confidence in delivery: 1 is the least, 5 the most."""


class Update(Record):
    """A dated event with the status it gives; ``evidence`` says where it can be seen."""

    update_id: Identifier
    transformation_id: Identifier
    happened_on: dt.date
    event: Remark
    status: Status
    self_rating: Confidence | None = None
    return_id: Key | None = None
    evidence: Passage = ""
    note: Passage = ""

    @property
    def record_id(self) -> str:
        """The key of the update."""
        return self.update_id
