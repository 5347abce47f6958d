"""The arrangement as it stands in the database: versions with their lines, steps and reactions, all of them only ever appended."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import Boolean, Date, Float, ForeignKey, Index, Integer, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from loket_backend.db import Basis, Moment, Sleutel, Versleuteld, VersleuteldJson

CONCEPT, VOORGELEGD, AKKOORD, CORRECTIE, BEEINDIGD = (
    "concept",
    "voorgelegd",
    "akkoord",
    "correctie_gevraagd",
    "beeindigd",
)

# At most one version of a dossier is in force.
GELDT = "geldt_vanaf IS NOT NULL AND geldt_tot IS NULL"


class Arrangement(Basis):
    """One for an intake. `stand`: of what was last laid before the resident; a newer concept may lie behind it."""

    __tablename__ = "arrangement"

    kenmerk: Mapped[str] = mapped_column(ForeignKey("intake.kenmerk"), primary_key=True)
    stand: Mapped[str] = mapped_column(String(24), default=CONCEPT)
    stand_sinds: Mapped[datetime] = mapped_column(Moment)


class Arrangementversie(Basis):
    """What was saved. Laid before the resident: then it has `ronde` (1, 2, …), `blad` (all that they read), `hash` (of the blad), `weg`
    (gespreksverslag_models.WEGEN) and the approval of the medewerker, who gives it by laying it before.

    In force from `geldt_vanaf` (the resident agreed) until `geldt_tot` (a newer one, or the end).
    """

    __tablename__ = "arrangementversie"
    __table_args__ = (
        UniqueConstraint("kenmerk", "nummer"),
        UniqueConstraint("kenmerk", "ronde"),
        Index(
            "ix_arrangementversie_geldt", "kenmerk", unique=True, sqlite_where=text(GELDT), postgresql_where=text(GELDT)
        ),
        Index("ix_arrangementversie_geldt_vanaf", "geldt_vanaf", "geldt_tot"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    kenmerk: Mapped[str] = mapped_column(ForeignKey("arrangement.kenmerk"), index=True)
    nummer: Mapped[int] = mapped_column(Integer)
    ronde: Mapped[int | None] = mapped_column(Integer)
    blad: Mapped[dict[str, Any] | None] = mapped_column(VersleuteldJson)
    hash: Mapped[str | None] = mapped_column(String(64))
    weg: Mapped[str | None] = mapped_column(String(12))
    akkoord_door: Mapped[str | None] = mapped_column(ForeignKey("medewerker.id"))
    akkoord_op: Mapped[datetime | None] = mapped_column(Moment)
    medewerker_id: Mapped[str] = mapped_column(ForeignKey("medewerker.id"))
    op: Mapped[datetime] = mapped_column(Moment)
    geldt_vanaf: Mapped[datetime | None] = mapped_column(Moment)
    geldt_tot: Mapped[datetime | None] = mapped_column(Moment)

    regels: Mapped[list[Arrangementregel]] = relationship(order_by="Arrangementregel.volgorde", lazy="raise")
    vermeden: Mapped[list[Vermeden]] = relationship(order_by="Vermeden.id", lazy="raise")


class Arrangementregel(Basis):
    """One line of help. `sleutel`: the same in every version of the arrangement. Cents a year; `minuten` each time.

    `wat`, `doel`, `door_wie`: what the resident reads (the help and the person); `partij_id`, `bekostiging`, `vorm`: what they do not.
    `buiten_regels`: a line that the rules do not know, with the `reden` for it (regelruimte).
    """

    __tablename__ = "arrangementregel"
    __table_args__ = (
        UniqueConstraint("versie_id", "sleutel"),
        Index("ix_arrangementregel_evaluatie", "evaluatie_op"),
        Index("ix_arrangementregel_begint_op", "begint_op"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    versie_id: Mapped[int] = mapped_column(ForeignKey("arrangementversie.id"), index=True)
    kenmerk: Mapped[str] = mapped_column(ForeignKey("arrangement.kenmerk"), index=True)
    sleutel: Mapped[str] = mapped_column(String(32), index=True)
    volgorde: Mapped[int] = mapped_column(Integer)
    leefgebied: Mapped[str] = mapped_column(String(20))
    vorm: Mapped[str] = mapped_column(String(12))
    bekostiging: Mapped[str] = mapped_column(String(12))
    aanbod_id: Mapped[str | None] = mapped_column(ForeignKey("aanbod.id"), index=True)
    partij_id: Mapped[str | None] = mapped_column(ForeignKey("partij.id"), index=True)
    wat: Mapped[str] = mapped_column(Versleuteld)
    doel: Mapped[str] = mapped_column(Versleuteld)
    door_wie: Mapped[str | None] = mapped_column(Versleuteld)
    keer: Mapped[int] = mapped_column(Integer, default=1)
    per: Mapped[str] = mapped_column(String(12))
    minuten: Mapped[int | None] = mapped_column(Integer)
    begint_op: Mapped[date] = mapped_column(Date)
    evaluatie_op: Mapped[date] = mapped_column(Date)
    eindigt_op: Mapped[date | None] = mapped_column(Date)
    kosten_jaar: Mapped[int] = mapped_column(Integer, default=0)
    buiten_regels: Mapped[bool] = mapped_column(Boolean, default=False)
    reden: Mapped[str | None] = mapped_column(Versleuteld)


class Vermeden(Basis):
    """Help that is not needed because of this arrangement, an estimate: which law and which party it saves. Shows the effect across the domains.

    `kerncijfer`: the key figure that was used (partijen/kerncijfers.yml), None for an own estimate; `aantal`: how many of its units a year;
    `bedrag_jaar` in cents.
    """

    __tablename__ = "vermeden"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    versie_id: Mapped[int] = mapped_column(ForeignKey("arrangementversie.id"), index=True)
    kenmerk: Mapped[str] = mapped_column(ForeignKey("arrangement.kenmerk"), index=True)
    bekostiging: Mapped[str] = mapped_column(String(12))
    partij_id: Mapped[str | None] = mapped_column(ForeignKey("partij.id"))
    wat: Mapped[str] = mapped_column(Versleuteld)
    kerncijfer: Mapped[str | None] = mapped_column(String(40))
    aantal: Mapped[float] = mapped_column(Float)
    bedrag_jaar: Mapped[int] = mapped_column(Integer)


class Arrangementstap(Basis):
    """One change of `stand`. `door`: INWONER or the id of a medewerker; `reden`: why it did not go by the chat, or why it ended."""

    __tablename__ = "arrangementstap"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    kenmerk: Mapped[str] = mapped_column(ForeignKey("arrangement.kenmerk"), index=True)
    van: Mapped[str] = mapped_column(String(24))
    naar: Mapped[str] = mapped_column(String(24))
    ronde: Mapped[int] = mapped_column(Integer)
    weg: Mapped[str] = mapped_column(String(12))
    reden: Mapped[str | None] = mapped_column(Versleuteld)
    door: Mapped[str] = mapped_column(Sleutel)
    op: Mapped[datetime] = mapped_column(Moment)


class Arrangementreactie(Basis):
    """What the resident answered about one version. `soort`: AKKOORD or CORRECTIE; `hash`: of the blad that it is about; `tekst`: their own words."""

    __tablename__ = "arrangementreactie"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    kenmerk: Mapped[str] = mapped_column(ForeignKey("arrangement.kenmerk"), index=True)
    versie_id: Mapped[int] = mapped_column(ForeignKey("arrangementversie.id"))
    hash: Mapped[str] = mapped_column(String(64))
    soort: Mapped[str] = mapped_column(String(24))
    tekst: Mapped[str] = mapped_column(Versleuteld)
    weg: Mapped[str] = mapped_column(String(12))
    volgnummer: Mapped[int | None] = mapped_column(Integer)
    door: Mapped[str] = mapped_column(Sleutel)
    op: Mapped[datetime] = mapped_column(Moment)
