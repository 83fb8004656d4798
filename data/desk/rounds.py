"""Rounds: what the centre asks, of whom, until when, and what the answers were used for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.question_use import QuestionUse
from domain.round import Question, Round
from domain.version import Version

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from data.desk.desk import Desk


class Rounds:
    """The rounds as one person may read, open and use them."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def every(self, programme_id: str | None = None) -> list[Version[Round]]:
        """All rounds, of one programme or of all, those due last first."""
        raise NotImplementedError

    def get(self, round_id: str) -> Version[Round] | None:
        """One round, or none of that id."""
        raise NotImplementedError

    def questions_for(self, programme_id: str) -> tuple[Question, ...]:
        """The questions a new round of a programme begins with: those of its last round, each with who used it last."""
        raise NotImplementedError

    def owed_by(self, programme_id: str) -> Mapping[str, str]:
        """Who would answer for a programme: the place code of every transformation of it that has one, by its id."""
        raise NotImplementedError

    def open(
        self, new: Round, owed: Mapping[str, str], *, why: str, progress: Callable[[int, int], None] | None = None
    ) -> Version[Round]:
        """Open a round and make a return due from every transformation in ``owed``: all of it, or nothing."""
        raise NotImplementedError

    def uses(self, round_id: str | None = None) -> list[Version[QuestionUse]]:
        """What answers were used for."""
        raise NotImplementedError

    def note_use(self, use: QuestionUse, *, why: str) -> Version[QuestionUse]:
        """Record one use."""
        raise NotImplementedError

    def questions_unused(self) -> Sequence[tuple[Round, Question, int]]:
        """Questions of finished rounds whose answers nobody used, each with how many answers were asked for."""
        raise NotImplementedError
