"""How a step lays a table of versions, or of several values, with their triggers. What landed never changes."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from data.register.migrations import guards

KEY = sa.String(250)
Shape = type[sa.types.TypeEngine[Any]] | sa.types.TypeEngine[Any]
INDEXED_TOO = {"status", "state"}


def moment(dialect: str) -> sa.DateTime:
    """A column for a moment, with a time zone where the database has one."""
    return sa.DateTime(timezone=dialect == "postgresql")


def versions(dialect: str, table: str, columns: dict[str, Shape]) -> None:
    """A table of versions of one kind of record."""
    made = op.create_table(
        table,
        sa.Column("record_id", KEY, primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("replaces", sa.Integer),
        sa.Column("told_at", moment(dialect), nullable=False),
        sa.Column("until", moment(dialect)),
        sa.Column("told_by", sa.Text, nullable=False),
        sa.Column("why", sa.Text, nullable=False),
        sa.Column("withdrawn", sa.Boolean, nullable=False),
        sa.Column("line", sa.BigInteger, sa.ForeignKey("audit.number"), nullable=False, unique=True),
        *(sa.Column(name, shape) for name, shape in columns.items()),
        sa.Column("body", sa.Text, nullable=False),
        sa.CheckConstraint("coalesce(replaces, 0) = number - 1"),
        sa.ForeignKeyConstraint(["record_id", "replaces"], [f"{table}.record_id", f"{table}.number"]),
    )
    now = made.c.until.is_(None)
    indexed = [name for name in columns if name.endswith(("_id", "_code")) or name in INDEXED_TOO]
    for name in (None, *indexed):
        of = [name, "record_id", "withdrawn"] if name else ["record_id", "withdrawn"]
        op.create_index(f"ix_{table}_{name or 'now'}", table, of, sqlite_where=now, postgresql_where=now)
    run(guards.versions(dialect, table, made.columns.keys()))


def several(dialect: str, table: str, field_name: str) -> None:
    """A table of the values of a field that has several."""
    name = f"{table}_{field_name}"
    op.create_table(
        name,
        sa.Column("record_id", KEY, primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("value", KEY, primary_key=True),
        sa.ForeignKeyConstraint(["record_id", "number"], [f"{table}.record_id", f"{table}.number"]),
    )
    op.create_index(f"ix_{name}", name, ["value", "record_id", "number"])
    run(guards.growing(dialect, name, ["record_id", "number", "value"]))


def run(statements: list[str] | tuple[str, ...]) -> None:
    """Statements as they are."""
    for statement in statements:
        op.get_bind().exec_driver_sql(statement.replace("%", "%%") if _doubles_percent() else statement)


def _doubles_percent() -> bool:
    return bool(op.get_bind().dialect.paramstyle in {"format", "pyformat"})
