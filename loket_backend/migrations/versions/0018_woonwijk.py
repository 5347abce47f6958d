"""Waar een wijk ligt, in welke wijk een inwoner zegt te wonen, en uit welk bericht iets is ingevuld"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

import loket_backend.db

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("wijk", sa.Column("breedte", sa.Float(), nullable=True))
    op.add_column("wijk", sa.Column("lengte", sa.Float(), nullable=True))
    op.add_column("wijk", sa.Column("straal", sa.Integer(), nullable=True))
    op.add_column("invulling", sa.Column("bron", sa.Integer(), nullable=True))
    op.create_table(
        "woonwijk",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("gesprek_id", sa.String(length=40), nullable=False),
        sa.Column("wijk_id", sa.String(length=40), nullable=False),
        sa.Column("op", loket_backend.db.Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["gesprek_id"], ["gesprek.id"], name=op.f("fk_woonwijk_gesprek_id")),
        sa.ForeignKeyConstraint(["wijk_id"], ["wijk.id"], name=op.f("fk_woonwijk_wijk_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_woonwijk")),
    )
    op.create_index(op.f("ix_woonwijk_gesprek_id"), "woonwijk", ["gesprek_id"])
