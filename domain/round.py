"""A round: what the centre asks of a programme's transformations for one period, why, and by when."""

import datetime as dt
from enum import StrEnum
from typing import Self

from pydantic import Field, model_validator

from domain.frozen import Frozen
from domain.record import Identifier, Line, Record, Remark


class AnswerKind(StrEnum):
    """What an answer must be. Those of the second half are asked in several fields, and become records of their own."""

    TEXT = "text"
    NUMBER = "number"
    POUNDS = "pounds"
    DATE = "date"
    YES_OR_NO = "yes_or_no"
    CHOICE = "choice"

    STANDING = "standing"  # status, the dated event that gave it, evidence, self-rating, why it is late
    SPEND = "spend"  # actual and forecast, capital and revenue, by quarter and year
    MILESTONES = "milestones"
    OUTPUTS = "outputs"  # from the programme's list or of the place's own, with units
    RISKS = "risks"

    @property
    def of_several_fields(self) -> bool:
        """Whether the answer is made of several fields."""
        return self in {
            type(self).STANDING,
            type(self).SPEND,
            type(self).MILESTONES,
            type(self).OUTPUTS,
            type(self).RISKS,
        }


class Question(Frozen):
    """One question, with the reason it is asked and who used the last answer to it (empty: nobody yet)."""

    question_id: Identifier
    wording: Remark
    asked_because: Remark
    last_used_by: tuple[Line, ...] = ()
    answer_kind: AnswerKind = AnswerKind.TEXT
    unit: Line | None = None
    choices: tuple[Line, ...] = ()
    required: bool = True

    @model_validator(mode="after")
    def _has_choices_where_it_needs_them(self) -> Self:
        if (self.answer_kind is AnswerKind.CHOICE) != bool(self.choices):
            raise ValueError(f"{self.question_id}: give choices to a question that asks for one, and to no other")
        return self


class Round(Record):
    """One round of returns for a programme: its questions, the period they are about, and when answers are due."""

    round_id: Identifier
    programme_id: Identifier
    title: Line
    period_start: dt.date
    period_end: dt.date
    opens_on: dt.date
    due_on: dt.date
    questions: tuple[Question, ...] = Field(min_length=1)

    @property
    def record_id(self) -> str:
        """The key of the round."""
        return self.round_id

    @model_validator(mode="after")
    def _dates_and_questions_agree(self) -> Self:
        if self.period_end < self.period_start:
            raise ValueError(
                f"the period ends on {self.period_end:%-d %B %Y}, before it starts on {self.period_start:%-d %B %Y}"
            )
        if self.due_on < self.opens_on:
            raise ValueError(
                f"answers are due on {self.due_on:%-d %B %Y}, before the round opens on {self.opens_on:%-d %B %Y}"
            )
        ids = [question.question_id for question in self.questions]
        if repeated := sorted({name for name in ids if ids.count(name) > 1}):
            raise ValueError(f"two questions are called {', '.join(repeated)}: give each its own name")
        return self
