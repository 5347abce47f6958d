"""Appointments from both sides: proposed and chosen in the chat, moved, called off, missed; the intake and the tasks follow."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from itertools import pairwise

import pytest
from sqlalchemy import select

from loket_backend.errors import Conflict, NietGevonden, OngeldigeInvoer
from loket_backend.gesprek.hub import Hub
from loket_backend.gesprek.wachten import GEVOLGEN
from loket_backend.gesprek.wektijden import Wektijden
from loket_backend.intake import workflow
from loket_backend.intake.models import Intake
from loket_backend.keukentafel import afspraken
from loket_backend.keukentafel.afspraakdossier import open_afspraken
from loket_backend.keukentafel.afspraakmodels import Afspraakwissel
from tests.loket.hulp import NepRasa
from tests.loket.keukentafel.hulp import AFSPRAAKTEKSTEN, DINSDAG, PLAN, WOENSDAG, Tafel, moment
from tests.loket.klok import NepKlok


async def test_een_voorstel_legt_uit_wat_een_keukentafelgesprek_is_en_geeft_knoppen(tafel: Tafel) -> None:
    await tafel.stel_voor()
    bericht = await tafel.laatste()
    assert bericht["afzender"] == "medewerker"
    assert [k["label"] for k in bericht["keuzes"]] == [
        "dinsdag 1 december om 10 uur",
        "woensdag 2 december om 14.30 uur",
        "vrijdag 4 december om 9 uur",
        "Geen van deze",
    ]
    assert all(k["label"] == k["waarde"] for k in bericht["keuzes"])
    assert await tafel.status() == "toegewezen"


async def test_wie_kiest_krijgt_een_bevestiging_en_de_intake_is_gepland(tafel: Tafel, rasa: NepRasa) -> None:
    await tafel.stel_voor()
    tekst = await tafel.zegt("doe maar dinsdag")
    assert "Dinsdag 1 december om 10 uur spreekt u Anja Mulder, Dorpsregisseur" in tekst
    assert "bij u thuis" in tekst
    assert "ander moment" in tekst
    assert "https://loket.example/afspraken/" in tekst
    afspraak = await tafel.afspraak()
    assert (afspraak.stand, afspraak.begin, afspraak.volgnummer) == ("gepland", DINSDAG, 0)
    assert await tafel.status() == "gesprek_gepland"
    assert rasa.beurten == []


async def test_wat_geen_antwoord_is_gaat_naar_de_bot_en_de_vraag_blijft_open(tafel: Tafel, rasa: NepRasa) -> None:
    await tafel.stel_voor()
    assert await tafel.zegt("wie betaalt dat eigenlijk?") == "Gehoord: wie betaalt dat eigenlijk?"
    assert "Vrijdag 4 december" in await tafel.zegt("vrijdag om 9 uur graag")
    assert len(rasa.beurten) == 1


async def test_ja_na_een_vraag_van_de_bot_is_voor_de_bot(tafel: Tafel, rasa: NepRasa) -> None:
    await tafel.stel_voor(replace(PLAN, momenten=[DINSDAG]))
    await tafel.zegt("wat kost het?")
    assert await tafel.zegt("ja") == "Gehoord: ja"
    assert (await tafel.afspraak()).stand == "voorgesteld"


async def test_onduidelijk_wordt_een_keer_gevraagd_en_dan_helpt_een_mens(tafel: Tafel, rasa: NepRasa) -> None:
    await tafel.stel_voor()
    assert "welk moment u bedoelt" in await tafel.zegt("ja")
    assert len((await tafel.laatste())["keuzes"]) == 4
    assert "door aan Anja Mulder" in await tafel.zegt("ja")
    assert (await tafel.taken())["afspraak_antwoord"].gegevens["wens"] == "ja"
    assert await tafel.zegt("ja") == "Gehoord: ja"


async def test_een_wens_gaat_naar_de_medewerker_en_de_momenten_blijven(tafel: Tafel) -> None:
    await tafel.stel_voor()
    assert "wens" in await tafel.zegt("liever donderdag")
    taak = (await tafel.taken())["afspraak_antwoord"]
    assert taak.gegevens == {"naam": "Riek de Boer", "telefoon": "+31612345678", "wens": "liever donderdag"}
    assert "Dinsdag 1 december" in await tafel.zegt("nou dan toch maar de eerste")


async def test_geen_van_deze_vraagt_wanneer_wel(tafel: Tafel) -> None:
    await tafel.stel_voor()
    assert "Wanneer komt het u wel uit?" in await tafel.zegt("Geen van deze")
    assert "nieuwe momenten" in await tafel.zegt("donderdagmiddag na drie uur")
    taak = (await tafel.taken())["afspraak_momenten"]
    assert taak.gegevens["wens"] == "donderdagmiddag na drie uur"
    assert (await tafel.afspraak()).stand == "verzet"
    await tafel.stel_voor(replace(PLAN, momenten=[moment(3, 15)]))
    assert "nieuwe momenten" in (await tafel.laatste())["tekst"]
    assert await tafel.taken() == {}


async def test_verzetten_vraagt_eerst_en_dan_weet_de_medewerker_het(tafel: Tafel) -> None:
    await tafel.stel_voor()
    await tafel.zegt("1")
    assert "Wilt u een ander moment?" in await tafel.zegt("afspraak verzetten")
    assert (await tafel.afspraak()).stand == "gepland"
    assert "gaat niet door" in await tafel.zegt("ja")
    assert (await tafel.afspraak()).stand == "verzet"
    assert (await tafel.taken())["afspraak_momenten"].gegevens["wens"] == "was dinsdag 1 december om 10 uur"
    assert await tafel.status() == "toegewezen"


async def test_wie_zich_twee_keer_bedenkt_houdt_de_afspraak(tafel: Tafel) -> None:
    await tafel.stel_voor()
    await tafel.zegt("woensdag")
    await tafel.zegt("ik kan woensdag toch niet")
    assert "dan blijft het zo" in await tafel.zegt("nee laat maar staan")
    await tafel.zegt("afspraak afzeggen")
    assert "dan blijft het zo" in await tafel.zegt("Laat de afspraak staan")
    afspraak = await tafel.afspraak()
    assert (afspraak.stand, afspraak.begin) == ("gepland", WOENSDAG)
    assert await tafel.taken() == {}


async def test_afzeggen_sluit_de_vraag_en_meldt_het(tafel: Tafel, rasa: NepRasa) -> None:
    await tafel.stel_voor()
    await tafel.zegt("de laatste")
    await tafel.zegt("afspraak afzeggen")
    assert "Er is geen afspraak meer" in await tafel.zegt("Afspraak afzeggen")
    assert (await tafel.afspraak()).stand == "afgezegd_door_inwoner"
    assert "afspraak_afgezegd" in await tafel.taken()
    assert await tafel.status() == "toegewezen"
    assert (await tafel.zegt("wanneer komt u?")).startswith("Gehoord")


async def test_ja_op_een_vraag_met_twee_uitwegen_wordt_nog_eens_gevraagd(tafel: Tafel) -> None:
    await tafel.stel_voor()
    await tafel.zegt("1")
    await tafel.zegt("ik kan niet")
    assert "ander moment of wilt u afzeggen" in await tafel.zegt("ja")
    assert (await tafel.afspraak()).stand == "gepland"


async def test_wanneer_komt_u_krijgt_antwoord_in_elke_stand(tafel: Tafel) -> None:
    await tafel.stel_voor()
    assert "nog geen afspraak" in await tafel.zegt("wanneer komt u?")
    await tafel.zegt("1")
    assert "dinsdag 1 december om 10 uur" in await tafel.zegt("hoe laat komt u ook alweer?")
    await tafel.zegt("afspraak verzetten")
    await tafel.zegt("ja")
    assert "geen afspraak" in await tafel.zegt("wanneer komt u?")


async def test_in_een_crisis_gaat_het_niet_over_de_afspraak(tafel: Tafel) -> None:
    await tafel.stel_voor()
    await tafel.zegt("dinsdag is goed maar ik wil niet meer leven, ik maak er een eind aan")
    assert (await tafel.afspraak()).stand == "voorgesteld"


async def test_wie_niet_kiest_verloopt_na_vijf_dagen(tafel: Tafel, klok: NepKlok) -> None:
    await tafel.stel_voor()
    gevolgen = {**GEVOLGEN, **afspraken.gevolgen(AFSPRAAKTEKSTEN)}
    kijker = Wektijden(tafel.hub.database, tafel.hub.wekker, gevolgen, lambda: klok.mono)
    klok.verstrijk(days=4, hours=23)
    await kijker.kijk()
    assert (await tafel.afspraak()).stand == "voorgesteld"
    klok.verstrijk(hours=2)
    await kijker.kijk()
    assert (await tafel.afspraak()).stand == "verlopen"
    assert "afspraak_verlopen" in await tafel.taken()
    assert "Dat geeft niet" in (await tafel.laatste())["tekst"]
    assert "niet meer voor u vrij" in await tafel.zegt("dinsdag 1 december om 10 uur")


async def test_een_oude_wekker_laat_een_nieuw_voorstel_met_rust(tafel: Tafel, klok: NepKlok) -> None:
    await tafel.stel_voor()
    klok.verstrijk(days=3)
    await tafel.stel_voor(replace(PLAN, momenten=[moment(7, 10)]))
    klok.verstrijk(days=3)
    gevolgen = {**GEVOLGEN, **afspraken.gevolgen(AFSPRAAKTEKSTEN)}
    await Wektijden(tafel.hub.database, tafel.hub.wekker, gevolgen, lambda: klok.mono).kijk()
    assert (await tafel.afspraak()).stand == "voorgesteld"


async def test_wat_verlopen_is_houdt_geen_tijd_meer_vast(tafel: Tafel, klok: NepKlok) -> None:
    await tafel.stel_voor()
    ander = await Tafel.dek(tafel.hub)
    with pytest.raises(OngeldigeInvoer):
        await ander.stel_voor(replace(PLAN, momenten=[DINSDAG]))
    klok.verstrijk(days=5, minutes=1)
    await ander.stel_voor(replace(PLAN, momenten=[DINSDAG]))


async def test_wie_te_laat_kiest_hoort_wat_nog_wel_kan(tafel: Tafel, klok: NepKlok) -> None:
    await tafel.stel_voor()
    klok.verstrijk(days=5, minutes=1)
    ander = await Tafel.dek(tafel.hub)
    await ander.stel_voor(replace(PLAN, momenten=[DINSDAG]))
    assert "kan helaas niet meer" in await tafel.zegt("dinsdag")
    assert [k["label"] for k in (await tafel.laatste())["keuzes"]][:2] == [
        "woensdag 2 december om 14.30 uur",
        "vrijdag 4 december om 9 uur",
    ]


async def test_twee_voorstellen_tegelijk_op_dezelfde_tijd_geeft_er_een(tafel: Tafel) -> None:
    ander = await Tafel.dek(tafel.hub)
    plan = replace(PLAN, momenten=[DINSDAG])
    uitkomsten = await asyncio.gather(tafel.stel_voor(plan), ander.stel_voor(plan), return_exceptions=True)
    assert sorted(type(u).__name__ for u in uitkomsten) == ["OngeldigeInvoer", "int"]


async def test_zes_voorstellen_en_keuzes_door_elkaar_botsen_nooit(tafel: Tafel) -> None:
    tafels = [tafel, *[await Tafel.dek(tafel.hub) for _ in range(5)]]
    plannen = [replace(PLAN, momenten=[moment(1, 9 + n), moment(1, 10 + n)]) for n in range(6)]
    await asyncio.gather(*(t.stel_voor(p) for t, p in zip(tafels, plannen, strict=True)), return_exceptions=True)
    await asyncio.gather(*(t.zegt("1") for t in tafels))
    async with tafel.hub.database.lees() as session:
        staan = [a for t in tafels for a in await open_afspraken(session, t.kenmerk) if a.stand == "gepland"]
    begin = sorted(a.begin for a in staan if a.begin)
    assert begin
    assert all((b - a).total_seconds() >= 90 * 60 for a, b in pairwise(begin))


async def test_een_plan_met_fouten_noemt_ze_allemaal(tafel: Tafel) -> None:
    plan = replace(PLAN, momenten=[moment(25, 10), moment(1, 20), DINSDAG, DINSDAG], plaats="maan", duur=1000)
    with pytest.raises(OngeldigeInvoer) as fout:
        await tafel.stel_voor(plan)
    alles = " ".join(fout.value.fouten)
    for deel in ("vrije dag", "niet binnen", "hooguit drie", "twee keer", "waar het gesprek", "duur"):
        assert deel in alles


async def test_zonder_medewerker_of_na_afsluiting_kan_er_geen_afspraak(tafel: Tafel, hub: Hub) -> None:
    async with hub.database.schrijf() as session:
        (await session.get_one(Intake, tafel.kenmerk)).medewerker_id = None
    with pytest.raises(Conflict, match="geen medewerker"):
        await tafel.stel_voor()
    async with hub.database.schrijf() as session:
        intake = await workflow.vergrendel(session, tafel.kenmerk)
        intake.medewerker_id = "anja"
        await workflow.wissel(session, intake, "ingetrokken", "anja", "verhuisd")
    with pytest.raises(Conflict, match="status"):
        await tafel.stel_voor()


async def test_bij_een_gesloten_dossier_kiest_niemand_meer_een_moment(tafel: Tafel, hub: Hub) -> None:
    await tafel.stel_voor()
    async with hub.database.schrijf() as session:
        intake = await workflow.vergrendel(session, tafel.kenmerk)
        await workflow.wissel(session, intake, "ingetrokken", "anja", "verhuisd")
    assert (await tafel.zegt("dinsdag")).startswith("Gehoord")
    assert (await tafel.afspraak()).stand == "voorgesteld"


async def test_afgesproken_aan_de_telefoon_staat_meteen(tafel: Tafel) -> None:
    await tafel.stel_voor()
    await tafel.spreek_af(replace(PLAN, momenten=[moment(3, 11)], plaats="bellen"))
    afspraak = await tafel.afspraak()
    assert (afspraak.stand, afspraak.begin) == ("gepland", moment(3, 11))
    assert "via de telefoon" in (await tafel.laatste())["tekst"]
    assert await tafel.status() == "gesprek_gepland"
    await tafel.spreek_af(replace(PLAN, momenten=[moment(3, 14)]))
    assert (await tafel.afspraak()).volgnummer == 1


async def test_het_loket_zegt_af_met_een_reden_die_de_inwoner_leest(tafel: Tafel, hub: Hub) -> None:
    nummer = await tafel.stel_voor()
    await tafel.zegt("1")
    for reden in ("", "x" * 301):
        with pytest.raises(OngeldigeInvoer):
            async with hub.database.schrijf() as session:
                await afspraken.trek_in(session, AFSPRAAKTEKSTEN, nummer, "anja", reden)
    async with hub.database.schrijf() as session:
        await afspraken.trek_in(session, AFSPRAAKTEKSTEN, nummer, "anja", "Ik ben ziek")
    assert "Dit is waarom: Ik ben ziek." in (await tafel.laatste())["tekst"]
    assert await tafel.status() == "toegewezen"
    with pytest.raises(Conflict):
        async with hub.database.schrijf() as session:
            await afspraken.trek_in(session, AFSPRAAKTEKSTEN, nummer, "anja", "nog eens")


async def test_geweest_brengt_de_intake_in_onderzoek(tafel: Tafel, hub: Hub, klok: NepKlok) -> None:
    nummer = await tafel.stel_voor()
    await tafel.zegt("1")
    with pytest.raises(Conflict, match="moet nog komen"):
        async with hub.database.schrijf() as session:
            await afspraken.rond_af(session, AFSPRAAKTEKSTEN, nummer, "anja", True)
    klok.verstrijk(days=8, hours=2)
    async with hub.database.schrijf() as session:
        await afspraken.rond_af(session, AFSPRAAKTEKSTEN, nummer, "anja", True)
    assert await tafel.status() == "onderzoek"
    async with hub.database.lees() as session:
        assert await open_afspraken(session, tafel.kenmerk) == []


async def test_wie_er_niet_was_krijgt_een_vriendelijke_vraag(tafel: Tafel, hub: Hub, klok: NepKlok) -> None:
    nummer = await tafel.stel_voor()
    await tafel.zegt("1")
    klok.verstrijk(days=8, hours=2)
    async with hub.database.schrijf() as session:
        await afspraken.rond_af(session, AFSPRAAKTEKSTEN, nummer, "anja", False)
    assert "geen gevolgen" in (await tafel.laatste())["tekst"]
    assert "nieuwe momenten" in await tafel.zegt("ja graag")
    assert "afspraak_momenten" in await tafel.taken()
    assert await tafel.status() == "toegewezen"
    assert await tafel.stel_voor(replace(PLAN, momenten=[moment(8, 10)])) != nummer


async def test_een_tweede_gesprek_valt_terug_op_onderzoek(tafel: Tafel, hub: Hub, klok: NepKlok) -> None:
    nummer = await tafel.stel_voor()
    await tafel.zegt("1")
    klok.verstrijk(days=8, hours=2)
    async with hub.database.schrijf() as session:
        await afspraken.rond_af(session, AFSPRAAKTEKSTEN, nummer, "anja", True)
    tweede = await tafel.stel_voor(replace(PLAN, momenten=[moment(8, 10)]))
    await tafel.zegt("ja")
    assert await tafel.status() == "gesprek_gepland"
    async with hub.database.schrijf() as session:
        await afspraken.trek_in(session, AFSPRAAKTEKSTEN, tweede, "anja", "ziek")
    assert await tafel.status() == "onderzoek"


async def test_wie_meekomt_wordt_genoteerd(tafel: Tafel, hub: Hub) -> None:
    nummer = await tafel.stel_voor()
    async with hub.database.schrijf() as session:
        await afspraken.noteer_erbij(session, nummer, "anja", "mantelzorger", " Toos ")
    assert (await tafel.afspraak()).erbij == [{"soort": "mantelzorger", "naam": "Toos"}]
    with pytest.raises(OngeldigeInvoer):
        async with hub.database.schrijf() as session:
            await afspraken.noteer_erbij(session, nummer, "anja", "hond", "Fikkie")


async def test_alles_staat_in_de_geschiedenis(tafel: Tafel, hub: Hub) -> None:
    await tafel.stel_voor()
    await tafel.zegt("dinsdag")
    await tafel.zegt("afspraak verzetten")
    await tafel.zegt("ja")
    async with hub.database.lees() as session:
        regels = list(await session.scalars(select(Afspraakwissel).order_by(Afspraakwissel.id)))
    assert [(r.gebeurtenis, r.door) for r in regels] == [
        ("stel_voor", "anja"),
        ("kies", "inwoner"),
        ("verzet_het", "inwoner"),
    ]
    assert len(regels[0].gegevens["momenten"]) == 3


async def test_een_onbekende_afspraak_is_niet_gevonden(hub: Hub) -> None:
    with pytest.raises(NietGevonden):
        async with hub.database.schrijf() as session:
            await afspraken.trek_in(session, AFSPRAAKTEKSTEN, 999, "anja", "ziek")
