"""Control limits: how far a place of a given size, or with a given error, may lie from the benchmark by chance."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from metrics.methods.arrays import FloatArray, floats, together, where_answered
from metrics.methods.intervals import Interval, exact_poisson_limits, normal_quantile


class FunnelCurve(NamedTuple):
    """Points of the two sides of a funnel of rates: a size and the rate that is just on the limit there."""

    lower_size: FloatArray
    lower: FloatArray
    upper_size: FloatArray
    upper: FloatArray


def proportion_limits(
    p0: npt.ArrayLike,
    denominators: npt.ArrayLike,
    *,
    confidence: float = 0.95,
    multiplier: float = 1.0,
    tau2: npt.ArrayLike | None = None,
) -> Interval:
    """Limits of a proportion around the benchmark ``p0`` at each denominator.

    ``p0 -/+ z sqrt(p0 (1 - p0) / n)``, cut off at 0 and at the whole. With ``tau2`` (of ``overdispersion``) the
    wider limits that allow for the ordinary spread between places:
    ``sin^2(arcsin(sqrt(p0)) -/+ z sqrt(1/(4n) + tau2))``.

    Takes scalars or arrays that broadcast; ``multiplier`` is what a proportion is out of, 100 for percentages. A
    missing number, a denominator of 0 or less, a benchmark outside its range or a negative ``tau2`` gives NaN.
    ``confidence`` is a share from 0.90 to below 1 (0.95 and 0.998 are usual), otherwise ValueError.

    Reference: Spiegelhalter (2005), Stat Med 24: 1185-1202; PHEindicatormethods, ``phe_funnels``.

    >>> lower, upper = proportion_limits(0.5, [100, 400])
    >>> lower.round(3).tolist(), upper.round(3).tolist()
    ([0.402, 0.451], [0.598, 0.549])
    """
    z = normal_quantile(confidence)
    check_multiplier(multiplier)
    benchmark, size, spread = together(p0, denominators, 0.0 if tau2 is None else tau2)
    share = benchmark / multiplier
    sound = _sized(size) & np.isfinite(share) & (share >= 0) & (share <= 1) & (spread >= 0) & np.isfinite(spread)
    with np.errstate(divide="ignore", invalid="ignore"):
        if tau2 is None:
            reach = z * np.sqrt(share * (1 - share) / size)
            lower, upper = np.maximum(share - reach, 0.0), np.minimum(share + reach, 1.0)
        else:
            angle, reach = np.arcsin(np.sqrt(share)), z * np.sqrt(1 / (4 * size) + spread)
            lower = np.sin(np.maximum(angle - reach, 0.0)) ** 2
            upper = np.sin(np.minimum(angle + reach, np.pi / 2)) ** 2
    return Interval(where_answered(lower * multiplier, sound), where_answered(upper * multiplier, sound))


def rate_limits(
    benchmark: npt.ArrayLike,
    denominators: npt.ArrayLike,
    *,
    confidence: float = 0.95,
    multiplier: float = 100_000,
    tau2: npt.ArrayLike | None = None,
) -> Interval:
    """Limits of a rate of events around the benchmark at each denominator.

    With ``E`` events expected at the benchmark and ``a`` half of ``1 - confidence``, the lower limit is the count
    ``O`` (not necessarily whole) for which ``chi2inv(1 - a, 2O + 2)/2 = E``, 0 where even no events are within
    chance; the upper one that for which ``chi2inv(a, 2O)/2 = E``, at least one event. These are the curves of
    ``rate_curve``, read at a size. With ``tau2`` (of ``overdispersion``): ``benchmark exp(-/+ z sqrt(1/E + tau2))``.

    Takes scalars or arrays that broadcast; gives events per ``multiplier``. For a ratio of observed to expected
    give benchmark 1, the expected counts and ``multiplier=1``. A missing number, a denominator or a benchmark of 0 or
    less, or a negative ``tau2`` gives NaN. ``confidence`` as for ``proportion_limits``.

    Reference: Dover and Schopflocher (2011), Population Health Metrics 9: 58; PHEindicatormethods, ``phe_funnels``.

    >>> lower, upper = rate_limits(1.0, 11.668333096, multiplier=1)  # 5 events are just within chance
    >>> f"{lower * 11.668333096:.4f}"
    '5.0000'
    """
    from scipy.special import pdtrik  # here, not above: it slows the start

    z = normal_quantile(confidence)
    check_multiplier(multiplier)
    average, size, spread = together(benchmark, denominators, 0.0 if tau2 is None else tau2)
    sound = _sized(size) & np.isfinite(average) & (average > 0) & (spread >= 0) & np.isfinite(spread)
    average = np.where(sound, average, np.nan)
    expected = np.where(sound, average * size / multiplier, 1.0)
    if tau2 is None:
        tail = (1 - confidence) / 2
        none_at_all = np.exp(-expected) >= tail
        few = np.where(none_at_all, 0.0, pdtrik(tail, np.where(none_at_all, 50.0, expected)))
        many = pdtrik(1 - tail, expected) + 1
        lower, upper = few / expected, many / expected
    else:
        reach = z * np.sqrt(1 / expected + np.where(sound, spread, 0.0))
        with np.errstate(over="ignore"):  # hardly any event expected: no upper limit to speak of
            lower, upper = np.exp(-reach), np.exp(reach)
        sound &= np.isfinite(upper)
    return Interval(where_answered(lower * average, sound), where_answered(upper * average, sound))


def rate_curve(
    benchmark: npt.ArrayLike,
    counts: npt.ArrayLike,
    *,
    confidence: float = 0.95,
    multiplier: float = 100_000,
) -> FunnelCurve:
    """The two sides of a funnel of rates, point by point: the size at which each count is just on its limit.

    A count ``O`` lies on the lower side where ``E = chi2inv(1 - a, 2O + 2)/2`` events are expected and on the upper
    side where ``E = chi2inv(a, 2O)/2``; the size is ``E`` over the benchmark, the rate there ``O/size``. No events
    have no place on the upper side: NaN.

    Takes counts, one point each, and the benchmark per ``multiplier``; sizes are denominators. For ratios give
    benchmark 1 and ``multiplier=1``: sizes are then expected events. A missing or negative count, or a benchmark of
    0 or less, gives NaN. ``confidence`` as for ``proportion_limits``.

    Reference: Dover and Schopflocher (2011), Population Health Metrics 9: 58; PHEindicatormethods, ``phe_funnels``.

    >>> curve = rate_curve(1.0, 5, multiplier=1)
    >>> f"{curve.lower_size:.3f} and {curve.upper_size:.3f} expected"
    '11.668 and 1.623 expected'
    """
    check_multiplier(multiplier)
    average, count = together(benchmark, counts)
    sound = np.isfinite(average) & (average > 0) & np.isfinite(count) & (count >= 0)
    limits = exact_poisson_limits(np.where(sound, count, 1.0), confidence=confidence)
    per_event = multiplier / np.where(sound, average, 1.0)
    small, large = limits.lower * per_event, limits.upper * per_event
    on_both = sound & (count > 0) & (small > 0)
    with np.errstate(divide="ignore", invalid="ignore"):
        lower, upper = multiplier * count / large, multiplier * count / small
    return FunnelCurve(
        where_answered(large, sound),
        where_answered(lower, sound),
        where_answered(small, on_both),
        where_answered(upper, on_both),
    )


def error_limits(
    target: npt.ArrayLike, se: npt.ArrayLike, *, confidence: float = 0.95, tau2: npt.ArrayLike = 0.0
) -> Interval:
    """Limits around a target at each standard error, on the scale on which the error is symmetric.

    ``target -/+ z sqrt(se^2 + tau2)``; ``tau2`` of 0 gives the plain limits, that of ``overdispersion`` the wider.

    Takes scalars or arrays that broadcast, all on one scale; carry the answer back with ``from_scale``. A missing
    number or a negative ``se`` or ``tau2`` gives NaN. ``confidence`` as for ``proportion_limits``.

    Reference: Spiegelhalter (2005), Qual Saf Health Care 14: 347-351.

    >>> lower, upper = error_limits(50.0, 2.0)
    >>> f"{lower:.2f} to {upper:.2f}"
    '46.08 to 53.92'
    """
    z = normal_quantile(confidence)
    centre, error, spread = together(target, se, tau2)
    sound = np.isfinite(centre) & np.isfinite(error) & (error >= 0) & np.isfinite(spread) & (spread >= 0)
    reach = z * np.sqrt(np.where(sound, error**2 + spread, 0.0))
    return Interval(where_answered(centre - reach, sound), where_answered(centre + reach, sound))


def derived_denominator(counts: npt.ArrayLike, rates: npt.ArrayLike, *, multiplier: float = 100_000) -> FloatArray:
    """The denominator behind a published rate: ``multiplier * count / rate``.

    Takes scalars or arrays that broadcast. A rate of 0 has lost its denominator, so it gives NaN, and so does
    anything missing or negative: give the denominator itself for a place without events.

    Reference: PHEindicatormethods, ``phe_funnel_convert_points``.

    >>> derived_denominator([414, 0], [184.0, 0.0]).tolist()
    [225000.0, nan]
    """
    check_multiplier(multiplier)
    count, rate = together(counts, rates)
    sound = np.isfinite(count) & (count > 0) & np.isfinite(rate) & (rate > 0)
    return where_answered(multiplier * count / np.where(sound, rate, 1.0), sound)


def _sized(size: FloatArray) -> npt.NDArray[np.bool_]:
    return np.asarray(np.isfinite(size) & (size > 0))


def check_multiplier(multiplier: float) -> None:
    """Refuse a multiplier that is not above 0."""
    if not floats(multiplier) > 0:
        raise ValueError(f"multiplier {multiplier!r} is not above 0: give 100 for percentages, 1 for shares")
