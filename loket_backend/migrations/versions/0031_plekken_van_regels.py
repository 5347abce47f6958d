"""Plekken die regels van arrangementen innemen, geteld naast wat mensen tellen.

Revision ID: 0031
Revises: 0030
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from loket_backend.db import Moment

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None

BEZET = "vrij_op IS NULL"


def upgrade() -> None:
    op.add_column("aanbod", sa.Column("bezet_regels", sa.Integer(), server_default="0", nullable=False))
    _regelplek()
    _vul()


def _regelplek() -> None:
    op.create_table(
        "regelplek",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("aanbod_id", sa.String(length=40), nullable=False),
        sa.Column("kenmerk", sa.String(length=16), nullable=False),
        sa.Column("regel", sa.String(length=32), nullable=False),
        sa.Column("tot", sa.Date(), nullable=True),
        sa.Column("genomen_op", Moment(timezone=True), nullable=False),
        sa.Column("vrij_op", Moment(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["aanbod_id"], ["aanbod.id"], name=op.f("fk_regelplek_aanbod_id")),
        sa.ForeignKeyConstraint(["kenmerk"], ["intake.kenmerk"], name=op.f("fk_regelplek_kenmerk")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_regelplek")),
    )
    for naam in ("aanbod_id", "kenmerk"):
        op.create_index(op.f(f"ix_regelplek_{naam}"), "regelplek", [naam], unique=False)
    for naam, enig in (("regel", True), ("tot", False)):
        waar = {"sqlite_where": sa.text(BEZET), "postgresql_where": sa.text(BEZET)}
        op.create_index(f"ix_regelplek_{naam}", "regelplek", [naam], unique=enig, **waar)


def _vul() -> None:
    """Lines that are in force have their place. Until now people counted them by hand, or nobody did: nothing tells.

    So the count by hand only gives way where both together would be more than there is. No place comes free that nobody looked at.
    """
    op.execute(
        "INSERT INTO regelplek (aanbod_id, kenmerk, regel, tot, genomen_op) "
        "SELECT r.aanbod_id, r.kenmerk, r.sleutel, r.dag, r.geldt_vanaf FROM "
        "(SELECT l.aanbod_id, l.kenmerk, l.sleutel, v.geldt_vanaf, "
        "COALESCE(l.eindigt_op, CASE WHEN l.per = 'eenmalig' THEN l.begint_op END) AS dag "
        "FROM arrangementregel l JOIN arrangementversie v ON v.id = l.versie_id "
        "WHERE l.aanbod_id IS NOT NULL AND v.geldt_vanaf IS NOT NULL AND v.geldt_tot IS NULL) r "
        "WHERE r.dag IS NULL OR r.dag >= CURRENT_DATE"
    )
    op.execute("UPDATE aanbod SET bezet_regels = (SELECT COUNT(*) FROM regelplek p WHERE p.aanbod_id = aanbod.id)")
    op.execute(
        "UPDATE aanbod SET bezet = CASE WHEN plekken > bezet_regels THEN plekken - bezet_regels ELSE 0 END "
        "WHERE bezet + bezet_regels > plekken"
    )
