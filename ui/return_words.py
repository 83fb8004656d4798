"""The words of returns: their states, how long they wait, and when a step was taken."""

import datetime as dt
from collections.abc import Mapping
from zoneinfo import ZoneInfo

from domain.returns import ReturnState
from ui.numbers import day

LONDON = ZoneInfo("Europe/London")
SIMULATED = "Simulated for practice: nobody sent this."
PRACTISED = "This is practice: nothing here is real."

STATES: Mapping[ReturnState, str] = {
    ReturnState.DUE: "not started",
    ReturnState.DRAFT: "draft",
    ReturnState.SUBMITTED: "with the certifier",
    ReturnState.CERTIFIED: "waiting for the centre",
    ReturnState.CHANGES_ASKED: "changes asked",
    ReturnState.ACCEPTED: "accepted",
}

STEPS: Mapping[ReturnState, str] = {
    ReturnState.DUE: "The centre asked for it",
    ReturnState.DRAFT: "Drafting",
    ReturnState.SUBMITTED: "Sent to the certifier",
    ReturnState.CERTIFIED: "Certified and sent to the centre",
    ReturnState.CHANGES_ASKED: "The centre asked for changes",
    ReturnState.ACCEPTED: "The centre accepted it",
}


def counted(count: int, one: str, several: str = "") -> str:
    """A number with its noun.

    >>> counted(1, "return"), counted(1_200, "return"), counted(2, "body", "bodies")
    ('1 return', '1,200 returns', '2 bodies')
    """
    return f"{count:,} {one if count == 1 else several or one + 's'}"


def no_or(count: int, one: str, several: str = "") -> str:
    """The same where nought reads "no".

    >>> no_or(0, "return")
    'no returns'
    """
    return counted(count, one, several) if count else f"no {several or one + 's'}"


def days_left(due_on: dt.date, today: dt.date) -> str:
    """How long until a day, or since: "3 days left", "due today", "12 days late"."""
    left = (due_on - today).days
    if left == 0:
        return "due today"
    return f"{counted(left, 'day')} left" if left > 0 else f"{counted(-left, 'day')} late"


def waited(working_days: int) -> str:
    """How long somebody has been kept waiting.

    >>> waited(0), waited(1), waited(23)
    ('since today', '1 working day', '23 working days')
    """
    return counted(working_days, "working day") if working_days else "since today"


def yours_to_send(due: int, *, late: int, changes: int) -> str:
    """What a place is to send, in the same words wherever it is said; ``late`` are among those ``due``.

    >>> yours_to_send(7, late=1, changes=0)
    '7 returns are yours to send, 1 of them late'
    >>> yours_to_send(0, late=0, changes=1)
    '1 return came back with changes asked'
    """
    parts = []
    if due:
        of_them = f", {late:,} of them late" if late else ""
        parts.append(f"{counted(due, 'return')} {'is' if due == 1 else 'are'} yours to send{of_them}")
    if changes:
        parts.append(f"{counted(changes, 'return')} came back with changes asked")
    return "; ".join(parts) or "Nothing is yours to send"


def clock(moment: dt.datetime) -> str:
    """The time of day in the United Kingdom: "14:03"."""
    return f"{moment.astimezone(LONDON):%H:%M}"


def moment_words(moment: dt.datetime) -> str:
    """A day and time in the United Kingdom: "23 November 2026 at 14:03"."""
    local = moment.astimezone(LONDON)
    return f"{day(local.date())} at {local:%H:%M}"


def sentence_case(text: str) -> str:
    """The text with its first letter large.

    >>> sentence_case("not started")
    'Not started'
    """
    return text[:1].upper() + text[1:]
