"""While a medewerker is away a colleague has their open dossiers; afterwards they go back. The resident is told both times."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date, datetime, timedelta

import structlog
from sqlalchemy import ColumnElement, Date, ForeignKey, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from loket_backend.db import Basis, Database, Moment, Sleutel
from loket_backend.errors import Conflict, NietGevonden, OngeldigeInvoer, plek
from loket_backend.gesprek.teksten import Teksten
from loket_backend.intake import service
from loket_backend.intake.models import EINDE, Intake
from loket_backend.keukentafel.afspraakdossier import vergrendel_intake
from loket_backend.keukentafel.overdragen import neem_afspraken_mee, vertel
from loket_backend.tijd import lees_datum, nu, vandaag
from loket_backend.toegang.rechten import DOSSIERS, mag
from loket_backend.toewijzing.models import Afwezigheid, Medewerker

log = structlog.get_logger()

LANGST = timedelta(days=366)


class Waarneming(Basis):
    """From `van` up to and including `tot`. `begonnen_op`: the dossiers went over; `geeindigd_op`: they went back, or it was called off."""

    __tablename__ = "waarneming"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    medewerker_id: Mapped[str] = mapped_column(ForeignKey("medewerker.id"))
    waarnemer_id: Mapped[str] = mapped_column(ForeignKey("medewerker.id"))
    van: Mapped[date] = mapped_column(Date)
    tot: Mapped[date] = mapped_column(Date)
    door: Mapped[str] = mapped_column(Sleutel)
    op: Mapped[datetime] = mapped_column(Moment)
    begonnen_op: Mapped[datetime | None] = mapped_column(Moment)
    geeindigd_op: Mapped[datetime | None] = mapped_column(Moment)


class Waargenomen(Basis):
    """A dossier that went over, so that this one goes back."""

    __tablename__ = "waargenomen"

    waarneming_id: Mapped[int] = mapped_column(ForeignKey("waarneming.id"), primary_key=True)
    kenmerk: Mapped[str] = mapped_column(ForeignKey("intake.kenmerk"), primary_key=True)


async def plan(session: AsyncSession, afwezige: str, waarnemer: str, van: date, tot: date, door: str) -> Waarneming:
    """Writes it down, and that the medewerker is away: from now on nothing new is assigned to them in those days.

    Raises OngeldigeInvoer that names every fault.
    """
    if fouten := await _fouten(session, afwezige, waarnemer, van, tot):
        raise OngeldigeInvoer(" ".join(fouten), fouten)
    waarneming = Waarneming(medewerker_id=afwezige, waarnemer_id=waarnemer, van=van, tot=tot, door=door, op=nu())
    session.add_all([waarneming, Afwezigheid(medewerker_id=afwezige, van=van, tot=tot)])
    await session.flush()
    return waarneming


async def _fouten(session: AsyncSession, afwezige: str, waarnemer: str, van: date, tot: date) -> list[str]:
    mensen = {wie: await session.get(Medewerker, wie) for wie in (afwezige, waarnemer)}
    fouten = []
    if any(m is None or not m.actief or not mag(m.rol, DOSSIERS) for m in mensen.values()):
        fouten.append("Kies twee collega's die hier werken.")
    if afwezige == waarnemer:
        fouten.append("Iemand kan niet voor zichzelf waarnemen.")
    if tot < van or tot < vandaag():
        fouten.append("De laatste dag ligt voor de eerste dag, of is al voorbij.")
    if tot - van > LANGST:
        fouten.append("Een waarneming duurt hooguit een jaar.")
    if await _loopt(session, Waarneming.medewerker_id == afwezige, van, tot):
        fouten.append("Er is in deze dagen al iemand die waarneemt.")
    if await _loopt(session, Waarneming.medewerker_id == waarnemer, van, tot) or await _weg(
        session, waarnemer, van, tot
    ):
        fouten.append("Deze waarnemer is in deze dagen zelf afwezig.")
    return fouten


async def _loopt(session: AsyncSession, wie: ColumnElement[bool], van: date, tot: date) -> bool:
    vraag = select(Waarneming.id).where(wie, Waarneming.geeindigd_op.is_(None))
    return await session.scalar(vraag.where(Waarneming.van <= tot, Waarneming.tot >= van).limit(1)) is not None


async def _weg(session: AsyncSession, wie: str, van: date, tot: date) -> bool:
    vraag = select(Afwezigheid.id).where(Afwezigheid.medewerker_id == wie)
    return await session.scalar(vraag.where(Afwezigheid.van <= tot, Afwezigheid.tot >= van).limit(1)) is not None


async def begin(session: AsyncSession, waarneming: Waarneming, teksten: Teksten) -> list[str]:
    """The open dossiers go over; gives the conversations in which that was said."""
    gesprekken, waarnemer, afwezige = [], *await _mensen(session, waarneming)
    eigen = select(Intake.kenmerk).where(Intake.medewerker_id == afwezige.id, Intake.status.not_in(EINDE))
    for kenmerk in list(await session.scalars(eigen.order_by(Intake.kenmerk))):
        gesprek, intake = await vergrendel_intake(session, kenmerk)
        await service.geef_aan(session, intake, waarnemer.id, f"Neemt waar voor {afwezige.naam}.", waarneming.door)
        session.add(Waargenomen(waarneming_id=waarneming.id, kenmerk=kenmerk))
        await neem_afspraken_mee(session, intake, waarnemer, waarneming.door)
        tot = lees_datum(waarneming.tot)
        vertel(session, gesprek, teksten, "waarneming_begint", waarnemer, afwezige=afwezige.naam, tot=tot)
        gesprekken.append(intake.gesprek_id)
    waarneming.begonnen_op = nu()
    return gesprekken


async def eindig(session: AsyncSession, waarneming: Waarneming, teksten: Teksten) -> list[str]:
    """What still is with the waarnemer goes back; gives the conversations in which that was said."""
    gesprekken, waarnemer, terug = [], *await _mensen(session, waarneming)
    overgegaan = select(Waargenomen.kenmerk).where(Waargenomen.waarneming_id == waarneming.id)
    for kenmerk in list(await session.scalars(overgegaan.order_by(Waargenomen.kenmerk))):
        gesprek, intake = await vergrendel_intake(session, kenmerk)
        if intake.medewerker_id != waarnemer.id or intake.status in EINDE or not terug.actief:
            continue
        await service.geef_aan(session, intake, terug.id, f"{terug.naam} is er weer.", waarneming.door)
        await neem_afspraken_mee(session, intake, terug, waarneming.door)
        vertel(session, gesprek, teksten, "waarneming_eindigt", terug)
        gesprekken.append(intake.gesprek_id)
    waarneming.geeindigd_op = nu()
    return gesprekken


async def breek_af(session: AsyncSession, waarneming_id: int, teksten: Teksten) -> list[str]:
    """Ends it now, or calls it off before it began; the medewerker is there again from today on. Raises NietGevonden, Conflict."""
    waarneming = await session.get(Waarneming, waarneming_id, with_for_update=True, populate_existing=True)
    if waarneming is None:
        raise NietGevonden()
    if waarneming.geeindigd_op is not None:
        raise Conflict("Deze waarneming is al voorbij.")
    zelfde = select(Afwezigheid).where(
        Afwezigheid.medewerker_id == waarneming.medewerker_id,
        Afwezigheid.van == waarneming.van,
        Afwezigheid.tot == waarneming.tot,
    )
    for afwezigheid in await session.scalars(zelfde):
        afwezigheid.tot = vandaag() - timedelta(days=1)
    return await eindig(session, waarneming, teksten)


async def _mensen(session: AsyncSession, waarneming: Waarneming) -> tuple[Medewerker, Medewerker]:
    """Who covers, and who is away."""
    waarnemer = await session.get_one(Medewerker, waarneming.waarnemer_id)
    return waarnemer, await session.get_one(Medewerker, waarneming.medewerker_id)


async def houd_bij(database: Database, teksten: Teksten, meld: Callable[[str], None]) -> None:
    """Begins and ends what is due today, each in a transaction of its own; `meld` hears of every conversation in which something was said.

    What fails is logged and tried again at the next call.
    """
    dag = vandaag()
    async with database.lees() as session:
        vraag = select(Waarneming).where(Waarneming.geeindigd_op.is_(None)).order_by(Waarneming.id)
        lopend = list(await session.scalars(vraag))
    for waarneming in lopend:
        daad = eindig if waarneming.tot < dag else begin if _moet_beginnen(waarneming, dag) else None
        if daad is not None:
            await _probeer(database, waarneming.id, daad, teksten, meld)


def _moet_beginnen(waarneming: Waarneming, dag: date) -> bool:
    return waarneming.begonnen_op is None and waarneming.van <= dag


Daad = Callable[[AsyncSession, Waarneming, Teksten], Awaitable[list[str]]]


async def _probeer(database: Database, id: int, daad: Daad, teksten: Teksten, meld: Callable[[str], None]) -> None:
    try:
        async with database.schrijf() as session:
            waarneming = await session.get_one(Waarneming, id, with_for_update=True, populate_existing=True)
            al_gedaan = waarneming.geeindigd_op is not None or (daad is begin and waarneming.begonnen_op is not None)
            gesprekken = [] if al_gedaan else await daad(session, waarneming, teksten)
    except Exception as fout:
        log.error("waarneming_gestruikeld", waarneming=id, soort=type(fout).__name__, plek=plek(fout))
        return
    for gesprek_id in gesprekken:
        meld(gesprek_id)
