"""One cell of a file of the library: a value as text that a person can fill in a spreadsheet, and back again."""

import datetime as dt
import math
import re
from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any

from data.library.codebook import BETWEEN, SEVERAL, Column, Kind

FORMULA = re.compile(r"'*[=+\-@\t\r\n]")
GUARDED = re.compile(r"'+[=+\-@\t\r\n]")
PLAIN_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,3})?|[+-]?\d{1,3}(,\d{3})+(\.\d+)?")
A_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
A_BRITISH_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
LARGEST_WHOLE = 1e15  # beyond it a float no longer tells neighbouring whole numbers apart
YES, NO = "yes", "no"
ANSWERS = {YES: True, "true": True, "1": True, NO: False, "false": False, "0": False}


class BadCell(ValueError):
    """A cell that cannot be read: what is wrong with it, and how to put it right."""

    def __init__(self, wrong: str, put_right: str) -> None:
        super().__init__(f"{wrong}: {put_right}")
        self.wrong, self.put_right = wrong, put_right


def written(column: Column, value: Any) -> str:
    """A value as the text of its cell; nothing as an empty one.

    Text that a spreadsheet would run as a formula gets an apostrophe in front, which reading takes off again.
    """
    if value is None or value == ():
        return ""
    if column.kind in SEVERAL:
        return guarded(BETWEEN.join(value))
    if column.kind is Kind.YES_NO:
        return YES if value else NO
    if isinstance(value, int | float):
        return _number(value)
    return value.isoformat() if isinstance(value, dt.date) else guarded(str(value))


def guarded(text: str) -> str:
    """The text with an apostrophe in front where a spreadsheet would run it.

    >>> guarded("=1+1"), guarded("'=1+1"), guarded("one")
    ("'=1+1", "''=1+1", 'one')
    """
    return f"'{text}" if FORMULA.match(text) else text


def read(column: Column, text: str) -> Any:
    """The value a cell that is not empty stands for; ``BadCell`` where it stands for none."""
    text = text[1:] if GUARDED.match(text) else text
    if column.kind in SEVERAL:
        parts = [part.strip() for part in text.split(BETWEEN.strip())]
        return tuple(_chosen(part, column.allowed) if column.allowed else part for part in parts if part)
    if column.kind is Kind.CHOICE:
        return _chosen(text, column.allowed)
    reader = READERS.get(column.kind)
    return reader(text.strip()) if reader else text


def _chosen(text: str, allowed: Iterable[str]) -> str:
    plain = re.sub(r"[\s-]+", "_", text.strip().casefold())
    if plain in allowed:
        return plain
    near = get_close_matches(plain, allowed, 1)
    meant = f"did you mean {near[0]}? " if near else ""
    raise BadCell("it is none of the values there are", f"{meant}use one of {', '.join(allowed)}")


def _read_number(text: str) -> float:
    plain = text.replace("\N{MINUS SIGN}", "-")
    if not PLAIN_NUMBER.fullmatch(plain):
        raise BadCell(
            "it is not a bare number", "write digits with a full stop for decimals; signs and units go in the unit"
        )
    value = float(plain.replace(",", ""))
    if not math.isfinite(value):
        raise BadCell("it is too large a number", "check its digits")
    return value


def _read_whole(text: str) -> int:
    value = _read_number(text)
    if not value.is_integer():
        raise BadCell("it is not a whole number", "count whole places, people or years")
    return int(value)


def _read_yes_or_no(text: str) -> bool:
    if text.casefold() not in ANSWERS:
        raise BadCell("it is neither yes nor no", "write yes or no, or leave it empty")
    return ANSWERS[text.casefold()]


def _read_day(text: str) -> dt.date:
    if found := A_DAY.fullmatch(text):
        year, month, day = found.groups()
    elif found := A_BRITISH_DAY.fullmatch(text):
        day, month, year = found.groups()
    else:
        raise BadCell("it is not a date", "write year, month and day, such as 2026-11-23")
    try:
        return dt.date(int(year), int(month), int(day))
    except ValueError as error:
        raise BadCell("there is no such day", "check month and day; 23/11/2026 is read day first") from error


READERS = {
    Kind.NUMBER: _read_number, Kind.WHOLE: _read_whole, Kind.YEAR: _read_whole, Kind.YES_NO: _read_yes_or_no,
    Kind.DATE: _read_day,
}  # fmt: skip


def _number(value: float) -> str:
    return f"{value:.0f}" if float(value).is_integer() and abs(value) < LARGEST_WHOLE else repr(value)
