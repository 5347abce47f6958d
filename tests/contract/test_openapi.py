"""The description of the API, beside what the router and the answers really are."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

import loket_backend.openapi
from loket_backend.catalogus import ASPECTEN, CRISES, LEEFGEBIEDEN, VELDEN, VELDSTATUSSEN
from loket_backend.gesprek.channels.web import WACHT_MAX
from loket_backend.gesprek.hub import Hub
from loket_backend.gesprek.rasa import Antwoordbeurt, Botbericht
from loket_backend.koppen import API_VERSIE
from tests.contract.hulp import OP_SQLITE, Client, Inwoner, dien
from tests.loket.hulp import NepRasa

DOCUMENT: dict[str, Any] = json.loads(
    Path(loket_backend.openapi.__file__).with_name("openapi.json").read_text(encoding="utf-8")
)
SCHEMAS = DOCUMENT["components"]["schemas"]
GEEN_API = re.compile(
    r"/($|widget/|statisch/|verslag/|gespreksverslag/|bevestiging/|arrangement/|afspraken/|agenda/|\.well-known/|console($|/))"
)
METHODES = {"get", "post", "put", "patch", "delete"}
SOORTEN: dict[str, Any] = {
    "object": dict,
    "array": list,
    "string": str,
    "boolean": bool,
    "integer": int,
    "null": type(None),
}


@OP_SQLITE
async def test_de_beschrijving_is_zonder_sleutel_en_van_overal_te_lezen(client: Client) -> None:
    antwoord = await client.get("/v1/openapi.json", headers={"Origin": "https://overal.example"})
    assert (antwoord.status, antwoord.content_type) == (200, "application/json")
    assert antwoord.headers["Access-Control-Allow-Origin"] == "*"
    assert await antwoord.json() == DOCUMENT


@OP_SQLITE
async def test_elke_route_staat_in_de_beschrijving_en_andersom(client: Client) -> None:
    routes = {
        (route.method.lower(), route.resource.canonical)
        for route in client.app.router.routes()
        if route.resource and route.method != "HEAD" and not GEEN_API.match(route.resource.canonical)
    }
    beschreven = {(m, pad) for pad, deel in DOCUMENT["paths"].items() for m in deel if m in METHODES}
    assert routes == beschreven


async def test_de_versie_is_die_van_de_koppen() -> None:
    assert DOCUMENT["openapi"].startswith("3.1")
    assert DOCUMENT["info"]["version"] == API_VERSIE


async def test_de_sleutels_zijn_die_van_de_catalogus() -> None:
    assert list(SCHEMAS["Antwoorden"]["properties"]) == SCHEMAS["Antwoorden"]["required"] == list(VELDEN)
    assert SCHEMAS["Uitspraak"]["properties"]["leefgebied"]["enum"] == list(LEEFGEBIEDEN)
    assert SCHEMAS["Uitspraak"]["properties"]["aspect"]["enum"] == list(ASPECTEN)
    assert SCHEMAS["Stand"]["properties"]["crisis"]["enum"] == [*CRISES, None]
    assert SCHEMAS["Antwoord"]["properties"]["status"]["enum"] == list(VELDSTATUSSEN)
    assert SCHEMAS["Bericht"]["properties"]["vraag"]["enum"] == [*VELDEN, None]


@pytest.mark.parametrize("veld", [veld for veld, inhoud in VELDEN.items() if inhoud.keuzes])
async def test_de_keuzes_van_een_veld_zijn_die_van_de_catalogus(veld: str) -> None:
    waarde = SCHEMAS["Antwoorden"]["properties"][veld]["allOf"][1]["properties"]["waarde"]
    assert tuple(k for k in (waarde.get("items") or waarde)["enum"] if k) == VELDEN[veld].keuzes


async def test_zo_lang_als_de_beschrijving_zegt_mag_er_gewacht_worden() -> None:
    gebruik = DOCUMENT["paths"]["/v1/gesprekken/{id}/berichten"]["get"]["parameters"]
    assert next(p for p in gebruik if p["name"] == "wacht")["schema"]["maximum"] == WACHT_MAX


async def test_elke_verwijzing_wijst_ergens_heen() -> None:
    verwijzingen = re.findall(r'"\$ref": "#/([^"]+)"', json.dumps(DOCUMENT))
    for verwijzing in verwijzingen:
        plek: Any = DOCUMENT
        for deel in verwijzing.split("/"):
            plek = plek[deel]


async def test_alles_waar_een_sleutel_voor_nodig_is_zegt_dat() -> None:
    open_ = {"openGesprek", "toonBeschrijving", "toonGezond", "toonKlaar"}
    for pad in DOCUMENT["paths"].values():
        for gebruik in (pad[m] for m in METHODES & set(pad)):
            assert (gebruik["security"] == []) == (gebruik["operationId"] in open_)


@OP_SQLITE
async def test_wat_de_inwoner_krijgt_past_op_de_beschrijving(client: Client, rasa: NepRasa) -> None:
    knop = {"label": "Ja", "waarde": "ja"}
    rasa.antwoord = lambda _: Antwoordbeurt([Botbericht("Klopt dit?", [knop], "akkoord")])
    geopend = await (await client.post("/v1/gesprekken", json={"kanaal": "web"})).json()
    assert_past(geopend, SCHEMAS["GeopendGesprek"])
    inwoner = Inwoner(client, geopend["id"], geopend["token"])
    assert_past(await (await inwoner.stuur("ik wil niet meer leven")).json(), SCHEMAS["AangenomenBericht"])
    assert_past(await inwoner.tot_rust(), SCHEMAS["Berichten"])


@OP_SQLITE
async def test_wat_een_medewerker_krijgt_past_op_de_beschrijving(
    client: Client, hub: Hub, sleutel: dict[str, str]
) -> None:
    await dien(client, hub)
    waarden = {"voor_wie": "ander", "volhoudtijd": "week", "toestemming": ["huisarts"], "telefoon": "+31528123456"}
    kenmerk = await dien(client, hub, naam="Jo Bos", postcode="7913AB", **waarden)
    assert_past(await (await client.get("/v1/intakes", headers=sleutel)).json(), SCHEMAS["Intakes"])
    assert_past(await (await client.get(f"/v1/intakes/{kenmerk}", headers=sleutel)).json(), SCHEMAS["Intake"])


@OP_SQLITE
async def test_een_fout_past_op_de_beschrijving(inwoner: Inwoner) -> None:
    for antwoord in (await inwoner.stuur("", "kort"), await inwoner.client.get("/v1/intakes")):
        assert_past(await antwoord.json(), SCHEMAS["Probleem"])


@OP_SQLITE
async def test_gezond_en_klaar_passen_op_de_beschrijving(client: Client, rasa: NepRasa) -> None:
    assert_past(await (await client.get("/gezond")).json(), SCHEMAS["Gezond"])
    klaar = await client.get("/klaar")
    assert (klaar.status, await klaar.json()) == (200, {"status": "klaar", "mist": []})


@OP_SQLITE
async def test_klaar_is_503_en_noemt_wat_er_mist(
    client: Client, rasa: NepRasa, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def mist() -> list[str]:
        return ["rasa", "acties"]

    monkeypatch.setattr(rasa, "mist", mist)
    klaar = await client.get("/klaar")
    assert (klaar.status, (await klaar.json())["mist"]) == (503, ["rasa", "acties"])
    assert_past(await klaar.json(), SCHEMAS["Klaar"])
    assert (await client.get("/gezond")).status == 200


def assert_past(waarde: Any, schema: dict[str, Any], plek: str = "$") -> None:
    """Checks a value against the part of JSON Schema that this description uses."""
    if "$ref" in schema:
        schema = SCHEMAS[schema["$ref"].rpartition("/")[2]]
    for deel in schema.get("allOf", ()):
        assert_past(waarde, deel, plek)
    if "oneOf" in schema:
        schema = schema["oneOf"][0] if waarde is not None else schema["oneOf"][1]
        return assert_past(waarde, schema, plek)
    assert waarde in schema.get("enum", [waarde]), plek
    assert waarde == schema.get("const", waarde), plek
    soorten = [schema.get("type", [])] if isinstance(schema.get("type"), str) else schema.get("type", [])
    assert not soorten or any(type(waarde) is SOORTEN[soort] for soort in soorten), plek
    if isinstance(waarde, str):
        assert re.search(schema.get("pattern", ""), waarde), plek
    if isinstance(waarde, list):
        assert len(waarde) <= schema.get("maxItems", len(waarde)), plek
        for nummer, deel in enumerate(waarde):
            assert_past(deel, schema.get("items", {}), f"{plek}[{nummer}]")
    if isinstance(waarde, dict):
        bekend = schema.get("properties", {})
        assert set(schema.get("required", ())) <= set(waarde), plek
        assert schema.get("additionalProperties", True) or set(waarde) <= set(bekend), plek
        for naam, deel in waarde.items():
            assert_past(deel, bekend.get(naam, {}), f"{plek}.{naam}")
