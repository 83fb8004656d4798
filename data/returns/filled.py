"""A form as it was filled in: what was typed over what was known, read into values once."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from data.returns.naming import field_id
from data.returns.reading import Unreadable, Value, read
from domain.form import Fault, Field, Form, Row, Section, Weight
from domain.record import BREAKS, UNSEEN
from domain.round import AnswerKind

MOST_SHOWN = 120
ONE_LINE = 300


@dataclass(frozen=True, slots=True)
class Filled:
    """The values of a form that could be read, and the faults of those that could not, by the id of their field."""

    form: Form
    texts: Mapping[str, str]
    values: Mapping[str, Value]
    unreadable: Mapping[str, Fault]

    def text(self, section: Section, row: Row, column: str) -> str:
        """What a cell holds as text, nothing where it is empty or the row has no such column."""
        return self.texts.get(field_id(section.question.question_id, row.row_id, column), "")

    def value(self, section: Section, row: Row, column: str) -> Value | None:
        """What a cell says, none where it is empty or could not be read."""
        return self.values.get(field_id(section.question.question_id, row.row_id, column))

    def touched(self, row: Row) -> bool:
        """Whether anything stands in a row."""
        return any(self.texts.get(field.field_id) for field in row.fields)

    def sections(self, kind: AnswerKind) -> Iterator[Section]:
        """The sections of one kind."""
        return (section for section in self.form.sections if section.question.answer_kind is kind)

    def fault(
        self, section: Section, row: Row, column: str, wrong: str, remedy: str, *, weight: Weight = Weight.STOPS
    ) -> Fault:
        """A fault of one cell."""
        key = field_id(section.question.question_id, row.row_id, column)
        field = next(each for each in row.fields if each.field_id == key)
        return fault_of(section, row, field, self.texts.get(key, ""), wrong, remedy, weight=weight)


def fill(form: Form, typed: Mapping[str, str]) -> Filled:
    """What was typed, else what was known; emptied on purpose is empty."""
    texts: dict[str, str] = {}
    values: dict[str, Value] = {}
    unreadable: dict[str, Fault] = {}
    for section, row, field in cells(form):
        text = typed.get(field.field_id, field.prefilled).strip()
        if not text:
            continue
        texts[field.field_id] = text
        try:
            values[field.field_id] = read(field, _fitting(field, text))
        except Unreadable as error:
            unreadable[field.field_id] = fault_of(section, row, field, text, error.wrong, error.remedy)
    return Filled(form, texts, values, unreadable)


def cells(form: Form) -> Iterator[tuple[Section, Row, Field]]:
    """Every field of a form with where it stands, in order."""
    return ((section, row, field) for section in form.sections for row in section.rows for field in row.fields)


def fault_of(
    section: Section, row: Row, field: Field, text: str, wrong: str, remedy: str, *, weight: Weight = Weight.STOPS
) -> Fault:
    """A fault that says where it is in words."""
    shown = text if len(text) <= MOST_SHOWN else f"{text[:MOST_SHOWN]}..."
    shown = UNSEEN.sub("\N{REPLACEMENT CHARACTER}", shown)
    label = label_of(section, row, field)
    return Fault(field_id=field.field_id, label=label, value=shown, wrong=wrong, remedy=remedy, weight=weight)


def label_of(section: Section, row: Row, field: Field) -> str:
    """What a cell is called by itself: in a list after its row."""
    several = len(section.rows) > 1 and row.label not in field.label
    return f"{row.label}: {field.label}" if several else field.label


def _fitting(field: Field, text: str) -> str:
    """The text itself, where it fits and every character of it can be seen."""
    if len(text) > field.longest:
        raise Unreadable(
            f"It is {len(text):,} characters long, and {field.longest:,} fit.",
            f"Shorten it by {len(text) - field.longest:,} characters.",
        )
    if found := UNSEEN.search(text):
        raise Unreadable(
            f"Character {found.start() + 1} is {found.group()!a}, which cannot be seen.",
            "Take it out: it often comes along when text is copied from elsewhere.",
        )
    if field.kind is AnswerKind.TEXT and field.longest <= ONE_LINE and BREAKS.search(text):
        raise Unreadable("It goes over several lines.", "Write it on one line.")
    return text
