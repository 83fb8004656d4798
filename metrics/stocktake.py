"""The stocktake: whether each commitment was kept, is on its path or behind, by one set of rules for either side.

**By a metric.** The path runs straight from the newest figure when the promise was made, through its waypoints, to the
last of them. A figure is held against the path on the last day of the period it covers:

    w(d) = a + (b - a) (d - d_a) / (d_b - d_a)      between two points (d_a, a) and (d_b, b) of the path

It is *on the path* at or beyond w, *behind* short of it. Where the figure has a 95% interval that holds w, chance alone
could put it on either side, and the answer is *cannot tell*. A commitment is *kept* or *late* by the first figure whose
period ends on the day it is due or after; until that is published, what was due cannot be told.

**By a milestone.** *Kept* where it was reached by its day, *late* where it was reached after it or not at all; before
that day it is *behind* where its own forecast is later.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from domain.commitment import Commitment
from domain.metric import Metric, Polarity
from domain.milestone import Milestone
from domain.observation import Observation
from domain.period import Period
from domain.stocktake import Answer, Doubt, Standing, Stocktake

PathPoint = tuple[dt.date, float]


def judged(
    commitment: Commitment,
    *,
    metrics: Mapping[str, Metric],
    series: Mapping[tuple[str, str], Sequence[Observation]],
    nations: Sequence[str],
    milestones: Mapping[str, Milestone],
    today: dt.date,
) -> Standing:
    """How one commitment stands: ``series`` are by metric and place, ``nations`` where it names no place, in order."""
    if commitment.metric_id is None:
        return by_milestone(commitment, milestones.get(commitment.milestone_id or ""), today=today)
    metric = metrics.get(commitment.metric_id)
    if metric is None:
        return Standing(answer=Answer.CANNOT_TELL, due=today > commitment.due_on, doubt=Doubt.OTHER_MEASURE)
    codes = [commitment.place_code] if commitment.place_code else nations
    found = (series[metric.metric_id, code] for code in codes if series.get((metric.metric_id, code)))
    return by_metric(commitment, next(found, ()), polarity=metric.polarity, today=today)


def by_metric(commitment: Commitment, series: Sequence[Observation], *, polarity: Polarity, today: dt.date) -> Standing:
    """How a commitment stands by the figures of its metric in its place, which come in order of time."""
    known = [one for one in series if one.value is not None]
    due = today > commitment.due_on
    nothing = Standing(answer=Answer.CANNOT_TELL, due=due)
    if not known:
        return replace(nothing, doubt=Doubt.NO_FIGURE)
    since = [one for one in known if _end(one) > commitment.made_on]
    if not since:
        return replace(nothing, doubt=Doubt.NO_FIGURE_SINCE)
    path = _path(commitment, [one for one in known if _end(one) <= commitment.made_on])
    for_due = next((one for one in since if _end(one) >= commitment.due_on), None)
    judged = for_due or since[-1]
    if _end(judged) < path[0][0]:
        return replace(nothing, doubt=Doubt.NO_START)
    direction = _direction(polarity, path)
    if direction == 0:
        return replace(nothing, doubt=Doubt.NO_DIRECTION)
    found = _against_path(judged, path, direction, due=due)
    if for_due is not None:
        ended = {Answer.ON_PATH: Answer.KEPT, Answer.BEHIND: Answer.LATE}
        return replace(found, answer=ended.get(found.answer, found.answer))
    return replace(found, answer=Answer.CANNOT_TELL, doubt=Doubt.FIGURE_DUE) if due else found


def by_milestone(commitment: Commitment, milestone: Milestone | None, *, today: dt.date) -> Standing:
    """How a commitment stands by the milestone it names."""
    due_on, due = commitment.due_on, today > commitment.due_on
    if milestone is None:
        return Standing(answer=Answer.CANNOT_TELL, due=due, doubt=Doubt.NO_MILESTONE)
    if milestone.reached_on is not None:
        days = max((milestone.reached_on - due_on).days, 0)
        answer = Answer.LATE if days else Answer.KEPT
        return Standing(
            answer=answer, due=due, done_on=milestone.reached_on, days=days or None, bare=not milestone.evidence
        )
    expected = milestone.expected_on or milestone.planned_on
    if due:
        late = (today - due_on).days
        return Standing(answer=Answer.LATE, due=True, expected_on=expected, days=late, passed=expected < today)
    days = (expected - due_on).days
    return Standing(
        answer=Answer.BEHIND if days > 0 else Answer.ON_PATH, due=False, expected_on=expected,
        days=max(days, 0) or None, passed=expected < today,
    )  # fmt: skip


def stocktake(standings: Iterable[Standing]) -> Stocktake:
    """What became of several commitments."""
    promised = list(standings)
    every = [one for one in promised if one.doubt is not Doubt.NO_MILESTONE]
    told = [one.answer for one in every]
    kept, late = told.count(Answer.KEPT), told.count(Answer.LATE)
    untold = sum(one.due and one.answer not in {Answer.KEPT, Answer.LATE} for one in every)
    return Stocktake(
        promised=len(promised),
        kept=kept,
        late=late,
        untold=untold,
        not_due=len(every) - kept - late - untold,
        on_path=sum(one.answer is Answer.ON_PATH and not one.due for one in every),
        behind=sum(one.answer is Answer.BEHIND and not one.due for one in every),
        unseen=len(promised) - len(every),
    )


def path_on(path: Sequence[PathPoint], day: dt.date) -> float:
    """Where a path is on a day: straight between two of its points, level before the first and after the last.

    >>> path_on([(dt.date(2025, 1, 1), 50.0), (dt.date(2025, 1, 11), 60.0)], dt.date(2025, 1, 4))
    53.0
    """
    for (start, low), (end, high) in pairwise(path):
        if start <= day <= end:
            return low + (high - low) * (day - start).days / (end - start).days
    return path[0][1] if day < path[0][0] else path[-1][1]


def _path(commitment: Commitment, before: Sequence[Observation]) -> list[PathPoint]:
    """The waypoints, with the newest figure from before the promise at their head where it lies before them."""
    path = [(waypoint.on, waypoint.value or 0.0) for waypoint in commitment.path]
    if before and before[-1].value is not None and _end(before[-1]) < path[0][0]:
        path.insert(0, (_end(before[-1]), before[-1].value))
    return path


def _direction(polarity: Polarity, path: Sequence[PathPoint]) -> int:
    if polarity is not Polarity.NEUTRAL:
        return 1 if polarity is Polarity.HIGHER_IS_BETTER else -1
    rise = path[-1][1] - path[0][1]
    return (rise > 0) - (rise < 0)


def _against_path(one: Observation, path: Sequence[PathPoint], direction: int, *, due: bool) -> Standing:
    at, value = _end(one), one.value if one.value is not None else 0.0
    wanted = path_on(path, at)
    found = Standing(
        answer=Answer.ON_PATH if direction * (value - wanted) >= 0 else Answer.BEHIND,
        due=due, value=value, lower=one.lower, upper=one.upper, at=at, path=wanted,
    )  # fmt: skip
    if one.lower is not None and one.upper is not None and one.lower < wanted < one.upper:
        return replace(found, answer=Answer.CANNOT_TELL, doubt=Doubt.WITHIN_NOISE)
    return found


def _end(one: Observation) -> dt.date:
    return Period(start=one.period_start, months=one.period_months).end
