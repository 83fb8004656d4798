"""A return while its place fills it in: the list of its parts, one part at a time, and the check before it is sent."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from html import escape
from typing import Any, Protocol

import streamlit as st

from domain.form import Fault, Form, Weight
from domain.returns import Answer
from domain.version import Version
from ui import frame, prose
from ui.attempt import attempt
from ui.plain_label import plain_label
from ui.return_fields import draw_section
from ui.return_sheet import draw_sheet
from ui.return_tasks import CHECK, FURTHER, JOURNEY, SHEET, Task, choose_task, missing, onward
from ui.return_typing import Typing
from ui.return_words import clock, counted
from ui.surround import notice

TRY_AGAIN_SECONDS = 10
DECLARATION = "To the best of my knowledge these answers are complete and right, and the certifier may rely on them."


class Filled(Protocol):
    """What the page gathered of a return that is being filled in."""

    return_id: str
    title: str
    form: Form
    answers: Mapping[str, Version[Answer]]
    faults: Sequence[Fault]
    tasks: Sequence[Task]


def draw_editing(
    found: Filled, typing: Typing, desk: Any, *, view: str, start: int, journey: Callable[[], None]
) -> None:
    """The parts on one side and the open one on the other; ``journey`` draws what happened so far."""
    views = [task.view for task in found.tasks] + list(FURTHER)
    chosen = view if view in views else views[0]
    beside, main = st.columns([1, 2], gap="large")
    with beside:
        choose_task(found.tasks, chosen, own_id=found.return_id, further=FURTHER)
    with main:
        with st.container():  # however much it holds: what moves down by one is drawn anew, and whoever types is lost
            saved_status(typing, again=desk is not None)
            _where_they_clash(found, typing, chosen)
        if chosen == JOURNEY:
            journey()
        elif chosen == SHEET and desk is not None:
            draw_sheet(desk, found.return_id, title=found.title)
        elif chosen == CHECK and desk is not None:
            _check(found, typing, desk)
        elif chosen not in FURTHER:
            task = next(task for task in found.tasks if task.view == chosen)
            draw_section(task.section, typing, found.answers, found.faults, start=start)
        if chosen != JOURNEY:
            onward(views, chosen, {task.view: task.title for task in found.tasks} | FURTHER)


def saved_status(typing: Typing, *, again: bool = True) -> None:
    """Whether what was typed is in the register, said where screen readers hear it."""
    if typing.clashes:
        fields = counted(len(typing.clashes), "answer")
        st.html(
            f'<p class="saved not" role="status">{fields} also changed elsewhere meanwhile: choose which stays.</p>'
        )
    elif typing.failed:
        words = f"Not saved: {typing.failed} What you typed is kept on this page. Do not reload it."
        st.html(f'<p class="saved not" role="status">{escape(words)}</p>')
        st.button("Save now", key="return.again")
        if again or typing.unsaved:
            _try_again(typing)
    else:
        words = (
            f"Saved {clock(typing.saved_at)}"
            if typing.saved_at
            else "What you type is saved as you go on, a moment after you stop."
        )
        st.html(f'<p class="saved" role="status">{escape(words)}</p>')


def _where_they_clash(found: Filled, typing: Typing, chosen: str) -> None:
    """Buttons to the other parts in which a choice between two texts is to be made."""
    for task in found.tasks:
        if task.view != chosen and any(field.field_id in typing.clashes for field in task.section.fields):
            st.button(
                f"Choose in: {plain_label(task.title)}", key=f"return.go.clash.{task.view}", on_click=frame.change,
                kwargs={"view": task.view},
            )  # fmt: skip


def left_over(typing: Typing) -> None:
    """What was typed and can no longer be saved, because the return went on meanwhile: shown until it is let go of."""
    if not typing.unsaved:
        return
    why = next((one.why for one in typing.unsaved.values() if one.why), "")
    notice(f"Some of what you typed was not saved. {why} It stands here so that you can copy it.")
    st.html(prose.bullets([one.text or "(emptied)" for one in typing.unsaved.values()]))
    st.button("Let go of what was not saved", key="return.let_go", on_click=typing.unsaved.clear)


@st.fragment(run_every=TRY_AGAIN_SECONDS)
def _try_again(typing: Typing) -> None:
    """Runs by itself every few seconds while something is not saved, and lets the page try anew."""
    if typing.tried_at and dt.datetime.now(dt.UTC) - typing.tried_at > dt.timedelta(seconds=TRY_AGAIN_SECONDS / 2):
        st.rerun()


def _check(found: Filled, typing: Typing, desk: Any) -> None:
    """Everything that stops the return or asks for an explanation, then the declaration and the button."""
    st.html(prose.heading("Check and send"))
    if typing.unsaved:
        notice(
            "Some of what you typed is not saved yet, so the return cannot be sent. The message above says what to do."
        )
        return
    _list_faults(found)
    if found.faults:
        return
    with st.form("return.submit", border=False):
        st.html(prose.paragraphs([DECLARATION]))
        declared = st.checkbox("I declare this", key="return.declared")
        note = st.text_area("A note to the certifier (optional)", max_chars=2_000, key="return.submit.note")
        sent = st.form_submit_button("Send to the certifier", type="primary")
    if sent and not declared:
        notice("The return was not sent: tick “I declare this” first. Everything you typed is still here.")
    elif sent:
        why = note.strip() or "Sent with the declaration that the answers are complete and right."
        attempt(
            lambda: desk.returns.submit(found.return_id, why=why),
            done="The return is with the certifier. You can read it here; it can be changed again if it comes back.",
        )


def _list_faults(found: Filled) -> None:
    """What to put right, part by part, each with a button that leads to the part."""
    if not found.faults:
        st.html(prose.paragraphs(["Nothing stands in the way of sending this return."]))
        return
    st.html(f"<p><strong>{escape(faults_finding(found.faults))}</strong></p>")
    for task in found.tasks:
        own = {field.field_id for field in task.section.fields}
        faults = [fault for fault in found.faults if fault.field_id in own]
        if faults:
            st.button(
                f"Go to: {plain_label(task.title)}", key=f"return.go.{task.view}", on_click=frame.change,
                kwargs={"view": task.view},
            )  # fmt: skip
            st.html(prose.bullets([fault_words(fault) for fault in faults]))
    known = {field_id for task in found.tasks for field_id in (field.field_id for field in task.section.fields)}
    others = [fault for fault in found.faults if fault.field_id not in known]
    if others:
        st.html(prose.bullets([fault_words(fault) for fault in others]))


def faults_finding(faults: Sequence[Fault]) -> str:
    """How much is left to do before the return can be sent."""
    stops = [fault for fault in faults if fault.weight is Weight.STOPS]
    empty, wrong = sum(missing(fault) for fault in stops), sum(not missing(fault) for fault in stops)
    explain = len(faults) - len(stops)
    parts = [f"{empty} still to fill in"] if empty else []
    parts += [f"{wrong} to put right"] if wrong else []
    parts += [f"{explain} to explain"] if explain else []
    told = " and ".join([", ".join(parts[:-1]), parts[-1]]) if len(parts) > 1 else parts[0]
    return f"{told}." if stops else f"{told}: it can be sent once the box named says why."


def fault_words(fault: Fault) -> str:
    """One fault on one line: what it is about, the value, what is wrong and what to do."""
    value = f" (“{fault.value[:80]}”)" if fault.value else ""
    return f"{fault.label}{value}: {fault.wrong} {fault.remedy}"
