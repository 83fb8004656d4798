"""The scales on which intervals are symmetric: the plain number, its logarithm, or its log-odds."""

from enum import StrEnum

import numpy as np

from metrics.methods.arrays import FloatArray


class Scale(StrEnum):
    """Means are symmetric as they stand, rates and ratios on the log, proportions on the logit."""

    IDENTITY = "identity"
    LOG = "log"
    LOGIT = "logit"


def read_scale(scale: Scale | str) -> Scale:
    """The scale of that name, or an error that lists the names."""
    try:
        return Scale(scale)
    except ValueError:
        names = ", ".join(Scale)
        raise ValueError(f"no scale called {scale!r}: use one of {names}") from None


def to_scale(values: FloatArray, scale: Scale, *, whole: float = 1.0) -> FloatArray:
    """Values on the scale; NaN where the scale cannot hold them, infinite at its ends.

    ``whole`` is what a proportion is out of: 1 for shares, 100 for percentages.
    """
    if scale is Scale.IDENTITY:
        return values
    with np.errstate(divide="ignore", invalid="ignore"):
        if scale is Scale.LOG:
            return np.asarray(np.log(values))
        return np.asarray(np.log(values) - np.log(whole - values))


def from_scale(values: FloatArray, scale: Scale, *, whole: float = 1.0) -> FloatArray:
    """Back from the scale to the plain number."""
    if scale is Scale.IDENTITY:
        return values
    with np.errstate(over="ignore"):
        if scale is Scale.LOG:
            return np.asarray(np.exp(values))
        return np.asarray(whole / (1.0 + np.exp(-values)))
