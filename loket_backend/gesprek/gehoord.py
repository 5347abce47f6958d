"""A message that may be the answer to what people of the loket asked: whether it is heard at all, and whether it follows the question directly."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.crisis.models import Crisismelding
from loket_backend.gesprek.models import INWONER, Bericht, Gesprek
from loket_backend.gesprek.vragen import Mensvraag


@dataclass(frozen=True)
class Gehoord:
    """`keuze`: the `waarde` of the button, None when it was typed; `bij_de_vraag`: nothing was said in between; `gevraagd`: the words of the question."""

    session: AsyncSession
    gesprek: Gesprek
    vraag: Mensvraag
    bericht: Bericht
    keuze: str | None
    bij_de_vraag: bool
    gevraagd: str

    @property
    def tekst(self) -> str:
        return self.bericht.tekst

    @property
    def gekozen(self) -> bool:
        """By the button itself. What stands on it, typed, is an answer only where it follows the question: "ja" may answer somebody else."""
        return self.keuze is not None and (self.bij_de_vraag or self.keuze == self.tekst)


async def luister(
    session: AsyncSession, gesprek: Gesprek, vraag: Mensvraag, bericht: Bericht, keuze: str | None
) -> Gehoord | None:
    """None in danger: then nothing goes before that."""
    if await in_gevaar(session, bericht):
        return None
    gesteld = await session.get_one(Bericht, (gesprek.id, vraag.volgnummer))
    direct = await volgt_direct(session, vraag, bericht)
    return Gehoord(session, gesprek, vraag, bericht, keuze, direct, gesteld.tekst)


async def in_gevaar(session: AsyncSession, bericht: Bericht) -> bool:
    """Whether the crisis gate was raised by this message."""
    alarm = select(Crisismelding.id).where(
        Crisismelding.gesprek_id == bericht.gesprek_id, Crisismelding.volgnummer == bericht.volgnummer
    )
    return await session.scalar(alarm.limit(1)) is not None


async def volgt_direct(session: AsyncSession, vraag: Mensvraag, bericht: Bericht) -> bool:
    """Whether nothing was said to the resident between the question and this message. After an alarm the gate did, under a later number."""
    laatst = select(func.max(Bericht.volgnummer)).where(
        Bericht.gesprek_id == vraag.gesprek_id,
        Bericht.afzender != INWONER,
        Bericht.onderdrukt.is_(False),
        Bericht.volgnummer < bericht.volgnummer,
    )
    return await session.scalar(laatst) == vraag.volgnummer
