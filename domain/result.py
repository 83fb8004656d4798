"""Results: what a transformation made (outputs) and what changed because of it (outcomes), counted with a unit."""

import datetime as dt
from decimal import Decimal
from typing import Annotated, Self

from pydantic import Field, model_validator

from domain.money import Basis
from domain.record import Identifier, Key, Line, Record

Amount = Annotated[Decimal, Field(max_digits=18, decimal_places=4, allow_inf_nan=False)]


class Result(Record):
    """So much of an indicator over a period; ``bespoke`` where it is not on the programme's standard list."""

    transformation_id: Identifier
    indicator: Line
    unit: Line
    basis: Basis
    value: Amount
    starts_on: dt.date
    ends_on: dt.date
    bespoke: bool = False
    return_id: Key | None = None

    @model_validator(mode="after")
    def _ends_after_it_starts(self) -> Self:
        if self.ends_on < self.starts_on:
            raise ValueError(
                f"it ends on {self.ends_on:%-d %B %Y}, before it starts on {self.starts_on:%-d %B %Y}:"
                " correct one of them"
            )
        return self


class Output(Result):
    """Something made or done: homes built, people trained."""

    output_id: Identifier

    @property
    def record_id(self) -> str:
        """The key of the output."""
        return self.output_id


class Outcome(Result):
    """Something that changed because of it; ``metric_id`` where an official metric measures the same."""

    outcome_id: Identifier
    metric_id: Identifier | None = None

    @property
    def record_id(self) -> str:
        """The key of the outcome."""
        return self.outcome_id
