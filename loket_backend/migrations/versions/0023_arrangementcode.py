"""De code waarachter een inwoner de afspraken over hulp leest"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from loket_backend.db import Moment

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "arrangementcode",
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("versie_id", sa.Integer(), nullable=False),
        sa.Column("geldig_tot", Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["versie_id"], ["arrangementversie.id"], name=op.f("fk_arrangementcode_versie_id")),
        sa.PrimaryKeyConstraint("hash", name=op.f("pk_arrangementcode")),
    )
    op.create_index(op.f("ix_arrangementcode_versie_id"), "arrangementcode", ["versie_id"])
    op.create_index(op.f("ix_arrangementcode_geldig_tot"), "arrangementcode", ["geldig_tot"])
