"""Files of practices read back in: every fault at once, and nothing loaded unless all of it can be."""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from pydantic import ValidationError

from data.library.codebook import Kind, columns
from data.library.duplicates import Shelved, says_the_same, warning
from data.library.faults import NO_NUMBER, Fault, Intake, in_words, listed
from data.library.files import SIMULATED
from data.library.rows import Misread, nested, numbers_of
from data.library.table_reading import MOST_ROWS, Table, Unreadable, decoded, of_the_whole
from domain.practice import Practice

MOST_FAULTS = 500
EFFECT, EFFECT_ENDS = "effect", "effect_lower"
ROW, ENTRY = "row", "entry"
NUMBERS = frozenset({Kind.NUMBER, Kind.WHOLE, Kind.YEAR})
FEW = 25  # ids that a fault names all of
UNTIL_SURE = "check it, or load it as it is"
COLUMN_OF = {column.field: column for column in columns()}


@dataclass(frozen=True)
class Known:
    """What ids may be named, where that is to be held against the catalogue: metrics with their units."""

    metrics: Mapping[str, str]
    missions: Collection[str]
    places: Collection[str]


@dataclass
class _Reading:
    """What has been read of a file so far."""

    counted_in: str
    known: Known | None
    shelved: Shelved
    practices: list[Practice] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    warnings: list[Fault] = field(default_factory=list)
    numbers: dict[str, int] = field(default_factory=dict)
    units: dict[str, tuple[int, str]] = field(default_factory=dict)
    unchanged: int = 0

    def take(self, number: int, made: Mapping[str, Any]) -> None:
        """One practice that holds together by itself, held against the others."""
        practice = Practice.model_validate(made)
        before = self.numbers.setdefault(practice.practice_id, number)
        if before != number:
            wrong = f"{self.counted_in} {before} has the same id"
            self._fault(number, "practice_id", practice.practice_id, wrong, "give each entry an id of its own")
            return
        there = self.shelved.entries.get(practice.practice_id)
        if there is not None and says_the_same(there, practice):
            self.unchanged += 1
            return
        self._known_ids(number, practice)
        self._worth_a_look(number, practice)
        self.practices.append(practice)

    def done(self) -> Intake:
        practices = () if self.faults else tuple(self.practices)
        return Intake(practices, listed(self.faults, MOST_FAULTS), listed(self.warnings, MOST_FAULTS), self.unchanged)

    def _fault(self, number: int, column: str, value: str, wrong: str, put_right: str) -> None:
        self.faults.append(Fault(number, column, value, wrong, put_right, self.counted_in))

    def _warn(self, number: int, column: str, value: str, wrong: str, put_right: str) -> None:
        self.warnings.append(Fault(number, column, value, wrong, put_right, self.counted_in))

    def _known_ids(self, number: int, practice: Practice) -> None:
        if self.known is None:
            return
        of_effect = [practice.effect.metric_id] if practice.effect and practice.effect.metric_id else []
        needed = [one.metric_id for one in practice.preconditions if one.metric_id]
        owner = [practice.owner_code] if practice.owner_code else []
        for column, ids, known in (
            ("mission_ids", practice.mission_ids, self.known.missions),
            ("metric_ids", practice.metric_ids, self.known.metrics),
            ("effect_metric_id", of_effect, self.known.metrics),
            ("precondition_metric_id", needed, self.known.metrics),
            ("place_codes", practice.place_codes, self.known.places),
            ("owner_code", owner, self.known.places),
        ):
            self._all_known(number, column, ids, known)

    def _all_known(self, number: int, column: str, ids: Sequence[str], known: Collection[str]) -> None:
        for one in ids:
            if one not in known:
                near = get_close_matches(one, known, 1)
                every = f"use one of {', '.join(sorted(known))}" if len(known) <= FEW else "leave it out or correct it"
                put_right = f"did you mean {near[0]}? If not, {every}" if near else every
                self._fault(number, column, one, "nothing here has this id", put_right)

    def _worth_a_look(self, number: int, practice: Practice) -> None:
        effect = practice.effect
        if effect and effect.lower is None:
            wrong = "the effect has no interval, so it cannot be pooled with others"
            self._warn(number, "effect_lower", "", wrong, "give both ends if the source has them")
        if effect and effect.metric_id:
            self._same_unit(number, effect.metric_id, effect.unit)
        if not practice.link:
            wrong = "no source has an address, so the grade stays at 3 or below"
            self._warn(number, "source_1_address", "", wrong, "give the address of the study")
        if practice.practice_id in self.shelved.entries:
            wrong = "an entry with this id is in the library"
            self._warn(number, "practice_id", practice.practice_id, wrong, "loading it makes a draft of a new version")
        elif said := warning(self.shelved.like(practice), where="in the library, or in this file,"):
            self._warn(number, "title", practice.title, said, UNTIL_SURE)
        self.shelved.add(practice)

    def _same_unit(self, number: int, metric_id: str, unit: str) -> None:
        """One measure, one unit: effects on it in two units are never set side by side."""
        before, first = self.units.setdefault(metric_id, (number, unit))
        own = (self.known.metrics if self.known else {}).get(metric_id)
        if unit.casefold() != first.casefold():
            wrong = f"{self.counted_in} {before} gives effects on {metric_id} in {first}"
            self._fault(number, "effect_unit", unit, wrong, "give both in one unit, or leave the measure out of one")
        elif own and own.casefold() not in unit.casefold() and unit.casefold() not in own.casefold():
            wrong = f"the unit of {metric_id} is {own}"
            put_right = "leave effect_metric_id empty where the outcome is not that measure in its unit"
            self._warn(number, "effect_unit", unit, wrong, put_right)


def read_csv(
    content: bytes,
    *,
    known: Known | None = None,
    existing: Mapping[str, Practice] | None = None,
    simulated: bool = False,
) -> Intake:
    """The practices of a CSV file, or everything that is wrong with it.

    ``existing`` are the entries there are, for a warning where one looks like them. Rows that say they are simulated
    are taken only where ``simulated``.
    """
    try:
        table = Table(decoded(content))
    except Unreadable as error:
        return Intake((), error.faults)
    reading = _Reading(ROW, known, Shelved(existing or {}))
    count = 0
    for number, cells in table.rows():
        count += 1
        if SIMULATED in cells and not _is_no(cells.pop(SIMULATED)) and not simulated:
            reading.faults.append(_made_up(number, ROW))
        _take_row(reading, table, number, cells)
    if not count and not table.faults:
        table.faults.append(of_the_whole("there is no entry below the headings", "fill in one row for each entry"))
    reading.faults += table.faults
    return reading.done()


def _take_row(reading: _Reading, table: Table, number: int, cells: Mapping[str, str]) -> None:
    made, misread = nested(cells, table.places)
    faults = [Fault(number, name, value, why.wrong, why.put_right) for name, value, why in misread]
    try:
        if misread:
            Practice.model_validate(made)
        else:
            reading.take(number, made)
    except ValidationError as error:
        faults += _row_faults(error, number, cells, table, misread)
    reading.faults += faults


def _row_faults(
    error: ValidationError, number: int, cells: Mapping[str, str], table: Table, misread: Sequence[Misread]
) -> list[Fault]:
    """The faults of a row by its columns; what only follows from a cell that could not be read is left out."""
    known = {misread_one.name for misread_one in misread}
    parts = {table.places[name].column.part for name in known}
    faults = []
    for told in error.errors():
        name = _column_name(told["loc"], cells, table)
        if name in known or (misread and (not name or table.places[name].column.part in parts)):
            continue
        column = table.places[name].column if name in table.places else COLUMN_OF.get(_path(told["loc"]))
        faults.append(Fault(number, name, cells.get(name, ""), *in_words(told, column)))
    return faults


def _path(loc: Sequence[int | str]) -> str:
    return ".".join(str(part) for part in loc if isinstance(part, str))


def _column_name(loc: Sequence[int | str], cells: Mapping[str, str], table: Table) -> str:
    """The heading a place in a practice belongs to; none where it is the entry as a whole."""
    if not loc:
        return ""
    path = _path(loc)
    if path == EFFECT:  # what does not hold together there is its interval
        return EFFECT_ENDS
    column = COLUMN_OF.get(path) or next(each for each in columns() if each.part == path)
    if not column.repeats:
        return column.name
    numbers = numbers_of(cells, table.places, column.part)
    return column.numbered(numbers[loc[1]] if len(loc) > 1 and isinstance(loc[1], int) else 1)


def read_json(
    content: bytes,
    *,
    known: Known | None = None,
    existing: Mapping[str, Practice] | None = None,
    simulated: bool = False,
) -> Intake:
    """The practices of a JSON file, or everything that is wrong with it."""
    reading = _Reading(ENTRY, known, Shelved(existing or {}))
    try:
        told = json.loads(decoded(content), parse_constant=_no_number)
    except Unreadable as error:
        return Intake((), error.faults)
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, character {error.colno}"
        return Intake((), (of_the_whole(f"the file is no JSON: {error.msg} at {where}", "correct it there"),))
    except RecursionError:
        return Intake(
            (),
            (of_the_whole("the file is no JSON that can be used: its lists lie too deep in each other", "correct it"),),
        )
    except ValueError as error:
        said = "it holds a number too long to be one" if "digits" in str(error) else str(error)
        return Intake((), (of_the_whole(f"the file is no JSON that can be used: {said}", "correct it"),))
    entries = told.get("practices") if isinstance(told, dict) else told
    if not isinstance(entries, list) or not entries:
        put_right = "give a list of entries, or one under “practices”"
        return Intake((), (of_the_whole("the file holds no list of entries", put_right),))
    if len(entries) > MOST_ROWS:
        return Intake((), (of_the_whole(f"the file has more than {MOST_ROWS:,} entries", "split it"),))
    if isinstance(told, dict) and told.get(SIMULATED) and not simulated:
        reading.faults.append(_made_up(None, ENTRY))
    for number, entry in enumerate(entries, 1):
        _take_entry(reading, number, entry)
    return reading.done()


def _take_entry(reading: _Reading, number: int, entry: Any) -> None:
    for name in _yes_for_a_number(entry):
        reading.faults.append(Fault(number, name, "true or false", *NO_NUMBER, counted_in=ENTRY))
    try:
        reading.take(number, entry)
    except ValidationError as error:
        for told in error.errors():
            name = ".".join(str(part + 1) if isinstance(part, int) else part for part in told["loc"])
            value = told["input"] if isinstance(told["input"], str | int | float) and told["type"] != "missing" else ""
            words = in_words(told, COLUMN_OF.get(_path(told["loc"])))
            reading.faults.append(Fault(number, name, str(value), *words, counted_in=ENTRY))


def _yes_for_a_number(entry: Any) -> Iterator[str]:
    """Fields that hold true or false where a number belongs, which would be read as 1 or 0."""
    for column in columns():
        above, _, below = column.field.rpartition(".")
        held = entry.get(above) if above and isinstance(entry, dict) else entry
        if column.kind in NUMBERS and isinstance(held, dict) and isinstance(held.get(below), bool):
            yield column.field


def _no_number(text: str) -> float:
    raise ValueError(f"{text} is no number")


def _is_no(text: str) -> bool:
    return text.strip().casefold() in {"no", "false", "0"}


def _made_up(number: int | None, counted_in: str) -> Fault:
    wrong = "this was made up for practice, and nothing made up is taken in among real entries"
    return Fault(number, SIMULATED, "", wrong, "load it in the training workspace", counted_in)
