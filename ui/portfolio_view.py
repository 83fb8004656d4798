"""The tables of a portfolio: money, attention and slips by programme or by place, and the money of one programme."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ui import prose
from ui.delivery_words import STATUSES
from ui.portfolio_words import share_words, sum_cell, sum_words
from ui.tables import Cell, Column, Content, table

if TYPE_CHECKING:
    import pandas as pd

SUMS = {
    "announced": "Announced", "awarded": "Awarded", "paid": "Paid", "spent": "Spent", "planned": "Planned by now",
    "forecast": "Forecast to come",
}  # fmt: skip


@dataclass(frozen=True)
class Group:
    """Some transformations together: what they are called, where the name leads, and their portfolio."""

    title: str
    href: str
    held: Any


def groups_table(groups: Sequence[Group], *, named: str, caption: str) -> str:
    """One row for each group."""
    columns = [
        Column("group", named, names_the_row=True),
        Column("held", "Transformations", numeric=True),
        Column("awarded", "Awarded", numeric=True),
        Column("paid", "Paid", numeric=True),
        Column("spent", "Spent", numeric=True),
        Column("planned", "Spent of planned", numeric=True),
        Column("forecast", "Forecast to come", numeric=True),
        Column("slip", "Later than planned", numeric=True),
        Column("attention", "Need attention", numeric=True),
    ]
    return table([_row(group) for group in groups], columns, caption=caption, caption_hidden=True)


def _row(group: Group) -> Mapping[str, Content]:
    held = group.held
    named: dict[str, Content] = {
        "group": Cell(group.title, href=group.href),
        "held": Cell(f"{held.held:,}", note="" if held.seen == held.held else f"{held.seen:,} yours to see"),
    }
    if not held.seen:
        hidden = Cell("not yours to see", quiet=True)
        return named | dict.fromkeys(("awarded", "paid", "spent", "planned", "forecast", "slip", "attention"), hidden)
    slipped = sum(many for band, many in held.slips.bands.items() if band not in {"none", "unknown"})
    return named | {
        "awarded": sum_cell(held.awarded),
        "paid": sum_cell(held.paid),
        "spent": sum_cell(held.spent),
        "planned": share_words(held.spent_of_plan, held.both),
        "forecast": sum_cell(held.forecast),
        "slip": _slip(slipped, held.slips.known),
        "attention": Cell(f"{held.pressing:,}", note=f"{held.stale:,} stale, {held.contradicting:,} contradictory"),
    }


def _slip(slipped: int, known: int) -> Cell:
    """How many of those of which it is known, with the share by which groups of different size can be compared."""
    if not known:
        return Cell("cannot tell", quiet=True)
    return Cell(f"{slipped:,} of {known:,}", note=f"{100 * slipped / known:.0f}%")


def money_facts(held: Any) -> str:
    """The money of one programme, from what was announced to what is forecast, each with how many named it."""
    facts = [(title, sum_words(getattr(held, name))) for name, title in SUMS.items()]
    facts += [
        ("Spent of what was awarded", share_words(held.spent_of_award, held.awarded_both)),
        ("Spent of what was planned", share_words(held.spent_of_plan, held.both)),
        ("Risks", f"{held.high_risk:,} of {held.with_risks:,} that name risks have one of 15 or more, of at most 24"),
    ]
    return prose.facts(facts)


def groups_frame(groups: Sequence[Group], named: str) -> "pd.DataFrame":
    """The groups as a file, one row each; an amount nobody named is empty."""
    import pandas as pd  # noqa: PLC0415 - only a download needs it

    return pd.DataFrame([_record(group, named) for group in groups])


def _record(group: Group, named: str) -> dict[str, object]:
    held = group.held
    sums = {
        f"{title} ({unit})": value
        for name, title in SUMS.items()
        for unit, value in (("pounds", getattr(held, name).total), ("named by", getattr(held, name).said))
    }
    statuses = {STATUSES[status] if status else "no status": many for status, many in held.statuses.items()}
    return {
        named: group.title, "Transformations": held.held, "Of them readable": held.seen, **sums,
        "Spent of planned": _to(held.spent_of_plan, 4), "Spent of planned, over": held.both,
        "Spent of awarded": _to(held.spent_of_award, 4), "Spent of awarded, over": held.awarded_both,
        **{f"Status: {name}": many for name, many in statuses.items()},
        "Months later, at the middle": _to(held.slips.middle, 1),
        "Months later, at the most": _to(held.slips.largest, 1),
        "With a high risk": held.high_risk, "Naming risks": held.with_risks,
        "Contradictory": held.contradicting, "Stale": held.stale, "Need attention": held.pressing,
    }  # fmt: skip


def _to(value: float | None, digits: int) -> float | None:
    return None if value is None else round(value, digits)
