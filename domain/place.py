"""A place: an area with a nine-character official code, and the levels it can stand at."""

import datetime as dt
from enum import StrEnum

from domain.frozen import Frozen

UNITED_KINGDOM = "K02000001"
ENGLAND = "E92000001"
WALES = "W92000004"
SCOTLAND = "S92000003"
NORTHERN_IRELAND = "N92000002"


class Level(StrEnum):
    """The levels of geography, smallest first."""

    DISTRICT = "district"
    UPPER_TIER = "upper_tier"
    COMBINED_AUTHORITY = "combined_authority"
    REGION = "region"
    NATION = "nation"
    UNITED_KINGDOM = "united_kingdom"


class Nation(StrEnum):
    """The four nations, whose laws and councils' powers differ."""

    ENGLAND = "england"
    WALES = "wales"
    SCOTLAND = "scotland"
    NORTHERN_IRELAND = "northern_ireland"

    @property
    def code(self) -> str:
        """Its official code."""
        return {
            Nation.ENGLAND: ENGLAND, Nation.WALES: WALES, Nation.SCOTLAND: SCOTLAND,
            Nation.NORTHERN_IRELAND: NORTHERN_IRELAND,
        }[self]  # fmt: skip


class Place(Frozen):
    """One place as its official code defines it.

    ``levels`` holds more than one level for a unitary authority, which is a district and an
    upper tier at once. Parents are codes, ``None`` where the place has none. ``ended_on`` is
    the first day on which the code was no longer in use; ``successor_codes`` say what follows.
    ``population`` is the mid-year estimate of ``population_year``, in people.
    """

    code: str
    name: str
    levels: tuple[Level, ...]
    county_code: str | None = None
    combined_authority_code: str | None = None
    region_code: str | None = None
    nation_code: str | None = None
    started_on: dt.date | None = None
    ended_on: dt.date | None = None
    successor_codes: tuple[str, ...] = ()
    predecessor_codes: tuple[str, ...] = ()
    population: int | None = None
    population_year: int | None = None
    rural_urban: str | None = None

    @property
    def level(self) -> Level:
        """The lowest level the place stands at."""
        return self.levels[0]

    @property
    def is_current(self) -> bool:
        """Whether the code is in use today."""
        return self.ended_on is None


class SuccessionKind(StrEnum):
    """How one code follows another."""

    RECODED = "recoded"  # the same land under a new code
    MERGED = "merged"  # several places became one
    ENDED = "ended"  # abolished with nothing one-to-one in its place


class Succession(Frozen):
    """One step from an old code to the code that follows it."""

    old_code: str
    old_name: str
    new_code: str | None
    new_name: str | None
    kind: SuccessionKind
    year: int | None
