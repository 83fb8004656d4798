"""Evaluations that are kept: the list of those about a thing, running one again, and keeping the one on the screen."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

import streamlit as st

from domain.evaluation import Answer, Evaluation
from domain.metric import Metric
from domain.permission import Action, may
from ui import kept, prose
from ui.address import anchor
from ui.delivery_saving import form_of, tried
from ui.evaluation_links import again
from ui.evaluation_view import NOT_GIVEN
from ui.evaluation_words import effect_words
from ui.learning_words import LEVELS
from ui.numbers import NO_FIGURE, day

LISTED_AT_MOST = 10
REMARK = 2_000
NOT_YOURS = (
    "Stewards and analysts keep evaluations with any transformation or practice, place officers with those of their "
    "own places."
)
NOTHING_TO_KEEP_IT_WITH = (
    "To keep this evaluation, come to it from a transformation, a practice or an adoption: it is kept with that."
)
KEPT = "The evaluation is kept, with everything needed to run it again."


@dataclass(frozen=True)
class KeptRun:
    """One that is kept, with its metric and the strength of its evidence."""

    one: Evaluation
    metric: Metric | None
    grade: int
    because: str


def listed(runs: Sequence[KeptRun], *, build_id: str, run_again: Callable[[Evaluation], str]) -> None:
    """The latest of those kept, each with a button that runs it again with the settings it was run with."""
    if not runs:
        return
    st.html(prose.heading("Kept with it"))
    for number, run in enumerate(runs[:LISTED_AT_MOST], start=1):
        st.html(_entry(run, build_id))
        key = f"evaluate.again.{run.one.evaluation_id}"
        about = f"{run.metric.title if run.metric else run.one.metric_id}, run {number}"
        if st.button(f"Run again with the same settings: {about}", key=key):
            kept.keep(key, run_again(run.one))
        if said := kept.look(key):
            st.html(f'<div role="status">{prose.paragraphs([said])}</div>')


def again_words(same: bool, now: str, *, changed: bool) -> str:
    """What running it again gave."""
    if same:
        return f"The same numbers came out: {now}."
    if changed:
        return f"Other numbers came out: {now}. The figures have been published anew since it was kept."
    return f"Other numbers came out: {now}. The figures are the same, so its settings or rules have changed: tell us."


def keep_form(desk: Any, record: Evaluation | None, *, about: str, finding: str, place_codes: Sequence[str]) -> None:
    """Keep the run on the screen with what it is about, where the reader may."""
    if desk is None:
        return
    if record is None:
        st.html(prose.paragraphs([NOTHING_TO_KEEP_IT_WITH]))
        return
    if not may(desk.person, Action.EVALUATE, place_codes):
        st.html(prose.paragraphs([NOT_YOURS]))
        return
    form = form_of("evaluation")
    st.html(prose.heading("Keep this evaluation") + prose.paragraphs([f"It is kept with {about}: {finding}."]))
    with st.form(form.key("form"), border=False):
        why = st.text_input("Why it was made, and what should be known of it", key=form.key("why"), max_chars=REMARK)
        pressed = st.form_submit_button("Keep it")
    if pressed:
        tried(form, lambda: desk.learning.attach(record, why=why), done=KEPT)


def _entry(run: KeptRun, build_id: str) -> str:
    one, metric = run.one, run.metric
    numbers = NO_FIGURE
    if one.answer is Answer.CANNOT_TELL:
        numbers = NOT_GIVEN
    elif metric and one.effect is not None and one.lower is not None and one.upper is not None:
        numbers = effect_words(one.effect, one.lower, one.upper, metric)
    changed = "the figures have been published anew since" if one.build_id != build_id else "on these very figures"
    facts = prose.facts([
        ("Difference found", escape(numbers)),
        ("Strength of evidence", escape(f"{LEVELS[run.grade]}; because {run.because}")),
        ("Run", escape(f"{day(one.run_on)}, {changed}")),
    ])  # fmt: skip
    link = ""
    if metric:
        link = anchor("Open it with the figures of today", again(one))
    return f"<h3>{escape(one.finding)}</h3>{facts}<p>{link}</p>"
