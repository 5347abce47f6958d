"""What help there is: one row an offer, with the leefgebieden it is for and the wijken it reaches."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Boolean, CheckConstraint, Date, ForeignKey, Index, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from loket_backend.db import Basis, Moment, Sleutel


class Aanbod(Basis):
    """An offer of a club, an organisation or volunteers; never of a resident (those stand in wederkerigheid), so nothing here is personal.

    `id`: a UUID, the same in HSDS. `vorm`, `bekostiging`: keys of partijen/woorden.py. `plekken`: how many it has room for, None when that
    does not matter; `bezet`: how many of those are taken as people count them, and `bezet_regels`: by lines of arrangements (plekmodels.py), which
    is counted without `plekken` too. `wijken` none: it is for everybody. `kosten_jaar`: what one place costs in a year, in cents.
    """

    __tablename__ = "aanbod"
    __table_args__ = (
        CheckConstraint("plekken IS NULL OR (bezet >= 0 AND bezet <= plekken)", name="bezet"),
        Index("ix_aanbod_actief_vorm", "actief", "vorm", "naam"),
    )

    id: Mapped[str] = mapped_column(Sleutel, primary_key=True)
    naam: Mapped[str] = mapped_column(String(120))
    omschrijving: Mapped[str] = mapped_column(Text, default="")
    vorm: Mapped[str] = mapped_column(String(12))
    bekostiging: Mapped[str] = mapped_column(String(12))
    partij_id: Mapped[str | None] = mapped_column(ForeignKey("partij.id"), index=True)
    plekken: Mapped[int | None] = mapped_column(Integer)
    bezet: Mapped[int] = mapped_column(Integer, default=0)
    bezet_regels: Mapped[int] = mapped_column(Integer, default=0, server_default="0")
    voorwaarden: Mapped[str] = mapped_column(Text, default="")
    alleen_leden: Mapped[bool] = mapped_column(Boolean, default=False)
    contact: Mapped[str] = mapped_column(String(120), default="")
    telefoon: Mapped[str] = mapped_column(String(32), default="")
    mail: Mapped[str] = mapped_column(String(120), default="")
    website: Mapped[str] = mapped_column(String(300), default="")
    kosten_jaar: Mapped[int | None] = mapped_column(Integer)
    gecontroleerd_op: Mapped[date | None] = mapped_column(Date, index=True)
    actief: Mapped[bool] = mapped_column(Boolean, default=True)
    gewijzigd_op: Mapped[datetime] = mapped_column(Moment)

    @property
    def vrij(self) -> int | None:
        """None when places do not matter; never below zero, also when more was given than there is."""
        return None if self.plekken is None else max(0, self.plekken - self.bezet - self.bezet_regels)


class Aanbodgebied(Basis):
    """The leefgebieden that an offer is for (catalogus.LEEFGEBIEDEN)."""

    __tablename__ = "aanbod_leefgebied"
    __table_args__ = (Index("ix_aanbod_leefgebied_leefgebied", "leefgebied", "aanbod_id"),)

    aanbod_id: Mapped[str] = mapped_column(ForeignKey("aanbod.id"), primary_key=True)
    leefgebied: Mapped[str] = mapped_column(String(20), primary_key=True)


class Aanbodwijk(Basis):
    """The wijken that an offer reaches; without a row it reaches all of them."""

    __tablename__ = "aanbod_wijk"

    aanbod_id: Mapped[str] = mapped_column(ForeignKey("aanbod.id"), primary_key=True)
    wijk_id: Mapped[str] = mapped_column(ForeignKey("wijk.id"), primary_key=True, index=True)
