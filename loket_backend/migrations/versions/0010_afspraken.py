"""Afspraken voor het keukentafelgesprek"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from loket_backend.db import Moment, Versleuteld, VersleuteldJson

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "afspraak",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("uid", sa.String(length=40), nullable=False),
        sa.Column("kenmerk", sa.String(length=16), nullable=False),
        sa.Column("medewerker_id", sa.String(length=40), nullable=False),
        sa.Column("stand", sa.String(length=24), nullable=False),
        sa.Column("begin", Moment(timezone=True), nullable=True),
        sa.Column("duur", sa.Integer(), nullable=False),
        sa.Column("plaats", sa.String(length=12), nullable=False),
        sa.Column("adres", Versleuteld(), nullable=True),
        sa.Column("erbij", VersleuteldJson(), nullable=False),
        sa.Column("notitie", Versleuteld(), nullable=True),
        sa.Column("volgnummer", sa.Integer(), nullable=False),
        sa.Column("gevraagd", sa.String(length=16), nullable=True),
        sa.Column("vervalt_op", Moment(timezone=True), nullable=True),
        sa.Column("gemaakt_op", Moment(timezone=True), nullable=False),
        sa.Column("gewijzigd_op", Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["kenmerk"], ["intake.kenmerk"], name=op.f("fk_afspraak_kenmerk")),
        sa.ForeignKeyConstraint(["medewerker_id"], ["medewerker.id"], name=op.f("fk_afspraak_medewerker_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_afspraak")),
        sa.UniqueConstraint("uid", name=op.f("uq_afspraak_uid")),
    )
    op.create_index(op.f("ix_afspraak_kenmerk"), "afspraak", ["kenmerk"])
    op.create_index("ix_afspraak_agenda", "afspraak", ["medewerker_id", "stand", "begin"])
    op.create_table(
        "afspraak_moment",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("afspraak_id", sa.Integer(), nullable=False),
        sa.Column("begin", Moment(timezone=True), nullable=False),
        _van_afspraak("afspraak_moment"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_afspraak_moment")),
    )
    op.create_index(op.f("ix_afspraak_moment_afspraak_id"), "afspraak_moment", ["afspraak_id"])
    op.create_table(
        "afspraak_wissel",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("afspraak_id", sa.Integer(), nullable=False),
        sa.Column("gebeurtenis", sa.String(length=24), nullable=False),
        sa.Column("van", sa.String(length=24), nullable=True),
        sa.Column("naar", sa.String(length=24), nullable=False),
        sa.Column("door", sa.String(length=40), nullable=False),
        sa.Column("gegevens", VersleuteldJson(), nullable=False),
        sa.Column("op", Moment(timezone=True), nullable=False),
        _van_afspraak("afspraak_wissel"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_afspraak_wissel")),
    )
    op.create_index(op.f("ix_afspraak_wissel_afspraak_id"), "afspraak_wissel", ["afspraak_id"])
    op.create_table(
        "afspraak_code",
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("afspraak_id", sa.Integer(), nullable=False),
        sa.Column("gemaakt_op", Moment(timezone=True), nullable=False),
        _van_afspraak("afspraak_code"),
        sa.PrimaryKeyConstraint("hash", name=op.f("pk_afspraak_code")),
    )
    op.create_index(op.f("ix_afspraak_code_afspraak_id"), "afspraak_code", ["afspraak_id"])
    op.create_table(
        "agenda_sleutel",
        sa.Column("medewerker_id", sa.String(length=40), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("gemaakt_op", Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["medewerker_id"], ["medewerker.id"], name=op.f("fk_agenda_sleutel_medewerker_id")),
        sa.PrimaryKeyConstraint("medewerker_id", name=op.f("pk_agenda_sleutel")),
        sa.UniqueConstraint("hash", name=op.f("uq_agenda_sleutel_hash")),
    )


def _van_afspraak(tabel: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["afspraak_id"], ["afspraak.id"], name=op.f(f"fk_{tabel}_afspraak_id"))
