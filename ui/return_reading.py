"""A return to be read, and decided on: by the certifier who answers for its figures, and by the centre."""

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any, Protocol
from uuid import uuid4

import streamlit as st

from domain.comment import Comment
from domain.form import Form
from domain.returns import Return, ReturnState
from domain.version import Version
from ui import prose
from ui.attempt import attempt
from ui.return_answers import answers_tables, changed_words, figures_table
from ui.return_journey import comments_list, journey_list, last_step
from ui.surround import notice

KIND = "return"  # what the register calls one
DECLARATION = (
    "I certify that the figures of this return agree with our accounts and that the money was spent as awarded."
)


class Sent(Protocol):
    """What the page gathered of a return that is read."""

    return_id: str
    transformation_id: str
    title: str
    form: Form
    texts: Mapping[str, str]
    before: Mapping[str, str] | None
    last_title: str
    steps: Sequence[Version[Return]]
    comments: Sequence[Version[Comment]]
    published: str
    beside: Sequence[tuple[str, str]]


def draw_certifying(found: Sent, desk: Any) -> None:
    """The figures with what changed, then to certify or to send back."""
    st.html(
        prose.heading("The figures, those that changed first")
        + prose.paragraphs(_changed(found))
        + figures_table(found.form, found.texts, found.before)
    )
    st.html(prose.heading("Certify, or send back"))
    submitted = last_step(found.steps, ReturnState.SUBMITTED)
    if submitted and submitted.told_by == desk.person.person_id:
        notice("You sent this return yourself, so another person must certify it. You may send it back to the author.")
    else:
        _certify(found, desk)
    _with_reason(
        "send_back", label="What its author should put right", button="Send back to its author",
        doing=lambda why: desk.returns.send_back(found.return_id, why=why), done="It is with its author again.",
    )  # fmt: skip


def draw_reviewing(found: Sent, desk: Any) -> None:
    """To accept a certified return, or to ask for changes."""
    st.html(prose.heading("Accept, or ask for changes"))
    with st.form("return.accept", border=False):
        note = st.text_area("A word to the place (optional)", max_chars=2_000, key="return.accept.note")
        accepted = st.form_submit_button("Accept this return", type="primary")
    if accepted:
        attempt(
            lambda: desk.returns.accept(found.return_id, why=note.strip() or "Accepted as it stands."),
            done="The return is accepted, and the place can see it.",
        )
    _with_reason(
        "ask_changes", label="What the place should change, and why the centre needs it",
        button="Ask for changes", doing=lambda why: desk.returns.ask_changes(found.return_id, why=why),
        done="The place has been asked, in your words.",
    )  # fmt: skip


def draw_answers(found: Sent, *, readable: bool) -> None:
    """Everything that was sent, beside last time and what is published."""
    st.html(_money(found))
    if not readable:
        st.html(prose.paragraphs(["The answers are a draft of the place, which nobody else reads before it is sent."]))
        return
    told = prose.paragraphs(_changed(found))
    st.html(told + answers_tables(found.form, found.texts, found.before))


def _changed(found: Sent) -> list[str]:
    """How much is new, and which return it is set beside."""
    beside = [f"“Last return” is that of {found.last_title}."] if found.before is not None else []
    return [changed_words(found.form, found.texts, found.before), *beside]


def _money(found: Sent) -> str:
    """What is published of its money, and below it, never mixed, what the register says."""
    published = prose.facts([("Published amount", escape(found.published))]) if found.published else ""
    beside = prose.facts([(words, escape(amount)) for words, amount in found.beside])
    return (
        (prose.heading("Published") + published if published else "")
        + (prose.heading("On record in this workspace") if beside else "")
        + beside
    )


def draw_journey(found: Sent, desk: Any, *, may_comment: bool) -> None:
    """Every step, what was said beside it, and room to say more."""
    st.html(journey_list(found.steps) + comments_list(found.comments))
    if may_comment and desk is not None:
        _comment(found, desk)


def _certify(found: Sent, desk: Any) -> None:
    with st.form("return.certify", border=False):
        st.html(prose.paragraphs([DECLARATION]))
        declared = st.checkbox("I certify this", key="return.certified")
        sent = st.form_submit_button("Certify and send to the centre", type="primary")
    if sent and not declared:
        notice("The return was not certified: tick “I certify this” first.")
    elif sent:
        attempt(
            lambda: desk.returns.certify(found.return_id, why=DECLARATION),
            done="The return is certified and with the centre, whose clock runs from now.",
        )


def _with_reason(name: str, *, label: str, button: str, doing: Any, done: str) -> None:
    """A step that needs a reason."""
    with st.form(f"return.{name}", border=False):
        why = st.text_area(label, max_chars=2_000, key=f"return.{name}.why")
        sent = st.form_submit_button(button)
    if sent and not why.strip():
        notice(f"Nothing was sent: write under “{label}” first, because the other side reads it.")
    elif sent:
        attempt(lambda: doing(why.strip()), done=done)


def _comment(found: Sent, desk: Any) -> None:
    """One box, emptied once the comment stands above it: its key counts the comments there are."""
    count = len(found.comments)
    with st.form(f"return.comment.{count}", border=False):
        known = {"": "Nobody in particular"} | {
            one.record.comment_id: f"{one.told_by}: {one.record.text[:60]}" for one in found.comments
        }
        reply = ""
        if found.comments:
            reply = st.selectbox(
                "In reply to", list(known), format_func=known.__getitem__,
                key=f"return.comment.to.{count}",
            )  # fmt: skip
        text = st.text_area("Comment", max_chars=2_000, key=f"return.comment.text.{count}")
        sent = st.form_submit_button("Add the comment")
    if sent and not text.strip():
        notice("The comment is empty: write something first.")
    elif sent:
        attempt(
            lambda: desk.stewardship.comment(
                Comment(
                    comment_id=f"comment-{uuid4().hex}", about_kind=KIND, about_id=found.return_id, text=text.strip(),
                    in_reply_to=reply or None,
                ),
                found.transformation_id,
            ),
            done="Your comment stands below.",
        )  # fmt: skip
