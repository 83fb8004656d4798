"""The limits of a steady process: its mean, and how far one step to the next usually goes."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from metrics.methods.arrays import BoolArray, FloatArray

LIMIT = 2.66  # average moving ranges from the mean to the limits: 3 / 1.128
SCREEN = 3.267  # a moving range of so many averages is an outlier
NEAR = 2 / 3  # of the way to a limit
FULL_GROUP = 13  # points; limits from fewer are trial limits
ROUNDING = 1e-12


@dataclass(frozen=True)
class ProcessLimits:
    """For every point the mean of its group and the distance to its limits.

    For every place what is rounding in its figures, whether a range was screened out, and whether a group has so few
    points that its limits will still move.
    """

    mean: FloatArray
    reach: FloatArray
    tolerance: FloatArray
    screened: BoolArray
    trial: BoolArray


def process_limits(
    values: FloatArray, group: npt.NDArray[np.intp], *, fix_after: int | None, screen_outliers: bool
) -> ProcessLimits:
    """Mean and limits of each group of points of each place.

    Takes places by periods, NaN where there is no point, and the number of the group that each point belongs to. The
    baseline is the first ``fix_after`` points of a group, or all. A range is counted where both its points are in the
    baseline of one group with no gap between them. Without a range the reach is NaN.
    """
    mean, reach = np.full(values.shape, np.nan), np.full(values.shape, np.nan)
    screened, trial = np.zeros((2, values.shape[0]), dtype=bool)
    present = np.isfinite(values)
    for number in range(int(group.max()) + 1):
        members = group == number
        baseline = present & members
        trial |= members.any(axis=1) & (baseline.sum(axis=1) < FULL_GROUP)
        if fix_after is not None:
            baseline &= baseline.cumsum(axis=1) <= fix_after
        centre = _mean(values, baseline)
        width, dropped = _average_range(values, baseline, screen_outliers=screen_outliers)
        mean = np.where(members, centre[:, None], mean)
        reach = np.where(members, LIMIT * width[:, None], reach)
        screened |= dropped
    size = np.where(present, np.abs(values), 0.0).max(axis=1)
    return ProcessLimits(mean, reach, ROUNDING * size[:, None], screened, trial)


def _mean(values: FloatArray, baseline: BoolArray) -> FloatArray:
    """Counted from the first point of the baseline, so that equal points have exactly their own value as mean."""
    count = baseline.sum(axis=1)
    first = values[np.arange(values.shape[0]), baseline.argmax(axis=1)]
    rise = np.where(baseline, values - first[:, None], 0.0).sum(axis=1)
    return np.where(count > 0, first + rise / np.maximum(count, 1), np.nan)


def _average_range(values: FloatArray, baseline: BoolArray, *, screen_outliers: bool) -> tuple[FloatArray, BoolArray]:
    """The average step from one point to the next, and whether a step was too long to be counted."""
    counted = baseline[:, 1:] & baseline[:, :-1]
    ranges = np.where(counted, np.abs(values[:, 1:] - values[:, :-1]), 0.0)
    average = _average(ranges, counted)
    if not screen_outliers:
        return average, np.zeros(average.shape, dtype=bool)
    # Points that never move have an average of nought, which screens nothing out.
    outlying = counted & (ranges >= SCREEN * average[:, None]) & (ranges > 0)
    dropped: BoolArray = np.asarray(outlying.any(axis=1))
    if dropped.any():
        kept = counted & ~outlying
        average = _average(np.where(kept, ranges, 0.0), kept)
    return average, dropped


def _average(ranges: FloatArray, counted: BoolArray) -> FloatArray:
    count = counted.sum(axis=1)
    return np.where(count > 0, ranges.sum(axis=1) / np.maximum(count, 1), np.nan)
