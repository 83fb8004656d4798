"""History written all at once, each thing at the moment it is said to have been told: for practice, never for real."""

import datetime as dt
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import Connection, select

from data.register.appends import TELLER, TICK, WHY, Draft, Last, Sealed, end_of_audit, note, seal, write
from data.register.engine import Database, now
from data.register.faults import NotThere, RegisterBusy, RegisterUnfit
from data.register.kinds import KINDS
from data.register.tables import AUDIT, VERSIONS
from domain.record import Record
from domain.workspace import Workspace

AT_ONCE = 5_000
CACHE = -524_288  # kibibytes, of which only those that are needed are taken
PATIENCE_SECONDS = 600.0  # another process may be doing the same; a short wait is part of every try
FOUNDED = "founded"
Held = dict[tuple[type[Record], str], int]
Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Entry:
    """What one person said of some records at one moment (UTC): of each its first version, or its next."""

    told_at: dt.datetime
    records: Sequence[Record]
    by: str
    why: str


def found(
    database: Database,
    entries: Callable[[], Iterable[Entry]],
    *,
    by: str,
    detail: str,
    progress: Progress | None = None,
) -> int:
    """Write a whole history in order of time, once: how many versions, nought where it had been founded before.

    All of it is kept or none. A process that comes while another is at it waits, and finds it done. ``progress`` is
    told how many versions are written so far.
    """
    if database.workspace is not Workspace.TRAINING:
        raise RegisterUnfit(
            f"A history can only be laid into the training workspace, and this register is the {database.workspace}"
            " workspace, where every moment is the real one. Nothing was written. Open the training workspace instead."
        )
    until = time.monotonic() + PATIENCE_SECONDS
    while not was_founded(database):
        try:
            with database.writing() as connection, _room_to_write(connection):
                return 0 if _mark(connection) else _found(connection, entries(), by, detail, progress)
        except RegisterBusy:
            if time.monotonic() > until:
                raise
    return 0


@contextmanager
def _room_to_write(connection: Connection) -> Iterator[None]:
    """Keep what is written in memory until the end: seals fall anywhere, and a small cache is soon full."""
    if connection.dialect.name != "sqlite":
        yield
        return
    usual = connection.exec_driver_sql("PRAGMA cache_size").scalar_one()
    connection.exec_driver_sql(f"PRAGMA cache_size = {CACHE}")
    try:
        yield
    finally:
        connection.exec_driver_sql(f"PRAGMA cache_size = {usual}")


def was_founded(database: Database) -> bool:
    """Whether a history was laid into this register."""
    with database.reading() as connection:
        return _mark(connection)


def _mark(connection: Connection) -> bool:
    return connection.execute(select(AUDIT.c.number).where(AUDIT.c.action == FOUNDED).limit(1)).first() is not None


def _found(connection: Connection, entries: Iterable[Entry], by: str, detail: str, progress: Progress | None) -> int:
    written = 0
    for batch in _batches(_sealed(connection, entries)):
        write(connection, batch)
        written += len(batch)
        if progress:
            progress(written)
    note(connection, by=by, action=FOUNDED, detail=detail, kind="", record_id="", workspace=Workspace.TRAINING)
    return written


def _sealed(connection: Connection, entries: Iterable[Entry]) -> Iterator[Sealed]:
    """Every draft in turn, sealed with the one before."""
    last, latest = end_of_audit(connection, Workspace.TRAINING), now()
    begun, held = last, _held(connection) if last.number else {}
    before = last.moment
    for entry in entries:
        _refuse_out_of_order(entry, before=before, latest=latest, begun=begun)
        by, why = TELLER.validate_python(entry.by), WHY.validate_python(entry.why)
        before, moment = entry.told_at, max(entry.told_at, last.moment + TICK)
        for draft in _drafts(held, entry.records):
            sealed = seal(draft, last, moment=moment, by=by, why=why)
            last = sealed.last
            yield sealed


def _held(connection: Connection) -> Held:
    """The number of the newest version of every record that is there already."""
    held: Held = {}
    for noun, table in VERSIONS.items():
        query = select(table.c.record_id, table.c.number).where(table.c.until.is_(None))
        held |= {(noun, record_id): number for record_id, number in connection.execute(query)}
    return held


def _refuse_out_of_order(entry: Entry, *, before: dt.datetime, latest: dt.datetime, begun: Last) -> None:
    if begun.number and entry.told_at <= begun.moment:
        raise RegisterUnfit(
            f"The register already goes on until {begun.moment:%-d %B %Y at %H:%M} UTC, and a history cannot be laid in"
            f" before that, on {entry.told_at:%-d %B %Y}. Nothing was written. Give the address of an empty register."
        )
    if not before <= entry.told_at <= latest:
        bound = f"after what was told at {before}" if entry.told_at < before else f"in the past, before {latest}"
        raise ValueError(f"what was told at {entry.told_at} ({entry.why}) must come {bound}: put it in order of time")


def _drafts(held: Held, records: Sequence[Record]) -> list[Draft]:
    """The next version of each record, which names only what is there or comes with it."""
    drafts = []
    for record in records:
        about = (type(record), record.record_id)
        drafts.append(Draft(record, held.get(about)))
        held[about] = drafts[-1].number
    for record in records:
        for name, noun in KINDS[type(record)].refers.items():
            wanted = getattr(record, name)
            if wanted is not None and (noun, wanted) not in held:
                raise NotThere(
                    f"{record.record_id} belongs to the {noun.__name__.lower()} {wanted!r}, which the register does not"
                    " hold. Nothing was written. Put that one before it."
                )
    return drafts


def _batches(sealed: Iterator[Sealed]) -> Iterator[list[Sealed]]:
    batch: list[Sealed] = []
    for each in sealed:
        batch.append(each)
        if len(batch) >= AT_ONCE:
            yield batch
            batch = []
    if batch:
        yield batch
