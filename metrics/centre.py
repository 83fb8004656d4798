"""The centre's own record: how long it keeps places waiting, what it asks and does not use, what it changes later."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from domain.change_request import ChangeRequest, Decision
from domain.delivery import Delivery, ReturnMark
from domain.returns import ReturnState
from domain.round import Question, Round
from domain.tracked import Tracked
from domain.transformation import Status
from metrics.stewardship.working_days import working_days
from metrics.waits import Waits, waits

Days = Counter[int]
"""How many waited how many days."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Payments:
    """One programme: calendar days from announcement to first payment, and who has not been paid yet.

    ``unpaid`` is how long those have waited until today. The rest is why others are in neither: the day of the
    announcement is not on record, it was cancelled before any payment, or it was paid before it was announced.
    """

    programme_id: str
    paid: Waits | None
    unpaid: Waits | None
    unrecorded: int
    cancelled: int
    paid_first: int


def payments(every: Iterable[Tracked], *, today: dt.date) -> tuple[Payments, ...]:
    """The programmes of some transformations in the order in which they are met; what is not to be read is left out."""
    found: dict[str, tuple[Days, Days, Counter[str]]] = {}
    for one in every:
        if one.delivery is None:
            continue
        paid, unpaid, others = found.setdefault(one.programme_id, (Counter(), Counter(), Counter()))
        told, first = one.delivery.announced_on, one.delivery.first_paid_on
        if told is None:
            others["unrecorded"] += 1
        elif first is None:
            _still_unpaid(one.delivery, (today - told).days, unpaid, others)
        elif first < told:
            others["paid_first"] += 1
        else:
            paid[(first - told).days] += 1
    return tuple(
        Payments(
            programme_id=programme_id, paid=waits(paid), unpaid=waits(unpaid), unrecorded=others["unrecorded"],
            cancelled=others["cancelled"], paid_first=others["paid_first"],
        )
        for programme_id, (paid, unpaid, others) in found.items()
    )  # fmt: skip


def _still_unpaid(delivery: Delivery, days: int, unpaid: Days, others: Counter[str]) -> None:
    if delivery.status is Status.CANCELLED:
        others["cancelled"] += 1
    else:
        unpaid[max(days, 0)] += 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Turnaround:
    """One round, or all of them: working days from each certificate of a return to the centre's answer to it.

    The days are those of each certified sending: how many took, or have waited until today, so many. ``sent_again``
    counts returns that were sent more than once, whoever asked for it, ``answered_before`` the answers to sendings
    before the last.
    """

    returns: int
    answered_days: Mapping[int, int]
    waiting_days: Mapping[int, int]
    changes_asked: int
    sent_again: int
    answered_before: int = 0

    @property
    def sendings(self) -> int:
        """How many answers there are to give: one to each return, and those that were given before its last sending."""
        return self.returns + self.answered_before

    @property
    def answered(self) -> Waits | None:
        """How long the answers took."""
        return waits(self.answered_days)

    @property
    def waiting(self) -> Waits | None:
        """How long those have waited until today that have no answer yet."""
        return waits(self.waiting_days)


def turnaround(marks: Iterable[ReturnMark], *, today: dt.date) -> tuple[Turnaround, Mapping[str, Turnaround]]:
    """All returns together, and those of each round by its id."""
    tallies: dict[str, _Tally] = {}
    lengths = _Lengths()
    for mark in marks:
        if mark.round_id not in tallies:
            tallies[mark.round_id] = _Tally()
        tallies[mark.round_id].take(mark, lengths, today)
    rounds = {round_id: tally.summed() for round_id, tally in tallies.items()}
    return together(rounds.values()), rounds


def together(several: Iterable[Turnaround]) -> Turnaround:
    """Several rounds as one."""
    every = list(several)
    return Turnaround(
        returns=sum(one.returns for one in every),
        answered_days=sum((Counter(one.answered_days) for one in every), Counter()),
        waiting_days=sum((Counter(one.waiting_days) for one in every), Counter()),
        changes_asked=sum(one.changes_asked for one in every),
        sent_again=sum(one.sent_again for one in every),
        answered_before=sum(one.answered_before for one in every),
    )


class _Lengths(dict[tuple[dt.date, dt.date], int]):
    """Working days between two days, counted once each: many thousand returns have few different days."""

    def __missing__(self, ends: tuple[dt.date, dt.date]) -> int:
        self[ends] = working_days(*ends)
        return self[ends]


class _Tally:
    """Returns as they are counted, one after the other: there may be eighty thousand."""

    def __init__(self) -> None:
        self.returns = self.changes_asked = self.sent_again = self.answered_before = 0
        self.answered: Days = Counter()
        self.waiting: Days = Counter()

    def take(self, mark: ReturnMark, lengths: _Lengths, today: dt.date) -> None:
        """Count one more."""
        self.returns += 1
        self.sent_again += mark.times_sent > 1
        state, certified, answered = mark.state, mark.certified_at, mark.answered_at
        if state is ReturnState.CERTIFIED:
            self.waiting[lengths[(certified or mark.since).date(), today]] += 1
        elif certified and answered and certified <= answered:
            self.answered[lengths[certified.date(), answered.date()]] += 1
        self.changes_asked += mark.sent_back
        self.answered_before += len(mark.answered_before)
        for earlier, then in mark.answered_before:
            self.answered[lengths[earlier.date(), then.date()]] += 1

    def summed(self) -> Turnaround:
        """What was counted."""
        return Turnaround(
            returns=self.returns, answered_days=self.answered, waiting_days=self.waiting,
            changes_asked=self.changes_asked, sent_again=self.sent_again, answered_before=self.answered_before,
        )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What became of change requests. ``took`` and ``overdue`` are in working days; the second until today."""

    in_time: int
    late: int
    took: Waits | None
    granted: int
    refused: int
    open: int
    overdue: Waits | None
    withdrawn: int

    @property
    def decided(self) -> int:
        """How many the centre has answered."""
        return self.in_time + self.late


def answers(requests: Iterable[ChangeRequest], *, today: dt.date) -> Answers:
    """Change requests by whether they were answered by the day they were due; one withdrawn needs no answer."""
    counts: Counter[str] = Counter()
    took: Days = Counter()
    overdue: Days = Counter()
    for request in requests:
        if request.decision is Decision.WITHDRAWN:
            counts["withdrawn"] += 1
        elif request.decided_on is None:
            counts["open"] += 1
            if request.answer_due_on < today:
                overdue[working_days(request.answer_due_on, today)] += 1
        else:
            counts["in_time" if request.decided_on <= request.answer_due_on else "late"] += 1
            counts["granted" if request.decision is Decision.GRANTED else "refused"] += 1
            took[working_days(request.asked_on, request.decided_on)] += 1
    return Answers(
        in_time=counts["in_time"], late=counts["late"], took=waits(took), granted=counts["granted"],
        refused=counts["refused"], open=counts["open"], overdue=waits(overdue), withdrawn=counts["withdrawn"],
    )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Burden:
    """One finished round: the answers it asked for, and those to questions of which no use is on record."""

    round: Round
    returns: int
    unused: tuple[Question, ...]

    @property
    def asked(self) -> int:
        """How many answers were asked for."""
        return self.returns * len(self.round.questions)

    @property
    def never_used(self) -> int:
        """How many answers were asked for and not used, as far as is recorded."""
        return self.returns * len(self.unused)


def burdens(
    rounds: Iterable[Round],
    unused: Iterable[tuple[Round, Question, int]],
    returns: Mapping[str, int],
    *,
    today: dt.date,
) -> tuple[Burden, ...]:
    """The rounds past their due day in the order given; ``returns`` counts those of each, as far as they may be read.

    Where a question was not used, its own count of answers stands before that: it knows all returns of the round.
    """
    bare: dict[str, list[Question]] = {}
    known: dict[str, int] = {}
    for asked, question, count in unused:
        bare.setdefault(asked.round_id, []).append(question)
        known[asked.round_id] = max(count, known.get(asked.round_id, 0))
    return tuple(
        Burden(
            round=one,
            returns=known.get(one.round_id, returns.get(one.round_id, 0)),
            unused=tuple(bare.get(one.round_id, ())),
        )
        for one in rounds
        if one.due_on < today
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Alterations:
    """One programme: how many of its transformations were awarded money, and whose award was changed afterwards.

    A change is a decision after the day of the first award; ``added`` and ``taken_back`` are pounds.
    """

    programme_id: str
    awarded: int
    altered: int
    added: float
    taken_back: float


def alterations(every: Iterable[Tracked]) -> tuple[Alterations, ...]:
    """The programmes in which money was awarded, in the order in which they are met."""
    found: dict[str, list[Delivery]] = {}
    for one in every:
        if one.delivery is not None and one.delivery.awarded is not None:
            found.setdefault(one.programme_id, []).append(one.delivery)
    return tuple(
        Alterations(
            programme_id=programme_id,
            awarded=len(mine),
            altered=sum(bool(one.award_added or one.award_taken_back) for one in mine),
            added=sum(one.award_added for one in mine),
            taken_back=sum(one.award_taken_back for one in mine),
        )
        for programme_id, mine in found.items()
    )
