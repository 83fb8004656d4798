"""The recent trend: over the latest five points, by the best evidence there is of their error."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from domain.metric import Polarity
from domain.reason import Reason
from domain.verdict import Direction
from metrics.methods.arrays import BoolArray, FloatArray, ObjectArray, filled, floats
from metrics.methods.intervals import standard_error
from metrics.methods.kendall import POINTS, kendall
from metrics.methods.orientation import judgement, read_polarity
from metrics.methods.trend_tests import TrendTest, proportion_trend, scatter_trend, weighted_slope, weighted_trend
from metrics.methods.window import Series, Trailing, Window, window

CRITICAL_CHI2 = 9.54953570608324  # chi-squared on one degree of freedom, upper 0.2%
CRITICAL_P = 0.002
INDICATIVE_P = 0.05  # ranks of five points cannot reach 0.2%
SECOND_OPINION_POINTS = (8, 15)

Overdispersion = Literal["report", "weaker", "ignore"]


class Route(StrEnum):
    """What the trend was judged by."""

    PROPORTION = "proportion"  # counts and denominators
    INTERVAL = "interval"
    RANKS = "ranks"
    NONE = "none"


@dataclass(frozen=True)
class RecentTrend:
    """The recent trend of one place, or of each place; unpacks to its first four fields.

    ``slope`` is in units of the value per period, ``points`` how many were used. ``direction_unadjusted`` is the
    answer of the five points alone; ``second_opinion`` the direction over up to fifteen points with the scatter about
    the line taken into account, ``none`` where there are fewer than eight.
    """

    direction: Any
    judgement: Any
    chi2: Any
    reason: Any
    p: Any
    slope: Any
    tau: Any
    points: Any
    route: Any
    direction_unadjusted: Any
    second_opinion: Any
    second_opinion_p: Any
    second_opinion_points: Any

    def __iter__(self) -> Iterator[Any]:
        """Direction, judgement, chi-squared and reason."""
        return iter((self.direction, self.judgement, self.chi2, self.reason))


def recent_trend(
    values: npt.ArrayLike,
    *,
    counts: npt.ArrayLike | None = None,
    denominators: npt.ArrayLike | None = None,
    lower: npt.ArrayLike | None = None,
    upper: npt.ArrayLike | None = None,
    period_years: float = 1,
    breaks: npt.ArrayLike | None = None,
    polarity: Polarity | str,
    overdispersion: Overdispersion = "report",
    trailing: Trailing = "gap",
) -> RecentTrend:
    """Whether the latest five points of a series rise or fall beyond chance, and whether that is good.

    With counts and denominators (proportions): Cochran and Armitage's chi-squared, and the straight line through the
    log-odds must keep its sign whichever point is left out. Else with 95% limits: weighted least squares,
    ``w = 1/se^2``, ``chi2 = (slope/SE)^2``, and the same check. Significant above 9.5495 (p = 0.002). With neither:
    Kendall's exact test at 5%; a direction from it carries the reason ``indicative``. Each place goes by the best
    evidence that all its five points have.

    Points are counted back from the latest and stop at the first missing one. A place without a figure in the last
    period has no recent trend, unless ``trailing="skip"`` starts each place at its own latest figure. Of rolling
    ``period_years`` only every such period is used. ``breaks`` are positions (or a mask) of periods that begin after
    a break; a break within the five gives no answer.

    Takes one series, or places by periods, oldest first; values in any unit. Gives scalars for one series, arrays for
    several. Reasons: ``no_data``, ``too_few_points``, ``overlapping_periods``, ``not_annual`` (``period_years`` below
    1), ``break_in_series``, ``at_bound`` (a proportion of exactly 0 or all), ``invalid``, ``denominator_zero``.

    ``overdispersion``: the test takes sampling error for all the error there is. The second opinion fits the last 8
    to 15 points with the error scaled by their scatter. ``report`` gives it beside the answer, ``weaker`` lets it
    overrule a direction it does not share, ``ignore`` leaves it out.

    Reference: Fingertips, recent trends guidance, Office for Health Improvement and Disparities.

    >>> direction, judged, chi2, reason = recent_trend(
    ...     [24.67, 24.6, 28.0, 30.2, 30.6], counts=[994, 1023, 1199, 1332, 1367],
    ...     denominators=[40299, 41527, 42811, 44064, 44701], polarity="lower_is_better")
    >>> f"{direction}, {judged}, {chi2:.1f}"
    'increasing, worsening, 47.9'
    """
    if overdispersion not in {"report", "weaker", "ignore"}:
        raise ValueError(f"overdispersion {overdispersion!r} is not known: use 'report', 'weaker' or 'ignore'")
    chosen = read_polarity(polarity)
    series, single = _series(values, counts, denominators, lower, upper)
    points = window(
        series, breaks=breaks, period_years=period_years, trailing=trailing, need=POINTS, most=SECOND_OPINION_POINTS[1]
    )
    judged = _Trends(series, points)
    judged.by_five_points()
    if overdispersion != "ignore":
        judged.by_scatter()
    return judged.result(chosen, weaker=overdispersion == "weaker", single=single)


class _Trends:
    """The columns of the answer as they are filled in, one cell per place."""

    def __init__(self, series: Series, points: Window) -> None:
        self.series, self.window = series, points
        places = series.values.shape[0]
        self.reason = points.reason.copy()
        self.direction = filled(places, Direction.NONE)
        self.route = filled(places, Route.NONE)
        self.chi2, self.p, self.slope, self.tau = (np.full(places, np.nan) for _ in range(4))
        self.second_opinion = self.direction.copy()
        self.second_p = np.full(places, np.nan)
        self.second_points = np.zeros(places, dtype=np.intp)

    def by_five_points(self) -> None:
        """Judge every place with five points by the best route open to it."""
        enough = np.array([reason is None for reason in self.reason], dtype=bool)
        five = {name: self.window.take(column, points=POINTS) for name, column in vars(self.series).items()}
        counted = np.isfinite(five["counts"] + five["denominators"]).all(axis=1)
        se = standard_error(five["lower"], five["upper"])
        bounded = np.isfinite(se).all(axis=1) & (se > 0).all(axis=1)
        at_bound = ((five["counts"] <= 0) | (five["counts"] >= five["denominators"])).any(axis=1)
        self.reason[enough & counted & at_bound] = Reason.AT_BOUND
        self._by_counts(enough & counted & ~at_bound, five)
        self._by_interval(enough & ~counted & bounded, five["values"], se)
        self._by_ranks(enough & ~counted & ~bounded, five["values"])

    def by_scatter(self) -> None:
        """The second opinion, for places with at least eight points and a first one."""
        least, most = SECOND_OPINION_POINTS
        columns = {name: self.window.take(column, points=most) for name, column in vars(self.series).items()}
        weights = self._weights(columns)
        back = np.arange(most)[::-1]
        present = np.isfinite(weights) & (weights > 0) & (back < self.window.length[:, None])
        in_a_row = np.logical_and.accumulate(present[:, ::-1], axis=1)[:, ::-1]
        rows = np.flatnonzero((in_a_row.sum(axis=1) >= least) & (self.route != Route.NONE))
        if rows.size == 0:
            return
        used = in_a_row[rows]
        test = scatter_trend(np.where(used, columns["values"][rows], 0.0), np.where(used, weights[rows], 0.0))
        level = np.where(self.route[rows] == Route.RANKS, INDICATIVE_P, CRITICAL_P)
        self.second_p[rows], self.second_points[rows] = test.p, used.sum(axis=1)
        self.second_opinion[rows] = _directions(test.slope, test.p < level)

    def result(self, polarity: Polarity, *, weaker: bool, single: bool) -> RecentTrend:
        """The answer, with the second opinion allowed to overrule or not."""
        unadjusted = self.direction
        direction = unadjusted.copy()
        if weaker:
            asked = self.second_opinion != Direction.NONE
            direction[asked & _has_direction(unadjusted) & (self.second_opinion != unadjusted)] = Direction.NO_CHANGE
        indicative = (self.route == Route.RANKS) & _has_direction(direction)
        self.reason[indicative] = Reason.INDICATIVE
        words = {answer: judgement(answer, polarity) for answer in Direction}
        judged = np.array([words[answer] for answer in direction], dtype=object)
        used = np.where(self.route == Route.NONE, np.minimum(self.window.length, POINTS), POINTS)
        columns = (
            direction, judged, self.chi2, self.reason, self.p, self.slope, self.tau, used, self.route,
            unadjusted, self.second_opinion, self.second_p, self.second_points,
        )  # fmt: skip
        return RecentTrend(*(column[0] if single else column for column in columns))

    def _by_counts(self, rows: BoolArray, five: dict[str, FloatArray]) -> None:
        x, n = five["counts"][rows], five["denominators"][rows]
        self._fill(rows, Route.PROPORTION, proportion_trend(x, n), weighted_slope(five["values"][rows], n))

    def _by_interval(self, rows: BoolArray, values: FloatArray, se: FloatArray) -> None:
        test = weighted_trend(values[rows], se[rows])
        self._fill(rows, Route.INTERVAL, test, test.slope)

    def _fill(self, rows: BoolArray, route: Route, test: TrendTest, slope: FloatArray) -> None:
        from scipy.special import chdtrc  # here, not above: it slows the start

        self.route[rows], self.chi2[rows], self.p[rows] = route, test.chi2, chdtrc(1, test.chi2)
        self.slope[rows] = slope / self.window.step
        self.direction[rows] = _directions(test.slope, (test.chi2 > CRITICAL_CHI2) & test.keeps_sign)

    def _by_ranks(self, rows: BoolArray, values: FloatArray) -> None:
        test = kendall(values[rows])
        self.route[rows], self.p[rows], self.tau[rows] = Route.RANKS, test.p, test.tau
        self.slope[rows] = test.slope / self.window.step
        self.direction[rows] = _directions(test.s, test.p < INDICATIVE_P)

    def _weights(self, columns: dict[str, FloatArray]) -> FloatArray:
        """What each point weighs by its place's route: people, precision, or one each."""
        with np.errstate(divide="ignore", invalid="ignore"):
            precision = standard_error(columns["lower"], columns["upper"]) ** -2.0
        route = self.route[:, None]
        return np.where(
            route == Route.PROPORTION, columns["denominators"], np.where(route == Route.INTERVAL, precision, 1.0)
        )


def _series(
    values: npt.ArrayLike,
    counts: npt.ArrayLike | None,
    denominators: npt.ArrayLike | None,
    lower: npt.ArrayLike | None,
    upper: npt.ArrayLike | None,
) -> tuple[Series, bool]:
    given = floats(values)
    if given.ndim not in {1, 2} or given.shape[-1] == 0:
        raise ValueError(f"values have the shape {given.shape}: give one series, or places by periods, not empty")
    others = [np.nan if column is None else floats(column) for column in (counts, denominators, lower, upper)]
    try:
        columns = [np.broadcast_to(column, given.shape) for column in others]
    except ValueError:
        shapes = [np.shape(column) for column in others]
        raise ValueError(f"values have the shape {given.shape}, what goes with them {shapes}: give the same") from None
    return Series(*(np.atleast_2d(column) for column in (given, *columns))), given.ndim == 1


def _directions(slope: FloatArray, significant: BoolArray) -> ObjectArray:
    answers = filled(slope.shape, Direction.NO_CHANGE)
    answers[significant & (slope > 0)] = Direction.INCREASING
    answers[significant & (slope < 0)] = Direction.DECREASING
    return answers


def _has_direction(direction: ObjectArray) -> BoolArray:
    return np.asarray((direction == Direction.INCREASING) | (direction == Direction.DECREASING), dtype=bool)
