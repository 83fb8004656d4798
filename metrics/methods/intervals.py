"""Confidence intervals of proportions, rates and means, and the standard error behind a published interval."""

from functools import lru_cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from domain.reason import Reason
from metrics.methods.arrays import BoolArray, FloatArray, ObjectArray, first_reason, together, where_answered
from metrics.methods.scales import Scale, read_scale, to_scale

EXACT_BELOW = 10  # events; from here on Byar's approximation is close enough
WIDTH_IN_STANDARD_ERRORS = 3.92  # of a 95% interval, as publishers of official figures round it


class Interval(NamedTuple):
    """The two ends of an interval."""

    lower: FloatArray
    upper: FloatArray


class RateInterval(NamedTuple):
    """A rate and the two ends of its interval."""

    rate: FloatArray
    lower: FloatArray
    upper: FloatArray


def wilson(count: npt.ArrayLike, denominator: npt.ArrayLike, *, confidence: float = 0.95) -> Interval:
    """Wilson's score interval of a proportion.

    ``(2x + z^2 -/+ z sqrt(z^2 + 4x(1 - x/n))) / (2(n + z^2))`` for ``x`` out of ``n``. No events give a lower
    end of 0, all events an upper end of 1. Sum counts and denominators before calling; never average percentages.

    Takes scalars or arrays that broadcast; gives shares of 1. A row without an answer is NaN at both ends and
    ``reason_for_counts`` says why. Counts need not be whole (weighted surveys), but then the denominator must
    be the effective sample size. ``confidence`` is a share from 0.90 to below 1, otherwise ValueError.

    Reference: Wilson (1927), J Am Stat Assoc 22: 209-212; Newcombe (1998), Stat Med 17: 857-872, method 3.

    >>> lower, upper = wilson(81, 263)
    >>> f"{lower:.4f} to {upper:.4f}"
    '0.2553 to 0.3662'
    """
    z = normal_quantile(confidence)
    x, n = together(count, denominator)
    with np.errstate(divide="ignore", invalid="ignore"):
        half_width = z * np.sqrt(z * z + 4 * x * (1 - x / n))
        lower = (2 * x + z * z - half_width) / (2 * (n + z * z))
        upper = (2 * x + z * z + half_width) / (2 * (n + z * z))
    sound = _sound(x, n) & (x <= n)
    return Interval(
        where_answered(np.where(x == 0, 0.0, lower), sound),
        where_answered(np.where(x == n, 1.0, upper), sound),
    )


def poisson_rate(
    count: npt.ArrayLike, denominator: npt.ArrayLike, *, multiplier: float = 100_000, confidence: float = 0.95
) -> RateInterval:
    """Rate of events with Byar's interval, exact below ten events.

    Limits of the count ``x``: below 10 ``chi2inv((1-c)/2, 2x)/2`` and ``chi2inv((1+c)/2, 2x+2)/2``; from 10
    ``x(1 - 1/(9x) -/+ z/(3 sqrt x))^3``, with ``x + 1`` for the upper one. All times ``multiplier/denominator``.

    Takes scalars or arrays that broadcast; gives events per ``multiplier``. A row without an answer is NaN
    throughout and ``reason_for_counts`` says why. ``confidence`` as for ``wilson``.

    Reference: Breslow and Day (1987), Statistical Methods in Cancer Research II; Garwood (1936), Biometrika 28.

    >>> rate, lower, upper = poisson_rate(100, 1_000, multiplier=1_000)
    >>> f"{rate:.0f} ({lower:.3f} to {upper:.3f})"
    '100 (81.362 to 121.628)'
    """
    x, n = together(count, denominator)
    sound = _sound(x, n)
    lower, upper = poisson_limits(np.where(sound, x, np.nan), confidence=confidence)
    per = multiplier / np.where(sound, n, np.nan)
    return RateInterval((x * per)[()], (lower * per)[()], (upper * per)[()])


def poisson_limits(count: FloatArray, *, confidence: float) -> Interval:
    """Limits of an expected count given the count of events, exact below ten and Byar's from ten."""
    exact = exact_poisson_limits(np.where(count < EXACT_BELOW, count, 0.0), confidence=confidence)
    z = normal_quantile(confidence)
    few = count < EXACT_BELOW
    x = np.where(few, EXACT_BELOW, count)
    below = 1 - 1 / (9 * x) - z / (3 * np.sqrt(x))
    above = 1 - 1 / (9 * (x + 1)) + z / (3 * np.sqrt(x + 1))
    lower = np.where(below < 0, np.nan, x * below**3)
    upper = (x + 1) * above**3
    return Interval(np.where(few, exact.lower, lower), np.where(few, exact.upper, upper))


def exact_poisson_limits(count: FloatArray, *, confidence: float) -> Interval:
    """Garwood's exact limits of a Poisson mean; the count need not be whole."""
    from scipy.special import gammaincinv  # here, not above: it slows the start

    check_confidence(confidence)
    tail = (1 - confidence) / 2
    with np.errstate(invalid="ignore"):
        lower = np.where(count == 0, 0.0, gammaincinv(np.where(count == 0, 1.0, count), tail))
        upper = gammaincinv(count + 1, 1 - tail)
    return Interval(lower, upper)


def mean_interval(mean: npt.ArrayLike, sd: npt.ArrayLike, n: npt.ArrayLike, *, confidence: float = 0.95) -> Interval:
    """Student's interval of a mean.

    ``mean -/+ t(n - 1) sd / sqrt(n)``, with ``sd`` the sample's standard deviation (divisor ``n - 1``).

    Takes scalars or arrays that broadcast, in the unit of the mean. Fewer than two observations, a negative
    ``sd`` or a missing value give NaN. ``confidence`` as for ``wilson``.

    Reference: Altman and others (2000), Statistics with Confidence, 2nd edition, chapter 4.

    >>> lower, upper = mean_interval(10.0, 2.0, 4)
    >>> f"{lower:.3f} to {upper:.3f}"
    '6.818 to 13.182'
    """
    from scipy.special import stdtrit  # here, not above: it slows the start

    check_confidence(confidence)
    centre, spread, size = together(mean, sd, n)
    sound = np.isfinite(centre) & (spread >= 0) & np.isfinite(spread) & (size >= 2) & np.isfinite(size)
    centre, spread, size = (np.where(sound, column, 2.0) for column in (centre, spread, size))
    half_width = stdtrit(size - 1, 0.5 + confidence / 2) * spread / np.sqrt(size)
    return Interval(where_answered(centre - half_width, sound), where_answered(centre + half_width, sound))


def standard_error(
    lower: npt.ArrayLike, upper: npt.ArrayLike, *, scale: Scale | str = Scale.IDENTITY, whole: float = 1.0
) -> FloatArray:
    """Standard error behind a published 95% interval, on the scale where the interval is symmetric.

    ``(f(upper) - f(lower)) / 3.92`` with ``f`` the identity for means, the log for rates and ratios, the logit
    for proportions. ``whole`` is what a proportion is out of (100 for percentages).

    Takes scalars or arrays that broadcast; the answer is in units of the scale. A missing end, ends in the wrong
    order or an end the scale cannot hold (0 on the log) give NaN. An unknown scale is a ValueError.

    Reference: Higgins and others (2023), Cochrane Handbook, section 6.3.

    >>> f"{standard_error(28.04, 31.96):.2f}"
    '1.00'
    """
    chosen = read_scale(scale)
    low, high = together(lower, upper)
    with np.errstate(invalid="ignore"):
        width = to_scale(high, chosen, whole=whole) - to_scale(low, chosen, whole=whole)
        return where_answered(width / WIDTH_IN_STANDARD_ERRORS, np.isfinite(width) & (low <= high))


def reason_for_counts(count: npt.ArrayLike, denominator: npt.ArrayLike, *, proportion: bool = True) -> ObjectArray:
    """Why a count and a denominator give no interval: a reason per row, ``None`` where they do.

    Missing: ``no_data``; negative, or a proportion's count above its denominator: ``invalid``; denominator of
    nought: ``denominator_zero``. Takes scalars or arrays that broadcast.

    >>> [str(reason) for reason in reason_for_counts([1, 3, 1], [0, 2, 2])]
    ['denominator_zero', 'invalid', 'None']
    """
    x, n = together(count, denominator)
    too_many = (x > n) & (n > 0) if proportion else np.zeros(x.shape, dtype=bool)
    rules = [
        (~np.isfinite(x) | ~np.isfinite(n), Reason.NO_DATA),
        ((x < 0) | (n < 0) | too_many, Reason.INVALID),
        (n == 0, Reason.DENOMINATOR_ZERO),
    ]
    reasons, _ = first_reason(x.shape, rules)
    result: ObjectArray = reasons[()]
    return result


@lru_cache(maxsize=32)
def normal_quantile(confidence: float) -> float:
    """The standard normal deviate that leaves half of ``1 - confidence`` in each tail."""
    from scipy.special import ndtri  # here, not above: it slows the start

    check_confidence(confidence)
    return float(ndtri(0.5 + confidence / 2))


def check_confidence(confidence: float) -> None:
    """Refuse a confidence level outside 0.90 to below 1."""
    if not 0.90 <= confidence < 1:
        raise ValueError(f"confidence {confidence!r} is not from 0.90 to below 1: give 95% as 0.95 and 99.8% as 0.998")


def _sound(count: FloatArray, denominator: FloatArray) -> BoolArray:
    return np.isfinite(count) & np.isfinite(denominator) & (count >= 0) & (denominator > 0)
