"""How simulated transformations fare: a handful of stories, each a way of spending, slipping, answering and rating."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from random import Random

from domain.transformation import Status


class Story(StrEnum):
    """What becomes of a transformation."""

    EXCELLENT = "excellent"
    ORDINARY = "ordinary"
    DELAYED = "delayed"
    STALLED = "stalled"
    RESCOPED = "rescoped"
    CANCELLED = "cancelled"
    COMPLETED = "completed"
    SILENT = "silent"  # no evidence any more
    CONTRADICTORY = "contradictory"  # says that all is well, which its figures do not
    OVERSPENT = "overspent"


@dataclass(frozen=True, slots=True, kw_only=True)
class Temper:
    """The numbers of a story; the second of a pair holds from its turning on.

    ``spends`` is how much of what was planned is spent, ``builds`` how much of the planned work is done; ``late_by``
    are the days between which answers come after their due day; ``bare`` is how often nothing shows what is said.
    """

    weight: int
    spends: tuple[float, float]
    builds: tuple[float, float]
    rates: tuple[int, int]
    turns_to: Status = Status.ON_TRACK
    late_by: tuple[int, int] = (-10, 2)
    bare: float = 0.05
    often_late: float = 0.04


TEMPERS = {
    Story.EXCELLENT: Temper(
        weight=13, spends=(1.0, 1.0), builds=(1.1, 1.15), rates=(5, 5), late_by=(-28, -5), bare=0.0, often_late=0.0
    ),
    Story.ORDINARY: Temper(weight=33, spends=(0.93, 0.95), builds=(1.0, 1.0), rates=(4, 4)),
    Story.DELAYED: Temper(
        weight=19, spends=(0.85, 0.55), builds=(0.9, 0.5), rates=(4, 3), turns_to=Status.DELAYED, late_by=(-4, 9),
        often_late=0.2,
    ),
    Story.STALLED: Temper(
        weight=5, spends=(0.8, 0.03), builds=(0.8, 0.0), rates=(3, 1), turns_to=Status.STALLED, late_by=(-2, 16),
        bare=0.3, often_late=0.35,
    ),
    Story.RESCOPED: Temper(
        weight=6, spends=(0.75, 0.8), builds=(0.8, 0.8), rates=(3, 3), turns_to=Status.RESCOPED, late_by=(-7, 6)
    ),
    Story.CANCELLED: Temper(
        weight=2, spends=(0.6, 0.0), builds=(0.5, 0.0), rates=(2, 1), turns_to=Status.CANCELLED, late_by=(-3, 12)
    ),
    Story.COMPLETED: Temper(
        weight=9, spends=(1.0, 1.0), builds=(1.05, 1.05), rates=(5, 5), turns_to=Status.COMPLETED, late_by=(-16, -1)
    ),
    Story.SILENT: Temper(
        weight=6, spends=(0.85, 0.3), builds=(0.9, 0.2), rates=(3, 3), late_by=(0, 30), bare=1.0, often_late=0.5
    ),
    Story.CONTRADICTORY: Temper(
        weight=5, spends=(0.5, 0.18), builds=(0.7, 0.12), rates=(4, 5), late_by=(-8, 4), bare=0.4
    ),
    Story.OVERSPENT: Temper(
        weight=2, spends=(1.0, 1.35), builds=(0.9, 0.7), rates=(4, 3), turns_to=Status.DELAYED, late_by=(-5, 8)
    ),
}  # fmt: skip


def story_of(rng: Random) -> Story:
    """One of the stories, each as often as it weighs."""
    stories: Sequence[Story] = tuple(TEMPERS)
    return rng.choices(stories, [TEMPERS[story].weight for story in stories])[0]


def turning(story: Story, rounds: int, rng: Random) -> int:
    """The number of the round from which the second half of a story is told, which is never the first."""
    if story is Story.SILENT:
        return max(1, rounds - rng.choice((2, 3)))  # two closed rounds of silence, or three
    if story is Story.CONTRADICTORY:
        return 1
    return rng.randint(1, max(1, rounds - 2))
