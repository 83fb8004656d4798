"""A table as CSV that carries where it came from: notes first, then the rows.

The file opens as it is in spreadsheet software: UTF-8 with a byte-order mark, notes in two columns,
and no text that a spreadsheet would run as a formula.
"""

import csv
import datetime as dt
import io
import re
import unicodedata
from collections.abc import Mapping, Sequence
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from domain.reason import Reason
from domain.source import Nature, Source
from ui.numbers import day
from ui.reason_words import REASONS
from ui.wording import NATURES, VOCABULARIES

if TYPE_CHECKING:
    import pandas as pd

STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
MISSING_NOTE = "An empty cell means that there is no figure. It never means zero."
LONGEST_NAME = 80


def csv_bytes(
    frame: "pd.DataFrame",
    *,
    title: str,
    sources: Sequence[Source],
    licence: str,
    released: str,
    caveats: Sequence[str],
    build: str,
    rules: str,
    address: str,
    made_on: dt.date,
    verdicts: Mapping[str, type[StrEnum]] | None = None,
) -> bytes:
    """The frame as CSV with its provenance written above it.

    ``verdicts`` says which columns hold an answer or a reason by its code, so that the file uses the
    words the page uses.
    """
    notes = _notes(
        title=title,
        sources=sources,
        licence=licence,
        released=released,
        caveats=caveats,
        build=build,
        rules=rules,
        address=address,
        made_on=made_on,
    )
    headings_row = len(notes) + 3  # after this note and an empty row
    notes.append(("The table begins", f"on row {headings_row}, with its column headings"))
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerows([(name, guarded(_in_one_line(note))) for name, note in notes])
    writer.writerow([])
    writer.writerow([guarded(str(name)) for name in frame.columns])
    writer.writerows(zip(*_columns(frame, verdicts or {}), strict=True))
    return b"\xef\xbb\xbf" + text.getvalue().encode("utf-8")


def file_name(title: str, made_on: dt.date) -> str:
    """A name for the download, from the title and the day: "healthy-life-expectancy-2026-11-23.csv"."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    words = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:LONGEST_NAME].rstrip("-")
    return f"{words or 'table'}-{made_on.isoformat()}.csv"


def guarded(text: str) -> str:
    """The text with an apostrophe in front where a spreadsheet would take it for a formula."""
    return f"'{text}" if text.startswith(STARTS_A_FORMULA) else text


def _notes(
    *,
    title: str,
    sources: Sequence[Source],
    licence: str,
    released: str,
    caveats: Sequence[str],
    build: str,
    rules: str,
    address: str,
    made_on: dt.date,
) -> list[tuple[str, str]]:
    notes = [("Title", title), *[("Source", _citation(source)) for source in sources]]
    notes += [("Licence", licence), ("Figures released", released)] if sources or licence else []
    notes += [("Caveat", caveat) for caveat in caveats]
    notes += [("Missing figures", MISSING_NOTE), ("Build of the figures", build), ("Rule version", rules)]
    notes += [("Link to this view", address), ("File made on", day(made_on))]
    return notes


def _citation(source: Source) -> str:
    parts = [source.publisher, source.title]
    if source.released_on:
        parts.append(f"released {day(source.released_on)}")
    if source.nature is not Nature.CURRENT:
        parts.append(NATURES[source.nature])
    parts += [source.licence, source.page or ""]
    return "; ".join(part for part in parts if part)


def _in_one_line(text: str) -> str:
    return " ".join(text.split())


def _columns(frame: "pd.DataFrame", verdicts: Mapping[str, type[StrEnum]]) -> list[list[Any]]:
    written = []
    for position, name in enumerate(frame.columns):
        column, kind = frame.iloc[:, position], verdicts.get(str(name))
        cells = zip(column.tolist(), column.isna().tolist(), strict=True)
        written.append(["" if missing else _written(value, kind) for value, missing in cells])
    return written


def _written(value: Any, kind: type[StrEnum] | None) -> Any:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float | Decimal):
        return value
    if isinstance(value, dt.datetime) and value.time() == dt.time(0):
        return value.date().isoformat()
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, str):
        return guarded(_in_words(kind(value) if kind and value else value))
    return guarded(str(value))


def _in_words(value: str) -> str:
    if isinstance(value, Reason):
        return REASONS[value].label
    return VOCABULARIES[type(value)][value] if isinstance(value, StrEnum) and type(value) in VOCABULARIES else value
