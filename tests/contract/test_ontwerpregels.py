"""The NL API Design Rules that matter here (Forum Standaardisatie, 2.x), and the headers that the NCSC asks of a web server."""

from __future__ import annotations

import re
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from aiohttp.test_utils import TestClient, TestServer

from loket_backend.app import maak_app
from loket_backend.beveiligingscontact import PAD
from loket_backend.console.routes import ROUTES
from loket_backend.koppen import API_VERSIE, HSTS
from loket_backend.settings import Settings
from tests.contract.hulp import Client, Inwoner, probleem
from tests.contract.test_openapi import DOCUMENT
from tests.loket.hulp import NepRasa

PADEN = list(DOCUMENT["paths"])


@pytest.fixture
def database_url(sqlite_sjabloon: Path, tmp_path: Path) -> str:
    """The database is of no account to these tests, so one kind will do."""
    shutil.copy(sqlite_sjabloon, tmp_path / "loket.db")
    return f"sqlite+aiosqlite:///{tmp_path / 'loket.db'}"


def api_paden() -> list[str]:
    return [
        pad for pad in PADEN if pad not in ("/gezond", "/klaar")
    ]  # for who watches the machine, not for who integrates


# -- The description


def test_de_grote_versie_staat_in_het_pad_en_is_die_van_de_koppen() -> None:
    assert all(pad.startswith(f"/v{API_VERSIE.split('.')[0]}/") for pad in api_paden())  # core/uri-version
    assert re.fullmatch(r"\d+\.\d+\.\d+", API_VERSIE)  # core/semver


def test_geen_pad_eindigt_op_een_streep_en_namen_zijn_meervoud_en_klein() -> None:
    for pad in PADEN:
        assert not pad.endswith("/")  # core/no-trailing-slash
        assert re.fullmatch(r"(/([a-z]+(\.json)?|\{[a-z]+\}|v\d+))+", pad)  # core/path-segments-kebab-case
    assert {pad.split("/")[2] for pad in api_paden()} == {
        "gesprekken",
        "intakes",
        "openapi.json",
    }  # core/naming-collections


def test_alleen_gewone_methodes() -> None:
    assert {m for deel in DOCUMENT["paths"].values() for m in deel} <= {
        "get",
        "post",
        "parameters",
    }  # core/http-methods


# -- The answers


@pytest.mark.parametrize("pad", ["/v1/gesprekken/", "/v1/intakes/", "/v1/openapi.json/"])
async def test_een_streep_aan_het_eind_is_404(client: Client, pad: str) -> None:
    await probleem(await client.get(pad), 404)


async def test_de_beschrijving_staat_op_de_vaste_plek_en_is_van_overal_te_lezen(client: Client) -> None:
    antwoord = await client.get("/v1/openapi.json")  # core/publish-openapi, core/doc-cors
    assert (antwoord.status, antwoord.headers["Access-Control-Allow-Origin"]) == (200, "*")


@pytest.mark.parametrize("pad", api_paden())
@pytest.mark.parametrize("methode", ["GET", "POST", "PUT", "DELETE", "PATCH"])
async def test_elke_fout_is_problem_json_en_elk_antwoord_noemt_de_versie(
    client: Client, pad: str, methode: str
) -> None:
    antwoord = await client.request(methode, pad.format(id="x", kenmerk="x"), data=b"{geen json")
    assert antwoord.headers["API-Version"] == API_VERSIE  # core/version-header
    if antwoord.status >= 400:
        assert antwoord.content_type == "application/problem+json"
        assert antwoord.status in (400, 401, 404, 405)
    if antwoord.status == 405:
        assert methode not in antwoord.headers["Allow"].split(",")


@pytest.mark.parametrize(
    ("inhoud", "waar"),
    [({}, "kanaal"), ({"kanaal": "fax"}, "kanaal"), ({"kanaal": "web", "meer": 1}, "meer"), ([], "inhoud")],
)
async def test_ongeldige_invoer_is_400_en_noemt_waar(client: Client, inhoud: object, waar: str) -> None:
    fout = await probleem(await client.post("/v1/gesprekken", json=inhoud), 400)  # never 422
    assert any(waar in regel for regel in fout["fouten"]) or waar == "inhoud"


async def test_een_lege_en_een_te_grote_inhoud_zijn_geen_storing(client: Client) -> None:
    await probleem(await client.post("/v1/gesprekken", data=b""), 400)
    await probleem(await client.post("/v1/gesprekken", data=b"x" * 300_000), 413)


# -- Headers


async def test_de_csp_laat_alleen_eigen_bestanden_toe_en_niets_in_de_pagina_zelf(client: Client) -> None:
    for pad in ("/console/inloggen", "/console/noodinzage", "/v1/openapi.json", "/bestaat/niet"):
        csp = dict(
            regel.split(" ", 1) for regel in (await client.get(pad)).headers["Content-Security-Policy"].split("; ")
        )
        assert {csp[f"{s}-src"] for s in ("default", "script", "style", "img", "connect", "font")} == {"'self'"}
        assert {csp[s] for s in ("object-src", "base-uri", "frame-ancestors", "frame-src")} == {"'none'"}
        assert csp["form-action"] == "'self'"


@pytest.mark.parametrize(("productie", "hsts"), [("1", HSTS), ("", None)])
async def test_in_productie_is_alles_https_en_zit_het_koekje_aan_deze_host_vast(
    database_url: str, tmp_path: Path, productie: str, hsts: str | None
) -> None:
    settings = Settings(data=str(tmp_path), database_url=database_url, geheim="geheim", productie=productie)
    async with TestClient(TestServer(maak_app(settings, lambda *_: NepRasa()))) as client:
        koekje = (await client.get("/console/inloggen")).headers["Set-Cookie"]
        for pad in ("/", "/console/inloggen", "/v1/openapi.json", "/bestaat/niet"):
            assert (await client.get(pad)).headers.get("Strict-Transport-Security") == hsts
    assert koekje.startswith("__Host-loket_sessie=" if productie else "loket_sessie=")
    assert ("Secure" in koekje, "Domain" in koekje, "Path=/" in koekje) == (bool(productie), False, True)


async def test_elke_pagina_van_de_console_wordt_nergens_bewaard(client: Client) -> None:
    for route in (r for r in ROUTES if r.methode == "GET" and r.pad != "/statisch/{naam}"):
        antwoord = await client.get(f"/console{route.pad}", allow_redirects=False)
        if antwoord.status == 200:
            assert antwoord.headers["Cache-Control"] == "no-store", route.pad


# -- security.txt


@pytest.mark.parametrize(
    ("contact", "verwacht"),
    [("mailto:veilig@loket.example", "mailto:veilig@loket.example"), ("", "tel:+31528123456")],
)
async def test_security_txt_noemt_wie_te_bereiken_is_en_verloopt_in_de_toekomst(
    database_url: str, tmp_path: Path, contact: str, verwacht: str
) -> None:
    settings = Settings(
        data=str(tmp_path),
        database_url=database_url,
        geheim="geheim",
        beveiligingscontact=contact,
        adres_buiten="https://loket.example/",
    )
    async with TestClient(TestServer(maak_app(settings, lambda *_: NepRasa()))) as client:
        antwoord = await client.get(PAD)
        tekst = await antwoord.text()
    velden = dict(regel.split(": ", 1) for regel in tekst.splitlines())
    assert (antwoord.content_type, antwoord.charset) == ("text/plain", "utf-8")
    assert velden["Contact"] == verwacht
    assert velden["Canonical"] == "https://loket.example/.well-known/security.txt"
    verloopt = datetime.fromisoformat(velden["Expires"])
    assert datetime.now(UTC) < verloopt < datetime.now(UTC) + timedelta(days=365)


async def test_een_gesprek_heeft_dezelfde_koppen_bij_een_fout(inwoner: Inwoner) -> None:
    antwoord = await inwoner.client.get(inwoner.pad)
    assert (antwoord.status, antwoord.headers["X-Content-Type-Options"]) == (404, "nosniff")
