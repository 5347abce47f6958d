"""Conversations, messages and turns as they stand in the database."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Boolean, ForeignKey, Index, Integer, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from loket_backend.db import Basis, Moment, Sleutel, Versleuteld, VersleuteldJson

# Who owns a conversation (contract section 6).
BOT, WACHT_OP_MENS, MENS, GESLOTEN = "bot", "wacht_op_mens", "mens", "gesloten"

# How far the answer to an inbound message is; what stands on WACHT still needs work.
WACHT, KLAAR, OVERGEDRAGEN = "wacht", "klaar", "overgedragen"

INWONER, BOT_AFZENDER, MEDEWERKER, SYSTEEM = "inwoner", "bot", "medewerker", "systeem"


class Gesprek(Basis):
    """`medewerker_id`: who has it (status mens). `voor_…`: for whom it waits; without either it waits for everybody.

    `opgeschaald_op`: since when a wait that lasted too long is everybody's and the coordinator's; empty again at every change of hands.
    `gezien_…`: the last message that either side had on the screen. `ongelezen`: what the resident wrote since people last looked, or since
    the melding was made of it.
    """

    __tablename__ = "gesprek"
    __table_args__ = (
        Index(
            "ix_gesprek_met_ongelezen",
            "id",
            sqlite_where=text("ongelezen > 0"),
            postgresql_where=text("ongelezen > 0"),
        ),
    )

    id: Mapped[str] = mapped_column(Sleutel, primary_key=True)
    kanaal: Mapped[str] = mapped_column(String(16))
    token_hash: Mapped[str] = mapped_column(String(64), index=True)
    status: Mapped[str] = mapped_column(String(16), default=BOT, index=True)
    crisis: Mapped[str | None] = mapped_column(String(16))
    laatste_volgnummer: Mapped[int] = mapped_column(Integer, default=0)
    geopend_op: Mapped[datetime] = mapped_column(Moment, index=True)
    status_sinds: Mapped[datetime] = mapped_column(Moment)
    medewerker_id: Mapped[str | None] = mapped_column(ForeignKey("medewerker.id"), index=True)
    voor_medewerker_id: Mapped[str | None] = mapped_column(ForeignKey("medewerker.id"))
    voor_wijk_id: Mapped[str | None] = mapped_column(ForeignKey("wijk.id"))
    opgeschaald_op: Mapped[datetime | None] = mapped_column(Moment)
    gezien_inwoner: Mapped[int] = mapped_column(Integer, default=0)
    gezien_medewerker: Mapped[int] = mapped_column(Integer, default=0)
    ongelezen: Mapped[int] = mapped_column(Integer, default=0)

    def is_van(self, medewerker_id: str) -> bool:
        """Whether this medewerker has the conversation."""
        return self.status == MENS and self.medewerker_id == medewerker_id


class Statuswissel(Basis):
    """The history of who owned a conversation; only ever appended. `door`: inwoner, bot, or the id of a medewerker."""

    __tablename__ = "gesprek_statuswissel"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    gesprek_id: Mapped[str] = mapped_column(ForeignKey("gesprek.id"), index=True)
    van: Mapped[str] = mapped_column(String(16))
    naar: Mapped[str] = mapped_column(String(16))
    reden: Mapped[str] = mapped_column(String(40))
    door: Mapped[str] = mapped_column(String(40))
    op: Mapped[datetime] = mapped_column(Moment, index=True)


class Bericht(Basis):
    """One message. Outbound ones are the outbox too: the channels read them in order of volgnummer.

    `onderdrukt`: an answer of the bot that came after a human took over; kept, never sent.
    `bewerkt_op`: when the resident last corrected the text afterwards.
    """

    __tablename__ = "bericht"
    __table_args__ = (UniqueConstraint("gesprek_id", "extern_id"),)

    gesprek_id: Mapped[str] = mapped_column(ForeignKey("gesprek.id"), primary_key=True)
    volgnummer: Mapped[int] = mapped_column(Integer, primary_key=True)
    extern_id: Mapped[str | None] = mapped_column(String(64))
    afzender: Mapped[str] = mapped_column(String(16))
    medewerker_id: Mapped[str | None] = mapped_column(ForeignKey("medewerker.id"))
    tekst: Mapped[str] = mapped_column(Versleuteld)
    keuzes: Mapped[list[dict[str, str]]] = mapped_column(VersleuteldJson, default=list)
    vraag: Mapped[str | None] = mapped_column(String(32))
    antwoord_op: Mapped[int | None] = mapped_column(Integer)
    onderdrukt: Mapped[bool] = mapped_column(Boolean, default=False)
    tijdstip: Mapped[datetime] = mapped_column(Moment)
    bewerkt_op: Mapped[datetime | None] = mapped_column(Moment)


class Beurt(Basis):
    """The work that an inbound message asks: one row, open until it is answered or handed to people.

    `wie`: the process that works on it, by its claim `tot` (moments of the database's clock); claims.py tells what they mean.
    """

    __tablename__ = "beurt"
    __table_args__ = (Index("ix_beurt_open", "stand", "opnieuw_na"),)

    gesprek_id: Mapped[str] = mapped_column(ForeignKey("gesprek.id"), primary_key=True)
    volgnummer: Mapped[int] = mapped_column(Integer, primary_key=True)
    stand: Mapped[str] = mapped_column(String(16), default=WACHT)
    pogingen: Mapped[int] = mapped_column(Integer, default=0)
    gemeld: Mapped[bool] = mapped_column(Boolean, default=False)
    begonnen_op: Mapped[datetime] = mapped_column(Moment)
    opnieuw_na: Mapped[datetime] = mapped_column(Moment)
    klaar_op: Mapped[datetime | None] = mapped_column(Moment)
    wie: Mapped[str | None] = mapped_column(String(32))
    tot: Mapped[datetime | None] = mapped_column(Moment)


class Notitie(Basis):
    """What staff write to each other beside a conversation. A resident never sees it in the chat; it is part of the dossier."""

    __tablename__ = "gesprek_notitie"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    gesprek_id: Mapped[str] = mapped_column(ForeignKey("gesprek.id"), index=True)
    medewerker_id: Mapped[str] = mapped_column(ForeignKey("medewerker.id"))
    tekst: Mapped[str] = mapped_column(Versleuteld)
    op: Mapped[datetime] = mapped_column(Moment)


def als_json(bericht: Bericht) -> dict[str, Any]:
    """A message as contract section 6 shows it."""
    return {
        "volgnummer": bericht.volgnummer,
        "afzender": bericht.afzender,
        "tekst": bericht.tekst,
        "keuzes": bericht.keuzes or [],
        "vraag": bericht.vraag,
        "tijdstip": bericht.tijdstip.isoformat(),
    }
