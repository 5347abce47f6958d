"""What a resident sees of the people in a conversation: who wrote what, who reads along, and how far either side has read."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.gesprek.models import Bericht, Gesprek
from loket_backend.toewijzing.models import Medewerker


@dataclass(frozen=True)
class Spreker:
    """Who wrote message `volgnummer`."""

    volgnummer: int
    medewerker_id: str
    naam: str


@dataclass(frozen=True)
class Beeld:
    """`sprekers`: of the messages asked for. `gezien`: the last message that staff had on the screen. `wie`: who has the conversation."""

    sprekers: list[Spreker]
    gezien: int
    wie: str | None


async def lees(session: AsyncSession, gesprek_id: str, na: int) -> Beeld:
    """`sprekers` only of messages after number `na`."""
    vraag = (
        select(Bericht.volgnummer, Medewerker.id, Medewerker.naam)
        .join(Medewerker, Medewerker.id == Bericht.medewerker_id)
        .where(Bericht.gesprek_id == gesprek_id, Bericht.volgnummer > na, Bericht.onderdrukt.is_(False))
    )
    rijen = (await session.execute(vraag.order_by(Bericht.volgnummer))).all()
    gesprek = await session.get_one(Gesprek, gesprek_id)
    return Beeld([Spreker(*rij) for rij in rijen], gesprek.gezien_medewerker, gesprek.medewerker_id)


async def inwoner_zag(session: AsyncSession, gesprek_id: str, volgnummer: int) -> None:
    """Moves on, never back, also when two tabs tell it at once."""
    gezien = update(Gesprek).where(Gesprek.id == gesprek_id, Gesprek.gezien_inwoner < volgnummer)
    await session.execute(gezien.values(gezien_inwoner=volgnummer))
