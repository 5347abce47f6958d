"""Contract section 7: the staff API."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from loket_backend.catalogus import VELDEN, VELDSTATUSSEN
from loket_backend.gesprek.hub import Hub
from loket_backend.tijd import AMSTERDAM
from loket_backend.toegang.models import Auditregel
from loket_backend.toegang.sleutels import maak_sleutel
from tests.contract.hulp import OP_SQLITE, WAS, Client, Inwoner, dien, probleem

SLEUTELS = {
    "kenmerk",
    "status",
    "gesprekId",
    "wijk",
    "medewerker",
    "antwoorden",
    "uitspraken",
    "signalen",
    "termijnen",
    "ontvangenOp",
}
# int() of more than 4,300 digits raises ValueError.
TE_LANG = "9" * 5000


async def haal(client: Client, pad: str, sleutel: dict[str, str]) -> Any:
    antwoord = await client.get(pad, headers=sleutel)
    assert antwoord.status == 200, await antwoord.text()
    return await antwoord.json()


@OP_SQLITE
@pytest.mark.parametrize("kop", [None, "", "Bearer", "Bearer ", "Bearer loket_verkeerd", "Basic bG9rZXQ6"])
@pytest.mark.parametrize("pad", ["/v1/intakes", "/v1/intakes/2026-ABCDEF"])
async def test_zonder_geldige_sleutel_is_het_401(client: Client, pad: str, kop: str | None) -> None:
    await probleem(await client.get(pad, headers={} if kop is None else {"Authorization": kop}), 401)


async def test_het_token_van_een_gesprek_is_geen_sleutel(inwoner: Inwoner) -> None:
    await probleem(await inwoner.client.get("/v1/intakes", headers=inwoner.kop), 401)


async def test_wie_geen_sleutel_heeft_hoort_niet_of_een_kenmerk_bestaat(
    client: Client, hub: Hub, sleutel: dict[str, str]
) -> None:
    bestaat = await dien(client, hub)
    antwoorden = [await client.get(f"/v1/intakes/{kenmerk}") for kenmerk in (bestaat, "2026-ABCDEF")]
    assert await antwoorden[0].read() == await antwoorden[1].read()


async def test_een_intake_heeft_precies_de_vorm_van_het_contract(
    client: Client, hub: Hub, sleutel: dict[str, str]
) -> None:
    kenmerk = await dien(client, hub, naam="Jo Bos", postcode="7913AB", toestemming=["huisarts"])
    intake = await haal(client, f"/v1/intakes/{kenmerk}", sleutel)
    assert set(intake) == SLEUTELS
    assert (intake["kenmerk"], intake["status"], intake["wijk"]) == (kenmerk, "toegewezen", "veld")
    assert intake["medewerker"] == {"id": "anja", "naam": "Anja Mulder"}
    assert intake["uitspraken"] == [WAS]
    assert {s["signaal"] for s in intake["signalen"]} == set()


async def test_elk_veld_staat_erin_ook_als_het_niet_besproken_is(
    client: Client, hub: Hub, sleutel: dict[str, str]
) -> None:
    kenmerk = await dien(client, hub, naam="Jo Bos")
    antwoorden = (await haal(client, f"/v1/intakes/{kenmerk}", sleutel))["antwoorden"]
    assert set(antwoorden) == set(VELDEN)
    assert all(set(a) == {"waarde", "status", "bronnen"} and a["status"] in VELDSTATUSSEN for a in antwoorden.values())
    assert antwoorden["naam"] == {"waarde": "Jo Bos", "status": "besproken", "bronnen": [4]}
    assert antwoorden["wil"] == {"waarde": None, "status": "niet_besproken", "bronnen": []}


async def test_de_termijnen_volgen_uit_de_dag_van_ontvangst(client: Client, hub: Hub, sleutel: dict[str, str]) -> None:
    intake = await haal(client, f"/v1/intakes/{await dien(client, hub)}", sleutel)
    dag = datetime.fromisoformat(intake["ontvangenOp"]).astimezone(AMSTERDAM).date()
    verwacht = {"bevestiging": dag, "persoonlijk_plan": dag + timedelta(7), "onderzoek": dag + timedelta(42)}
    assert {naam: date.fromisoformat(tekst) for naam, tekst in intake["termijnen"].items()} == verwacht


async def test_de_lijst_toont_dezelfde_vorm_nieuwste_eerst(client: Client, hub: Hub, sleutel: dict[str, str]) -> None:
    eerste, tweede = await dien(client, hub, naam="Jo Bos"), await dien(client, hub, naam="Mia Dal")
    lijst = await haal(client, "/v1/intakes", sleutel)
    assert [intake["kenmerk"] for intake in lijst["intakes"]] == [tweede, eerste]
    assert lijst["intakes"][1] == await haal(client, f"/v1/intakes/{eerste}", sleutel)


@OP_SQLITE
@pytest.mark.parametrize(
    ("filter", "verwacht"),
    [
        ("status=toegewezen", {"veld"}),
        ("status=nieuw", {"niemand"}),
        ("wijk=veld", {"veld"}),
        ("wijk=dorp", set()),
        ("medewerker=anja", {"veld"}),
        ("medewerker=geen", {"niemand"}),
        ("status=toegewezen&wijk=veld&medewerker=anja", {"veld"}),
        ("status=nieuw&wijk=veld", set()),
        ("status=&wijk=&medewerker=&pagina=", {"veld", "niemand"}),
        ("pagina=2", set()),
    ],
)
async def test_de_lijst_luistert_naar_elk_filter(
    client: Client, hub: Hub, sleutel: dict[str, str], filter: str, verwacht: set[str]
) -> None:
    namen = {await dien(client, hub, postcode="7913AB"): "veld", await dien(client, hub): "niemand"}
    lijst = await haal(client, f"/v1/intakes?{filter}", sleutel)
    assert {namen[intake["kenmerk"]] for intake in lijst["intakes"]} == verwacht


@OP_SQLITE
@pytest.mark.parametrize("pagina", ["0", "-1", "x", "1.5", "1000001", TE_LANG])
async def test_een_onmogelijke_pagina_is_400(client: Client, sleutel: dict[str, str], pagina: str) -> None:
    await probleem(await client.get("/v1/intakes", params={"pagina": pagina}, headers=sleutel), 400)


async def test_lezen_staat_in_het_logboek_van_inzage(client: Client, hub: Hub, sleutel: dict[str, str]) -> None:
    kenmerk = await dien(client, hub)
    await haal(client, "/v1/intakes", sleutel)
    await haal(client, f"/v1/intakes/{kenmerk}", sleutel)
    async with hub.database.lees() as session:
        regels = [(r.wat, r.wiens) for r in await session.scalars(select(Auditregel).order_by(Auditregel.id))]
    assert regels == [("lijst", kenmerk), ("gelezen", kenmerk)]


async def test_een_sleutel_van_de_beheerder_leest_geen_dossiers(client: Client, hub: Hub) -> None:
    async with hub.database.schrijf() as session:
        kop = {"Authorization": f"Bearer {await maak_sleutel(session, 'beheerder')}"}
    assert (await client.get("/v1/intakes", headers=kop)).status == 403
