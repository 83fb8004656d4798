"""The words of a portfolio: sums with how many named an amount, slips in months, and the finding of the page."""

from typing import Protocol

from domain.place import Place
from ui.names import with_article
from ui.sentences import counted
from ui.tables import Cell
from ui.transformation_reports import signed

SLIPS = {
    "none": "Not later than planned",
    "up_to_3": "Up to 3 months later",
    "up_to_6": "3 to 6 months later",
    "up_to_12": "6 to 12 months later",
    "over_12": "Over 12 months later",
    "unknown": "Nothing unfinished, or no milestones",
}
MISSING = (
    "An amount nobody named is missing and counts neither as nought nor in a sum: each sum says over how many it is. "
    "Awards here are those on record, not the published amounts. Spend is held against what was forecast for the same "
    "quarters before they happened."
)
UNBROKEN = "\N{NO-BREAK SPACE}"
NOT_ADDED = (
    "Sums are within one programme and never across programmes, because some money and some projects stand under two."
)


class Sum(Protocol):
    """An amount over those that named one."""

    total: float | None
    said: int
    asked: int


def sum_cell(one: Sum) -> Cell:
    """A sum with how many named an amount; where nobody did, that."""
    if one.total is None:
        return Cell("nobody said", quiet=True)
    return Cell(signed(one.total).replace(" ", UNBROKEN), note=f"{one.said:,} of {one.asked:,}")


def sum_words(one: Sum) -> str:
    """The same in a sentence: "£3 million, named by 2 of 5"."""
    return "nobody said" if one.total is None else f"{signed(one.total)}, named by {one.said:,} of {one.asked:,}"


def share_words(share: float | None, over: int) -> str:
    """A share of money that is spent: "38% over 12", or that it cannot be told."""
    return "cannot tell" if share is None else f"{share:.0%} over {over:,}"


def finding(
    *, held: int, seen: int, pressing: int, spent: float | None, awarded: float | None, programme: str,
    place: Place | None,
) -> str:  # fmt: skip
    """The portfolio in one sentence."""
    where = f" in {with_article(place)}" if place else ""
    name = f"{programme}{where}" if programme else f"{counted(held, 'transformation')}{where}"
    if not held:
        return f"No transformation{f' of {programme}' if programme else ''}{where} is on record"
    if not seen:
        return f"{name}: nothing reported is yours to see"
    attention = f"{pressing:,} of {counted(seen, 'transformation')} {'needs' if pressing == 1 else 'need'} attention"
    if programme and spent is not None and awarded:
        return f"{name}: {signed(spent)} is reported as spent of {signed(awarded)} awarded, and {attention}"
    if programme:
        return f"{name}: {attention}"
    some = "" if seen == held else f", {seen:,} of them yours to see"
    return (
        f"{name}{some}: {f'{pressing:,}' if pressing else 'none'} {'needs' if pressing in {0, 1} else 'need'} attention"
    )


def slip_words(middle: float | None, largest: float | None, known: int) -> str:
    """How late unfinished milestones are expected to be, over those of which it is known."""
    if middle is None or largest is None:
        return "No unfinished milestone says when it is expected."
    return (
        f"Over {counted(known, 'transformation')} with unfinished milestones, the latest one of each is expected "
        f"{_months(middle)} at the middle and {_months(largest)} at the most."
    )


def _months(months: float) -> str:
    rounded = round(abs(months))
    if rounded == 0:
        return "as planned"
    return f"{counted(rounded, 'month')} {'later' if months > 0 else 'earlier'} than planned"
