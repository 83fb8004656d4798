"""The clocks of asks and offers, and the exchange's own record: how soon asks are answered, and how many are met."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median

from domain.appeal import Appeal, AppealOutcome
from metrics.stewardship.working_days import working_days


@dataclass(frozen=True, slots=True)
class Clock:
    """How an ask or offer stands, in working days.

    ``open_for`` counts until it was closed. ``first_answer`` is how long the first answer took, none where none has
    come. ``overdue`` is how long ago the day passed by which it was wanted, nought where it has not or it is closed.
    """

    open_for: int
    first_answer: int | None
    overdue: int
    waiting: bool


def clock_of(one: Appeal, today: dt.date) -> Clock:
    """The clock of one on a day. Who waits is an ask that is open and that nobody has answered."""
    until = one.closed_on or today
    return Clock(
        open_for=working_days(one.posted_on, until),
        first_answer=working_days(one.posted_on, one.answered_on) if one.answered_on else None,
        overdue=working_days(one.wanted_by, today) if one.open else 0,
        waiting=one.open and not one.offers and one.answered_on is None,
    )


@dataclass(frozen=True, slots=True)
class ExchangeRecord:
    """What became of the asks: how many, how many wait for a first answer and the longest of them, and the middle wait.

    ``closed`` counts asks that came to an end by themselves: one that was taken back is in ``taken_back`` alone.
    ``median_days`` is none where no ask has been answered. All waits are in working days.
    """

    asks: int
    offers: int
    waiting: int
    longest_wait: int
    overdue: int
    answered: int
    median_days: float | None
    closed: int
    met: int
    partly_met: int
    taken_back: int


def exchange_record(appeals: Iterable[Appeal], today: dt.date) -> ExchangeRecord:
    """The record of everything posted."""
    every = list(appeals)
    asks = [(one, clock_of(one, today)) for one in every if not one.offers]
    waits = [clock.open_for for _one, clock in asks if clock.waiting]
    answered = [clock.first_answer for _one, clock in asks if clock.first_answer is not None]
    outcomes = [one.outcome for one, _clock in asks if one.outcome is not None]
    taken_back = outcomes.count(AppealOutcome.TAKEN_BACK)
    return ExchangeRecord(
        asks=len(asks),
        offers=len(every) - len(asks),
        waiting=len(waits),
        longest_wait=max(waits, default=0),
        overdue=sum(clock.overdue > 0 for _one, clock in asks),
        answered=len(answered),
        median_days=float(median(answered)) if answered else None,
        closed=len(outcomes) - taken_back,
        met=outcomes.count(AppealOutcome.MET),
        partly_met=outcomes.count(AppealOutcome.PARTLY_MET),
        taken_back=taken_back,
    )
