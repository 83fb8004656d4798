"""What is wrong with a file of the library: where, what, and how to put it right, in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from data.library.codebook import Column, Kind
from domain.practice import Practice

LONGEST_VALUE = 80
UNSEEN = "\N{REPLACEMENT CHARACTER}"
OWN = "Value error, "
NO_LAST_WORD = "correct it"
PLACE_FIELDS = frozenset({"place_codes", "owner_code"})


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault or warning. ``row`` is the row of the spreadsheet, or the entry of a JSON file, none for the whole."""

    row: int | None
    column: str
    value: str
    wrong: str
    put_right: str
    counted_in: str = "row"

    @property
    def for_reader(self) -> str:
        """The fault as one sentence.

        >>> Fault(3, "result", "good", "it is none of the values there are", "use one of worked, harm").for_reader
        'Row 3, result, “good”: it is none of the values there are. Use one of worked, harm.'
        """
        place = [f"{self.counted_in.capitalize()} {self.row}"] if self.row else []
        place += [self.column] if self.column else []
        place += [f"“{shortened(self.value)}”"] if self.value else []
        where = f"{', '.join(place)}: " if place else ""
        said = where + (self.wrong if where else self.wrong[:1].upper() + self.wrong[1:])
        return f"{said}. {self.put_right[:1].upper()}{self.put_right[1:]}."


@dataclass(frozen=True, slots=True)
class Intake:
    """What a file holds: its practices, none of them unless all can be read; what is wrong; what to think about.

    ``unchanged`` counts those that are in the library already, word for word: they are no part of ``practices``.
    """

    practices: tuple[Practice, ...]
    faults: tuple[Fault, ...]
    warnings: tuple[Fault, ...] = ()
    unchanged: int = 0

    @property
    def whole(self) -> bool:
        """Whether everything in it can be loaded."""
        return not self.faults


def shortened(text: str) -> str:
    r"""A value as a fault quotes it: on one line, and without what cannot be seen.

    >>> shortened("a\x00 \u202eb\n c")
    'a\ufffd \ufffdb c'
    """
    plain = " ".join("".join(one if one.isprintable() or one.isspace() else UNSEEN for one in text).split())
    return plain if len(plain) <= LONGEST_VALUE else f"{plain[:LONGEST_VALUE].rstrip()}…"


NO_NUMBER = ("it is no number that can be used", "give a number in figures")
NO_TEXT = ("it is no text that can be used", "give words between quotation marks, without half characters")
NO_LIST = ("it is no list", "give a list in square brackets, with one part or more")
NO_DAY = ("it is not a date", "write year, month and day, such as 2026-11-23")
NO_FIELDS = ("it is a bare value and not fields by name", "give its fields by name, in curly brackets")
ALWAYS = {
    "extra_forbidden": ("there is no such field", "see the codebook for the fields there are, and leave this one out"),
    "finite_number": NO_NUMBER, "float_type": NO_NUMBER, "float_parsing": NO_NUMBER, "int_type": NO_NUMBER,
    "int_parsing": NO_NUMBER, "int_parsing_size": NO_NUMBER, "int_from_float": NO_NUMBER, "model_type": NO_FIELDS,
    "dict_type": NO_FIELDS, "tuple_type": NO_LIST, "list_type": NO_LIST, "string_type": NO_TEXT,
    "string_unicode": NO_TEXT, "date_type": NO_DAY, "date_parsing": NO_DAY, "date_from_datetime_parsing": NO_DAY,
    "date_from_datetime_inexact": NO_DAY, "bool_type": ("it is neither yes nor no", "write true or false"),
    "bool_parsing": ("it is neither yes nor no", "write true or false"),
}  # fmt: skip
"""What an error of a kind is in words, whatever the field."""


def in_words(error: Any, column: Column | None) -> tuple[str, str]:
    """What a validation error says is wrong, and how to put it right."""
    kind, told = error["type"], error.get("ctx") or {}
    if kind == "value_error":
        wrong, _, right = error["msg"].removeprefix(OWN).rpartition(": ")
        return (wrong, right) if wrong else (right, NO_LAST_WORD)
    if kind in {"missing", "string_too_short", "too_short"}:
        return "it is empty", f"fill it in: {_meaning(column)}" if column else "fill it in"
    if kind == "string_too_long":
        return f"it has {len(str(error['input'])):,} characters", f"say it in at most {told['max_length']:,}"
    if kind == "string_pattern_mismatch":
        return _pattern(column)
    if kind == "enum":
        return "it is none of the values there are", f"use one of {', '.join(column.allowed) if column else ''}"
    if kind in {"greater_than_equal", "less_than_equal"}:
        bound = f"{told['ge']:g} or more" if "ge" in told else f"{told['le']:g} or less"
        return "it lies outside what can be", f"give {bound}"
    return ALWAYS.get(kind) or (_plainly(error["msg"]), NO_LAST_WORD)


def _pattern(column: Column | None) -> tuple[str, str]:
    if column and column.kind is Kind.ADDRESS:
        return "it is no address", "begin it with https:// and leave out spaces"
    if column and column.field in PLACE_FIELDS:
        return "it is no code of a place", "write a letter and eight digits, such as E08000012"
    return "it is no id", "use letters without accents, digits, full stops, hyphens and underscores, and no spaces"


def _meaning(column: Column) -> str:
    first = column.meaning.split(". ")[0].rstrip(".")
    return first[:1].lower() + first[1:]


def _plainly(message: str) -> str:
    return message[:1].lower() + message[1:]


def listed(faults: Sequence[Fault], most: int) -> tuple[Fault, ...]:
    """The first faults, and a last one that says how many more there are."""
    if len(faults) <= most:
        return tuple(faults)
    more = f"{len(faults) - most:,} more faults are not listed"
    return (*faults[:most], Fault(None, "", "", more, "put these right and load the file again"))
