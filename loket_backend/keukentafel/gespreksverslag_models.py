"""The gespreksverslag as it stands in the database: versions, steps and reactions, all of them only ever appended."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import Date, ForeignKey, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from loket_backend.db import Basis, Moment, Sleutel, Versleuteld, VersleuteldJson

CONCEPT, VOORGELEGD, AKKOORD, CORRECTIE = "concept", "voorgelegd", "akkoord", "correctie_gevraagd"
STANDEN = (CONCEPT, VOORGELEGD, AKKOORD, CORRECTIE)

# How it came to the resident, and how the answer came back.
CHAT, PAPIER, TELEFOON = "chat", "papier", "telefoon"
WEGEN = (CHAT, PAPIER, TELEFOON)

INWONER = "inwoner"


class Gespreksverslag(Basis):
    """One for an intake. `stand`: of what was last laid before the resident; a newer concept may lie behind it."""

    __tablename__ = "gespreksverslag"

    kenmerk: Mapped[str] = mapped_column(ForeignKey("intake.kenmerk"), primary_key=True)
    stand: Mapped[str] = mapped_column(String(24), default=CONCEPT)
    stand_sinds: Mapped[datetime] = mapped_column(Moment)


class Verslagversie(Basis):
    """What was saved. `delen`: {sleutel of a part: {"tekst", "leeg"}}.

    Only a version that was laid before the resident has `ronde` (1, 2, …), `blad` (all that they read, see blad.py), `hash` (of the blad) and `weg`.
    """

    __tablename__ = "verslagversie"
    __table_args__ = (UniqueConstraint("kenmerk", "nummer"), UniqueConstraint("kenmerk", "ronde"))

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    kenmerk: Mapped[str] = mapped_column(ForeignKey("gespreksverslag.kenmerk"), index=True)
    nummer: Mapped[int] = mapped_column(Integer)
    delen: Mapped[dict[str, dict[str, str]]] = mapped_column(VersleuteldJson)
    ronde: Mapped[int | None] = mapped_column(Integer)
    blad: Mapped[dict[str, Any] | None] = mapped_column(VersleuteldJson)
    hash: Mapped[str | None] = mapped_column(String(64))
    weg: Mapped[str | None] = mapped_column(String(12))
    medewerker_id: Mapped[str] = mapped_column(ForeignKey("medewerker.id"))
    op: Mapped[datetime] = mapped_column(Moment)


class Verslagstap(Basis):
    """One change of `stand`. `door`: INWONER or the id of a medewerker; `reden`: why it did not go by the chat."""

    __tablename__ = "verslagstap"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    kenmerk: Mapped[str] = mapped_column(ForeignKey("gespreksverslag.kenmerk"), index=True)
    van: Mapped[str] = mapped_column(String(24))
    naar: Mapped[str] = mapped_column(String(24))
    ronde: Mapped[int] = mapped_column(Integer)
    weg: Mapped[str] = mapped_column(String(12))
    reden: Mapped[str | None] = mapped_column(Versleuteld)
    door: Mapped[str] = mapped_column(Sleutel)
    op: Mapped[datetime] = mapped_column(Moment)


class Verslagreactie(Basis):
    """What the resident answered about one version. `soort`: AKKOORD or CORRECTIE; `hash`: of the blad that it is about.

    `tekst`: the resident's own words; `volgnummer`: the message that they came from; `door`: INWONER, or who wrote it down for them.
    """

    __tablename__ = "verslagreactie"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    kenmerk: Mapped[str] = mapped_column(ForeignKey("gespreksverslag.kenmerk"), index=True)
    versie_id: Mapped[int] = mapped_column(ForeignKey("verslagversie.id"))
    hash: Mapped[str] = mapped_column(String(64))
    soort: Mapped[str] = mapped_column(String(24))
    tekst: Mapped[str] = mapped_column(Versleuteld)
    weg: Mapped[str] = mapped_column(String(12))
    volgnummer: Mapped[int | None] = mapped_column(Integer)
    door: Mapped[str] = mapped_column(Sleutel)
    op: Mapped[datetime] = mapped_column(Moment)


class Leescode(Basis):
    """What opens one paper for its resident. `versie_id`: of the verslag; without it the confirmation of the melding. Only the hash is kept."""

    __tablename__ = "leescode"

    hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    kenmerk: Mapped[str] = mapped_column(ForeignKey("intake.kenmerk"), index=True)
    versie_id: Mapped[int | None] = mapped_column(ForeignKey("verslagversie.id"))
    geldig_tot: Mapped[datetime] = mapped_column(Moment, index=True)


class Bevestigingspost(Basis):
    """The confirmation of a melding went out by post: when, and who sent it."""

    __tablename__ = "bevestigingspost"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    kenmerk: Mapped[str] = mapped_column(ForeignKey("intake.kenmerk"), index=True)
    verstuurd_op: Mapped[date] = mapped_column(Date)
    medewerker_id: Mapped[str] = mapped_column(ForeignKey("medewerker.id"))
    op: Mapped[datetime] = mapped_column(Moment)
