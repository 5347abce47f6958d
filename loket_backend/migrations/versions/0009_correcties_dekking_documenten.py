"""Correcties, dekking en documenten"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from loket_backend.db import Moment, Versleuteld, VersleuteldeBytes, VersleuteldJson

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _tabel(
        "correctie",
        sa.Column("soort", sa.String(length=12), nullable=False),
        sa.Column("wat", sa.String(length=32), nullable=False),
        sa.Column("voor", VersleuteldJson(), nullable=True),
        sa.Column("na", VersleuteldJson(), nullable=True),
        sa.Column("reden", Versleuteld(), nullable=True),
    )
    _tabel(
        "dekking",
        sa.Column("onderdeel", sa.String(length=24), nullable=False),
        sa.Column("stand", sa.String(length=16), nullable=False),
        sa.Column("opmerking", Versleuteld(), nullable=True),
    )
    _tabel(
        "document",
        sa.Column("naam", Versleuteld(), nullable=False),
        sa.Column("soort", sa.String(length=20), nullable=False),
        sa.Column("grootte", sa.Integer(), nullable=False),
        sa.Column("sha256", Versleuteld(), nullable=False),
        sa.Column("inhoud", VersleuteldeBytes(), nullable=True),
        sa.Column("weg_door", sa.String(length=40), nullable=True),
        sa.Column("weg_op", Moment(timezone=True), nullable=True),
        sa.Column("weg_reden", Versleuteld(), nullable=True),
        sa.ForeignKeyConstraint(["weg_door"], ["medewerker.id"], name=op.f("fk_document_weg_door")),
    )


def _tabel(naam: str, *eigen: sa.schema.SchemaItem) -> None:
    """A table of one dossier: what is its own, and who did it when."""
    op.create_table(
        naam,
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("kenmerk", sa.String(length=16), nullable=False),
        *eigen,
        sa.Column("door", sa.String(length=40), nullable=False),
        sa.Column("op", Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["kenmerk"], ["intake.kenmerk"], name=op.f(f"fk_{naam}_kenmerk")),
        sa.ForeignKeyConstraint(["door"], ["medewerker.id"], name=op.f(f"fk_{naam}_door")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{naam}")),
    )
    op.create_index(op.f(f"ix_{naam}_kenmerk"), naam, ["kenmerk"])
