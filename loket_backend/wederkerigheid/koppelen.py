"""Choosing somebody for a dossier that asks. A medewerker decides; the database holds what may never happen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.errors import Conflict, NietGevonden
from loket_backend.gesprek import wektijden
from loket_backend.intake.models import EINDE, INGETROKKEN, Intake
from loket_backend.tijd import nu
from loket_backend.wederkerigheid import bijdragen
from loket_backend.wederkerigheid.mensen import Huis
from loket_backend.wederkerigheid.models import Bijdrage, Koppeling, Koppelingstap
from loket_backend.wederkerigheid.stand import BESCHIKBAAR, MAAK, VOORGESTELD
from loket_backend.wederkerigheid.verloop import EERSTE_KEER, KIJK


@dataclass(frozen=True)
class Wens:
    """What is looked for: days and languages; none: it does not matter."""

    leefgebied: str
    dagen: Sequence[int] = ()
    talen: Sequence[str] = ()


async def koppel(session: AsyncSession, intake: Intake, bijdrage_id: int, wens: Wens, wie: str) -> Koppeling:
    """The caller holds the conversation and the intake of who asks locked.

    Raises NietGevonden, and Conflict when this person may not be matched, or has no place left.
    """
    bijdrage = await bijdragen.vergrendel(session, bijdrage_id)
    await _moet_passen(session, intake, bijdrage, wens)
    koppeling = Koppeling(
        bijdrage_id=bijdrage.id,
        kenmerk=intake.kenmerk,
        leefgebied=wens.leefgebied,
        dagen=list(wens.dagen),
        talen=list(wens.talen),
        stand_sinds=nu(),
        gekozen_door=wie,
        gekozen_op=nu(),
    )
    session.add(koppeling)
    await session.flush()
    stap = Koppelingstap(koppeling_id=koppeling.id, gebeurtenis=MAAK, naar=VOORGESTELD, door=wie, op=nu())
    session.add(stap)
    wektijden.zet(session, intake.gesprek_id, KIJK, over=koppeling.id, na=EERSTE_KEER)
    return koppeling


async def _moet_passen(session: AsyncSession, intake: Intake, bijdrage: Bijdrage, wens: Wens) -> None:
    if bijdrage.stand != BESCHIKBAAR or bijdrage.toestemming_op is None:
        raise Conflict("Deze inwoner wil nu niet gevraagd worden. Kies iemand anders.")
    if bijdrage.leefgebied != wens.leefgebied:
        raise NietGevonden()
    if intake.status in EINDE:
        raise Conflict("Dit dossier is gesloten. Open het eerst weer.")
    van_bieder = await session.get_one(Intake, bijdrage.kenmerk)
    if van_bieder.status == INGETROKKEN or Huis.van(intake).is_ook(Huis.van(van_bieder)):
        raise Conflict("Deze twee passen niet: het gaat om hetzelfde huis of dezelfde persoon.")
    eerder = select(Koppeling.id).where(Koppeling.bijdrage_id == bijdrage.id, Koppeling.kenmerk == intake.kenmerk)
    if await session.scalar(eerder.limit(1)) is not None:
        raise Conflict("Deze twee zijn al eens bij elkaar gezocht. Kijk eerst hoe dat ging.")
    if await bijdragen.bezet(session, bijdrage.id) >= bijdrage.hoogstens:
        raise Conflict("Een collega was u voor. Deze inwoner helpt nu al genoeg mensen. Kies iemand anders.")
