"""The cells of a verdict and the words they may hold."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from domain.observation import Mark
from domain.reason import Reason

RULE_VERSION = "1.0"


class Comparator(StrEnum):
    """What a place is compared with."""

    NATION = "nation"
    UNITED_KINGDOM = "united_kingdom"
    REGION = "region"
    COMBINED_AUTHORITY = "combined_authority"
    SIMILAR_GLOBAL = "similar_global"
    SIMILAR_ECONOMIC = "similar_economic"
    SIMILAR_DEMOGRAPHIC = "similar_demographic"

    @property
    def is_neighbours(self) -> bool:
        """Whether the comparator is a family of statistical neighbours."""
        return self.value.startswith("similar_")


class LevelAnswer(StrEnum):
    """Where a value stands against its comparator."""

    MUCH_BETTER = "much_better"
    BETTER = "better"
    SIMILAR = "similar"
    WORSE = "worse"
    MUCH_WORSE = "much_worse"
    MUCH_HIGHER = "much_higher"
    HIGHER = "higher"
    LOWER = "lower"
    MUCH_LOWER = "much_lower"
    NOT_COMPARED = "not_compared"


class TrendAnswer(StrEnum):
    """Where a series is going over its latest comparable points, judged by polarity."""

    IMPROVING = "improving"
    WORSENING = "worsening"
    RISING = "rising"
    FALLING = "falling"
    NO_CLEAR_CHANGE = "no_clear_change"
    CANNOT_BE_CALCULATED = "cannot_be_calculated"


class Direction(StrEnum):
    """Which way a series points, whatever that is worth."""

    INCREASING = "increasing"
    DECREASING = "decreasing"
    NO_CHANGE = "no_change"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Verdict:
    """One metric in one place against one comparator, as the build decided it.

    The figure is the place's newest; ``reason`` says why there is none, or, where ``stale``, why there is none for
    the newest period. ``fifth`` is 1 (best, or lowest without polarity) to 5 among ``fifth_of`` places of
    ``group_level``, 0 for none. ``benchmark`` is the comparator's figure for the same period: of the rest of it where
    ``rest_of``, the mean of ``members`` neighbours for a family. ``slope`` is in the metric's unit a year, ``points``
    the number of figures the trend rests on. Past ``tip_below`` (or ``tip_above``) the level would be
    ``below_level`` (``above_level``). ``flagged`` stands out after control of false discoveries.
    """

    metric_id: str
    place_code: str
    group_level: str
    period_start: dt.date
    period_months: int
    value: float | None
    lower: float | None
    upper: float | None
    reason: Reason | None
    mark: Mark | None
    source_id: str
    stale: bool
    fifth: int
    fifth_of: int
    trend: TrendAnswer
    direction: Direction
    trend_reason: Reason | None
    slope: float | None
    points: int
    comparator: Comparator | None
    benchmark: float | None
    rest_of: bool
    members: int
    level: LevelAnswer
    level_reason: Reason | None
    p: float | None
    flagged: bool
    tip_below: float | None
    below_level: LevelAnswer | None
    tip_above: float | None
    above_level: LevelAnswer | None

    @property
    def firm(self) -> bool:
        """Whether the figure is neither provisional nor of doubtful reliability."""
        return self.mark not in (Mark.PROVISIONAL, Mark.UNRELIABLE, Mark.FORECAST)
