"""The columns of what was reported of each listed transformation; what is not the reader's to see says so."""

from collections.abc import Sequence

from domain.delivery import Delivery
from domain.mission import Mission
from domain.place import Place
from ui.address import href
from ui.delivery_words import STATUSES
from ui.numbers import day
from ui.pounds import in_words
from ui.sentences import counted
from ui.tables import Cell, Column, Content, table
from ui.transformation_list import Line, money_cell, where_cell
from ui.transformation_words import listed_words

COLUMNS = [
    Column("transformation", "Transformation", names_the_row=True),
    Column("where", "Where"),
    Column("status", "Status"),
    Column("evidence", "Newest evidence", rest=True),
    Column("ratings", "Self and assurance", rest=True),
    Column("spent", "Spent of awarded", numeric=True, rest=True),
    Column("milestone", "Next milestone", rest=True),
    Column("money", "Published money", numeric=True),
]
NOT_YOURS = "not yours to see"
NOTHING = "nothing reported"
ORDERS = {
    "money": "Most money first",
    "disagreement": "Most disagreement first",
    "waiting": "Longest waiting first",
    "evidence": "Newest evidence first",
}
ORDERED = {
    "money": "By the published amount, or the award on record where none is published; those without come last.",
    "disagreement": "By how far what is said of each does not fit together; those that may not be seen come last.",
    "waiting": "By how many working days somebody has waited for the next step; those nobody waits for come last.",
    "evidence": "By the day of the newest evidence; those without any come last.",
}
KINDS = {
    "attention": "Needs attention",
    "decision": "A change is asked for",
    "review": "A return waits for the centre",
    "contradiction": "What is said does not fit together",
    "overdue": "A return is overdue",
    "stale": "No evidence for two rounds",
    "changes-asked": "The centre asked for changes",
    "certificate": "A return waits for its certificate",
    "due": "A return is due",
    "nothing-reported": "No status reported",
    "confident-underspent": "Rates itself high, under half of plan spent",
    "confident-late": "Rates itself high, milestones passed",
    "on-track-late": "On track, milestones late",
    "not-started-spending": "Not started, money spent",
    "not-started-reached": "Not started, milestones reached",
    "completed-unfinished": "Completed, milestones not reached",
    "assured-lower": "Assurance lower than its own rating",
    "reached-bare": "Milestones reached without evidence",
}
NEEDING = {
    "attention": "in need of attention",
    "decision": "with an open change request",
    "review": "with a return that waits for the centre",
    "contradiction": "of which what is said does not fit together",
    "overdue": "with an overdue return",
    "stale": "with no evidence for two rounds or more",
    "changes-asked": "of which the centre asked for changes",
    "certificate": "with a return that waits for its certificate",
    "due": "with a return that is due",
    "nothing-reported": "with no status",
    "confident-underspent": "with a rating of 4 or 5 by their own people and under half of the planned spend",
    "confident-late": "with a rating of 4 or 5 by their own people and milestones passed",
    "on-track-late": "with milestones late although on track",
    "not-started-spending": "with money spent although not started",
    "not-started-reached": "with milestones reached although not started",
    "completed-unfinished": "with milestones not reached although completed",
    "assured-lower": "with an assurance rating two or more below their own",
    "reached-bare": "with milestones reached that nothing shows",
}
"""What a list is narrowed to, as part of its title."""


def reported_finding(
    found: int,
    *,
    seen: int,
    pressing: int,
    silent: int,
    place: Place | None,
    programme: str,
    mission: Mission | None,
    narrowed: bool,
    kind: str = "",
) -> str:
    """The list in one sentence, with how many of those the reader may see need attention and how many said nothing.

    Where that is what the list was narrowed to, or follows from it, the sentence says it once.
    """
    told = listed_words(
        found, place=place, programme=programme, mission=mission, narrowed=narrowed, kind="",
        needing=NEEDING.get(kind, ""),
    )  # fmt: skip
    if not found:
        return f"No {told}"
    if kind in NEEDING and pressing == found:
        return f"{found:,} {told}"
    without = f", and {silent:,} {'has' if silent == 1 else 'have'} no status" if silent else ""
    return f"{found:,} {told}; {_needing(found, seen, pressing)} attention{without}"


def _needing(found: int, seen: int, pressing: int) -> str:
    """How many of those the reader may see need attention: "29 of them need", "the only one you may see needs"."""
    if seen == 1:
        whose = "it" if found == 1 else "the only one you may see"
        return f"{whose} {'needs' if pressing else 'needs no'}"
    those = "them" if seen == found else f"the {seen:,} you may see"
    return f"{pressing:,} of {those} {'needs' if pressing == 1 else 'need'}" if pressing else f"none of {those} needs"


def reports_table(lines: Sequence[Line], *, caption: str) -> str:
    """The lines of one part of the list with what was reported of each."""
    return table([_cells(line) for line in lines], COLUMNS, caption=caption, caption_hidden=True)


def _cells(line: Line) -> dict[str, Content]:
    told = line.tracked
    named: dict[str, Content] = {
        "transformation": Cell(
            told.title,
            href=href("transformation", transformation=told),
            note=_below(line),
        ),
        "where": where_cell(line),
        "money": money_cell(line),
    }
    if told.delivery is None:
        hidden = Cell(NOT_YOURS, quiet=True)
        return named | dict.fromkeys(("status", "evidence", "ratings", "spent", "milestone"), hidden)
    return named | _reported(told.delivery, line.evidence)


def _below(line: Line) -> str:
    """The programme and the lead, and then why it is listed."""
    named = "; ".join(filter(None, (line.programme_title, line.tracked.lead)))
    return f"{named}. {line.told[:1].upper()}{line.told[1:]}" if line.told else named


def _reported(told: Delivery, evidence: str) -> dict[str, Content]:
    return {
        "status": status_cell(told),
        "evidence": evidence,
        "ratings": Cell(f"self {rating(told.self_rating)}", note=f"assurance {rating(told.assurance)}"),
        "spent": spent_cell(told),
        "milestone": milestone_cell(told),
    }


def status_cell(told: Delivery) -> Cell:
    """The status with the day from which it holds."""
    if told.status is None:
        return Cell(NOTHING, quiet=True)
    return Cell(STATUSES[told.status], note=f"since {day(told.since)}" if told.since else "")


def rating(given: int | None) -> str:
    """A rating of five, or that there is none.

    >>> rating(4), rating(None)
    ('4 of 5', 'not given')
    """
    return "not given" if given is None else f"{given} of 5"


def spent_cell(told: Delivery) -> Cell:
    """What is spent of what was awarded, each unknown said as such."""
    if told.spent is None:
        return Cell("spend not reported", note=_of_award(told))
    share = f", {told.spent / told.awarded:.0%}" if told.awarded and told.awarded > 0 else ""
    return Cell(signed(told.spent), note=f"{_of_award(told)}{share}")


def _of_award(told: Delivery) -> str:
    return "no award on record" if told.awarded is None else f"of {signed(told.awarded)}"


def signed(amount: float) -> str:
    """An amount as a sentence says it, one below nought with the word."""
    return in_words(amount) if amount >= 0 else f"minus {in_words(-amount)}"


def milestone_cell(told: Delivery) -> Cell:
    """The next milestone that lies ahead, and how many have passed without being reached."""
    passed = f"{counted(told.passed, 'milestone')} past the day" if told.passed else ""
    if told.next_milestone_on:
        return Cell(day(told.next_milestone_on), note=passed)
    if not told.milestones:
        return Cell("none on record", quiet=True)
    return Cell("all reached" if told.reached == told.milestones else "none ahead", note=passed)


def reported_record(told: Delivery | None, evidence: str, points: int) -> dict[str, object]:
    """What was reported, as columns of a file; a reader who may not see it gets the words and no figure."""
    if told is None:
        return {"Status": NOT_YOURS}
    return {
        "Status": STATUSES[told.status] if told.status else NOTHING,
        "Status since": told.since,
        "Event": told.event or None,
        "Newest evidence": evidence,
        "Rounds without evidence": told.silent_rounds,
        "Self-rating (of 5)": told.self_rating,
        "Assurance rating (of 5)": told.assurance,
        "Points of disagreement": points,
        "Pounds announced on record": told.announced,
        "Pounds awarded on record": told.awarded,
        "Pounds paid": told.paid,
        "Pounds spent": told.spent,
        "Pounds planned by now": told.planned,
        "Pounds forecast": told.forecast,
        "Milestones": told.milestones,
        "Milestones reached": told.reached,
        "Milestones past their day": told.passed,
        "Next milestone": told.next_milestone_on,
        "Months later than planned": _months(told.slips_by_months),
        "Change requests open": told.open_requests,
        "Oldest request": told.oldest_request_on,
    }


def _months(months: float | None) -> float | None:
    return None if months is None else round(months, 1)
