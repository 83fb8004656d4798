"""An evaluation: what the official figures say a local change did, with everything needed to run it again."""

import datetime as dt
from enum import StrEnum
from typing import Self

from pydantic import Field, model_validator

from domain.evidence import Design, Number
from domain.record import Identifier, Line, Passage, PlaceCode, Record, Remark


class Answer(StrEnum):
    """What an evaluation can say. Most can say nothing."""

    ROSE = "rose"
    FELL = "fell"
    NO_CLEAR_EFFECT = "no_clear_effect"
    CANNOT_TELL = "cannot_tell"


class Evaluation(Record):
    """One run, attached to a transformation or a practice. The numbers are in the metric's unit.

    ``detectable`` is the smallest effect that would have been seen. ``settings`` are the options it was run with, by
    name; together with the build of the figures and the rules they give the same numbers again. ``cannot_tell`` says
    why where there is no answer.
    """

    evaluation_id: Identifier
    metric_id: Identifier
    place_codes: tuple[PlaceCode, ...] = Field(min_length=1)
    starts_on: dt.date
    design: Design
    answer: Answer
    finding: Remark
    effect: Number | None = None
    lower: Number | None = None
    upper: Number | None = None
    se: Number | None = None
    p_value: Number | None = None
    detectable: Number | None = None
    pre_fit: Number | None = None
    pre_fit_passes: bool = False
    in_time_placebo_null: bool = False
    placebos: int = 0
    unit: Line
    cannot_tell: Passage = ""
    settings: tuple[tuple[Line, Passage], ...] = ()
    build_id: Line
    rule_version: Line
    run_on: dt.date
    transformation_id: Identifier | None = None
    practice_id: Identifier | None = None
    adoption_id: Identifier | None = None

    @property
    def record_id(self) -> str:
        """The key of the evaluation."""
        return self.evaluation_id

    @model_validator(mode="after")
    def _answers_or_says_why_not(self) -> Self:
        if (self.answer is Answer.CANNOT_TELL) != bool(self.cannot_tell):
            raise ValueError("an evaluation that cannot tell says why, and no other does")
        return self
