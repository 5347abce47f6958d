"""The daily digest: made once a morning for everybody who works that day, read in the console."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.console import termijnlijst, zicht
from loket_backend.console.gebruiker import Gebruiker, laad
from loket_backend.db import Database
from loket_backend.gesprek.openingstijden import Openingstijden
from loket_backend.intake.dagoverzicht import Dagoverzicht
from loket_backend.intake.models import Intake
from loket_backend.tijd import AMSTERDAM, nu, vandaag
from loket_backend.toegang.rechten import DOSSIERS, mag
from loket_backend.toewijzing.models import Medewerker

UUR = time(7)  # before the loket opens
MAX_PER_KOP = 50


async def maak(database: Database, tijden: Openingstijden) -> int:
    """Makes what is not there yet for today, each in a transaction of its own; gives how many."""
    if not is_tijd(nu(), tijden):
        return 0
    async with database.lees() as session:
        mensen = await _zonder_overzicht(session)
    return sum([await _maak_een(database, wie) for wie in mensen])


def is_tijd(moment: datetime, tijden: Openingstijden) -> bool:
    """From UUR on, on a day that the loket opens."""
    lokaal = moment.astimezone(AMSTERDAM)
    begin = datetime.combine(lokaal.date(), time(), AMSTERDAM)
    return lokaal.time() >= UUR and tijden.volgende_opening(begin).date() == lokaal.date()


async def _zonder_overzicht(session: AsyncSession) -> list[Gebruiker]:
    """Who works today and has none yet."""
    al = select(Dagoverzicht.medewerker_id).where(Dagoverzicht.dag == vandaag())
    vraag = select(Medewerker).where(Medewerker.actief, Medewerker.id.not_in(al)).order_by(Medewerker.id)
    werkt = [m.id for m in await session.scalars(vraag) if vandaag().weekday() in m.werkdagen and mag(m.rol, DOSSIERS)]
    return [wie for id in werkt if (wie := await laad(session, id)) is not None]


async def _maak_een(database: Database, wie: Gebruiker) -> bool:
    """False when another process was first."""
    try:
        async with database.schrijf() as session:
            inhoud = await _inhoud(session, wie)
            session.add(Dagoverzicht(medewerker_id=wie.id, dag=vandaag(), inhoud=inhoud, gemaakt_op=nu()))
    except IntegrityError:
        return False
    return True


async def _inhoud(session: AsyncSession, wie: Gebruiker) -> dict[str, Any]:
    """A medewerker: the own dossiers. A coordinator: all of them."""
    van_mij = zicht.intakes(wie) if wie.ziet_alles else zicht.mijn(wie)
    gisteren = Intake.ontvangen_op >= nu() - timedelta(days=1)
    koppen: Sequence[tuple[str, ColumnElement[bool]]] = (
        ("te_laat", termijnlijst.te_laat()),
        ("bijna", termijnlijst.bijna()),
        ("nieuw", gisteren),
    )
    return {kop: await _kenmerken(session, van_mij & welke) for kop, welke in koppen}


async def _kenmerken(session: AsyncSession, waar: ColumnElement[bool]) -> list[str]:
    vraag = select(Intake.kenmerk).where(waar).order_by(Intake.eerste_termijn, Intake.kenmerk)
    return list(await session.scalars(vraag.limit(MAX_PER_KOP)))


async def van_vandaag(session: AsyncSession, wie: Gebruiker) -> Dagoverzicht | None:
    return await session.get(Dagoverzicht, (wie.id, vandaag()))


async def gelezen(session: AsyncSession, wie: Gebruiker) -> None:
    """Seen for the first time now; later looks change nothing."""
    nieuw = (Dagoverzicht.medewerker_id == wie.id) & (Dagoverzicht.dag == vandaag())
    await session.execute(update(Dagoverzicht).where(nieuw, Dagoverzicht.gelezen_op.is_(None)).values(gelezen_op=nu()))
