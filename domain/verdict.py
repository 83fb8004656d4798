"""The cells of a verdict and the words they may hold."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from domain.observation import Mark
from domain.reason import Reason

RULE_VERSION = "2.0"


class Comparator(StrEnum):
    """What a place is compared with."""

    NATION = "nation"
    UNITED_KINGDOM = "united_kingdom"
    REGION = "region"
    COMBINED_AUTHORITY = "combined_authority"
    SIMILAR_GLOBAL = "similar_global"
    SIMILAR_ECONOMIC = "similar_economic"
    SIMILAR_DEMOGRAPHIC = "similar_demographic"
    SIMILAR_OWN = "similar_own"

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


class TrajectoryAnswer(StrEnum):
    """Whether a target will be met, by the chance that past ups and downs leave it."""

    ON_TRACK = "on_track"
    LIKELY = "likely"
    AT_RISK = "at_risk"
    OFF_TRACK = "off_track"
    ALREADY_MET = "already_met"
    CANNOT_TELL = "cannot_tell"
    NO_TARGET = "no_target"


class AssuranceAnswer(StrEnum):
    """Whether a target is met reliably, for long monthly or quarterly series."""

    CONSISTENTLY_MEETS = "consistently_meets"
    HIT_AND_MISS = "hit_and_miss"
    CONSISTENTLY_MISSES = "consistently_misses"
    SERIES_TOO_SHORT = "series_too_short"
    NOT_SUITED = "not_suited"
    NO_TARGET = "no_target"


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
    ``below_level`` (``above_level``). ``flagged`` stands out after control of false discoveries; ``unusual`` lies
    beyond the 99.8% limits of the funnel that allows for the ordinary spread between places.

    ``target_value`` is what the place's figure must reach by ``target_year``; ``chance`` the chance that it does;
    ``path_gap`` how far the newest figure is ahead (positive) or behind of the straight path there; ``needed`` and
    ``achieved`` the change a year that would reach it and that has been made. With a newest figure of
    ``tip_value`` the trajectory would be ``tip_answer``, the next better one. ``rank`` counts from the best (or the
    highest without polarity), with its 95% interval, among ``rank_of`` places; 0 for none, with a reason.
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
    unusual: bool = False
    trajectory: TrajectoryAnswer = TrajectoryAnswer.NO_TARGET
    trajectory_reason: Reason | None = Reason.TARGET_NOT_SET
    chance: float | None = None
    target_value: float | None = None
    target_year: int = 0
    path_gap: float | None = None
    needed: float | None = None
    achieved: float | None = None
    tip_value: float | None = None
    tip_answer: TrajectoryAnswer | None = None
    assurance: AssuranceAnswer = AssuranceAnswer.NO_TARGET
    assurance_reason: Reason | None = Reason.TARGET_NOT_SET
    rank: int = 0
    rank_low: int = 0
    rank_high: int = 0
    rank_of: int = 0
    rank_reason: Reason | None = None

    @property
    def firm(self) -> bool:
        """Whether the figure is neither provisional nor of doubtful reliability."""
        return self.mark not in (Mark.PROVISIONAL, Mark.UNRELIABLE, Mark.FORECAST)
