"""Entries of the library as files to take away: CSV that a person can fill in a spreadsheet, and JSON."""

import csv
import io
import json
from collections.abc import Collection, Iterable, Sequence

from data.library.cells import guarded
from data.library.rows import flat, names
from domain.practice import Practice

FORMAT = "practices of a learning library, 1"
MARK = b"\xef\xbb\xbf"
SIMULATED, SIMULATED_WORDS, REAL = "simulated", "yes: made up for practice", "no"
TABLE_BEGINS = "The table begins"
BLANK = {"preconditions": 3, "sources": 2, "resources": 1}

Note = tuple[str, str]


def csv_of(
    practices: Iterable[Practice],
    *,
    notes: Sequence[Note] = (),
    simulated: bool | Collection[str] = False,
    blank: bool = False,
) -> bytes:
    """The entries as CSV, each a row, below the notes: UTF-8 with a byte-order mark, nothing that runs as a formula.

    ``simulated`` marks every row, or those with some ids and no others. ``blank`` leaves columns to fill in where
    entries may have several of a thing.
    """
    practices = list(practices)
    made_up = _made_up(practices, simulated)
    heads = names(practices, at_least=BLANK if blank else None) + ([SIMULATED] if made_up else [])
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerows(_above(notes))
    writer.writerow(heads)
    for practice in practices:
        cells = flat(practice) | {SIMULATED: SIMULATED_WORDS if practice.practice_id in made_up else REAL}
        writer.writerow([cells.get(head, "") for head in heads])
    return MARK + text.getvalue().encode("utf-8")


def template_csv() -> bytes:
    """The columns with nothing below them, to be filled in."""
    return csv_of((), blank=True)


def json_of(
    practices: Iterable[Practice], *, notes: Sequence[Note] = (), simulated: bool | Collection[str] = False
) -> bytes:
    """The entries as JSON, each with the fields that are not empty; first which of them are simulated."""
    practices = list(practices)
    made_up = _made_up(practices, simulated)
    told = {
        "format": FORMAT, "simulated": bool(made_up), "simulated_ids": sorted(made_up),
        "notes": [list(note) for note in notes],
        "practices": [one.model_dump(mode="json", exclude_defaults=True) for one in practices],
    }  # fmt: skip
    return json.dumps(told, ensure_ascii=False, indent=1, allow_nan=False).encode("utf-8")


def _made_up(practices: Iterable[Practice], simulated: bool | Collection[str]) -> frozenset[str]:
    """The ids of those that are simulated."""
    if isinstance(simulated, bool):
        return frozenset(one.practice_id for one in practices if simulated)
    return frozenset(simulated)


def _above(notes: Sequence[Note]) -> list[list[str]]:
    """The notes, each on one row, then on which row the table begins, then an empty row."""
    if not notes:
        return []
    rows = [[name, guarded(" ".join(words.split()))] for name, words in notes]
    return [*rows, [TABLE_BEGINS, f"on row {len(rows) + 3}, with its column headings"], []]
