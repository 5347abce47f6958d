"""The arrangement as it stands in the database, in rounds (rondes/models.py): versions with their lines, steps and reactions."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Boolean, Date, Float, ForeignKey, Index, Integer, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from loket_backend.db import Basis, Moment, Versleuteld
from loket_backend.rondes.models import Papierstand, Reactie, Stap, Versie

BEEINDIGD = "beeindigd"

# At most one version of a dossier is in force.
GELDT = "geldt_vanaf IS NOT NULL AND geldt_tot IS NULL"


class Arrangement(Papierstand):
    __tablename__ = "arrangement"


class Arrangementversie(Versie):
    """With the approval of the medewerker, who gives it by laying it before the resident.

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

    kenmerk: Mapped[str] = mapped_column(ForeignKey("arrangement.kenmerk"), index=True)
    akkoord_door: Mapped[str | None] = mapped_column(ForeignKey("medewerker.id"))
    akkoord_op: Mapped[datetime | None] = mapped_column(Moment)
    geldt_vanaf: Mapped[datetime | None] = mapped_column(Moment)
    geldt_tot: Mapped[datetime | None] = mapped_column(Moment)

    regels: Mapped[list[Arrangementregel]] = relationship(order_by="Arrangementregel.volgorde", lazy="raise")
    vermeden: Mapped[list[Vermeden]] = relationship(order_by="Vermeden.id", lazy="raise")

    @property
    def voorgelegd_door(self) -> str | None:
        return self.akkoord_door

    @property
    def voorgelegd_op(self) -> datetime | None:
        return self.akkoord_op


class Arrangementregel(Basis):
    """One line of help. `sleutel`: the same in every version of the arrangement. Cents a year; `minuten` each time.

    `wat`, `doel`, `door_wie`: what the resident reads (the help and the person); `partij_id`, `bekostiging`, `vorm`: what they do not.
    `buiten_regels`: a line that the rules do not know, with the `reden` for it (regelruimte).
    """

    __tablename__ = "arrangementregel"
    __table_args__ = (UniqueConstraint("versie_id", "sleutel"), Index("ix_arrangementregel_evaluatie", "evaluatie_op"))

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


class Arrangementstap(Stap):
    """`reden` also says why it ended."""

    __tablename__ = "arrangementstap"

    kenmerk: Mapped[str] = mapped_column(ForeignKey("arrangement.kenmerk"), index=True)


class Arrangementreactie(Reactie):
    """`soort` may also be AKKOORD_WACHT (akkoord.py)."""

    __tablename__ = "arrangementreactie"

    kenmerk: Mapped[str] = mapped_column(ForeignKey("arrangement.kenmerk"), index=True)
    versie_id: Mapped[int] = mapped_column(ForeignKey("arrangementversie.id"))
