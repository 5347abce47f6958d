"""Telegram"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from loket_backend.db import Moment, Versleuteld, VersleuteldJson

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("bericht", sa.Column("bewerkt_op", Moment(timezone=True), nullable=True))
    op.create_table(
        "telegram_peiling",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("volgende", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_telegram_peiling")),
    )
    op.create_table(
        "telegram_update",
        sa.Column("update_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("chat", sa.String(length=64), nullable=False),
        sa.Column("inhoud", VersleuteldJson(), nullable=True),
        sa.Column("ontvangen_op", Moment(timezone=True), nullable=False),
        sa.Column("pogingen", sa.Integer(), nullable=False),
        sa.Column("verwerkt_op", Moment(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("update_id", name=op.f("pk_telegram_update")),
    )
    op.create_index("ix_telegram_update_open", "telegram_update", ["verwerkt_op", "update_id"])
    op.create_table(
        "telegram_chat",
        sa.Column("index", sa.String(length=64), nullable=False),
        sa.Column("chat_id", Versleuteld(), nullable=False),
        sa.Column("stand", sa.String(length=16), nullable=False),
        sa.Column("gesprek_id", sa.String(length=40), nullable=True),
        sa.Column("geleverd_tot", sa.Integer(), nullable=False),
        sa.Column("deel", sa.Integer(), nullable=False),
        sa.Column("pogingen", sa.Integer(), nullable=False),
        sa.Column("opnieuw_na", Moment(timezone=True), nullable=True),
        sa.Column("onbereikbaar", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["gesprek_id"], ["gesprek.id"], name=op.f("fk_telegram_chat_gesprek_id")),
        sa.PrimaryKeyConstraint("index", name=op.f("pk_telegram_chat")),
    )
    op.create_index(op.f("ix_telegram_chat_gesprek_id"), "telegram_chat", ["gesprek_id"])
    op.create_table(
        "telegram_uit",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        _chat(),
        sa.Column("soort", sa.String(length=16), nullable=False),
        sa.Column("inhoud", VersleuteldJson(), nullable=False),
        _van_chat("telegram_uit"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_telegram_uit")),
    )
    op.create_index(op.f("ix_telegram_uit_chat"), "telegram_uit", ["chat"])
    op.create_table(
        "telegram_toets",
        sa.Column("token", sa.String(length=64), nullable=False),
        _chat(),
        sa.Column("gesprek_id", sa.String(length=40), nullable=False),
        sa.Column("volgnummer", sa.Integer(), nullable=False),
        sa.Column("nummer", sa.Integer(), nullable=False),
        sa.Column("soort", sa.String(length=16), nullable=False),
        sa.Column("waarde", Versleuteld(), nullable=False),
        sa.Column("label", Versleuteld(), nullable=False),
        _van_chat("telegram_toets"),
        sa.ForeignKeyConstraint(["gesprek_id"], ["gesprek.id"], name=op.f("fk_telegram_toets_gesprek_id")),
        sa.PrimaryKeyConstraint("token", name=op.f("pk_telegram_toets")),
    )
    op.create_index("ix_telegram_toets_bericht", "telegram_toets", ["gesprek_id", "volgnummer"])
    op.create_table(
        "telegram_verhuiscode",
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        _chat(),
        sa.Column("gesprek_id", sa.String(length=40), nullable=False),
        sa.Column("verloopt_op", Moment(timezone=True), nullable=False),
        sa.Column("gebruikt_op", Moment(timezone=True), nullable=True),
        _van_chat("telegram_verhuiscode"),
        sa.ForeignKeyConstraint(["gesprek_id"], ["gesprek.id"], name=op.f("fk_telegram_verhuiscode_gesprek_id")),
        sa.PrimaryKeyConstraint("code_hash", name=op.f("pk_telegram_verhuiscode")),
    )
    op.create_index(op.f("ix_telegram_verhuiscode_gesprek_id"), "telegram_verhuiscode", ["gesprek_id"])


def _chat() -> sa.Column[str]:
    return sa.Column("chat", sa.String(length=64), nullable=False)


def _van_chat(tabel: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["chat"], ["telegram_chat.index"], name=op.f(f"fk_{tabel}_chat"))
