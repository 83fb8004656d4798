"""The rules that place a value against a benchmark, each as a ladder of steps with the values where one steps over."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from domain.metric import Polarity
from domain.reason import Reason
from metrics.methods.arrays import BoolArray, FloatArray, ObjectArray, first_reason
from metrics.methods.intervals import exact_poisson_limits, wilson
from metrics.methods.quantiles import group_edges, groups_from_lowest, oriented
from metrics.methods.scales import Scale, from_scale, to_scale


class Method(StrEnum):
    """The rules on offer."""

    SINGLE_INTERVAL = "single_interval"  # is the benchmark inside the place's 95% interval?
    TWO_INTERVALS = "two_intervals"  # the same, then inside its 99.8% interval?
    DOUBLE_OVERLAP = "double_overlap"  # do the two intervals touch? Kept to agree with Fingertips
    SPC_PROPORTION = "spc_proportion"  # is the place inside the benchmark's limits for a place of its size?
    SPC_RATE = "spc_rate"
    QUINTILES = "quintiles"
    QUARTILES = "quartiles"
    NONE = "none"
    TARGET_VALUE = "target_value"  # the benchmark is a target
    TARGET_INTERVAL = "target_interval"
    TARGET_RANGE = "target_range"  # the benchmark's lower and upper are the two ends of the target


@dataclass(frozen=True)
class Figures:
    """Everything a rule may look at: one value per place, NaN where there is none."""

    value: FloatArray
    lower: FloatArray
    upper: FloatArray
    benchmark: FloatArray
    lower998: FloatArray
    upper998: FloatArray
    benchmark_lower: FloatArray
    benchmark_upper: FloatArray
    denominator: FloatArray
    multiplier: float
    confidence: float
    polarity: Polarity
    scale: Scale
    whole: float

    def on_scale(self, values: FloatArray) -> FloatArray:
        """Values on the scale where the intervals keep their width."""
        return to_scale(values, self.scale, whole=self.whole)


@dataclass(frozen=True)
class Ladder:
    """Where each value stands and where it would step over.

    ``step`` is -2 (far below) to 2 (far above), NaN without an answer. ``rungs`` are the steps a rule knows, from
    low to high; ``edges`` has one row between each two rungs: the value of the place at which it steps over.
    """

    step: FloatArray
    reason: ObjectArray
    rungs: tuple[int, ...]
    edges: FloatArray


def ladder(figures: Figures, method: Method) -> Ladder:
    """Apply one rule."""
    return RULES[method](figures)


def single_interval(figures: Figures) -> Ladder:
    """Below, similar to or above the benchmark by the place's 95% interval, ends included."""
    step = np.subtract(figures.benchmark < figures.lower, figures.benchmark > figures.upper, dtype=np.float64)
    edges = _edges(figures, figures.benchmark, figures.upper), _edges(figures, figures.benchmark, figures.lower)
    return _answer(figures, step, (-1, 0, 1), edges, _interval_reasons(figures))


def two_intervals(figures: Figures) -> Ladder:
    """As the single interval, and far below or above beyond the 99.8% interval where a place has one."""
    above = (figures.benchmark < figures.lower) * 1.0 + (figures.benchmark < figures.lower998)
    below = (figures.benchmark > figures.upper) * 1.0 + (figures.benchmark > figures.upper998)
    limits = (figures.upper998, figures.upper, figures.lower, figures.lower998)
    edges = tuple(_edges(figures, figures.benchmark, limit) for limit in limits)
    not_nested = (figures.lower998 > figures.lower) | (figures.upper998 < figures.upper)
    rules = [*_interval_reasons(figures), (not_nested, Reason.INVALID)]
    return _answer(figures, above - below, (-2, -1, 0, 1, 2), edges, rules)


def double_overlap(figures: Figures) -> Ladder:
    """Similar where the place's interval and the benchmark's interval touch."""
    low, high = figures.benchmark_lower, figures.benchmark_upper
    step = np.subtract(figures.lower > high, figures.upper < low, dtype=np.float64)
    edges = _edges(figures, low, figures.upper), _edges(figures, high, figures.lower)
    rules = [
        *_interval_reasons(figures),
        (low > high, Reason.INVALID),
        (np.isnan(low) | np.isnan(high), Reason.NO_INTERVAL),
    ]
    return _answer(figures, step, (-1, 0, 1), edges, rules)


def spc_proportion(figures: Figures) -> Ladder:
    """Against Wilson limits of the benchmark's proportion at the place's denominator."""
    size = np.where(figures.denominator > 0, figures.denominator, np.nan)
    limits = wilson(figures.benchmark / figures.multiplier * size, size, confidence=figures.confidence)
    beyond = (figures.benchmark < 0) | (figures.benchmark > figures.multiplier)
    return _within_limits(figures, limits.lower * figures.multiplier, limits.upper * figures.multiplier, beyond)


def spc_rate(figures: Figures) -> Ladder:
    """Against exact Poisson limits of the count the benchmark would lead one to expect in the place."""
    size = np.where(figures.denominator > 0, figures.denominator, np.nan) / figures.multiplier
    expected = np.where(figures.benchmark >= 0, figures.benchmark, np.nan) * size
    limits = exact_poisson_limits(expected, confidence=figures.confidence)
    return _within_limits(figures, limits.lower / size, limits.upper / size, figures.benchmark < 0)


def quintiles(figures: Figures) -> Ladder:
    """By fifths of the places given, group 3 in the middle."""
    return _groups(figures, (-2, -1, 0, 1, 2))


def quartiles(figures: Figures) -> Ladder:
    """By quarters of the places given; no group is in the middle."""
    return _groups(figures, (-2, -1, 1, 2))


def no_comparison(figures: Figures) -> Ladder:
    """No answer at all, which is right without an interval and with too few places for fifths."""
    rules = [(np.isnan(figures.value), Reason.NO_DATA), (~np.isnan(figures.value), Reason.NO_INTERVAL)]
    return _answer(figures, np.full(figures.value.shape, np.nan), (0,), (), rules)


def target_value(figures: Figures) -> Ladder:
    """Met or not; a value exactly on the target meets it."""
    if figures.polarity is Polarity.LOWER_IS_BETTER:
        above = figures.value > figures.benchmark
    else:
        above = figures.value >= figures.benchmark
    return _answer(figures, np.where(above, 1.0, -1.0), (-1, 1), (figures.benchmark,), _target_reasons(figures))


def target_interval(figures: Figures) -> Ladder:
    """Above where the whole interval is at or over the target, below where the whole of it is under."""
    step = np.where(figures.lower >= figures.benchmark, 1.0, np.where(figures.upper < figures.benchmark, -1.0, 0.0))
    edges = _edges(figures, figures.benchmark, figures.upper), _edges(figures, figures.benchmark, figures.lower)
    rules = [*_target_reasons(figures), *_interval_reasons(figures)[2:]]
    return _answer(figures, step, (-1, 0, 1), edges, rules)


def target_range(figures: Figures) -> Ladder:
    """Below the range, inside it with its lower end, or at its upper end and above."""
    low, high = figures.benchmark_lower, figures.benchmark_upper
    step = np.where(figures.value < low, -1.0, np.where(figures.value >= high, 1.0, 0.0))
    rules = [
        *_target_reasons(figures)[:2],
        (np.isnan(low) | np.isnan(high), Reason.TARGET_NOT_SET),
        (low > high, Reason.INVALID),
    ]
    return _answer(figures, step, (-1, 0, 1), (low, high), rules)


RULES: dict[Method, Callable[[Figures], Ladder]] = {
    Method.SINGLE_INTERVAL: single_interval,
    Method.TWO_INTERVALS: two_intervals,
    Method.DOUBLE_OVERLAP: double_overlap,
    Method.SPC_PROPORTION: spc_proportion,
    Method.SPC_RATE: spc_rate,
    Method.QUINTILES: quintiles,
    Method.QUARTILES: quartiles,
    Method.NONE: no_comparison,
    Method.TARGET_VALUE: target_value,
    Method.TARGET_INTERVAL: target_interval,
    Method.TARGET_RANGE: target_range,
}


def _groups(figures: Figures, rungs: tuple[int, ...]) -> Ladder:
    k = len(rungs)
    if figures.value.ndim > 1:
        raise ValueError(f"values have the shape {figures.value.shape}: give one row of places, to be put in groups")
    upright = np.atleast_1d(oriented(figures.value, figures.polarity))
    group, edges = groups_from_lowest(upright, k), group_edges(upright, k)
    rung_of_group = np.array([np.nan, *rungs])
    step = rung_of_group[np.nan_to_num(group, nan=0.0).astype(int)]
    if figures.polarity is Polarity.HIGHER_IS_BETTER:
        step, edges = -step, -edges[::-1]
    shape = figures.value.shape
    step, edges = step.reshape(shape), edges.reshape(len(edges), *shape)
    rules = [(~np.isfinite(figures.value), Reason.NO_DATA), (np.isnan(step), Reason.TOO_FEW_PLACES)]
    answer = _answer(figures, step, rungs, tuple(edges), rules)
    # A place in a group has an answer, but from ranks alone.
    ranked = ~np.isnan(answer.step)
    answer.reason[ranked] = Reason.INDICATIVE
    return answer


def _within_limits(figures: Figures, low: FloatArray, high: FloatArray, beyond: BoolArray) -> Ladder:
    step = np.subtract(figures.value > high, figures.value < low, dtype=np.float64)
    rules = [
        *_interval_reasons(figures)[:2],
        (beyond | (figures.denominator < 0), Reason.INVALID),
        (figures.denominator == 0, Reason.DENOMINATOR_ZERO),
        (np.isnan(low) | np.isnan(high), Reason.NO_DATA),
    ]
    return _answer(figures, step, (-1, 0, 1), (low, high), rules)


def _interval_reasons(figures: Figures) -> list[tuple[BoolArray, Reason]]:
    return [
        (~np.isfinite(figures.value), Reason.NO_DATA),
        (~np.isfinite(figures.benchmark), Reason.NO_BENCHMARK),
        (figures.lower > figures.upper, Reason.INVALID),
        (np.isnan(figures.lower) | np.isnan(figures.upper), Reason.NO_INTERVAL),
    ]


def _target_reasons(figures: Figures) -> list[tuple[BoolArray, Reason]]:
    no_polarity = np.full(figures.value.shape, figures.polarity is Polarity.NEUTRAL)
    return [
        (~np.isfinite(figures.value), Reason.NO_DATA),
        (no_polarity, Reason.NO_POLARITY),
        (~np.isfinite(figures.benchmark), Reason.TARGET_NOT_SET),
    ]


def _edges(figures: Figures, benchmark: FloatArray, limit: FloatArray) -> FloatArray:
    """The value at which the limit would touch the benchmark, its distance from the value held on the scale."""
    with np.errstate(invalid="ignore"):
        distance = figures.on_scale(limit) - figures.on_scale(figures.value)
        moved = from_scale(figures.on_scale(benchmark) - distance, figures.scale, whole=figures.whole)
    return np.where(np.isfinite(distance), moved, np.nan)


def _answer(
    figures: Figures,
    step: FloatArray,
    rungs: tuple[int, ...],
    edges: tuple[FloatArray, ...],
    rules: list[tuple[BoolArray, Reason]],
) -> Ladder:
    reason, answered = first_reason(figures.value.shape, rules)
    stacked = np.array([np.broadcast_to(edge, figures.value.shape) for edge in edges], dtype=np.float64)
    return Ladder(np.where(answered, step, np.nan), reason, rungs, stacked)
