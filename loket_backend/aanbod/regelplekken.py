"""The places that lines of arrangements take of offers, and give back.

They are counted apart from what people count by hand (docs/adr/0036). Locks: after the budgets come offers, in the order of name and id.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Protocol

import structlog
from sqlalchemy import ColumnElement, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.aanbod.models import Aanbod
from loket_backend.aanbod.plekmodels import Regelplek
from loket_backend.aanbod.zoeken import heeft_plek
from loket_backend.db import Database
from loket_backend.errors import Conflict, plek
from loket_backend.partijen.woorden import EENMALIG
from loket_backend.tijd import nu, vandaag

log = structlog.get_logger()

VOL = "Bij “{naam}” is geen plek meer vrij. Kies ander aanbod, of vraag of er een plek bij kan."
GESTOPT = "“{naam}” is gestopt. Kies ander aanbod."


class Regel(Protocol):
    """What an offer needs to know of a line. It runs until its last day; what comes once and has none, until its first."""

    sleutel: str
    aanbod_id: str | None
    per: str
    begint_op: date
    eindigt_op: date | None


async def stem_af(session: AsyncSession, kenmerk: str, regels: Sequence[Regel]) -> None:
    """Brings the places of this dossier in line with these lines: one for each line from an offer whose last day did not pass.

    All or nothing. Raises Conflict that names every offer without a place and every offer that was retired; who has a place there keeps it.
    The caller holds the intake locked.
    """
    wil = {r.sleutel: r for r in regels if r.aanbod_id and not _voorbij(r)}
    had = await session.scalars(select(Regelplek.aanbod_id).where(*_bezet(kenmerk)).distinct())
    aanbod = {*had, *(r.aanbod_id for r in wil.values() if r.aanbod_id)}
    if aanbod:
        async with session.begin_nested():
            await _vergrendel(session, aanbod)
            await _maak_vrij(session, aanbod)
            await _laat_los(session, kenmerk, wil)
            await _neem(session, kenmerk, wil)


def laatste_dag(regel: Regel) -> date | None:
    return regel.eindigt_op or (regel.begint_op if regel.per == EENMALIG else None)


def _voorbij(regel: Regel) -> bool:
    dag = laatste_dag(regel)
    return dag is not None and dag < vandaag()


def _bezet(kenmerk: str) -> tuple[ColumnElement[bool], ...]:
    return Regelplek.kenmerk == kenmerk, Regelplek.vrij_op.is_(None)


async def _vergrendel(session: AsyncSession, aanbod: Collection[str]) -> None:
    """In the order in which a file holds them (lezen.alles); others may go on pointing at them."""
    keuze = select(Aanbod.id).where(Aanbod.id.in_(aanbod)).order_by(Aanbod.naam, Aanbod.id)
    await session.execute(keuze.with_for_update(key_share=True))


async def _maak_vrij(session: AsyncSession, aanbod: Collection[str]) -> None:
    """What lines have of these offers whose last day passed."""
    voorbij = Regelplek.aanbod_id.in_(aanbod), Regelplek.vrij_op.is_(None), Regelplek.tot < vandaag()
    await _geef_terug(session, *voorbij)


async def _laat_los(session: AsyncSession, kenmerk: str, wil: Mapping[str, Regel]) -> None:
    """What goes on keeps its place, until another day perhaps; the rest is free before anything is taken."""
    keuze = select(Regelplek).where(*_bezet(kenmerk)).execution_options(populate_existing=True)
    weg = []
    for rij in await session.scalars(keuze):
        wens = wil.get(rij.regel)
        if wens is not None and wens.aanbod_id == rij.aanbod_id:
            rij.tot = laatste_dag(wens)
        else:
            weg.append(rij.id)
    await session.flush()
    if weg:
        await _geef_terug(session, Regelplek.id.in_(weg))


async def _geef_terug(session: AsyncSession, *welke: ColumnElement[bool]) -> None:
    """Whoever holds the offers locked."""
    eraf = update(Regelplek).where(*welke).values(vrij_op=nu()).returning(Regelplek.aanbod_id)
    per_aanbod = Counter(await session.scalars(eraf.execution_options(synchronize_session=False)))
    for aanbod_id, aantal in per_aanbod.items():
        minder = update(Aanbod).where(Aanbod.id == aanbod_id).values(bezet_regels=Aanbod.bezet_regels - aantal)
        await session.execute(minder.execution_options(synchronize_session=False))


async def _neem(session: AsyncSession, kenmerk: str, wil: Mapping[str, Regel]) -> None:
    heeft = set(await session.scalars(select(Regelplek.regel).where(*_bezet(kenmerk))))
    nieuw = [regel for sleutel, regel in wil.items() if sleutel not in heeft]
    per_aanbod = Counter(r.aanbod_id for r in nieuw if r.aanbod_id)
    if dicht := [id for id, aantal in per_aanbod.items() if not await _neem_er(session, id, aantal)]:
        raise await _weigering(session, dicht)
    moment = nu()
    for r in nieuw:
        rij = Regelplek(kenmerk=kenmerk, aanbod_id=r.aanbod_id, regel=r.sleutel, tot=laatste_dag(r), genomen_op=moment)
        session.add(rij)
    await session.flush()


async def _neem_er(session: AsyncSession, aanbod_id: str, aantal: int) -> bool:
    """Whether there were so many: asked in the statement that takes them, so nobody takes the same at the same time."""
    erbij = update(Aanbod).where(Aanbod.id == aanbod_id, Aanbod.actief, heeft_plek(aantal))
    erbij = erbij.values(bezet_regels=Aanbod.bezet_regels + aantal).returning(Aanbod.id)
    return await session.scalar(erbij.execution_options(synchronize_session=False)) is not None


async def _weigering(session: AsyncSession, aanbod: Iterable[str]) -> Conflict:
    keuze = select(Aanbod.naam, Aanbod.actief).where(Aanbod.id.in_(list(aanbod))).order_by(Aanbod.naam, Aanbod.id)
    return Conflict(" ".join((VOL if r.actief else GESTOPT).format(naam=r.naam) for r in await session.execute(keuze)))


async def houd_bij(database: Database) -> None:
    """Gives back what lines have whose last day passed, each offer in a transaction of its own. Any number of processes may call it.

    What fails is logged and tried again at the next call.
    """
    async with database.lees() as session:
        voorbij = Regelplek.vrij_op.is_(None), Regelplek.tot < vandaag()
        aanbod = list(await session.scalars(select(Regelplek.aanbod_id).where(*voorbij).distinct()))
    for aanbod_id in aanbod:
        try:
            async with database.schrijf() as session:
                await _vergrendel(session, [aanbod_id])
                await _maak_vrij(session, [aanbod_id])
        except Exception as fout:
            log.error("plek_gestruikeld", aanbod=aanbod_id, soort=type(fout).__name__, plek=plek(fout))


async def reken_na(session: AsyncSession) -> list[str]:
    """The offers of which the count is not that of the lines that have a place: none, as long as there is one door."""
    geteld = select(func.count()).where(Regelplek.aanbod_id == Aanbod.id, Regelplek.vrij_op.is_(None))
    keuze = select(Aanbod.id).where(Aanbod.bezet_regels != geteld.correlate(Aanbod).scalar_subquery())
    return list(await session.scalars(keuze.order_by(Aanbod.id)))
