from __future__ import annotations

import pytest

from loket_backend.db import Database

from .conftest import Client, MeldAan, csrf_van, log_in

UIT = "/console/uitloggen"


async def test_een_formulier_zonder_token_wordt_geweigerd(als: MeldAan) -> None:
    anja = await als("anja")
    antwoord = await anja.post(UIT, data={})
    assert antwoord.status == 403
    assert "Laad de pagina opnieuw" in await antwoord.text()
    assert (await anja.get("/console", allow_redirects=False)).status == 200


async def test_het_token_van_een_ander_wordt_geweigerd(als: MeldAan) -> None:
    anja, bilal = await als("anja"), await als("bilal")
    assert (await anja.post(UIT, data={"csrf": await csrf_van(bilal, "/console")})).status == 403
    assert (await anja.post(UIT, data={"csrf": "é"})).status == 403


async def test_inloggen_zonder_token_wordt_geweigerd(bezoeker: Client) -> None:
    gegevens = {"login": "anja", "wachtwoord": "een goed wachtwoord"}
    assert (await bezoeker.post("/console/inloggen", data=gegevens)).status == 403


@pytest.mark.parametrize(
    "kop",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://elders.nl"},
        {"Origin": "null"},
    ],
)
async def test_een_formulier_van_een_andere_site_wordt_geweigerd(als: MeldAan, kop: dict[str, str]) -> None:
    anja = await als("anja")
    antwoord = await anja.post(UIT, data={"csrf": await csrf_van(anja, "/console")}, headers=kop)
    assert antwoord.status == 403


async def test_een_formulier_van_de_eigen_site_mag(als: MeldAan) -> None:
    anja = await als("anja")
    kop = {"Origin": f"http://{anja.host}:{anja.port}", "Sec-Fetch-Site": "same-origin"}
    gegevens = {"csrf": await csrf_van(anja, "/console")}
    assert (await anja.post(UIT, data=gegevens, headers=kop, allow_redirects=False)).status == 303


async def test_het_token_van_voor_het_inloggen_geldt_daarna_niet_meer(bezoeker: Client, database: Database) -> None:
    oud = await csrf_van(bezoeker)
    await log_in(bezoeker, "anja")
    assert (await bezoeker.post(UIT, data={"csrf": oud})).status == 403
