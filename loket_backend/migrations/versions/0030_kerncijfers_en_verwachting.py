"""Kerncijfers zoals ze waren, waarmee vermeden kosten zijn berekend, en wat er van een budget nog kwam.

Revision ID: 0030
Revises: 0028
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from loket_backend.db import Moment, Versleuteld

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _kerncijferversie()
    _vermeden()
    _budgetverwachting()
    _vul_verwachting()


def _kerncijferversie() -> None:
    op.create_table(
        "kerncijferversie",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("sleutel", sa.String(length=40), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("inhoud", sa.JSON(), nullable=False),
        sa.Column("sinds", Moment(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kerncijferversie")),
        sa.UniqueConstraint("hash", name=op.f("uq_kerncijferversie_hash")),
    )


def _vermeden() -> None:
    versie = sa.ForeignKey("kerncijferversie.id", name=op.f("fk_vermeden_kerncijfer_versie"))
    kolom = sa.Column("kerncijfer_versie", sa.Integer(), versie, nullable=True)
    op.add_column("vermeden", kolom, inline_references=True)
    op.add_column("vermeden", sa.Column("keer", sa.Float(), nullable=True))
    op.add_column("vermeden", sa.Column("per", sa.String(length=12), nullable=True))
    op.add_column("vermeden", sa.Column("perioden", sa.Integer(), nullable=True))
    op.add_column("vermeden", sa.Column("bron", Versleuteld(), nullable=True))


def _budgetverwachting() -> None:
    op.create_table(
        "budgetverwachting",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("budget_id", sa.Integer(), nullable=False),
        sa.Column("kenmerk", sa.String(length=16), nullable=True),
        sa.Column("verschil", sa.BigInteger(), nullable=False),
        sa.Column("op", Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["budget_id"], ["wijkbudget.id"], name=op.f("fk_budgetverwachting_budget_id")),
        sa.ForeignKeyConstraint(["kenmerk"], ["intake.kenmerk"], name=op.f("fk_budgetverwachting_kenmerk")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_budgetverwachting")),
    )
    op.create_index("ix_budgetverwachting_op", "budgetverwachting", ["budget_id", "op"], unique=False)


def _vul_verwachting() -> None:
    """What each line has to come now, from the day that it was first committed: what it was in between was not kept."""
    op.execute(
        "INSERT INTO budgetverwachting (budget_id, kenmerk, verschil, op) "
        "SELECT t.budget_id, t.kenmerk, t.te_komen, MIN(b.op) FROM toezegging t "
        "JOIN budgetboeking b ON b.budget_id = t.budget_id AND b.regel = t.regel AND b.soort = 'toezegging' "
        "WHERE t.te_komen <> 0 GROUP BY t.budget_id, t.regel, t.kenmerk, t.te_komen"
    )
