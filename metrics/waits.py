"""Waits: how long some waited, as days within which half, nine in ten and all of them were done.

Each is the smallest number of days within which at least that share was done, which is always a number of days that
somebody really waited: the percentile by nearest rank (Hyndman and Fan 1996, definition 1).
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Waits:
    """How long some waited: how many they are, and within how many days half, nine in ten and all were done."""

    count: int
    half: int
    nine_in_ten: int
    longest: int


def waits(days: Mapping[int, int]) -> Waits | None:
    """Waits summed up; none where nobody waited.

    >>> waits({3: 5, 8: 4, 40: 1})
    Waits(count=10, half=3, nine_in_ten=8, longest=40)
    """
    count = sum(days.values())
    if not count:
        return None
    return Waits(count, _within(days, count, 50), _within(days, count, 90), max(days))


def _within(days: Mapping[int, int], count: int, percent: int) -> int:
    """The smallest number of days within which at least so many per cent were done."""
    needed, done = -(-percent * count // 100), 0
    for length in sorted(days):
        done += days[length]
        if done >= needed:
            return length
    return max(days)
