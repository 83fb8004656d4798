"""What a person may add to one transformation: a comment, a rating, a request, a decision, each in its own form."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

import streamlit as st

from domain.assurance import AssuranceRating
from domain.change_request import ChangeRequest, Decision
from domain.comment import Comment
from domain.key import key_for
from domain.permission import Action, may, reach
from domain.person import Person
from domain.tracked import Tracked
from domain.version import Version
from ui.address import href
from ui.delivery_saving import REMARK, Form, form_of, tried
from ui.delivery_told import Told
from ui.delivery_words import DECISIONS, RATINGS
from ui.numbers import day

ANSWER_WITHIN = 20  # working days
ALONE = "(not a reply)"
CHOICES: Mapping[Action, str] = {
    Action.RATE: "give an assurance rating",
    Action.ASK_CHANGE: "ask the centre for a change",
    Action.DECIDE_CHANGE: "decide on a change",
    Action.DESCRIBE: "say what it is for, and add milestones",
}
ODD = ("Back to what does not fit together", href("transformations", kind="contradiction", order="disagreement"))
ASKED = ("Back to the changes asked for", href("transformations", kind="decision", order="waiting"))
DECIDING = {Decision.GRANTED: "Grant it", Decision.REFUSED: "Refuse it", Decision.WITHDRAWN: "Withdraw it"}


def may_add(person: Person, one: Tracked) -> list[str]:
    """What a person may add or change, in words, in the order of the forms."""
    return [words for action, words in CHOICES.items() if may(person, action, one.place_codes)]


def comment_form(desk: Any, one: Tracked, told: Told) -> None:
    """A comment, or a reply to one."""
    if not may(desk.person, Action.COMMENT, one.place_codes):
        return
    form = form_of(f"comment.{one.transformation_id}")
    by_id = {version.record.comment_id: version for version in told.comments}
    with st.expander("Write a comment"), st.form(form.key("form")):
        text = st.text_area("Your comment", key=form.key("why"), max_chars=REMARK)
        to = st.selectbox(
            "In reply to", [ALONE, *by_id], key=form.key("to"), format_func=lambda own_id: _short(by_id.get(own_id))
        )
        sent = st.form_submit_button("Post the comment")
    if sent:
        tried(form, lambda: _comment(desk, one, text, None if to == ALONE else to), done="Your comment is posted.")


def _comment(desk: Any, one: Tracked, text: str, to: str | None) -> None:
    own_id = one.transformation_id
    key = key_for("comment", desk.person.person_id, own_id, to, text, desk.today)
    comment = Comment(comment_id=key, about_kind="transformation", about_id=own_id, text=text, in_reply_to=to)
    desk.stewardship.comment(comment, own_id)


def _short(version: Version[Comment] | None) -> str:
    if version is None:
        return ALONE
    text = " ".join(version.record.text.split())
    return f"{version.told_by}: {text[:60]}{'…' if len(text) > 60 else ''}"


def rating_form(desk: Any, one: Tracked) -> None:
    """An assurance rating with its reason."""
    if not may(desk.person, Action.RATE, one.place_codes):
        return
    form = form_of(f"rate.{one.transformation_id}")
    with st.expander("Give an assurance rating"), st.form(form.key("form")):
        rating = st.radio(
            "How sure are you that it will be delivered?", list(RATINGS), key=form.key("rating"), index=None,
            format_func=RATINGS.__getitem__,
        )  # fmt: skip
        why = st.text_area("Why", key=form.key("why"), max_chars=REMARK, help="The place reads this.")
        sent = st.form_submit_button("Record the rating")
    if sent:
        done = f"Your rating of {one.title} is on record, beside the earlier ones."
        tried(form, lambda: _rate(desk, one, rating, why), done=done, back=ODD)


def _rate(desk: Any, one: Tracked, rating: int | None, why: str) -> None:
    if rating is None:
        raise ValueError("choose a rating from 1 to 5")
    own_id = one.transformation_id
    key = key_for("rating", desk.person.person_id, own_id, rating, why, desk.today)
    made = AssuranceRating(
        rating_id=key, transformation_id=own_id, rating=rating, rated_on=desk.today, rated_by=desk.person.name,
        reason=why,
    )  # fmt: skip
    desk.stewardship.rate(made)


def asking_form(desk: Any, one: Tracked, place_names: Mapping[str, str], *, answer_due: dt.date) -> None:
    """A change that a place asks of the centre: what, why, and by when it needs the answer."""
    if not may(desk.person, Action.ASK_CHANGE, one.place_codes):
        return
    own = reach(desk.person, Action.ASK_CHANGE)
    codes = [code for code in one.place_codes if own is None or code in own]
    form = form_of(f"ask.{one.transformation_id}")
    with st.expander("Ask the centre for a change"), st.form(form.key("form")):
        code = codes[0]
        if len(codes) > 1:
            code = st.selectbox("For which place?", codes, key=form.key("place"), format_func=place_names.__getitem__)
        asks = st.text_area(
            "What should change? For example money between years, the scope, or time",
            key=form.key("asks"), max_chars=REMARK,
        )  # fmt: skip
        why = st.text_area("Why?", key=form.key("why"), max_chars=REMARK)
        until = st.date_input(
            "By when do you need the answer?", answer_due, key=form.key("until"), format="DD/MM/YYYY",
            min_value=desk.today,
        )  # fmt: skip
        st.caption(f"Unless you say otherwise, an answer is due after {ANSWER_WITHIN} working days: {day(answer_due)}.")
        sent = st.form_submit_button("Ask for it")
    if sent:
        done = f"Your request about {one.title} is with the centre, which is to answer by {day(until)}."
        tried(form, lambda: _ask(desk, one, code, asks, why, until), done=done, back=ASKED)


def _ask(desk: Any, one: Tracked, code: str, asks: str, why: str, until: dt.date) -> None:
    own_id = one.transformation_id
    key = key_for("request", desk.person.person_id, own_id, asks, why, desk.today)
    request = ChangeRequest(
        request_id=key, transformation_id=own_id, place_code=code, asks=asks, reason=why, asked_on=desk.today,
        answer_due_on=until,
    )  # fmt: skip
    desk.stewardship.ask_change(request)


def deciding_forms(desk: Any, one: Tracked, told: Told) -> None:
    """One form for each open request; one stays while its reader has it open, though another decided meanwhile."""
    offered = [Decision.GRANTED, Decision.REFUSED] if may(desk.person, Action.DECIDE_CHANGE, one.place_codes) else []
    offered += [Decision.WITHDRAWN] if may(desk.person, Action.ASK_CHANGE, one.place_codes) else []
    for version in told.standing(ChangeRequest) if offered else ():
        form = form_of(f"decide.{version.record.request_id}", version)
        if version.record.open or form.open:
            _deciding(desk, one, form, version.record, offered)


def _deciding(desk: Any, one: Tracked, form: Form, asked: ChangeRequest, offered: list[Decision]) -> None:
    with st.expander(f"Decide on the change asked for on {day(asked.asked_on)}"), st.form(form.key("form")):
        st.text(asked.asks)
        decision = st.radio("Decision", offered, key=form.key("decision"), index=None, format_func=DECIDING.__getitem__)
        grounds = st.text_area("On what grounds?", key=form.key("why"), max_chars=REMARK)
        sent = st.form_submit_button("Record the decision")
    if sent:
        decided = DECISIONS[decision].capitalize() if decision else ""
        done = f"{decided}: a change of {one.title}. The decision is on record, and those who asked can read it."
        tried(form, lambda: _decide(desk, form, decision, grounds), done=done, back=ASKED)


def _decide(desk: Any, form: Form, decision: Decision | None, grounds: str) -> None:
    if decision is None:
        raise ValueError("choose a decision")
    desk.stewardship.decide(form.version, decision, grounds=grounds)
