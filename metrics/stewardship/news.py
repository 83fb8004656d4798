"""News: what was reported lately, by every step a return took and the newest dated event of each status."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from domain.delivery import ReturnMark
from domain.returns import ReturnState
from domain.tracked import Tracked
from metrics.stewardship.working_days import working_days

A_WEEK = dt.timedelta(days=7)


@dataclass(frozen=True, slots=True)
class News:
    """What happened from a day on: how many returns came to each state, and whose status changed, newest first.

    A return that was sent, certified and answered since then counts under each of the three, once.
    ``rated`` counts new assurance ratings.
    """

    since: dt.date
    returns: dict[ReturnState, int]
    changed: tuple[Tracked, ...]
    rated: int

    @property
    def nothing(self) -> bool:
        """Whether nothing at all was reported."""
        return not (any(self.returns.values()) or self.changed or self.rated)


def news(every: Iterable[Tracked], *, since: dt.date, today: dt.date) -> News:
    """What happened from a day on; an event dated in the future is no news yet."""
    start = dt.datetime.combine(since, dt.time(), tzinfo=dt.UTC)
    states: Counter[ReturnState] = Counter()
    changed: list[tuple[dt.date, str, Tracked]] = []
    rated = 0
    for one in every:
        told = one.delivery
        if told is None:
            continue
        for mark in told.returns:
            if mark.since >= start:  # a return takes no step after it came to its present state
                states.update(_came_to(mark, start))
        if told.since is not None and since <= told.since <= today:
            changed.append((told.since, one.transformation_id, one))
        if told.assured_on is not None and since <= told.assured_on <= today:
            rated += 1
    newest = tuple(one for _on, _own_id, one in sorted(changed, key=lambda each: each[:2], reverse=True))
    return News(since, {state: states[state] for state in ReturnState}, newest, rated)


def _came_to(mark: ReturnMark, start: dt.datetime) -> set[ReturnState]:
    """Every state a return came to from a moment on, also those it has left again."""
    came = {mark.state}
    certified: list[dt.datetime | None] = [mark.certified_at]
    answered: list[dt.datetime | None] = []
    for before in mark.answered_before:  # what was sent again had been answered with questions
        certified.append(before[0])
        answered.append(before[1])
    if mark.state is not ReturnState.ACCEPTED:
        answered.append(mark.answered_at)
    steps = {
        ReturnState.SUBMITTED: [mark.sent_at],
        ReturnState.CERTIFIED: certified,
        ReturnState.CHANGES_ASKED: answered,
    }
    came.update(state for state, moments in steps.items() if any(at is not None and at >= start for at in moments))
    return came


def last_working_day(today: dt.date) -> dt.date:
    """The working day before a day.

    >>> last_working_day(dt.date(2026, 11, 23))  # on a Monday, Friday
    datetime.date(2026, 11, 20)
    """
    day = today - dt.timedelta(days=1)
    while working_days(day - dt.timedelta(days=1), day) == 0:
        day -= dt.timedelta(days=1)
    return day
