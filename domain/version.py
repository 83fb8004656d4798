"""One version of a record: what it said, who said so, when, why, and what it replaces."""

import datetime as dt
from dataclasses import dataclass
from typing import Generic, TypeVar

from domain.record import Record

Noun = TypeVar("Noun", bound=Record)


@dataclass(frozen=True, slots=True)
class Version(Generic[Noun]):
    """A record as it was told at one moment (UTC).

    ``number`` counts from 1 and ``replaces`` is the number before it, none for the first. A ``withdrawn`` version says
    that the record no longer stands; it keeps the words that were withdrawn. ``line`` is its line in the audit.
    """

    record: Noun
    number: int
    replaces: int | None
    told_at: dt.datetime
    told_by: str
    why: str
    withdrawn: bool
    line: int
