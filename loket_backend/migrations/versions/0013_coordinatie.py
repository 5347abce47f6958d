"""Coördinatie: controle, waarneming en de regels voor toewijzing"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from loket_backend.db import Moment, Versleuteld

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("toewijzing", sa.Column("toelichting", Versleuteld(), nullable=True))
    op.create_table(
        "controle",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("kenmerk", sa.String(length=16), nullable=False),
        sa.Column("uitkomst", sa.String(length=16), nullable=False),
        sa.Column("punten", sa.JSON(), nullable=False),
        sa.Column("opmerking", Versleuteld(), nullable=True),
        sa.Column("door", sa.String(length=40), nullable=False),
        sa.Column("op", Moment(timezone=True), nullable=False),
        sa.Column("antwoord", Versleuteld(), nullable=True),
        sa.Column("beantwoord_door", sa.String(length=40), nullable=True),
        sa.Column("beantwoord_op", Moment(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["kenmerk"], ["intake.kenmerk"], name=op.f("fk_controle_kenmerk")),
        sa.ForeignKeyConstraint(["door"], ["medewerker.id"], name=op.f("fk_controle_door")),
        sa.ForeignKeyConstraint(["beantwoord_door"], ["medewerker.id"], name=op.f("fk_controle_beantwoord_door")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_controle")),
    )
    op.create_index(op.f("ix_controle_kenmerk"), "controle", ["kenmerk"])
    op.create_table(
        "waarneming",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("medewerker_id", sa.String(length=40), nullable=False),
        sa.Column("waarnemer_id", sa.String(length=40), nullable=False),
        sa.Column("van", sa.Date(), nullable=False),
        sa.Column("tot", sa.Date(), nullable=False),
        sa.Column("door", sa.String(length=40), nullable=False),
        sa.Column("op", Moment(timezone=True), nullable=False),
        sa.Column("begonnen_op", Moment(timezone=True), nullable=True),
        sa.Column("geeindigd_op", Moment(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["medewerker_id"], ["medewerker.id"], name=op.f("fk_waarneming_medewerker_id")),
        sa.ForeignKeyConstraint(["waarnemer_id"], ["medewerker.id"], name=op.f("fk_waarneming_waarnemer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_waarneming")),
    )
    op.create_table(
        "waargenomen",
        sa.Column("waarneming_id", sa.Integer(), nullable=False),
        sa.Column("kenmerk", sa.String(length=16), nullable=False),
        sa.ForeignKeyConstraint(["waarneming_id"], ["waarneming.id"], name=op.f("fk_waargenomen_waarneming_id")),
        sa.ForeignKeyConstraint(["kenmerk"], ["intake.kenmerk"], name=op.f("fk_waargenomen_kenmerk")),
        sa.PrimaryKeyConstraint("waarneming_id", "kenmerk", name=op.f("pk_waargenomen")),
    )
    op.create_table(
        "toewijsregels",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("inhoud", sa.JSON(), nullable=False),
        sa.Column("door", sa.String(length=40), nullable=False),
        sa.Column("op", Moment(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_toewijsregels")),
    )
