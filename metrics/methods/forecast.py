"""A forecast: the newest figure carried on at its past pace, with ranges that held on the past."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from domain.reason import Reason
from metrics.methods.arrays import BoolArray, FloatArray, ObjectArray, first_reason, floats
from metrics.methods.drift import Drifts, drifts, forecast_error, on_scale
from metrics.methods.multipliers import DEFAULT, Given, Multipliers, read_multipliers
from metrics.methods.scales import Scale, from_scale, read_scale
from metrics.methods.window import break_mask

ANSWERED = (None, Reason.CONSTANT, Reason.OVERLAPPING_PERIODS)
FEWEST_POINTS = 5
ENOUGH_POINTS = 8  # with fewer the scatter is hardly known, and the metric's own record does not speak for it


@dataclass(frozen=True)
class Forecast:
    """What is to be expected of each place so many years after its own newest figure.

    ``mean``, ``lower80``, ``upper80``, ``lower95`` and ``upper95`` have a column for each year of ``horizon``, in the
    unit of the series. ``value`` is the newest figure and ``newest`` its period; ``drift`` and ``s`` are in units of
    the scale a year, ``achieved`` is the mean change a year in the unit of the series, over ``n`` figures.
    ``very_uncertain`` rests on five to seven figures, or on overlapping ones without multipliers of their own. For one
    series the fields of a place are single values.
    """

    horizon: FloatArray
    mean: FloatArray
    lower80: FloatArray
    upper80: FloatArray
    lower95: FloatArray
    upper95: FloatArray
    drift: Any
    s: Any
    n: Any
    achieved: Any
    value: Any
    newest: Any
    reason: Any
    very_uncertain: Any
    model: "Model"


@dataclass(frozen=True)
class Model:
    """What a forecast rests on, one row for each place, on the scale of the forecast."""

    scaled: FloatArray
    drift: FloatArray
    s: FloatArray
    points: npt.NDArray[np.intp]
    multipliers: Multipliers
    scale: Scale
    whole: float
    single: bool

    def mean(self, years: FloatArray) -> FloatArray:
        """The figure expected so many years after the newest, on the scale."""
        return np.asarray(_beside(self.scaled, years) + _beside(self.drift, years) * years)

    def error(self, years: FloatArray) -> FloatArray:
        """Its standard error before multipliers, NaN where nothing strayed."""
        s = _beside(self.s, years)
        return np.where(s > 0, forecast_error(s, _beside(self.points, years), years), np.nan)

    def widths(self, years: FloatArray) -> tuple[FloatArray, FloatArray]:
        """What the error is multiplied by; the defaults where the series is short."""
        own80, own95 = self.multipliers.at(years)
        usual80, usual95 = DEFAULT.at(years)
        short = _beside(self.points, years) < ENOUGH_POINTS
        return np.where(short, usual80, own80), np.where(short, usual95, own95)

    def plain(self, scaled: FloatArray) -> FloatArray:
        """Back in the unit of the series."""
        return from_scale(scaled, self.scale, whole=self.whole)


def forecast(
    series: npt.ArrayLike,
    *,
    horizon: int = 5,
    transform: Scale | str = Scale.IDENTITY,
    multipliers: Given = None,
    breaks: npt.ArrayLike | None = None,
    whole: float = 100.0,
    period_years: float = 1,
) -> Forecast:
    """The figures to expect in the years after the newest, with the ranges that hold four in five and 19 in 20.

    On the scale of ``transform``: ``mean = z_n + b h`` with ``b = (z_n - z_1) / (t_n - t_1)``, and ranges
    ``mean -/+ q se`` with ``se = s sqrt(h (1 + h / (n - 1)))`` and ``s^2 = sum((d - b g)^2 / g) / (n - 2)`` over steps
    ``d`` between figures ``g`` years apart; then back to the unit of the series. ``q`` are the ``multipliers``: those
    of ``calibrate``, a pair, or by default 1.8 and 2.85.

    Takes one yearly series, or places by years, oldest first, missing years as NaN; only figures since the last of
    ``breaks`` count (positions or a mask, as for ``recent_trend``). ``transform`` is ``identity``, ``log`` or
    ``logit`` (shares out of ``whole``, held within 0.05% of its ends). Horizons count from each place's own newest
    figure. With 5 to 7 figures the answer is ``very_uncertain`` and uses the default multipliers.

    Without an answer, a reason: ``no_data``, ``too_few_points`` (below 5), ``break_in_series`` (enough without it),
    ``negative_values`` (the log needs figures above 0), ``invalid`` (a share outside 0 to ``whole``), ``not_annual``.
    A series that never strays from a straight line has a mean but no ranges, and the reason ``constant``: its past
    says nothing about error. Periods that overlap (``period_years`` above 1) carry ``overlapping_periods`` beside
    their answer: such ranges hold too rarely unless the multipliers are the metric's own. A horizon below 1, an
    unknown transform or multipliers that are no multipliers are a ValueError.

    Reference: R package forecast, ``rwf(drift = TRUE)``, where there are no gaps; the multipliers are this project's.

    >>> ahead = forecast([10.0, 12.0, 11.0, 14.0, 15.0, 15.0, 18.0, 17.0, 19.0], horizon=2)
    >>> f"{ahead.mean[0]:.3f} ({ahead.lower80[0]:.2f} to {ahead.upper80[0]:.2f}), drift {ahead.drift:.3f}"
    '20.125 (16.99 to 23.26), drift 1.125'
    """
    if not (horizon >= 1 and horizon == int(horizon)):
        raise ValueError(f"horizon {horizon!r} is not a number of years ahead: give 1 or more whole years")
    widths = read_multipliers(multipliers)
    scale, given = read_scale(transform), floats(series)
    if given.ndim not in {1, 2} or given.shape[-1] == 0:
        raise ValueError(f"the series have the shape {given.shape}: give one series, or places by years, not empty")
    values = np.atleast_2d(np.where(np.isfinite(given), given, np.nan))
    known = drifts(on_scale(values, scale, whole), break_mask(breaks, values.shape))
    newest = _newest(values)
    reason = _reasons(values, known, newest, scale, breaks is not None, period_years)
    cell = (np.arange(len(values)), newest)
    keep = np.where([why in ANSWERED for why in reason], 1.0, np.nan)
    model = Model(
        scaled=known.scaled[cell] * keep, drift=known.drift[cell] * keep, s=known.s[cell] * keep,
        points=known.points[cell], multipliers=widths, scale=scale, whole=whole, single=given.ndim == 1,
    )  # fmt: skip
    pace = (values[cell] - values[cell[0], known.first[cell]]) / np.maximum(newest - known.first[cell], 1)
    untried = (model.points < ENOUGH_POINTS) | (period_years > 1 and not widths.own)
    fields = (model.drift, model.s, model.points, pace * keep, values[cell], newest, reason, untried & (keep == 1))
    return _forecast(model, np.arange(1.0, horizon + 1), fields)


def _forecast(model: Model, horizon: FloatArray, fields: tuple[npt.NDArray[Any], ...]) -> Forecast:
    """The bands beside the fields of each place; the first of everything for a single series."""
    years = np.broadcast_to(horizon, (len(model.s), len(horizon)))
    centre, error = model.mean(years), model.error(years)
    q80, q95 = model.widths(years)
    edges = (centre, centre - q80 * error, centre + q80 * error, centre - q95 * error, centre + q95 * error)
    columns: list[Any] = [*map(model.plain, edges), *fields]
    answers = [horizon, *(column[0] if model.single else column for column in columns), model]
    return Forecast(*answers)


def _reasons(
    values: FloatArray,
    known: Drifts,
    newest: npt.NDArray[np.intp],
    scale: Scale,
    broken: bool,
    period_years: float,
) -> ObjectArray:
    row = np.arange(len(values))
    start, points = known.start[row, newest], known.points[row, newest]
    present = np.isfinite(values)
    since = np.arange(values.shape[1]) >= start[:, None]
    beyond_scale = (present & since & ~np.isfinite(known.scaled)).any(axis=1)
    few = points < FEWEST_POINTS
    rules: list[tuple[BoolArray, Reason]] = [
        (np.full(len(values), period_years < 1), Reason.NOT_ANNUAL),
        (np.asarray(~present.any(axis=1)), Reason.NO_DATA),
        (np.asarray(beyond_scale), Reason.NEGATIVE_VALUES if scale is Scale.LOG else Reason.INVALID),
        (few & broken & (present.sum(axis=1) >= FEWEST_POINTS), Reason.BREAK_IN_SERIES),
        (few, Reason.TOO_FEW_POINTS),
        (np.asarray(known.s[row, newest] == 0), Reason.CONSTANT),
        (np.full(len(values), period_years > 1), Reason.OVERLAPPING_PERIODS),
    ]
    return first_reason((len(values),), rules)[0]


def _beside(column: npt.NDArray[Any], years: FloatArray) -> npt.NDArray[Any]:
    """One number for each place, shaped to go with years of one or several for each."""
    return column[:, None] if years.ndim == 2 else column


def _newest(values: FloatArray) -> npt.NDArray[np.intp]:
    """The period of each place's newest figure, 0 where there is none."""
    present = np.isfinite(values)
    return np.where(present.any(axis=1), values.shape[1] - 1 - np.argmax(present[:, ::-1], axis=1), 0)
