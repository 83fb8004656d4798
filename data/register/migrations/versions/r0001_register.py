"""The register: the store's own row, the audit, and the versions of sixteen kinds of record."""

import sqlalchemy as sa
from alembic import op

from data.register.migrations import guards
from data.register.migrations.laying import KEY, Shape, moment, run, several, versions

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make every table with its triggers."""
    dialect = op.get_bind().dialect.name
    if dialect == "postgresql":
        run(guards.POSTGRESQL_FUNCTIONS)
    _store(dialect)
    _audit(dialect)
    for table, columns in VERSIONS.items():
        versions(dialect, table, columns)
    for table, name in SEVERAL:
        several(dialect, table, name)


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


def _store(dialect: str) -> None:
    op.create_table(
        "store",
        sa.Column("only_row", sa.Integer, sa.CheckConstraint("only_row = 1"), primary_key=True, autoincrement=False),
        sa.Column("workspace", sa.String(20), nullable=False),
        sa.Column("made_at", moment(dialect), nullable=False),
    )
    run(guards.growing(dialect, "store", ["only_row"]))


def _audit(dialect: str) -> None:
    op.create_table(
        "audit",
        sa.Column("number", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("done_at", moment(dialect), nullable=False),
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
    run(guards.growing(dialect, "audit", ["number"]))
