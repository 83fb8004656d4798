"""An allocation: a dated decision, by a named owner, to give an amount of money."""

import datetime as dt
from enum import StrEnum
from typing import Self

from pydantic import model_validator

from domain.money import FinancialYear, Pounds, Stream
from domain.record import Identifier, Line, Passage, PlaceCode, Record


class Stage(StrEnum):
    """How far money has come on its way to a place."""

    ANNOUNCED = "announced"
    AWARDED = "awarded"
    PAID = "paid"


class Allocation(Record):
    """An amount for a programme, or for one transformation or one place under it; no year means all years together."""

    allocation_id: Identifier
    programme_id: Identifier
    stage: Stage
    amount: Pounds
    decided_on: dt.date
    decided_by: Line
    fund_id: Identifier | None = None
    transformation_id: Identifier | None = None
    place_code: PlaceCode | None = None
    stream: Stream | None = None
    financial_year: FinancialYear | None = None
    source: Passage = ""

    @property
    def record_id(self) -> str:
        """The key of the allocation."""
        return self.allocation_id

    @model_validator(mode="after")
    def _gives_something(self) -> Self:
        if self.amount == 0:
            raise ValueError("an allocation of nothing decides nothing: give an amount, below nought if taken back")
        return self
