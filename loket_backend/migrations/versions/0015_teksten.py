"""Texts that staff change"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from loket_backend.db import Moment

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

VAST = "over deze tekst is al beslist"
WAT = ("bron", "sleutel", "variant", "tekst", "toelichting", "door", "op")


def upgrade() -> None:
    op.create_table(
        "tekstversie",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("bron", sa.String(length=16), nullable=False),
        sa.Column("sleutel", sa.String(length=80), nullable=False),
        sa.Column("variant", sa.Integer(), nullable=False),
        sa.Column("tekst", sa.Text(), nullable=True),
        sa.Column("toelichting", sa.Text(), nullable=False),
        sa.Column("door", sa.String(length=40), nullable=False),
        sa.Column("op", Moment(timezone=True), nullable=False),
        sa.Column("stand", sa.String(length=16), nullable=False),
        sa.Column("beoordeeld_door", sa.String(length=40), nullable=True),
        sa.Column("beoordeeld_op", Moment(timezone=True), nullable=True),
        sa.Column("opmerking", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "(stand IN ('voorstel', 'ingetrokken') AND beoordeeld_door IS NULL)"
            " OR (stand IN ('goedgekeurd', 'afgewezen') AND beoordeeld_door IS NOT NULL AND beoordeeld_door <> door)",
            name=op.f("ck_tekstversie_vier_ogen"),
        ),
        sa.ForeignKeyConstraint(["door"], ["medewerker.id"], name=op.f("fk_tekstversie_door")),
        sa.ForeignKeyConstraint(["beoordeeld_door"], ["medewerker.id"], name=op.f("fk_tekstversie_beoordeeld_door")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tekstversie")),
    )
    op.create_index("ix_tekstversie_plaats", "tekstversie", ["bron", "sleutel", "variant"])
    op.create_index(
        "uq_tekstversie_open",
        "tekstversie",
        ["bron", "sleutel", "variant"],
        unique=True,
        sqlite_where=sa.text("stand = 'voorstel'"),
        postgresql_where=sa.text("stand = 'voorstel'"),
    )
    _niets_overschrijven()


def _niets_overschrijven() -> None:
    """A proposal is decided upon once; what was proposed never changes, and no row goes."""
    anders = " OR ".join(f"NEW.{kolom} IS DISTINCT FROM OLD.{kolom}" for kolom in WAT)
    if op.get_bind().dialect.name == "sqlite":
        anders = anders.replace("IS DISTINCT FROM", "IS NOT")
        afbreken = f"BEGIN SELECT RAISE(ABORT, '{VAST}'); END"
        op.execute(
            f"CREATE TRIGGER tekstversie_vast BEFORE UPDATE ON tekstversie WHEN OLD.stand <> 'voorstel' OR {anders} {afbreken}"
        )
        op.execute(f"CREATE TRIGGER tekstversie_blijft BEFORE DELETE ON tekstversie {afbreken}")
        return
    op.execute(
        "CREATE FUNCTION tekstversie_vast() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{VAST}'; END $$"
    )
    op.execute(
        f"CREATE TRIGGER tekstversie_vast BEFORE UPDATE ON tekstversie FOR EACH ROW "
        f"WHEN (OLD.stand <> 'voorstel' OR {anders}) EXECUTE FUNCTION tekstversie_vast()"
    )
    op.execute(
        "CREATE TRIGGER tekstversie_blijft BEFORE DELETE OR TRUNCATE ON tekstversie "
        "FOR EACH STATEMENT EXECUTE FUNCTION tekstversie_vast()"
    )
