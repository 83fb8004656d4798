"""The changes of the places of one kind counted: how many rose, fell, cannot be told; and what a bad year explains."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from domain.change import Change, ChangeAnswer
from domain.disparity import NationalCount
from domain.place import Level
from domain.reason import Reason
from metrics.national import ONE_SIDE


@dataclass(frozen=True)
class BadYear:
    """The places whose baseline was among the worst fifth: their mean change, and that of regression alone.

    Regression to the mean is the drift of figures that were far out partly by chance; ``places`` counts those for
    which both are known.
    """

    places: int
    change: float
    by_regression: float


def count_of(changes: Sequence[Change], level: Level) -> NationalCount | None:
    """One count over the changes of one metric in places of one level; none where no change is known.

    It says nothing of a target, which is asked of the lowest level alone.
    """
    asked = [one for one in changes if one.change is not None]
    if not asked:
        return None
    newest = max(asked, key=lambda one: (one.newest_start, one.newest_months))
    answers = Counter(one.answer for one in asked)
    people = Counter[ChangeAnswer]()
    for one in asked:
        people[one.answer] += one.people
    return NationalCount(
        metric_id=newest.metric_id, group_level=level.value,
        baseline_start=newest.baseline_start, baseline_months=newest.baseline_months,
        newest_start=newest.newest_start, newest_months=newest.newest_months, places=len(asked),
        rose=answers[ChangeAnswer.ROSE], fell=answers[ChangeAnswer.FELL], cannot_tell=answers[ChangeAnswer.CANNOT_TELL],
        higher=sum((one.change or 0.0) > 0 for one in asked), lower=sum((one.change or 0.0) < 0 for one in asked),
        indicative=sum(one.indicative for one in asked),
        people_rose=people[ChangeAnswer.ROSE], people_fell=people[ChangeAnswer.FELL],
        people_cannot_tell=people[ChangeAnswer.CANNOT_TELL],
        expected=ONE_SIDE * sum(one.p is not None for one in asked), reliability=None, target_year=0, judged=0,
        better_by_target=None, all_at_most=None, target_reason=Reason.TARGET_NOT_SET,
    )  # fmt: skip


def bad_year_of(changes: Sequence[Change]) -> BadYear | None:
    """What became of the places that began in a bad year; none where there are none, or regression is not known."""
    pairs = [
        (one.change, one.by_regression)
        for one in changes
        if one.bad_year and one.change is not None and one.by_regression is not None
    ]
    if not pairs:
        return None
    moved, drift = (sum(column) / len(pairs) for column in zip(*pairs, strict=True))
    return BadYear(len(pairs), moved, drift)
