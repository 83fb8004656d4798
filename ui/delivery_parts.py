"""The parts of one transformation that its returns tell: status, returns, requests, conversation."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from html import escape

from domain.change_request import ChangeRequest
from domain.comment import Comment
from domain.delivery import Delivery
from domain.returns import Return
from domain.transformation import Status
from domain.update import Update
from domain.version import Version
from ui import prose
from ui.address import anchor, href
from ui.delivery_told import Told
from ui.delivery_words import DECISIONS, STATES, STATUSES, amount_words
from ui.numbers import day
from ui.return_words import moment_words

SIMULATED = "Everything below, down to “What is published”, is simulated for practice. Nobody reported it."
NOT_YOURS = (
    "What its returns report (status, spend, milestones, risks) is not yours to see: your role or your places do not "
    "reach it. What is published stands below."
)
NOTHING_YET = "No return yet: nothing has been reported of it here, so it has no status."
ONE_LEGGED = (
    "One-legged: it has no social measure yet. Rebuilding a place is social as well as economic. Its own people can "
    "add a measure of trust, belonging, wellbeing or pride."
)
SAID = {
    Status.NOT_STARTED: "had not started by",
    Status.ON_TRACK: "has been on track since",
    Status.DELAYED: "has been delayed since",
    Status.STALLED: "has been stalled since",
    Status.RESCOPED: "was rescoped on",
    Status.CANCELLED: "was cancelled on",
    Status.COMPLETED: "was completed on",
}
TAGGED = {status: words.rsplit(" ", 1)[-1] for status, words in SAID.items()}  # since, on or by
PRACTICE = "Training workspace: whatever you add here is for practice, and nobody outside it sees it."


def standing(delivery: Delivery, told: Told) -> str:
    """The status with the dated event that gave it: what happened, who said so and when, and where it can be seen."""
    newest = next(iter(told.updates), None)
    status, since = status_at(delivery, told)
    if status is None:
        return f'<p class="standing">{escape(NOTHING_YET)}</p>'
    since_words = f" {TAGGED[status]} {day(since)}" if since else ""
    tag = f'<p class="standing"><strong class="status">{escape(STATUSES[status])}</strong>{escape(since_words)}</p>'
    if newest is None:
        return tag + (f"<p>{escape(delivery.event)}</p>" if delivery.event else "")
    one = newest.record
    seen = f"It can be seen: {one.evidence.rstrip('.')}." if one.evidence else "No evidence was given for it."
    who = f"Said by {newest.told_by}, {moment_words(newest.told_at)}."
    happened = f"{'Last reported' if since and since < one.happened_on else 'What happened'}, {day(one.happened_on)}"
    return f"{tag}<p>{escape(f'{happened}: {one.event}')}</p><p>{escape(f'{seen} {who}')}</p>"


def status_at(delivery: Delivery, told: Told) -> tuple[Status | None, dt.date | None]:
    """The status now, or as it was told up to a day, with the day from which it holds."""
    if told.on is None:
        return delivery.status, delivery.since
    newest = next(iter(told.updates), None)
    if newest is None:
        described = told.described
        at_first = described.record.standing if described else None
        return (at_first.status, at_first.since) if at_first else (None, None)
    return newest.record.status, since_of(told.updates)


def since_of(updates: Sequence[Version[Update]]) -> dt.date:
    """The day from which the newest status has held: that of the first event of its unbroken run."""
    since = updates[0].record.happened_on
    for version in updates:
        if version.record.status is not updates[0].record.status:
            break
        since = version.record.happened_on
    return since


def clause(delivery: Delivery, told: Told) -> str:
    """The status and the spend as they stand in the sentence that heads the page."""
    status, since = status_at(delivery, told)
    if status is None:
        return "has no status: nothing dated was reported of it"
    said = SAID[status] + (f" {day(since)}" if since else "")
    return said + (_spent_clause(delivery) if told.on is None else "")


def _spent_clause(delivery: Delivery) -> str:
    """What was spent of what was given; where that is more than was given, that it is."""
    given = delivery.awarded if delivery.awarded is not None else delivery.announced
    if delivery.spent is None or not given:
        return ""
    if delivery.spent > given:
        stage = "awarded" if delivery.awarded is not None else "announced"
        return f", with {amount_words(delivery.spent)} spent, more than the {amount_words(given)} {stage}"
    return f", with {amount_words(delivery.spent)} of {amount_words(given)} spent"


def as_at(told: Told) -> str:
    """The banner of a past day."""
    if told.on is None:
        return ""
    words = f"This is what had been told by the end of {day(told.on)}. Official figures are today’s."
    return f'<div class="notice" role="status"><p><strong>{escape(words)}</strong></p></div>'


def returns(told: Told, titles: Mapping[str, str]) -> str:
    """Its returns, the newest first, with where each stands."""
    title = prose.heading("Returns", key="returns")
    found = told.standing(Return)
    if not found:
        return title + prose.paragraphs(["No round has asked for a return on it."])
    items = "".join(_return(version, titles) for version in reversed(found))
    return f"{title}<ul>{items}</ul>"


def _return(version: Version[Return], titles: Mapping[str, str]) -> str:
    one = version.record
    named = titles.get(one.round_id, one.round_id)
    link = anchor(named, href("one_return", round=one.round_id, transformation=one.transformation_id))
    return f"<li>{link}: {escape(STATES[one.state])} since {escape(day(version.told_at.date()))}</li>"


def requests(told: Told, *, today: dt.date, waited: Callable[[dt.date, dt.date], int]) -> str:
    """Its change requests, the open ones first, with how long the centre took or has taken."""
    title = prose.heading("Changes asked of the centre", key="requests")
    found = sorted(told.standing(ChangeRequest), key=lambda version: (not version.record.open, version.record.asked_on))
    if not found:
        return title + prose.paragraphs(["No change has been asked for."])
    return title + "".join(_request(version.record, today, waited) for version in found)


def requests_open(told: Told) -> str:
    """How many requests wait for a decision, in a sentence."""
    waiting = sum(version.record.open for version in told.standing(ChangeRequest))
    if not waiting:
        return prose.paragraphs(["No change that was asked for waits for a decision."])
    told_so = "change asked for waits" if waiting == 1 else "changes asked for wait"
    return prose.paragraphs([f"{waiting} {told_so} for a decision."])


def _request(one: ChangeRequest, today: dt.date, waited: Callable[[dt.date, dt.date], int]) -> str:
    until = one.decided_on or today
    days = waited(one.asked_on, until)
    took = f"{days} working day{'' if days == 1 else 's'}"
    if one.decision is None:
        late = ", which has passed" if one.answer_due_on < today else ""
        state = f"Open for {took}. An answer is due by {day(one.answer_due_on)}{late}."
    else:
        grounds = one.grounds or "no grounds written"
        state = f"{DECISIONS[one.decision].capitalize()} on {day(until)} by {one.decided_by}, after {took}: {grounds}"
    asked = f"Asked on {day(one.asked_on)}: {one.asks}"
    parts = (asked, f"Because: {one.reason}", state)
    return f'<div class="said">{"".join(f"<p>{escape(part)}</p>" for part in parts)}</div>'


def conversation(comments: Sequence[Version[Comment]]) -> str:
    """The comments, each followed by the replies to it."""
    title = prose.heading("Comments", key="comments")
    if not comments:
        return title + prose.paragraphs(["Nobody has commented yet."])
    above: dict[str | None, list[Version[Comment]]] = {}
    known = {version.record.comment_id for version in comments}
    for version in comments:
        to = version.record.in_reply_to
        above.setdefault(to if to in known else None, []).append(version)
    return title + _thread(above, None)


def _thread(above: Mapping[str | None, Sequence[Version[Comment]]], to: str | None, *, deep: int = 0) -> str:
    """What replies to one comment; from the fourth reply to a reply on, without a further step to the right."""
    items = []
    for version in above.get(to, ()):
        one = version.record
        inner = _thread(above, one.comment_id, deep=deep + 1)
        who = f"{version.told_by}, {moment_words(version.told_at)}"
        text = "".join(f"<p>{escape(part)}</p>" for part in one.text.splitlines() if part.strip())
        items.append(f'<li><div class="said">{text}<p class="aside">{escape(who)}</p></div>{inner}</li>')
    kind = "thread" if deep < 3 else "thread level"
    return f'<ul class="{kind}">{"".join(items)}</ul>' if items else ""
