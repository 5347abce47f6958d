"""Business case: the situation at the start, the judgement about the Wlz, what the loket itself costs.

Revision ID: 0028
Revises: 0020
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from loket_backend.db import Moment, Versleuteld

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _beginsituatie()
    _beginhulp()
    _wlzoordeel()
    _loketkosten()


def _beginsituatie() -> None:
    op.create_table(
        "beginsituatie",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("kenmerk", sa.String(length=16), nullable=False),
        sa.Column("toelichting", Versleuteld(), nullable=True),
        sa.Column("door", sa.String(length=40), nullable=False),
        sa.Column("op", Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["kenmerk"], ["intake.kenmerk"], name=op.f("fk_beginsituatie_kenmerk")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_beginsituatie")),
    )
    op.create_index(op.f("ix_beginsituatie_kenmerk"), "beginsituatie", ["kenmerk"], unique=False)


def _beginhulp() -> None:
    op.create_table(
        "beginhulp",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("beginsituatie_id", sa.Integer(), nullable=False),
        sa.Column("bekostiging", sa.String(length=12), nullable=False),
        sa.Column("wat", Versleuteld(), nullable=False),
        sa.Column("kosten_jaar", sa.Integer(), nullable=False),
        sa.CheckConstraint("kosten_jaar >= 0", name=op.f("ck_beginhulp_kosten")),
        sa.ForeignKeyConstraint(["beginsituatie_id"], ["beginsituatie.id"], name=op.f("fk_beginhulp_beginsituatie_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_beginhulp")),
    )
    op.create_index(op.f("ix_beginhulp_beginsituatie_id"), "beginhulp", ["beginsituatie_id"], unique=False)


def _wlzoordeel() -> None:
    op.create_table(
        "wlzoordeel",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("kenmerk", sa.String(length=16), nullable=False),
        sa.Column("oordeel", sa.String(length=16), nullable=False),
        sa.Column("maanden", sa.Integer(), nullable=True),
        sa.Column("reden", Versleuteld(), nullable=False),
        sa.Column("door", sa.String(length=40), nullable=False),
        sa.Column("op", Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["kenmerk"], ["intake.kenmerk"], name=op.f("fk_wlzoordeel_kenmerk")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wlzoordeel")),
    )
    op.create_index("ix_wlzoordeel_kenmerk_op", "wlzoordeel", ["kenmerk", "op"], unique=False)


def _loketkosten() -> None:
    op.create_table(
        "loketkosten",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("jaar", sa.Integer(), nullable=False),
        sa.Column("bedrag", sa.BigInteger(), nullable=False),
        sa.Column("partij_id", sa.String(length=40), nullable=True),
        sa.Column("door", sa.String(length=40), nullable=False),
        sa.Column("op", Moment(timezone=True), nullable=False),
        sa.CheckConstraint("bedrag >= 0", name=op.f("ck_loketkosten_bedrag")),
        sa.ForeignKeyConstraint(["partij_id"], ["partij.id"], name=op.f("fk_loketkosten_partij_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_loketkosten")),
    )
    op.create_index(op.f("ix_loketkosten_jaar"), "loketkosten", ["jaar"], unique=False)
