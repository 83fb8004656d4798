"""What the learning library adds: practices, adoptions, experiments, asks and offers, evaluations."""

import sqlalchemy as sa
from alembic import op

from data.register.migrations.laying import KEY, Shape, versions

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

VERSIONS: dict[str, dict[str, Shape]] = {
    "practices": {"stage": KEY, "owner_code": KEY, "transformation_id": KEY},
    "adoptions": {
        "practice_id": KEY, "place_code": KEY, "from_adoption_id": KEY, "transformation_id": KEY,
        "report_due_on": sa.Date, "reported_on": sa.Date,
    },
    "experiments": {
        "practice_id": KEY, "metric_id": KEY, "owner_code": KEY, "registered_on": sa.Date, "reported_on": sa.Date,
    },
    "appeals": {"place_code": KEY, "kind": KEY, "offers": sa.Boolean, "posted_on": sa.Date, "closed_on": sa.Date},
    "evaluations": {"transformation_id": KEY, "practice_id": KEY, "adoption_id": KEY, "metric_id": KEY},
}  # fmt: skip

OF_A_TRANSFORMATION = ("practices", "adoptions", "evaluations")


def upgrade() -> None:
    """Make the tables with their triggers."""
    dialect = op.get_bind().dialect.name
    for table, columns in VERSIONS.items():
        versions(dialect, table, columns)
    for table in OF_A_TRANSFORMATION:
        op.create_index(f"ix_{table}_transformation_id_ever", table, ["transformation_id", "told_at"])
