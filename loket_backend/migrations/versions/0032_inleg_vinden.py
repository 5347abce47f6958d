"""Snelheid: wat er is ingelegd tussen wat er is toegezegd en betaald"""

from __future__ import annotations

from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_budgetboeking_soort", "budgetboeking", ["soort", "budget_id"])
