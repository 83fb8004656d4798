"""What stewards and administrators add: assurance ratings, change requests, uses of questions, uploads, roles."""

import sqlalchemy as sa
from alembic import op

from data.register.migrations.laying import KEY, Shape, several, versions

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

VERSIONS: dict[str, dict[str, Shape]] = {
    "assurance_ratings": {"transformation_id": KEY, "rating": sa.Integer, "rated_on": sa.Date},
    "change_requests": {
        "transformation_id": KEY, "place_code": KEY, "asked_on": sa.Date, "answer_due_on": sa.Date, "decision": KEY,
        "decided_on": sa.Date,
    },
    "question_uses": {"round_id": KEY, "question_id": KEY, "used_on": sa.Date},
    "uploads": {"return_id": KEY, "round_id": KEY, "sha256": sa.String(64)},
    "grants": {"address": sa.Text},
    "sign_outs": {},
}  # fmt: skip

SEVERAL = (("grants", "roles"), ("grants", "place_codes"))

# What belongs to a transformation or to a return is asked for as it stood at a moment too, not only as it stands.
EVER = {
    "transformation_id": (
        "allocations", "waivers", "returns", "updates", "milestones", "outputs", "outcomes", "spending", "risks",
        "commitments", "assurance_ratings", "change_requests",
    ),
    "return_id": ("answers", "updates", "outputs", "outcomes", "spending", "uploads"),
}  # fmt: skip


def upgrade() -> None:
    """Make the tables with their triggers."""
    dialect = op.get_bind().dialect.name
    for table, columns in VERSIONS.items():
        versions(dialect, table, columns)
    for table, name in SEVERAL:
        several(dialect, table, name)
    for name in ("record_id", "action", "done_by"):  # what administrators ask of the audit
        op.create_index(f"ix_audit_{name.removesuffix('_id')}", "audit", [name, "number"])
    for name, tables in EVER.items():
        for table in tables:
            op.create_index(f"ix_{table}_{name}_ever", table, [name, "told_at"])
