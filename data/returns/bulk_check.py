"""Rows held against what is on record: new, changed, unchanged, or faulty and why."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Any

from pydantic import ValidationError

from data.returns.bulk import GET_TEMPLATE, Row
from data.returns.bulk_kinds import COLUMNS, NAME, TRANSFORMATION, VERSION, BulkKind, texts_of, values_of
from domain.form import Fault
from domain.record import Record
from domain.version import Version

DIGEST = 24
SHOWN = 80
BETWEEN = "\x1f"
CALLED = ("title", "indicator", "event")  # the column in which a record says in words what it is


class Outcome(StrEnum):
    """What becomes of a row."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    FAULTY = "faulty"


@dataclass(frozen=True, slots=True)
class RowReport:
    """What becomes of one row: the sheet and number of it, what it is about, and everything wrong with it.

    ``about`` says it in words: the title of the transformation, and what the record calls itself.
    """

    sheet: str
    number: int
    transformation_id: str
    record_id: str
    outcome: Outcome
    faults: tuple[Fault, ...] = ()
    about: str = ""


@dataclass(slots=True)
class Draw:
    """One row on its way: the record it makes, and what is wrong with it so far."""

    row: Row
    faults: list[Fault] = field(default_factory=list)
    record: Record | None = None
    replaces: int | None = None

    @property
    def record_id(self) -> str:
        """The key of its record, where it makes one."""
        return self.record.record_id if self.record else ""

    def about(self, title: str) -> str:
        """What the row is about in words, given the title of its transformation where that is known."""
        values = self.row.values
        own = next((str(values[name]) for name in CALLED if values.get(name)), "")
        whole = title or str(values.get(NAME.field_id, "")) or self.row.transformation_id
        return ": ".join(dict.fromkeys(part[:SHOWN] for part in (whole, own) if part))

    def wrong(self, column: str, wrong: str, remedy: str, value: str = "") -> None:
        """Note a fault."""
        self.faults.append(self.row.fault(column, wrong, remedy, value=value))


def drawn(row: Row, kind: BulkKind, *, programme_id: str) -> Draw:
    """A row as a record of its own, before anything on record is looked at."""
    draw = Draw(row, list(row.faults))
    if not row.faults:
        _make(draw, kind, _said(row, kind, programme_id))
    said = row.version
    if isinstance(said, Decimal) and (said < 1 or said != int(said)):
        draw.wrong(VERSION.field_id, "This is not the number of a version.", f"Empty it. {GET_TEMPLATE}")
    return draw


def _said(row: Row, kind: BulkKind, programme_id: str) -> dict[str, object]:
    """What the record of a row is made of; a name is made for one that has none, the same each time."""
    columns = COLUMNS[kind]
    names = {each.field_id for each in columns.fields} | {TRANSFORMATION.field_id}
    said = values_of({name: value for name, value in row.values.items() if name in names})
    if kind is BulkKind.TRANSFORMATIONS:
        said["programme_id"] = programme_id
    elif columns.key and columns.key not in said:
        parts = [row.transformation_id, *(str(row.values.get(name, "")) for name in columns.told_by)]
        said[columns.key] = f"bulk-{hashlib.sha256(BETWEEN.join(parts).encode()).hexdigest()[:DIGEST]}"
    return said


def _make(draw: Draw, kind: BulkKind, said: Mapping[str, object]) -> None:
    """Make the record, or note what its noun says is wrong."""
    try:
        draw.record = COLUMNS[kind].noun.model_validate(dict(said))
    except ValidationError as error:
        for fault in error.errors(include_url=False):
            column = str(fault["loc"][0]) if fault["loc"] else ""
            draw.wrong(
                column if column in draw.row.labels else "", _sentence(fault), "Put it right, and upload it again."
            )


def _sentence(fault: Any) -> str:
    """What a noun says of a value, as a sentence."""
    told = str(fault["msg"]).removeprefix("Value error, ").strip()
    if fault["type"] == "string_pattern_mismatch":
        told = "it is not written as an id or a code is: letters, digits, and . _ - between"
    return f"{told[:1].upper()}{told[1:]}{'' if told.endswith('.') else '.'}"


def refuse_twins(draws: Iterable[Draw]) -> None:
    """Two rows that say something of the same record."""
    first: dict[str, Row] = {}
    for draw in draws:
        if draw.record and draw.record_id in first:
            other = first[draw.record_id].number
            draw.wrong(
                "", f"Row {other} is about the same record.", f"Leave one of rows {other} and {draw.row.number}."
            )
        elif draw.record:
            first[draw.record_id] = draw.row


def compare(draw: Draw, kind: BulkKind, stands: Version[Any] | None, alike: Version[Any] | None) -> Outcome:
    """Hold a row against what stands under its key, and against another record that says of itself what it says."""
    if draw.faults or draw.record is None:
        return Outcome.FAULTY
    if stands is None:
        return _new(draw, alike)
    if getattr(stands.record, "transformation_id", None) != draw.row.transformation_id:
        draw.wrong(COLUMNS[kind].key, "Another transformation has a record of this id.", "Empty the id, or correct it.")
        return Outcome.FAULTY
    draw.record = _over(stands.record, draw.record, kind)
    if draw.record == stands.record:
        return Outcome.UNCHANGED
    if draw.row.version == stands.number:
        draw.replaces = stands.number
        return Outcome.CHANGED
    draw.wrong(VERSION.field_id, _clash(draw, stands, kind), _settle(stands), str(draw.row.version or ""))
    return Outcome.FAULTY


def _new(draw: Draw, alike: Version[Any] | None) -> Outcome:
    if draw.row.version is not None:
        wrong = f"It says that it replaces version {draw.row.version}, and the register holds no such record."
        draw.wrong(VERSION.field_id, wrong, f"Empty the version for a new record, or correct the id. {GET_TEMPLATE}")
    elif alike is not None:
        wrong = f"The register holds this already, as {alike.record.record_id} in version {alike.number}."
        draw.wrong("", wrong, "Write that id and version into the row to change it, or take the row out.")
    return Outcome.FAULTY if draw.faults else Outcome.NEW


def _over(stands: Record, said: Record, kind: BulkKind) -> Record:
    """What stands, with what the columns say in place of it; what no column shows stays."""
    columns = {each.field_id: getattr(said, each.field_id) for each in COLUMNS[kind].fields}
    return stands.model_copy(update=columns)


def _clash(draw: Draw, stands: Version[Any], kind: BulkKind) -> str:
    """Who said otherwise, when, and what."""
    who = f"{stands.told_by} on {stands.told_at:%-d %B %Y at %H:%M} UTC"
    if draw.row.version is None:
        told = f"It is on record already (version {stands.number}, by {who})"
    else:
        told = f"It was changed after these rows were downloaded: it is now version {stands.number}, by {who}"
    return f"{told}. {_apart(draw, stands, kind)}."


def _apart(draw: Draw, stands: Version[Any], kind: BulkKind) -> str:
    assert draw.record is not None  # noqa: S101 - compared only where a record was made
    mine, theirs = texts_of(draw.record, kind), texts_of(stands.record, kind)
    apart = [
        f"{draw.row.labels[name]} is “{theirs[name][:SHOWN]}” there and “{mine[name][:SHOWN]}” here"
        for name in mine
        if mine[name] != theirs[name]
    ]
    return "; ".join(apart) or "They differ in what no column shows"


def _settle(stands: Version[Any]) -> str:
    return f"To put yours in its place write {stands.number} as the version; to leave it, take the row out."


def told_by(record: Record, kind: BulkKind) -> tuple[object, ...]:
    """What a record says of itself beside its id, by which it is told from others of the same transformation."""
    names = COLUMNS[kind].told_by
    own = (getattr(record, name) for name in names)
    return (getattr(record, "transformation_id", ""), *own) if names else ()
