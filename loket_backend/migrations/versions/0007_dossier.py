"""Het dossier: status met reden, termijnen, vragen van mensen"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from loket_backend.db import Moment, Versleuteld

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "intake", sa.Column("status_sinds", Moment(timezone=True), server_default="1970-01-01 00:00:00", nullable=False)
    )
    for kolom in ("onderzocht_op", "aanvraag_op", "besluit_op", "eerste_termijn"):
        op.add_column("intake", sa.Column(kolom, sa.Date(), nullable=True))
    op.create_index(op.f("ix_intake_eerste_termijn"), "intake", ["eerste_termijn"])
    op.add_column("intake_statuswissel", sa.Column("van", sa.String(length=24), nullable=True))
    op.add_column("intake_statuswissel", sa.Column("reden", Versleuteld(), nullable=True))
    _vul()
    op.create_table(
        "opschorting",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("kenmerk", sa.String(length=16), nullable=False),
        sa.Column("van", sa.Date(), nullable=False),
        sa.Column("tot", sa.Date(), nullable=True),
        sa.Column("reden", Versleuteld(), nullable=False),
        sa.Column("door", sa.String(length=40), nullable=False),
        sa.Column("op", Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["kenmerk"], ["intake.kenmerk"], name=op.f("fk_opschorting_kenmerk")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_opschorting")),
    )
    op.create_index(op.f("ix_opschorting_kenmerk"), "opschorting", ["kenmerk"])
    op.create_table(
        "gesprek_vraag",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("gesprek_id", sa.String(length=40), nullable=False),
        sa.Column("volgnummer", sa.Integer(), nullable=False),
        sa.Column("soort", sa.String(length=24), nullable=False),
        sa.Column("over", sa.String(length=40), nullable=False),
        sa.Column("gesteld_op", Moment(timezone=True), nullable=False),
        sa.Column("gesloten_op", Moment(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["gesprek_id"], ["gesprek.id"], name=op.f("fk_gesprek_vraag_gesprek_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gesprek_vraag")),
    )
    op.create_index(op.f("ix_gesprek_vraag_gesprek_id"), "gesprek_vraag", ["gesprek_id"])


def _vul() -> None:
    """What is there already: since its last change of status, and with six weeks for the investigation (art. 2.3.2 lid 1 Wmo 2015)."""
    op.execute(
        "UPDATE intake SET status_sinds = COALESCE("
        "(SELECT MAX(w.op) FROM intake_statuswissel w WHERE w.kenmerk = intake.kenmerk), ontvangen_op)"
    )
    if op.get_bind().dialect.name == "sqlite":
        # The offset of the zone is left out here: at most one day, until the dossier is next touched.
        op.execute("UPDATE intake SET eerste_termijn = date(ontvangen_op, '+42 days')")
    else:
        op.execute("UPDATE intake SET eerste_termijn = (ontvangen_op AT TIME ZONE 'Europe/Amsterdam')::date + 42")
