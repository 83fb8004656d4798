"""A backup: one compressed file of text with every version and audit line, which restores into either database.

Columns that repeat what a version says are left out and made again; a file cut short or altered is refused.
"""

import contextlib
import datetime as dt
import gzip
import json
import os
import zlib
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any, BinaryIO

from sqlalchemy import Connection, insert, select
from sqlalchemy.exc import OperationalError, StatementError

from data.register.appends import write_versions
from data.register.engine import Database, now
from data.register.faults import RegisterFault, RegisterUnfit
from data.register.kinds import KINDS
from data.register.migrate import migrate
from data.register.proof import Proof
from data.register.reads import LINE, SAID
from data.register.tables import AUDIT, VERSIONS
from domain.audit import AuditLine
from domain.record import Record
from domain.version import Version
from domain.workspace import Workspace

FORMAT = "stewardship register backup 1"
AT_ONCE = 1000
NOUNS = {kind.name: kind.noun for kind in KINDS.values()}


class BackupUnusable(RegisterFault):
    """A backup could not be written, or what is in the file is not the whole of one."""


def write_backup(database: Database, path: Path) -> Proof:
    """Write everything as it stands at one moment, while others go on writing; whole under its name, or not at all."""
    draft = path.with_name(path.name + ".part")
    try:
        if path.exists():
            raise BackupUnusable(f"{path} is there already. Give the backup a name of its own.")
        with _begun(draft, path) as file, gzip.GzipFile(filename="", fileobj=file, mode="wb") as packed:
            proof = _write_lines(database, packed)
            packed.close()
            file.flush()
            os.fsync(file.fileno())
            draft.rename(path)
    except OSError as error:
        raise BackupUnusable(
            f"The backup could not be written to {path}: {error.strerror}. Give another place."
        ) from error
    return proof


@contextlib.contextmanager
def _begun(draft: Path, path: Path) -> Iterator[BinaryIO]:
    """The file a backup is written to until it is whole. One that is there is another's, or was broken off."""
    try:
        file = draft.open("xb")
    except FileExistsError as error:
        raise BackupUnusable(
            f"{draft} is there: a backup to {path} is being written at this moment, or one was broken off. Nothing was"
            " written. If nobody is writing one, remove that file and begin again, or give another name."
        ) from error
    try:
        with file:
            draft.chmod(0o600)
            yield file
    finally:
        draft.unlink(missing_ok=True)


def _write_lines(database: Database, packed: gzip.GzipFile) -> Proof:
    def put(**said: object) -> None:
        packed.write(json.dumps(said, default=_iso, ensure_ascii=True, separators=(",", ":")).encode() + b"\n")

    proof = Proof(database.workspace)
    with database.reading() as connection:
        connection.execution_options(yield_per=AT_ONCE)
        put(format=FORMAT, workspace=database.workspace, made_at=now())
        for row in connection.execute(select(*(AUDIT.c[name] for name in (*LINE, "content"))).order_by(AUDIT.c.number)):
            proof.take_line(AuditLine(*row[:-1]), row[-1])
            put(audit=list(row))
        for kind in KINDS.values():
            table = VERSIONS[kind.noun]
            said = select(table.c.record_id, *(table.c[name] for name in SAID)).order_by(table.c.line)
            for row in connection.execute(said):
                proof.take_version(kind.name, row[0], **dict(zip(SAID, row[1:], strict=True)))
                put(kind=kind.name, said=list(row[1:]))
    put(end=FORMAT, lines=proof.lines, versions=proof.versions, seal=proof.seal)
    if problems := proof.conclude():
        raise BackupUnusable(
            f"No backup was written, because the register is not sound: {problems[0]}. Run python -m data.register"
            " --check to see everything, and keep the backups there are."
        )
    return proof


def _iso(value: object) -> str:
    if isinstance(value, dt.datetime):
        return value.isoformat(timespec="microseconds")
    raise TypeError(f"{value!r} has no place in a backup")


def restore_backup(database: Database, path: Path) -> Proof:
    """Put a whole backup into a register that is empty, or nothing of it."""
    with _refused_in_words(path), contextlib.closing(_lines(path)) as lines:
        _see_head(next(lines, None), database, path)  # before a register is made for it
        migrate(database)
        with database.writing() as connection:
            if connection.execute(select(AUDIT.c.number).limit(1)).first():
                raise RegisterUnfit(
                    "This register already holds records, and a backup is only restored into an empty one. Nothing was"
                    " changed. Give --at another folder or database, look at what was restored, then use it."
                )
            return _restore(connection, database, lines, path)


@contextlib.contextmanager
def _refused_in_words(path: Path) -> Iterator[None]:
    """Whatever a file may hold instead of a backup, it is refused with a sentence."""
    try:
        yield
    except (OSError, EOFError, zlib.error) as error:
        raise _unusable(path, f"it cannot be read ({error})") from error
    except (LookupError, ValueError, TypeError, AttributeError, ArithmeticError, RecursionError) as error:
        raise _unusable(path, f"it is not a backup, or was altered ({type(error).__name__})") from error
    except StatementError as error:
        if isinstance(error, OperationalError):
            raise  # the database's own trouble
        raise _unusable(path, "it is not a backup, or was altered (no register can hold what it says)") from error


def _lines(path: Path) -> Generator[dict[str, Any]]:
    with contextlib.closing(gzip.open(path, "rt", encoding="utf-8")) as file:
        for line in file:
            yield json.loads(line)


def _see_head(head: dict[str, Any] | None, database: Database, path: Path) -> None:
    """A backup says first that it is one, and of which workspace."""
    if not isinstance(head, dict) or head.get("format") != FORMAT or head.get("workspace") not in list(Workspace):
        raise _unusable(path, "it does not begin as one does")
    if head["workspace"] != database.workspace:
        raise RegisterUnfit(
            f"{path} is a backup of the {head['workspace']} workspace, and was to be restored as the"
            f" {database.workspace} workspace. Records never pass from one to the other: nothing was changed."
        )


def _restore(connection: Connection, database: Database, lines: Iterator[dict[str, Any]], path: Path) -> Proof:
    proof, batch = Proof(database.workspace), _Batch(connection)
    for said in lines:
        if "end" in said:
            batch.write()
            return _concluded(proof, said, path)
        if "audit" in said:
            batch.add("audit", _line_of(said["audit"], proof))
        elif said["kind"] not in NOUNS:
            raise _unusable(
                path, f"it holds {said['kind']!r}, which this software does not know: newer software wrote it, or it"
                " was altered"
            )  # fmt: skip
        else:
            batch.add(said["kind"], _version_of(said["kind"], said["said"], proof))
    raise _unusable(path, "its end is missing")


def _concluded(proof: Proof, end: dict[str, Any], path: Path) -> Proof:
    problems = proof.conclude()
    if (end["lines"], end["versions"], end["seal"]) != (proof.lines, proof.versions, proof.seal):
        problems.append("it holds more or less than it says at its end")
    if problems:
        raise _unusable(path, problems[0])
    return proof


def _line_of(said: list[Any], proof: Proof) -> dict[str, object]:
    """The row of an audit line."""
    *parts, content = said
    parts[LINE.index("done_at")] = dt.datetime.fromisoformat(parts[LINE.index("done_at")])
    line = AuditLine(*parts)
    proof.take_line(line, content)
    return {**dict(zip(LINE, parts, strict=True)), "content": content}


def _version_of(kind: str, said: list[Any], proof: Proof) -> tuple[Version[Record], str]:
    """A version and its text."""
    told = dict(zip(SAID, said, strict=True))
    told["told_at"] = dt.datetime.fromisoformat(told["told_at"])
    record = NOUNS[kind].model_validate_json(told["body"])
    proof.take_version(kind, record.record_id, **told)
    body = told.pop("body")
    return Version(record=record, **told), body


def _unusable(path: Path, why: str) -> BackupUnusable:
    return BackupUnusable(f"{path} cannot be restored: {why}. Nothing was changed. Try an earlier backup.")


class _Batch:
    """Rows on their way to one table, written some at a time, in the order in which they came."""

    def __init__(self, connection: Connection) -> None:
        self.connection, self.kind, self.rows = connection, "", list[Any]()

    def add(self, kind: str, row: object) -> None:
        """One more row."""
        if kind != self.kind or len(self.rows) >= AT_ONCE:
            self.write()
        self.kind = kind
        self.rows.append(row)

    def write(self) -> None:
        """What has gathered."""
        if self.rows and self.kind == "audit":
            self.connection.execute(insert(AUDIT), self.rows)
        elif self.rows:
            write_versions(self.connection, NOUNS[self.kind], self.rows)
        self.rows = []
