"""Moving an entry on: sending it to be checked, the two checks, sending it back, and taking it out of the library."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import streamlit as st

from domain.permission import Action, may
from domain.person import Person
from domain.practice import Practice, Stage
from domain.version import Version
from ui import frame, kept, prose
from ui.address import href
from ui.clash import Worded
from ui.delivery_saving import REMARK, form_of, tried
from ui.frame import notice
from ui.learning_words import STAGES

CHECKLIST: Mapping[str, str] = {
    "source": "Every figure was found in the source that is named, or is marked as not confirmed.",
    "result": "The result is what the study shows, whoever would have liked another.",
    "design": "The design of the study is the right one, so that the grade is right.",
    "words": "A place officer would understand what was done and what it needs, and no person is named.",
}
WITH_A_CHECKER = frozenset({Stage.SUBMITTED, Stage.CHECKED_ONCE})
LOOKS = {Stage.SUBMITTED: "first", Stage.CHECKED_ONCE: "second"}
YOURS = "You made the first check. The second is for somebody else, who did not write the entry either."
ALONE = (
    "Here roles are tried on and nobody is signed in, so one role counts as one person: a steward who tries the pages "
    "alone cannot make both checks. The entry stays out of the library until another person makes the second."
)
TOO_LATE = (
    "Nothing was recorded: the entry has moved on while you had it open, and is now “{stage}”. What you had typed was:"
    " “{typed}”."
)
THE_LIST = ("The entries on their way", href("library", view="drafts"))


def may_write(person: Person, one: Practice) -> bool:
    """Whether a person may write or change an entry."""
    return may(person, Action.DRAFT_PRACTICE, [one.owner_code] if one.owner_code else ())


def may_move(person: Person, one: Practice) -> bool:
    """Whether there is anything a person may do to move an entry on."""
    return may(person, Action.CHECK_PRACTICE) or (may_write(person, one) and one.stage is Stage.DRAFT)


def moving_forms(
    desk: Any, one: Practice, version: Version[Practice] | None, *, whole: str, worded: Worded
) -> None:  # fmt: skip
    """The steps there are for this reader at this stage.

    ``whole`` says how complete the entry is, ``worded`` how it is told where somebody else was first.
    """
    st.html(prose.heading("Move it on") + prose.paragraphs([whole]))
    looked = any(look.checked_by == desk.person.person_id for look in one.checks)
    steps = _steps(desk.person, one, looked=looked)
    _came_too_late(one, steps)
    if looked and one.stage in WITH_A_CHECKER:
        st.html(prose.paragraphs([YOURS, *([ALONE] if desk.person.pretended else [])]))
    for step in steps:
        FORMS[step](desk, one, version, worded)


def _steps(person: Person, one: Practice, *, looked: bool) -> list[str]:
    """The steps there are for a person. ``looked`` tells that one of the checks is theirs."""
    checks = may(person, Action.CHECK_PRACTICE)
    waits = one.stage in WITH_A_CHECKER and checks
    offered = {
        "submit": one.stage is Stage.DRAFT and may_write(person, one), "check": waits and not looked,
        "send_back": waits, "retire": one.stage is not Stage.RETIRED and checks,
    }  # fmt: skip
    return [step for step, there in offered.items() if there]


def _came_too_late(one: Practice, steps: Sequence[str]) -> None:
    """Give back what was typed into a step that is no longer there, because the entry has moved on meanwhile."""
    for step in FORMS:
        typed = str(kept.held(form_of(f"{step}.{one.practice_id}").key("why")) or "").strip()
        if typed and step not in steps:
            notice(TOO_LATE.format(stage=STAGES[one.stage], typed=typed))


def _submit(desk: Any, one: Practice, version: Version[Practice] | None, worded: Worded) -> None:
    form = form_of(f"submit.{one.practice_id}", version)
    with st.form(form.key("form")):
        why = st.text_area("A word for who checks it", key=form.key("why"), max_chars=REMARK)
        sent = st.form_submit_button("Send it to be checked")
    if sent:
        done = f"“{one.title}” waits for its first check. Two people who did not write it will look at it."
        tried(form, lambda: _sent(desk, one, why, form.replaces), done=done, back=THE_LIST, worded=worded)


def _sent(desk: Any, one: Practice, why: str, replaces: int | None) -> None:
    """Send it, and go on reading: whoever wrote it has nothing left to move on."""
    desk.library.submit(one.practice_id, why=why, replaces=replaces)
    frame.change(view="read")


def _check(desk: Any, one: Practice, version: Version[Practice] | None, worded: Worded) -> None:
    look = LOOKS[one.stage]
    form = form_of(f"check.{one.practice_id}", version)
    with st.form(form.key("form")):
        ticked = [st.checkbox(words, key=form.key(name)) for name, words in CHECKLIST.items()]
        note = st.text_area("What did you look at, and what did you find?", key=form.key("why"), max_chars=REMARK)
        sent = st.form_submit_button(f"Record the {look} check", key=form.key("sent"))
    if sent:
        done = f"Your check, the {look} of two, of “{one.title}” is on record."
        tried(
            form, lambda: _checked(desk, one, note, all(ticked), form.replaces), done=done, back=THE_LIST, worded=worded
        )


def _checked(desk: Any, one: Practice, note: str, ticked: bool, replaces: int | None) -> None:
    if not ticked:
        raise ValueError("a point of the list is not ticked: look at it, or send the entry back")
    desk.library.check(one.practice_id, note=note, replaces=replaces)


def _send_back(desk: Any, one: Practice, version: Version[Practice] | None, worded: Worded) -> None:
    form = form_of(f"send_back.{one.practice_id}", version)
    with st.expander("Send it back to who wrote it"), st.form(form.key("form")):
        note = st.text_area("What should change?", key=form.key("why"), max_chars=REMARK)
        sent = st.form_submit_button("Send it back")
    if sent:
        done = f"“{one.title}” is a draft again, with what should change."
        send = desk.library.send_back
        tried(
            form,
            lambda: send(one.practice_id, note=note, replaces=form.replaces),
            done=done,
            back=THE_LIST,
            worded=worded,
        )


def _retire(desk: Any, one: Practice, version: Version[Practice] | None, worded: Worded) -> None:
    form = form_of(f"retire.{one.practice_id}", version)
    with st.expander("Take it out of the library"), st.form(form.key("form")):
        note = st.text_area("Why is it taken out? Its history stays", key=form.key("why"), max_chars=REMARK)
        sent = st.form_submit_button("Take it out")
    if sent:
        done = f"“{one.title}” is out of the library. Its history can still be read."
        take = desk.library.retire
        tried(form, lambda: take(one.practice_id, note=note, replaces=form.replaces), done=done, worded=worded)


FORMS: Mapping[str, Callable[[Any, Practice, Version[Practice] | None, Worded], None]] = {
    "submit": _submit, "check": _check, "send_back": _send_back, "retire": _retire,
}  # fmt: skip
