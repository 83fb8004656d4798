"""The questions of a round that is being opened: those of the last one kept, dropped or reworded, and new ones."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape
from typing import Any

import streamlit as st

from domain.round import AnswerKind, Question
from ui import kept, prose
from ui.attempt import plainly
from ui.plain_label import plain_label
from ui.surround import notice

NEW = "new"
NOBODY = "Nobody has recorded a use of the last answers."
KINDS: Mapping[AnswerKind, str] = {
    AnswerKind.TEXT: "words",
    AnswerKind.NUMBER: "a number",
    AnswerKind.POUNDS: "pounds",
    AnswerKind.DATE: "a day",
    AnswerKind.YES_OR_NO: "yes or no",
    AnswerKind.CHOICE: "one of several choices",
    AnswerKind.STANDING: "status with its dated event",
    AnswerKind.SPEND: "spend and forecast",
    AnswerKind.MILESTONES: "milestones",
    AnswerKind.OUTPUTS: "outputs",
    AnswerKind.RISKS: "risks",
}
SIMPLE = tuple(kind for kind in AnswerKind if not kind.of_several_fields)
UNFIT = re.compile(r"[^a-z0-9]+")


@dataclass
class Drafted:
    """The questions of one programme's next round as they stand in this session.

    ``dropped`` are not asked; ``kept`` is the wording that was kept last, until that is said.
    """

    questions: list[Question]
    dropped: set[str] = field(default_factory=set)
    saved: int = 0
    kept: str = ""

    @property
    def asked(self) -> tuple[Question, ...]:
        """Those that will be asked."""
        return tuple(one for one in self.questions if one.question_id not in self.dropped)

    def put(self, question: Question) -> None:
        """Take a question in, in the place of the one of that id or at the end."""
        ids = [one.question_id for one in self.questions]
        if question.question_id in ids:
            self.questions[ids.index(question.question_id)] = question
        else:
            self.questions.append(question)
        self.saved += 1

    def free_id(self, wording: str) -> str:
        """An id for a new question, made of its first words."""
        base = UNFIT.sub("-", wording.lower()).strip("-")[:40].strip("-") or "question"
        taken = {one.question_id for one in self.questions}
        return next(each for each in (base, *(f"{base}-{n}" for n in range(2, 1_000))) if each not in taken)


def draw_questions(drafted: Drafted, programme_id: str) -> None:
    """A box to tick for each question, with why it is asked and who used it, and a form to change or add one."""
    st.html(
        prose.heading("Which questions")
        + prose.paragraphs(["Each costs every place time. Untick one to drop it from this round."])
    )
    for question in drafted.questions:
        key = f"round.ask.{programme_id}.{question.question_id}"
        if not kept.drawn(key):
            kept.fill(key, question.question_id not in drafted.dropped)
        st.checkbox(plain_label(question.wording), key=key, on_change=_ticked, args=(drafted, question, key))
        st.html(f'<p class="known">{_beside(question)}</p>')
    if drafted.kept:
        notice(f"Kept, and places will be asked: “{drafted.kept}”")
        drafted.kept = ""
    with st.expander("Change a question, or add one"):
        _edit(drafted, programme_id)


def _ticked(drafted: Drafted, question: Question, key: str) -> None:
    (drafted.dropped.discard if kept.held(key) else drafted.dropped.add)(question.question_id)


def _beside(question: Question) -> str:
    used = f"Last answers used by {'; '.join(question.last_used_by)}." if question.last_used_by else NOBODY
    return escape(f"Answered with {KINDS[question.answer_kind]}. {question.asked_because} {used}")


def _edit(drafted: Drafted, programme_id: str) -> None:
    """One question at a time: its wording, why it is asked, and how it is answered."""
    known = {NEW: "A new question"} | {one.question_id: one.wording for one in drafted.questions}
    # A box of its own after each keeping: a browser answers with the wording it shows, which is another one by then.
    key = f"round.edit.{programme_id}.{drafted.saved}"
    own_id = st.selectbox("Question", list(known), format_func=known.__getitem__, key=key)
    old = next((one for one in drafted.questions if one.question_id == own_id), None)
    name = f"round.edit.{programme_id}.{own_id}.{drafted.saved}"
    with st.form(name, border=False):
        given = _fields(old, name)
        sent = st.form_submit_button("Keep this question")
    if not sent:
        return
    try:
        question = _made(old, drafted, given)
    except ValueError as unfit:
        notice(f"The question was not kept: {plainly(unfit)}. A question needs a wording and the reason it is asked.")
        return
    drafted.put(question)
    drafted.kept = question.wording
    st.rerun()


def _fields(old: Question | None, name: str) -> dict[str, Any]:
    given: dict[str, Any] = {
        "wording": st.text_area("Wording", value=old.wording if old else "", max_chars=2_000, key=f"{name}.wording"),
        "asked_because": st.text_area(
            "Why it is asked, as places will read it", value=old.asked_because if old else "", max_chars=2_000,
            key=f"{name}.because",
        ),
    }  # fmt: skip
    if old is None or not old.answer_kind.of_several_fields:
        given["answer_kind"] = st.selectbox(
            "Answered with", list(SIMPLE), index=SIMPLE.index(old.answer_kind) if old else 0,
            format_func=KINDS.__getitem__, key=f"{name}.kind",
        )  # fmt: skip
        given["unit"] = st.text_input("Unit, of a number", value=(old.unit or "") if old else "", key=f"{name}.unit")
        given["choices"] = st.text_area(
            "Choices, one on each line", value="\n".join(old.choices) if old else "", key=f"{name}.choices"
        )
    given["required"] = st.checkbox("Must be answered", value=old.required if old else True, key=f"{name}.required")
    return given


def _made(old: Question | None, drafted: Drafted, given: Mapping[str, Any]) -> Question:
    """The question as it was written; a reworded one keeps its id, so that its answers can be followed."""
    choices = [line.strip() for line in given.get("choices", "").splitlines() if line.strip()]
    said = dict(given) | {"unit": given.get("unit", "").strip() or None, "choices": tuple(choices)}
    if old is not None:
        return Question.model_validate(old.model_dump() | said)
    return Question.model_validate(said | {"question_id": drafted.free_id(given["wording"])})
