"""The journey of a return, step by step with who, when and why, and what was said beside it."""

import datetime as dt
from collections.abc import Sequence
from html import escape
from typing import Any

from domain.comment import Comment
from domain.delivery import ReturnMark
from domain.returns import Return, ReturnState
from domain.version import Version
from ui import prose
from ui.return_words import STEPS, moment_words


def journey_list(steps: Sequence[Version[Return]]) -> str:
    """Every step, the first one first, each with who, when and why."""
    items = "".join(
        f'<li><strong>{escape(_step(steps, number))}</strong> <span class="when">{escape(moment_words(one.told_at))}, '
        f"{escape(one.told_by)}</span>{_why(one)}</li>"
        for number, one in enumerate(steps)
    )
    return prose.heading("What happened so far") + f'<ol class="journey">{items}</ol>'


def comments_list(comments: Sequence[Version[Comment]]) -> str:
    """What was written beside the return, each reply under what it replies to."""
    top = [one for one in comments if not one.record.in_reply_to]
    told = sorted(top, key=lambda one: one.told_at)
    items = "".join(_comment(one, comments) for one in told)
    return prose.heading("Comments") + (f'<ol class="journey">{items}</ol>' if items else "<p>Nothing yet.</p>")


def last_step(steps: Sequence[Version[Return]], state: ReturnState) -> Version[Return] | None:
    """The last time the return came to a state."""
    return next((one for one in reversed(steps) if one.record.state is state), None)


def changes_asked(desk: Any, mark: ReturnMark) -> str:
    """What the centre asked to change, in its own words; those of a return drafted again stand some steps back."""
    asked = last_step(desk.returns.journey(mark.return_id), ReturnState.CHANGES_ASKED)
    return asked.why if asked else ""


def told_on(one: Version[Return]) -> dt.date:
    """The day of a step."""
    return one.told_at.date()


def _step(steps: Sequence[Version[Return]], number: int) -> str:
    state = steps[number].record.state
    before = steps[number - 1].record.state if number else None
    if state is ReturnState.DRAFT and before is ReturnState.SUBMITTED:
        return "The certifier sent it back"
    if state is ReturnState.DRAFT and before is ReturnState.CHANGES_ASKED:
        return "Drafting again"
    if state is ReturnState.SUBMITTED and any(one.record.state is state for one in steps[:number]):
        return "Sent to the certifier again"
    return STEPS[state]


def _why(one: Version[Return]) -> str:
    return f"<p>{escape(one.why)}</p>" if one.why else ""


def _comment(one: Version[Comment], comments: Sequence[Version[Comment]]) -> str:
    replies = sorted(
        (each for each in comments if each.record.in_reply_to == one.record.comment_id), key=lambda each: each.told_at
    )
    below = "".join(_comment(each, comments) for each in replies)
    return (
        f'<li><strong>{escape(one.told_by)}</strong> <span class="when">{escape(moment_words(one.told_at))}</span>'
        f"<p>{escape(one.record.text)}</p>{f'<ol>{below}</ol>' if below else ''}</li>"
    )
