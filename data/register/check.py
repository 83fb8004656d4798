"""Whether a register is sound: the database, the seals, and every column that repeats what a version says."""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from pydantic import ValidationError
from sqlalchemy import Connection, func, select

from data.register.appends import row_of
from data.register.engine import Database, now
from data.register.kinds import KINDS, Kind
from data.register.proof import Proof
from data.register.reads import LINE, SAID
from data.register.tables import AUDIT, SEVERAL, VERSIONS
from domain.audit import AuditLine
from domain.version import Version

AT_ONCE = 1000
LEEWAY = dt.timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Soundness:
    """What was looked at, what is wrong with it, and the seal at the end, which stands for all of it."""

    lines: int
    versions: int
    seal: str
    problems: tuple[str, ...]


def check(database: Database, *, progress: Callable[[int, int], None] | None = None) -> Soundness:
    """Look at everything once, at one moment, while others go on writing.

    ``progress`` is told now and then how many lines and versions were looked at, and how many there are.
    """
    proof = Proof(database.workspace)
    with database.reading() as connection:
        connection.execution_options(yield_per=AT_ONCE)
        problems = list(_of_file(connection)) if database.is_sqlite else []
        seen, last = _steps(connection, progress), None
        for row in connection.execute(
            select(*(AUDIT.c[name] for name in LINE), AUDIT.c.content).order_by(AUDIT.c.number)
        ):
            last = AuditLine(*row[:-1])
            proof.take_line(last, row[-1])
            seen()
        problems += _of_clocks(last)
        for kind in KINDS.values():
            problems += _of_kind(connection, kind, proof, seen)
    return Soundness(proof.lines, proof.versions, proof.seal, (*problems, *proof.conclude()))


def _steps(connection: Connection, progress: Callable[[int, int], None] | None) -> Callable[[], None]:
    """What is called for every line and every version, and tells of each thousand."""
    if progress is None:
        return lambda: None
    tables = (AUDIT, *VERSIONS.values())
    total = sum(int(connection.execute(select(func.count()).select_from(table)).scalar_one()) for table in tables)
    done = 0

    def step() -> None:
        nonlocal done
        done += 1
        if done % AT_ONCE == 0 or done == total:
            progress(done, total)

    return step


def _of_clocks(last: AuditLine | None) -> Iterator[str]:
    """Moments follow one another, so what is told after a line from the future is dated there too."""
    if last is not None and last.done_at > now() + LEEWAY:
        yield (
            f"audit line {last.number} is dated {last.done_at:%-d %B %Y at %H:%M} UTC, which by the clock of this"
            " machine is still to come: one of the two clocks was set wrong"
        )


def _of_file(connection: Connection) -> Iterator[str]:
    for (words,) in connection.exec_driver_sql("PRAGMA integrity_check"):
        if words != "ok":
            yield f"the file is damaged: {words}"
    for table, *_ in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        yield f"a row of {table} refers to one that is missing"


def _of_kind(connection: Connection, kind: Kind, proof: Proof, seen: Callable[[], None]) -> Iterator[str]:
    """Versions in order, each against its seal, its own columns and the version after it."""
    table, held = VERSIONS[kind.noun], _several(connection, kind)
    before: tuple[str, int, object] | None = None
    for row in connection.execute(select(table).order_by(table.c.record_id, table.c.number)).mappings():
        about = f"version {row['number']} of {kind.name} {row['record_id']}"
        told = {name: row[name] for name in SAID}
        proof.take_version(kind.name, row["record_id"], **told)
        seen()
        if before and not _follows(before, (row["record_id"], row["number"], row["told_at"])):
            yield f"the version before {about} does not end where this one begins"
        before = (row["record_id"], row["number"], row["until"])
        try:
            record = kind.noun.model_validate_json(told.pop("body"))
        except ValidationError as error:
            yield f"{about} can no longer be read: {error.errors()[0]['msg']}"
            continue
        meant = {**row_of(Version(record=record, **told), row["body"]), "until": row["until"]}
        wrong = [name for name, value in meant.items() if row[name] != value]
        wrong += [name for name in kind.many if held.get((name, *before[:2]), []) != kind.several(record, name)]
        if wrong:
            yield f"{about} says something else than its columns {', '.join(wrong)}"
    if before and before[2] is not None:
        yield f"{kind.name} {before[0]} ended without a version after it"


def _follows(before: tuple[str, int, object], after: tuple[str, int, object]) -> bool:
    """Whether a version ends when the next of the same record begins, and the last of a record does not end."""
    if before[0] == after[0]:
        return before[1] + 1 == after[1] and before[2] == after[2]
    return before[2] is None


def _several(connection: Connection, kind: Kind) -> dict[tuple[str, str, int], list[str]]:
    """The values of every field that has several, by field, record and version."""
    held: dict[tuple[str, str, int], list[str]] = {}
    for name in kind.many:
        values = SEVERAL[kind.noun, name]
        for record_id, number, value in connection.execute(select(values).order_by(values.c.value)):
            held.setdefault((name, record_id, number), []).append(value)
    return {key: sorted(values) for key, values in held.items()}
