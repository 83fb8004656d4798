"""Turnaround: how long the centre keeps returns, from the certificate to its answer, in working days."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median

from domain.delivery import ReturnMark
from domain.returns import ReturnState
from metrics.stewardship.working_days import working_days


@dataclass(frozen=True, slots=True)
class Turnaround:
    """How long returns took that the centre answered, and how long those have waited that it has not.

    ``answered`` and ``waiting`` are working days, shortest first; a return answered twice counts with both answers.
    """

    answered: tuple[int, ...]
    waiting: tuple[int, ...]

    @property
    def middle(self) -> float | None:
        """The middle one of the answered, none where nothing has been answered."""
        return median(self.answered) if self.answered else None

    @property
    def longest_waiting(self) -> int | None:
        """How long the one that has waited longest has waited, none where nothing waits."""
        return self.waiting[-1] if self.waiting else None


def turnaround(marks: Iterable[ReturnMark], *, today: dt.date) -> Turnaround:
    """The turnaround of some returns; those not certified yet are the places' own and are left out."""
    answered: list[int] = []
    waiting: list[int] = []
    for mark in marks:
        days = kept_for(mark, today=today)
        if days is not None:
            (waiting if mark.state is ReturnState.CERTIFIED else answered).append(days)
        answered += (working_days(certified.date(), then.date()) for certified, then in mark.answered_before)
    return Turnaround(tuple(sorted(answered)), tuple(sorted(waiting)))


def kept_for(mark: ReturnMark, *, today: dt.date) -> int | None:
    """For how many working days the centre kept, or has kept, one return; none where it never got it.

    A return that went back to its place and was certified anew is counted from its last certificate.
    """
    if mark.certified_at is None:
        return None
    if mark.state is ReturnState.CERTIFIED:
        return working_days(mark.certified_at.date(), today)
    if mark.answered_at is None or mark.answered_at < mark.certified_at:
        return None
    return working_days(mark.certified_at.date(), mark.answered_at.date())
