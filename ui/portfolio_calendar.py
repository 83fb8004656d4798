"""The funding calendar of one place, drawn quarter by quarter: due, paid, forecast and to be reached, of all funds."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ui import prose
from ui.address import href
from ui.numbers import day
from ui.sentences import counted, joined
from ui.tables import Cell, Column, Content, table
from ui.transformation_reports import signed

if TYPE_CHECKING:
    import pandas as pd

KINDS = {
    "return_due": "Return due",
    "milestone": "Milestone",
    "paid": "Paid",
    "awarded": "Awarded for the year",
    "forecast": "Spend forecast",
}
COLUMNS = [
    Column("what", "What", names_the_row=True),
    Column("transformation", "Transformation"),
    Column("programme", "Programme"),
    Column("on", "Day"),
    Column("pounds", "Pounds", numeric=True),
]
NO_DAY = "no day given"


@dataclass(frozen=True)
class Dated:
    """One entry of the calendar with the names it needs; ``entry`` is as the rules made it."""

    entry: Any
    transformation: str
    programme: str


@dataclass(frozen=True)
class QuarterOf:
    """One quarter in words with its entries."""

    title: str
    entries: tuple[Dated, ...]


def calendar_html(quarters: Sequence[QuarterOf]) -> str:
    """Every quarter with a sentence and its table, which opens; the first two stand open."""
    return "".join(_quarter(quarter, opened=number < 2) for number, quarter in enumerate(quarters))


def _quarter(quarter: QuarterOf, *, opened: bool) -> str:
    drawn = table([_cells(one) for one in quarter.entries], COLUMNS, caption=quarter.title, caption_hidden=True)
    told = prose.paragraphs([summary(quarter)])
    many = len(quarter.entries)
    listed = f"The {many:,} entries of this quarter" if many > 1 else "The one entry of this quarter"
    return prose.heading(quarter.title, depth=3) + told + (drawn if opened else prose.opening(listed, drawn))


def summary(quarter: QuarterOf) -> str:
    """What one quarter holds, in one sentence."""
    entries = [one.entry for one in quarter.entries]
    told = []
    for kind, words in (("forecast", "is forecast to be spent"), ("paid", "was paid"), ("awarded", "is awarded")):
        amounts = [one.amount for one in entries if one.kind == kind]
        told += [f"{signed(sum(amounts))} {words}"] if amounts else []
    for kind, noun in (("milestone", "milestone"), ("return_due", "return")):
        many = sum(one.kind == kind for one in entries)
        told += [f"{counted(many, noun)} {'is' if many == 1 else 'are'} due"] if many else []
    return f"{joined(told)}."


def _cells(one: Dated) -> dict[str, Content]:
    entry = one.entry
    on = day(entry.on) if entry.on else NO_DAY
    return {
        "what": Cell(
            KINDS[entry.kind], note="; ".join(filter(None, (entry.title, "past its day" if entry.late else "")))
        ),
        "transformation": Cell(one.transformation, href=href("transformation", transformation=entry.transformation_id)),
        "programme": one.programme,
        "on": Cell(on, quiet=entry.on is None),
        "pounds": signed(entry.amount) if entry.amount is not None else Cell("no amount", quiet=True),
    }


def calendar_frame(quarters: Sequence[QuarterOf]) -> "pd.DataFrame":
    """The calendar as a file, one row for each entry."""
    import pandas as pd  # noqa: PLC0415 - only a download needs it

    return pd.DataFrame([
        {
            "Quarter": quarter.title, "What": KINDS[one.entry.kind], "Name": one.entry.title or None,
            "Transformation": one.transformation, "Id": one.entry.transformation_id, "Programme": one.programme,
            "Day": one.entry.on, "Pounds": one.entry.amount,
        }
        for quarter in quarters
        for one in quarter.entries
    ])  # fmt: skip
