"""Mensen nemen over"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

import loket_backend.db

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Plain ADD COLUMN, never a table made anew: SQLite would drop the old one with everything that refers to it.
    op.add_column(
        "gesprek",
        sa.Column(
            "status_sinds", loket_backend.db.Moment(timezone=True), server_default="1970-01-01 00:00:00", nullable=False
        ),
    )
    for kolom, naar in (
        ("medewerker_id", "medewerker"),
        ("voor_medewerker_id", "medewerker"),
        ("voor_wijk_id", "wijk"),
    ):
        _verwijzing("gesprek", kolom, naar)
    for kolom in ("gezien_inwoner", "gezien_medewerker"):
        op.add_column("gesprek", sa.Column(kolom, sa.Integer(), server_default="0", nullable=False))
    op.create_index(op.f("ix_gesprek_medewerker_id"), "gesprek", ["medewerker_id"])
    # the last change of hands, or the opening where there was none
    op.execute(
        "UPDATE gesprek SET status_sinds = COALESCE("
        "(SELECT MAX(w.op) FROM gesprek_statuswissel w WHERE w.gesprek_id = gesprek.id), geopend_op)"
    )
    _verwijzing("bericht", "medewerker_id", "medewerker")
    op.create_table(
        "gesprek_notitie",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("gesprek_id", sa.String(length=40), nullable=False),
        sa.Column("medewerker_id", sa.String(length=40), nullable=False),
        sa.Column("tekst", loket_backend.db.Versleuteld(), nullable=False),
        sa.Column("op", loket_backend.db.Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["gesprek_id"], ["gesprek.id"], name=op.f("fk_gesprek_notitie_gesprek_id")),
        sa.ForeignKeyConstraint(["medewerker_id"], ["medewerker.id"], name=op.f("fk_gesprek_notitie_medewerker_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gesprek_notitie")),
    )
    op.create_index(op.f("ix_gesprek_notitie_gesprek_id"), "gesprek_notitie", ["gesprek_id"])


def _verwijzing(tabel: str, kolom: str, naar: str) -> None:
    sleutel = sa.ForeignKey(f"{naar}.id", name=op.f(f"fk_{tabel}_{kolom}"))
    op.add_column(tabel, sa.Column(kolom, sa.String(length=40), sleutel, nullable=True), inline_references=True)
