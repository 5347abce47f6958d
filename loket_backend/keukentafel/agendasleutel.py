"""The codes behind which calendars stand: of one appointment for the resident, and the feed of one medewerker. Only hashes are kept."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.errors import NietGevonden
from loket_backend.gesprek.postvak import token_hash
from loket_backend.keukentafel.afspraakmodels import Afspraak, Afspraakcode, Agendasleutel, Voorstelmoment
from loket_backend.keukentafel.afspraakstand import GEPLAND, GEWEEST, NIET_VERSCHENEN, VOORGESTELD
from loket_backend.tijd import nu
from loket_backend.toewijzing.models import Medewerker

# The file works until this long after the appointment; a feed shows what lies this far back.
NA_AFLOOP = timedelta(days=7)
TERUG = timedelta(days=30)


async def afspraak_bij(session: AsyncSession, code: str) -> Afspraak:
    """Raises the same NietGevonden for a code that never was and for one whose appointment is over."""
    vraag = select(Afspraak).join(Afspraakcode, Afspraakcode.afspraak_id == Afspraak.id)
    afspraak = await session.scalar(vraag.where(Afspraakcode.hash == token_hash(code)))
    if afspraak is None or afspraak.eind is None or afspraak.eind + NA_AFLOOP < nu():
        raise NietGevonden()
    return afspraak


async def vernieuw(session: AsyncSession, medewerker_id: str) -> str:
    """A new secret for the feed, shown once; the old one works no longer."""
    geheim = secrets.token_urlsafe(32)
    await zet_uit(session, medewerker_id)
    session.add(Agendasleutel(medewerker_id=medewerker_id, hash=token_hash(geheim), gemaakt_op=nu()))
    return geheim


async def zet_uit(session: AsyncSession, medewerker_id: str) -> None:
    await session.execute(delete(Agendasleutel).where(Agendasleutel.medewerker_id == medewerker_id))


async def sinds(session: AsyncSession, medewerker_id: str) -> datetime | None:
    """Since when the feed is on; None: it is off."""
    vraag = select(Agendasleutel.gemaakt_op).where(Agendasleutel.medewerker_id == medewerker_id)
    return await session.scalar(vraag)


async def medewerker_bij(session: AsyncSession, geheim: str) -> Medewerker:
    """Raises NietGevonden, also for somebody who left."""
    vraag = select(Medewerker).join(Agendasleutel, Agendasleutel.medewerker_id == Medewerker.id)
    medewerker = await session.scalar(vraag.where(Agendasleutel.hash == token_hash(geheim)))
    if medewerker is None or not medewerker.actief:
        raise NietGevonden()
    return medewerker


async def gepland(session: AsyncSession, medewerker_id: str) -> list[Afspraak]:
    vraag = select(Afspraak).where(
        Afspraak.medewerker_id == medewerker_id,
        Afspraak.stand.in_((GEPLAND, GEWEEST, NIET_VERSCHENEN)),
        Afspraak.begin >= nu() - TERUG,
    )
    return list(await session.scalars(vraag.order_by(Afspraak.begin, Afspraak.id)))


async def voorgesteld(session: AsyncSession, medewerker_id: str) -> list[tuple[Afspraak, datetime]]:
    vraag = select(Afspraak, Voorstelmoment.begin).join(Voorstelmoment, Voorstelmoment.afspraak_id == Afspraak.id)
    vraag = vraag.where(Afspraak.medewerker_id == medewerker_id, Afspraak.stand == VOORGESTELD)
    rijen = await session.execute(vraag.where(Afspraak.vervalt_op > nu()).order_by(Voorstelmoment.begin, Afspraak.id))
    return [(afspraak, begin) for afspraak, begin in rijen]
