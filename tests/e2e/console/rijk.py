"""Dossiers in which everything happened that can, by the services themselves; `zeg` gives the words for every field."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from itertools import islice

from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.aanbod import models as _aanbod  # noqa: F401  a decision of managers may name an offer
from loket_backend.arrangement import dienst, voorleggen
from loket_backend.arrangement.dienst import Besparing, Regel
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
from loket_backend.keukentafel.gespreksverslag_sjabloon import delen
from loket_backend.partijen.models import Partij
from loket_backend.rondes.antwoord import Antwoord, Weg
from loket_backend.tijd import nu, vandaag
from loket_backend.toegang import noodinzage
from loket_backend.toewijzing.models import Medewerker
from loket_backend.wederkerigheid import bijdragen, koppelen, koppelstap, koppelvragen
from loket_backend.wederkerigheid.bijdragen import Inhoud
from loket_backend.wederkerigheid.koppelen import Wens
from loket_backend.wederkerigheid.koppelstap import Hoe
from loket_backend.wederkerigheid.stand import BIEDER, DEELT_NAAM, STEM_TOE, VRAGER, ZEG_JA
from loket_backend.wijkbudget import boeken, realiseren, ruimte
from loket_backend.wijkbudget.boeken import Post
from loket_backend.wijkbudget.models import TOEZEGGING
from loket_backend.wijkbudget.realiseren import Factuurregel
from loket_backend.wijkbudget.ruimte import MEER_RUIMTE, Besluit
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
    await _schrijf_arrangement(session, intake, zeg)
    await _vraag_of_het_hielp(session, intake, zeg)
    await noodinzage.leg_reden_vast(session, BILAL, kenmerk, zeg(), bestond=True)
    await _zoek_samen(session, intake, zeg)


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


async def geef_budget(session: AsyncSession, kenmerk: str, zeg: Zeg) -> None:
    """The wijk of this dossier has a budget that is nearly spent, with everything on its page that can be."""
    wijk, jaar = (await session.get_one(Intake, kenmerk)).wijk_id or "elzerveen", vandaag().year
    session.add_all(
        Partij(id=f"budget-{n}", naam=naam, soort="thuiszorg", levert=True)
        for n, naam in enumerate(("Dorpscoöperatie Elzerveen en omstreken", "Thuiszorg De Brug"))
    )
    await session.flush()
    budget_id = await boeken.open_budget(session, wijk, jaar)
    await boeken.leg_in(session, budget_id, "budget-0", 100_000, GERDA, zeg())
    await ruimte.zet(session, budget_id, "budget-1", 98_000, GERDA, zeg())
    besluit = Besluit(MEER_RUIMTE, "budget-1", ["A. de Boer", "B. Kok"], vandaag(), zeg(), extra=1_000)
    await ruimte.besluit(session, budget_id, besluit, GERDA)
    for nummer in range(30):
        post = Post(TOEZEGGING, 3_270, ANJA, "budget-1", kenmerk, f"regel{nummer}", zeg())
        await boeken.boek(session, budget_id, post)
    await realiseren.boek_factuur(session, budget_id, Factuurregel("budget-1", "F1", 97_000, vandaag()), GERDA)


async def _zoek_samen(session: AsyncSession, intake: Intake, zeg: Zeg) -> None:
    """What this resident offers, and somebody who was chosen to help them: asked, answered, noted."""
    ander = await begin(session, "Jantje Kwast", zeg)
    for van in (intake, ander, await begin(session, "Klaas Kwist", zeg)):
        inhoud = Inhoud("huishouden", "Strijken", (0, 4), "overal", (), ("nl", "nds"), 2)
        bijdrage = await bijdragen.maak(session, van, inhoud, ANJA)
        bijdrage.wat = zeg()[:300]  # the form refuses an address or a number in it
        await bijdragen.zet(session, bijdrage, STEM_TOE, Hoe(ANJA, "telefoon", toelichting=zeg()[:1000]))
        if van is ander:
            koppeling = await koppelen.koppel(session, intake, bijdrage.id, Wens("huishouden", (0,), ("nl",)), ANJA)
    for kant in (BIEDER, VRAGER):
        k = await koppelvragen.vergrendel(session, koppeling.id, kant)
        await koppelvragen.noteer(session, k, ZEG_JA, DEELT_NAAM, Hoe(ANJA, "papier", toelichting=zeg()[:1000]))
    koppelstap.noteer(session, koppeling, Hoe(ANJA, toelichting=zeg()[:2000]))


async def _schrijf_arrangement(session: AsyncSession, intake: Intake, zeg: Zeg) -> None:
    """A line outside the rules that is looked at next week, in force, about which the resident then wanted something else."""
    dagen = {"begint_op": vandaag(), "evaluatie_op": vandaag() + timedelta(days=7)}
    woorden = {"wat": zeg(), "doel": zeg(), "door_wie": zeg(), "reden": zeg()}
    hulp = Regel(
        "huishouden", "individueel", "wmo", per="week", kosten_jaar=312_000, buiten_regels=True, **dagen, **woorden
    )
    versie = await dienst.bewaar(session, intake, [hulp], [Besparing("zvw", zeg(), 365, 900_000)], 0, ANJA)
    await voorleggen.leg_voor(session, intake, versie.nummer, ANJA, Weg("papier", zeg()), ())
    await dienst.reageer(session, intake, versie.id, Antwoord("akkoord", zeg(), "papier", ANJA))
    await dienst.reageer(session, intake, versie.id, Antwoord("correctie_gevraagd", zeg(), "telefoon", ANJA))


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
