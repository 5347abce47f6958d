"""Medewerkers vullen in"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

import loket_backend.db

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "invulling",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("gesprek_id", sa.String(length=40), nullable=False),
        sa.Column("volgnummer", sa.Integer(), nullable=False),
        sa.Column("veld", sa.String(length=32), nullable=False),
        sa.Column("waarde", loket_backend.db.VersleuteldJson(), nullable=True),
        sa.Column("medewerker_id", sa.String(length=40), nullable=False),
        sa.Column("op", loket_backend.db.Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["gesprek_id"], ["gesprek.id"], name=op.f("fk_invulling_gesprek_id")),
        sa.ForeignKeyConstraint(["medewerker_id"], ["medewerker.id"], name=op.f("fk_invulling_medewerker_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invulling")),
    )
    op.create_index(op.f("ix_invulling_gesprek_id"), "invulling", ["gesprek_id"])
    sleutel = sa.ForeignKey("medewerker.id", name=op.f("fk_uitspraak_medewerker_id"))
    op.add_column(
        "uitspraak", sa.Column("medewerker_id", sa.String(length=40), sleutel, nullable=True), inline_references=True
    )
