"""Many comparisons at once: what chance alone would flag, and how to allow for it."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from metrics.methods.arrays import BoolArray, FloatArray, floats

STRICT_LEVEL = 0.002  # two-sided, the level of a 99.8% interval


class ByChance(NamedTuple):
    """How many flags chance alone would raise, and how likely it is to raise any."""

    expected: FloatArray
    at_least_one: FloatArray


def benjamini_hochberg(p: npt.ArrayLike) -> FloatArray:
    """P-values adjusted to control the false discovery rate.

    Sorted from the largest, the running minimum of ``m p / rank``, at most 1, with ``m`` the number of
    p-values present.

    Takes a vector, or an array whose last axis is one family of tests; gives the same shape. NaN stays NaN and is
    not counted, and so does anything outside 0 to 1. Equal to R's ``p.adjust(method = "BH")``.

    Reference: Benjamini and Hochberg (1995), J R Stat Soc B 57: 289-300.

    >>> benjamini_hochberg([0.008, 0.03, 0.123, 0.6, 0.2]).round(3).tolist()
    [0.04, 0.075, 0.205, 0.6, 0.25]
    """
    given = floats(p)
    families = np.atleast_1d(given)
    with np.errstate(invalid="ignore"):
        present = (families >= 0) & (families <= 1)
    order = np.argsort(np.where(present, families, np.inf), axis=-1, kind="stable")
    ascending = np.take_along_axis(np.where(present, families, np.inf), order, axis=-1)
    tests = np.maximum(present.sum(axis=-1, keepdims=True), 1)
    scaled = ascending * tests / np.arange(1, families.shape[-1] + 1)
    running = np.minimum.accumulate(scaled[..., ::-1], axis=-1)[..., ::-1]
    adjusted = np.empty_like(families)
    np.put_along_axis(adjusted, order, np.minimum(running, 1.0), axis=-1)
    result: FloatArray = np.where(present, adjusted, np.nan).reshape(given.shape)[()]
    return result


def expected_by_chance(m: npt.ArrayLike, *, level: float | None = None, confidence: float | None = None) -> ByChance:
    """How many of ``m`` comparisons would be flagged if nothing differed.

    Expected ``m a``; chance of at least one ``1 - (1 - a)^m``, as if the comparisons were independent. ``a`` is
    ``level`` (0.05 unless told), or ``1 - confidence``.

    Takes a number of comparisons or an array of them. A negative or missing number gives NaN. A level outside
    0 to 1, or both a level and a confidence, is a ValueError.

    Reference: any text on Bernoulli trials; Spiegelhalter (2005), Stat Med 24: 1185-1202, on 99.8% limits.

    >>> expected, at_least_one = expected_by_chance(300, confidence=0.998)
    >>> f"{expected:.1f} expected, {at_least_one:.0%} chance of at least one"
    '0.6 expected, 45% chance of at least one'
    """
    share = _level(level, confidence)
    comparisons = floats(m)
    counted = np.where((comparisons >= 0) & np.isfinite(comparisons), comparisons, np.nan)
    with np.errstate(divide="ignore", invalid="ignore"):
        none_at_all = np.where(counted == 0, 0.0, counted * np.log1p(-share))
    return ByChance((counted * share)[()], (-np.expm1(none_at_all))[()])


def flag(p: npt.ArrayLike, *, false_discovery_rate: float = 0.05) -> BoolArray:
    """Which comparisons stand out: beyond 99.8%, or a discovery after allowing for the rest of the family.

    ``p < 0.002`` or ``benjamini_hochberg(p) < false_discovery_rate``. One family is the last axis: the places
    compared on one metric in one period, or the metrics of one place. Missing is never flagged.

    >>> flag([0.001, 0.04, 0.6, 0.7]).tolist()
    [True, False, False, False]
    """
    if not 0 < false_discovery_rate < 1:
        raise ValueError(f"rate {false_discovery_rate!r} is not between 0 and 1: give 5% as 0.05")
    given = floats(p)
    adjusted = benjamini_hochberg(given)
    with np.errstate(invalid="ignore"):
        flagged: BoolArray = np.isfinite(adjusted) & ((given < STRICT_LEVEL) | (adjusted < false_discovery_rate))
    return flagged


def _level(level: float | None, confidence: float | None) -> float:
    if level is not None and confidence is not None:
        raise ValueError(f"both level {level!r} and confidence {confidence!r} were given: give one of them")
    share = 1 - confidence if confidence is not None else 0.05 if level is None else level
    if not 0 <= share <= 1:
        raise ValueError(f"level {share!r} is not between 0 and 1: give 5% as 0.05")
    return share
