"""What stands out among many comparisons, trends and changes, counted beside what chance alone would raise."""

from dataclasses import dataclass

Pair = tuple[str, str]
"""A metric and a place, by id and code."""


@dataclass(frozen=True, slots=True)
class Count:
    """How many comparisons stand out on one side, and how many of them are unusual."""

    total: int
    unusual: int


@dataclass(frozen=True, slots=True)
class Tally:
    """How many comparisons were made, how many stand out each way, and how many would by chance alone."""

    tested: int
    expected: float
    worse: Count
    better: Count
    either: Count

    @property
    def flagged(self) -> int:
        """All that stand out."""
        return self.worse.total + self.better.total + self.either.total


@dataclass(frozen=True, slots=True)
class Group:
    """One place or one measure: how many of its figures stand out each way, and the surest of the worse.

    ``first`` names measures of a place, or places of a measure. ``tested`` and ``expected`` are those of a measure.
    """

    key: str
    worse: int
    unusual: int
    better: int
    either: int
    first: tuple[str, ...] = ()
    tested: int = 0
    expected: float = 0.0


@dataclass(frozen=True, slots=True)
class Worsening:
    """Series that worsen, those that stand out as worse too first; how many were judged, and would by chance.

    ``hinted`` counts those that seem to, by the order of their figures alone.
    """

    pairs: tuple[Pair, ...]
    judged: int
    expected: float
    hinted: int


@dataclass(frozen=True, slots=True)
class Moves:
    """Changes since the baseline beyond noise, for the worse and for the better, the surest first.

    ``drift`` counts those left out because regression to the mean alone could bring them.
    """

    worse: tuple[Pair, ...]
    better: tuple[Pair, ...]
    tested: int
    drift: int
