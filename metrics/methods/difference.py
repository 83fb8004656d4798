"""One place against another, where both figures carry error."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from domain.reason import Reason
from metrics.methods.arrays import FloatArray, ObjectArray, finite, first_reason, together, where_answered
from metrics.methods.intervals import normal_quantile, wilson


class Difference(NamedTuple):
    """A difference with its standard error, its deviate and the two-sided p-value of no difference."""

    difference: FloatArray
    se: FloatArray
    z: FloatArray
    p: FloatArray
    lower: FloatArray
    upper: FloatArray


class ProportionDifference(NamedTuple):
    """A difference of two proportions with its interval, and the score test of no difference."""

    difference: FloatArray
    lower: FloatArray
    upper: FloatArray
    z: FloatArray
    p: FloatArray


class Remainder(NamedTuple):
    """A benchmark without the place that is compared with it, and why it is missing where it is."""

    benchmark: FloatArray
    left_out: FloatArray
    reason: ObjectArray


def difference(
    a: npt.ArrayLike, se_a: npt.ArrayLike, b: npt.ArrayLike, se_b: npt.ArrayLike, *, confidence: float = 0.95
) -> Difference:
    """Difference of two independent estimates.

    ``z = (a - b) / sqrt(se_a^2 + se_b^2)``, p two-sided from the normal distribution. Intervals that overlap say
    nothing about this: with equal errors two 95% intervals part only at the 0.6% level.

    Takes scalars or arrays that broadcast. Estimates and errors must be on one scale: for rates their logs, for
    proportions their logits, with errors from ``standard_error`` on the same scale. A missing value or a negative
    error gives NaN; two errors of nought give p = 0, or 1 where the estimates are equal.

    Reference: Altman and Bland (2003), BMJ 326: 219.

    >>> result = difference(10.0, 3.0, 0.0, 4.0)
    >>> f"z {result.z:.0f}, p {result.p:.4f}"
    'z 2, p 0.0455'
    """
    from scipy.special import ndtr  # here, not above: it slows the start

    first, first_se, second, second_se = finite(a, se_a, b, se_b)
    gap = first - second
    se = np.hypot(first_se, second_se)
    sound = np.isfinite(gap) & np.isfinite(se) & (first_se >= 0) & (second_se >= 0)
    with np.errstate(divide="ignore", invalid="ignore"):
        z = np.where(gap == 0, 0.0, gap / se)
    half_width = normal_quantile(confidence) * se
    columns = (gap, se, z, 2 * ndtr(-np.abs(z)), gap - half_width, gap + half_width)
    return Difference(*(where_answered(column, sound) for column in columns))


def newcombe_difference(
    count_a: npt.ArrayLike,
    denominator_a: npt.ArrayLike,
    count_b: npt.ArrayLike,
    denominator_b: npt.ArrayLike,
    *,
    confidence: float = 0.95,
) -> ProportionDifference:
    """Difference of two proportions with Newcombe's hybrid score interval.

    With Wilson's limits ``l, u`` of each: ``d - sqrt((p_a - l_a)^2 + (u_b - p_b)^2)`` to
    ``d + sqrt((u_a - p_a)^2 + (p_b - l_b)^2)``. ``z`` is the score test with the pooled proportion.

    Takes scalars or arrays that broadcast; gives shares of 1. A row that gives no Wilson interval is NaN.

    Reference: Newcombe (1998), Stat Med 17: 873-890, method 10.

    >>> result = newcombe_difference(56, 70, 48, 80)
    >>> f"{result.difference:.4f} ({result.lower:.4f} to {result.upper:.4f})"
    '0.2000 (0.0524 to 0.3339)'
    """
    from scipy.special import ndtr  # here, not above: it slows the start

    x_a, n_a, x_b, n_b = together(count_a, denominator_a, count_b, denominator_b)
    limits_a, limits_b = wilson(x_a, n_a, confidence=confidence), wilson(x_b, n_b, confidence=confidence)
    sound = np.isfinite(limits_a.lower) & np.isfinite(limits_b.lower)
    with np.errstate(divide="ignore", invalid="ignore"):
        p_a, p_b, pooled = x_a / n_a, x_b / n_b, (x_a + x_b) / (n_a + n_b)
        gap = p_a - p_b
        below = np.hypot(p_a - limits_a.lower, limits_b.upper - p_b)
        above = np.hypot(limits_a.upper - p_a, p_b - limits_b.lower)
        se = np.sqrt(pooled * (1 - pooled) * (1 / n_a + 1 / n_b))
        z = np.where(gap == 0, 0.0, gap / se)
    columns = (gap, gap - below, gap + above, z, 2 * ndtr(-np.abs(z)))
    return ProportionDifference(*(where_answered(column, sound) for column in columns))


def rest_of_benchmark(
    count: npt.ArrayLike,
    denominator: npt.ArrayLike,
    benchmark_count: npt.ArrayLike,
    benchmark_denominator: npt.ArrayLike,
    *,
    multiplier: float = 1.0,
    share: float = 0.10,
) -> Remainder:
    """The benchmark a place should be held against when it is itself a large part of it.

    ``multiplier (X - x) / (N - n)`` where ``n / N`` is over ``share``, otherwise ``multiplier X / N``.

    Takes scalars or arrays that broadcast; ``left_out`` is 1 where the place was taken out and 0 where not.
    A missing place or benchmark, a benchmark smaller than its part, or one that is nothing but the place itself
    gives NaN and a reason.

    Reference: this project's rule, so that a place is not compared with itself.

    >>> f"{rest_of_benchmark(30, 100, 130, 300).benchmark:.2f}"
    '0.50'
    """
    x, n, total, whole = together(count, denominator, benchmark_count, benchmark_denominator)
    unsound = (n < 0) | (x < 0) | (total < x) | (whole < n)
    with np.errstate(divide="ignore", invalid="ignore"):
        large = n / whole > share
        rate = np.where(large, (total - x) / (whole - n), total / whole)
    rules = [
        (~np.isfinite(x) | ~np.isfinite(n), Reason.NO_DATA),
        (~np.isfinite(total) | ~np.isfinite(whole), Reason.NO_BENCHMARK),
        (unsound, Reason.INVALID),
        (whole == 0, Reason.DENOMINATOR_ZERO),
        (whole == n, Reason.COMPARATOR_IS_ITSELF),
    ]
    reason, answered = first_reason(x.shape, rules)
    return Remainder(
        where_answered(multiplier * rate, answered),
        where_answered(np.where(large, 1.0, 0.0), answered),
        reason[()],
    )
