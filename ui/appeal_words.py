"""Asks and offers in words: their clocks, the exchange's own record, and why something could answer an ask."""

from collections.abc import Sequence

from domain.appeal import Appeal
from ui.learning_words import KINDS_OF_APPEAL, OUTCOMES_OF_APPEAL
from ui.numbers import day, ordinal
from ui.sentences import counted, joined, possessive

NOT_POSTED = (
    "Nothing here is called “{}”. The address may have been cut short; everything that was posted is in the lists."
)
SIMULATED = (
    "Training workspace: every ask, offer and answer here is simulated, adoptions too. Entries of the founding set are "
    "real."
)
NOBODY = "nobody has answered, neither a place nor central government"
WORKING_DAY = "working day"


def finding(*, asks: int, offers: int, waiting: int, longest: int) -> str:
    """What stands open: "5 asks are open, 2 of them unanswered (the longest for 23 working days), and 3 offers"."""
    if not asks and not offers:
        return "Nothing is asked for or offered just now"
    offered = f"{counted(offers, 'offer')} {_is(offers)} open"
    if not asks:
        return f"No ask is open, and {offered}"
    asked = f"{counted(asks, 'ask')} {_is(asks)} open"
    if waiting:
        unanswered = "unanswered" if asks == waiting == 1 else f"{waiting} of them unanswered"
        asked += f", {unanswered} (the longest for {counted(longest, WORKING_DAY)})"
    return f"{asked}, and {offered}"


def record_words(
    *, asks: int, answered: int, median_days: float | None, closed: int, met: int, partly_met: int, taken_back: int,
    overdue: int,
) -> list[str]:  # fmt: skip
    """The exchange's own record, in sentences."""
    if not asks:
        return ["No place has asked for anything yet, so there is no record of how soon asks are answered."]
    told = [f"Of {counted(asks, 'ask')} so far, {answered} {'has' if answered == 1 else 'have'} been answered"]
    if median_days is not None:
        middle = counted(int(median_days), WORKING_DAY) if median_days % 1 == 0 else f"{median_days} working days"
        told[0] += f"; half of those within {middle}"
    told[0] += "."
    if closed:
        told.append(
            f"{closed} came to an end: {met} met, {partly_met} partly met, {closed - met - partly_met} not met."
        )
    if taken_back:
        told.append(f"{taken_back} {_was(taken_back)} taken back.")
    if overdue:
        told.append(f"{overdue} open {'ask is' if overdue == 1 else 'asks are'} past the day help was wanted by.")
    return [" ".join(told)]


def kind_words(one: Appeal) -> str:
    """What it is: "ask for know-how", "offer of people"."""
    return f"{'offer of' if one.offers else 'ask for'} {KINDS_OF_APPEAL[one.kind]}"


def clock_words(one: Appeal, *, open_for: int, first_answer: int | None) -> str:
    """How long it has been open and when somebody first answered."""
    lasted = _lasted(open_for)
    begun = f"open for {lasted}" if one.open else f"was open for {lasted}"
    if first_answer is not None:
        return f"{begun}, first answer {_after(first_answer)}"
    if one.open:
        return f"{begun}, {'nobody has taken it up' if one.offers else NOBODY}"
    return f"{begun}, never answered"


def wanted_words(one: Appeal, *, overdue: int) -> str:
    """By when it is wanted, and that the day has passed where it has."""
    until = "stands until" if one.offers else "wanted by"
    passed = f", which passed {counted(overdue, WORKING_DAY)} ago" if overdue else ""
    return f"{until} {day(one.wanted_by)}{passed}"


def finding_of_one(one: Appeal, place: str, *, open_for: int, first_answer: int | None, overdue: int) -> str:
    """How one stands, as the title of its page."""
    said = f"{place} {'offers' if one.offers else 'asks'}: {one.title}"
    if one.outcome is not None and one.closed_on is not None:
        return f"{said} ({OUTCOMES_OF_APPEAL[one.outcome]}, closed on {day(one.closed_on)})"
    if overdue:
        return f"{said} ({counted(overdue, WORKING_DAY)} past the day it was wanted by)"
    if first_answer is None and not one.offers:
        return f"{said} (waiting {_lasted(open_for)} for a first answer)"
    return f"{said} (open for {_lasted(open_for)})"


def why_matched(
    *, metrics: Sequence[str], missions: Sequence[str], place: str, asking: str, rank: int | None, kind: str = ""
) -> str:
    """Why something could answer: the measures and missions it shares, and how like its place is."""
    parts = [f"about the same measure: {joined(metrics)}"] if metrics else []
    parts += [f"about the same mission: {joined(missions)}"] if missions else []
    parts += [f"just what is asked for: {kind}"] if kind else []
    if rank == 0:
        parts.append(f"from {asking} itself")
    elif rank is not None:
        parts.append(f"{place} is {ordinal(rank)} among the places most like {asking}")
    elif place:
        parts.append(f"{place} is not on {possessive(asking)} published list of places most like it")
    told = "; ".join(parts)
    return f"{told[:1].upper()}{told[1:]}."


def _lasted(days: int) -> str:
    return counted(days, WORKING_DAY) if days else f"less than a {WORKING_DAY}"


def _after(days: int) -> str:
    return f"after {counted(days, WORKING_DAY)}" if days else "on the same day"


def _is(count: int) -> str:
    return "is" if count == 1 else "are"


def _was(count: int) -> str:
    return "was" if count == 1 else "were"
