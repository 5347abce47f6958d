"""Headers on every answer, and which pages of other origins may call."""

from __future__ import annotations

import pytest

from loket_backend.koppen import API_VERSIE
from tests.contract.conftest import HERKOMST
from tests.contract.hulp import OP_SQLITE, Client, Inwoner

ANDER = "https://elders.example"
CORS = "Access-Control-Allow-Origin"
pytestmark = OP_SQLITE


@pytest.mark.parametrize(
    "pad", ["/v1/gesprekken", "/v1/intakes", "/v1/openapi.json", "/v1/onbekend", "/v1/gesprekken/x/berichten"]
)
async def test_elk_antwoord_van_de_api_noemt_de_versie_ook_een_fout(client: Client, pad: str) -> None:
    assert (await client.get(pad)).headers["API-Version"] == API_VERSIE


@pytest.mark.parametrize("pad", ["/v1/openapi.json", "/v1/intakes", "/gezond", "/klaar", "/onbekend"])
async def test_elk_antwoord_heeft_de_veilige_koppen(client: Client, pad: str) -> None:
    koppen = (await client.get(pad)).headers
    assert koppen["X-Content-Type-Options"] == "nosniff"
    assert koppen["Referrer-Policy"] == "no-referrer"
    assert "frame-ancestors 'none'" in koppen["Content-Security-Policy"]


async def test_de_stroom_heeft_dezelfde_koppen(inwoner: Inwoner) -> None:
    async with await inwoner.volg(Origin=HERKOMST) as stroom:
        assert stroom.headers["API-Version"] == API_VERSIE
        assert stroom.headers["X-Content-Type-Options"] == "nosniff"
        assert stroom.headers[CORS] == HERKOMST


async def test_gesprekken_en_dossiers_worden_niet_bewaard_door_wie_ertussen_zit(inwoner: Inwoner) -> None:
    for antwoord in (await inwoner.vraag(), await inwoner.stuur("hallo"), await inwoner.client.get("/v1/intakes")):
        assert antwoord.headers["Cache-Control"] == "no-store"


async def test_een_pagina_op_de_lijst_mag_een_gesprek_voeren(client: Client) -> None:
    antwoord = await client.post("/v1/gesprekken", json={"kanaal": "web"}, headers={"Origin": HERKOMST})
    assert (antwoord.status, antwoord.headers[CORS], antwoord.headers["Vary"]) == (201, HERKOMST, "Origin")


async def test_een_pagina_op_de_lijst_mag_ook_een_fout_lezen(client: Client) -> None:
    antwoord = await client.get("/v1/gesprekken/x/berichten", headers={"Origin": HERKOMST})
    assert (antwoord.status, antwoord.headers[CORS]) == (404, HERKOMST)


@pytest.mark.parametrize(
    "herkomst", [ANDER, "null", "", HERKOMST + ".kwaad.example", HERKOMST.upper(), "http" + HERKOMST[5:]]
)
async def test_een_andere_pagina_krijgt_geen_cors(client: Client, herkomst: str) -> None:
    antwoord = await client.post("/v1/gesprekken", json={"kanaal": "web"}, headers={"Origin": herkomst})
    assert CORS not in antwoord.headers


@pytest.mark.parametrize("pad", ["/v1/gesprekken", "/v1/gesprekken/x/berichten", "/v1/gesprekken/x/stroom"])
async def test_de_voorvraag_van_een_pagina_op_de_lijst_is_204(client: Client, pad: str) -> None:
    kop = {
        "Origin": HERKOMST,
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "authorization",
    }
    antwoord = await client.options(pad, headers=kop)
    assert (antwoord.status, antwoord.headers[CORS]) == (204, HERKOMST)
    assert {"GET", "POST"} <= set(antwoord.headers["Access-Control-Allow-Methods"].split(", "))
    assert {"Authorization", "Content-Type", "Last-Event-ID"} <= set(
        antwoord.headers["Access-Control-Allow-Headers"].split(", ")
    )


async def test_de_voorvraag_van_een_andere_pagina_wordt_geweigerd(client: Client) -> None:
    kop = {"Origin": ANDER, "Access-Control-Request-Method": "POST"}
    antwoord = await client.options("/v1/gesprekken", headers=kop)
    assert antwoord.status == 405
    assert CORS not in antwoord.headers


@pytest.mark.parametrize("pad", ["/v1/intakes", "/v1/intakes/2026-ABCDEF", "/gezond", "/console/inloggen"])
async def test_wat_van_medewerkers_is_kent_geen_cors(client: Client, pad: str) -> None:
    assert CORS not in (await client.get(pad, headers={"Origin": HERKOMST})).headers


async def test_geen_antwoord_staat_inloggegevens_van_een_andere_herkomst_toe(inwoner: Inwoner) -> None:
    antwoord = await inwoner.client.get(inwoner.pad, headers={**inwoner.kop, "Origin": HERKOMST})
    assert "Access-Control-Allow-Credentials" not in antwoord.headers
