"""Snelheid: zoeken op de dag waarop hulp begint, en het kasboek per dossier"""

from __future__ import annotations

from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_arrangementregel_begint_op", "arrangementregel", ["begint_op"])
    op.create_index("ix_budgetboeking_dossier", "budgetboeking", ["budget_id", "kenmerk", "op", "soort"])
