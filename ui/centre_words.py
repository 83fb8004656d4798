"""The centre's own record in sentences: the finding, and one for each clock. The same words as are used of places."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from domain.centre_goal import CentreGoal
from ui.numbers import day
from ui.sentences import counted, joined

FEW = 10
SAME_RULES = (
    "The centre is measured here by the rules it sets for places: what is late is late from the day it was due, what "
    "nobody recorded is said to be missing, and nothing is averaged away. “Half within 6” means that half were done "
    "within 6 days; “nine in ten” likewise."
)
LAST_CLOCK = (
    "The clock of a return starts when the finance officer certified it and stops when the centre accepted it or asked "
    "for changes. A return that was sent several times counts with every sending that was certified, so it may have "
    "more than one answer. What still waits is no answer yet, so a period that is answered in part looks quicker than "
    "it will be. Days are working days in England and Wales."
)
PAYMENT_CLOCK = (
    "Calendar days from the first announcement on record to the first payment on record. A transformation that was "
    "cancelled before any payment waits for none."
)
UNUSED = (
    "A question counts as not used while nobody has recorded a use of its answers. That is not proof that nobody read "
    "them: who used some can record it on the page of the round."
)
NOT_YOURS = (
    "None of their returns, payments and requests is yours to read, so nothing is counted: that says nothing of how "
    "central government kept to its clocks. Choose every programme, or one of those you answer for."
)
AWARDS = (
    "An award is changed when money is awarded or taken back after the day of the first award. Each decision stays on "
    "record with its day and its owner."
)


def centre_finding(turnaround: Any, *, hidden: bool = False) -> str:
    """What the record says first: how fast returns are answered, and who waits now; ``hidden`` where none is theirs."""
    if hidden:
        return "How fast central government answered these returns is not yours to see"
    said, waiting = turnaround.answered, turnaround.waiting
    found = "Central government has answered no certified return yet"
    if said:
        found = (
            f"Central government gave half of {counted(said.count, 'answer')} to certified returns within "
            f"{counted(said.half, 'working day')} and nine in ten within {said.nine_in_ten}"
        )
    if not waiting:
        return found
    verb = "waits" if waiting.count == 1 else "wait"
    return f"{found}; {waiting.count:,} {verb} now, the longest for {counted(waiting.longest, 'working day')}"


def turnaround_sentence(turnaround: Any, goal: CentreGoal | None = None) -> str:
    """How many returns were asked for, how many wait for an answer, and how many answers were given and how fast."""
    if not turnaround.returns:
        return "No return is on record."
    parts = [f"Of {counted(turnaround.returns, 'return')} asked for"]
    waiting = turnaround.waiting.count if turnaround.waiting else 0
    parts.append(f"{waiting:,} {'waits' if waiting == 1 else 'wait'} for an answer now")
    again = turnaround.sent_again
    parts.append(f"{again:,} {'was' if again == 1 else 'were'} sent more than once")
    parts.append(f"{turnaround.changes_asked:,} {'is' if turnaround.changes_asked == 1 else 'are'} back with the place")
    return f"{parts[0]}, {joined(parts[1:])}.{_answers_given(turnaround, goal)}"


def _answers_given(turnaround: Any, goal: CentreGoal | None) -> str:
    """How many answers came, and how many returns wait, within the days the centre means to take."""
    said = turnaround.answered
    if not said:
        return ""
    given = f" The centre gave {counted(said.count, 'answer')}"
    if goal is None:
        return f"{given}."
    within = sum(many for days, many in turnaround.answered_days.items() if days <= goal.working_days)
    over = sum(many for days, many in turnaround.waiting_days.items() if days > goal.working_days)
    longer = f"; {over:,} of those that wait {'has' if over == 1 else 'have'} waited longer" if over else ""
    return f"{given}, {within:,} of them within the goal of {goal.working_days} working days{longer}."


def goal_told(goal: CentreGoal | None) -> str:
    """What the centre means to keep to, from when, and whose goal it is."""
    if goal is None:
        return "The centre has set itself no goal for this that is on record."
    return (
        f"The goal is an answer within {counted(goal.working_days, 'working day')}, from {day(goal.from_on)}. Owner: "
        f"{goal.owner}. Stands in: {goal.said_where}. Every answer is held against it, also those given before."
    )


def slowest_words(paid: Sequence[tuple[str, Any]]) -> str:
    """Which programme took longest to a first payment; one of a few payments says little beside one of hundreds."""
    enough = [one for one in paid if one[1].count >= FEW] or list(paid)
    name, took = max(enough, key=lambda one: one[1].half)
    told = f"{name}: half of {counted(took.count, 'first payment')} came within {counted(took.half, 'day')}"
    if len(enough) < 2:
        return told
    among = "" if len(enough) == len(paid) else f" with {FEW} payments or more"
    return f"{told}, the longest of the {len(enough)} programmes{among}"


def payments_sentence(payments: Sequence[Any]) -> str:
    """How many were paid and how many wait, over all programmes, and what is not recorded."""
    paid = sum(one.paid.count for one in payments if one.paid)
    unpaid = sum(one.unpaid.count for one in payments if one.unpaid)
    missing = sum(one.unrecorded for one in payments)
    if not paid and not unpaid:
        return (
            f"No announcement with a day is on record for {counted(missing, 'transformation')}: nothing to count from."
        )
    longest = max((one.unpaid.longest for one in payments if one.unpaid), default=0)
    waits = f", the longest for {counted(longest, 'day')}" if unpaid else ""
    gap = f" For {missing:,} no day of announcement is on record, so their wait cannot be told." if missing else ""
    return (
        f"{counted(paid, 'transformation')} had a first payment; {unpaid:,} more "
        f"{'was' if unpaid == 1 else 'were'} announced and had none so far{waits}.{gap}"
    )


def requests_sentence(answers: Any) -> str:
    """How change requests fared."""
    decided = answers.in_time + answers.late
    if not decided and not answers.open:
        return "No change request is on record."
    parts = [f"{answers.in_time:,} of {counted(decided, 'decided request')} had an answer by the day it was due"]
    if answers.took:
        parts.append(f"half within {counted(answers.took.half, 'working day')} of asking")
    parts.append(f"{answers.granted:,} granted and {answers.refused:,} refused")
    past = f", {answers.overdue.count:,} of them past due" if answers.overdue else ", none of them past due"
    parts.append(f"{answers.open:,} {'is' if answers.open == 1 else 'are'} open{past if answers.open else ''}")
    return f"{'; '.join(parts)}."


def burden_sentence(burdens: Sequence[Any]) -> str:
    """How many answers finished rounds asked for, and how many of them nobody used."""
    asked, unused = sum(one.asked for one in burdens), sum(one.never_used for one in burdens)
    if not asked:
        return "No round has come to its end, so nothing can be said of its questions yet."
    share = f"{100 * unused / asked:.0f}%"
    return (
        f"{counted(len(burdens), 'finished round')} asked for {counted(asked, 'answer')}. No use is on record of "
        f"{unused:,} of them ({share})."
    )


def alterations_sentence(alterations: Sequence[Any]) -> str:
    """How many awards were changed afterwards."""
    awarded, altered = sum(one.awarded for one in alterations), sum(one.altered for one in alterations)
    if not awarded:
        return "No award to a single transformation is on record."
    were = "was" if altered == 1 else "were"
    return f"{altered:,} of {counted(awarded, 'award')} {were} changed after the first decision."


def scope_sentence(seen: int, total: int, *, programme: str = "") -> str:
    """Of which transformations the page speaks, for a reader who may not see the returns of all."""
    of = f" of {programme}" if programme else ""
    if seen == total:
        return f"This speaks of {counted(total, 'transformation')}{of}."
    return f"This speaks of the {seen:,} of {counted(total, 'transformation')}{of} whose returns are yours to read."


def goal_words(goal: float, by: dt.date) -> str:
    """A goal of the centre with its day, as a chart names it."""
    return f"goal: {goal:g} by {day(by)}"
