"""Termijnen: aanvraag en besluit, en het dagoverzicht"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from loket_backend.db import Moment

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "termijnfeit",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("kenmerk", sa.String(length=16), nullable=False),
        sa.Column("soort", sa.String(length=16), nullable=False),
        sa.Column("dag", sa.Date(), nullable=True),
        sa.Column("door", sa.String(length=40), nullable=False),
        sa.Column("op", Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["kenmerk"], ["intake.kenmerk"], name=op.f("fk_termijnfeit_kenmerk")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_termijnfeit")),
    )
    op.create_index(op.f("ix_termijnfeit_kenmerk"), "termijnfeit", ["kenmerk"])
    op.create_table(
        "dagoverzicht",
        sa.Column("medewerker_id", sa.String(length=40), nullable=False),
        sa.Column("dag", sa.Date(), nullable=False),
        sa.Column("inhoud", sa.JSON(), nullable=False),
        sa.Column("gemaakt_op", Moment(timezone=True), nullable=False),
        sa.Column("gelezen_op", Moment(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["medewerker_id"], ["medewerker.id"], name=op.f("fk_dagoverzicht_medewerker_id")),
        sa.PrimaryKeyConstraint("medewerker_id", "dag", name=op.f("pk_dagoverzicht")),
    )
