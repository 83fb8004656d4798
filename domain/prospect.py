"""What lies ahead of one metric in one place: the fan of likely figures, the path to a target and the chance of it."""

from dataclasses import dataclass

from domain.reason import Reason
from domain.verdict import TrajectoryAnswer


@dataclass(frozen=True, slots=True)
class FanYear:
    """The figure expected in one year to come, with the ranges that hold it four times in five and 19 in 20."""

    year: int
    middle: float
    lower80: float
    upper80: float
    lower95: float
    upper95: float


@dataclass(frozen=True, slots=True)
class Prospect:
    """A forecast, and how it stands to a target where one is set.

    ``path`` is the straight line from the baseline to the target as (year, value). ``needed`` and ``achieved`` are
    changes a year in the metric's unit; ``path_gap`` is positive where the newest figure is ahead of the path. With a
    newest figure of ``tip_value`` the answer would be ``tip_answer``. ``very_uncertain`` rests on five to seven years.
    ``reason`` says why there is no answer, and ``fan`` is empty where nothing can be forecast. A year is the one in
    which the period covered has its middle.
    """

    metric_id: str
    place_code: str
    answer: TrajectoryAnswer
    reason: Reason | None
    newest_year: int
    value: float | None
    points: int
    very_uncertain: bool
    fan: tuple[FanYear, ...] = ()
    achieved: float | None = None
    target_value: float | None = None
    target_year: int = 0
    baseline_year: int = 0
    baseline_value: float | None = None
    path: tuple[tuple[int, float], ...] = ()
    path_gap: float | None = None
    needed: float | None = None
    chance: float | None = None
    tip_value: float | None = None
    tip_answer: TrajectoryAnswer | None = None
