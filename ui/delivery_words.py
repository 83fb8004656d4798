"""The words for delivery: statuses, ratings, money that may be unknown, and who said so when."""

import datetime as dt
from collections.abc import Mapping

from domain.change_request import Decision
from domain.returns import ReturnState
from domain.transformation import Status
from domain.version import Version
from ui.numbers import day
from ui.pounds import in_words

STATUSES: Mapping[Status, str] = {
    Status.NOT_STARTED: "not started",
    Status.ON_TRACK: "on track",
    Status.DELAYED: "delayed",
    Status.STALLED: "stalled",
    Status.RESCOPED: "rescoped",
    Status.CANCELLED: "cancelled",
    Status.COMPLETED: "completed",
}
RATINGS = {
    5: "5 of 5, very likely to be delivered",
    4: "4 of 5, likely to be delivered",
    3: "3 of 5, could go either way",
    2: "2 of 5, in doubt",
    1: "1 of 5, unlikely to be delivered as planned",
}
STATES: Mapping[ReturnState, str] = {
    ReturnState.DUE: "due",
    ReturnState.DRAFT: "being filled in",
    ReturnState.SUBMITTED: "sent, waiting for the finance officer",
    ReturnState.CERTIFIED: "certified, waiting for the centre",
    ReturnState.CHANGES_ASKED: "sent back with questions",
    ReturnState.ACCEPTED: "accepted",
}
DECISIONS: Mapping[Decision, str] = {
    Decision.GRANTED: "granted",
    Decision.REFUSED: "refused",
    Decision.WITHDRAWN: "withdrawn by the place",
}
UNSAID = "nobody has said"
DAYS_IN_A_MONTH = 30.4375


def status_words(status: Status | None) -> str:
    """A status, or that none has been reported."""
    return STATUSES[status] if status else "no status reported"


def amount_words(amount: float | None) -> str:
    """An amount as a sentence says it, or that nobody has said."""
    if amount is None:
        return UNSAID
    return f"minus {in_words(-amount)}" if amount < 0 else in_words(amount)


def said_by(version: Version[object]) -> str:  # type: ignore[type-var]
    """Who said something and when: "a@b.example on 3 October 2026 at 14:05 UTC"."""
    return f"{version.told_by} on {day(version.told_at.date())} at {version.told_at:%H:%M} UTC"


def later_words(planned: dt.date, now: dt.date) -> str:
    """How much later than planned in months: "4 months later", "1 month earlier", "as planned"."""
    months = round((now - planned).days / DAYS_IN_A_MONTH)
    if months == 0:
        return "as planned" if now == planned else "within a month of plan"
    many = f"{abs(months)} month{'' if abs(months) == 1 else 's'}"
    return f"{many} {'later' if months > 0 else 'earlier'}"
