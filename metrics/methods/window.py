"""Which points of a series a trend may use: the latest, without a gap, a break or an overlap."""

import math
from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np
import numpy.typing as npt

from domain.reason import Reason
from metrics.methods.arrays import BoolArray, FloatArray, ObjectArray, first_reason

Trailing = Literal["gap", "skip"]
Positions: TypeAlias = npt.NDArray[np.intp]


@dataclass(frozen=True)
class Series:
    """Places by periods, oldest first: the figures and what is known of their error."""

    values: FloatArray
    counts: FloatArray
    denominators: FloatArray
    lower: FloatArray
    upper: FloatArray

    @property
    def in_error(self) -> BoolArray:
        """A negative count, more counted than there are, or limits in the wrong order."""
        negative = (self.counts < 0) | (self.denominators < 0)
        too_many = (self.counts > self.denominators) & (self.denominators > 0)
        return np.asarray(negative | too_many | (self.lower > self.upper))

    @property
    def usable(self) -> BoolArray:
        """Present and not in error."""
        return np.asarray(np.isfinite(self.values) & ~self.in_error & (self.denominators != 0))


@dataclass(frozen=True)
class Window:
    """Positions of each place's points counted back from the latest, and how many of them in a row can be used."""

    position: Positions
    length: Positions
    reason: ObjectArray
    step: int

    def take(self, columns: FloatArray, *, points: int) -> FloatArray:
        """The latest points, oldest first; a position before the start repeats the first period."""
        back = self.position[:, points - 1 :: -1]
        return np.take_along_axis(columns, np.maximum(back, 0), axis=1)


def window(
    series: Series, *, breaks: npt.ArrayLike | None, period_years: float, trailing: Trailing, need: int, most: int
) -> Window:
    """Count back from each place's latest period, every ``period_years``-th one, to the first gap or break."""
    if not np.isfinite(period_years):
        raise ValueError(f"periods of {period_years!r} years: give how many years each covers, usually 1")
    step = max(1, math.ceil(period_years))
    usable, periods = series.usable, series.values.shape[1]
    latest = _latest(usable, trailing)
    position = latest[:, None] - step * np.arange(most)
    inside = position >= 0
    unbroken = _run(inside & _at(usable, position))
    start = _last_break(break_mask(breaks, usable.shape), latest)
    comparable = np.minimum(unbroken, _run(inside & (position >= start[:, None])))
    every_period = latest[:, None] - np.arange(periods)
    rolling = _run((every_period >= 0) & _at(usable, every_period))
    stop = np.minimum(unbroken, most - 1)[:, None]
    stopped_by = np.take_along_axis(position, stop, axis=1)
    short = unbroken < need
    stopped_inside = short & (stopped_by[:, 0] >= 0)
    rules: list[tuple[BoolArray, Reason]] = [
        (np.full(short.shape, period_years < 1), Reason.NOT_ANNUAL),
        (np.asarray(~np.isfinite(series.values).any(axis=1)), Reason.NO_DATA),
        (stopped_inside & _at(series.in_error, stopped_by)[:, 0], Reason.INVALID),
        (stopped_inside & _at(series.denominators == 0, stopped_by)[:, 0], Reason.DENOMINATOR_ZERO),
        (short & (rolling >= need), Reason.OVERLAPPING_PERIODS),
        (short, Reason.TOO_FEW_POINTS),
        (comparable < need, Reason.BREAK_IN_SERIES),
    ]
    reason, _ = first_reason(short.shape, rules)
    return Window(position, comparable, reason, step)


def _latest(usable: BoolArray, trailing: Trailing) -> Positions:
    """The position each place is counted back from: the last period of all, or the last with a figure."""
    periods = usable.shape[1]
    if trailing == "gap":
        return np.full(usable.shape[0], periods - 1)
    if trailing != "skip":
        raise ValueError(f"trailing {trailing!r} is not known: use 'gap' or 'skip'")
    return np.asarray(np.where(usable.any(axis=1), periods - 1 - np.argmax(usable[:, ::-1], axis=1), periods - 1))


def _at(columns: BoolArray, position: Positions) -> BoolArray:
    return np.take_along_axis(columns, np.maximum(position, 0), axis=1)


def _run(holds: BoolArray) -> Positions:
    """How many cells of each row hold before the first that does not."""
    return np.asarray(np.logical_and.accumulate(holds, axis=1).sum(axis=1))


def _last_break(mask: BoolArray, latest: Positions) -> Positions:
    """The first period after each place's last break, 0 where there was none."""
    periods = np.arange(mask.shape[1])
    counted = mask & (periods <= latest[:, None])
    return np.asarray(np.where(counted, periods, 0).max(axis=1))


def break_mask(breaks: npt.ArrayLike | None, shape: tuple[int, int]) -> BoolArray:
    """Which periods of each place begin after a break, from positions or a mask."""
    if breaks is None:
        return np.zeros(shape, dtype=bool)
    given = np.asarray(breaks)
    if given.dtype == bool:
        if given.shape[-1:] != shape[1:]:
            raise ValueError(f"breaks cover {given.shape[-1:]} periods and the series {shape[1:]}: give one for each")
        return np.broadcast_to(given, shape)
    if given.size and not np.issubdtype(given.dtype, np.integer):
        raise ValueError(f"breaks {given.tolist()!r} are not positions: give whole numbers, counted from 0, or a mask")
    mask = np.zeros(shape, dtype=bool)
    for period in given.ravel():
        if not -shape[1] <= period < shape[1]:
            raise ValueError(f"break {period} is outside the series of {shape[1]} periods: count them from 0")
        mask[:, int(period)] = True
    return mask
