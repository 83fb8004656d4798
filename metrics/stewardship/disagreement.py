"""Disagreement: where what is said of one transformation does not fit together. It is shown, never averaged away.

Each contradiction is a sentence with numbers and days, and carries points. The sum of the points sorts a list, so that
those least in agreement with themselves come first; it is no rating, is never shown as one, and is never divided by
anything. A comparison that lacks one of its halves is left out: silence contradicts nothing (see ``staleness``).

| contradiction | holds where | points |
|---|---|---|
| confident, underspent | self-rating 4 or 5, and less than half of the planned spend is spent | 2; 3 below a quarter |
| confident, late | self-rating 4 or 5, and milestones are past their day | 1 for each, at most 3 |
| on track, late | status on track, and a milestone is over a month past its day or behind its plan | 2 |
| not started, spending | status not started, and money is spent | 2 |
| not started, reached | status not started, and milestones are reached | 2; 3 where all are |
| completed, unfinished | status completed, and milestones are not reached | 3 |
| assured lower | the assurance rating is 2 or more below the self-rating | as many as they are apart |
| bare | milestones are said to be reached without evidence | 1 |
"""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from domain.delivery import Delivery
from domain.transformation import Status

CONFIDENT = 4
HALF, QUARTER = 0.5, 0.25
APART = 2
LATE_AT_MOST = 3
A_MONTH = dt.timedelta(days=31)


class ContradictionKind(StrEnum):
    """What does not fit with what."""

    CONFIDENT_UNDERSPENT = "confident-underspent"
    CONFIDENT_LATE = "confident-late"
    ON_TRACK_LATE = "on-track-late"
    NOT_STARTED_SPENDING = "not-started-spending"
    NOT_STARTED_REACHED = "not-started-reached"
    COMPLETED_UNFINISHED = "completed-unfinished"
    ASSURED_LOWER = "assured-lower"
    BARE = "reached-bare"


@dataclass(frozen=True, slots=True)
class Contradiction:
    """One contradiction: its kind, the points it adds to the disagreement, and the sentence that states it."""

    kind: ContradictionKind
    points: int
    sentence: str


def contradictions(told: Delivery, *, today: dt.date) -> tuple[Contradiction, ...]:
    """What does not fit together, the heaviest first."""
    found = [Contradiction(kind, points, _SENTENCES[kind](told, today)) for kind, points in _points(told, today)]
    return tuple(sorted(found, key=lambda one: -one.points))


def weights(told: Delivery, *, today: dt.date) -> dict[ContradictionKind, int]:
    """The points of each kind of contradiction there is: for finding those of one kind, without their sentences."""
    return dict(_points(told, today))


def disagreement(told: Delivery, *, today: dt.date) -> int:
    """The points of all contradictions together: for putting a list in order, and for nothing else."""
    return sum(points for _kind, points in _points(told, today))


def spent_share(told: Delivery) -> float | None:
    """How much of the planned spend is spent; none where either was not said, or nothing was planned."""
    if told.spent is None or not told.planned or told.planned < 0:
        return None
    return told.spent / told.planned


def _points(told: Delivery, today: dt.date) -> list[tuple[ContradictionKind, int]]:
    """Which contradictions there are. Thousands are asked at once, so no sentence is made here."""
    found: list[tuple[ContradictionKind, int]] = []
    self_rating = told.self_rating
    if self_rating is not None:
        if self_rating >= CONFIDENT:
            share = spent_share(told)
            if share is not None and share < HALF:
                found.append((ContradictionKind.CONFIDENT_UNDERSPENT, 3 if share < QUARTER else 2))
            if told.passed:
                found.append((ContradictionKind.CONFIDENT_LATE, min(told.passed, LATE_AT_MOST)))
        if told.assurance is not None and self_rating - told.assurance >= APART:
            found.append((ContradictionKind.ASSURED_LOWER, self_rating - told.assurance))
    found += _of_status(told, today)
    if told.reached_bare:
        found.append((ContradictionKind.BARE, 1))
    return found


def _of_status(told: Delivery, today: dt.date) -> list[tuple[ContradictionKind, int]]:
    """What does not fit with the status."""
    found: list[tuple[ContradictionKind, int]] = []
    status = told.status
    if status is Status.ON_TRACK and (_overdue_by_a_month(told, today) or (told.slips_by_months or 0.0) > 1):
        found.append((ContradictionKind.ON_TRACK_LATE, 2))
    elif status is Status.NOT_STARTED:
        if (told.spent or 0.0) > 0:
            found.append((ContradictionKind.NOT_STARTED_SPENDING, 2))
        if told.reached:
            found.append((ContradictionKind.NOT_STARTED_REACHED, 3 if told.reached == told.milestones else 2))
    elif status is Status.COMPLETED and told.reached < told.milestones:
        found.append((ContradictionKind.COMPLETED_UNFINISHED, 3))
    return found


def _overdue_by_a_month(told: Delivery, today: dt.date) -> bool:
    """Whether a milestone that is not reached is more than a month past its expected day."""
    return told.first_passed_on is not None and told.first_passed_on < today - A_MONTH


def _confident_underspent(told: Delivery, _today: dt.date) -> str:
    return f"{_rated(told)}, but {spent_share(told) or 0.0:.0%} of the planned spend is spent"


def _confident_late(told: Delivery, today: dt.date) -> str:
    many = "1 milestone has" if told.passed == 1 else f"{told.passed} milestones have"
    return f"{_rated(told)}, but by {_day(today)} {many} passed without being reached"


def _on_track_late(told: Delivery, today: dt.date) -> str:
    said = f"On track{_since(told)}"
    if _overdue_by_a_month(told, today) and told.first_passed_on:
        return f"{said}, but a milestone expected by {_day(told.first_passed_on)} is not reached"
    return f"{said}, but a milestone is expected {told.slips_by_months or 0.0:.0f} months later than planned"


def _not_started_spending(told: Delivery, _today: dt.date) -> str:
    return f"Not started{_since(told)}, but £{told.spent or 0.0:,.0f} is reported as spent"


def _not_started_reached(told: Delivery, _today: dt.date) -> str:
    said = f"Not started{_since(told)}, but"
    if told.reached == told.milestones:
        return f"{said} {'its one milestone is' if told.reached == 1 else f'all {told.reached} milestones are'} reached"
    return f"{said} {told.reached} of {told.milestones} milestones {'is' if told.reached == 1 else 'are'} reached"


def _completed_unfinished(told: Delivery, _today: dt.date) -> str:
    left = told.milestones - told.reached
    verb = "is" if left == 1 else "are"
    return f"Completed{_since(told)}, but {left} of {told.milestones} milestones {verb} not reached"


def _assured_lower(told: Delivery, _today: dt.date) -> str:
    on = f" on {_day(told.assured_on)}" if told.assured_on else ""
    return f"{_rated(told)}, but assurance gives {told.assurance} of 5{on}"


def _bare(told: Delivery, _today: dt.date) -> str:
    if told.reached == 1:
        return "1 milestone is said to be reached, without evidence"
    return f"{told.reached} milestones are said to be reached, {told.reached_bare} of them without evidence"


def _rated(told: Delivery) -> str:
    on = f" on {_day(told.self_rated_on)}" if told.self_rated_on else ""
    return f"Rates itself {told.self_rating} of 5{on}"


def _since(told: Delivery) -> str:
    return f" since {_day(told.since)}" if told.since else ""


def _day(on: dt.date) -> str:
    return f"{on.day} {on:%B %Y}"


_SENTENCES = {
    ContradictionKind.CONFIDENT_UNDERSPENT: _confident_underspent,
    ContradictionKind.CONFIDENT_LATE: _confident_late,
    ContradictionKind.ON_TRACK_LATE: _on_track_late,
    ContradictionKind.NOT_STARTED_SPENDING: _not_started_spending,
    ContradictionKind.NOT_STARTED_REACHED: _not_started_reached,
    ContradictionKind.COMPLETED_UNFINISHED: _completed_unfinished,
    ContradictionKind.ASSURED_LOWER: _assured_lower,
    ContradictionKind.BARE: _bare,
}
