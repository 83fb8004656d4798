"""A round summed up: how many were asked, how far each return is, who is late, and who for the second time."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from domain.delivery import ReturnMark
from domain.returns import ReturnState
from domain.tracked import Tracked


@dataclass(frozen=True)
class Chased:
    """One return of a round that has not come, and whether the one before was late as well."""

    mark: ReturnMark
    title: str
    late_before: bool


@dataclass
class OfPlace:
    """The returns one place owes in a round."""

    place_code: str
    asked: int = 0
    sent: int = 0
    accepted: int = 0
    overdue: int = 0


@dataclass
class RoundCounts:
    """One round: its returns by state, those late, those waiting for the centre, and its places.

    Of the drafts, ``reopened`` have come once and are drafted again because the centre asked for changes.
    """

    states: Counter[ReturnState] = field(default_factory=Counter)
    places: dict[str, OfPlace] = field(default_factory=dict)
    unsent: list[Chased] = field(default_factory=list)
    waiting: list[tuple[ReturnMark, str]] = field(default_factory=list)
    overdue: int = 0
    twice: int = 0
    reopened: int = 0

    @property
    def asked(self) -> int:
        """How many returns were asked for."""
        return sum(self.states.values())

    @property
    def sent(self) -> int:
        """How many have come, be it that some went back with questions."""
        return self.asked - len(self.unsent)

    def add(self, mark: ReturnMark, one: Tracked, *, before: ReturnMark | None, today: dt.date) -> None:
        """Count one return; ``before`` is that of the round before."""
        self.states[mark.state] += 1
        of_place = self.places.get(mark.place_code)
        if of_place is None:
            of_place = self.places[mark.place_code] = OfPlace(mark.place_code)
        of_place.asked += 1
        if not mark.not_sent:
            self.reopened += mark.state is ReturnState.DRAFT
            of_place.sent += 1
            of_place.accepted += mark.state is ReturnState.ACCEPTED
            if mark.state is ReturnState.CERTIFIED:
                self.waiting.append((mark, one.title))
            return
        late_before, overdue = before is not None and was_late(before, today), mark.overdue(today)
        of_place.overdue += overdue
        self.overdue += overdue
        self.twice += overdue and late_before
        self.unsent.append(Chased(mark, one.title, late_before))


def counts_by_round(
    every: Iterable[Tracked], *, today: dt.date, only: Callable[[str], bool] = lambda _round_id: True
) -> Mapping[str, RoundCounts]:
    """Every round, or only some, summed up in one pass over what was asked of each transformation."""
    found: dict[str, RoundCounts] = {}
    for one in every:
        marks: Sequence[ReturnMark] = one.delivery.returns if one.delivery else ()
        for position, mark in enumerate(marks):
            if only(mark.round_id):
                before = marks[position + 1] if position + 1 < len(marks) else None
                counts = found.get(mark.round_id)
                if counts is None:
                    counts = found[mark.round_id] = RoundCounts()
                counts.add(mark, one, before=before, today=today)
    return found


def was_late(mark: ReturnMark, today: dt.date) -> bool:
    """Whether a return came after the day it was due, or has not come though that day has passed.

    A return counts by the last time it was sent, so one sent in time and sent again after changes were asked is not
    told apart from a late one; it is given the benefit of that doubt.
    """
    if not mark.times_sent:
        return mark.due_on < today
    return mark.times_sent == 1 and mark.sent_at is not None and mark.sent_at.date() > mark.due_on
