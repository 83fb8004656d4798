"""A return as a list of tasks: its parts, how far each has come, and the way from one to the next."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

import streamlit as st

from domain.form import Fault, Form, Section, Weight
from ui import frame, kept, prose
from ui.plain_label import plain_label
from ui.return_words import counted

SHEET, CHECK, JOURNEY = "spreadsheet", "check", "journey"
FURTHER = {SHEET: "Fill in by spreadsheet", CHECK: "Check and send", JOURNEY: "Journey and comments"}
UNFIT = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True)
class Task:
    """One part of a return: its name in the address, its title, how far it has come; ``open`` stops it being sent."""

    view: str
    title: str
    state: str
    section: Section
    open: bool = False


def tasks_of(form: Form, texts: Mapping[str, str], faults: Sequence[Fault]) -> tuple[Task, ...]:
    """Every section with its state. ``texts`` are the answers that were typed, saved or not."""
    found: list[Task] = []
    for number, section in enumerate(form.sections, 1):
        own = {field.field_id for field in section.fields}
        mine = [fault for fault in faults if fault.field_id in own]
        state = _state(section, texts, mine)
        found.append(Task(_view(section, number), section.title, state, section, open=bool(mine)))
    return tuple(found)


def choose_task(tasks: Sequence[Task], chosen: str, *, own_id: str, further: Mapping[str, str]) -> None:
    """The list of tasks, each with its state, of which one is open; on a narrow screen one box to choose from.

    Both are drawn, because only the style knows how wide the screen is: it shows one of them (ui/theme.css).
    """
    titles = {task.view: task.title for task in tasks} | dict(further)
    states = {task.view: task.state for task in tasks}
    key = f"return.{own_id}.task"
    kept.fill(key, chosen)
    with st.container(key="parts-listed"):
        st.radio(
            "Parts of this return", list(titles), key=key, format_func=lambda view: plain_label(titles[view]),
            captions=[states.get(view, "") for view in titles], on_change=_opened, args=(key,),
        )  # fmt: skip
    narrow = f"{key}.narrow"
    kept.fill(narrow, chosen)
    with st.container(key="parts-to-choose"):
        # The label of an option never changes: a browser answers with the one it shows, and an old one is no option.
        st.selectbox(
            "Go to part", list(titles), key=narrow, on_change=_opened, args=(narrow,), format_func=titles.__getitem__
        )
        told = [(titles[view], escape(state)) for view, state in states.items()]
        st.html(prose.opening("How far each part has come", prose.facts(told)))


def onward(views: Sequence[str], chosen: str, titles: Mapping[str, str]) -> None:
    """A button to the part that follows."""
    position = views.index(chosen)
    if position + 1 < len(views):
        following = views[position + 1]
        st.button(
            f"Continue to: {plain_label(titles[following])}", key="return.onward", on_click=frame.change,
            kwargs={"view": following},
        )  # fmt: skip


def missing(fault: Fault) -> bool:
    """Whether nothing was filled in, which is no mistake before a return is sent."""
    return not fault.value


def _opened(key: str) -> None:
    """Open the part that was chosen, not one that a box once held."""
    frame.change(view=kept.held(key))


def _state(section: Section, texts: Mapping[str, str], faults: Sequence[Fault]) -> str:
    wrong = [fault for fault in faults if not missing(fault) and fault.weight is Weight.STOPS]
    explain = [fault for fault in faults if not missing(fault) and fault.weight is Weight.EXPLAIN]
    open_ones = [fault for fault in faults if missing(fault)]
    typed = any(texts.get(field.field_id) for field in section.fields)
    known = any(field.prefilled for field in section.fields)
    if wrong:
        return f"{len(wrong)} to put right"
    if open_ones:
        return f"{len(open_ones)} still to fill in" if typed or known else "not started"
    if explain:
        return f"{counted(len(explain), 'explanation')} needed"
    if typed:
        return "complete"
    return "filled in from what is known: please check" if known else "nothing written, and nothing has to be"


def _view(section: Section, number: int) -> str:
    plain = UNFIT.sub("-", section.question.question_id.lower()).strip("-")[:20]
    return f"part-{number}-{plain}".rstrip("-")
