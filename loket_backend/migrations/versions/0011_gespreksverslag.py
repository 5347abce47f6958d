"""Het gespreksverslag, wat de inwoner ervan vindt, en de bevestiging van de melding"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from loket_backend.db import Moment, Versleuteld, VersleuteldJson

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "gespreksverslag",
        sa.Column("kenmerk", sa.String(length=16), nullable=False),
        sa.Column("stand", sa.String(length=24), nullable=False),
        sa.Column("stand_sinds", Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["kenmerk"], ["intake.kenmerk"], name=op.f("fk_gespreksverslag_kenmerk")),
        sa.PrimaryKeyConstraint("kenmerk", name=op.f("pk_gespreksverslag")),
    )
    _verslagversie()
    _verslagstap()
    _verslagreactie()
    _leescode()
    _bevestigingspost()


def _verslagversie() -> None:
    op.create_table(
        "verslagversie",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("kenmerk", sa.String(length=16), nullable=False),
        sa.Column("nummer", sa.Integer(), nullable=False),
        sa.Column("delen", VersleuteldJson(), nullable=False),
        sa.Column("ronde", sa.Integer(), nullable=True),
        sa.Column("blad", VersleuteldJson(), nullable=True),
        sa.Column("hash", sa.String(length=64), nullable=True),
        sa.Column("weg", sa.String(length=12), nullable=True),
        sa.Column("medewerker_id", sa.String(length=40), nullable=False),
        sa.Column("op", Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["kenmerk"], ["gespreksverslag.kenmerk"], name=op.f("fk_verslagversie_kenmerk")),
        sa.ForeignKeyConstraint(["medewerker_id"], ["medewerker.id"], name=op.f("fk_verslagversie_medewerker_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_verslagversie")),
        sa.UniqueConstraint("kenmerk", "nummer", name=op.f("uq_verslagversie_kenmerk_nummer")),
        sa.UniqueConstraint("kenmerk", "ronde", name=op.f("uq_verslagversie_kenmerk_ronde")),
    )
    op.create_index(op.f("ix_verslagversie_kenmerk"), "verslagversie", ["kenmerk"])


def _verslagstap() -> None:
    op.create_table(
        "verslagstap",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("kenmerk", sa.String(length=16), nullable=False),
        sa.Column("van", sa.String(length=24), nullable=False),
        sa.Column("naar", sa.String(length=24), nullable=False),
        sa.Column("ronde", sa.Integer(), nullable=False),
        sa.Column("weg", sa.String(length=12), nullable=False),
        sa.Column("reden", Versleuteld(), nullable=True),
        sa.Column("door", sa.String(length=40), nullable=False),
        sa.Column("op", Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["kenmerk"], ["gespreksverslag.kenmerk"], name=op.f("fk_verslagstap_kenmerk")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_verslagstap")),
    )
    op.create_index(op.f("ix_verslagstap_kenmerk"), "verslagstap", ["kenmerk"])


def _verslagreactie() -> None:
    op.create_table(
        "verslagreactie",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("kenmerk", sa.String(length=16), nullable=False),
        sa.Column("versie_id", sa.Integer(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("soort", sa.String(length=24), nullable=False),
        sa.Column("tekst", Versleuteld(), nullable=False),
        sa.Column("weg", sa.String(length=12), nullable=False),
        sa.Column("volgnummer", sa.Integer(), nullable=True),
        sa.Column("door", sa.String(length=40), nullable=False),
        sa.Column("op", Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["kenmerk"], ["gespreksverslag.kenmerk"], name=op.f("fk_verslagreactie_kenmerk")),
        sa.ForeignKeyConstraint(["versie_id"], ["verslagversie.id"], name=op.f("fk_verslagreactie_versie_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_verslagreactie")),
    )
    op.create_index(op.f("ix_verslagreactie_kenmerk"), "verslagreactie", ["kenmerk"])


def _leescode() -> None:
    op.create_table(
        "leescode",
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("kenmerk", sa.String(length=16), nullable=False),
        sa.Column("versie_id", sa.Integer(), nullable=True),
        sa.Column("geldig_tot", Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["kenmerk"], ["intake.kenmerk"], name=op.f("fk_leescode_kenmerk")),
        sa.ForeignKeyConstraint(["versie_id"], ["verslagversie.id"], name=op.f("fk_leescode_versie_id")),
        sa.PrimaryKeyConstraint("hash", name=op.f("pk_leescode")),
    )
    op.create_index(op.f("ix_leescode_kenmerk"), "leescode", ["kenmerk"])
    op.create_index(op.f("ix_leescode_geldig_tot"), "leescode", ["geldig_tot"])


def _bevestigingspost() -> None:
    op.create_table(
        "bevestigingspost",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("kenmerk", sa.String(length=16), nullable=False),
        sa.Column("verstuurd_op", sa.Date(), nullable=False),
        sa.Column("medewerker_id", sa.String(length=40), nullable=False),
        sa.Column("op", Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["kenmerk"], ["intake.kenmerk"], name=op.f("fk_bevestigingspost_kenmerk")),
        sa.ForeignKeyConstraint(["medewerker_id"], ["medewerker.id"], name=op.f("fk_bevestigingspost_medewerker_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bevestigingspost")),
    )
    op.create_index(op.f("ix_bevestigingspost_kenmerk"), "bevestigingspost", ["kenmerk"])
