"""The fields of one part of a return as widgets: labelled, filled with what is known, and saved when they change."""

from collections.abc import Mapping, Sequence
from html import escape
from textwrap import shorten

import streamlit as st

from domain.form import Fault, Field, Row, Section, Weight
from domain.returns import Answer
from domain.round import AnswerKind
from domain.version import Version
from ui import frame, kept, prose
from ui.plain_label import plain_label
from ui.return_tasks import missing
from ui.return_typing import Typing
from ui.return_words import counted, moment_words

ROWS_AT_ONCE = 10
LONG = 300  # characters; a text that may be longer gets several lines
BESIDE = 3
NAME = 40  # characters of the name of a row that stand in the label of each of its boxes
HINTS = {
    AnswerKind.DATE: "day, month, year",
    AnswerKind.POUNDS: "pounds",
}
FAULTY = {Weight.STOPS: "To put right", Weight.EXPLAIN: "Please explain"}
NEEDED = ("Needed", "Give capital, revenue or both")
Answers = Mapping[str, Version[Answer]]


def draw_section(
    section: Section, typing: Typing, answers: Answers, faults: Sequence[Fault], *, start: int = 1
) -> None:
    """One part: why it is asked and who used the last answer, then its rows."""
    st.html(about(section))
    wrong = {fault.field_id: fault for fault in faults if not missing(fault)}
    rows = _rows_to_show(section, typing, answers)
    first = start if start <= len(rows) else 1
    names = row_names(section.rows)
    for row in rows[first - 1 : first - 1 + ROWS_AT_ONCE]:
        _draw_row(row, typing, answers, wrong, name=names[row.row_id])
    _more_rows(first, len(rows))


def about(section: Section) -> str:
    """What stands above the fields: the question, its reason, who used it last, and what to write in each box."""
    question = section.question
    used = "; ".join(question.last_used_by)
    told = [
        ("Why it is asked", escape(question.asked_because)),
        ("Who used the last answer", escape(used) if used else "Nobody has recorded a use of the last answers."),
    ]
    wording = "" if question.wording == section.title else question.wording
    guidance = [text for text in (wording, section.guidance) if text]
    return (
        prose.heading(section.title)
        + prose.paragraphs(guidance)
        + prose.opening("Why it is asked, and who used the last answer", prose.facts(told))
        + _how_to_fill_in(section)
    )


def _how_to_fill_in(section: Section) -> str:
    """The help of each field once, though a table asks it in every row."""
    helps = {field.label: field.help for field in section.fields if field.help}
    if not helps:
        return ""
    if len(section.fields) == 1:
        return prose.paragraphs(helps.values())
    listed = prose.facts([(label, escape(text)) for label, text in helps.items()])
    return prose.opening("What to write in each box", listed)


def _rows_to_show(section: Section, typing: Typing, answers: Answers) -> list[Row]:
    """Every row on record, the new ones that hold something, and one new one that is empty."""
    shown, empty = [], False
    for row in section.rows:
        holds = any(typing.text(field.field_id, answers.get(field.field_id), field.prefilled) for field in row.fields)
        if not row.new or holds or not empty:
            shown.append(row)
        empty = empty or (row.new and not holds)
    return shown


def row_names(rows: Sequence[Row]) -> Mapping[str, str]:
    """A short name for each row by its id, no two alike, so that no two boxes are called the same; none for one alone.

    >>> row_names([Row(row_id=own, label="Work starts on site", fields=()) for own in ("m1", "m2")])
    {'m1': 'Work starts on site', 'm2': 'Work starts on site (2)'}
    """
    if len(rows) == 1:
        return {rows[0].row_id: ""}
    names: dict[str, str] = {}
    for row in rows:
        short = shorten(row.label, NAME, placeholder="…") or row.row_id
        alike = (short, *(f"{short} ({number})" for number in range(2, len(rows) + 1)))
        names[row.row_id] = next(name for name in alike if name not in names.values())
    return names


def _draw_row(row: Row, typing: Typing, answers: Answers, wrong: Mapping[str, Fault], *, name: str) -> None:
    with st.container():  # also where it holds nothing: where boxes move up by one, the cursor is lost out of them
        if above := _row_heading(row, answers, alone=not name):
            st.html(above)
    for together in _side_by_side(row.fields):
        columns = st.columns(len(together)) if len(together) > 1 else [st.container()]
        for column, field in zip(columns, together, strict=True):
            with column:
                told_of = "" if row.label in field.label else name  # a quarter stands in the label of its amounts
                _draw_field(field, typing, answers, wrong.get(field.field_id), name=told_of)


def _side_by_side(fields: Sequence[Field]) -> list[list[Field]]:
    """The fields in their order: short ones beside each other, long ones by themselves."""
    groups: list[list[Field]] = []
    for field in fields:
        fits = groups and len(groups[-1]) < BESIDE and not _long(field) and not _long(groups[-1][0])
        if fits:
            groups[-1].append(field)
        else:
            groups.append([field])
    return groups


def _row_heading(row: Row, answers: Answers, *, alone: bool) -> str:
    """The name of a row, and where what stands in it comes from."""
    sources = dict.fromkeys(
        field.known_from for field in row.fields if field.prefilled and field.field_id not in answers
    )
    known = " and ".join(source for source in sources if source)
    note = f'<p class="known">Filled in from {escape(known)}. Change what is no longer so.</p>' if known else ""
    return ("" if alone else prose.heading(row.label, depth=3)) + note


def _draw_field(field: Field, typing: Typing, answers: Answers, fault: Fault | None, *, name: str) -> None:
    saved = answers.get(field.field_id)
    key = typing.drawn(field.field_id, saved, field.prefilled)
    _widget(field, key, typing, label=label_of(field, name=name, fault=fault))
    told = fault_note(fault) if fault else ""
    clash = typing.clashes.get(field.field_id)
    if told:
        st.html(told)
    if clash and clash.theirs:
        _draw_clash(field, typing, name=name)


def _widget(field: Field, key: str, typing: Typing, *, label: str) -> None:
    told = {"key": key, "on_change": typing.typed, "args": (field.field_id,)}
    if field.kind in {AnswerKind.CHOICE, AnswerKind.YES_OR_NO}:
        options = _options(field, str(kept.held(key) or ""))
        kept.fill(key, _option(options, str(kept.held(key) or "")))
        if field.kind is AnswerKind.YES_OR_NO:
            st.radio(label, options, index=None, horizontal=True, format_func=plain_label, **told)
        else:
            st.selectbox(label, options, index=None, placeholder="Choose", **told)
    elif _long(field):
        st.text_area(label, max_chars=field.longest, **told)
    else:
        st.text_input(label, max_chars=field.longest, autocomplete="off", **told)


def label_of(field: Field, *, name: str = "", fault: Fault | None = None) -> str:
    """What a box is called: what to write, of which row, and whether something in it is to be put right.

    Streamlit ties nothing but its label to a box, so all that must be heard with it stands there.
    """
    unit = field.unit or HINTS.get(field.kind, "")
    within = f" ({unit})" if unit and unit.casefold() not in field.label.casefold() else ""
    choice = "" if field.required or _asked_for(field) else " (optional)"
    wrong = f" - {FAULTY[fault.weight].lower()}" if fault else ""
    return plain_label(f"{field.label}{within}{choice}{f': {name}' if name else ''}{wrong}")


def _asked_for(field: Field) -> bool:
    """Whether a field that may stay empty is needed all the same as things are: its help says when, or that one is."""
    return field.help.startswith(NEEDED)


def _options(field: Field, text: str) -> list[str]:
    """The choices, and what was filled in elsewhere even where it is none of them, so that it can be seen."""
    choices = list(field.choices) or ["Yes", "No"]
    return choices if not text or _option(choices, text) else [*choices, text]


def _option(options: Sequence[str], text: str) -> str | None:
    return next((option for option in options if option.casefold() == text.strip().casefold()), None)


def _long(field: Field) -> bool:
    return field.kind is AnswerKind.TEXT and field.longest > LONG


def fault_note(fault: Fault) -> str:
    """One thing to put right, below the field it is about."""
    told = f"<strong>{FAULTY[fault.weight]}:</strong> {escape(fault.wrong)} {escape(fault.remedy)}"
    return f'<p class="to-put-right" role="status">{told}</p>'


def _draw_clash(field: Field, typing: Typing, *, name: str) -> None:
    """Two texts for one field: the reader chooses."""
    one = typing.clashes[field.field_id]
    if one.theirs is None:
        return
    theirs = one.theirs.record.text or "(nothing)"
    told = (
        f"Another answer was saved here on {moment_words(one.theirs.told_at)}, after you had opened this page. Yours is"
        " not saved yet, and nothing you typed is lost: choose which of the two stays."
    )
    st.html(
        f'<div class="clash" role="alert"><p>{escape(told)}</p>'
        f"<dl class='terms'><dt>Yours</dt><dd>{escape(one.text or '(nothing)')}</dd>"
        f"<dt>Saved by {escape(one.theirs.told_by)}</dt><dd>{escape(theirs)}</dd></dl></div>"
    )
    with st.container(horizontal=True):
        label = plain_label(f"{field.label}{f': {name}' if name else ''}")
        st.button(
            f"Keep mine: {label}", key=f"{typing.key(field.field_id)}.mine", on_click=typing.keep_mine,
            args=(field.field_id,),
        )  # fmt: skip
        st.button(
            f"Keep theirs: {label}", key=f"{typing.key(field.field_id)}.theirs", on_click=typing.keep_theirs,
            args=(field.field_id,),
        )  # fmt: skip


def _more_rows(first: int, total: int) -> None:
    if total <= ROWS_AT_ONCE:
        return
    with st.container(horizontal=True):
        if first > 1:
            before = max(first - ROWS_AT_ONCE, 1)
            st.button("Rows before", key="return.rows.before", on_click=frame.change, kwargs={"start": before})
        if first + ROWS_AT_ONCE <= total:
            rest = counted(total - first - ROWS_AT_ONCE + 1, "further row")
            st.button(
                f"Show {rest}", key="return.rows.after", on_click=frame.change, kwargs={"start": first + ROWS_AT_ONCE}
            )
