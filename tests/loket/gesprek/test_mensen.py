"""What staff do in a conversation: one of fifty gets it, what they write arrives once, and the bot never comes in between."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from sqlalchemy import func, select

from loket_backend.crisis.models import Crisismelding
from loket_backend.db import Database
from loket_backend.errors import Conflict, NietGevonden, OngeldigeInvoer
from loket_backend.gesprek import mensen
from loket_backend.gesprek.beurt import VERDER
from loket_backend.gesprek.hub import Hub
from loket_backend.gesprek.mensen import Doel
from loket_backend.gesprek.models import (
    BOT,
    GESLOTEN,
    MEDEWERKER,
    MENS,
    WACHT_OP_MENS,
    Gesprek,
    Notitie,
    Statuswissel,
)
from loket_backend.gesprek.rasa import Antwoordbeurt, Botbericht
from loket_backend.intake import invullen, service
from loket_backend.intake.geldig import ConceptInhoud
from tests.loket.hulp import GEMEENTE, TEKSTEN, NepRasa, begin, concept, lees, maak_hub, stuur, tot, tot_rust, van
from tests.loket.hulp import vul_gemeente as vul

VIJFTIG = [{"id": f"m{n}", "naam": f"Medewerker {n}", "functie": "consulent", "wijken": ["veld"]} for n in range(50)]


@pytest.fixture
def bot() -> NepRasa:
    return NepRasa()


@pytest.fixture
async def hub(database: Database, bot: NepRasa) -> AsyncIterator[Hub]:
    await vul(database)
    hub = maak_hub(database, bot)
    await hub.werker.start()
    yield hub
    bot.poort.set()
    await hub.werker.stop()


async def pak_op(hub: Hub, gesprek_id: str, wie: str = "anja") -> None:
    async with hub.database.schrijf() as session:
        await mensen.pak_op(session, gesprek_id, wie)


async def zeg(hub: Hub, gesprek_id: str, tekst: str, wie: str = "anja", extern_id: str | None = None) -> int:
    async with hub.database.schrijf() as session:
        return (await mensen.zeg(session, gesprek_id, wie, tekst, TEKSTEN, extern_id)).volgnummer


async def geef_door(hub: Hub, gesprek_id: str, doel: Doel, notitie: str = "weet meer van wonen") -> None:
    async with hub.database.schrijf() as session:
        await mensen.geef_door(session, gesprek_id, "anja", doel, notitie, TEKSTEN)


async def geef_terug(hub: Hub, gesprek_id: str) -> None:
    async with hub.database.schrijf() as session:
        await mensen.geef_terug(session, gesprek_id, "anja", TEKSTEN)
    hub.meld(gesprek_id)


async def sluit(hub: Hub, gesprek_id: str, reden: str = "beantwoord") -> None:
    async with hub.database.schrijf() as session:
        await mensen.sluit(session, gesprek_id, "anja", reden, TEKSTEN)


async def gesprek_van(hub: Hub, gesprek_id: str) -> Gesprek:
    async with hub.database.lees() as session:
        return await session.get_one(Gesprek, gesprek_id)


async def tel(hub: Hub, wat: Any, gesprek_id: str) -> int:
    async with hub.database.lees() as session:
        return int(await session.scalar(select(func.count()).select_from(wat).where(wat.gesprek_id == gesprek_id)) or 0)


async def test_van_vijftig_die_tegelijk_oppakken_krijgt_een_het_en_hoort_de_rest_wie(
    database: Database, bot: NepRasa
) -> None:
    await vul(database, {**GEMEENTE, "medewerkers": VIJFTIG})
    hub = maak_hub(database, bot)
    gesprek_id = await begin(hub)
    uit = await asyncio.gather(*(pak_op(hub, gesprek_id, m["id"]) for m in VIJFTIG), return_exceptions=True)
    winnaars = [m for m, uitkomst in zip(VIJFTIG, uit, strict=True) if uitkomst is None]
    te_laat = [u for u in uit if isinstance(u, Conflict)]
    assert (len(winnaars), len(te_laat)) == (1, 49)
    assert all(f"{winnaars[0]['naam']} heeft dit gesprek al, sinds" in fout.detail for fout in te_laat)
    gesprek = await gesprek_van(hub, gesprek_id)
    assert (gesprek.status, gesprek.medewerker_id) == (MENS, winnaars[0]["id"])
    assert await tel(hub, Statuswissel, gesprek_id) == 1


async def test_nog_eens_oppakken_door_dezelfde_verandert_niets(hub: Hub) -> None:
    gesprek_id = await begin(hub)
    await asyncio.gather(*(pak_op(hub, gesprek_id) for _ in range(5)))
    assert await tel(hub, Statuswissel, gesprek_id) == 1


async def test_een_gesprek_dat_niet_bestaat_is_niet_op_te_pakken(hub: Hub) -> None:
    with pytest.raises(NietGevonden):
        await pak_op(hub, "bestaat-niet")


async def test_het_eerste_bericht_stelt_de_medewerker_voor_en_het_tweede_niet(hub: Hub) -> None:
    gesprek_id = await begin(hub)
    await pak_op(hub, gesprek_id)
    await zeg(hub, gesprek_id, "Waar kan ik mee helpen?")
    await zeg(hub, gesprek_id, "Neem de tijd.")
    voorstel, *rest = van(await lees(hub, gesprek_id), MEDEWERKER)
    assert "Anja Mulder" in voorstel
    assert "Dorpsregisseur" in voorstel
    assert rest == ["Waar kan ik mee helpen?", "Neem de tijd."]


async def test_wie_een_gesprek_opnieuw_oppakt_stelt_zich_opnieuw_voor(hub: Hub) -> None:
    gesprek_id = await begin(hub)
    for _ in range(2):
        await pak_op(hub, gesprek_id)
        await zeg(hub, gesprek_id, "Dag!")
        await geef_door(hub, gesprek_id, Doel(medewerker_id="bert"))
    gezegd = van(await lees(hub, gesprek_id), MEDEWERKER)
    assert ["Anja Mulder" in tekst for tekst in gezegd] == [True, False, True, False]


async def test_hetzelfde_bericht_nog_eens_van_een_medewerker_komt_een_keer_aan(hub: Hub) -> None:
    gesprek_id = await begin(hub)
    await pak_op(hub, gesprek_id)
    nummers = await asyncio.gather(*(zeg(hub, gesprek_id, "Dag!", extern_id="x1") for _ in range(10)))
    assert len(set(nummers)) == 1
    assert len(van(await lees(hub, gesprek_id), MEDEWERKER)) == 2, "het voorstel en het bericht"


async def test_een_zelfde_id_van_een_collega_is_een_ander_bericht(hub: Hub) -> None:
    gesprek_id = await begin(hub)
    await pak_op(hub, gesprek_id)
    eerste = await zeg(hub, gesprek_id, "Dag!", extern_id="x1")
    await geef_door(hub, gesprek_id, Doel(medewerker_id="bert"))
    await pak_op(hub, gesprek_id, "bert")
    assert await zeg(hub, gesprek_id, "Hallo!", "bert", "x1") > eerste
    assert van(await lees(hub, gesprek_id), MEDEWERKER)[-1] == "Hallo!"


@pytest.mark.parametrize("wie", ["bert", "cor"])
async def test_wie_het_gesprek_niet_heeft_schrijft_sluit_en_geeft_niet_door(hub: Hub, wie: str) -> None:
    gesprek_id = await begin(hub)
    await pak_op(hub, gesprek_id)
    async with hub.database.schrijf() as session:
        for daad in (
            mensen.zeg(session, gesprek_id, wie, "Dag!", TEKSTEN),
            mensen.geef_door(session, gesprek_id, wie, Doel(medewerker_id="bert"), "omdat", TEKSTEN),
            mensen.geef_terug(session, gesprek_id, wie, TEKSTEN),
            mensen.sluit(session, gesprek_id, wie, "beantwoord", TEKSTEN),
        ):
            with pytest.raises(Conflict):
                await daad
    gesprek = await gesprek_van(hub, gesprek_id)
    assert (gesprek.status, gesprek.medewerker_id, await tel(hub, Notitie, gesprek_id)) == (MENS, "anja", 0)


@pytest.mark.parametrize(
    ("doel", "notitie", "fouten"),
    [
        (Doel(), "", 2),
        (Doel("bert", "veld"), "omdat", 1),
        (Doel("niemand", "nergens"), " ", 4),
        (Doel(wijk_id="nergens"), "omdat", 1),
        (Doel(medewerker_id="niemand"), "", 2),
    ],
)
async def test_doorgeven_noemt_alle_fouten_tegelijk_en_verandert_niets(
    hub: Hub, doel: Doel, notitie: str, fouten: int
) -> None:
    gesprek_id = await begin(hub)
    await pak_op(hub, gesprek_id)
    with pytest.raises(OngeldigeInvoer) as fout:
        await geef_door(hub, gesprek_id, doel, notitie)
    assert len(fout.value.fouten) == fouten
    assert all(uitleg in fout.value.detail for uitleg in fout.value.fouten)
    assert (await gesprek_van(hub, gesprek_id)).status == MENS
    assert await tel(hub, Notitie, gesprek_id) == 0


@pytest.mark.parametrize("doel", [Doel(medewerker_id="bert"), Doel(wijk_id="dorp")])
async def test_doorgeven_zet_het_bij_een_collega_of_een_wijk_met_een_notitie(hub: Hub, doel: Doel) -> None:
    gesprek_id = await begin(hub)
    await pak_op(hub, gesprek_id)
    await geef_door(hub, gesprek_id, doel)
    gesprek = await gesprek_van(hub, gesprek_id)
    assert (gesprek.status, gesprek.medewerker_id) == (WACHT_OP_MENS, None)
    assert (gesprek.voor_medewerker_id, gesprek.voor_wijk_id) == (doel.medewerker_id, doel.wijk_id)
    assert await tel(hub, Notitie, gesprek_id) == 1
    assert "weet meer van wonen" not in str(await lees(hub, gesprek_id)), "een notitie is niet voor de inwoner"


async def test_wie_een_doorgegeven_gesprek_oppakt_heeft_het_en_het_wacht_op_niemand_meer(hub: Hub) -> None:
    gesprek_id = await begin(hub)
    await pak_op(hub, gesprek_id)
    await geef_door(hub, gesprek_id, Doel(wijk_id="dorp"))
    await pak_op(hub, gesprek_id, "bert")
    gesprek = await gesprek_van(hub, gesprek_id)
    assert (gesprek.medewerker_id, gesprek.voor_medewerker_id, gesprek.voor_wijk_id) == ("bert", None, None)


async def test_na_teruggeven_stelt_de_bot_een_vraag_zonder_bericht_van_de_inwoner(hub: Hub, bot: NepRasa) -> None:
    gesprek_id = await begin(hub)
    await pak_op(hub, gesprek_id)
    await stuur(hub, gesprek_id, "mijn postcode is 7913AB")
    async with hub.database.schrijf() as session:
        await invullen.vul_in(session, gesprek_id, 4, "postcode", "7913AB", "anja")
    bot.antwoord = lambda vraag: Antwoordbeurt([Botbericht("Hoe heet u?", [], "naam")])
    await geef_terug(hub, gesprek_id)
    stand = await tot_rust(hub, gesprek_id)
    assert (stand["status"], stand["berichten"][-1]["vraag"]) == (BOT, "naam")
    (beurt,) = bot.beurten
    assert beurt.tekst == VERDER
    assert beurt.concept["antwoorden"]["postcode"]["waarde"] == "7913AB"
    await stuur(hub, gesprek_id, "Jo")
    await tot_rust(hub, gesprek_id)
    assert (bot.beurten[-1].tekst, bot.beurten[-1].vraag) == ("Jo", "naam")


async def test_een_antwoord_van_voor_de_overname_komt_ook_na_het_teruggeven_niet_meer(hub: Hub, bot: NepRasa) -> None:
    gesprek_id = await begin(hub)
    bot.poort.clear()
    await stuur(hub, gesprek_id, "hallo")
    await tot(lambda: _gevraagd(bot, 1))
    await pak_op(hub, gesprek_id)
    await zeg(hub, gesprek_id, "Ik help u even.")
    await geef_terug(hub, gesprek_id)
    bot.poort.set()
    stand = await tot_rust(hub, gesprek_id)
    assert van(stand, "bot")[3:] == [f"Gehoord: {VERDER}"]


async def _gevraagd(bot: NepRasa, keer: int) -> bool:
    return len(bot.beurten) >= keer


async def test_tijdens_een_mens_bereikt_niets_de_bot_en_waakt_de_crisispoort(hub: Hub, bot: NepRasa) -> None:
    gesprek_id = await begin(hub)
    await pak_op(hub, gesprek_id)
    await stuur(hub, gesprek_id, "ik wil niet meer leven, ik maak er een eind aan")
    stand = await tot_rust(hub, gesprek_id)
    assert (stand["status"], stand["crisis"], stand["bezig"]) == (MENS, "suicide", False)
    assert "113" in van(stand, "systeem")[-1]
    assert await tel(hub, Crisismelding, gesprek_id) == 1
    assert bot.beurten == []


async def test_wie_terugkomt_nadat_een_mens_sprak_wacht_op_mensen_en_niet_op_de_bot(hub: Hub, bot: NepRasa) -> None:
    gesprek_id = await begin(hub)
    await pak_op(hub, gesprek_id)
    await zeg(hub, gesprek_id, "Dag!")
    await sluit(hub, gesprek_id)
    await stuur(hub, gesprek_id, "ik heb nog een vraag")
    stand = await tot_rust(hub, gesprek_id)
    assert stand["status"] == WACHT_OP_MENS
    assert bot.beurten == []


async def test_wie_terugkomt_terwijl_nooit_een_mens_sprak_gaat_verder_met_de_bot(hub: Hub, bot: NepRasa) -> None:
    gesprek_id = await begin(hub)
    bot.antwoord = lambda vraag: Antwoordbeurt([Botbericht("Tot ziens.")], GESLOTEN, "klaar")
    await stuur(hub, gesprek_id, "stop maar")
    assert (await tot_rust(hub, gesprek_id))["status"] == GESLOTEN
    bot.antwoord = lambda vraag: Antwoordbeurt([Botbericht("Daar bent u weer.")])
    await stuur(hub, gesprek_id, "toch nog iets")
    stand = await tot_rust(hub, gesprek_id)
    assert (stand["status"], van(stand, "bot")[-1]) == (BOT, "Daar bent u weer.")


async def test_sluiten_vraagt_een_reden_die_bestaat(hub: Hub) -> None:
    gesprek_id = await begin(hub)
    await pak_op(hub, gesprek_id)
    with pytest.raises(OngeldigeInvoer):
        await sluit(hub, gesprek_id, "zomaar")
    for reden in mensen.SLUITREDENEN:
        await sluit(hub, gesprek_id, reden)
        assert (await gesprek_van(hub, gesprek_id)).status == GESLOTEN
        await pak_op(hub, gesprek_id)


async def test_een_leeg_bericht_van_een_medewerker_wordt_geweigerd_zonder_voorstel(hub: Hub) -> None:
    gesprek_id = await begin(hub)
    await pak_op(hub, gesprek_id)
    with pytest.raises(OngeldigeInvoer):
        await zeg(hub, gesprek_id, "  \n ")
    assert van(await lees(hub, gesprek_id), MEDEWERKER) == []


async def test_een_late_beurt_bewaart_zijn_concept_en_laat_staan_wat_een_mens_invulde(hub: Hub, bot: NepRasa) -> None:
    gesprek_id = await begin(hub)
    bot.poort.clear()
    nummer = await stuur(hub, gesprek_id, "ik ben Jo uit 7913AB")
    await tot(lambda: _gevraagd(bot, 1))
    await pak_op(hub, gesprek_id)
    async with hub.database.schrijf() as session:
        await invullen.vul_in(session, gesprek_id, nummer, "postcode", "7913AC", "anja")
    async with hub.database.schrijf() as session:  # what the action server does within the turn
        inhoud = ConceptInhoud.model_validate(concept(akkoord=False, naam="Jo", postcode="7913AB"))
        await service.bewaar_concept(session, gesprek_id, nummer, inhoud)
    bot.poort.set()
    async with hub.database.lees() as session:
        antwoorden = (await service.concept_voor(session, gesprek_id, nummer + 1))["antwoorden"]
    assert {v: a["waarde"] for v, a in antwoorden.items()} == {"naam": "Jo", "postcode": "7913AC"}
