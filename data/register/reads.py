"""Every question the register is asked: what stands now or stood at a moment, what came before, and who did what."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from enum import Enum
from typing import Any, TypeVar, cast

from sqlalchemy import JSON, ColumnElement, Connection, Row, Select, Table, func, select, tuple_, type_coerce
from sqlalchemy import cast as cast_to

from data.register.kinds import KINDS
from data.register.tables import AUDIT, SEVERAL, VERSIONS
from domain.audit import AuditLine
from domain.record import UNSEEN, Record
from domain.version import Version

Noun = TypeVar("Noun", bound=Record)
SAID = ("body", "number", "replaces", "told_at", "told_by", "why", "withdrawn", "line")
AT_ONCE = 500
ROWS_AT_ONCE = 20_000
AUDITED_BY = ("done_by", "action", "kind", "record_id")
LINE = ("number", "done_at", "done_by", "action", "kind", "record_id", "version", "detail", "seal")


def standing(connection: Connection, noun: type[Noun], ids: Iterable[str]) -> dict[str, Version[Noun]]:
    """The newest version of each record, withdrawn or not."""
    table, wanted = VERSIONS[noun], sorted({_sendable(record_id) for record_id in ids})
    found: dict[str, Version[Noun]] = {}
    for start in range(0, len(wanted), AT_ONCE):
        some = _said(table).where(table.c.record_id.in_(wanted[start : start + AT_ONCE]), table.c.until.is_(None))
        for row in connection.execute(some):
            version = _version(noun, row)
            found[version.record.record_id] = version
    return found


def get(connection: Connection, noun: type[Noun], record_id: str, as_at: dt.datetime | None) -> Version[Noun] | None:
    """A record as it stood, or none where it had not been told or was withdrawn."""
    table = VERSIONS[noun]
    query = _said(table).where(table.c.record_id == _sendable(record_id), _stood(table, as_at), ~table.c.withdrawn)
    row = connection.execute(query).one_or_none()
    return _version(noun, row) if row else None


def history(connection: Connection, noun: type[Noun], record_id: str) -> list[Version[Noun]]:
    """Every version of a record, the first one first."""
    table = VERSIONS[noun]
    query = _said(table).where(table.c.record_id == _sendable(record_id)).order_by(table.c.number)
    return [_version(noun, row) for row in connection.execute(query)]


def told_of(connection: Connection, noun: type[Noun], transformation_id: str) -> list[Version[Noun]]:
    """Every version of every record about a transformation, in the order of the telling."""
    table = VERSIONS[noun]
    now = table.alias()  # what stands now has an index by transformation; its older versions are found by their key
    about = select(now.c.record_id).where(now.c.transformation_id == transformation_id, now.c.until.is_(None))
    query = _said(table).where(table.c.record_id.in_(about)).order_by(table.c.line)
    return [_version(noun, row) for row in connection.execute(query)]


def find(
    connection: Connection,
    noun: type[Noun],
    filters: dict[str, object],
    *,
    as_at: dt.datetime | None,
    limit: int,
    after: str | None,
) -> list[Version[Noun]]:
    """Records that stood, in the order of their keys, from the one that follows ``after``."""
    table = VERSIONS[noun]
    query = _said(table).where(*_matching(noun, filters, as_at)).order_by(table.c.record_id).limit(limit)
    if after is not None:
        query = query.where(table.c.record_id > after)
    return [_version(noun, row) for row in connection.execute(query)]


def count(connection: Connection, noun: type[Noun], filters: dict[str, object], *, as_at: dt.datetime | None) -> int:
    """How many records stood that match."""
    table = VERSIONS[noun]
    query = select(func.count()).select_from(table).where(*_matching(noun, filters, as_at))
    return int(connection.execute(query).scalar_one())


def audit(
    connection: Connection, *, limit: int, before: int | None, **filters: str | tuple[str, ...]
) -> list[AuditLine]:
    """Lines of the audit that match, newest first, from the one before ``before``."""
    query = select(*(AUDIT.c[name] for name in LINE)).order_by(AUDIT.c.number.desc()).limit(limit)
    if before is not None:
        query = query.where(AUDIT.c.number < before)
    for name, value in filters.items():
        if name not in AUDITED_BY:
            raise ValueError(f"the audit cannot be searched by {name!r}; it can by: {', '.join(AUDITED_BY)}")
        query = query.where(_is(AUDIT.c[name], value))
    return [AuditLine(*row) for row in connection.execute(query)]


def end(connection: Connection) -> tuple[int, str]:
    """The number and the seal of the newest line of the audit, nought and nothing before the first."""
    newest = select(func.max(AUDIT.c.number)).scalar_subquery()
    row = connection.execute(select(AUDIT.c.number, AUDIT.c.seal).where(AUDIT.c.number == newest)).one_or_none()
    return (int(row[0]), str(row[1])) if row else (0, "")


def holds_line(connection: Connection, line: int, seal: str) -> bool:
    """Whether a line of the audit is there with this seal, which stands for every line before it too."""
    query = select(AUDIT.c.number).where(AUDIT.c.number == line, AUDIT.c.seal == seal)
    return connection.execute(query).first() is not None


def kinds_since(connection: Connection, line: int) -> frozenset[str]:
    """The kinds of record of which something was said after a line of the audit."""
    # in order, not distinct: for distinct kinds SQLite walks through an index of the whole audit
    new = select(AUDIT.c.kind).where(AUDIT.c.number > line).order_by(AUDIT.c.number)
    return frozenset(connection.execute(new).scalars())


def since(
    connection: Connection,
    noun: type[Record],
    line: int,
    names: Sequence[str],
    *,
    texts: Sequence[str],
    replaced: bool,
) -> Iterator[Any]:
    """What was told of one kind after a line of the audit, as bare rows.

    A row is its line, its key, whether it was withdrawn, the columns ``names``, and the fields ``texts`` taken out of
    its body, none where they are empty. Each record comes once, as it stands, unless versions that were ``replaced``
    are asked for too. From the beginning the rows come as they lie, which is several times faster than in order.
    """
    table = VERSIONS[noun]
    body = _as_json(connection, table)
    said = [func.nullif(body[name].as_string(), "").label(name) for name in texts]
    query = select(table.c.line, table.c.record_id, table.c.withdrawn, *(table.c[name] for name in names), *said)
    if line:
        query = query.where(table.c.line > line).order_by(table.c.line)
    if not replaced:
        query = query.where(table.c.until.is_(None))
    for rows in connection.execute(query).partitions(ROWS_AT_ONCE):
        yield from rows


def _as_json(connection: Connection, table: Table) -> ColumnElement[Any]:
    """The body as something to take fields from: SQLite does that with text as it is."""
    return type_coerce(table.c.body, JSON) if connection.dialect.name == "sqlite" else cast_to(table.c.body, JSON)


def _said(table: Table) -> Select[Any]:
    return select(*(table.c[name] for name in SAID))


def _version(noun: type[Noun], row: Row[Any]) -> Version[Noun]:
    said: dict[str, Any] = dict(zip(SAID[1:], row[1:], strict=True))
    return Version(record=noun.model_validate_json(row[0]), **said)


def _stood(table: Table, as_at: dt.datetime | None) -> ColumnElement[bool]:
    """That a version was the newest of its record, now or at a moment."""
    if as_at is None:
        return table.c.until.is_(None)
    if as_at.tzinfo is None:
        raise ValueError(f"{as_at} does not say its time zone: give a moment that does, such as one in UTC")
    return (table.c.told_at <= as_at) & (table.c.until.is_(None) | (table.c.until > as_at))


def _matching(noun: type[Record], filters: dict[str, object], as_at: dt.datetime | None) -> list[ColumnElement[bool]]:
    table, kind = VERSIONS[noun], KINDS[noun]
    conditions = [_stood(table, as_at), ~table.c.withdrawn]
    for name, value in filters.items():
        if name in kind.many:
            conditions += _among_several(SEVERAL[noun, name], table, value)
        elif name in kind.columns or name == "record_id":
            conditions.append(_is(table.c[name], value))
        else:
            known = ", ".join(sorted({*kind.columns, *kind.many, "record_id"}))
            raise ValueError(f"{noun.__name__} cannot be found by {name!r}; it can by: {known}")
    return conditions


def _among_several(values: Table, table: Table, value: object) -> list[ColumnElement[bool]]:
    """That one of the values is there. A single one is joined, because its index is in the order of the list."""
    if isinstance(value, str):
        holds = values.alias()
        same = (holds.c.record_id == table.c.record_id, holds.c.number == table.c.number)
        return [_is(holds.c.value, value), *same]
    holding = select(values.c.record_id, values.c.number).where(_is(values.c.value, value))
    return [tuple_(table.c.record_id, table.c.number).in_(holding)]


def _is(column: ColumnElement[Any], value: object) -> ColumnElement[bool]:
    """That a column is the value, or one of several; none is a column left empty."""
    if value is None:
        return column.is_(None)
    if isinstance(value, list | tuple | set | frozenset):
        return column.in_([_plain(item) for item in cast("Sequence[object]", value)])
    return column == _plain(value)


def _plain(value: object) -> object:
    if isinstance(value, Enum):
        return value.value
    return _sendable(value) if isinstance(value, str) else value


def _sendable(text: str) -> str:
    """A text to look for, without what PostgreSQL takes no question about; no record holds the like of it either."""
    return UNSEEN.sub("\N{REPLACEMENT CHARACTER}", text)
