"""The sentences a day begins with, by role: what needs somebody, and who waits for whom."""

import datetime as dt
from collections.abc import Mapping

from domain.delivery import Delivery
from domain.person import Role
from domain.returns import ReturnState
from domain.transformation import Status
from domain.workspace import Workspace
from ui.delivery_words import STATUSES
from ui.numbers import day
from ui.return_words import yours_to_send
from ui.sentences import counted, joined

ROLE_WORDS = {
    Role.STEWARD: "a steward",
    Role.PLACE_OFFICER: "a place officer",
    Role.CERTIFIER: "a certifier",
    Role.MINISTERS_OFFICE: "a minister's office",
    Role.ANALYST: "an analyst",
    Role.ADMINISTRATOR: "an administrator",
}
SENT = {
    ReturnState.SUBMITTED: "submitted",
    ReturnState.CERTIFIED: "certified",
    ReturnState.CHANGES_ASKED: "sent back with questions",
    ReturnState.ACCEPTED: "accepted",
}


def caption(today: dt.date, roles: list[Role], workspace: Workspace | None) -> str:
    """The day, for whom it is shown, and whether what was reported is simulated."""
    seen = f", for {joined([ROLE_WORDS[role] for role in roles])}" if roles else ""
    training = "; reports are simulated" if workspace is Workspace.TRAINING and roles else ""
    return f"{today:%A} {day(today)}{seen}{training}"


def for_steward(*, decisions: int, reviews: int, places: int, longest: int | None) -> str:
    """What needs the centre, how many places wait for it and how long the first of them has waited."""
    if not decisions and not reviews:
        return "No place is waiting for an answer of central government"
    needed = []
    if decisions:
        needed.append(counted(decisions, "change request"))
    if reviews:
        needed.append(counted(reviews, "return"))
    verb = "needs" if decisions + reviews == 1 else "need"
    waits = f"{counted(places, 'place')} {'is' if places == 1 else 'are'} waiting for us"
    first = f" (longest: {counted(longest, 'working day')})" if longest else ""
    return f"{joined(needed)} {verb} our answer; {waits}{first}"


def for_officer(*, due: int, late: int, changes: int, waiting: int, longest: int | None) -> str:
    """What the place is to send, as the list of returns says it, and for how long the centre has kept it waiting."""
    first = yours_to_send(due, late=late, changes=changes)
    if not waiting:
        return f"{first}; nothing of yours waits for central government"
    kept = f", the longest {counted(longest, 'working day')}" if longest else ""
    return f"{first}; central government has {counted(waiting, 'answer')} to give you{kept}"


def for_certifier(waiting: int, longest: int | None) -> str:
    """How many returns wait for a certificate."""
    if not waiting:
        return "No return waits for your certificate"
    kept = f", the longest for {counted(longest, 'working day')}" if longest else ""
    return f"{counted(waiting, 'return')} {'waits' if waiting == 1 else 'wait'} for your certificate{kept}"


def for_reader(seen: int, *, odd: int, stale: int, about: str = "") -> str:
    """What somebody who neither decides nor answers should know first."""
    if not seen:
        return f"No transformation{about} is yours to see"
    contradict = "1 contradicts itself" if odd == 1 else f"{odd:,} contradict themselves"
    parts = [contradict if odd else "none contradicts itself"]
    parts += [f"{stale:,} {'is' if stale == 1 else 'are'} stale" if stale else "none is stale"]
    return f"Of {counted(seen, 'transformation')}{about}, {joined(parts)}"


def standing(statuses: Mapping[Status | None, int]) -> str:
    """How many transformations are in each status, as one sentence."""
    known = [f"{many:,} {STATUSES[status]}" for status, many in statuses.items() if status and many]
    silent = statuses.get(None, 0)
    without = [f"{silent:,} without a reported status"] if silent else []
    return f"Of those you may see: {joined([*known, *without])}." if known or without else ""


def news_words(since: dt.date, returns: Mapping[ReturnState, int], changed: int, rated: int) -> str:
    """What happened from a day on: "Since Friday 20 November: 3 returns submitted and 1 status changed."."""
    told = [f"{counted(returns[state], 'return')} {words}" for state, words in SENT.items() if returns.get(state)]
    told += [f"{changed:,} {'status' if changed == 1 else 'statuses'} changed"] if changed else []
    told += [counted(rated, "assurance rating")] if rated else []
    return f"Since {since:%A} {since.day} {since:%B}: {joined(told) if told else 'nothing was reported'}."


def turned_words(turned: int, expected: float, comparisons: int, build: str) -> str:
    """How many levels fresh figures turned, beside how many chance alone would."""
    if not comparisons:
        return f"No figure that is compared is new or revised in build {build}."
    verb = "verdict" if turned == 1 else "verdicts"
    return (
        f"{turned:,} {verb} changed with new or revised figures in build {build}, of {comparisons:,} compared. If no "
        f"place differed from its nation, chance alone would change about {expected:,.0f}."
    )


def request(asks: str, waited: int, left: int, late: int) -> str:
    """What is asked, for how many working days, and in how many an answer is due, or for how many it has been."""
    return f"{asks}: {waited_words(waited)}; {_due(left, late)}"


def promised(owner: str, on: dt.date) -> str:
    """Whose promise it is, and for which day."""
    return f"Promised by {owner} for {day(on)}"


def _due(left: int, late: int) -> str:
    if late:
        return f"an answer was due {counted(late, 'working day')} ago"
    return f"an answer is due in {counted(left, 'working day')}" if left else "an answer is due today"


def reviews(waiting: int, middle: float | None) -> str:
    """How many returns wait for the centre, and how long it took over those before."""
    usual = (
        f" Half of its answers in the last two rounds took {middle:.0f} working days or less."
        if middle is not None
        else ""
    )
    if not waiting:
        return f"No certified return is without an answer.{usual}"
    return f"{counted(waiting, 'certified return')} without an answer of the centre.{usual}"


def contradictions(many: int) -> str:
    """In how many transformations what is said does not fit together."""
    if not many:
        return "Nothing that was reported contradicts itself."
    return f"{counted(many, 'transformation')} where what is said does not fit together, the furthest apart first."


def stale(many: int) -> str:
    """How many transformations are stale."""
    return f"{counted(many, 'transformation')} with no evidence for two rounds or more." if many else "None is stale."


def overdue(late: int, asked: int, *, behind: int, again: int) -> str:
    """How many returns are past their day, of how many of those asked, and for how many it is not the first time."""
    if not asked:
        return "No return has been asked for yet."
    if not late:
        return f"None, of the {counted(asked, 'transformation')} that were asked."
    past = f"{counted(late, 'return')} past {'its' if late == 1 else 'their'} day"
    more = f", {again:,} of them not for the first time" if again else ""
    return f"{past}, of {behind:,} of the {counted(asked, 'transformation')} that were asked{more}."


def changed(told: Delivery | None) -> str:
    """The newest status with its day and the event that gave it."""
    if told is None or told.status is None:
        return "no status reported"
    since = f" since {day(told.since)}" if told.since else ""
    return f"{STATUSES[told.status]}{since}{f': {told.event}' if told.event else ''}"


def waited_words(days: int | None) -> str:
    """For how long somebody has waited."""
    return f"waiting {counted(days, 'working day')}" if days else "asked today"


def due_from_you(late: int, coming: int, *, others: int) -> str:
    """How many returns a body owes, and how many that are overdue are owed by others in its area."""
    past, ahead = counted(late, "return") if late else "No return", f"{coming:,}" if coming else "none"
    told = f"{past} past the day, {ahead} to come."
    verb = "is" if others == 1 else "are"
    return f"{told} {others:,} that other bodies in your area owe {verb} past the day." if others else told
