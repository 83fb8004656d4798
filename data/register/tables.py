"""The tables of the register. Versions and audit lines are only ever added: triggers make the database hold to it."""

from collections.abc import Mapping

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
)

from data.register.columns import KEY, Moment
from data.register.kinds import KINDS, Kind
from domain.record import Record

metadata = MetaData()

OWNERS = ("transformation_id", "return_id")
"""What records are asked for by, as they stood at a moment too."""

STORE = Table(
    "store",
    metadata,
    Column("only_row", Integer, CheckConstraint("only_row = 1"), primary_key=True, autoincrement=False),
    Column("workspace", String(20), nullable=False),
    Column("made_at", Moment, nullable=False),
)

AUDIT = Table(
    "audit",
    metadata,
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    Column("done_at", Moment, nullable=False, index=True),
    Column("done_by", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("kind", KEY, nullable=False),
    Column("record_id", KEY, nullable=False),
    Column("version", Integer),
    Column("detail", Text, nullable=False),
    Column("content", String(64), nullable=False),
    Column("seal", String(64), nullable=False, unique=True),
    Index("ix_audit_about", "kind", "record_id"),
    Index("ix_audit_record", "record_id", "number"),
    Index("ix_audit_action", "action", "number"),
    Index("ix_audit_done_by", "done_by", "number"),
)


def _versions(kind: Kind) -> Table:
    """One row a version. ``until`` is when the next version came: the database itself sets it, once."""
    table = Table(
        kind.table,
        metadata,
        Column("record_id", KEY, primary_key=True),
        Column("number", Integer, primary_key=True, autoincrement=False),
        Column("replaces", Integer),
        Column("told_at", Moment, nullable=False),
        Column("until", Moment),
        Column("told_by", Text, nullable=False),
        Column("why", Text, nullable=False),
        Column("withdrawn", Boolean, nullable=False),
        Column("line", BigInteger, ForeignKey("audit.number"), nullable=False, unique=True),
        *(Column(name, shape) for name, shape in kind.columns.items()),
        Column("body", Text, nullable=False),
        CheckConstraint("coalesce(replaces, 0) = number - 1"),
        ForeignKeyConstraint(["record_id", "replaces"], [f"{kind.table}.record_id", f"{kind.table}.number"]),
    )
    _index_of_now(table)
    for name in kind.columns:
        if name.endswith(("_id", "_code")) or name in {"status", "state"}:
            _index_of_now(table, name)
        if name in OWNERS:
            Index(f"ix_{table.name}_{name}_ever", table.c[name], table.c.told_at)
    return table


def _index_of_now(table: Table, *names: str) -> None:
    """An index over what stands now, in the order in which records are listed; enough by itself to count them."""
    now = table.c.until.is_(None)
    name = "_".join(["ix", table.name, *(names or ("now",))])
    columns = [table.c[column] for column in (*names, "record_id", "withdrawn")]
    Index(name, *columns, sqlite_where=now, postgresql_where=now)


def _several(kind: Kind, field_name: str) -> Table:
    """One row for each value of a field that has several."""
    name = f"{kind.table}_{field_name}"
    return Table(
        name,
        metadata,
        Column("record_id", KEY, primary_key=True),
        Column("number", Integer, primary_key=True, autoincrement=False),
        Column("value", KEY, primary_key=True),
        ForeignKeyConstraint(["record_id", "number"], [f"{kind.table}.record_id", f"{kind.table}.number"]),
        Index(f"ix_{name}", "value", "record_id", "number"),
    )


VERSIONS: Mapping[type[Record], Table] = {noun: _versions(kind) for noun, kind in KINDS.items()}
SEVERAL: Mapping[tuple[type[Record], str], Table] = {
    (noun, name): _several(kind, name) for noun, kind in KINDS.items() for name in kind.many
}
