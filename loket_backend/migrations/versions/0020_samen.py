"""Partijen, aanbod, arrangement, wijkbudget, wat het hielp, besluiten en bezwaren"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from loket_backend.db import Moment, Versleuteld, VersleuteldJson

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _partij()
    _aanbod()
    _wijkbudget()
    _aanbod_leefgebied()
    _aanbod_wijk()
    _arrangement()
    _besluit()
    _bezwaar()
    _budgetboeking()
    _arrangementstap()
    _arrangementversie()
    _arrangementreactie()
    _arrangementregel()
    _evaluatie()
    _vermeden()


def _partij() -> None:
    op.create_table(
        "partij",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("naam", sa.String(length=80), nullable=False),
        sa.Column("soort", sa.String(length=20), nullable=False),
        sa.Column("betaalt_voor", sa.JSON(), nullable=False),
        sa.Column("levert", sa.Boolean(), nullable=False),
        sa.Column("actief", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_partij")),
    )


def _aanbod() -> None:
    op.create_table(
        "aanbod",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("naam", sa.String(length=120), nullable=False),
        sa.Column("omschrijving", sa.Text(), nullable=False),
        sa.Column("vorm", sa.String(length=12), nullable=False),
        sa.Column("bekostiging", sa.String(length=12), nullable=False),
        sa.Column("partij_id", sa.String(length=40), nullable=True),
        sa.Column("plekken", sa.Integer(), nullable=True),
        sa.Column("bezet", sa.Integer(), nullable=False),
        sa.Column("voorwaarden", sa.Text(), nullable=False),
        sa.Column("alleen_leden", sa.Boolean(), nullable=False),
        sa.Column("contact", sa.String(length=120), nullable=False),
        sa.Column("telefoon", sa.String(length=32), nullable=False),
        sa.Column("mail", sa.String(length=120), nullable=False),
        sa.Column("website", sa.String(length=300), nullable=False),
        sa.Column("kosten_jaar", sa.Integer(), nullable=True),
        sa.Column("gecontroleerd_op", sa.Date(), nullable=True),
        sa.Column("actief", sa.Boolean(), nullable=False),
        sa.Column("gewijzigd_op", Moment(timezone=True), nullable=False),
        sa.CheckConstraint("plekken IS NULL OR (bezet >= 0 AND bezet <= plekken)", name=op.f("ck_aanbod_bezet")),
        sa.ForeignKeyConstraint(["partij_id"], ["partij.id"], name=op.f("fk_aanbod_partij_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_aanbod")),
    )
    op.create_index("ix_aanbod_actief_vorm", "aanbod", ["actief", "vorm", "naam"], unique=False)
    op.create_index(op.f("ix_aanbod_gecontroleerd_op"), "aanbod", ["gecontroleerd_op"], unique=False)
    op.create_index(op.f("ix_aanbod_partij_id"), "aanbod", ["partij_id"], unique=False)


def _wijkbudget() -> None:
    op.create_table(
        "wijkbudget",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("wijk_id", sa.String(length=40), nullable=False),
        sa.Column("jaar", sa.Integer(), nullable=False),
        sa.Column("totaal", sa.BigInteger(), nullable=False),
        sa.Column("toegezegd", sa.BigInteger(), nullable=False),
        sa.Column("gerealiseerd", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("gerealiseerd >= 0", name=op.f("ck_wijkbudget_gerealiseerd")),
        sa.CheckConstraint(
            "totaal >= 0 AND toegezegd >= 0 AND toegezegd <= totaal", name=op.f("ck_wijkbudget_niet_overtrokken")
        ),
        sa.ForeignKeyConstraint(["wijk_id"], ["wijk.id"], name=op.f("fk_wijkbudget_wijk_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wijkbudget")),
        sa.UniqueConstraint("wijk_id", "jaar", name=op.f("uq_wijkbudget_wijk_id_jaar")),
    )


def _aanbod_leefgebied() -> None:
    op.create_table(
        "aanbod_leefgebied",
        sa.Column("aanbod_id", sa.String(length=40), nullable=False),
        sa.Column("leefgebied", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(["aanbod_id"], ["aanbod.id"], name=op.f("fk_aanbod_leefgebied_aanbod_id")),
        sa.PrimaryKeyConstraint("aanbod_id", "leefgebied", name=op.f("pk_aanbod_leefgebied")),
    )
    op.create_index("ix_aanbod_leefgebied_leefgebied", "aanbod_leefgebied", ["leefgebied", "aanbod_id"], unique=False)


def _aanbod_wijk() -> None:
    op.create_table(
        "aanbod_wijk",
        sa.Column("aanbod_id", sa.String(length=40), nullable=False),
        sa.Column("wijk_id", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(["aanbod_id"], ["aanbod.id"], name=op.f("fk_aanbod_wijk_aanbod_id")),
        sa.ForeignKeyConstraint(["wijk_id"], ["wijk.id"], name=op.f("fk_aanbod_wijk_wijk_id")),
        sa.PrimaryKeyConstraint("aanbod_id", "wijk_id", name=op.f("pk_aanbod_wijk")),
    )
    op.create_index(op.f("ix_aanbod_wijk_wijk_id"), "aanbod_wijk", ["wijk_id"], unique=False)


def _arrangement() -> None:
    op.create_table(
        "arrangement",
        sa.Column("kenmerk", sa.String(length=16), nullable=False),
        sa.Column("stand", sa.String(length=24), nullable=False),
        sa.Column("stand_sinds", Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["kenmerk"], ["intake.kenmerk"], name=op.f("fk_arrangement_kenmerk")),
        sa.PrimaryKeyConstraint("kenmerk", name=op.f("pk_arrangement")),
    )


def _besluit() -> None:
    op.create_table(
        "besluit",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("kenmerk", sa.String(length=16), nullable=False),
        sa.Column("aanvraag_op", sa.Date(), nullable=False),
        sa.Column("besluit_op", sa.Date(), nullable=False),
        sa.Column("uitkomst", sa.String(length=12), nullable=False),
        sa.Column("vorm", sa.String(length=8), nullable=True),
        sa.Column("eigen_bijdrage", sa.Boolean(), nullable=False),
        sa.Column("toelichting", Versleuteld(), nullable=True),
        sa.Column("door", sa.String(length=40), nullable=False),
        sa.Column("op", Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["kenmerk"], ["intake.kenmerk"], name=op.f("fk_besluit_kenmerk")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_besluit")),
    )
    op.create_index(op.f("ix_besluit_besluit_op"), "besluit", ["besluit_op"], unique=False)
    op.create_index(op.f("ix_besluit_kenmerk"), "besluit", ["kenmerk"], unique=False)


def _bezwaar() -> None:
    op.create_table(
        "bezwaar",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("kenmerk", sa.String(length=16), nullable=False),
        sa.Column("soort", sa.String(length=8), nullable=False),
        sa.Column("ontvangen_op", sa.Date(), nullable=False),
        sa.Column("klaar_op", sa.Date(), nullable=True),
        sa.Column("uitkomst", sa.String(length=16), nullable=True),
        sa.Column("toelichting", Versleuteld(), nullable=True),
        sa.Column("door", sa.String(length=40), nullable=False),
        sa.Column("op", Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["kenmerk"], ["intake.kenmerk"], name=op.f("fk_bezwaar_kenmerk")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bezwaar")),
    )
    op.create_index(op.f("ix_bezwaar_kenmerk"), "bezwaar", ["kenmerk"], unique=False)
    op.create_index("ix_bezwaar_ontvangen_op", "bezwaar", ["ontvangen_op"], unique=False)


def _budgetboeking() -> None:
    op.create_table(
        "budgetboeking",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("budget_id", sa.Integer(), nullable=False),
        sa.Column("soort", sa.String(length=12), nullable=False),
        sa.Column("bedrag", sa.BigInteger(), nullable=False),
        sa.Column("partij_id", sa.String(length=40), nullable=True),
        sa.Column("kenmerk", sa.String(length=16), nullable=True),
        sa.Column("regel", sa.String(length=32), nullable=True),
        sa.Column("toelichting", Versleuteld(), nullable=True),
        sa.Column("door", sa.String(length=40), nullable=False),
        sa.Column("op", Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["budget_id"], ["wijkbudget.id"], name=op.f("fk_budgetboeking_budget_id")),
        sa.ForeignKeyConstraint(["kenmerk"], ["intake.kenmerk"], name=op.f("fk_budgetboeking_kenmerk")),
        sa.ForeignKeyConstraint(["partij_id"], ["partij.id"], name=op.f("fk_budgetboeking_partij_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_budgetboeking")),
    )
    op.create_index(op.f("ix_budgetboeking_kenmerk"), "budgetboeking", ["kenmerk"], unique=False)
    op.create_index("ix_budgetboeking_op", "budgetboeking", ["budget_id", "op"], unique=False)
    op.create_index(op.f("ix_budgetboeking_partij_id"), "budgetboeking", ["partij_id"], unique=False)
    op.create_index("ix_budgetboeking_regel", "budgetboeking", ["regel", "budget_id"], unique=False)


def _arrangementstap() -> None:
    op.create_table(
        "arrangementstap",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("kenmerk", sa.String(length=16), nullable=False),
        sa.Column("van", sa.String(length=24), nullable=False),
        sa.Column("naar", sa.String(length=24), nullable=False),
        sa.Column("ronde", sa.Integer(), nullable=False),
        sa.Column("weg", sa.String(length=12), nullable=False),
        sa.Column("reden", Versleuteld(), nullable=True),
        sa.Column("door", sa.String(length=40), nullable=False),
        sa.Column("op", Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["kenmerk"], ["arrangement.kenmerk"], name=op.f("fk_arrangementstap_kenmerk")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_arrangementstap")),
    )
    op.create_index(op.f("ix_arrangementstap_kenmerk"), "arrangementstap", ["kenmerk"], unique=False)


def _arrangementversie() -> None:
    op.create_table(
        "arrangementversie",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("kenmerk", sa.String(length=16), nullable=False),
        sa.Column("nummer", sa.Integer(), nullable=False),
        sa.Column("ronde", sa.Integer(), nullable=True),
        sa.Column("blad", VersleuteldJson(), nullable=True),
        sa.Column("hash", sa.String(length=64), nullable=True),
        sa.Column("weg", sa.String(length=12), nullable=True),
        sa.Column("akkoord_door", sa.String(length=40), nullable=True),
        sa.Column("akkoord_op", Moment(timezone=True), nullable=True),
        sa.Column("medewerker_id", sa.String(length=40), nullable=False),
        sa.Column("op", Moment(timezone=True), nullable=False),
        sa.Column("geldt_vanaf", Moment(timezone=True), nullable=True),
        sa.Column("geldt_tot", Moment(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["akkoord_door"], ["medewerker.id"], name=op.f("fk_arrangementversie_akkoord_door")),
        sa.ForeignKeyConstraint(["kenmerk"], ["arrangement.kenmerk"], name=op.f("fk_arrangementversie_kenmerk")),
        sa.ForeignKeyConstraint(["medewerker_id"], ["medewerker.id"], name=op.f("fk_arrangementversie_medewerker_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_arrangementversie")),
        sa.UniqueConstraint("kenmerk", "nummer", name=op.f("uq_arrangementversie_kenmerk_nummer")),
        sa.UniqueConstraint("kenmerk", "ronde", name=op.f("uq_arrangementversie_kenmerk_ronde")),
    )
    op.create_index(
        "ix_arrangementversie_geldt",
        "arrangementversie",
        ["kenmerk"],
        unique=True,
        sqlite_where=sa.text("geldt_vanaf IS NOT NULL AND geldt_tot IS NULL"),
        postgresql_where=sa.text("geldt_vanaf IS NOT NULL AND geldt_tot IS NULL"),
    )
    op.create_index("ix_arrangementversie_geldt_vanaf", "arrangementversie", ["geldt_vanaf", "geldt_tot"], unique=False)
    op.create_index(op.f("ix_arrangementversie_kenmerk"), "arrangementversie", ["kenmerk"], unique=False)


def _arrangementreactie() -> None:
    op.create_table(
        "arrangementreactie",
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
        sa.ForeignKeyConstraint(["kenmerk"], ["arrangement.kenmerk"], name=op.f("fk_arrangementreactie_kenmerk")),
        sa.ForeignKeyConstraint(["versie_id"], ["arrangementversie.id"], name=op.f("fk_arrangementreactie_versie_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_arrangementreactie")),
    )
    op.create_index(op.f("ix_arrangementreactie_kenmerk"), "arrangementreactie", ["kenmerk"], unique=False)


def _arrangementregel() -> None:
    op.create_table(
        "arrangementregel",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("versie_id", sa.Integer(), nullable=False),
        sa.Column("kenmerk", sa.String(length=16), nullable=False),
        sa.Column("sleutel", sa.String(length=32), nullable=False),
        sa.Column("volgorde", sa.Integer(), nullable=False),
        sa.Column("leefgebied", sa.String(length=20), nullable=False),
        sa.Column("vorm", sa.String(length=12), nullable=False),
        sa.Column("bekostiging", sa.String(length=12), nullable=False),
        sa.Column("aanbod_id", sa.String(length=40), nullable=True),
        sa.Column("partij_id", sa.String(length=40), nullable=True),
        sa.Column("wat", Versleuteld(), nullable=False),
        sa.Column("doel", Versleuteld(), nullable=False),
        sa.Column("door_wie", Versleuteld(), nullable=True),
        sa.Column("keer", sa.Integer(), nullable=False),
        sa.Column("per", sa.String(length=12), nullable=False),
        sa.Column("minuten", sa.Integer(), nullable=True),
        sa.Column("begint_op", sa.Date(), nullable=False),
        sa.Column("evaluatie_op", sa.Date(), nullable=False),
        sa.Column("eindigt_op", sa.Date(), nullable=True),
        sa.Column("kosten_jaar", sa.Integer(), nullable=False),
        sa.Column("buiten_regels", sa.Boolean(), nullable=False),
        sa.Column("reden", Versleuteld(), nullable=True),
        sa.ForeignKeyConstraint(["aanbod_id"], ["aanbod.id"], name=op.f("fk_arrangementregel_aanbod_id")),
        sa.ForeignKeyConstraint(["kenmerk"], ["arrangement.kenmerk"], name=op.f("fk_arrangementregel_kenmerk")),
        sa.ForeignKeyConstraint(["partij_id"], ["partij.id"], name=op.f("fk_arrangementregel_partij_id")),
        sa.ForeignKeyConstraint(["versie_id"], ["arrangementversie.id"], name=op.f("fk_arrangementregel_versie_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_arrangementregel")),
        sa.UniqueConstraint("versie_id", "sleutel", name=op.f("uq_arrangementregel_versie_id_sleutel")),
    )
    op.create_index(op.f("ix_arrangementregel_aanbod_id"), "arrangementregel", ["aanbod_id"], unique=False)
    op.create_index("ix_arrangementregel_evaluatie", "arrangementregel", ["evaluatie_op"], unique=False)
    op.create_index(op.f("ix_arrangementregel_kenmerk"), "arrangementregel", ["kenmerk"], unique=False)
    op.create_index(op.f("ix_arrangementregel_partij_id"), "arrangementregel", ["partij_id"], unique=False)
    op.create_index(op.f("ix_arrangementregel_sleutel"), "arrangementregel", ["sleutel"], unique=False)
    op.create_index(op.f("ix_arrangementregel_versie_id"), "arrangementregel", ["versie_id"], unique=False)


def _evaluatie() -> None:
    op.create_table(
        "evaluatie",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("kenmerk", sa.String(length=16), nullable=False),
        sa.Column("versie_id", sa.Integer(), nullable=False),
        sa.Column("aanleiding", sa.String(length=12), nullable=False),
        sa.Column("voor", sa.Date(), nullable=False),
        sa.Column("gevraagd_op", Moment(timezone=True), nullable=True),
        sa.Column("beantwoord_op", Moment(timezone=True), nullable=True),
        sa.Column("geholpen", sa.String(length=8), nullable=True),
        sa.Column("tevreden", sa.String(length=8), nullable=True),
        sa.Column("beter", Versleuteld(), nullable=True),
        sa.Column("door", sa.String(length=40), nullable=True),
        sa.ForeignKeyConstraint(["kenmerk"], ["arrangement.kenmerk"], name=op.f("fk_evaluatie_kenmerk")),
        sa.ForeignKeyConstraint(["versie_id"], ["arrangementversie.id"], name=op.f("fk_evaluatie_versie_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evaluatie")),
        sa.UniqueConstraint("kenmerk", "aanleiding", "voor", name=op.f("uq_evaluatie_kenmerk_aanleiding_voor")),
    )
    op.create_index("ix_evaluatie_beantwoord_op", "evaluatie", ["beantwoord_op"], unique=False)
    op.create_index(op.f("ix_evaluatie_kenmerk"), "evaluatie", ["kenmerk"], unique=False)


def _vermeden() -> None:
    op.create_table(
        "vermeden",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("versie_id", sa.Integer(), nullable=False),
        sa.Column("kenmerk", sa.String(length=16), nullable=False),
        sa.Column("bekostiging", sa.String(length=12), nullable=False),
        sa.Column("partij_id", sa.String(length=40), nullable=True),
        sa.Column("wat", Versleuteld(), nullable=False),
        sa.Column("kerncijfer", sa.String(length=40), nullable=True),
        sa.Column("aantal", sa.Float(), nullable=False),
        sa.Column("bedrag_jaar", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["kenmerk"], ["arrangement.kenmerk"], name=op.f("fk_vermeden_kenmerk")),
        sa.ForeignKeyConstraint(["partij_id"], ["partij.id"], name=op.f("fk_vermeden_partij_id")),
        sa.ForeignKeyConstraint(["versie_id"], ["arrangementversie.id"], name=op.f("fk_vermeden_versie_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vermeden")),
    )
    op.create_index(op.f("ix_vermeden_kenmerk"), "vermeden", ["kenmerk"], unique=False)
    op.create_index(op.f("ix_vermeden_versie_id"), "vermeden", ["versie_id"], unique=False)
