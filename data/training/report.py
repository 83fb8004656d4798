"""What one return reports when it is sent: status with its event, spend, milestones, outputs, risks."""

from __future__ import annotations

import datetime as dt
from random import Random
from typing import TYPE_CHECKING

from data.returns.form import note_of
from data.returns.lists import DELAY_REASONS
from data.training import words
from data.training.risks import moved
from data.training.spans import Span
from data.training.stories import Story
from domain.record import Record
from domain.transformation import Status
from domain.update import Update

if TYPE_CHECKING:
    from data.training.life import Life

USUALLY_BARE = 0.02
UNHURT = frozenset({Status.ON_TRACK, Status.COMPLETED, Status.NOT_STARTED})
LATE = frozenset({Status.DELAYED, Status.STALLED})


class Report:
    """Reports one life, and brings it on as far as the half-year did."""

    def __init__(self, life: Life, rng: Random) -> None:
        self._life, self._rng = life, rng
        self._done = rng.uniform(0.02, 0.1)
        self._starts_late = life.story in {Story.ORDINARY, Story.DELAYED} and rng.random() < 0.1
        self._turned = False
        self._number = 0

    def records(self, span: Span, return_id: str, sent_on: dt.date) -> list[Record]:
        """Everything the return brings."""
        life = self._life
        turned = span.number >= life.turns
        idle = self._starts_late and self._number == 0 and life.money.spent == 0
        half = 1 if turned else 0
        if not idle:
            share = life.temper.builds[half] * 2 / len(life.money.quarters)
            self._done = min(1.0, self._done + share * self._rng.uniform(0.9, 1.1))
        status = Status.NOT_STARTED if idle else life.status if turned else Status.ON_TRACK
        if status is Status.ON_TRACK and life.story in _BY_THE_DAY and life.steps.planned_until <= span.ends_on:
            status = Status.COMPLETED
        newly, self._turned = turned and not self._turned, turned
        if status in {Status.COMPLETED, Status.CANCELLED}:
            self._done = 1.0 if status is Status.COMPLETED else self._done
            life.end()
        spends = 0.0 if idle else life.temper.spends[half]
        return [
            self._update(span, return_id, status, half),
            *life.money.spend(span.quarters, spends, return_id, capped=life.story is not Story.OVERSPENT),
            *self._steps(span, status, sent_on),
            *life.made.so_far(self._done, span.ends_on, return_id),
            *(self._turning(span, status, return_id) if newly else ()),
            *self._risks(trouble=status not in UNHURT),
        ]

    def _update(self, span: Span, return_id: str, status: Status, half: int) -> Update:
        life, rng = self._life, self._rng
        on = span.ends_on - dt.timedelta(days=rng.randint(2, 130))
        self._number += 1
        hushed = life.story is Story.SILENT and half == 1
        bare = hushed or rng.random() < (life.temper.bare if half else USUALLY_BARE)
        rating = min(5, max(1, life.temper.rates[half] + rng.choice((0, 0, 0, 0, -1))))
        return Update(
            update_id=f"{life.subject.transformation_id}.U{self._number}",
            transformation_id=life.subject.transformation_id,
            happened_on=on,
            event=words.event(status, life.subject.theme, rng),
            status=status,
            self_rating=rating,
            return_id=return_id,
            evidence="" if bare else words.evidence(life.subject.theme, on, rng),
            note=self._note(status),
        )

    def _note(self, status: Status) -> str:
        """What it adds in its own words; what is late begins with a reason of the list, as the form has it."""
        theme, rng = self._life.subject.theme, self._rng
        if status in UNHURT:
            return words.sentence(words.NOTES, theme, rng)
        reason = rng.choice(DELAY_REASONS) if status in LATE else ""
        return note_of(reason, words.sentence(words.DELAY_NOTES, theme, rng))

    def _steps(self, span: Span, status: Status, sent_on: dt.date) -> list[Record]:
        """Milestones that were reached, and new days for the others where something holds it up."""
        life = self._life
        if status is Status.CANCELLED:
            return []
        reached = life.steps.done_so_far(
            1.0 if status is Status.COMPLETED else self._done if life.story not in _BY_THE_DAY else 0.0,
            starts_on=span.starts_on, ends_on=span.ends_on, bare=life.temper.bare / 3,
        )  # fmt: skip
        if status in UNHURT:
            return list(reached)
        gone = sum(quarter <= span.quarters[-1] for quarter in life.money.quarters)
        months = max(1.0, (gone - self._done * len(life.money.quarters)) * 3)
        later = life.steps.slipped(min(months, 30.0), sent_on)
        return [*reached, *(step for step in later if step.reached_on is None)]

    def _turning(self, span: Span, status: Status, return_id: str) -> list[Record]:
        """The plans of money and outputs after the story has turned."""
        life, last = self._life, span.quarters[-1]
        if status is Status.CANCELLED:
            return list(life.money.nothing_more(last, return_id))
        if status is Status.RESCOPED:
            cut = self._rng.uniform(0.65, 0.85)
            return [*life.money.spread_anew(last, return_id, cut=cut), *life.made.cut(cut, span.ends_on)]
        if status is Status.DELAYED and life.story is not Story.OVERSPENT:
            return list(life.money.spread_anew(last, return_id))
        return []

    def _risks(self, *, trouble: bool) -> list[Record]:
        risks, said = self._life.risks, list[Record]()
        for number, risk in enumerate(risks):
            if now := moved(risk, self._rng, trouble=trouble):
                risks[number] = now
                said.append(now)
        return said


_BY_THE_DAY = frozenset({Story.EXCELLENT, Story.ORDINARY, Story.COMPLETED})
