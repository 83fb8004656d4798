"""One place against another on one metric: the difference of two figures that both carry error."""

import math
from dataclasses import dataclass

import numpy as np

from domain.metric import Metric, Polarity
from domain.observation import Mark
from domain.reason import Reason
from domain.verdict import LevelAnswer, Verdict
from metrics.benchmarks import SCALES, standard_errors
from metrics.methods.comparison import difference
from metrics.methods.orientation import level_answers
from metrics.methods.scales import Scale, to_scale

LEVEL = 0.05  # two-sided; the interval is the 95% one that goes with it
WHOLE = 100.0  # what proportions are out of


@dataclass(frozen=True, slots=True)
class Difference:
    """How far one place's figure lies above another's, in the metric's unit, with its 95% interval.

    ``answer`` judges the first place against the second; ``reason`` says why there is none.
    """

    metric_id: str
    amount: float | None
    lower: float | None
    upper: float | None
    answer: LevelAnswer
    reason: Reason | None


def difference_between(metric: Metric, first: Verdict | None, second: Verdict | None) -> Difference:
    """The first place's newest figure less the second's, tested as the difference of two independent estimates.

    The test is done on the scale on which the metric's intervals are symmetric. Its interval is carried back into the
    metric's unit by the average slope of that scale between the two figures, so that it leaves nought out exactly
    where the test does. Two published intervals that overlap may still differ: that is never asked.
    """
    if first is None or second is None or first.value is None or second.value is None:
        return _untested(metric, None, Reason.NO_DATA)
    gap = first.value - second.value
    reason = _why_not(metric, first, second)
    if reason is not None:
        return _untested(metric, None if reason is Reason.OTHER_PERIOD else gap, reason)
    return _tested(metric, gap, first, second)


def _why_not(metric: Metric, first: Verdict, second: Verdict) -> Reason | None:
    """Why two figures cannot be tested against each other."""
    marks = {first.mark, second.mark}
    if (first.period_start, first.period_months) != (second.period_start, second.period_months):
        return Reason.OTHER_PERIOD
    if metric.additive:
        return Reason.DEPENDS_ON_SIZE
    if Mark.UNRELIABLE in marks:
        return Reason.LOW_RELIABILITY
    if Mark.SHARED_MINOR in marks:
        return Reason.SHARED_VALUE
    return None


def _tested(metric: Metric, gap: float, first: Verdict, second: Verdict) -> Difference:
    scale = SCALES.get(metric.kind, Scale.IDENTITY)
    value, lower, upper = (
        np.array([getattr(first, name), getattr(second, name)], dtype=float) for name in ("value", "lower", "upper")
    )
    on_scale = to_scale(value, scale, whole=WHOLE)
    error = standard_errors(value, lower, upper, scale)
    found = difference(on_scale[0], error[0], on_scale[1], error[1])
    if not math.isfinite(found.p):
        return _untested(metric, gap, Reason.NO_INTERVAL)
    slope = _units_per_step(value, on_scale, scale)
    step = np.where(found.p < LEVEL, np.sign(gap), 0.0)
    return Difference(
        metric_id=metric.metric_id,
        amount=gap,
        lower=float(found.lower * slope),
        upper=float(found.upper * slope),
        answer=_answer(step, metric.polarity),
        reason=None,
    )


def _units_per_step(value: np.ndarray, on_scale: np.ndarray, scale: Scale) -> float:
    """How many units of the metric one step of the scale is worth between two values: 1 on the plain scale."""
    if on_scale[0] != on_scale[1]:
        return float((value[0] - value[1]) / (on_scale[0] - on_scale[1]))
    here = float(value[0])
    return {Scale.IDENTITY: 1.0, Scale.LOG: here, Scale.LOGIT: here * (WHOLE - here) / WHOLE}[scale]


def _answer(step: np.ndarray, polarity: Polarity) -> LevelAnswer:
    answer: LevelAnswer = level_answers(np.atleast_1d(step), polarity, missing=LevelAnswer.NOT_COMPARED)[0]
    return answer


def _untested(metric: Metric, gap: float | None, reason: Reason) -> Difference:
    return Difference(metric.metric_id, gap, None, None, LevelAnswer.NOT_COMPARED, reason)
