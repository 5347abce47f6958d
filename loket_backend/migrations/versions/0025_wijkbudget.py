"""Wijkbudget: wat regels nu vragen, ruimte van organisaties, besluiten, facturen, waarschuwingen"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from loket_backend.db import Moment, Versleuteld, VersleuteldJson

revision = "0025"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _toezegging()
    _budgetruimte()
    _besluit_levering()
    _budgetfactuur()
    _budgetmelding()


def _toezegging() -> None:
    op.create_table(
        "toezegging",
        sa.Column("budget_id", sa.Integer(), nullable=False),
        sa.Column("regel", sa.String(length=32), nullable=False),
        sa.Column("kenmerk", sa.String(length=16), nullable=False),
        sa.Column("partij_id", sa.String(length=40), nullable=True),
        sa.Column("bedrag", sa.BigInteger(), nullable=False),
        sa.Column("gerealiseerd", sa.BigInteger(), nullable=False),
        sa.Column("te_komen", sa.BigInteger(), nullable=False),
        sa.Column("van", sa.Date(), nullable=False),
        sa.Column("tot", sa.Date(), nullable=False),
        sa.Column("gefactureerd_tot", sa.Date(), nullable=True),
        sa.Column("begint_op", sa.Date(), nullable=False),
        sa.Column("eindigt_op", sa.Date(), nullable=True),
        sa.Column("per", sa.String(length=12), nullable=False),
        sa.Column("kosten_jaar", sa.Integer(), nullable=False),
        sa.Column("actief", sa.Boolean(), nullable=False),
        sa.CheckConstraint("bedrag >= 0 AND te_komen >= 0 AND te_komen <= bedrag", name=op.f("ck_toezegging_te_komen")),
        sa.ForeignKeyConstraint(["budget_id"], ["wijkbudget.id"], name=op.f("fk_toezegging_budget_id")),
        sa.ForeignKeyConstraint(["kenmerk"], ["intake.kenmerk"], name=op.f("fk_toezegging_kenmerk")),
        sa.ForeignKeyConstraint(["partij_id"], ["partij.id"], name=op.f("fk_toezegging_partij_id")),
        sa.PrimaryKeyConstraint("budget_id", "regel", name=op.f("pk_toezegging")),
    )
    op.create_index(op.f("ix_toezegging_kenmerk"), "toezegging", ["kenmerk"], unique=False)
    op.create_index("ix_toezegging_partij", "toezegging", ["budget_id", "partij_id"], unique=False)


def _budgetruimte() -> None:
    op.create_table(
        "budgetruimte",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("budget_id", sa.Integer(), nullable=False),
        sa.Column("partij_id", sa.String(length=40), nullable=False),
        sa.Column("maximum", sa.BigInteger(), nullable=True),
        sa.Column("reden", Versleuteld(), nullable=True),
        sa.Column("door", sa.String(length=40), nullable=False),
        sa.Column("op", Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["budget_id"], ["wijkbudget.id"], name=op.f("fk_budgetruimte_budget_id")),
        sa.ForeignKeyConstraint(["partij_id"], ["partij.id"], name=op.f("fk_budgetruimte_partij_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_budgetruimte")),
    )
    op.create_index("ix_budgetruimte_partij", "budgetruimte", ["budget_id", "partij_id", "id"], unique=False)


def _besluit_levering() -> None:
    op.create_table(
        "besluit_levering",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("budget_id", sa.Integer(), nullable=False),
        sa.Column("soort", sa.String(length=12), nullable=False),
        sa.Column("partij_id", sa.String(length=40), nullable=False),
        sa.Column("aanbod_id", sa.String(length=40), nullable=True),
        sa.Column("extra", sa.BigInteger(), nullable=False),
        sa.Column("besloten_door", VersleuteldJson(), nullable=False),
        sa.Column("besloten_op", sa.Date(), nullable=False),
        sa.Column("reden", Versleuteld(), nullable=False),
        sa.Column("door", sa.String(length=40), nullable=False),
        sa.Column("op", Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["aanbod_id"], ["aanbod.id"], name=op.f("fk_besluit_levering_aanbod_id")),
        sa.ForeignKeyConstraint(["budget_id"], ["wijkbudget.id"], name=op.f("fk_besluit_levering_budget_id")),
        sa.ForeignKeyConstraint(["partij_id"], ["partij.id"], name=op.f("fk_besluit_levering_partij_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_besluit_levering")),
    )
    op.create_index(op.f("ix_besluit_levering_budget_id"), "besluit_levering", ["budget_id"], unique=False)


def _budgetfactuur() -> None:
    op.create_table(
        "budgetfactuur",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("budget_id", sa.Integer(), nullable=False),
        sa.Column("partij_id", sa.String(length=40), nullable=False),
        sa.Column("nummer", sa.String(length=40), nullable=False),
        sa.Column("regel", sa.String(length=32), nullable=False),
        sa.Column("tot_en_met", sa.Date(), nullable=False),
        sa.Column("boeking_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["boeking_id"], ["budgetboeking.id"], name=op.f("fk_budgetfactuur_boeking_id")),
        sa.ForeignKeyConstraint(["budget_id"], ["wijkbudget.id"], name=op.f("fk_budgetfactuur_budget_id")),
        sa.ForeignKeyConstraint(["partij_id"], ["partij.id"], name=op.f("fk_budgetfactuur_partij_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_budgetfactuur")),
        sa.UniqueConstraint("boeking_id", name=op.f("uq_budgetfactuur_boeking_id")),
        sa.UniqueConstraint(
            "budget_id", "partij_id", "nummer", "regel", name=op.f("uq_budgetfactuur_budget_id_partij_id_nummer_regel")
        ),
    )


def _budgetmelding() -> None:
    op.create_table(
        "budgetmelding",
        sa.Column("budget_id", sa.Integer(), nullable=False),
        sa.Column("niveau", sa.String(length=24), nullable=False),
        sa.Column("bedrag", sa.BigInteger(), nullable=False),
        sa.Column("totaal", sa.BigInteger(), nullable=False),
        sa.Column("op", Moment(timezone=True), nullable=False),
        sa.Column("gezien_op", Moment(timezone=True), nullable=True),
        sa.Column("gezien_door", sa.String(length=40), nullable=True),
        sa.ForeignKeyConstraint(["budget_id"], ["wijkbudget.id"], name=op.f("fk_budgetmelding_budget_id")),
        sa.PrimaryKeyConstraint("budget_id", "niveau", name=op.f("pk_budgetmelding")),
    )
    op.create_index("ix_budgetmelding_gezien", "budgetmelding", ["gezien_op"], unique=False)
