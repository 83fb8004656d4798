"""The journey of one return: who moved it on, when and with which words, as far as it came by now."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from data.training import words
from data.training.people import NORTH, RETURNS_TEAM, SOUTH, certifier, officer
from data.training.spans import Clock, Span
from data.training.stories import Story, Temper
from data.training.subjects import Subject
from domain.returns import ReturnState

State = ReturnState
TRIES = 12


@dataclass(frozen=True, slots=True)
class Move:
    """One step: to a state, at a moment. ``first`` marks the submission that brings the records of the return."""

    state: ReturnState
    moment: dt.datetime
    by: str
    why: str
    first: bool = False


def journey(subject: Subject, story: Story, temper: Temper, span: Span, due_on: dt.date, rng: Random) -> list[Move]:
    """Everything that would happen to a return, cut off at the last day of which anything is told.

    What belongs to older rounds came to its end, one way or another.
    """
    for _ in range(TRIES):
        moves = _moves(subject, story, temper, span, due_on, rng)
        if span.newest or span.before_newest or (moves[-1:] and moves[-1].state is State.ACCEPTED):
            break
    return moves


def _moves(subject: Subject, story: Story, temper: Temper, span: Span, due_on: dt.date, rng: Random) -> list[Move]:
    moves = []
    clock = Clock(rng, span.until)
    for state, day, by, why, first in _steps(subject, story, temper, span, due_on, rng):
        moment = clock.at(day)
        if moment is None:
            break
        moves.append(Move(state, moment, by, why, first))
    return moves


Step = tuple[ReturnState, dt.date, str, str, bool]


def _steps(subject: Subject, story: Story, temper: Temper, span: Span, due_on: dt.date, rng: Random) -> Iterator[Step]:
    author, finance = officer(subject.place).address, certifier(subject.place).address

    def say(choices: tuple[str, ...]) -> str:
        return words.sentence(choices, subject.theme, rng, period=span.words, month=f"{span.ends_on:%B}")

    sent = _sent_on(temper, span, due_on, rng)
    begun = max(span.opens_on + _days(rng, 1, 6), sent - _days(rng, 1, 24))
    yield State.DRAFT, begun, author, "First figures put in", False
    yield State.SUBMITTED, sent, author, say(words.SENT), True
    day = sent
    if rng.random() < 0.06:
        day += _days(rng, 1, 5)
        yield State.DRAFT, day, finance, say(words.SENT_BACK), False
        day += _days(rng, 1, 6)
        yield State.SUBMITTED, day, author, "Corrected as the finance officer asked", False
    day += _days(rng, 9, 30) if rng.random() < 0.14 else _days(rng, 0, 6)
    yield State.CERTIFIED, day, finance, say(words.CERTIFIED), False
    steward = _steward(subject, rng)
    day += _turnaround(rng)
    if rng.random() < (0.4 if story is Story.CONTRADICTORY else 0.12):
        yield State.CHANGES_ASKED, day, steward, say(words.CHANGES_ASKED), False
        day += _days(rng, 2, 12)
        yield State.DRAFT, day, author, "Opened again to answer the centre", False
        day += _days(rng, 1, 9)
        yield State.SUBMITTED, day, author, "Changed as the centre asked", False
        day += _days(rng, 0, 5)
        yield State.CERTIFIED, day, finance, say(words.CERTIFIED), False
        day += _turnaround(rng)
    if span.before_newest and rng.random() < 0.006:
        return  # left lying
    yield State.ACCEPTED, day, steward, say(words.ACCEPTED), False


def _sent_on(temper: Temper, span: Span, due_on: dt.date, rng: Random) -> dt.date:
    """Some send at once, most about the day it is due, some late; while a round is open only the first are seen."""
    if rng.random() < temper.often_late:
        return due_on + _days(rng, 8, 60)
    if rng.random() < (0.13 if span.newest else 0.3) and temper.late_by[0] < 0:
        return span.opens_on + _days(rng, 6, 24)
    return max(due_on + _days(rng, *temper.late_by), span.opens_on + _days(rng, 5, 12))


def _turnaround(rng: Random) -> dt.timedelta:
    """How long the centre keeps a return."""
    return _days(rng, 28, 70) if rng.random() < 0.12 else _days(rng, 4, 22)


def _steward(subject: Subject, rng: Random) -> str:
    region = subject.place.region_code or subject.place.nation_code or ""
    north = region in {"E12000001", "E12000002", "E12000003"} or region.startswith(("S", "N"))
    return (RETURNS_TEAM if rng.random() < 0.3 else NORTH if north else SOUTH).address


def _days(rng: Random, least: int, most: int) -> dt.timedelta:
    return dt.timedelta(days=rng.randint(least, most))
