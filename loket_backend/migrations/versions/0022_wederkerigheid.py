"""Wederkerigheid: wat bewoners voor een ander kunnen doen, en wie bij wie past"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from loket_backend.db import Moment, Versleuteld

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _bijdrage()
    _bijdrage_wijk()
    _bijdragestap()
    _koppeling()
    _koppelingstap()


def _bijdrage() -> None:
    op.create_table(
        "bijdrage",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("kenmerk", sa.String(length=16), nullable=False),
        sa.Column("uitspraak_id", sa.Integer(), nullable=True),
        sa.Column("leefgebied", sa.String(length=20), nullable=False),
        sa.Column("wat", Versleuteld(), nullable=False),
        sa.Column("dagen", sa.JSON(), nullable=False),
        sa.Column("bereik", sa.String(length=12), nullable=False),
        sa.Column("talen", sa.JSON(), nullable=False),
        sa.Column("hoogstens", sa.Integer(), nullable=False),
        sa.Column("ronde", sa.Integer(), nullable=False),
        sa.Column("stand", sa.String(length=24), nullable=False),
        sa.Column("stand_sinds", Moment(timezone=True), nullable=False),
        sa.Column("toestemming_op", Moment(timezone=True), nullable=True),
        sa.Column("toestemming_weg", sa.String(length=12), nullable=True),
        sa.Column("toestemming_door", sa.String(length=40), nullable=True),
        sa.Column("toestemming_bericht", sa.Integer(), nullable=True),
        sa.CheckConstraint("hoogstens >= 1", name=op.f("ck_bijdrage_hoogstens")),
        sa.CheckConstraint(
            "stand NOT IN ('beschikbaar', 'gepauzeerd') OR toestemming_op IS NOT NULL",
            name=op.f("ck_bijdrage_toestemming"),
        ),
        sa.ForeignKeyConstraint(["kenmerk"], ["intake.kenmerk"], name=op.f("fk_bijdrage_kenmerk")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bijdrage")),
    )
    op.create_index(op.f("ix_bijdrage_kenmerk"), "bijdrage", ["kenmerk"], unique=False)
    op.create_index("ix_bijdrage_stand_leefgebied", "bijdrage", ["stand", "leefgebied"], unique=False)


def _bijdrage_wijk() -> None:
    op.create_table(
        "bijdrage_wijk",
        sa.Column("bijdrage_id", sa.Integer(), nullable=False),
        sa.Column("wijk_id", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(["bijdrage_id"], ["bijdrage.id"], name=op.f("fk_bijdrage_wijk_bijdrage_id")),
        sa.ForeignKeyConstraint(["wijk_id"], ["wijk.id"], name=op.f("fk_bijdrage_wijk_wijk_id")),
        sa.PrimaryKeyConstraint("bijdrage_id", "wijk_id", name=op.f("pk_bijdrage_wijk")),
    )
    op.create_index(op.f("ix_bijdrage_wijk_wijk_id"), "bijdrage_wijk", ["wijk_id"], unique=False)


def _bijdragestap() -> None:
    op.create_table(
        "bijdragestap",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("bijdrage_id", sa.Integer(), nullable=False),
        sa.Column("gebeurtenis", sa.String(length=16), nullable=False),
        sa.Column("van", sa.String(length=24), nullable=True),
        sa.Column("naar", sa.String(length=24), nullable=False),
        sa.Column("weg", sa.String(length=12), nullable=True),
        sa.Column("toelichting", Versleuteld(), nullable=True),
        sa.Column("door", sa.String(length=40), nullable=False),
        sa.Column("volgnummer", sa.Integer(), nullable=True),
        sa.Column("op", Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["bijdrage_id"], ["bijdrage.id"], name=op.f("fk_bijdragestap_bijdrage_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bijdragestap")),
    )
    op.create_index(op.f("ix_bijdragestap_bijdrage_id"), "bijdragestap", ["bijdrage_id"], unique=False)


def _koppeling() -> None:
    op.create_table(
        "koppeling",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("bijdrage_id", sa.Integer(), nullable=False),
        sa.Column("kenmerk", sa.String(length=16), nullable=False),
        sa.Column("leefgebied", sa.String(length=20), nullable=False),
        sa.Column("dagen", sa.JSON(), nullable=False),
        sa.Column("talen", sa.JSON(), nullable=False),
        sa.Column("stand", sa.String(length=24), nullable=False),
        sa.Column("stand_sinds", Moment(timezone=True), nullable=False),
        sa.Column("gekozen_door", sa.String(length=40), nullable=False),
        sa.Column("gekozen_op", Moment(timezone=True), nullable=False),
        *_kant("bieder"),
        *_kant("vrager"),
        sa.ForeignKeyConstraint(["bijdrage_id"], ["bijdrage.id"], name=op.f("fk_koppeling_bijdrage_id")),
        sa.ForeignKeyConstraint(["gekozen_door"], ["medewerker.id"], name=op.f("fk_koppeling_gekozen_door")),
        sa.ForeignKeyConstraint(["kenmerk"], ["intake.kenmerk"], name=op.f("fk_koppeling_kenmerk")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_koppeling")),
    )
    op.create_index("ix_koppeling_bijdrage", "koppeling", ["bijdrage_id", "stand"], unique=False)
    op.create_index(op.f("ix_koppeling_kenmerk"), "koppeling", ["kenmerk"], unique=False)
    op.create_index("ix_koppeling_stand", "koppeling", ["stand", "id"], unique=False)


def _kant(kant: str) -> list[sa.Column[object]]:
    return [
        sa.Column(kant, sa.String(length=16), nullable=False),
        sa.Column(f"{kant}_op", Moment(timezone=True), nullable=True),
        sa.Column(f"{kant}_deelt", sa.String(length=16), nullable=True),
    ]


def _koppelingstap() -> None:
    op.create_table(
        "koppelingstap",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("koppeling_id", sa.Integer(), nullable=False),
        sa.Column("gebeurtenis", sa.String(length=16), nullable=False),
        sa.Column("kant", sa.String(length=8), nullable=True),
        sa.Column("van", sa.String(length=24), nullable=True),
        sa.Column("naar", sa.String(length=24), nullable=False),
        sa.Column("weg", sa.String(length=12), nullable=True),
        sa.Column("uitkomst", sa.String(length=20), nullable=True),
        sa.Column("toelichting", Versleuteld(), nullable=True),
        sa.Column("door", sa.String(length=40), nullable=False),
        sa.Column("volgnummer", sa.Integer(), nullable=True),
        sa.Column("op", Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["koppeling_id"], ["koppeling.id"], name=op.f("fk_koppelingstap_koppeling_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_koppelingstap")),
    )
    op.create_index(op.f("ix_koppelingstap_koppeling_id"), "koppelingstap", ["koppeling_id"], unique=False)
