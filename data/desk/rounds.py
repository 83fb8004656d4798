"""Rounds: what the centre asks, of whom, until when, and what the answers were used for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from data.desk.faults import RoundRefused
from data.desk.opening_rounds import refuse_unfit, returns_due
from data.desk.steps import reason
from data.register.appends import Draft
from data.register.faults import Conflict, NotThere
from data.returns.standard import STANDARD_QUESTIONS
from domain.permission import Action
from domain.question_use import QuestionUse
from domain.returns import Return
from domain.round import Question, Round
from domain.version import Version

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from data.desk.desk import Desk

AT_MOST = 10_000


class Rounds:
    """The rounds as one person may open and use them; everybody may read what is asked and what came of it."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def every(self, programme_id: str | None = None) -> list[Version[Round]]:
        """All rounds, of one programme or of all, those due last first."""
        found = self._desk.register.find(Round, limit=AT_MOST, **_only(programme_id=programme_id))
        return sorted(found, key=lambda version: (version.record.due_on, version.record.round_id), reverse=True)

    def get(self, round_id: str) -> Version[Round] | None:
        """One round, or none of that id."""
        return self._desk.register.get(Round, round_id)

    def questions_for(self, programme_id: str) -> tuple[Question, ...]:
        """The questions a new round of a programme begins with: those of its last round, each with who used it last."""
        rounds = self.every(programme_id)
        if not rounds:
            return STANDARD_QUESTIONS
        users = self._users(rounds[0].record.round_id)
        return tuple(
            question.model_copy(update={"last_used_by": users.get(question.question_id, ())})
            for question in rounds[0].record.questions
        )

    def owed_by(self, programme_id: str) -> Mapping[str, str]:
        """Who would answer for a programme: the place code of every transformation of it that has one, by its id."""
        return {
            one.transformation_id: one.place_codes[0]
            for one in self._desk.every().values()
            if one.programme_id == programme_id and one.place_codes
        }

    def open(
        self, new: Round, owed: Mapping[str, str], *, why: str, progress: Callable[[int, int], None] | None = None
    ) -> Version[Round]:
        """Open a round and make a return due from every transformation in ``owed``: all of it, or nothing."""
        self._desk.demand(Action.OPEN_ROUND, of=f"the programme {new.programme_id}")
        why = reason(why)
        refuse_unfit(self._desk, new, owed)
        drafts = [Draft(new), *(Draft(due) for due in returns_due(new, owed, progress))]
        try:
            opened = self._desk.register.append_all(drafts, by=self._desk.person.person_id, why=why)
        except Conflict as conflict:
            first = conflict.clashes[0].theirs
            raise RoundRefused(
                f"{first.told_by} opened the round {new.round_id!r} on {first.told_at:%-d %B %Y at %H:%M} UTC, while"
                " you were about to. Yours was not opened. Look at theirs first."
            ) from conflict
        if progress:
            progress(len(owed), len(owed))
        return cast("Version[Round]", opened[0])

    def uses(self, round_id: str | None = None) -> list[Version[QuestionUse]]:
        """What answers were used for, the latest use first."""
        found = self._desk.register.find(QuestionUse, limit=AT_MOST, **_only(round_id=round_id))
        return sorted(found, key=lambda version: (version.record.used_on, version.line), reverse=True)

    def note_use(self, use: QuestionUse, *, why: str) -> Version[QuestionUse]:
        """Record one use."""
        self._desk.demand(Action.NOTE_USE, of=f"the question {use.question_id}")
        asked = self.get(use.round_id)
        if asked is None or use.question_id not in {each.question_id for each in asked.record.questions}:
            raise NotThere(
                f"The round {use.round_id!r} did not ask {use.question_id!r}. Nothing was saved. Choose the question"
                " from the list of the round."
            )
        if use.used_on > self._desk.today:
            raise RoundRefused(
                f"The answers were used on {use.used_on:%-d %B %Y}, it says, which is still to come. Nothing was saved."
                " Give the day on which they were used."
            )
        return self._desk.register.append(use, by=self._desk.person.person_id, why=reason(why), replaces=None)

    def questions_unused(self) -> Sequence[tuple[Round, Question, int]]:
        """Questions of finished rounds whose answers nobody used, each with how many answers were asked for."""
        used = {(use.record.round_id, use.record.question_id) for use in self.uses()}
        found = []
        for version in self.every():
            asked = version.record
            unused = [each for each in asked.questions if (asked.round_id, each.question_id) not in used]
            if asked.due_on < self._desk.today and unused:
                answers = self._desk.register.count(Return, round_id=asked.round_id)
                found += [(asked, question, answers) for question in unused]
        return found

    def _users(self, round_id: str) -> dict[str, tuple[str, ...]]:
        """Who used the answers to each question of a round, the latest first."""
        users: dict[str, dict[str, None]] = {}
        for version in self.uses(round_id):
            users.setdefault(version.record.question_id, {})[version.record.used_by] = None
        return {question_id: tuple(names) for question_id, names in users.items()}


def _only(**filters: str | None) -> dict[str, Any]:
    """The filters that say something."""
    return {name: value for name, value in filters.items() if value is not None}
