"""Chance that repeats itself: the same seed tells the same history, whatever else is told beside it."""

from random import Random


def chance(seed: int, of: str) -> Random:
    """The chance of one thing, which does not depend on how often another was asked.

    >>> chance(1, "TD-BAR-01").random() == chance(1, "TD-BAR-01").random()
    True
    """
    return Random(f"{seed} {of}")  # noqa: S311 - for play that can be repeated, not for secrets
