"""A form: what a return asks of one transformation, field by field, with what is known. No widget, no file."""

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum

from domain.returns import Return
from domain.round import AnswerKind, Question, Round


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One thing to fill in. ``field_id`` is the ``question_id`` of the ``Answer`` that keeps what is typed.

    ``prefilled`` is what is known already and ``known_from`` where from; an answer that was typed stands before it.
    ``help`` says what to write where the label alone does not. ``longest`` is how many characters fit.
    """

    field_id: str
    label: str
    kind: AnswerKind
    unit: str = ""
    choices: tuple[str, ...] = ()
    required: bool = False
    prefilled: str = ""
    known_from: str = ""
    help: str = ""
    longest: int = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of a section that is a table: a milestone, a quarter, a risk. A ``new`` one may stay empty."""

    row_id: str
    label: str
    fields: tuple[Field, ...]
    new: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """The fields of one question. A question with one field has one row; a table has several."""

    question: Question
    title: str
    rows: tuple[Row, ...]
    guidance: str = ""

    @property
    def fields(self) -> tuple[Field, ...]:
        """Every field in order."""
        return tuple(each for row in self.rows for each in row.fields)


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """Everything one return asks, in order."""

    round: Round
    owed: Return
    title: str
    sections: tuple[Section, ...]

    @property
    def fields(self) -> dict[str, Field]:
        """Every field by its id."""
        return {each.field_id: each for section in self.sections for each in section.fields}


class Weight(StrEnum):
    """What a fault does."""

    STOPS = "stops"  # the return cannot be sent like this
    EXPLAIN = "explain"  # it can be sent once the field named in the remedy says why


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One thing wrong with what was filled in: where, the value, what is wrong, and how to put it right.

    ``sheet`` and ``cell`` say where in a spreadsheet; both are empty for what was typed here. ``about`` is what the row
    is about, in words, in a file of many records.
    """

    field_id: str
    label: str
    value: str
    wrong: str
    remedy: str
    weight: Weight = Weight.STOPS
    sheet: str = ""
    cell: str = ""
    about: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What the checks of a return are held against: money awarded, when it started, what was said last time.

    Amounts are pounds. ``spent_before`` is the actual spend reported up to the quarter before the round's period.
    """

    today: dt.date
    awarded: float | None = None
    starts_on: dt.date | None = None
    ends_on: dt.date | None = None
    last_status: str = ""
    spent_before: float = 0.0
    indicators: dict[str, str] = field(default_factory=dict)  # the programme's own outputs, each with its unit
