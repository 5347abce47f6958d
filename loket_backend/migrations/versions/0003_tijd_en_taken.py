"""Tijd en taken"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

import loket_backend.db

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "wektijd",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("gesprek_id", sa.String(length=40), nullable=False),
        sa.Column("soort", sa.String(length=24), nullable=False),
        sa.Column("over", sa.Integer(), nullable=True),
        sa.Column("op", loket_backend.db.Moment(timezone=True), nullable=False),
        sa.Column("duur", sa.Integer(), nullable=False),
        sa.Column("gedaan_op", loket_backend.db.Moment(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["gesprek_id"], ["gesprek.id"], name=op.f("fk_wektijd_gesprek_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wektijd")),
    )
    op.create_index(op.f("ix_wektijd_gesprek_id"), "wektijd", ["gesprek_id"])
    _open_index("ix_wektijd_open", "wektijd", ["op"], uniek=False)
    op.create_table(
        "taak",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("gesprek_id", sa.String(length=40), nullable=False),
        sa.Column("soort", sa.String(length=24), nullable=False),
        sa.Column("gegevens", loket_backend.db.VersleuteldJson(), nullable=False),
        sa.Column("ontstaan_op", loket_backend.db.Moment(timezone=True), nullable=False),
        sa.Column("gedaan_op", loket_backend.db.Moment(timezone=True), nullable=True),
        sa.Column("gedaan_door", sa.String(length=40), nullable=True),
        sa.ForeignKeyConstraint(["gesprek_id"], ["gesprek.id"], name=op.f("fk_taak_gesprek_id")),
        sa.ForeignKeyConstraint(["gedaan_door"], ["medewerker.id"], name=op.f("fk_taak_gedaan_door")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_taak")),
    )
    op.create_index(op.f("ix_taak_gesprek_id"), "taak", ["gesprek_id"])
    _open_index("uq_taak_open", "taak", ["gesprek_id", "soort"], uniek=True)
    op.add_column("gesprek", sa.Column("opgeschaald_op", loket_backend.db.Moment(timezone=True), nullable=True))
    op.add_column("crisismelding", sa.Column("herhaald", sa.Integer(), server_default="0", nullable=False))
    op.add_column("crisismelding", sa.Column("herhaald_op", loket_backend.db.Moment(timezone=True), nullable=True))
    # what already waited when the loket was brought up to date is watched from now on
    op.execute(_wektijd_van_alarmen())


def _open_index(naam: str, tabel: str, kolommen: list[str], *, uniek: bool) -> None:
    """Over what is not done yet only: small, however long the loket runs."""
    nog_open = sa.text("gedaan_op IS NULL")
    op.create_index(naam, tabel, kolommen, unique=uniek, sqlite_where=nog_open, postgresql_where=nog_open)


def _wektijd_van_alarmen() -> str:
    return (
        "INSERT INTO wektijd (gesprek_id, soort, over, op, duur) "
        "SELECT gesprek_id, 'crisis', id, op, 120 FROM crisismelding WHERE bevestigd_door IS NULL"
    )
