"""Attention: what one transformation needs, who is to move next, and for how many working days others have waited."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from domain.delivery import Delivery, ReturnMark
from domain.person import Person, Role
from domain.returns import ReturnState
from domain.tracked import Tracked
from metrics.stewardship.disagreement import contradictions, disagreement
from metrics.stewardship.staleness import evidence_words
from metrics.stewardship.working_days import working_days


class NeedKind(StrEnum):
    """What is needed, in the order in which it is listed where nobody in particular asks."""

    DECISION = "decision"  # a place asked to change something
    REVIEW = "review"  # a certified return has no answer yet
    CONTRADICTION = "contradiction"
    OVERDUE = "overdue"
    STALE = "stale"
    CHANGES_ASKED = "changes-asked"
    CERTIFICATE = "certificate"  # a return was submitted and is not certified
    DUE = "due"


class Mover(StrEnum):
    """Who is to move next."""

    CENTRE = "centre"
    PLACE = "place"


MOVERS: Mapping[NeedKind, Mover] = {
    NeedKind.DECISION: Mover.CENTRE,
    NeedKind.REVIEW: Mover.CENTRE,
    NeedKind.CONTRADICTION: Mover.CENTRE,  # to ask; the place may be right
    NeedKind.OVERDUE: Mover.PLACE,
    NeedKind.STALE: Mover.PLACE,
    NeedKind.CHANGES_ASKED: Mover.PLACE,
    NeedKind.CERTIFICATE: Mover.PLACE,
    NeedKind.DUE: Mover.PLACE,
}
OF_ROLE: Mapping[Role, tuple[NeedKind, ...]] = {
    Role.STEWARD: (
        NeedKind.DECISION, NeedKind.REVIEW, NeedKind.CONTRADICTION, NeedKind.STALE, NeedKind.OVERDUE,
    ),
    Role.PLACE_OFFICER: (
        NeedKind.CHANGES_ASKED, NeedKind.OVERDUE, NeedKind.DUE, NeedKind.STALE, NeedKind.CONTRADICTION,
    ),
    Role.CERTIFIER: (NeedKind.CERTIFICATE,),
    Role.MINISTERS_OFFICE: (NeedKind.CONTRADICTION, NeedKind.STALE, NeedKind.DECISION, NeedKind.OVERDUE),
    Role.ANALYST: (NeedKind.CONTRADICTION, NeedKind.STALE),
}  # fmt: skip
"""What each role looks at first, most pressing first. An administrator looks after people, not transformations."""

PRESSING = frozenset(NeedKind) - {NeedKind.DUE, NeedKind.CERTIFICATE}
"""What makes a transformation one that needs attention: a return that is merely due does not."""


@dataclass(frozen=True, slots=True)
class Need:
    """One thing a transformation needs.

    ``days`` are the working days for which somebody has waited, ``None`` where no clock runs. ``weight`` orders the
    needs of one kind, the heaviest first. ``mark`` is the return it is about, ``times`` how often returns came late.
    """

    kind: NeedKind
    one: Tracked
    weight: float
    days: int | None = None
    mark: ReturnMark | None = None
    times: int = 1

    @property
    def mover(self) -> Mover:
        """Who is to move next."""
        return MOVERS[self.kind]


def needs(one: Tracked, *, today: dt.date) -> list[Need]:
    """What one transformation needs; nothing where the reader may not see what was reported."""
    told = one.delivery
    if told is None:
        return []
    found = _of_returns(one, told.returns, today) if told.returns else []
    if told.open_requests:
        days = working_days(told.oldest_request_on, today) if told.oldest_request_on else None
        found.append(Need(NeedKind.DECISION, one, days or 0, days))
    if points := disagreement(told, today=today):
        found.append(Need(NeedKind.CONTRADICTION, one, points))
    if told.stale:
        found.append(Need(NeedKind.STALE, one, told.silent_rounds))
    return found


def pressing(told: Delivery, *, today: dt.date) -> bool:
    """Whether a transformation needs attention. Thousands are asked at once, so what is quick to see is seen first."""
    if told.open_requests or told.stale:
        return True
    for mark in told.returns:
        if mark.state is ReturnState.ACCEPTED or mark.state is ReturnState.SUBMITTED:
            continue
        if mark.due_on < today or mark.sent_back or mark.state is ReturnState.CERTIFIED:
            return True
    return disagreement(told, today=today) > 0


def worklist(every: Iterable[Tracked], *, today: dt.date) -> dict[NeedKind, list[Need]]:
    """The needs of many transformations by kind, the heaviest first. Each kind is there, be it empty."""
    found: dict[NeedKind, list[Need]] = {kind: [] for kind in NeedKind}
    for one in every:
        for need in needs(one, today=today):
            found[need.kind].append(need)
    for some in found.values():
        some.sort(key=lambda need: (-need.weight, need.one.title, need.one.transformation_id))
    return found


def may_meet(need: Need, person: Person) -> bool:
    """Whether a need of a place is a person's own to meet: a return that another body owes is not."""
    return MOVERS[need.kind] is Mover.CENTRE or need.mark is None or need.mark.place_code in person.own_codes


def why(need: Need, *, today: dt.date) -> str:
    """The need in one sentence, with its numbers and days."""
    return _WHY[need.kind](need, today)


def late_times(marks: Iterable[ReturnMark], *, today: dt.date) -> int:
    """How many of some returns came after their day, or have not come although their day is past.

    Of one that was sent more than once it is not known here when it first came, so it does not count.
    """
    late = 0
    for mark in marks:
        if mark.not_sent:
            late += mark.due_on < today
        elif mark.times_sent == 1 and mark.sent_at is not None:
            late += mark.sent_at.date() > mark.due_on
    return late


def _of_returns(one: Tracked, marks: tuple[ReturnMark, ...], today: dt.date) -> list[Need]:
    """What its returns need: each that is not accepted, be it of the newest round or of one before."""
    return [
        _of_return(one, mark, marks[position:], today)
        for position, mark in enumerate(marks)
        if mark.state is not ReturnState.ACCEPTED
    ]


def _of_return(one: Tracked, mark: ReturnMark, until_then: tuple[ReturnMark, ...], today: dt.date) -> Need:
    """What one return needs; where it is late, for which time, counted over those asked for until then."""
    if not mark.not_sent:
        days = working_days(_since(mark), today)
        return Need(_kind(mark), one, days, days, mark)
    if not mark.overdue(today):
        return Need(NeedKind.DUE, one, -(mark.due_on - today).days, None, mark)
    days, times = working_days(mark.due_on, today), late_times(until_then, today=today)
    return Need(NeedKind.OVERDUE, one, times * 10_000 + days, days, mark, times)


def _kind(mark: ReturnMark) -> NeedKind:
    """What a return needs that came once: changes, the answer of the centre, or a certificate."""
    if mark.sent_back:
        return NeedKind.CHANGES_ASKED
    return NeedKind.REVIEW if mark.state is ReturnState.CERTIFIED else NeedKind.CERTIFICATE


def _since(mark: ReturnMark) -> dt.date:
    """The day from which somebody waits for the next step of a return."""
    if mark.state is ReturnState.CERTIFIED and mark.certified_at:
        return mark.certified_at.date()
    if mark.sent_back and mark.answered_at:
        return mark.answered_at.date()
    return mark.since.date()


def _decision(need: Need, _today: dt.date) -> str:
    many = need.one.delivery.open_requests if need.one.delivery else 0
    asked = "asks for a change" if many == 1 else f"asks for {many} changes"
    return f"{asked}{_waiting(need.days)}"


def _review(need: Need, _today: dt.date) -> str:
    again = "sent in again and certified" if need.mark and need.mark.times_sent > 1 else "certified"
    return f"return {again}{_waiting(need.days)}"


def _contradiction(need: Need, today: dt.date) -> str:
    found = contradictions(need.one.delivery or Delivery(), today=today)
    more = f"; and {len(found) - 2} more" if len(found) > 2 else ""
    return two_in_one(*(one.sentence for one in found[:2])) + more


def two_in_one(first: str = "", second: str = "") -> str:
    """Two sentences as one; what both begin with is said once.

    >>> two_in_one("Rates itself 4 of 5, but 18% is spent", "Rates itself 4 of 5, but 2 milestones have passed")
    'Rates itself 4 of 5, but 18% is spent and 2 milestones have passed'
    """
    claim, but, doubt = second.partition(", but ")
    if but and first.startswith(claim + but):
        return f"{first} and {doubt}"
    return "; ".join(filter(None, (first, second)))


def _overdue(need: Need, today: dt.date) -> str:
    """A place is held to a day of the calendar, as it was told one; only the centre's clock runs by working days."""
    again = f", for the {_ordinal(need.times)} time" if need.times > 1 else ""
    late = (today - need.mark.due_on).days if need.mark else 0
    return f"return {late} {'day' if late == 1 else 'days'} past its day{again}"


def _stale(need: Need, _today: dt.date) -> str:
    return f"newest evidence: {evidence_words(need.one.delivery or Delivery())}"


def _changes_asked(need: Need, _today: dt.date) -> str:
    return f"the centre asked for changes {f'{_days(need.days)} ago' if need.days else 'today'}"


def _certificate(need: Need, _today: dt.date) -> str:
    return f"return submitted{_waiting(need.days)}"


def _due(need: Need, today: dt.date) -> str:
    left = (need.mark.due_on - today).days if need.mark else 0
    return "return due today" if left == 0 else f"return due in {left} {'day' if left == 1 else 'days'}"


def _waiting(days: int | None) -> str:
    return "" if days is None else f", waiting {_days(days)}" if days else ", since today"


def _days(days: int | None) -> str:
    return f"{days or 0} working {'day' if days == 1 else 'days'}"


def _ordinal(times: int) -> str:
    return {2: "second", 3: "third", 4: "fourth", 5: "fifth"}.get(times, f"{times}th")


_WHY: Mapping[NeedKind, Callable[[Need, dt.date], str]] = {
    NeedKind.DECISION: _decision,
    NeedKind.REVIEW: _review,
    NeedKind.CONTRADICTION: _contradiction,
    NeedKind.OVERDUE: _overdue,
    NeedKind.STALE: _stale,
    NeedKind.CHANGES_ASKED: _changes_asked,
    NeedKind.CERTIFICATE: _certificate,
    NeedKind.DUE: _due,
}
