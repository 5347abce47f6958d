"""What passes between a resident and people beside the messages: who speaks, who types, how far either has read."""

from __future__ import annotations

from typing import Any

import pytest
from aiohttp import ClientResponse

from loket_backend.gesprek import beeld, mensen
from loket_backend.gesprek.aanwezigheid import DE_INWONER, TYPT
from loket_backend.gesprek.hub import Hub
from loket_backend.gesprek.models import Gesprek
from tests.contract.hulp import OP_SQLITE, Client, Inwoner, gebeurtenis, probleem, velden_met_fouten
from tests.contract.test_openapi import SCHEMAS, assert_past
from tests.loket.hulp import tot, vul_gemeente


async def pak_op(hub: Hub, inwoner: Inwoner, wie: str = "anja") -> None:
    await vul_gemeente(hub.database)
    async with hub.database.schrijf() as session:
        await mensen.pak_op(session, inwoner.id, wie)
    hub.meld(inwoner.id)


async def zeg(hub: Hub, inwoner: Inwoner, tekst: str, wie: str = "anja") -> int:
    async with hub.database.schrijf() as session:
        bericht = await mensen.zeg(session, inwoner.id, wie, tekst, hub.postvak.teksten)
    hub.meld(inwoner.id)
    return bericht.volgnummer


def typt(hub: Hub, inwoner: Inwoner, wie: str = "anja") -> None:
    hub.aanwezigheid.meld_typen(inwoner.id, wie)
    hub.wekker.roep(inwoner.id)


async def post(inwoner: Inwoner, wat: str, inhoud: Any = None, **kop: str) -> ClientResponse:
    adres = f"/v1/gesprekken/{inwoner.id}/{wat}"
    return await inwoner.client.post(adres, json=inhoud, headers=kop or inwoner.kop)


async def rij(hub: Hub, inwoner: Inwoner) -> Gesprek:
    async with hub.database.lees() as session:
        return await session.get_one(Gesprek, inwoner.id)


async def volgende(stroom: ClientResponse, soort: str) -> dict[str, Any]:
    """The next event of this kind; others are passed over."""
    while (deel := await gebeurtenis(stroom))["event"] != soort:
        pass
    return deel


async def test_gezien_gaat_vooruit_en_nooit_terug(inwoner: Inwoner, hub: Hub) -> None:
    for gemeld, verwacht in ((2, 2), (2, 2), (1, 2), (3, 3)):
        assert (await post(inwoner, "gezien", {"volgnummer": gemeld})).status == 204
        assert (await rij(hub, inwoner)).gezien_inwoner == verwacht


async def test_wat_er_niet_is_kan_niet_gezien_zijn(inwoner: Inwoner, hub: Hub) -> None:
    assert await velden_met_fouten(await post(inwoner, "gezien", {"volgnummer": 4})) == {"volgnummer"}
    assert (await rij(hub, inwoner)).gezien_inwoner == 0


async def test_twee_tabbladen_die_tegelijk_melden_gaan_niet_terug(inwoner: Inwoner, hub: Hub) -> None:
    for volgnummer in (3, 1):
        async with hub.database.schrijf() as session:
            await beeld.inwoner_zag(session, inwoner.id, volgnummer)
    assert (await rij(hub, inwoner)).gezien_inwoner == 3


@OP_SQLITE
async def test_gezien_wekt_wie_wacht_maar_niet_als_er_niets_nieuws_is(inwoner: Inwoner, hub: Hub) -> None:
    with hub.wekker.luister(inwoner.id) as gebeurd:
        await post(inwoner, "gezien", {"volgnummer": 2})
        assert gebeurd.is_set()
        gebeurd.clear()
        await post(inwoner, "gezien", {"volgnummer": 2})
        assert not gebeurd.is_set()


@OP_SQLITE
@pytest.mark.parametrize("volgnummer", [-1, "2", 1.5, None, True, 10**12])
async def test_gezien_noemt_alles_wat_er_mis_is_in_een_keer(inwoner: Inwoner, volgnummer: Any) -> None:
    antwoord = await post(inwoner, "gezien", {"volgnummer": volgnummer, "anders": 1})
    assert await velden_met_fouten(antwoord) == {"volgnummer", "anders"}


@OP_SQLITE
@pytest.mark.parametrize("wat", ["gezien", "typt", "verslag"])
async def test_een_verkeerd_token_en_een_onbekend_gesprek_geven_dezelfde_404(inwoner: Inwoner, wat: str) -> None:
    inhoud = {"volgnummer": 1} if wat == "gezien" else None
    ander = await Inwoner.begin(inwoner.client)
    nergens = Inwoner(inwoner.client, "bestaat-niet", inwoner.token)
    antwoorden = [
        await post(inwoner, wat, inhoud, Authorization=f"Bearer {ander.token}"),
        await post(inwoner, wat, inhoud, Authorization="Basic abc"),
        await post(nergens, wat, inhoud),
    ]
    fouten = [await probleem(antwoord, 404) for antwoord in antwoorden]
    assert fouten[0] == fouten[1] == fouten[2]


@OP_SQLITE
async def test_typen_telt_pas_als_er_mensen_meedoen(inwoner: Inwoner, hub: Hub) -> None:
    assert (await post(inwoner, "typt")).status == 204
    assert hub.aanwezigheid.wie_typt(inwoner.id) == frozenset()
    await pak_op(hub, inwoner)
    assert (await post(inwoner, "typt")).status == 204
    assert hub.aanwezigheid.wie_typt(inwoner.id) == {DE_INWONER}


@OP_SQLITE
async def test_typen_wekt_een_keer_en_versturen_maakt_er_een_einde_aan(inwoner: Inwoner, hub: Hub) -> None:
    await pak_op(hub, inwoner)
    await post(inwoner, "typt")
    with hub.wekker.luister(inwoner.id) as gebeurd:
        await post(inwoner, "typt")
        assert not gebeurd.is_set()
    await inwoner.stuur("zo, klaar")
    assert hub.aanwezigheid.wie_typt(inwoner.id) == frozenset()


@OP_SQLITE
async def test_de_stroom_zegt_dat_een_medewerker_typt_en_stopt(
    inwoner: Inwoner, hub: Hub, monkeypatch: pytest.MonkeyPatch
) -> None:
    uren = [1000.0]
    monkeypatch.setattr(hub.aanwezigheid, "_klok", lambda: uren[0])
    await pak_op(hub, inwoner)
    async with await inwoner.volg() as stroom:
        await volgende(stroom, "stand")
        typt(hub, inwoner)
        begin = await volgende(stroom, "typt")
        assert (begin["id"], begin["data"]) == (None, {"typt": True, "naam": None})
        uren[0] += TYPT + 0.1  # nobody calls: that somebody stopped is noticed
        einde = await volgende(stroom, "typt")
    assert einde["data"] == {"typt": False, "naam": None}
    assert_past(begin["data"], SCHEMAS["Typt"])


@OP_SQLITE
async def test_wie_al_schreef_typt_met_naam(inwoner: Inwoner, hub: Hub) -> None:
    await pak_op(hub, inwoner)
    await zeg(hub, inwoner, "Dag mevrouw")
    async with await inwoner.volg() as stroom:
        await volgende(stroom, "stand")
        typt(hub, inwoner)
        assert (await volgende(stroom, "typt"))["data"] == {"typt": True, "naam": "Anja Mulder"}


@OP_SQLITE
async def test_wie_het_gesprek_voert_heet_pas_zo_na_een_eerste_bericht(inwoner: Inwoner, hub: Hub) -> None:
    await pak_op(hub, inwoner)
    async with await inwoner.volg() as stroom:
        assert (await volgende(stroom, "medewerker"))["data"] == {"naam": None}
        await zeg(hub, inwoner, "Dag mevrouw")
        begin = (await volgende(stroom, "medewerker"))["data"]
        assert begin == {"naam": "Anja Mulder"}
        async with hub.database.schrijf() as session:
            doel = mensen.Doel(medewerker_id="bert")
            await mensen.geef_door(session, inwoner.id, "anja", doel, "vraagt naar de bus", hub.postvak.teksten)
            await mensen.pak_op(session, inwoner.id, "bert")
        hub.meld(inwoner.id)
        assert (await volgende(stroom, "medewerker"))["data"] == {"naam": None}
        await zeg(hub, inwoner, "Hallo", "bert")
        assert (await volgende(stroom, "medewerker"))["data"] == {"naam": "Bert Kok"}
    assert_past(begin, SCHEMAS["Voert"])


@OP_SQLITE
async def test_een_collega_en_de_inwoner_zelf_typen_niet_mee(inwoner: Inwoner, hub: Hub) -> None:
    await pak_op(hub, inwoner)
    async with await inwoner.volg() as stroom:
        await volgende(stroom, "stand")
        typt(hub, inwoner, "bert")
        await post(inwoner, "typt")
        assert hub.aanwezigheid.wie_typt(inwoner.id) == {"bert", DE_INWONER}
        for tekst in ("Hallo", "Bent u daar?"):
            await zeg(hub, inwoner, tekst)
        soorten: list[str] = []
        while soorten.count("message") < 3:
            soorten.append((await gebeurtenis(stroom))["event"])
    assert "typt" not in soorten


@OP_SQLITE
async def test_de_spreker_komt_voor_het_bericht_en_na_hervatten_weer(inwoner: Inwoner, hub: Hub) -> None:
    await pak_op(hub, inwoner)
    nummer = await zeg(hub, inwoner, "Dag mevrouw")
    wie = {"sprekers": [{"volgnummer": n, "naam": "Anja Mulder"} for n in (nummer - 1, nummer)]}
    for gezien in ("0", str(nummer)):
        async with await inwoner.volg(**{"Last-Event-ID": gezien}) as stroom:
            eerste = await gebeurtenis(stroom)
            assert (eerste["event"], eerste["id"], eerste["data"]) == ("sprekers", None, wie)
    assert_past(wie, SCHEMAS["Sprekers"])


@OP_SQLITE
async def test_de_stroom_zegt_wat_de_medewerker_heeft_gezien(inwoner: Inwoner, hub: Hub) -> None:
    await pak_op(hub, inwoner)
    async with await inwoner.volg() as stroom:
        await volgende(stroom, "stand")
        nummer = await zeg(hub, inwoner, "Ik heb het gelezen")
        deel = await volgende(stroom, "gezien")
    assert (deel["id"], deel["data"]) == (None, {"volgnummer": nummer})
    assert_past(deel["data"], SCHEMAS["Gezien"])


@OP_SQLITE
async def test_de_berichten_en_de_stand_houden_hun_vorm(inwoner: Inwoner, hub: Hub) -> None:
    await pak_op(hub, inwoner)
    await zeg(hub, inwoner, "Dag")
    stand = await inwoner.lees()
    assert set(stand) == {"berichten", "status", "bezig", "crisis", "kenmerk"}
    velden = {"volgnummer", "afzender", "tekst", "keuzes", "vraag", "tijdstip"}
    assert all(set(bericht) == velden for bericht in stand["berichten"])


@OP_SQLITE
async def test_een_stroom_die_wegvalt_laat_geen_wachter_achter(client: Client, inwoner: Inwoner, hub: Hub) -> None:
    async with await inwoner.volg() as stroom:
        await volgende(stroom, "stand")
        assert hub.wekker._wachters

    async def weg() -> bool:
        hub.wekker.roep(inwoner.id)
        await inwoner.stuur("nog iets")
        return inwoner.id not in hub.wekker._wachters

    await tot(weg)
