"""Twee sporen, toestemming, buurtteams en casusoverleg"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from loket_backend.db import Moment, Versleuteld

revision = "0027"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _spoor()
    _spoorstap()
    _overdracht()
    _toestemming()
    _buurtteam()
    _buurtteam_wijk()
    _teamlid()
    _casusoverleg()
    _casusdeelnemer()
    _casusbijdrage()


def _spoor() -> None:
    op.create_table(
        "spoor",
        sa.Column("kenmerk", sa.String(length=16), nullable=False),
        sa.Column("stand", sa.String(length=16), nullable=False),
        sa.Column("stand_sinds", Moment(timezone=True), nullable=False),
        sa.Column("consulent_id", sa.String(length=40), nullable=True),
        sa.ForeignKeyConstraint(["consulent_id"], ["medewerker.id"], name=op.f("fk_spoor_consulent_id")),
        sa.ForeignKeyConstraint(["kenmerk"], ["intake.kenmerk"], name=op.f("fk_spoor_kenmerk")),
        sa.PrimaryKeyConstraint("kenmerk", name=op.f("pk_spoor")),
    )
    op.create_index(op.f("ix_spoor_consulent_id"), "spoor", ["consulent_id"], unique=False)


def _spoorstap() -> None:
    op.create_table(
        "spoorstap",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("kenmerk", sa.String(length=16), nullable=False),
        sa.Column("gebeurtenis", sa.String(length=16), nullable=False),
        sa.Column("van", sa.String(length=16), nullable=True),
        sa.Column("naar", sa.String(length=16), nullable=False),
        sa.Column("reden", Versleuteld(), nullable=True),
        sa.Column("door", sa.String(length=40), nullable=False),
        sa.Column("op", Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["kenmerk"], ["spoor.kenmerk"], name=op.f("fk_spoorstap_kenmerk")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_spoorstap")),
    )
    op.create_index(op.f("ix_spoorstap_kenmerk"), "spoorstap", ["kenmerk"], unique=False)


def _overdracht() -> None:
    op.create_table(
        "overdracht",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("kenmerk", sa.String(length=16), nullable=False),
        sa.Column("van", sa.String(length=40), nullable=False),
        sa.Column("naar", sa.String(length=40), nullable=False),
        sa.Column("reden", sa.String(length=24), nullable=False),
        sa.Column("toelichting", Versleuteld(), nullable=False),
        sa.Column("mee", sa.JSON(), nullable=False),
        sa.Column("op", Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["kenmerk"], ["intake.kenmerk"], name=op.f("fk_overdracht_kenmerk")),
        sa.ForeignKeyConstraint(["naar"], ["medewerker.id"], name=op.f("fk_overdracht_naar")),
        sa.ForeignKeyConstraint(["van"], ["medewerker.id"], name=op.f("fk_overdracht_van")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_overdracht")),
    )
    op.create_index(op.f("ix_overdracht_kenmerk"), "overdracht", ["kenmerk"], unique=False)


def _toestemming() -> None:
    op.create_table(
        "toestemming",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("kenmerk", sa.String(length=16), nullable=False),
        sa.Column("partij", sa.String(length=24), nullable=False),
        sa.Column("geeft", sa.Boolean(), nullable=False),
        sa.Column("via", sa.String(length=12), nullable=False),
        sa.Column("volgnummer", sa.Integer(), nullable=True),
        sa.Column("toelichting", Versleuteld(), nullable=True),
        sa.Column("door", sa.String(length=40), nullable=False),
        sa.Column("op", Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["kenmerk"], ["intake.kenmerk"], name=op.f("fk_toestemming_kenmerk")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_toestemming")),
    )
    op.create_index(op.f("ix_toestemming_kenmerk"), "toestemming", ["kenmerk"], unique=False)


def _buurtteam() -> None:
    op.create_table(
        "buurtteam",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("naam", sa.String(length=80), nullable=False),
        sa.Column("actief", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_buurtteam")),
    )


def _buurtteam_wijk() -> None:
    op.create_table(
        "buurtteam_wijk",
        sa.Column("team_id", sa.String(length=40), nullable=False),
        sa.Column("wijk_id", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(["team_id"], ["buurtteam.id"], name=op.f("fk_buurtteam_wijk_team_id")),
        sa.ForeignKeyConstraint(["wijk_id"], ["wijk.id"], name=op.f("fk_buurtteam_wijk_wijk_id")),
        sa.PrimaryKeyConstraint("team_id", "wijk_id", name=op.f("pk_buurtteam_wijk")),
    )
    op.create_index(op.f("ix_buurtteam_wijk_wijk_id"), "buurtteam_wijk", ["wijk_id"], unique=False)


def _teamlid() -> None:
    op.create_table(
        "teamlid",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("team_id", sa.String(length=40), nullable=False),
        sa.Column("medewerker_id", sa.String(length=40), nullable=False),
        sa.Column("discipline", sa.String(length=24), nullable=False),
        sa.Column("partij", sa.String(length=24), nullable=True),
        sa.Column("van", Moment(timezone=True), nullable=False),
        sa.Column("tot", Moment(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["medewerker_id"], ["medewerker.id"], name=op.f("fk_teamlid_medewerker_id")),
        sa.ForeignKeyConstraint(["team_id"], ["buurtteam.id"], name=op.f("fk_teamlid_team_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_teamlid")),
    )
    op.create_index(op.f("ix_teamlid_medewerker_id"), "teamlid", ["medewerker_id"], unique=False)
    nog = sa.text("tot IS NULL")
    op.create_index(
        "uq_teamlid_nu", "teamlid", ["team_id", "medewerker_id"], unique=True, sqlite_where=nog, postgresql_where=nog
    )


def _casusoverleg() -> None:
    op.create_table(
        "casusoverleg",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("kenmerk", sa.String(length=16), nullable=False),
        sa.Column("team_id", sa.String(length=40), nullable=False),
        sa.Column("dag", sa.Date(), nullable=False),
        sa.Column("vraag", Versleuteld(), nullable=False),
        sa.Column("deelt", sa.JSON(), nullable=False),
        sa.Column("door", sa.String(length=40), nullable=False),
        sa.Column("op", Moment(timezone=True), nullable=False),
        sa.Column("gesloten_op", Moment(timezone=True), nullable=True),
        sa.Column("gesloten_door", sa.String(length=40), nullable=True),
        sa.ForeignKeyConstraint(["door"], ["medewerker.id"], name=op.f("fk_casusoverleg_door")),
        sa.ForeignKeyConstraint(["gesloten_door"], ["medewerker.id"], name=op.f("fk_casusoverleg_gesloten_door")),
        sa.ForeignKeyConstraint(["kenmerk"], ["intake.kenmerk"], name=op.f("fk_casusoverleg_kenmerk")),
        sa.ForeignKeyConstraint(["team_id"], ["buurtteam.id"], name=op.f("fk_casusoverleg_team_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_casusoverleg")),
    )
    op.create_index(op.f("ix_casusoverleg_kenmerk"), "casusoverleg", ["kenmerk"], unique=False)
    op.create_index(op.f("ix_casusoverleg_team_id"), "casusoverleg", ["team_id"], unique=False)


def _casusdeelnemer() -> None:
    op.create_table(
        "casusdeelnemer",
        sa.Column("overleg_id", sa.Integer(), nullable=False),
        sa.Column("medewerker_id", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(["medewerker_id"], ["medewerker.id"], name=op.f("fk_casusdeelnemer_medewerker_id")),
        sa.ForeignKeyConstraint(["overleg_id"], ["casusoverleg.id"], name=op.f("fk_casusdeelnemer_overleg_id")),
        sa.PrimaryKeyConstraint("overleg_id", "medewerker_id", name=op.f("pk_casusdeelnemer")),
    )
    op.create_index(op.f("ix_casusdeelnemer_medewerker_id"), "casusdeelnemer", ["medewerker_id"], unique=False)


def _casusbijdrage() -> None:
    op.create_table(
        "casusbijdrage",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("overleg_id", sa.Integer(), nullable=False),
        sa.Column("medewerker_id", sa.String(length=40), nullable=False),
        sa.Column("partij", sa.String(length=24), nullable=True),
        sa.Column("soort", sa.String(length=12), nullable=False),
        sa.Column("tekst", Versleuteld(), nullable=False),
        sa.Column("op", Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["medewerker_id"], ["medewerker.id"], name=op.f("fk_casusbijdrage_medewerker_id")),
        sa.ForeignKeyConstraint(["overleg_id"], ["casusoverleg.id"], name=op.f("fk_casusbijdrage_overleg_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_casusbijdrage")),
    )
    op.create_index(op.f("ix_casusbijdrage_overleg_id"), "casusbijdrage", ["overleg_id"], unique=False)
