"""Funnels: which places differ from the benchmark, and which of them are unusual even among places that all differ."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np
import numpy.typing as npt

from domain.reason import Reason
from metrics.methods.arrays import BoolArray, FloatArray, ObjectArray, first_reason, floats, together
from metrics.methods.control_limits import (
    FunnelCurve,
    check_multiplier,
    derived_denominator,
    error_limits,
    proportion_limits,
    rate_curve,
    rate_limits,
)
from metrics.methods.intervals import EXACT_BELOW, normal_quantile, poisson_limits, reason_for_counts
from metrics.methods.overdispersion import WINSORISE, Overdispersion, overdispersion

__all__ = [
    "FunnelCurve",
    "Overdispersion",
    "Position",
    "Positions",
    "Statistic",
    "derived_denominator",
    "error_limits",
    "overdispersion",
    "position",
    "position_by_error",
    "proportion_limits",
    "rate_curve",
    "rate_limits",
]

INNER, OUTER = 0.95, 0.998
COUNT_FAULTS = (Reason.NO_DATA, Reason.INVALID, Reason.DENOMINATOR_ZERO)


class Position(StrEnum):
    """Where a place lies in a funnel."""

    LOW_998 = "low_998"
    LOW_95 = "low_95"
    INSIDE = "inside"
    HIGH_95 = "high_95"
    HIGH_998 = "high_998"
    NOT_PLACED = "not_placed"


LADDER = (Position.LOW_998, Position.LOW_95, Position.INSIDE, Position.HIGH_95, Position.HIGH_998)


class Statistic(StrEnum):
    """What the counts of a funnel are."""

    PROPORTION = "proportion"  # so many of the denominator
    RATE = "rate"  # events, over a denominator
    RATIO = "ratio"  # events, over those expected


PER = {Statistic.PROPORTION: 1.0, Statistic.RATE: 100_000.0, Statistic.RATIO: 1.0}


@dataclass(frozen=True)
class Positions:
    """Where each place lies under the plain limits and under those that allow for the spread between places.

    ``z`` and ``adjusted_z`` are distances from the benchmark in standard errors, without and with ``tau2``, on the
    scale that over-dispersion is measured on. ``reason`` says why a place has no position; with too few places the
    adjusted one alone is missing.
    """

    plain: ObjectArray
    adjusted: ObjectArray
    reason: ObjectArray
    z: FloatArray
    adjusted_z: FloatArray
    phi: Any
    tau2: Any
    benchmark: Any

    def outside(self, *, adjusted: bool, beyond998: bool = False) -> int:
        """How many places lie outside the 95% limits, or beyond the 99.8% ones."""
        positions = self.adjusted if adjusted else self.plain
        ends = (Position.LOW_998, Position.HIGH_998)
        counted = ends if beyond998 else (*ends, Position.LOW_95, Position.HIGH_95)
        return sum(each in counted for each in np.ravel(positions))


def position(
    counts: npt.ArrayLike,
    denominators: npt.ArrayLike | None = None,
    *,
    statistic: Statistic | str = Statistic.PROPORTION,
    benchmark: npt.ArrayLike | None = None,
    rates: npt.ArrayLike | None = None,
    standardised: bool = False,
    multiplier: float | None = None,
    winsorise: float = WINSORISE,
) -> Positions:
    """Where each place lies in a funnel of counts, under the plain and the over-dispersed limits.

    Proportions: outside the plain limits if beyond ``proportion_limits``. Rates and ratios: if the benchmark lies
    outside the interval of the place's own count (exact below ten events, Byar's from ten). Over-dispersion is taken
    from ``z = (f(p) - f(p0)) 2 sqrt(n)``, ``f`` the arcsine of the square root, for proportions and
    ``z = ln(O/E) sqrt(E)`` for the others, no events read as one half; the adjusted limits are ``z sqrt(1 + tau2/s^2)``
    on that scale, never narrower than the plain ones.

    One funnel: a place each along one axis. The benchmark is per ``multiplier`` (100,000 for rates, otherwise 1): all
    events over all denominators unless given, 1 for ratios. A rate may come with ``rates`` instead of denominators,
    save where there are no events; ``standardised`` rates of fewer than ten events are ``not_applicable``. Other
    reasons: ``no_data``, ``invalid``, ``denominator_zero``,
    ``no_benchmark``, ``too_few_places`` (no adjusted position). An unknown statistic is a ValueError.

    Reference: Spiegelhalter (2005), Stat Med 24: 1185-1202; PHEindicatormethods, ``phe_funnel_significance``.

    >>> found = position([50, 65, 40, 52], [100, 100, 100, 100], benchmark=0.5)
    >>> [str(each) for each in found.plain]
    ['inside', 'high_95', 'low_95', 'inside']
    """
    kind = _statistic(statistic)
    per = PER[kind] if multiplier is None else multiplier
    check_multiplier(per)
    sizes = _sizes(counts, denominators, rates, per)
    columns = together(counts, sizes, np.nan if benchmark is None else benchmark)
    count, size, given = (np.atleast_1d(column) for column in columns)
    average = _average(count, size, kind) if benchmark is None else given / per
    few = (count < EXACT_BELOW) if standardised else np.zeros(count.shape, dtype=bool)
    faults = reason_for_counts(count, size, proportion=kind is Statistic.PROPORTION)
    rules = [(np.asarray(faults == fault), fault) for fault in COUNT_FAULTS]
    rules += [(~_possible(average, kind), Reason.NO_BENCHMARK), (few, Reason.NOT_APPLICABLE)]
    reason, placed = first_reason(count.shape, rules)
    count, size, average = (np.where(placed, column, np.nan) for column in (count, size, average))
    if kind is Statistic.PROPORTION:
        step, distance, se = _proportion_steps(count, size, average)
    else:
        step, distance, se = _rate_steps(count, size, average)
    return _positions(step, distance, se, reason, winsorise=winsorise, benchmark=average * per)


def position_by_error(
    values: npt.ArrayLike, se: npt.ArrayLike, target: npt.ArrayLike, *, winsorise: float = WINSORISE
) -> Positions:
    """Where each place lies in a funnel of values with standard errors, under the plain and the over-dispersed limits.

    ``z = (y - target)/se`` is outside beyond 1.960 or 3.090; the adjusted score is
    ``(y - target)/sqrt(se^2 + tau2)`` with ``tau2`` of ``overdispersion``.

    Values, errors and target on one scale, that on which the errors are symmetric; the target one number or one for
    each place. Places along the last axis, one funnel for each row. Reasons: ``no_data``, ``no_benchmark``,
    ``no_interval`` (an error missing or 0), ``invalid`` (negative), ``too_few_places`` (no adjusted position).

    Reference: Spiegelhalter (2005), Qual Saf Health Care 14: 347-351.

    >>> found = position_by_error([0.1, -0.2, 9.0, -9.0, 0.0, 0.1, -8.0, 8.0], 1.0, 0.0)
    >>> found.outside(adjusted=False), found.outside(adjusted=True)
    (4, 0)
    """
    value, error, aim = (np.atleast_1d(column) for column in together(values, se, target))
    reason, placed = first_reason(
        value.shape,
        [
            (~np.isfinite(value), Reason.NO_DATA),
            (~np.isfinite(aim), Reason.NO_BENCHMARK),
            (error < 0, Reason.INVALID),
            (~(np.isfinite(error) & (error > 0)), Reason.NO_INTERVAL),
        ],
    )
    error = np.where(placed, error, np.nan)
    z = (np.where(placed, value, np.nan) - aim) / error
    return _positions(_steps(z), z * error, error, reason, winsorise=winsorise, benchmark=floats(target))


def _positions(
    step: FloatArray, distance: FloatArray, se: FloatArray, reason: ObjectArray, *, winsorise: float, benchmark: Any
) -> Positions:
    """Both positions of each place from its plain step and its distance from the benchmark."""
    z = distance / se
    phi, tau2 = overdispersion(z, se, winsorise=winsorise)
    spread = np.asarray(tau2)[..., None]
    adjusted_z = distance / np.sqrt(se**2 + spread)
    wider = np.sign(step) * np.minimum(np.abs(step), np.maximum(0.0, np.sign(step) * _steps(adjusted_z)))
    adjusted = np.where(spread == 0, step, wider)
    reason[np.isnan(adjusted) & ~np.isnan(step)] = Reason.TOO_FEW_PLACES
    return Positions(_words(step), _words(adjusted), reason, z, adjusted_z, phi, tau2, benchmark)


def _proportion_steps(x: FloatArray, n: FloatArray, p0: FloatArray) -> tuple[FloatArray, FloatArray, FloatArray]:
    share = x / n
    inner, outer = proportion_limits(p0, n, confidence=INNER), proportion_limits(p0, n, confidence=OUTER)
    above = (share > inner.upper) * 1.0 + (share > outer.upper)
    below = (share < inner.lower) * 1.0 + (share < outer.lower)
    distance = np.arcsin(np.sqrt(share)) - np.arcsin(np.sqrt(p0))
    return np.where(np.isnan(share), np.nan, above - below), distance, 1 / (2 * np.sqrt(n))


def _rate_steps(x: FloatArray, n: FloatArray, average: FloatArray) -> tuple[FloatArray, FloatArray, FloatArray]:
    expected = n * average
    inner, outer = poisson_limits(x, confidence=INNER), poisson_limits(x, confidence=OUTER)
    above = (expected < inner.lower) * 1.0 + (expected < outer.lower)
    below = (expected > inner.upper) * 1.0 + (expected > outer.upper)
    distance = np.log(np.where(x == 0, 0.5, x) / expected)
    return np.where(np.isnan(expected), np.nan, above - below), distance, 1 / np.sqrt(expected)


def _sizes(
    counts: npt.ArrayLike, denominators: npt.ArrayLike | None, rates: npt.ArrayLike | None, multiplier: float
) -> FloatArray:
    """The denominators behind the rates, and those given where there are no rates or no events."""
    if rates is None:
        if denominators is None:
            raise ValueError("neither denominators nor rates were given: give one of them")
        return floats(denominators)
    derived = derived_denominator(counts, rates, multiplier=multiplier)
    return derived if denominators is None else np.where(np.isnan(derived), floats(denominators), derived)


def _average(count: FloatArray, size: FloatArray, kind: Statistic) -> FloatArray:
    """The average of the places as a share or as events for each unit of size, one for each place."""
    if kind is Statistic.RATIO:
        return np.ones(count.shape)
    counted = (count >= 0) & (size > 0) & np.isfinite(count + size)
    counted &= (count <= size) | (kind is not Statistic.PROPORTION)
    total = size[counted].sum()
    return np.full(count.shape, count[counted].sum() / total if total > 0 else np.nan)


def _possible(average: FloatArray, kind: Statistic) -> BoolArray:
    if kind is Statistic.PROPORTION:
        return np.asarray(np.isfinite(average) & (average >= 0) & (average <= 1))
    return np.asarray(np.isfinite(average) & (average > 0))


def _steps(z: FloatArray) -> FloatArray:
    """From -2 (beyond the lower 99.8% limit) to 2, NaN where there is no score."""
    size = np.abs(z)
    beyond = (size > normal_quantile(INNER)) * 1.0 + (size > normal_quantile(OUTER))
    return np.where(np.isnan(z), np.nan, np.sign(z) * beyond)


def _words(steps: FloatArray) -> ObjectArray:
    words = np.array([*LADDER, Position.NOT_PLACED], dtype=object)
    answers: ObjectArray = words[np.where(np.isnan(steps), len(LADDER), np.nan_to_num(steps) + 2).astype(np.intp)]
    return answers


def _statistic(statistic: Statistic | str) -> Statistic:
    try:
        return Statistic(statistic)
    except ValueError:
        names = ", ".join(Statistic)
        raise ValueError(f"no statistic called {statistic!r}: use one of {names}") from None
