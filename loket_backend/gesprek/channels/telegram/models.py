"""What the loket keeps about Telegram: updates that came in, the chats, what must go out, buttons, and one-time links.

A chat id is person data: it stands encrypted, and is found by its blind index.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Boolean, ForeignKey, Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from loket_backend.db import Basis, Kluis, Moment, Versleuteld, VersleuteldJson

# How far the talk in a chat is.
NIEUW, UITLEG, OPEN, VERHUISD, GROEP = "nieuw", "uitleg", "open", "verhuisd", "groep"

# What may stand in the own outbox of a chat.
TEKST, CALLBACK, VINK, VERLAAT = "tekst", "callback", "vink", "verlaat"

# What a button does.
ANTWOORD, VERDER = "antwoord", "verder"


class Peiling(Basis):
    """One row: the first update that Telegram has not been told we have (the `offset` of getUpdates)."""

    __tablename__ = "telegram_peiling"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    volgende: Mapped[int] = mapped_column(BigInteger, default=0)


class Inkomend(Basis):
    """The inbox. The row stays after it was handled, without its content, so that a replay has no second effect."""

    __tablename__ = "telegram_update"
    __table_args__ = (Index("ix_telegram_update_open", "verwerkt_op", "update_id"),)

    update_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    chat: Mapped[str] = mapped_column(String(64))
    inhoud: Mapped[dict[str, Any] | None] = mapped_column(VersleuteldJson)
    ontvangen_op: Mapped[datetime] = mapped_column(Moment)
    pogingen: Mapped[int] = mapped_column(Integer, default=0)
    verwerkt_op: Mapped[datetime | None] = mapped_column(Moment)


class Chat(Basis):
    """`geleverd_tot`: the last message of the gesprek that Telegram took; `deel`: how many parts of the next one it took."""

    __tablename__ = "telegram_chat"

    index: Mapped[str] = mapped_column(String(64), primary_key=True)
    chat_id: Mapped[str] = mapped_column(Versleuteld)
    stand: Mapped[str] = mapped_column(String(16), default=NIEUW)
    gesprek_id: Mapped[str | None] = mapped_column(ForeignKey("gesprek.id"), index=True)
    geleverd_tot: Mapped[int] = mapped_column(Integer, default=0)
    deel: Mapped[int] = mapped_column(Integer, default=0)
    pogingen: Mapped[int] = mapped_column(Integer, default=0)
    opnieuw_na: Mapped[datetime | None] = mapped_column(Moment)
    onbereikbaar: Mapped[bool] = mapped_column(Boolean, default=False)


class Uitgaand(Basis):
    """What the channel itself has to send, in order; the messages of the gesprek are their own outbox. Gone once sent."""

    __tablename__ = "telegram_uit"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    chat: Mapped[str] = mapped_column(ForeignKey("telegram_chat.index"), index=True)
    soort: Mapped[str] = mapped_column(String(16))
    inhoud: Mapped[dict[str, Any]] = mapped_column(VersleuteldJson)


class Toets(Basis):
    """One button: an opaque token that stands for a value, under one message of one gesprek, in one chat."""

    __tablename__ = "telegram_toets"
    __table_args__ = (Index("ix_telegram_toets_bericht", "gesprek_id", "volgnummer"),)

    token: Mapped[str] = mapped_column(String(64), primary_key=True)
    chat: Mapped[str] = mapped_column(ForeignKey("telegram_chat.index"))
    gesprek_id: Mapped[str] = mapped_column(ForeignKey("gesprek.id"))
    volgnummer: Mapped[int] = mapped_column(Integer)
    nummer: Mapped[int] = mapped_column(Integer)
    soort: Mapped[str] = mapped_column(String(16))
    waarde: Mapped[str] = mapped_column(Versleuteld)
    label: Mapped[str] = mapped_column(Versleuteld)


class Verhuiscode(Basis):
    """A one-time link to the widget; the code itself is kept only as a hash."""

    __tablename__ = "telegram_verhuiscode"

    code_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    chat: Mapped[str] = mapped_column(ForeignKey("telegram_chat.index"))
    gesprek_id: Mapped[str] = mapped_column(ForeignKey("gesprek.id"), index=True)
    verloopt_op: Mapped[datetime] = mapped_column(Moment)
    gebruikt_op: Mapped[datetime | None] = mapped_column(Moment)


def chat_index(chat_id: int) -> str:
    """The blind index under which a chat is found."""
    return Kluis.open().index(f"telegram|{chat_id}")
