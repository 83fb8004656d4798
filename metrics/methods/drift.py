"""The drift of a series: its mean change a year, and how far single years stray from it."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from metrics.methods.arrays import BoolArray, FloatArray
from metrics.methods.scales import Scale, to_scale

Positions = npt.NDArray[np.intp]
EDGE = 0.0005  # shares are held this far from 0 and from all before their log-odds are taken
ROUNDING = 1e-12  # a scatter this far below the sum of squares is rounding


@dataclass(frozen=True)
class Drifts:
    """Places by periods: what could be known of the drift at the end of each period that has a figure.

    ``scaled`` are the figures on their scale, NaN where there is none. ``drift`` and ``s`` are in units of the scale a
    year, NaN with too few points; ``points`` counts figures since the last break, ``first`` is the period of the
    first of them and ``start`` the period the last break begins, 0 without one.
    """

    scaled: FloatArray
    drift: FloatArray
    s: FloatArray
    points: Positions
    first: Positions
    start: Positions

    def error(self, years: FloatArray | float) -> FloatArray:
        """Standard error of the figure so many years on, from every period."""
        return forecast_error(self.s, self.points, years)


def forecast_error(s: FloatArray, points: Positions, years: FloatArray | float) -> FloatArray:
    """``s sqrt(h (1 + h / (n - 1)))``: single years stray, and the drift itself is only estimated."""
    return np.asarray(s * np.sqrt(years * (1 + years / np.maximum(points - 1, 1))))


def on_scale(values: FloatArray, scale: Scale, whole: float) -> FloatArray:
    """Figures on their scale; NaN where it cannot hold them. Shares out of ``whole`` are held off its ends."""
    if scale is Scale.LOGIT:
        inside = (values >= 0) & (values <= whole)
        held = np.clip(values, EDGE * whole, (1 - EDGE) * whole)
        return np.where(inside, to_scale(held, scale, whole=whole), np.nan)
    scaled = to_scale(values, scale, whole=whole)
    return np.where(np.isfinite(scaled), scaled, np.nan)


def drifts(scaled: FloatArray, breaks: BoolArray) -> Drifts:
    """Drift and scatter as they could be known at every period, by running sums.

    ``b = (z_n - z_1) / (t_n - t_1)`` and ``s^2 = sum((d - b g)^2 / g) / (m - 1)`` over the ``m`` steps ``d`` between
    figures ``g`` years apart, which is ``(sum(d^2 / g) - (z_n - z_1)^2 / (t_n - t_1)) / (m - 1)``.
    """
    period = np.arange(scaled.shape[1])
    used = np.isfinite(scaled)
    start = np.maximum.accumulate(np.where(breaks, period, 0), axis=1)
    latest = np.maximum.accumulate(np.where(used, period, -1), axis=1)
    before = np.concatenate([np.full((len(scaled), 1), -1), latest[:, :-1]], axis=1)
    linked = used & (before >= start)
    gap = np.where(linked, period - before, 1)
    with np.errstate(invalid="ignore"):
        step = np.where(linked, scaled - _at(scaled, before), 0.0)
    squares = _since(np.cumsum(step * step / gap, axis=1), start)
    points = _since(np.cumsum(used, axis=1), start)
    first = np.maximum.accumulate(np.where(used & ~linked, period, 0), axis=1)
    span, change = period - first, scaled - _at(scaled, first)
    with np.errstate(invalid="ignore", divide="ignore"):
        drift = np.where(points >= 2, change / span, np.nan)
        left = squares - change * change / span
        s = np.sqrt(np.where(left > ROUNDING * squares, left, 0.0) / (points - 2))
    return Drifts(scaled, drift, np.where(points >= 3, s, np.nan), points.astype(np.intp), first, start)


def _at(cells: FloatArray, period: Positions) -> FloatArray:
    return np.take_along_axis(cells, np.maximum(period, 0), axis=1)


def _since(running: npt.NDArray[np.generic], start: Positions) -> FloatArray:
    """A running sum less what it had reached before each row's last break."""
    sums = running.astype(np.float64)
    before = np.concatenate([np.zeros((len(sums), 1)), sums[:, :-1]], axis=1)
    return np.asarray(sums - np.take_along_axis(before, start, axis=1))
