"""De woorden waarop aanbod te vinden is"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "aanbod_zoektekst",
        sa.Column("aanbod_id", sa.String(length=40), nullable=False),
        sa.Column("tekst", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["aanbod_id"], ["aanbod.id"], name=op.f("fk_aanbod_zoektekst_aanbod_id")),
        sa.PrimaryKeyConstraint("aanbod_id", name=op.f("pk_aanbod_zoektekst")),
    )
    op.execute(
        "INSERT INTO aanbod_zoektekst (aanbod_id, tekst) SELECT id, lower(naam || ' ' || omschrijving) FROM aanbod"
    )
