"""Writing messages into a conversation. Whoever writes holds the conversation locked, so the numbers have no gaps and no doubles."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.errors import NietGevonden
from loket_backend.gesprek.models import INWONER, SYSTEEM, Bericht, Beurt, Gesprek
from loket_backend.tijd import nu


async def vergrendel(session: AsyncSession, gesprek_id: str) -> Gesprek:
    """The conversation, locked until the transaction ends. Raises NietGevonden."""
    gesprek = await session.get(Gesprek, gesprek_id, with_for_update=True, populate_existing=True)
    if gesprek is None:
        raise NietGevonden()
    return gesprek


def schrijf(
    session: AsyncSession,
    gesprek: Gesprek,
    afzender: str,
    tekst: str,
    *,
    keuzes: Sequence[dict[str, str]] = (),
    vraag: str | None = None,
    antwoord_op: int | None = None,
    extern_id: str | None = None,
    onderdrukt: bool = False,
    medewerker_id: str | None = None,
) -> Bericht:
    """Appends one message with the next number."""
    gesprek.laatste_volgnummer += 1
    if afzender == INWONER:
        gesprek.ongelezen = (gesprek.ongelezen or 0) + 1
    bericht = Bericht(
        gesprek_id=gesprek.id,
        volgnummer=gesprek.laatste_volgnummer,
        extern_id=extern_id,
        afzender=afzender,
        medewerker_id=medewerker_id,
        tekst=tekst,
        keuzes=list(keuzes),
        vraag=vraag,
        antwoord_op=antwoord_op,
        onderdrukt=onderdrukt,
        tijdstip=nu(),
    )
    session.add(bericht)
    return bericht


async def lees_bij(session: AsyncSession, gesprek_id: str) -> None:
    """People have seen what the resident wrote."""
    alles = update(Gesprek).where(Gesprek.id == gesprek_id, Gesprek.ongelezen > 0).values(ongelezen=0)
    await session.execute(alles.execution_options(synchronize_session=False))


def open_beurt(session: AsyncSession, gesprek: Gesprek, volgnummer: int, stand: str) -> None:
    """The work that message `volgnummer` asks; begins now."""
    moment = nu()
    session.add(Beurt(gesprek_id=gesprek.id, volgnummer=volgnummer, stand=stand, begonnen_op=moment, opnieuw_na=moment))


def zeg(session: AsyncSession, gesprek: Gesprek, tekst: str, antwoord_op: int | None = None) -> Bericht:
    """The loket itself says something."""
    return schrijf(session, gesprek, SYSTEEM, tekst, antwoord_op=antwoord_op)
