"""Figures on the scale on which changes are compared, and effects back in the metric's own unit."""

import numpy as np

from domain.metric import Metric
from metrics.methods.arrays import FloatArray
from metrics.methods.drift import on_scale
from metrics.methods.scales import Scale, from_scale
from metrics.trajectories import transform_of

WHOLE = 100.0  # proportions are percentages


def scale_for(metric: Metric, values: FloatArray) -> Scale:
    """Log-odds for percentages, logarithms for money and rates; the plain number where a figure does not fit those."""
    wanted = transform_of(metric)
    known = values[np.isfinite(values)]
    return wanted if np.isfinite(on_scale(known, wanted, WHOLE)).all() else Scale.IDENTITY


def scaled(values: FloatArray, scale: Scale) -> FloatArray:
    """Figures on the scale."""
    return on_scale(values, scale, WHOLE)


def unscaled(values: FloatArray, scale: Scale) -> FloatArray:
    """Figures of the scale in the metric's unit."""
    return from_scale(values, scale, whole=WHOLE)


def gaps_in_unit(path: FloatArray, gaps: FloatArray, scale: Scale) -> FloatArray:
    """Gaps to a counterfactual in the metric's unit; ``path`` and ``gaps`` are on the scale."""
    return unscaled(path, scale) - unscaled(path - gaps, scale)


def effect_in_unit(path: FloatArray, effect: float, scale: Scale) -> float:
    """An effect of one size in every period of a path since the start, as its average in the metric's unit.

    >>> round(effect_in_unit(np.log([110.0, 220.0]), float(np.log(1.1)), Scale.LOG), 6)
    15.0
    """
    return float(gaps_in_unit(path, np.full_like(path, effect), scale).mean())


def size_in_unit(counterfactual: FloatArray, size: float, scale: Scale) -> float:
    """How much an effect of a size would be, up or down from a counterfactual, as the average of the two."""
    up = unscaled(counterfactual + size, scale) - unscaled(counterfactual, scale)
    down = unscaled(counterfactual, scale) - unscaled(counterfactual - size, scale)
    return float((np.abs(up) + np.abs(down)).mean() / 2)
