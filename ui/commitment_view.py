"""Commitments as tables: the list in the order they fall due, and the stocktake of those who made them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from domain.commitment import Commitment, Side
from domain.metric import Metric
from domain.milestone import Milestone
from domain.place import Place
from domain.stocktake import Standing, Stocktake
from domain.version import Version
from ui import prose
from ui.address import href
from ui.commitment_words import ANSWERS, SIDES, due_words, path_words, standing_words
from ui.numbers import day
from ui.tables import Cell, Column, table

FEW = 10  # who promised: so many are all shown
SHORT = 31  # characters of a kind in an address
LIST = (
    Column("statement", "What was promised", names_the_row=True),
    Column("owner", "Who owes it"),
    Column("due", "When"),
    Column("standing", "How it stands"),
    Column("why", "By what, and how sure", rest=True),
)
COUNTS = ("promised", "kept", "late", "behind", "on_path", "not_due", "untold")
TITLES = ("Promised", "Kept", "Late", "Not due yet, behind", "Not due yet, on path", "Not due yet", "Due, cannot tell")
SEEN_FIRST = COUNTS[:4]  # the others wait behind a "More" where rows stack
UNSEEN = "Milestone not on record, or not yours to see"


@dataclass(frozen=True)
class Promise:
    """One commitment with how it stands, what it is checked by, and the place it concerns."""

    version: Version[Commitment]
    standing: Standing
    metric: Metric | None
    milestone: Milestone | None
    place: Place | None
    title: str

    @property
    def one(self) -> Commitment:
        """The commitment itself."""
        return self.version.record

    @property
    def owed_by(self) -> str:
        """Whose it is: the place by name, or the department."""
        return self.place.name if self.one.side is Side.PLACE and self.place else self.one.owner


def slug(owner: str) -> str:
    """An owner as an address names them.

    >>> slug("Department for Transport")
    'department-for-transport'
    """
    return re.sub(r"[^a-z0-9]+", "-", owner.lower()).strip("-0123456789")[:SHORT].rstrip("-") or "owner"


def listed(promises: Sequence[Promise]) -> str:
    """One part of the list."""
    return table([_row(each) for each in promises], LIST, caption="Commitments, in the order they fall due")


def _row(promise: Promise) -> Mapping[str, Cell | str]:
    one, standing = promise.one, promise.standing
    address = href("transformation", transformation=one.transformation_id) if one.transformation_id else ""
    note = promise.title if one.transformation_id else promise.place.name if promise.place else ""
    named = "" if one.owner == promise.owed_by else f", {one.owner}"
    return {
        "statement": Cell(one.statement, href=address, note=note),
        "owner": Cell(promise.owed_by, note=f"{SIDES[one.side]}{named}"),
        "due": Cell(due_words(one, standing), note=f"made {day(one.made_on)}"),
        "standing": ANSWERS[standing.answer],
        "why": Cell(_checked_by(promise), note=standing_words(standing, promise.metric)),
    }


def _checked_by(promise: Promise) -> str:
    if promise.metric:
        return f"{promise.metric.title}: {path_words(promise.one, promise.metric)}"
    if promise.milestone:
        return f"Milestone: {promise.milestone.title}"
    return promise.one.metric_id or "a milestone"


Take = tuple[str, Side, str, Stocktake]


def stocktake_tables(takes: Sequence[Take], *, caption: str) -> str:
    """Those of whom something is late or behind, and one press away the others."""
    wrong = [take for take in takes if take[3].late or take[3].behind]
    others = [take for take in takes if take not in wrong]
    if not wrong or len(takes) <= FEW:
        return stocktake_table(takes, caption=caption)
    rest = f"The {len(others):,} of whom nothing is known to be late or behind"
    folded = prose.opening(rest, stocktake_table(others, caption=rest), kind="tables") if others else ""
    return stocktake_table(wrong, caption=caption) + folded


def stocktake_table(takes: Sequence[Take], *, caption: str) -> str:
    """One row for each who promised: their name, side, where their own list is, and what became of it."""
    columns = [Column("owner", "Who promised", names_the_row=True)]
    counts = dict(zip(COUNTS, TITLES, strict=True))
    if any(count.unseen for *_, count in takes):
        counts["unseen"] = UNSEEN
    columns += [Column(key, title, numeric=True, rest=key not in SEEN_FIRST) for key, title in counts.items()]
    rows = [
        {"owner": Cell(name, href=address, note=SIDES[side])} | {key: str(getattr(count, key)) for key in counts}
        for name, side, address, count in takes
    ]
    return table(rows, columns, caption=caption)


def file_frame(promises: Sequence[Promise], *, simulated: bool) -> pd.DataFrame:
    """The commitments as rows of a file."""
    rows = [
        {
            "Commitment": each.one.statement,
            "Id": each.one.commitment_id,
            "Side": SIDES[each.one.side],
            "Owner": each.one.owner,
            "Place": each.place.name if each.place else "",
            "Transformation": each.one.transformation_id or "",
            "Made on": each.one.made_on,
            "Due on": each.one.due_on,
            "Checked by": _checked_by(each),
            "How it stands": ANSWERS[each.standing.answer],
            "Why": standing_words(each.standing, each.metric),
            "Workspace": "training: simulated" if simulated else "live",
        }
        for each in promises
    ]
    return pd.DataFrame(rows)
