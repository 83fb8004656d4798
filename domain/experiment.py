"""An experiment: written down before its data arrive, or it cannot count for more than any other look back."""

import datetime as dt
from itertools import combinations
from typing import Self

from pydantic import Field, model_validator

from domain.evidence import Design, Effect, Result
from domain.frozen import Frozen
from domain.practice import Address
from domain.record import Identifier, Line, Passage, PlaceCode, Record, Remark


class Arm(Frozen):
    """One way of doing it, and the places that do it that way; one arm is usually doing as before."""

    name: Line
    what: Remark
    place_codes: tuple[PlaceCode, ...] = Field(min_length=1)


class Experiment(Record):
    """A question put to a test, with what will be compared fixed beforehand.

    ``registered_on`` is written by the register; ``data_from`` is the first day of which outcome figures will be used.
    ``assigned_by`` says how places came into their arms.
    """

    experiment_id: Identifier
    title: Line
    question: Remark
    arms: tuple[Arm, ...] = Field(min_length=2)
    metric_id: Identifier
    design: Design
    assigned_by: Remark
    analysis: Passage = Field(min_length=1)
    registered_on: dt.date
    data_from: dt.date
    results_due_on: dt.date
    owner_code: PlaceCode | None = None
    practice_id: Identifier | None = None
    protocol: Address | None = None
    contact_role: Line | None = None
    reported_on: dt.date | None = None
    result: Result | None = None
    effect: Effect | None = None
    report: Passage = ""

    @property
    def record_id(self) -> str:
        """The key of the experiment."""
        return self.experiment_id

    @property
    def place_codes(self) -> tuple[str, ...]:
        """The places of every arm."""
        return tuple(dict.fromkeys(code for arm in self.arms for code in arm.place_codes))

    @property
    def in_time(self) -> bool:
        """Whether it was registered before the first day its figures are about."""
        return self.registered_on < self.data_from

    @model_validator(mode="after")
    def _can_be_tested(self) -> Self:
        if len({arm.name.casefold() for arm in self.arms}) < len(self.arms):
            raise ValueError("two arms have the same name: tell them apart")
        for one, other in combinations(self.arms, 2):
            if shared := set(one.place_codes) & set(other.place_codes):
                raise ValueError(f"{min(shared)} is in two arms, {one.name!r} and {other.name!r}: leave it in one")
        if self.results_due_on <= self.data_from:
            raise ValueError(
                f"results are due on {self.results_due_on:%-d %B %Y}, not after the first figures of"
                f" {self.data_from:%-d %B %Y}: give a later day"
            )
        if (self.reported_on is None) != (self.result is None):
            raise ValueError("a report has a day and a result: give both, or neither")
        return self
