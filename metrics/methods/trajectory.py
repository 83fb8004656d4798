"""Trajectory: the path to a target, the pace it needs and the pace made; forecasts and chances stand beside it."""

from enum import StrEnum

import numpy as np
import numpy.typing as npt

from domain.metric import Polarity
from metrics.methods.arrays import FloatArray, finite, floats
from metrics.methods.calibration import Calibration, calibrate
from metrics.methods.chance import LABELS, Chance, chance_of_meeting
from metrics.methods.forecast import Forecast, forecast
from metrics.methods.orientation import read_polarity

__all__ = [
    "LABELS",
    "Calibration",
    "Chance",
    "Forecast",
    "Shape",
    "achieved_per_year",
    "calibrate",
    "chance_of_meeting",
    "forecast",
    "gap_to_path",
    "needed_per_year",
    "path",
]


LONGEST_PATH = 1_000  # years


class Shape(StrEnum):
    """How a path runs from the baseline to the target."""

    STRAIGHT = "straight"  # the same amount each year
    GEOMETRIC = "geometric"  # the same percentage each year


def path(
    baseline: npt.ArrayLike,
    target: npt.ArrayLike,
    *,
    start: npt.ArrayLike,
    end: npt.ArrayLike,
    years: npt.ArrayLike | None = None,
    shape: Shape | str = Shape.STRAIGHT,
) -> FloatArray:
    """Where a place would stand in each year on an even way from its baseline to its target.

    ``y0 + (yT - y0) (t - t0) / (tT - t0)``; ``geometric``: ``y0 (yT / y0)^((t - t0) / (tT - t0))``.

    ``baseline`` and ``target`` in the unit of the series, ``start`` and ``end`` their years: one, or one for each
    place. ``years`` are those wanted, by default every one from ``start`` to ``end`` (which must then be one each).
    Gives places by years, or years alone for one place. NaN outside the path, where something is missing, where the
    end is not after the start, and for a geometric path between figures that are not of one sign. An unknown shape
    is a ValueError.

    Reference: this project's rule.

    >>> path(60.0, 70.0, start=2020, end=2025).tolist()
    [60.0, 62.0, 64.0, 66.0, 68.0, 70.0]
    """
    chosen = _shape(shape)
    first, last, since, until = finite(baseline, target, start, end)
    if years is None:
        if np.unique(since).size > 1 or np.unique(until).size > 1:
            raise ValueError("places start or end in different years: give the years wanted")
        years = _every_year(since.flat[0], until.flat[0]) if since.size else []
    wanted = np.atleast_1d(floats(years))
    first, last, since, until = (column[..., None] for column in (first, last, since, until))
    with np.errstate(invalid="ignore", divide="ignore", over="ignore"):
        share = (wanted - since) / (until - since)
        way = first + (last - first) * share
        if chosen is Shape.GEOMETRIC:
            way = np.where(first * last > 0, first * np.power(np.abs(last / first), share), np.nan)
    return np.where((until > since) & (share >= 0) & (share <= 1), way, np.nan)


def gap_to_path(value: npt.ArrayLike, on_path: npt.ArrayLike, *, polarity: Polarity | str) -> FloatArray:
    """How far a figure is ahead of its path (positive) or behind it (negative).

    ``y_t - path(t)``, with the sign turned where lower is better; without polarity, above the path is positive.

    Scalars or arrays that broadcast, in the unit of the series; NaN where either is missing.

    Reference: this project's rule.

    >>> float(gap_to_path(12.0, 10.0, polarity="lower_is_better"))
    -2.0
    """
    figure, due = finite(value, on_path)
    return np.asarray(due - figure if read_polarity(polarity) is Polarity.LOWER_IS_BETTER else figure - due)[()]


def needed_per_year(value: npt.ArrayLike, target: npt.ArrayLike, *, years: npt.ArrayLike) -> FloatArray:
    """The change a year that would take a figure to its target in so many years.

    ``(target - value) / years``. Scalars or arrays that broadcast; NaN where one is missing or no year is left.

    Reference: this project's rule.

    >>> float(needed_per_year(62.0, 70.0, years=4))
    2.0
    """
    figure, goal, left = finite(value, target, years)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(left > 0, (goal - figure) / left, np.nan)[()]


def achieved_per_year(value: npt.ArrayLike, baseline: npt.ArrayLike, *, years: npt.ArrayLike) -> FloatArray:
    """The mean change a year since the baseline, so many years ago.

    ``(value - baseline) / years``. Scalars or arrays that broadcast; NaN where one is missing or no year has passed.
    The pace over a place's whole series is ``achieved`` of its ``forecast``.

    Reference: this project's rule.

    >>> float(achieved_per_year(62.0, 60.0, years=4))
    0.5
    """
    return needed_per_year(baseline, value, years=years)


def _every_year(start: float, end: float) -> FloatArray:
    if not abs(end - start) <= LONGEST_PATH:
        raise ValueError(f"a path from {start:g} to {end:g} cannot be told year by year: give the years wanted")
    return np.arange(start, end + 1)


def _shape(shape: Shape | str) -> Shape:
    try:
        return Shape(shape)
    except ValueError:
        names = ", ".join(Shape)
        raise ValueError(f"no path of the shape {shape!r}: use one of {names}") from None
