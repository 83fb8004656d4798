"""The account of one transformation: what stands in the register about it, as bare values, newest versions only."""

import datetime as dt
from collections.abc import Iterator, MutableMapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple, TypeVar

from domain.allocation import Stage
from domain.money import Basis
from domain.returns import ReturnState
from domain.transformation import Status, Transformation

Kept = TypeVar("Kept")


class Told(NamedTuple):
    """One update: a dated event with the status it gave."""

    happened_on: dt.date
    line: int
    status: Status
    self_rating: int | None
    return_id: str | None
    evidence: str | None
    event: str


class Step(NamedTuple):
    """One milestone."""

    planned_on: dt.date
    expected_on: dt.date | None
    reached_on: dt.date | None
    evidence: str | None


class Sum(NamedTuple):
    """One amount of spend; a quarter of nought is the whole year."""

    basis: Basis
    financial_year: int
    quarter: int
    stream: str
    amount: Decimal


class Given(NamedTuple):
    """One decision about money."""

    stage: Stage
    amount: Decimal
    decided_on: dt.date


class Rated(NamedTuple):
    """One assurance rating."""

    rated_on: dt.date
    line: int
    rating: int


class Asked(NamedTuple):
    """One change request, and whether it is still open."""

    asked_on: dt.date
    open: bool


class Moved(NamedTuple):
    """One version of a return."""

    told_at: dt.datetime
    state: ReturnState
    number: int
    place_code: str
    round_id: str
    withdrawn: bool


@dataclass(slots=True)
class Account:
    """Everything the lists need of one transformation. Each kind by key, so that a newer version takes its place."""

    described: Transformation | None = None
    updates: dict[str, Told] = field(default_factory=dict)
    milestones: dict[str, Step] = field(default_factory=dict)
    spending: dict[str, Sum] = field(default_factory=dict)
    allocations: dict[str, Given] = field(default_factory=dict)
    risks: dict[str, int] = field(default_factory=dict)
    ratings: dict[str, Rated] = field(default_factory=dict)
    requests: dict[str, Asked] = field(default_factory=dict)
    returns: dict[str, list[Moved]] = field(default_factory=dict)

    def events(self) -> Iterator[Told]:
        """The updates, the newest event first; of one day that told last."""
        return iter(sorted(self.updates.values(), key=lambda told: (told.happened_on, told.line), reverse=True))


def keep(kept: MutableMapping[str, Kept], key: str, value: Kept, *, withdrawn: bool) -> None:
    """Put a newer version in the place of the one before; what was withdrawn stands no longer."""
    if withdrawn:
        kept.pop(key, None)
    else:
        kept[key] = value
