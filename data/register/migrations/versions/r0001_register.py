"""The register: the store's own row, the audit, and the versions of sixteen kinds of record."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from data.register.migrations import guards

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

KEY = sa.String(250)
Shape = type[sa.types.TypeEngine[Any]] | sa.types.TypeEngine[Any]
INDEXED_TOO = {"status", "state"}


def upgrade() -> None:
    """Make every table with its triggers."""
    dialect = op.get_bind().dialect.name
    moment = sa.DateTime(timezone=dialect == "postgresql")
    if dialect == "postgresql":
        _run(guards.POSTGRESQL_FUNCTIONS)
    _store(dialect, moment)
    _audit(dialect, moment)
    for table, columns in VERSIONS.items():
        _versions(dialect, moment, table, columns)
    for table, name in SEVERAL:
        _several(dialect, table, name)


VERSIONS: dict[str, dict[str, Shape]] = {
    "funds": {},
    "programmes": {"fund_id": KEY},
    "transformations": {"programme_id": KEY, "status": KEY},
    "allocations": {
        "programme_id": KEY, "fund_id": KEY, "transformation_id": KEY, "place_code": KEY, "stage": KEY,
        "stream": KEY, "financial_year": sa.Integer, "decided_on": sa.Date, "amount": sa.BigInteger,
    },
    "waivers": {
        "programme_id": KEY, "transformation_id": KEY, "place_code": KEY, "starts_on": sa.Date, "ends_on": sa.Date,
    },
    "rounds": {"programme_id": KEY, "opens_on": sa.Date, "due_on": sa.Date},
    "returns": {"round_id": KEY, "transformation_id": KEY, "place_code": KEY, "state": KEY},
    "answers": {"return_id": KEY, "question_id": KEY},
    "updates": {
        "transformation_id": KEY, "return_id": KEY, "status": KEY, "self_rating": sa.Integer, "happened_on": sa.Date,
    },
    "milestones": {
        "transformation_id": KEY, "planned_on": sa.Date, "expected_on": sa.Date, "reached_on": sa.Date,
    },
    "outputs": {"transformation_id": KEY, "return_id": KEY, "indicator": sa.Text, "basis": KEY},
    "outcomes": {"transformation_id": KEY, "return_id": KEY, "metric_id": KEY, "indicator": sa.Text, "basis": KEY},
    "spending": {
        "transformation_id": KEY, "return_id": KEY, "basis": KEY, "stream": KEY, "financial_year": sa.Integer,
        "quarter": sa.Integer, "amount": sa.BigInteger,
    },
    "risks": {"transformation_id": KEY, "score": sa.Integer, "closed": sa.Boolean},
    "commitments": {
        "transformation_id": KEY, "place_code": KEY, "metric_id": KEY, "milestone_id": KEY, "side": KEY,
        "due_on": sa.Date,
    },
    "comments": {"about_kind": KEY, "about_id": KEY, "in_reply_to": KEY},
}  # fmt: skip

SEVERAL = (("programmes", "mission_ids"), ("transformations", "place_codes"), ("transformations", "mission_ids"))


def _store(dialect: str, moment: sa.DateTime) -> None:
    op.create_table(
        "store",
        sa.Column("only_row", sa.Integer, sa.CheckConstraint("only_row = 1"), primary_key=True, autoincrement=False),
        sa.Column("workspace", sa.String(20), nullable=False),
        sa.Column("made_at", moment, nullable=False),
    )
    _run(guards.growing(dialect, "store", ["only_row"]))


def _audit(dialect: str, moment: sa.DateTime) -> None:
    op.create_table(
        "audit",
        sa.Column("number", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("done_at", moment, nullable=False),
        sa.Column("done_by", sa.Text, nullable=False),
        sa.Column("action", sa.Text, nullable=False),
        sa.Column("kind", KEY, nullable=False),
        sa.Column("record_id", KEY, nullable=False),
        sa.Column("version", sa.Integer),
        sa.Column("detail", sa.Text, nullable=False),
        sa.Column("content", sa.String(64), nullable=False),
        sa.Column("seal", sa.String(64), nullable=False, unique=True),
    )
    op.create_index("ix_audit_done_at", "audit", ["done_at"])
    op.create_index("ix_audit_about", "audit", ["kind", "record_id"])
    _run(guards.growing(dialect, "audit", ["number"]))


def _versions(
    dialect: str,
    moment: sa.DateTime,
    table: str,
    columns: dict[str, Shape],
) -> None:
    made = op.create_table(
        table,
        sa.Column("record_id", KEY, primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("replaces", sa.Integer),
        sa.Column("told_at", moment, nullable=False),
        sa.Column("until", moment),
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
    _run(guards.versions(dialect, table, made.columns.keys()))


def _several(dialect: str, table: str, field_name: str) -> None:
    name = f"{table}_{field_name}"
    op.create_table(
        name,
        sa.Column("record_id", KEY, primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("value", KEY, primary_key=True),
        sa.ForeignKeyConstraint(["record_id", "number"], [f"{table}.record_id", f"{table}.number"]),
    )
    op.create_index(f"ix_{name}", name, ["value", "record_id", "number"])
    _run(guards.growing(dialect, name, ["record_id", "number", "value"]))


def _run(statements: list[str] | tuple[str, ...]) -> None:
    for statement in statements:
        op.get_bind().exec_driver_sql(statement.replace("%", "%%") if _doubles_percent() else statement)


def _doubles_percent() -> bool:
    return bool(op.get_bind().dialect.paramstyle in {"format", "pyformat"})
