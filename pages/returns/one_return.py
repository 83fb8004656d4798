"""One return: filled in and saved as it is typed, sent, certified, reviewed, and read ever after."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st

from data.register.faults import RegisterFault
from data.training.people import made_up
from domain.comment import Comment
from domain.delivery import ReturnMark
from domain.form import Fault, Form
from domain.permission import Action, NotAllowed, may
from domain.returns import Answer, Return, ReturnState
from domain.tracked import Tracked
from domain.version import Version
from domain.workspace import Workspace
from metrics.stewardship.working_days import working_days
from ui import frame, prose
from ui.address import href
from ui.attempt import say_what_was_done
from ui.pounds import pounds
from ui.return_editing import draw_editing, left_over, saved_status
from ui.return_journey import last_step
from ui.return_next import Next, next_html, next_of
from ui.return_reading import KIND, draw_answers, draw_certifying, draw_journey, draw_reviewing
from ui.return_tasks import Task, tasks_of
from ui.return_typing import Typing, typing_of
from ui.return_words import PRACTISED, SIMULATED, days_left, no_or, waited
from ui.roles import EVERYONE
from ui.stores import Stores
from ui.visible import shown

# Open to all, because it must also be drawn while the register is away; what it reads asks for leave by itself.
TITLE, ORDER, ROLES = "One return", 2, EVERYONE
DESCRIPTION = "Fill in, certify, review or read the return of one transformation in one round."
PARAMETERS = ("round", "transformation", "view", "start")
IN_MENU = False

WITH_PLACE = frozenset({ReturnState.DUE, ReturnState.DRAFT, ReturnState.CHANGES_ASKED})
AWAY = "What you see here is from before that. Keep this page open: it tries again by itself."
GONE = "The register cannot be reached."
TRY_AGAIN = "Come back to this page in a minute; what was confirmed is safe."
AMOUNTS = {"awarded": "Awarded", "paid": "Paid so far", "spent": "Reported as spent"}


@dataclass(frozen=True)
class Found:
    """Everything about one return, as the person may see it. ``mode`` is what they may do with it now."""

    return_id: str
    transformation_id: str
    title: str
    mode: str  # edit, certify, review or read
    state: ReturnState
    form: Form
    answers: Mapping[str, Version[Answer]]
    readable: bool
    faults: Sequence[Fault]
    tasks: Sequence[Task]
    steps: Sequence[Version[Return]]
    comments: Sequence[Version[Comment]]
    before: Mapping[str, str] | None
    last_title: str
    published: str
    beside: Sequence[tuple[str, str]]
    waiting_days: int | None
    following: Next | None
    practised: bool

    @property
    def texts(self) -> Mapping[str, str]:
        """What was answered, and what is known where nothing was."""
        return _texts(self.form, self.answers)


def prepare(request: frame.Request, stores: Stores, typing: Typing | None = None) -> Found | None:
    """Gather one return, or nothing where there is none of that name for this person."""
    desk = stores.desk
    return_id = f"{request.round}/{request.transformation}"
    version: Version[Return] | None = desk.returns.get(return_id)
    tracked: Tracked | None = desk.tracked(request.transformation or "")
    if version is None or tracked is None:
        return None
    state, place_code = version.record.state, version.record.place_code
    form: Form = desk.returns.form(return_id)
    mode = _mode(desk, state, place_code)
    answers, readable = _answers(desk, return_id)
    faults = desk.returns.faults(return_id) if mode == "edit" else ()
    typed = {field_id: one.record.text for field_id, one in answers.items()}
    typed |= {field_id: one.text for field_id, one in typing.unsaved.items()} if typing else {}
    steps = desk.returns.journey(return_id)
    before, last_title = _before(desk, tracked, return_id) if mode != "edit" else (None, "")
    certified = last_step(steps, ReturnState.CERTIFIED)
    waiting = certified.told_at.date() if certified and state is ReturnState.CERTIFIED else None
    return Found(
        return_id=return_id, transformation_id=tracked.transformation_id, title=tracked.title, mode=mode, state=state,
        form=form, answers=answers, readable=readable, faults=faults, tasks=tasks_of(form, typed, faults), steps=steps,
        comments=desk.comments(KIND, return_id, tracked.transformation_id), before=before, last_title=last_title,
        published=_published(tracked), beside=_beside(tracked),
        waiting_days=working_days(waiting, desk.today) if waiting else None,
        following=next_of(desk, state, place_code) if mode == "read" else None,
        practised=any(not made_up(step.told_by) for step in steps[1:]),
    )  # fmt: skip


def _mode(desk: Any, state: ReturnState, place_code: str) -> str:
    if state in WITH_PLACE and may(desk.person, Action.ANSWER, [place_code]):
        return "edit"
    if state is ReturnState.SUBMITTED and may(desk.person, Action.CERTIFY, [place_code]):
        return "certify"
    if state is ReturnState.CERTIFIED and may(desk.person, Action.REVIEW, [place_code]):
        return "review"
    return "read"


def _answers(desk: Any, return_id: str) -> tuple[Mapping[str, Version[Answer]], bool]:
    """The answers, unless they are a draft of somebody else's."""
    readable = desk.returns.readable(return_id)
    return (desk.returns.answers(return_id) if readable else {}), readable


def _before(desk: Any, tracked: Tracked, return_id: str) -> tuple[Mapping[str, str] | None, str]:
    """The answers of the last return before this one that was sent, and the title of its round."""
    marks: Sequence[ReturnMark] = tracked.delivery.returns if tracked.delivery else ()
    ids = [mark.return_id for mark in marks]
    later = marks[ids.index(return_id) + 1 :] if return_id in ids else ()
    last = next((mark for mark in later if mark.sent_at), None)
    if last is None:
        return None, ""
    answers, readable = _answers(desk, last.return_id)
    if not readable:
        return None, ""
    texts = _texts(desk.returns.form(last.return_id), answers)
    asked = desk.rounds.get(last.round_id)
    return texts, asked.record.title if asked else "Last return"


def _texts(form: Form, answers: Mapping[str, Version[Answer]]) -> dict[str, str]:
    """What every field says: what was answered, and what was known already where nothing was."""
    known = {field_id: field.prefilled for field_id, field in form.fields.items() if field.prefilled}
    return known | {field_id: one.record.text for field_id, one in answers.items()}


def _published(tracked: Tracked) -> str:
    return f"{pounds(tracked.amount)} ({tracked.amount_kind})" if tracked.amount else ""


def _beside(tracked: Tracked) -> list[tuple[str, str]]:
    """The money as the register has it, beside which the return is read."""
    delivery = tracked.delivery
    amounts = {words: getattr(delivery, name) for name, words in AMOUNTS.items()} if delivery else {}
    return [(words, "nobody has said" if amount is None else pounds(amount)) for words, amount in amounts.items()]


def page(request: frame.Request, stores: Stores) -> None:
    """Save what was typed, gather, and draw what the person may do."""
    frame.where_am_i(request, ("Returns", href("returns")), "One return")
    if not (request.round and request.transformation):
        _nothing(request, stores, "Choose a return from the list", "")
        return
    typing = typing_of(f"{request.round}/{request.transformation}")
    found, trouble = _gathered(request, stores, typing)
    if found is None:
        asked = f"No return of “{shown(request.transformation)}” in “{shown(request.round)}” is yours to see."
        title = "No return here has that name" if stores.desk is not None else "The return cannot be read just now"
        _nothing(request, stores, title, trouble or f"{asked} Find it in the list of returns.")
        return
    frame.title(request, found.title)
    frame.heading(finding(found, request), caption=f"{found.form.round.title}: return of {found.title}")
    with st.container():  # of one place, so that a note that comes or goes leaves the boxes below it alone
        _above(stores, found, "" if trouble == typing.failed else trouble)
    if found.mode == "edit":
        _editing(request, stores, found, typing)
    else:
        left_over(typing)
        _reading(stores, found)
    frame.foot(request, build=stores.figures.build_id)


def _gathered(request: frame.Request, stores: Stores, typing: Typing) -> tuple[Found | None, str]:
    """What is on record; while the register cannot be reached, what was there when it last could."""
    desk = stores.desk
    if desk is None:
        typing.postpone(GONE)
        return typing.last, AWAY if typing.last is not None else TRY_AGAIN
    try:
        typing.save(
            lambda field_id, text, replaces: desk.returns.save(typing.return_id, field_id, text, replaces=replaces)
        )
        typing.last = prepare(request, stores, typing)
    except RegisterFault as fault:
        return typing.last, fault.for_reader
    except NotAllowed as refused:
        return None, refused.for_reader
    return typing.last, ""


def finding(found: Found, request: frame.Request) -> str:
    """What stands about this return, as a sentence."""
    title, state = found.title, found.state
    if state is ReturnState.CHANGES_ASKED:
        return f"The centre asks for changes to the return of {title}"
    if state in WITH_PLACE:
        left = sum(task.open for task in found.tasks)
        when = days_left(found.form.round.due_on, request.today)
        if found.mode != "edit":
            return f"{title} has not sent this return: {when}"
        return (
            f"{title}: {no_or(left, 'part')} of {len(found.tasks)} left to do, {when}"
            if left
            else f"{title}: ready to be checked and sent, {when}"
        )
    if state is ReturnState.SUBMITTED:
        waits = found.mode == "certify"
        return f"The return of {title} {'waits for your certificate' if waits else 'is with the certifier'}"
    if state is ReturnState.CERTIFIED:
        if not found.waiting_days:
            return f"The return of {title} came to the centre today"
        return f"The return of {title} has waited for the centre for {waited(found.waiting_days)}"
    return f"The centre accepted the return of {title}"


def _above(stores: Stores, found: Found, trouble: str) -> None:
    if stores.desk is not None and stores.desk.workspace is Workspace.TRAINING:
        st.html(prose.paragraphs([PRACTISED if found.practised else SIMULATED]))
    if trouble:
        frame.notice(trouble)
    say_what_was_done()
    if stores.desk is not None and found.following is not None:
        st.html(_onward(stores.desk, found.following))


def _onward(desk: Any, following: Next) -> str:
    """The way to what waits next for the same person."""
    mark = following.mark
    if mark is None:
        return next_html(following, 0, "")
    came = mark.certified_at if mark.with_centre else mark.sent_at
    asked = desk.rounds.get(mark.round_id)
    days = working_days((came or mark.since).date(), desk.today)
    return next_html(following, days, asked.record.title if asked else mark.round_id)


def _editing(request: frame.Request, stores: Stores, found: Found, typing: Typing) -> None:
    asked = last_step(found.steps, ReturnState.CHANGES_ASKED)
    sent_back = found.steps[-1] if found.steps else None
    if asked and found.state in {ReturnState.CHANGES_ASKED, ReturnState.DRAFT}:
        frame.notice(f"The centre asked: {asked.why}")
    elif sent_back and found.state is ReturnState.DRAFT and last_step(found.steps, ReturnState.SUBMITTED):
        frame.notice(f"The certifier sent it back: {sent_back.why}")
    draw_editing(
        found, typing, stores.desk, view=request.view or "", start=request.start,
        journey=lambda: draw_journey(found, stores.desk, may_comment=_may(stores, Action.COMMENT, found)),
    )  # fmt: skip


def _reading(stores: Stores, found: Found) -> None:
    desk = stores.desk
    if found.mode == "certify" and desk is not None:
        draw_certifying(found, desk)
    if found.mode == "review" and desk is not None:
        draw_reviewing(found, desk)
    draw_answers(found, readable=found.readable)
    draw_journey(found, desk, may_comment=_may(stores, Action.COMMENT, found))


def _may(stores: Stores, action: Action, found: Found) -> bool:
    return stores.desk is not None and may(stores.desk.person, action, [found.form.owed.place_code])


def _nothing(request: frame.Request, stores: Stores, title: str, told: str) -> None:
    frame.heading(title)
    typing = typing_of(f"{request.round}/{request.transformation}")
    if told:
        frame.notice(told)
    if typing.unsaved:
        saved_status(typing)
        st.html(prose.bullets([one.text for one in typing.unsaved.values()]))
    st.html(prose.links([("All returns", href("returns"))]))
    frame.foot(request, build=stores.figures.build_id)
