"""Een code waarmee een inwoner het eigen gesprek leest en bewaart"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

import loket_backend.db

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "gesprek_verslagcode",
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("gesprek_id", sa.String(length=40), nullable=False),
        sa.Column("geldig_tot", loket_backend.db.Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["gesprek_id"], ["gesprek.id"], name=op.f("fk_gesprek_verslagcode_gesprek_id")),
        sa.PrimaryKeyConstraint("hash", name=op.f("pk_gesprek_verslagcode")),
    )
    op.create_index(op.f("ix_gesprek_verslagcode_gesprek_id"), "gesprek_verslagcode", ["gesprek_id"])
    op.create_index(op.f("ix_gesprek_verslagcode_geldig_tot"), "gesprek_verslagcode", ["geldig_tot"])
