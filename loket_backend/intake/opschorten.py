"""A term that stands still for a reason (art. 4:15 Awb), and that runs again."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.errors import Conflict, OngeldigeInvoer
from loket_backend.intake.looptijd import werk_bij
from loket_backend.intake.models import EINDE, Intake, Opschorting
from loket_backend.intake.termijnen import lokaal
from loket_backend.tijd import nu, vandaag

MAX_REDEN = 1000


async def schort_op(session: AsyncSession, intake: Intake, van: date, tot: date | None, reden: str, wie: str) -> None:
    """From `van` up to and including `tot`; without `tot` until `hervat`. The caller holds the intake locked.

    Raises OngeldigeInvoer that names every fault, Conflict for a closed dossier or when it stands still already.
    """
    if intake.status in EINDE:
        raise Conflict("Dit dossier is gesloten. Er loopt geen termijn.")
    if fouten := _fouten(intake, van, tot, reden.strip()):
        raise OngeldigeInvoer(" ".join(fouten), fouten)
    for eerder in await opschortingen(session, intake.kenmerk):
        if van <= (eerder.tot or date.max) and eerder.van <= (tot or date.max):
            raise Conflict("De termijn staat in deze dagen al stil.")
    session.add(
        Opschorting(kenmerk=intake.kenmerk, van=van, tot=tot, reden=reden.strip(), door=wie, op=nu()),
    )
    await werk_bij(session, intake)


async def hervat(session: AsyncSession, intake: Intake, laatste_dag: date) -> None:
    """The term runs again after `laatste_dag`. Raises Conflict when nothing stands still, OngeldigeInvoer."""
    lopend = [rij for rij in await opschortingen(session, intake.kenmerk) if rij.tot is None]
    if not lopend:
        raise Conflict("Er staat geen termijn stil zonder einddatum.")
    if not lopend[-1].van <= laatste_dag <= vandaag():
        raise OngeldigeInvoer("De laatste dag ligt tussen het begin en vandaag.", ["laatste_dag: klopt niet"])
    lopend[-1].tot = laatste_dag
    await werk_bij(session, intake)


async def opschortingen(session: AsyncSession, kenmerk: str) -> list[Opschorting]:
    """All of them, in the order in which they were decided."""
    vraag = select(Opschorting).where(Opschorting.kenmerk == kenmerk).order_by(Opschorting.id)
    return list(await session.scalars(vraag))


def _fouten(intake: Intake, van: date, tot: date | None, reden: str) -> list[str]:
    fouten = []
    if van < lokaal(intake.ontvangen_op):
        fouten.append("De eerste dag ligt voor de melding.")
    if tot is not None and tot < van:
        fouten.append("De laatste dag ligt voor de eerste dag.")
    if not reden:
        fouten.append("Schrijf op waarom de termijn stilstaat.")
    if len(reden) > MAX_REDEN:
        fouten.append(f"De reden is te lang: hooguit {MAX_REDEN} tekens.")
    return fouten
