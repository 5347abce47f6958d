"""The formal road: what was decided on an aanvraag, and objections to it."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Boolean, Date, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from loket_backend.db import Basis, Moment, Sleutel, Versleuteld

TOEGEKEND, DEELS, AFGEWEZEN = "toegekend", "deels", "afgewezen"
NATURA, PGB = "natura", "pgb"
BEZWAAR, BEROEP = "bezwaar", "beroep"


class Besluit(Basis):
    """A beschikking on an aanvraag (art. 2.3.5 Wmo 2015). `vorm`: NATURA or PGB. Appended; the last row of a dossier counts."""

    __tablename__ = "besluit"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    kenmerk: Mapped[str] = mapped_column(ForeignKey("intake.kenmerk"), index=True)
    aanvraag_op: Mapped[date] = mapped_column(Date)
    besluit_op: Mapped[date] = mapped_column(Date, index=True)
    uitkomst: Mapped[str] = mapped_column(String(12))
    vorm: Mapped[str | None] = mapped_column(String(8))
    eigen_bijdrage: Mapped[bool] = mapped_column(Boolean, default=False)
    toelichting: Mapped[str | None] = mapped_column(Versleuteld)
    door: Mapped[str] = mapped_column(Sleutel)
    op: Mapped[datetime] = mapped_column(Moment)


class Bezwaar(Basis):
    """An objection (BEZWAAR, art. 7:1 Awb) or appeal (BEROEP, art. 8:1 Awb) of a resident. `uitkomst`: how it ended, None while it runs."""

    __tablename__ = "bezwaar"
    __table_args__ = (Index("ix_bezwaar_ontvangen_op", "ontvangen_op"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    kenmerk: Mapped[str] = mapped_column(ForeignKey("intake.kenmerk"), index=True)
    soort: Mapped[str] = mapped_column(String(8))
    ontvangen_op: Mapped[date] = mapped_column(Date)
    klaar_op: Mapped[date | None] = mapped_column(Date)
    uitkomst: Mapped[str | None] = mapped_column(String(16))
    toelichting: Mapped[str | None] = mapped_column(Versleuteld)
    door: Mapped[str] = mapped_column(Sleutel)
    op: Mapped[datetime] = mapped_column(Moment)
