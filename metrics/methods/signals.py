"""Signals that a process has changed: a point out of bounds, a trend, two points near a limit, a shift."""

from enum import StrEnum

import numpy as np
import numpy.typing as npt

from metrics.methods.arrays import BoolArray, FloatArray, ObjectArray
from metrics.methods.process_limits import NEAR, ProcessLimits

SHIFT = 7  # points on one side of the mean
WINDOW, NEAR_POINTS = 3, 2  # two of three near a limit


class Signal(StrEnum):
    """What makes a point stand out, in order of precedence."""

    ABOVE_UPPER_LIMIT = "above_upper_limit"
    BELOW_LOWER_LIMIT = "below_lower_limit"
    RISING_TREND = "rising_trend"
    FALLING_TREND = "falling_trend"
    TWO_OF_THREE_HIGH = "two_of_three_high"
    TWO_OF_THREE_LOW = "two_of_three_low"
    SHIFT_HIGH = "shift_high"
    SHIFT_LOW = "shift_low"

    @property
    def is_high(self) -> bool:
        """Whether it points upwards."""
        return self in (Signal.ABOVE_UPPER_LIMIT, Signal.RISING_TREND, Signal.TWO_OF_THREE_HIGH, Signal.SHIFT_HIGH)


WORDS = np.array([None, *Signal], dtype=object)


def signals(
    values: FloatArray,
    limits: ProcessLimits,
    group: npt.NDArray[np.intp],
    *,
    trend_length: int,
    counts_beyond: bool,
) -> ObjectArray:
    """The first signal that each point is part of, ``None`` where there is none.

    Takes places by periods. A gap or a new group ends every run. ``counts_beyond`` lets points beyond a limit count
    towards two of three.
    """
    same_group = group[:, 1:] == group[:, :-1]
    distance = values - limits.mean
    distance = np.where(np.abs(distance) <= limits.tolerance, 0.0, distance)
    side = np.empty((2, *values.shape), dtype=bool)
    side[0], side[1] = distance > 0, distance < 0
    beyond = np.abs(distance) > limits.reach + limits.tolerance
    near = np.abs(distance) > NEAR * limits.reach + limits.tolerance
    if not counts_beyond:
        near &= ~beyond
    change = values[:, 1:] - values[:, :-1]
    steps = np.zeros((2, *values.shape), dtype=bool)
    steps[0, :, 1:], steps[1, :, 1:] = (change > 0) & same_group, (change < 0) & same_group

    shift = _within(_run_ends(side, SHIFT, same_group), SHIFT)
    trend = _within(_trailing(steps, trend_length - 1) == trend_length - 1, trend_length)
    together = _run_ends(side, WINDOW, same_group) & (_trailing(near, WINDOW) >= NEAR_POINTS)
    pair = near & _within(together, WINDOW)
    return _first(side, beyond, trend, pair, shift, rises_next=steps[0, :, 1:])


def _first(
    side: BoolArray, beyond: BoolArray, trend: BoolArray, pair: BoolArray, shift: BoolArray, *, rises_next: BoolArray
) -> ObjectArray:
    """One signal a point, by precedence; a turning point belongs to the run that follows it."""
    # A point that ends a fall and begins a rise is rising; one that ends a rise is falling, being named last.
    rising, falling = trend[0], trend[1].copy()
    falling[:, :-1] &= ~(rising[:, :-1] & rises_next)
    code = np.zeros(beyond.shape, dtype=np.intp)
    outside = side & beyond
    pairs = (8, shift[0], shift[1]), (6, pair[0], pair[1]), (4, rising, falling), (2, outside[0], outside[1])
    for last, high, low in pairs:
        code[high], code[low] = last - 1, last
    found: ObjectArray = WORDS[code]
    return found


def _run_ends(holds: BoolArray, length: int, same_group: BoolArray) -> BoolArray:
    """Where so many points of one group in a row hold, the last of them here."""
    ends = _trailing(holds, length) == length
    if not same_group.all():
        ends[..., length - 1 :] &= _trailing(same_group, length - 1)[..., length - 2 :] == length - 1
    return np.asarray(ends)


def _within(ends: BoolArray, length: int) -> BoolArray:
    """The points of windows of a length, given where the windows end."""
    return np.asarray(_trailing(ends[..., ::-1], length)[..., ::-1] > 0)


def _trailing(holds: BoolArray, length: int) -> npt.NDArray[np.intp]:
    """How many of the latest so many points hold."""
    total: npt.NDArray[np.intp] = holds.cumsum(axis=-1)
    trailing = total.copy()
    trailing[..., length:] -= total[..., :-length]
    return trailing
