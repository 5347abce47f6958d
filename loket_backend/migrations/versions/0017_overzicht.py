"""Overzicht: zoeken op de dag"""

from __future__ import annotations

from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index(op.f("ix_gesprek_geopend_op"), "gesprek", ["geopend_op"])
    op.create_index(op.f("ix_gesprek_statuswissel_op"), "gesprek_statuswissel", ["op"])
    op.create_index(op.f("ix_crisismelding_op"), "crisismelding", ["op"])
