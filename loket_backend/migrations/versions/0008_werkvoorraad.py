"""De werkvoorraad: zoeken op naam, signalen als gegevens, ongelezen berichten, bewaarde weergaven"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from loket_backend.db import Moment, Versleuteld

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

LOOPT = "status NOT IN ('afgerond', 'doorverwezen', 'ingetrokken')"
GESLOTEN = "status NOT IN ('nieuw', 'toegewezen', 'gesprek_gepland', 'onderzoek', 'verslag', 'arrangement')"


def upgrade() -> None:
    op.add_column("intake", sa.Column("gemerkt", sa.Integer(), server_default="0", nullable=False))
    op.add_column("gesprek", sa.Column("ongelezen", sa.Integer(), server_default="0", nullable=False))
    for tabel, kolom in (("zoekwoord", "woord"), ("intake_signaal", "signaal")):
        op.create_table(
            tabel,
            sa.Column(kolom, sa.String(length=32), nullable=False),
            sa.Column("kenmerk", sa.String(length=16), nullable=False),
            sa.ForeignKeyConstraint(["kenmerk"], ["intake.kenmerk"], name=op.f(f"fk_{tabel}_kenmerk")),
            sa.PrimaryKeyConstraint(kolom, "kenmerk", name=op.f(f"pk_{tabel}")),
        )
        op.create_index(op.f(f"ix_{tabel}_kenmerk"), tabel, ["kenmerk"])
    op.create_table(
        "weergave",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("medewerker_id", sa.String(length=40), nullable=False),
        sa.Column("naam", Versleuteld(), nullable=False),
        sa.Column("parameters", Versleuteld(), nullable=False),
        sa.Column("begin", sa.Boolean(), nullable=False),
        sa.Column("op", Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["medewerker_id"], ["medewerker.id"], name=op.f("fk_weergave_medewerker_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_weergave")),
    )
    op.create_index(op.f("ix_weergave_medewerker_id"), "weergave", ["medewerker_id"])
    _indexen()


def _indexen() -> None:
    """What the worklist walks along: each way to sort it, for what is open, and each rare thing to filter on."""
    for naam, kolommen in {
        "termijn": ["eerste_termijn", "ontvangen_op", "kenmerk"],
        "medewerker": ["medewerker_id", "eerste_termijn", "ontvangen_op", "kenmerk"],
        "wijk": ["wijk_id", "eerste_termijn", "ontvangen_op", "kenmerk"],
        "ontvangen": ["ontvangen_op", "kenmerk"],
        "stil": ["status_sinds", "kenmerk"],
    }.items():
        _deels(f"ix_intake_loopt_{naam}", "intake", kolommen, LOOPT)
    _deels("ix_intake_gesloten", "intake", ["status_sinds", "kenmerk"], GESLOTEN)
    _deels("ix_gesprek_met_ongelezen", "gesprek", ["id"], "ongelezen > 0")
    _deels("ix_crisismelding_open", "crisismelding", ["gesprek_id"], "bevestigd_door IS NULL")
    op.create_index("ix_uitspraak_leefgebied", "uitspraak", ["leefgebied", "kenmerk"])


def _deels(naam: str, tabel: str, kolommen: list[str], waar: str) -> None:
    op.create_index(naam, tabel, kolommen, sqlite_where=sa.text(waar), postgresql_where=sa.text(waar))
