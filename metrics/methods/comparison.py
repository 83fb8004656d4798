"""A place against a benchmark: better, similar or worse, and the value at which that would change."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from domain.metric import Polarity
from domain.verdict import LevelAnswer
from metrics.methods.arrays import FloatArray, ObjectArray, together
from metrics.methods.comparers import Figures, Ladder, Method, ladder
from metrics.methods.difference import (
    Difference,
    ProportionDifference,
    difference,
    newcombe_difference,
    rest_of_benchmark,
)
from metrics.methods.intervals import check_confidence
from metrics.methods.orientation import level_answers, read_polarity
from metrics.methods.quantiles import quantile_group
from metrics.methods.scales import Scale, read_scale

__all__ = [
    "Comparison",
    "Difference",
    "Method",
    "ProportionDifference",
    "TippingPoint",
    "compare",
    "difference",
    "newcombe_difference",
    "quantile_group",
    "rest_of_benchmark",
    "tipping_point",
]


COLUMNS = (
    "value", "lower", "upper", "benchmark", "lower998", "upper998", "benchmark_lower", "benchmark_upper", "denominator",
)  # fmt: skip


class Comparison(NamedTuple):
    """The answer per place, and the reason where there is none or it is weaker than usual."""

    level: ObjectArray
    reason: ObjectArray


class TippingPoint(NamedTuple):
    """The nearest values below and above at which the answer changes, and what it changes to.

    NaN and ``None`` where no value in that direction would change the answer, or where there is no answer.
    """

    below: FloatArray
    below_answer: ObjectArray
    above: FloatArray
    above_answer: ObjectArray


def compare(
    value: npt.ArrayLike,
    lower: npt.ArrayLike | None,
    upper: npt.ArrayLike | None,
    benchmark: npt.ArrayLike | None,
    *,
    polarity: Polarity | str,
    lower998: npt.ArrayLike | None = None,
    upper998: npt.ArrayLike | None = None,
    method: Method | str | None = None,
    benchmark_lower: npt.ArrayLike | None = None,
    benchmark_upper: npt.ArrayLike | None = None,
    denominator: npt.ArrayLike | None = None,
    multiplier: float = 1.0,
    confidence: float = 0.95,
) -> Comparison:
    """Where each place stands against its benchmark.

    By default ``similar`` if ``lower <= benchmark <= upper``, else better or worse by side and polarity, or higher
    or lower without polarity. Given 99.8% limits, much better or much worse where the benchmark lies outside them
    too; a place without them keeps the answer of its 95% interval.

    Other rules by ``method``: ``double_overlap`` (needs the benchmark's limits), ``spc_proportion`` and ``spc_rate``
    (the place against the benchmark's limits at the place's ``denominator``; ``multiplier`` is what the value is
    per, 100 for percentages), ``quintiles`` and ``quartiles`` (place among the places given; reason
    ``indicative``), ``target_value`` and ``target_interval`` (``benchmark`` is the target), ``target_range``
    (``benchmark_lower`` and ``benchmark_upper`` are its ends) and ``none``.

    Takes scalars or arrays that broadcast, ``None`` or NaN where there is nothing; gives ``LevelAnswer`` and
    ``Reason`` (or ``None``) for each. ``not_compared`` comes with ``no_data``, ``no_benchmark``, ``no_interval``,
    ``invalid`` (limits in the wrong order), ``denominator_zero``, ``too_few_places``, ``no_polarity`` or
    ``target_not_set``. An unknown polarity or method is a ValueError.

    Reference: the comparers of Fingertips, Office for Health Improvement and Disparities.

    >>> level, reason = compare([70.0, 75.0, 80.0], [68.0, 73.0, 78.0], [72.0, 77.0, 82.0], 75.0,
    ...                         polarity="higher_is_better")
    >>> [str(answer) for answer in level]
    ['worse', 'similar', 'better']
    """
    figures = _figures(
        value, lower, upper, benchmark, lower998, upper998, benchmark_lower, benchmark_upper, denominator,
        multiplier=multiplier, confidence=confidence, polarity=polarity,
    )  # fmt: skip
    standing = ladder(figures, _method(method, lower998, upper998))
    level = level_answers(standing.step, figures.polarity, missing=LevelAnswer.NOT_COMPARED)
    return Comparison(level, standing.reason[()])


def tipping_point(
    value: npt.ArrayLike,
    lower: npt.ArrayLike | None,
    upper: npt.ArrayLike | None,
    benchmark: npt.ArrayLike | None,
    *,
    polarity: Polarity | str,
    lower998: npt.ArrayLike | None = None,
    upper998: npt.ArrayLike | None = None,
    method: Method | str | None = None,
    benchmark_lower: npt.ArrayLike | None = None,
    benchmark_upper: npt.ArrayLike | None = None,
    denominator: npt.ArrayLike | None = None,
    multiplier: float = 1.0,
    confidence: float = 0.95,
    scale: Scale | str = Scale.IDENTITY,
    whole: float = 1.0,
) -> TippingPoint:
    """What value would change the answer that ``compare`` gives.

    For rules on an interval, the value at which a limit touches the benchmark while each limit keeps its distance
    from the value on ``scale`` (``log`` for rates, ``logit`` for proportions out of ``whole``): on the plain scale
    ``benchmark + value - lower`` and ``benchmark + value - upper``. For limits, targets and ranges it is the limit
    itself; for groups of places the value of the other place that would be overtaken.

    Takes what ``compare`` takes. Just past ``below`` the answer is ``below_answer``, just past ``above`` it is
    ``above_answer``; short of them it stays as it is.

    Reference: this project's rule; it inverts the comparers of ``compare``.

    >>> point = tipping_point(75.0, 73.0, 77.0, 74.0, polarity="higher_is_better")
    >>> f"{point.below_answer} below {point.below:.0f}, {point.above_answer} above {point.above:.0f}"
    'worse below 72, better above 76'
    """
    figures = _figures(
        value, lower, upper, benchmark, lower998, upper998, benchmark_lower, benchmark_upper, denominator,
        multiplier=multiplier, confidence=confidence, polarity=polarity, scale=scale, whole=whole,
    )  # fmt: skip
    standing = ladder(figures, _method(method, lower998, upper998))
    below, below_answer = _beyond(standing, figures.polarity, upwards=False)
    above, above_answer = _beyond(standing, figures.polarity, upwards=True)
    return TippingPoint(below[()], below_answer, above[()], above_answer)


def _beyond(standing: Ladder, polarity: Polarity, *, upwards: bool) -> tuple[FloatArray, ObjectArray]:
    """The edge next to each place's rung in one direction, and the answer on the rung behind it."""
    edge = np.full(standing.step.shape, np.nan)
    step = np.full(standing.step.shape, np.nan)
    for row, pair in enumerate(zip(standing.rungs, standing.rungs[1:], strict=False)):
        here, there = pair if upwards else pair[::-1]
        stands_here = (standing.step == here) & np.isfinite(standing.edges[row])
        edge = np.where(stands_here, standing.edges[row], edge)
        step = np.where(stands_here, float(there), step)
    return edge, level_answers(step, polarity, missing=None)


def _figures(
    *columns: npt.ArrayLike | None,
    multiplier: float,
    confidence: float,
    polarity: Polarity | str,
    scale: Scale | str = Scale.IDENTITY,
    whole: float = 1.0,
) -> Figures:
    check_confidence(confidence)
    if multiplier <= 0:
        raise ValueError(f"multiplier {multiplier!r} is not above 0: give 100 for percentages, 1 for shares")
    numbers = together(*(np.nan if column is None else column for column in columns))
    return Figures(
        **dict(zip(COLUMNS, numbers, strict=True)),
        multiplier=multiplier,
        confidence=confidence,
        polarity=read_polarity(polarity),
        scale=read_scale(scale),
        whole=whole,
    )


def _method(method: Method | str | None, lower998: npt.ArrayLike | None, upper998: npt.ArrayLike | None) -> Method:
    if method is None:
        return Method.SINGLE_INTERVAL if lower998 is None or upper998 is None else Method.TWO_INTERVALS
    try:
        return Method(method)
    except ValueError:
        names = ", ".join(Method)
        raise ValueError(f"no way of comparing called {method!r}: use one of {names}") from None
