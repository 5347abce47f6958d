"""Toegang: noodinzage, de tweede factor, sessies van wie, en de audittrail als keten"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

from loket_backend.db import Kluis, Moment, Versleuteld
from loket_backend.settings import Settings
from loket_backend.toegang.keten import BEGIN, koptekst, tekst_van
from loket_backend.versleuteling import Sleutelbos

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

AUDITREGEL = sa.table(
    "auditregel",
    sa.column("id", sa.Integer()),
    sa.column("op", Moment(timezone=True)),
    *(sa.column(naam, sa.String()) for naam in ("wie", "wat", "wiens", "grond", "zegel")),
    sa.column("volgnummer", sa.Integer()),
)


def upgrade() -> None:
    _sessie()
    _tweede_factor()
    _noodinzage()
    _keten()


def _sessie() -> None:
    op.add_column("sessie", sa.Column("medewerker_id", sa.String(length=40), nullable=True))
    op.add_column("sessie", sa.Column("gemaakt_op", Moment(timezone=True), nullable=True))
    op.add_column("sessie", sa.Column("gezien_op", Moment(timezone=True), nullable=True))
    op.add_column("sessie", sa.Column("agent", Versleuteld(), nullable=True))
    op.create_index(op.f("ix_sessie_medewerker_id"), "sessie", ["medewerker_id"])
    # whose they are was not kept, so they could not be shown or ended: everybody logs in once more
    op.execute("DELETE FROM sessie")


def _tweede_factor() -> None:
    op.create_table(
        "tweede_factor",
        sa.Column("medewerker_id", sa.String(length=40), nullable=False),
        sa.Column("geheim", Versleuteld(), nullable=False),
        sa.Column("aan_op", Moment(timezone=True), nullable=True),
        sa.Column("laatste_stap", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("medewerker_id", name=op.f("pk_tweede_factor")),
    )
    op.create_table(
        "herstelcode",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("medewerker_id", sa.String(length=40), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("gebruikt_op", Moment(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_herstelcode")),
    )
    op.create_index(op.f("ix_herstelcode_medewerker_id"), "herstelcode", ["medewerker_id"])


def _noodinzage() -> None:
    op.create_table(
        "noodinzage",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("medewerker_id", sa.String(length=40), nullable=False),
        sa.Column("kenmerk", sa.String(length=16), nullable=False),
        sa.Column("bestond", sa.Boolean(), nullable=False),
        sa.Column("reden", Versleuteld(), nullable=False),
        sa.Column("van", Moment(timezone=True), nullable=False),
        sa.Column("tot", Moment(timezone=True), nullable=False),
        sa.Column("gezien_op", Moment(timezone=True), nullable=True),
        sa.Column("gezien_door", sa.String(length=40), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_noodinzage")),
    )
    for kolom in ("medewerker_id", "kenmerk", "tot", "gezien_op"):
        op.create_index(op.f(f"ix_noodinzage_{kolom}"), "noodinzage", [kolom])


def _keten() -> None:
    op.add_column("auditregel", sa.Column("volgnummer", sa.Integer(), nullable=True))
    op.add_column("auditregel", sa.Column("zegel", sa.String(length=100), nullable=True))
    op.create_index(op.f("ix_auditregel_wie"), "auditregel", ["wie"])
    op.create_index(op.f("uq_auditregel_volgnummer"), "auditregel", ["volgnummer"], unique=True)
    kop = op.create_table(
        "auditkop",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("volgnummer", sa.Integer(), nullable=False),
        sa.Column("laatste", sa.String(length=100), nullable=False),
        sa.Column("zegel", sa.String(length=100), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_auditkop")),
    )
    op.bulk_insert(kop, [{"id": 1, **_verzegel_wat_er_staat()}])


def _verzegel_wat_er_staat() -> dict[str, Any]:
    """Seals the rows that were there, in their order. The keys are asked for only when there are rows."""
    verbinding = op.get_bind()
    rijen = verbinding.execute(sa.select(AUDITREGEL).order_by(AUDITREGEL.c.id)).mappings().all()
    if not rijen:
        return {"volgnummer": 0, "laatste": BEGIN, "zegel": ""}
    bos, vorige, zegels = _sleutels(), BEGIN, []
    for nummer, rij in enumerate(rijen, start=1):
        vorige = bos.verzegel(tekst_van(nummer, vorige, rij))
        zegels.append({"b_id": rij["id"], "volgnummer": nummer, "zegel": vorige})
    _laat_wijzigen(toe=True)
    verbinding.execute(sa.update(AUDITREGEL).where(AUDITREGEL.c.id == sa.bindparam("b_id")), zegels)
    _laat_wijzigen(toe=False)
    return {"volgnummer": len(rijen), "laatste": vorige, "zegel": bos.verzegel(koptekst(len(rijen), vorige))}


def _sleutels() -> Sleutelbos:
    settings = Settings.uit_omgeving()
    return Kluis.bos or Sleutelbos.uit(settings.sleutel, settings.map / "sleutel")


def _laat_wijzigen(*, toe: bool) -> None:
    """This migration is the one moment at which rows of the trail are updated."""
    if op.get_bind().dialect.name != "sqlite":
        op.execute(f"ALTER TABLE auditregel {'DISABLE' if toe else 'ENABLE'} TRIGGER auditregel_vast")
    elif toe:
        op.execute("DROP TRIGGER auditregel_geen_update")
    else:
        op.execute(
            "CREATE TRIGGER auditregel_geen_update BEFORE UPDATE ON auditregel "
            "BEGIN SELECT RAISE(ABORT, 'de audittrail is alleen toe te voegen'); END"
        )
