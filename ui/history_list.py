"""The history of one transformation: every version of everything told of it, newest first, a part at a time."""

from collections.abc import Callable, Mapping
from html import escape
from typing import Any

from domain.allocation import Allocation
from domain.assurance import AssuranceRating
from domain.change_request import ChangeRequest
from domain.commitment import Commitment
from domain.milestone import Milestone
from domain.record import Record
from domain.result import Outcome, Output
from domain.returns import Return
from domain.risk import Risk
from domain.spend import Spend
from domain.transformation import Transformation
from domain.update import Update
from domain.version import Version
from domain.waiver import Waiver
from ui import prose
from ui.address import anchor, href
from ui.delivery_told import Told
from ui.delivery_words import DECISIONS, STATES, STATUSES, later_words
from ui.milestone_timeline import now_on
from ui.money_story import Quarter
from ui.numbers import day
from ui.pounds import pounds
from ui.return_words import moment_words
from ui.sentences import counted

PER_PAGE = 25  # a long way to scroll on a phone as it is


def history(told: Told, *, transformation_id: str, start: int, rounds: Mapping[str, str]) -> str:
    """One part of the history, with links to the parts before and after it. ``rounds`` are titles by id."""
    versions = told.newest_first
    if not versions:
        return prose.heading("History", key="history") + prose.paragraphs(["Nothing has been told of it yet."])
    first = min(start, len(versions))
    some = versions[first - 1 : first - 1 + PER_PAGE]
    items = "".join(_item(version, told, rounds) for version in some)
    shown = f"{first:,} to {first + len(some) - 1:,} of {counted(len(versions), 'entry').replace('entrys', 'entries')}"
    return (
        prose.heading("History", key="history")
        + prose.paragraphs([f"Who said what, when and why, the newest first: {shown}. Nothing is ever taken away."])
        + f'<ol class="history" start="{first}">{items}</ol>'
        + _turns(transformation_id, first, len(versions))
    )


def _turns(transformation_id: str, first: int, every: int) -> str:
    def to(start: int) -> str:
        return href("transformation", transformation=transformation_id, view="history", start=start)

    turns = [("Newer entries", to(max(first - PER_PAGE, 1)))] if first > 1 else []
    turns += [("Older entries", to(first + PER_PAGE))] if first + PER_PAGE <= every else []
    return prose.links(turns) if turns else ""


def _item(version: Version[Any], told: Told, rounds: Mapping[str, str]) -> str:
    before = told.before(version)
    if isinstance(version.record, Return):  # its steps follow one another, so that the one before stands below
        return _entry(version, _return(version.record, rounds))
    what = "Withdrawn: " if version.withdrawn else "Said anew: " if before else ""
    return _entry(version, what + said(version.record, before.record if before else None))


def _entry(version: Version[Any], words: str) -> str:
    link = _day_link(version)
    return (
        f"<li><p>{escape(words)}</p>"
        f'<p class="aside">{escape(version.told_by)}, {link}. Why: {escape(_ended(version.why))} '
        f"Record {escape(version.record.record_id)}, version {version.number}.</p></li>"
    )


def _day_link(version: Version[Any]) -> str:
    """When it was told, leading to how everything stood at the end of that day."""
    own_id = getattr(version.record, "transformation_id", "")
    on = version.told_at.date().isoformat()
    return anchor(moment_words(version.told_at), href("transformation", transformation=own_id, on=on, view="now"))


def said(record: Record, before: Record | None = None) -> str:
    """What a version says, in a sentence; of a newer one also what it was before, where that is short."""
    words = SENTENCES[type(record)](record)
    earlier = SENTENCES[type(before)](before) if before else ""
    return f"{_ended(words)} Before: {earlier}" if earlier and earlier != words and len(earlier) < 200 else words


def _ended(text: str) -> str:
    """The text with one full stop at its end, whether or not whoever wrote it set one."""
    return text if text.endswith((".", "!", "?")) else f"{text}."


def _update(one: Update) -> str:
    rated = f" Rates itself {one.self_rating} of 5." if one.self_rating else ""
    evidence = f" Evidence: {one.evidence}" if one.evidence else ""
    return f"{STATUSES[one.status].capitalize()} from {day(one.happened_on)}: {_ended(one.event)}{rated}{evidence}"


def _milestone(one: Milestone) -> str:
    now = "reached on" if one.reached_on else "expected on"
    said_so = f", {now} {day(now_on(one))} ({later_words(one.planned_on, now_on(one))})" if _moved(one) else ""
    return f"Milestone “{one.title}”: planned for {day(one.planned_on)}{said_so}."


def _moved(one: Milestone) -> bool:
    return one.reached_on is not None or one.expected_on is not None


def _spend(one: Spend) -> str:
    period = Quarter(one.financial_year, one.quarter or 0).words
    amount = f"minus {pounds(float(-one.amount))}" if one.amount < 0 else pounds(float(one.amount))
    return f"{one.stream.capitalize()} {'spent' if one.basis == 'actual' else 'forecast'}, {period}: {amount}."


def _result(one: Output | Outcome) -> str:
    basis = "reached" if one.basis == "actual" else "planned"
    return f"{one.indicator}, {basis} by {day(one.ends_on)}: {one.value.normalize():,f} {one.unit}."


def _risk(one: Risk) -> str:
    return f"Risk “{one.title}”: score {one.score} of 24{', closed' if one.closed else ''}. {one.mitigation}".strip()


def _rating(one: AssuranceRating) -> str:
    return f"Assurance rating {one.rating} of 5 on {day(one.rated_on)}, by {one.rated_by}: {one.reason}"


def _request(one: ChangeRequest) -> str:
    if one.decision is None or one.decided_on is None:
        return f"Asked for a change, due an answer by {day(one.answer_due_on)}: {one.asks}"
    decided = f"{DECISIONS[one.decision]} on {day(one.decided_on)} by {one.decided_by}"
    return f"Request “{one.asks}” {decided}: {one.grounds}"


def _commitment(one: Commitment) -> str:
    return f"Commitment of {one.owner}, due {day(one.due_on)}: {one.statement}"


def _allocation(one: Allocation) -> str:
    amount = f"{pounds(float(-one.amount))} taken back" if one.amount < 0 else pounds(float(one.amount))
    return f"{amount} {one.stage} on {day(one.decided_on)} by {one.decided_by}."


def _waiver(one: Waiver) -> str:
    until = f" until {day(one.ends_on)}" if one.ends_on else ""
    return f"Waived from {day(one.starts_on)}{until} by {one.decided_by}: {one.rule}. {one.reason}"


def _return(one: Return, rounds: Mapping[str, str]) -> str:
    title = rounds.get(one.round_id, one.round_id)
    return f"Return of the round “{title}”: {STATES[one.state]}.{f' {one.note}' if one.note else ''}"


def _description(one: Transformation) -> str:
    ends = f" It ends on {day(one.ends_on)}." if one.ends_on else ""
    aims = counted(len(one.metric_ids), "measure")
    return f"Described as “{one.title}”, led by {one.lead}, aiming to move {aims}.{ends}"


SENTENCES: dict[type[Record], Callable[[Any], str]] = {
    Update: _update, Milestone: _milestone, Spend: _spend, Output: _result, Outcome: _result, Risk: _risk,
    AssuranceRating: _rating, ChangeRequest: _request, Commitment: _commitment, Allocation: _allocation,
    Waiver: _waiver, Transformation: _description,
}  # fmt: skip
