"""A chain: who took a practice up from whom, generation by generation, and what became of each turn."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from domain.adoption import Adoption


class Fate(StrEnum):
    """Where one adoption stands: the result it reports, still on its way, or overdue and so unknown."""

    WORKED = "worked"
    MIXED = "mixed"
    NO_EFFECT = "no_effect"
    HARM = "harm"
    STOPPED = "stopped"
    NOT_YET_KNOWN = "not_yet_known"
    ON_ITS_WAY = "on_its_way"
    RESULT_UNKNOWN = "result_unknown"


NOT_REPORTED = frozenset({Fate.ON_ITS_WAY, Fate.RESULT_UNKNOWN})


@dataclass(frozen=True, slots=True)
class Link:
    """One adoption in its chain.

    ``generation`` is 1 where it was taken up from the entry itself. ``level`` is the grade of its report, none where
    the report names no design, and ``because`` the reason for it. ``passed_on`` counts those who took it up from here.
    """

    adoption: Adoption
    generation: int
    fate: Fate
    taken_from: Adoption | None
    passed_on: int
    level: int | None
    because: str


@dataclass(frozen=True, slots=True)
class Chain:
    """Every adoption of one practice, each after the one it was taken up from."""

    links: tuple[Link, ...]
    fates: Mapping[Fate, int]

    @property
    def reported(self) -> int:
        """How many have reported."""
        return len(self.links) - self.overdue - self.fates.get(Fate.ON_ITS_WAY, 0)

    @property
    def overdue(self) -> int:
        """How many reports were due and have not come."""
        return self.fates.get(Fate.RESULT_UNKNOWN, 0)

    @property
    def generations(self) -> int:
        """How often it was handed on."""
        return max((link.generation for link in self.links), default=0)
