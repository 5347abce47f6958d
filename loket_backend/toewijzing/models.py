"""Wijken by postcode, and the medewerkers who come to the kitchen table."""

from __future__ import annotations

from datetime import date

from sqlalchemy import JSON, Boolean, Date, Float, ForeignKey, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from loket_backend.db import Basis, Sleutel


class Wijk(Basis):
    """`breedte`, `lengte`: its centre in degrees; `straal`: how far it reaches, in metres. All three or none (toewijzing/plek.py)."""

    __tablename__ = "wijk"

    id: Mapped[str] = mapped_column(Sleutel, primary_key=True)
    naam: Mapped[str] = mapped_column(String(80))
    breedte: Mapped[float | None] = mapped_column(Float)
    lengte: Mapped[float | None] = mapped_column(Float)
    straal: Mapped[int | None] = mapped_column(Integer)


class Postcodegebied(Basis):
    """All postcodes from `van` up to and including `tot` ("7913AA" – "7913ZZ") belong to the wijk."""

    __tablename__ = "postcodegebied"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    wijk_id: Mapped[str] = mapped_column(ForeignKey("wijk.id"), index=True)
    van: Mapped[str] = mapped_column(String(6), index=True)
    tot: Mapped[str] = mapped_column(String(6))


class Medewerker(Basis):
    """Somebody who works for the loket. `werkdagen`: weekday numbers, Monday 0. `caseload_max`: open intakes at once."""

    __tablename__ = "medewerker"

    id: Mapped[str] = mapped_column(Sleutel, primary_key=True)
    naam: Mapped[str] = mapped_column(String(80))
    functie: Mapped[str] = mapped_column(String(80))
    rol: Mapped[str] = mapped_column(String(16), default="medewerker")
    werkdagen: Mapped[list[int]] = mapped_column(JSON, default=lambda: [0, 1, 2, 3, 4])
    caseload_max: Mapped[int] = mapped_column(Integer, default=40)
    actief: Mapped[bool] = mapped_column(Boolean, default=True)
    login: Mapped[str | None] = mapped_column(String(80), unique=True)
    wachtwoord: Mapped[str | None] = mapped_column(String(200))


class Wijklid(Basis):
    """A medewerker works in a wijk, or in more than one."""

    __tablename__ = "wijklid"

    medewerker_id: Mapped[str] = mapped_column(ForeignKey("medewerker.id"), primary_key=True)
    wijk_id: Mapped[str] = mapped_column(ForeignKey("wijk.id"), primary_key=True)


class Afwezigheid(Basis):
    """A medewerker is away from `van` up to and including `tot`."""

    __tablename__ = "afwezigheid"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    medewerker_id: Mapped[str] = mapped_column(ForeignKey("medewerker.id"), index=True)
    van: Mapped[date] = mapped_column(Date)
    tot: Mapped[date] = mapped_column(Date)
