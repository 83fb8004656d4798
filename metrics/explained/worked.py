"""One comparison worked through, so that a reader can redo it by hand."""

from dataclasses import dataclass

import numpy as np

from domain.metric import Metric
from domain.verdict import Comparator, Verdict
from metrics.benchmarks import SCALES, standard_errors
from metrics.levels import limits_of
from metrics.methods.scales import Scale, to_scale

WHOLE = 100.0  # percentages are out of a hundred


@dataclass(frozen=True)
class Worked:
    """The numbers on the way from a figure and its interval to a level, the first block on ``scale``."""

    scale: Scale
    centre: float
    low: float
    high: float
    error: float
    benchmark: float
    z: float
    limits95: tuple[float, float]
    limits998: tuple[float, float]


def work_through(verdict: Verdict, metric: Metric) -> Worked | None:
    """The steps of a comparison with one area; none where there is no level, or the comparator has an error."""
    figures = (verdict.value, verdict.lower, verdict.upper, verdict.benchmark)
    with_error = verdict.members or verdict.comparator is Comparator.COMBINED_AUTHORITY
    if verdict.level_reason is not None or with_error or any(figure is None for figure in figures):
        return None
    value, lower, upper, benchmark = (np.array([figure], dtype=float) for figure in figures)
    scale = SCALES.get(metric.kind, Scale.IDENTITY)
    numbers = (value, lower, upper, benchmark)
    centre, low, high, other = (float(to_scale(number, scale, whole=WHOLE)[0]) for number in numbers)
    error = float(standard_errors(value, lower, upper, scale)[0])
    if not all(np.isfinite([centre, low, high, other, error])) or error <= 0:
        return None
    limits = [float(end[0]) for end in limits_of(value, lower, upper, np.zeros(1), scale)]
    return Worked(
        scale=scale, centre=centre, low=low, high=high, error=error, benchmark=other, z=(centre - other) / error,
        limits95=(limits[0], limits[1]), limits998=(limits[2], limits[3]),
    )  # fmt: skip
