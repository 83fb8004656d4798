"""Asking, offering, answering, and saying what became of it."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

import streamlit as st

from domain.appeal import Appeal, AppealKind, AppealOutcome
from domain.key import key_for
from ui.address import href
from ui.delivery_saving import REMARK, form_of, tried
from ui.learning_words import KINDS_OF_APPEAL, OUTCOMES_OF_APPEAL

LINE, PASSAGE = 300, 20_000  # characters
ANSWER = REMARK - 200  # characters, which leaves room for whose it is
SIGNED = "Answered for {}."
LATEST = dt.date(2100, 12, 31)
ASK, OFFER = "We ask", "We offer"
NONE_IN_PARTICULAR = ""


def posting_form(
    desk: Any, *, owners: Mapping[str, str], metrics: Mapping[str, str], missions: Mapping[str, str],
    chosen: tuple[str | None, str | None] = (None, None),
) -> None:  # fmt: skip
    """The form for a new ask or offer. ``chosen`` are the metric and the mission the reader came with."""
    form = form_of("appeal.new")
    metric, mission = ([code] if code in known else [] for code, known in zip(chosen, (metrics, missions), strict=True))
    with st.form(form.key("form")):
        sort = st.radio("Ask or offer?", [ASK, OFFER], key=form.key("sort"), horizontal=True)
        owner = st.selectbox("For which place", list(owners), key=form.key("owner"), format_func=owners.__getitem__)
        kind = st.selectbox(
            "What kind of help", list(AppealKind), key=form.key("kind"), format_func=KINDS_OF_APPEAL.__getitem__
        )
        title = st.text_input("In a line", key=form.key("title"), max_chars=LINE)
        words = st.text_area("In full: the problem, what was tried, what would help", key=form.key("words"),
                             max_chars=PASSAGE)  # fmt: skip
        metric_ids = st.multiselect(
            "Measures it is about", list(metrics), metric, key=form.key("metrics"), format_func=metrics.__getitem__,
            placeholder="Choose or type measures",
        )  # fmt: skip
        mission_ids = st.multiselect(
            "Missions it is about", list(missions), mission, key=form.key("missions"),
            format_func=missions.__getitem__, placeholder="Choose missions",
        )  # fmt: skip
        wanted_by = st.date_input(
            "Wanted by, or stands until", None, key=form.key("by"), format="DD/MM/YYYY", min_value=desk.today,
            max_value=LATEST,
        )  # fmt: skip
        contact = st.text_input("Whom to ask: a post, no names of people", key=form.key("contact"), max_chars=LINE)
        why = st.text_area("Why now?", key=form.key("why"), max_chars=REMARK)
        sent = st.form_submit_button("Post it")
    if sent:
        told = {
            "offers": sort == OFFER, "place_code": owner, "kind": kind, "title": title, "words": words,
            "metric_ids": tuple(metric_ids), "mission_ids": tuple(mission_ids), "wanted_by": wanted_by,
            "contact_role": contact.strip() or None, "posted_on": desk.today,
            "appeal_id": key_for("appeal", desk.person.person_id, sort, title, words, desk.today),
        }  # fmt: skip
        tried(
            form, lambda: _post(desk, told, why), done="It is posted, and its clock runs from today.",
            back=("The ask or offer", href("asks", appeal=told["appeal_id"])),
        )  # fmt: skip


def _post(desk: Any, told: Mapping[str, Any], why: str) -> None:
    if not told["title"].strip() or not told["words"].strip():
        raise ValueError("a line and the words in full are needed: fill in what is empty")
    if told["wanted_by"] is None:
        raise ValueError("the day is missing by which it is wanted, or until which it stands: give one")
    if not why.strip():
        raise ValueError("the reason is missing: say why now")
    desk.learning.post(Appeal.model_validate(told), why=why)


def answer_form(desk: Any, one: Appeal, *, signed: str) -> None:
    """The form for coming forward, or writing back. ``signed`` are the places, or the body, that it is written for."""
    form = form_of(f"appeal.{one.appeal_id}.answer")
    with st.form(form.key("form")):
        words = st.text_area(
            "Your answer: what you can offer or know, and whom to ask", key=form.key("why"), max_chars=ANSWER
        )
        st.caption(f"It is signed “{SIGNED.format(signed)}”, so that others know whose it is.")
        sent = st.form_submit_button("Answer")
    if sent:
        tried(form, lambda: _answer(desk, one, words, signed), done="Your answer stands below.")


def _answer(desk: Any, one: Appeal, words: str, signed: str) -> None:
    if not words.strip():
        raise ValueError("the answer is empty: write a word or two")
    desk.learning.answer(one.appeal_id, f"{words.strip()}\n{SIGNED.format(signed)}")


def closing_form(desk: Any, one: Appeal, *, entries: Mapping[str, str], places: Mapping[str, str]) -> None:
    """The form that says what became of it: whether it was met, by whom, and with which entry."""
    form = form_of(f"appeal.{one.appeal_id}.close")
    with st.form(form.key("form")):
        outcome = st.selectbox(
            "What became of it", list(AppealOutcome), None, key=form.key("outcome"),
            format_func=OUTCOMES_OF_APPEAL.__getitem__, placeholder="Choose an outcome",
        )  # fmt: skip
        helped_by = st.selectbox(
            "Which place helped", [NONE_IN_PARTICULAR, *places], key=form.key("by"),
            format_func=lambda code: places.get(code, "No place in particular"),
        )  # fmt: skip
        practice_id = st.selectbox(
            "Which entry of the library helped", [NONE_IN_PARTICULAR, *entries], key=form.key("entry"),
            format_func=lambda own_id: entries.get(own_id, "No entry of the library"),
        )  # fmt: skip
        words = st.text_area("In your words: what came of it", key=form.key("why"), max_chars=REMARK)
        sent = st.form_submit_button("Close it")
    if sent:
        tried(form, lambda: _close(desk, one, outcome, words, practice_id, helped_by), done="It is closed.")


def _close(desk: Any, one: Appeal, outcome: AppealOutcome | None, words: str, practice_id: str, helped_by: str) -> None:
    if outcome is None:
        raise ValueError("what became of it is missing: choose an outcome")
    if not words.strip():
        raise ValueError("your words are missing: say what came of it")
    desk.learning.close(
        one.appeal_id, outcome, words=words, practice_id=practice_id or None, helped_by=helped_by or None
    )
