"""Effects of a practice taken together: its founding study and what adopters report, of one outcome in one unit."""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np

from domain.adoption import Adoption
from domain.evidence import Effect
from domain.pooled import Asymmetry, PooledEffect, Span, Study, Told, WhyLeftOut
from domain.practice import Practice
from metrics.learning.grading import grade_of_adoption, grade_of_practice
from metrics.methods.intervals import Interval, standard_error
from metrics.methods.pooling import Pooled, pool
from metrics.methods.scales import Scale

FEWEST_FOR_ASYMMETRY = 10  # studies; with fewer, Egger's test sees next to nothing
POINTS, IN_POINTS, IN_PER_CENT = "points", ("percentage point", "point"), ("%", "per cent", "percent")
RELATIVE = frozenset({
    "change", "relative", "relatively", "reduction", "increase", "decrease", "fall", "rise", "growth", "more", "less",
    "fewer", "lower", "higher",
})  # fmt: skip
FAR_FROM_THE_MIDDLE = 0.1  # of the width of an interval, on the scale of the pooling
Key = tuple[str, str]
"""What an effect is on, and its unit."""


class _Measured(NamedTuple):
    told: Told
    effect: Effect
    se: float


def pooled_effect(practice: Practice, adoptions: Iterable[Adoption], *, founding: bool = True) -> PooledEffect:
    """What the study of an entry and the reports of its adopters say together.

    Only effects on one outcome in one unit are pooled: those of which there are most with an interval, and the
    entry's own where there are equally many. The standard error is the width of the 95% interval divided by 3.92; of a
    unit that is a ratio it is that of the logarithm, and pooling is of logarithms. Variance between places by
    restricted maximum likelihood, limits by Knapp and Hartung, as in ``pool``. Whatever is not pooled is named with its
    reason; adopters who have not reported are not among it. With ``founding`` false the entry's own study is left out.
    """
    own = _told_by_entry(practice)
    reports = [_told_by_adopter(one) for one in adoptions if one.result is not None]
    told = [*([own] if own else []), *reports]
    key = _most_measured(told, own)
    ratio = key is not None and is_ratio(key[1])
    measured: list[_Measured] = []
    left_out: list[tuple[Told, WhyLeftOut]] = []
    for each, se in zip(told, _errors(told, ratio=ratio), strict=True):
        found = _measured(each, key, se)
        if isinstance(found, _Measured) and each is own and "effect" in practice.unconfirmed:
            found = WhyLeftOut.NOT_CONFIRMED
        if isinstance(found, _Measured) and each is own and not founding:
            found = WhyLeftOut.BY_CHOICE
        if isinstance(found, _Measured) and _counted_already(each, measured):
            found = WhyLeftOut.SAME_EVALUATION
        if isinstance(found, WhyLeftOut):
            left_out.append((each, found))
        else:
            measured.append(found)
    named = next((each.effect for each in told if each.effect and key_of(each.effect) == key), None)
    return _together(measured, left_out, named or practice.effect, practice.outcome, ratio=ratio)


def key_of(effect: Effect) -> Key:
    """What must be the same for two effects to be pooled.

    Of a metric in per cent, differences are points however they are called, unless their unit says that they are a
    share of the figure itself: 10% fewer of 5% are half a point.
    """
    unit = _plain(effect.unit)
    if effect.metric_id is None:
        return _plain(effect.outcome), unit
    share_of_all = unit.startswith(IN_PER_CENT) and RELATIVE.isdisjoint(unit.split())
    return effect.metric_id, POINTS if share_of_all or unit.startswith(IN_POINTS) else unit


def is_ratio(unit: str) -> bool:
    """Whether a unit is a ratio, of which the logarithm is pooled.

    >>> is_ratio("odds ratio"), is_ratio("relative risk"), is_ratio("percentage points")
    (True, True, False)
    """
    words = _plain(unit).split()
    return "ratio" in words or _plain(unit) == "relative risk"


def asymmetry_of(effects: Sequence[float], ses: Sequence[float]) -> Asymmetry | None:
    """Egger's test: the effect over its standard error, regressed on one over the standard error.

    ``t`` is the intercept over its own standard error on ``k - 2`` degrees of freedom: far from 0 where less exact
    studies find other effects than exact ones. None below ten studies, or where all are equally exact.

    Reference: Egger, Davey Smith, Schneider and Minder (1997), BMJ 315: 629-634.
    """
    from scipy.special import stdtr  # here, not above: it slows the start

    y, x = np.asarray(effects) / np.asarray(ses), 1 / np.asarray(ses)
    spread = float(((x - x.mean()) ** 2).sum()) if x.size else 0.0
    if x.size < FEWEST_FOR_ASYMMETRY or spread <= 1e-12 * float((x**2).sum()):
        return None
    slope = float(((x - x.mean()) * (y - y.mean())).sum()) / spread
    intercept = float(y.mean() - slope * x.mean())
    df = x.size - 2
    rest = float(((y - intercept - slope * x) ** 2).sum()) / df
    error = math.sqrt(rest * (1 / x.size + float(x.mean()) ** 2 / spread))
    if error == 0:
        return None
    t = intercept / error
    return Asymmetry(t, df, 2 * float(stdtr(df, -abs(t))))


def _told_by_entry(practice: Practice) -> Told | None:
    if practice.effect is None:
        return None
    grade = grade_of_practice(practice)
    place = practice.place_codes[0] if len(practice.place_codes) == 1 else None
    level, because = (grade.level, grade.because) if grade else (None, "")
    evaluation = practice.evaluation_ids[0] if len(practice.evaluation_ids) == 1 else None
    return Told(None, place, practice.effect, level, because, evaluation)


def _told_by_adopter(one: Adoption) -> Told:
    grade = grade_of_adoption(one)
    level, because = (grade.level, grade.because) if grade else (None, "")
    return Told(one.adoption_id, one.place_code, one.effect, level, because, one.evaluation_id)


def _most_measured(told: Sequence[Told], own: Told | None) -> Key | None:
    """What most effects with an interval are on; of equally many the entry's own, then the one told first."""
    effects = [each.effect for each in told if each.effect]
    counts = Counter(key_of(effect) for effect in effects if effect.lower is not None)
    mine = key_of(own.effect) if own and own.effect else None
    if not counts:
        return mine or next((key_of(effect) for effect in effects), None)
    return max(counts, key=lambda key: (counts[key], key == mine))


def _errors(told: Sequence[Told], *, ratio: bool) -> list[float]:
    """The standard error of every effect on the scale of the pooling; not a number where it has none."""
    ends = [(each.effect.lower, each.effect.upper) if each.effect else (None, None) for each in told]
    lower, upper = (np.array([end[side] for end in ends], dtype=float) for side in (0, 1))
    return [float(se) for se in standard_error(lower, upper, scale=Scale.LOG if ratio else Scale.IDENTITY)]


def _measured(told: Told, key: Key | None, se: float) -> _Measured | WhyLeftOut:
    """The effect with its standard error, or why it cannot be among the pooled."""
    effect = told.effect
    if effect is None or key is None:
        return WhyLeftOut.NOT_MEASURED
    own = key_of(effect)
    if own != key:
        return WhyLeftOut.ANOTHER_UNIT if own[0] == key[0] else WhyLeftOut.ANOTHER_MEASURE
    if effect.lower is None:
        return WhyLeftOut.NO_INTERVAL
    sound = math.isfinite(se) and math.isfinite(se**2) and se**2 > 0
    return _Measured(told, effect, se) if sound else WhyLeftOut.NOT_ON_SCALE


def _counted_already(told: Told, measured: Sequence[_Measured]) -> bool:
    """Whether the very evaluation is among the pooled, told by somebody else."""
    return told.evaluation_id is not None and any(each.told.evaluation_id == told.evaluation_id for each in measured)


def _together(
    measured: Sequence[_Measured],
    left_out: Sequence[tuple[Told, WhyLeftOut]],
    named: Effect | None,
    outcome: str,
    *,
    ratio: bool,
) -> PooledEffect:
    values = [_on_scale(each.effect.value, ratio=ratio) for each in measured]
    found = pool(values, [each.se**2 for each in measured])
    several = found.k > 1
    return PooledEffect(
        outcome=named.outcome if named else outcome,
        unit=named.unit if named else "",
        metric_id=named.metric_id if named else None,
        ratio=ratio,
        studies=_weighed(measured, found, ratio=ratio),
        left_out=tuple(left_out),
        estimate=_back(found.estimate, ratio=ratio) if found.k else None,
        se=found.se if found.k else None,
        interval=_span(found.interval, ratio=ratio) if found.k else None,
        expected=_span(found.prediction_interval, ratio=ratio) if several else None,
        without_one=_span(found.leave_one_out, ratio=ratio) if several else None,
        tau=math.sqrt(found.tau2) if several else None,
        i2=found.i2 if several else None,
        asymmetry=asymmetry_of(values, [each.se for each in measured]),
    )


def _weighed(measured: Sequence[_Measured], found: Pooled, *, ratio: bool) -> tuple[Study, ...]:
    tau2 = found.tau2 if found.k > 1 else 0.0
    weights = [1 / (each.se**2 + tau2) for each in measured]
    return tuple(
        Study(each.told, each.effect, each.se, weight / sum(weights), _lopsided(each.effect, ratio=ratio))
        for each, weight in zip(measured, weights, strict=True)
    )


def _lopsided(effect: Effect, *, ratio: bool) -> bool:
    low, at, high = (_on_scale(end, ratio=ratio) for end in (effect.lower or 0.0, effect.value, effect.upper or 0.0))
    return abs(at - (low + high) / 2) > FAR_FROM_THE_MIDDLE * (high - low)


def _on_scale(value: float, *, ratio: bool) -> float:
    return math.log(value) if ratio and value > 0 else value


def _span(ends: Interval, *, ratio: bool) -> Span:
    return Span(_back(float(ends.lower), ratio=ratio), _back(float(ends.upper), ratio=ratio))


def _back(value: float, *, ratio: bool) -> float:
    """The number in its unit again; a ratio beyond what a float can hold is cut to the largest."""
    return math.exp(min(value, 700.0)) if ratio else value


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
