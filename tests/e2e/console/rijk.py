"""Dossiers in which everything happened that can, by the services themselves; `zeg` gives the words for every field."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from itertools import islice

from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.geholpen.models import Evaluatie
from loket_backend.gesprek import mensen
from loket_backend.gesprek.berichten import schrijf
from loket_backend.gesprek.models import INWONER
from loket_backend.gesprek.postvak import open_gesprek
from loket_backend.gesprek.taken import maak_taak
from loket_backend.intake import correcties, dekking, documenten, opschorten, service, workflow
from loket_backend.intake.documenten_keur import PDF, Gekeurd
from loket_backend.intake.geldig import ConceptInhoud
from loket_backend.intake.models import ONDERZOEK, Intake
from loket_backend.keukentafel import afspraken, agenda, controle, gespreksverslag, gespreksverslag_bezorgen
from loket_backend.keukentafel.afspraakteksten import Afspraakteksten
from loket_backend.keukentafel.afspraken import Plan
from loket_backend.keukentafel.gespreksverslag import Antwoord, Weg
from loket_backend.keukentafel.gespreksverslag_sjabloon import delen
from loket_backend.tijd import nu, vandaag
from loket_backend.toegang import noodinzage
from loket_backend.toewijzing.models import Medewerker
from tests.loket.arrangement.chathulp import regel
from tests.loket.hulp import TEKSTEN
from tests.samenhulp import maak_arrangement

Zeg = Callable[[], str]
ANJA, BILAL, GERDA = "anja-hofstra", "bilal-amrani", "gerda-bakels"
VELDEN = ("hulpvraag", "kan", "wil", "nodig", "netwerk", "aanbod", "contact_moment")


async def begin(session: AsyncSession, naam: str, zeg: Zeg, van: str = ANJA) -> Intake:
    """A submitted intake, in which the resident filled in everything."""
    gesprek, _, _ = await open_gesprek(session, "web", TEKSTEN)
    woorden = {veld: zeg() for veld in VELDEN}
    bronnen = {veld: schrijf(session, gesprek, INWONER, tekst).volgnummer for veld, tekst in woorden.items()}
    velden = {**woorden, "naam": naam, "postcode": "7913AB", "akkoord": True}
    antwoorden = {
        v: {"waarde": w, "status": "besproken", "bronnen": [bronnen.get(v, max(bronnen.values()))]}
        for v, w in velden.items()
    }
    uitspraken = [
        {"leefgebied": "huishouden", "aspect": v, "tekst": woorden[v], "bron": bronnen[v]} for v in VELDEN[1:6]
    ]
    inhoud = ConceptInhoud.model_validate({"antwoorden": antwoorden, "uitspraken": uitspraken})
    await service.bewaar_concept(session, gesprek.id, gesprek.laatste_volgnummer, inhoud)
    intake = await service.dien_in(session, gesprek.id, gesprek.laatste_volgnummer)
    intake.medewerker_id = van
    return intake


async def werk_uit(session: AsyncSession, kenmerk: str, zeg: Zeg) -> None:
    """What staff write in a dossier, in every place where they can."""
    intake = await workflow.vergrendel(session, kenmerk)
    await mensen.noteer(session, intake.gesprek_id, ANJA, zeg())
    for onderdeel in dekking.LIJST.onderdelen:
        await dekking.leg_vast(session, intake, onderdeel, dekking.BESPROKEN, zeg(), ANJA, 0)
    was = correcties.merk(intake.antwoorden.get("contact_moment", {}).get("waarde"))
    await correcties.corrigeer_veld(session, intake, "contact_moment", zeg(), ANJA, was=was, reden=zeg())
    await correcties.voeg_toe(
        session, intake, correcties.Woorden("mobiliteit", "wil", zeg()), ANJA, laatste_bericht=1, reden=zeg()
    )
    await documenten.bewaar(session, intake, zeg(), Gekeurd(b"%PDF-1.7", PDF, ".pdf"), ANJA)
    await opschorten.schort_op(session, intake, vandaag(), vandaag() + timedelta(days=7), zeg(), ANJA)
    gezien = await controle.controleer(session, intake, "vraag", [], zeg(), GERDA)
    await controle.beantwoord(session, intake, gezien.id, zeg(), ANJA)
    await maak_taak(session, intake.gesprek_id, "terugbellen", {"naam": zeg(), "moment": zeg(), "wens": zeg()})
    await stel_momenten_voor(session, intake, zeg)
    await _schrijf_verslag(session, intake, zeg)
    await _vraag_of_het_hielp(session, intake, zeg)
    await noodinzage.leg_reden_vast(session, BILAL, kenmerk, zeg(), bestond=True)


async def stel_momenten_voor(session: AsyncSession, intake: Intake, zeg: Zeg) -> None:
    teksten = Afspraakteksten("0528 12 34 56", "")
    vrij = await agenda.van(session, await session.get_one(Medewerker, intake.medewerker_id), None)
    momenten = list(islice(vrij.vrij(60, "thuis"), 3))
    plan = Plan(momenten, 60, "thuis", zeg()[:200])
    afspraak = await afspraken.stel_voor(session, teksten, intake.kenmerk, ANJA, plan)
    await afspraken.noteer_erbij(session, afspraak.id, ANJA, "mantelzorger", zeg()[:80])


async def _schrijf_verslag(session: AsyncSession, intake: Intake, zeg: Zeg) -> None:
    """Laid before the resident, corrected, and written anew."""
    await workflow.wissel(session, intake, ONDERZOEK, ANJA)
    for nummer in (1, 2):
        tekst = {d.sleutel: {"tekst": zeg(), "leeg": "niet_besproken"} for d in delen()}
        eerder = await gespreksverslag.laatste(session, intake.kenmerk)
        concept = await gespreksverslag.bewaar(session, intake.kenmerk, tekst, eerder.nummer if eerder else 0, ANJA)
        versie = await gespreksverslag_bezorgen.leg_voor(session, intake.kenmerk, concept.nummer, ANJA, Weg())
        if nummer == 1:
            await gespreksverslag.reageer(session, versie.id, Antwoord("correctie_gevraagd", zeg(), "telefoon", ANJA))


async def _vraag_of_het_hielp(session: AsyncSession, intake: Intake, zeg: Zeg) -> None:
    """An arrangement in force, a round that was answered and one that was not."""
    regels = [regel(zeg(), doel=zeg(), door_wie=zeg())]
    versie = await maak_arrangement(session, intake.kenmerk, regels, wie=ANJA)
    for aanleiding, antwoord in (("zes_weken", zeg()), ("evaluatie", None)):
        session.add(
            Evaluatie(
                kenmerk=intake.kenmerk,
                versie_id=versie.id,
                aanleiding=aanleiding,
                voor=vandaag(),
                gevraagd_op=nu(),
                beantwoord_op=nu() if antwoord else None,
                geholpen="nee" if antwoord else None,
                beter=antwoord,
            )
        )
