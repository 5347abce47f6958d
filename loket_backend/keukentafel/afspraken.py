"""What a medewerker does with an appointment: propose, agree by telephone, call off, say how it went. The caller opens the transaction."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.errors import Conflict, OngeldigeInvoer
from loket_backend.gesprek import wektijden
from loket_backend.gesprek.models import Gesprek
from loket_backend.gesprek.wektijden import Gevolg, Wektijd
from loket_backend.intake import workflow
from loket_backend.intake.models import GESPREK_GEPLAND, ONDERZOEK, TOEGEWEZEN, Intake
from loket_backend.keukentafel import afspraakberichten, agenda
from loket_backend.keukentafel.afspraakdossier import (
    VERLOPEN_TAAK,
    Dossier,
    bij_gesprek,
    meld,
    open_afspraken,
    rond_taken_af,
    vergrendel,
    vergrendel_intake,
    volg,
    zet_momenten,
)
from loket_backend.keukentafel.afspraakmodels import PLAATSEN, Afspraak
from loket_backend.keukentafel.afspraakstand import (
    GEPLAND,
    KOM_NIET,
    SPREEK_AF,
    STEL_VOOR,
    TREK_IN,
    VERLOOP,
    VERZET,
    VOORGESTELD,
    WEES,
    schrijf_bij,
    wissel,
)
from loket_backend.keukentafel.afspraakteksten import Afspraakteksten, in_woorden
from loket_backend.keukentafel.huisregels import Afspraakbeleid
from loket_backend.tijd import nu
from loket_backend.toewijzing.models import Medewerker

MEESTE_MOMENTEN = 3
MAX_REDEN, MAX_ADRES, MAX_NAAM, MAX_ERBIJ = 300, 200, 80, 5
ERBIJ = ("mantelzorger", "clientondersteuner", "anders")
TE_PLANNEN = frozenset({TOEGEWEZEN, GESPREK_GEPLAND, ONDERZOEK})
TIMER = "afspraak_voorstel"


@dataclass(frozen=True)
class Plan:
    """What a medewerker wants: up to three moments (aware), how long in minutes, and where."""

    momenten: Sequence[datetime]
    duur: int
    plaats: str
    adres: str = ""
    fouten: Sequence[str] = field(default_factory=tuple)


async def stel_voor(session: AsyncSession, teksten: Afspraakteksten, kenmerk: str, wie: str, plan: Plan) -> Afspraak:
    """Proposes moments to the resident in the chat, in the name of whose intake it is. Raises NietGevonden, Conflict, OngeldigeInvoer."""
    d, eerste = await _pak(session, kenmerk, plan, MEESTE_MOMENTEN)
    vervalt = nu() + Afspraakbeleid.regels().bedenktijd
    wissel(session, d.afspraak, STEL_VOOR, wie, momenten=[m.isoformat() for m in plan.momenten])
    d.afspraak.vervalt_op = vervalt
    await zet_momenten(session, d.afspraak.id, plan.momenten)
    wektijden.zet(session, d.gesprek.id, TIMER, over=d.afspraak.id, na=Afspraakbeleid.regels().bedenktijd)
    await rond_taken_af(session, d.gesprek.id, wie)
    await volg(session, d.intake, False, wie, "Er zijn nieuwe momenten voorgesteld.")
    await afspraakberichten.stel_voor(session, teksten, d, sorted(plan.momenten), eerste)
    return d.afspraak


async def spreek_af(session: AsyncSession, teksten: Afspraakteksten, kenmerk: str, wie: str, plan: Plan) -> Afspraak:
    """A moment that was agreed outside the chat. The same rules, and the confirmation is in the chat too."""
    d, _ = await _pak(session, kenmerk, plan, 1)
    wissel(session, d.afspraak, SPREEK_AF, wie, momenten=[plan.momenten[0].isoformat()])
    d.afspraak.begin = plan.momenten[0]
    await zet_momenten(session, d.afspraak.id, [])
    await rond_taken_af(session, d.gesprek.id, wie)
    await volg(session, d.intake, True, wie, "Afgesproken buiten de chat.")
    await afspraakberichten.bevestig(session, teksten, d, "afgesproken")
    return d.afspraak


async def trek_in(session: AsyncSession, teksten: Afspraakteksten, afspraak_id: int, wie: str, reden: str) -> None:
    """The loket calls it off; the resident reads why. Raises NietGevonden, Conflict, OngeldigeInvoer."""
    d, reden = await vergrendel(session, afspraak_id), reden.strip()
    if not reden or len(reden) > MAX_REDEN:
        raise OngeldigeInvoer(
            "Schrijf in een paar woorden waarom. De inwoner leest dit."
            if not reden
            else f"De reden is te lang: hooguit {MAX_REDEN} tekens.",
            ["reden: ontbreekt" if not reden else "reden: te lang"],
        )
    stond = d.afspraak.stand == GEPLAND
    wissel(session, d.afspraak, TREK_IN, wie, reden=reden)
    await rond_taken_af(session, d.gesprek.id, wie)
    await volg(session, d.intake, False, wie, "De afspraak is afgezegd door het loket.")
    tekst = teksten.zin("loket_zegt_af" if stond else "voorstel_ingetrokken", d.afspraak, d.wie, reden=_zin(reden))
    await afspraakberichten.vraag(session, d, tekst, namens=d.wie.id)
    await afspraakberichten.sluit(session, d)


async def rond_af(session: AsyncSession, teksten: Afspraakteksten, afspraak_id: int, wie: str, geweest: bool) -> None:
    """It took place, or the resident was not there: then the loket asks kindly for another moment. Raises NietGevonden, Conflict."""
    d = await vergrendel(session, afspraak_id)
    if d.afspraak.begin is not None and d.afspraak.begin > nu():
        raise Conflict("Deze afspraak moet nog komen.")
    wissel(session, d.afspraak, WEES if geweest else KOM_NIET, wie)
    await rond_taken_af(session, d.gesprek.id, wie)
    if geweest:
        await afspraakberichten.sluit(session, d)
        if d.intake.status in (TOEGEWEZEN, GESPREK_GEPLAND):
            await workflow.wissel(session, d.intake, ONDERZOEK, wie, "Het keukentafelgesprek is geweest.")
        return
    await volg(session, d.intake, False, wie, "De inwoner was er niet.")
    knoppen = teksten.knoppen("knop_nieuw", "knop_niet_nu")
    await afspraakberichten.vraag(session, d, teksten.zin("gemist", d.afspraak, d.wie), knoppen, d.wie.id)


async def noteer_erbij(session: AsyncSession, afspraak_id: int, wie: str, soort: str, naam: str) -> None:
    """Somebody accompanies the resident. Raises NietGevonden, OngeldigeInvoer."""
    d, naam = await vergrendel(session, afspraak_id), naam.strip()
    fouten = [
        *(["Kies wie er meekomt."] if soort not in ERBIJ else []),
        *([f"De naam is te lang: hooguit {MAX_NAAM} tekens."] if len(naam) > MAX_NAAM else []),
        *([f"Er staan al {MAX_ERBIJ} mensen."] if len(d.afspraak.erbij) >= MAX_ERBIJ else []),
    ]
    if fouten:
        raise OngeldigeInvoer(" ".join(fouten), fouten)
    d.afspraak.erbij = [*d.afspraak.erbij, {"soort": soort, "naam": naam}]
    schrijf_bij(session, d.afspraak, "erbij", wie, soort=soort, naam=naam)


async def verloop(
    session: AsyncSession, gesprek: Gesprek, wektijd: Wektijd, teksten: Afspraakteksten
) -> datetime | None:
    """Nobody chose in time: the moments are free again, the medewerker gets a task, the resident hears it."""
    d = await bij_gesprek(session, gesprek, wektijd.over or 0)
    if d is None or d.afspraak.stand != VOORGESTELD or d.afspraak.vervalt_op is None:
        return None
    if d.afspraak.vervalt_op > nu():
        return d.afspraak.vervalt_op
    wissel(session, d.afspraak, VERLOOP, "loket")
    await meld(session, d, VERLOPEN_TAAK)
    await afspraakberichten.vraag(session, d, teksten.zin("verlopen", d.afspraak, d.wie))
    return None


def gevolgen(teksten: Afspraakteksten) -> dict[str, Gevolg]:
    """What the timers of appointments do."""

    async def verlopen(session: AsyncSession, gesprek: Gesprek, wektijd: Wektijd) -> datetime | None:
        return await verloop(session, gesprek, wektijd, teksten)

    return {TIMER: verlopen}


async def _pak(session: AsyncSession, kenmerk: str, plan: Plan, hooguit: int) -> tuple[Dossier, bool]:
    """The open appointment of this intake, or a new one, with the plan checked and filled in; and whether it is the first."""
    gesprek, intake = await vergrendel_intake(session, kenmerk)
    medewerker = await _medewerker(session, intake)
    lopend = next(iter(await open_afspraken(session, kenmerk)), None)
    await controleer(session, medewerker, plan, hooguit, lopend.id if lopend else None)
    afspraak = lopend or await _nieuw(session, intake, medewerker, plan)
    afspraak.medewerker_id, afspraak.duur, afspraak.plaats = medewerker.id, plan.duur, plan.plaats
    afspraak.adres = plan.adres.strip() or None
    return Dossier(gesprek, intake, afspraak, medewerker), lopend is None


async def _medewerker(session: AsyncSession, intake: Intake) -> Medewerker:
    if intake.medewerker_id is None:
        raise Conflict("Dit dossier heeft nog geen medewerker. Wijs eerst iemand toe.")
    if intake.status not in TE_PLANNEN:
        raise Conflict("Bij deze status past geen nieuwe afspraak.")
    return await agenda.vergrendel(session, intake.medewerker_id)


async def controleer(
    session: AsyncSession, medewerker: Medewerker, plan: Plan, hooguit: int, behalve: int | None
) -> None:
    """Raises OngeldigeInvoer that names every fault."""
    fouten = [*plan.fouten, *_vorm(plan, hooguit)]
    vrij = await agenda.van(session, medewerker, behalve)
    for moment in plan.momenten:
        fouten += [f"{in_woorden(moment)} {bezwaar}." for bezwaar in vrij.bezwaren(moment, plan.duur, plan.plaats)]
    if fouten:
        raise OngeldigeInvoer("Dit voorstel kan zo niet.", fouten)


def _vorm(plan: Plan, hooguit: int) -> list[str]:
    fouten = []
    if not plan.momenten and not plan.fouten:
        fouten.append("Kies minstens één moment.")
    if len(plan.momenten) > hooguit:
        fouten.append("Kies hooguit drie momenten." if hooguit > 1 else "Kies één moment: dat wat is afgesproken.")
    if len(set(plan.momenten)) < len(plan.momenten):
        fouten.append("Hetzelfde moment staat er twee keer.")
    if not 5 <= plan.duur <= 480:
        fouten.append("Vul een duur in van 5 tot 480 minuten.")
    if plan.plaats not in PLAATSEN:
        fouten.append("Kies waar het gesprek is.")
    if len(plan.adres) > MAX_ADRES:
        fouten.append(f"Het adres is te lang: hooguit {MAX_ADRES} tekens.")
    return fouten


async def _nieuw(session: AsyncSession, intake: Intake, medewerker: Medewerker, plan: Plan) -> Afspraak:
    afspraak = Afspraak(
        uid=str(uuid.uuid4()),
        kenmerk=intake.kenmerk,
        medewerker_id=medewerker.id,
        stand=VERZET,
        begin=None,
        duur=plan.duur,
        plaats=plan.plaats,
        erbij=[],
        volgnummer=0,
        gemaakt_op=nu(),
        gewijzigd_op=nu(),
    )
    session.add(afspraak)
    await session.flush()
    return afspraak


def _zin(reden: str) -> str:
    return reden if reden.endswith((".", "!", "?")) else f"{reden}."
