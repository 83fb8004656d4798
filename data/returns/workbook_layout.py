"""How the spreadsheet of a form is laid out: what the writer and the reader of it must agree on."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from domain.form import Field, Form, Row, Section
from domain.round import AnswerKind

ANSWERS_AT, NO_ANSWERS = "answers_at", "none"
VERSION = "1"
"""The version of the layout. Any change that a reader of an older file would stumble over makes it a new one."""

ABOUT, CHOICES, START = "about this file", "choices", "Start here"
KEY_COLUMN, LABEL_COLUMN, FIRST_COLUMN = 1, 2, 3
KEY_ROW, TITLE_ROW, WHY_ROW, WORKSPACE_ROW, HEADER_ROW, HELP_ROW, FIRST_ROW = 1, 2, 3, 4, 5, 6, 7
SHEET_KEY, ROW_KEY, COLUMN_KEY = "question:", "row:", "column:"
ANSWER = "Your answer"
ROW, QUESTION, UNIT, NEEDED = "Row", "Question", "Unit", "Must it be answered?"
HOW, WHY, KNOWN = "How to answer", "Why it is asked", "Where filled-in values come from"
OUR_TITLES = frozenset({ROW, QUESTION, UNIT, NEEDED, HOW, WHY, KNOWN})  # of columns that are there to be read
NOT_ASKED = "not asked"  # stands in a cell of a table for which its row has no field
FILL_IN = " (fill in)"
SEVERAL, SEVERAL_WHY = "Questions", "Each question says beside it why it is asked."
LONGEST_TITLE = 31
NOT_IN_TITLES = re.compile(r"[\[\]:*?/\\']")
YES_OR_NO = ("yes", "no")


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a sheet: its key, what stands before it, and its field for each column that has one."""

    key: str
    label: str
    cells: tuple[Field | None, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Layout:
    """One sheet: its key and title, the titles of its columns to fill in, and its rows. A ``table`` has several a row.

    ``why`` is said above all of it, ``guidance`` too; rows of several questions say it each for itself.
    """

    key: str
    title: str
    heading: str
    why: str
    guidance: str
    columns: tuple[str, ...]
    lines: tuple[Line, ...]
    table: bool


def layouts(form: Form) -> tuple[Layout, ...]:
    """A sheet for every section, each with a title of its own; sections of one field share the last sheet."""
    taken = {START.casefold(), ABOUT, CHOICES}
    made = [_layout(section, _title(section.title, taken)) for section in form.sections if len(section.fields) != 1]
    single = [section for section in form.sections if len(section.fields) == 1]
    if single:
        lines = tuple(line for section in single for line in _lines(section))
        title = _title(SEVERAL, taken)
        made.append(Layout(SEVERAL, title, SEVERAL, SEVERAL_WHY, "", (ANSWER,), lines, table=False))
    return tuple(made)


def choices_of(field: Field) -> tuple[str, ...]:
    """What may be chosen for a field, nothing where anything may be written."""
    return field.choices or (YES_OR_NO if field.kind is AnswerKind.YES_OR_NO else ())


def identity(form: Form, workspace: str) -> dict[str, str]:
    """What a file says of itself, so that it is never loaded into another return."""
    return {
        "template_version": VERSION,
        "return_id": form.owed.record_id,
        "round_id": form.round.round_id,
        "place_code": form.owed.place_code,
        "workspace": workspace,
        "title": form.title,
        "round_title": form.round.title,
    }


def _layout(section: Section, title: str) -> Layout:
    table = len(section.rows) > 1 and any(len(row.fields) > 1 for row in section.rows)
    columns = tuple(dict.fromkeys(_column(row, each) for row in section.rows for each in row.fields))
    return Layout(
        key=section.question.question_id,
        title=title,
        heading=section.title,
        why=f"{section.question.wording} {_why(section)}",
        guidance=section.guidance,
        columns=columns if table else (ANSWER,),
        lines=_across_columns(section, columns) if table else _lines(section),
        table=table,
    )


def _lines(section: Section) -> tuple[Line, ...]:
    """A row for every field."""
    return tuple(
        Line(each.field_id, _label(row, each, alone=len(row.fields) == 1), (each,), _why(section))
        for row in section.rows
        for each in row.fields
    )


def _across_columns(section: Section, columns: tuple[str, ...]) -> tuple[Line, ...]:
    """A row for every row, with a column for every label that any row has."""
    return tuple(Line(row.row_id, row.label, _across(row, columns), _why(section)) for row in section.rows)


def _why(section: Section) -> str:
    used = ", ".join(section.question.last_used_by)
    uses = f"The last answers were used by: {used}." if used else "Nobody has recorded a use of the last answers."
    return f"Why it is asked: {section.question.asked_because} {uses}"


def _across(row: Row, columns: tuple[str, ...]) -> tuple[Field | None, ...]:
    by_label = {_column(row, each): each for each in row.fields}
    return tuple(by_label.get(label) for label in columns)


def _column(row: Row, field: Field) -> str:
    """The label of a field without that of its row, which stands before it."""
    return field.label.removesuffix(f", {row.label}").removeprefix(f"{row.label}: ")


def _label(row: Row, field: Field, *, alone: bool) -> str:
    """The row's own label where it says more than the field's."""
    if alone and row.label and row.label != field.label:
        return f"{row.label}: {field.label}" if field.label else row.label
    return field.label


def _title(wanted: str, taken: set[str]) -> str:
    """A title a sheet may have: short, plain, and no other sheet's."""
    plain = NOT_IN_TITLES.sub(" ", wanted).strip() or "Questions"
    for title in _variants(plain):
        if title.casefold() not in taken:
            taken.add(title.casefold())
            return title
    raise AssertionError("there is always another number")


def _variants(plain: str) -> Iterator[str]:
    yield plain[:LONGEST_TITLE].strip()
    number = 2
    while True:
        ending = f" {number}"
        yield plain[: LONGEST_TITLE - len(ending)].strip() + ending
        number += 1
