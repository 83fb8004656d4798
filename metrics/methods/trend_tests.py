"""The tests of trend: for proportions, for values with a standard error, and with the scatter taken into account."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from metrics.methods.arrays import BoolArray, FloatArray, together

ROUNDING = 1e-12


class TrendTest(NamedTuple):
    """A chi-squared statistic on one degree of freedom, the slope per step, and whether it keeps its sign."""

    chi2: FloatArray
    slope: FloatArray
    keeps_sign: BoolArray


class ScatterTest(NamedTuple):
    """A slope per step with its two-sided p-value, errors scaled by the scatter about the line."""

    slope: FloatArray
    p: FloatArray


def cochran_armitage(count: npt.ArrayLike, denominator: npt.ArrayLike) -> FloatArray:
    """Chi-squared test for trend in proportions.

    ``N (N sum(xt) - X sum(nt))^2 / (X (N - X) (N sum(n t^2) - (sum nt)^2))`` for ``t = 1, 2, ...``, worked out about
    the weighted mean of ``t`` so that counts of tens of millions keep their digits.

    Takes counts and denominators along the last axis, any number of points; gives one statistic per series, 0 where
    every proportion is the same, NaN where a count is missing or nothing (or everything) was counted throughout.
    Equal to R's ``prop.trend.test``.

    Reference: Armitage (1955), Biometrics 11: 375-386.

    >>> f"{cochran_armitage([83, 90, 129, 70], [86, 93, 136, 82]):.4f}"
    '8.2249'
    """
    x, n = together(count, denominator)
    t = np.arange(1, x.shape[-1] + 1)
    total, whole = x.sum(axis=-1), n.sum(axis=-1)
    with np.errstate(divide="ignore", invalid="ignore"):
        t_centred = t - ((n * t).sum(axis=-1) / whole)[..., None]
        share = total / whole
        score = ((x - n * share[..., None]) * t_centred).sum(axis=-1)
        chi2: FloatArray = (score**2 / (share * (1 - share) * (n * t_centred**2).sum(axis=-1)))[()]
    return chi2


def proportion_trend(count: FloatArray, denominator: FloatArray) -> TrendTest:
    """Cochran and Armitage's test, its sign and the sign check by straight lines through the log-odds.

    Takes places by points, oldest first, every count above nought and below its denominator.
    """
    log_odds = np.log(count) - np.log(denominator - count)
    even = np.ones_like(log_odds)
    slope = weighted_slope(log_odds, even)
    return TrendTest(cochran_armitage(count, denominator), slope, _keeps_sign(log_odds, even, slope))


def weighted_trend(values: FloatArray, se: FloatArray) -> TrendTest:
    """Weighted least squares on time, ``w = 1/se^2``, tested against its own standard error.

    ``chi2 = (slope / SE)^2`` with ``SE^2 = 1 / sum w (t - mean t)^2``, which is ``W / (W sum wt^2 - (sum wt)^2)``.
    Takes places by points, oldest first, every standard error above nought.
    """
    weights = se**-2.0
    slope = weighted_slope(values, weights)
    return TrendTest(slope**2 * _spread_of_time(weights), slope, _keeps_sign(values, weights, slope))


def scatter_trend(values: FloatArray, weights: FloatArray) -> ScatterTest:
    """Weighted least squares on time with the error scaled by the residuals, t on n - 2 degrees of freedom.

    ``SE^2 = (sum w r^2 / (n - 2)) / sum w (t - mean t)^2``. Takes places by points, oldest first; a point of weight
    nought does not count towards n. No scatter at all gives p = 0, or 1 for a level line.
    """
    from scipy.special import stdtr  # here, not above: it slows the start

    slope = weighted_slope(values, weights)
    centred = values - _weighted_mean(values, weights)[:, None]
    t = np.arange(values.shape[1]) * np.ones_like(values)
    residuals = centred - slope[:, None] * (t - _weighted_mean(t, weights)[:, None])
    freedom = (weights > 0).sum(axis=1) - 2.0
    variance = (weights * residuals**2).sum(axis=1) / freedom / _spread_of_time(weights)
    # A fit this close to perfect is rounding, not scatter.
    rounding = 1e-24 * (weights * values**2).sum(axis=1) / _spread_of_time(weights)
    with np.errstate(divide="ignore", invalid="ignore"):
        t_value = np.where(slope == 0, 0.0, np.abs(slope) / np.sqrt(np.where(variance <= rounding, 0.0, variance)))
    return ScatterTest(slope, 2 * stdtr(freedom, -t_value))


def weighted_slope(values: FloatArray, weights: FloatArray) -> FloatArray:
    """Slope per step of the weighted straight line through each row; exactly nought where rises and falls cancel."""
    # Counted from the row's own first value, so that a constant row is nought throughout.
    origin = np.take_along_axis(values, np.argmax(weights > 0, axis=1)[:, None], axis=1)
    rise = np.where(weights > 0, values - origin, 0.0)
    t = np.arange(values.shape[1]) * np.ones_like(values)
    t_centred = t - _weighted_mean(t, weights)[:, None]
    pulls = weights * t_centred * rise
    pull = pulls.sum(axis=1)
    # Pulls that cancel to the last digits have cancelled: the rest is rounding, and must not decide a sign.
    cancelled = np.abs(pull) <= ROUNDING * np.abs(pulls).sum(axis=1)
    slope: FloatArray = np.where(cancelled, 0.0, pull / (weights * t_centred**2).sum(axis=1))
    return slope


def _keeps_sign(values: FloatArray, weights: FloatArray, slope: FloatArray) -> BoolArray:
    """Whether the slope has the same sign whichever single point is left out.

    A slope of nought has no sign: what is left without the one point is level, so all of the trend hung on it.
    (Fingertips counts nought as rising, which would treat a series and its mirror image differently.)
    """
    keeps = np.ones(slope.shape, dtype=bool)
    for left_out in range(values.shape[1]):
        rest = weights.copy()
        rest[:, left_out] = 0.0
        keeps &= np.sign(weighted_slope(values, rest)) == np.sign(slope)
    return keeps


def _weighted_mean(values: FloatArray, weights: FloatArray) -> FloatArray:
    mean: FloatArray = (values * weights).sum(axis=1) / weights.sum(axis=1)
    return mean


def _spread_of_time(weights: FloatArray) -> FloatArray:
    t = np.arange(weights.shape[1]) * np.ones_like(weights)
    spread: FloatArray = (weights * (t - _weighted_mean(t, weights)[:, None]) ** 2).sum(axis=1)
    return spread
