"""Appointments for the gesprek at the kitchen table, the moments that were proposed, and what happened to each of them."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ForeignKey, Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from loket_backend.db import Basis, Moment, Sleutel, Versleuteld, VersleuteldJson

THUIS, LOKET, BELLEN = "thuis", "loket", "bellen"
PLAATSEN = (THUIS, LOKET, BELLEN)


class Afspraak(Basis):
    """One appointment from the proposal to its end, however often it is moved.

    `begin`: the moment that was chosen last; it stands while `stand` is gepland or after. `duur`: minutes. `uid` and `volgnummer`: the UID and
    SEQUENCE of RFC 5545, so that a calendar moves what it has. `gevraagd`: what the resident was asked last and has not answered.
    `erbij`: who accompanies the resident, as [{"soort", "naam"}].
    """

    __tablename__ = "afspraak"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    uid: Mapped[str] = mapped_column(Sleutel, unique=True)
    kenmerk: Mapped[str] = mapped_column(ForeignKey("intake.kenmerk"), index=True)
    medewerker_id: Mapped[str] = mapped_column(ForeignKey("medewerker.id"))
    stand: Mapped[str] = mapped_column(String(24))
    begin: Mapped[datetime | None] = mapped_column(Moment)
    duur: Mapped[int] = mapped_column(Integer)
    plaats: Mapped[str] = mapped_column(String(12))
    adres: Mapped[str | None] = mapped_column(Versleuteld)
    erbij: Mapped[list[dict[str, str]]] = mapped_column(VersleuteldJson, default=list)
    notitie: Mapped[str | None] = mapped_column(Versleuteld)
    volgnummer: Mapped[int] = mapped_column(Integer, default=0)
    gevraagd: Mapped[str | None] = mapped_column(String(16))
    vervalt_op: Mapped[datetime | None] = mapped_column(Moment)
    gemaakt_op: Mapped[datetime] = mapped_column(Moment)
    gewijzigd_op: Mapped[datetime] = mapped_column(Moment)

    __table_args__ = (Index("ix_afspraak_agenda", "medewerker_id", "stand", "begin"),)

    @property
    def eind(self) -> datetime | None:
        return self.begin + timedelta(minutes=self.duur) if self.begin else None


class Voorstelmoment(Basis):
    """One moment of the proposal that stands now; a new proposal replaces them, and the history keeps what they were."""

    __tablename__ = "afspraak_moment"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    afspraak_id: Mapped[int] = mapped_column(ForeignKey("afspraak.id"), index=True)
    begin: Mapped[datetime] = mapped_column(Moment)


class Afspraakwissel(Basis):
    """The history of an appointment; only ever appended. `door`: inwoner, loket, or the id of a medewerker. `gegevens`: the moments, the reason."""

    __tablename__ = "afspraak_wissel"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    afspraak_id: Mapped[int] = mapped_column(ForeignKey("afspraak.id"), index=True)
    gebeurtenis: Mapped[str] = mapped_column(String(24))
    van: Mapped[str | None] = mapped_column(String(24))
    naar: Mapped[str] = mapped_column(String(24))
    door: Mapped[str] = mapped_column(Sleutel)
    gegevens: Mapped[dict[str, Any]] = mapped_column(VersleuteldJson)
    op: Mapped[datetime] = mapped_column(Moment)


class Afspraakcode(Basis):
    """Behind this code stands the calendar file of one appointment; here is only the hash. How long it works follows from the appointment."""

    __tablename__ = "afspraak_code"

    hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    afspraak_id: Mapped[int] = mapped_column(ForeignKey("afspraak.id"), index=True)
    gemaakt_op: Mapped[datetime] = mapped_column(Moment)


class Agendasleutel(Basis):
    """The secret address of a medewerker's calendar feed; here is only the hash. Without a row the feed is off."""

    __tablename__ = "agenda_sleutel"

    medewerker_id: Mapped[str] = mapped_column(ForeignKey("medewerker.id"), primary_key=True)
    hash: Mapped[str] = mapped_column(String(64), unique=True)
    gemaakt_op: Mapped[datetime] = mapped_column(Moment)
