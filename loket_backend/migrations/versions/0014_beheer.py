"""Beheer"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from loket_backend.db import Moment

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "wijziging",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("soort", sa.String(length=24), nullable=False),
        sa.Column("sleutel", sa.String(length=40), nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.Column("voor", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("na", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("door", sa.String(length=40), nullable=False),
        sa.Column("op", Moment(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wijziging")),
        sa.UniqueConstraint("soort", "sleutel", "versie", name=op.f("uq_wijziging_soort_sleutel_versie")),
    )
    if op.get_bind().dialect.name == "sqlite":
        for daad in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER wijziging_geen_{daad.lower()} BEFORE {daad} ON wijziging "
                "BEGIN SELECT RAISE(ABORT, 'wijzigingen zijn alleen toe te voegen'); END"
            )
        return
    op.execute(
        "CREATE FUNCTION wijziging_vast() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'wijzigingen zijn alleen toe te voegen'; END $$"
    )
    op.execute(
        "CREATE TRIGGER wijziging_vast BEFORE UPDATE OR DELETE OR TRUNCATE ON wijziging "
        "FOR EACH STATEMENT EXECUTE FUNCTION wijziging_vast()"
    )
