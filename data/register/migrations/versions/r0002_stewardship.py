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


def upgrade() -> None:
    """Make the tables with their triggers."""
    dialect = op.get_bind().dialect.name
    for table, columns in VERSIONS.items():
        versions(dialect, table, columns)
    for table, name in SEVERAL:
        several(dialect, table, name)
