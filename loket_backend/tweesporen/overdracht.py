"""The hand-over of a question to the Wmo-consulent: why, to whom, and what goes along. The dossier keeps its one fixed medewerker."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import exists, select
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.gesprek import berichten
from loket_backend.gesprek.invoer import MAX_TEKENS, schoon
from loket_backend.gesprek.models import Gesprek
from loket_backend.gesprek.taken import maak_taak
from loket_backend.intake.models import Intake
from loket_backend.invoer import Veldfouten
from loket_backend.tijd import nu
from loket_backend.toegang.rechten import DOSSIERS, mag
from loket_backend.toewijzing.models import Medewerker
from loket_backend.tweesporen import sporen, weigering
from loket_backend.tweesporen.keuzes import WMO_CONSULENT, lijst
from loket_backend.tweesporen.spoormodels import Overdracht
from loket_backend.tweesporen.sporen import DRAAG_OVER, Stap
from loket_backend.tweesporen.teammodels import Buurtteam, Teamlid, Teamwijk
from loket_backend.tweesporen.teksten import zin

TAAK = "overdracht_wmo"


@dataclass(frozen=True)
class Opdracht:
    """What somebody filled in. `naar`: the id of the consulent; `reden`, `mee`: keys of keuzes.yml."""

    naar: str
    reden: str
    toelichting: str
    mee: Sequence[str] = ()


async def consulenten(session: AsyncSession, wijk_id: str | None) -> list[Medewerker]:
    """Who can take a question over, those linked to a team in this wijk first. Who is one stands with the buurtteams."""
    hier = exists().where(Teamwijk.team_id == Teamlid.team_id, Teamwijk.wijk_id == wijk_id).correlate(Teamlid)
    keuze = select(Medewerker, hier).join(Teamlid, Teamlid.medewerker_id == Medewerker.id)
    keuze = keuze.join(Buurtteam, Buurtteam.id == Teamlid.team_id).where(
        Medewerker.actief, Buurtteam.actief, Teamlid.tot.is_(None), Teamlid.discipline == WMO_CONSULENT
    )
    dichtbij: dict[str, bool] = {}
    mensen: dict[str, Medewerker] = {}
    for medewerker, in_wijk in await session.execute(keuze.order_by(Medewerker.naam)):
        if mag(medewerker.rol, DOSSIERS):
            mensen[medewerker.id] = medewerker
            dichtbij[medewerker.id] = dichtbij.get(medewerker.id, False) or in_wijk
    return sorted(mensen.values(), key=lambda m: (not dichtbij[m.id], m.naam))


async def draag_over(
    session: AsyncSession, gesprek: Gesprek, intake: Intake, opdracht: Opdracht, wie: str
) -> Overdracht:
    """Hands the question over, gives the consulent a task, and tells the resident in the chat. Both are held locked, the conversation first.

    Raises Veldfouten that names every fault, Conflict when it cannot be handed over now.
    """
    mensen = {m.id: m for m in await consulenten(session, intake.wijk_id)}
    if fouten := _fouten(opdracht, mensen):
        raise Veldfouten(fouten)
    consulent = mensen[opdracht.naar]
    await sporen.zet(session, intake, Stap(DRAAG_OVER, wie, consulent=consulent.id))
    gedaan = Overdracht(
        kenmerk=intake.kenmerk,
        van=wie,
        naar=consulent.id,
        reden=opdracht.reden,
        toelichting=schoon(opdracht.toelichting),
        mee=[deel for deel in lijst("mee") if deel in opdracht.mee],
        op=nu(),
    )
    session.add(gedaan)
    await weigering.neem_over(session, gesprek.id, wie)
    await maak_taak(session, gesprek.id, TAAK, {"naam": intake.naam, "wens": f"voor {consulent.naam}"})
    berichten.zeg(session, gesprek, await _bericht(session, intake, consulent))
    await session.flush()
    return gedaan


async def overdrachten(session: AsyncSession, kenmerk: str) -> list[Overdracht]:
    """The newest first."""
    keuze = select(Overdracht).where(Overdracht.kenmerk == kenmerk).order_by(Overdracht.id.desc())
    return list(await session.scalars(keuze))


async def _bericht(session: AsyncSession, intake: Intake, consulent: Medewerker) -> str:
    """By name only: a function could name a law."""
    vast = await session.get(Medewerker, intake.medewerker_id) if intake.medewerker_id else None
    if vast is None:
        return zin("overdracht.loket", collega=consulent.naam)
    if vast.id == consulent.id:
        return zin("overdracht.zelf", medewerker=vast.naam)
    return zin("overdracht.collega", collega=consulent.naam, medewerker=vast.naam)


def _fouten(opdracht: Opdracht, mensen: Mapping[str, Medewerker]) -> dict[str, str]:
    fouten = {}
    if opdracht.naar not in mensen:
        fouten["naar"] = "Kies de Wmo-consulent die het overneemt."
    if opdracht.reden not in lijst("redenen"):
        fouten["reden"] = "Kies waarom u het overdraagt."
    if not opdracht.toelichting.strip():
        fouten["toelichting"] = "Schrijf er kort bij waarom."
    elif len(opdracht.toelichting) > MAX_TEKENS:
        fouten["toelichting"] = f"De tekst is te lang: hooguit {MAX_TEKENS} tekens."
    if not set(opdracht.mee) <= set(lijst("mee")):
        fouten["mee"] = "Een van de dingen die meegaan bestaat niet."
    return fouten
