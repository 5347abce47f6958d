"""Who may see what, case by case. The table of every route, role and team is in test_machtigingen.py."""

from __future__ import annotations

import pytest

from loket_backend.db import Database
from loket_backend.toewijzing.models import Medewerker

from .conftest import Client, MeldAan, nieuwe_intake


async def test_een_onbekende_rol_mag_niets(als: MeldAan, database: Database) -> None:
    anja = await als("anja")
    async with database.schrijf() as session:
        (await session.get_one(Medewerker, "anja")).rol = "stagiair"
    assert (await anja.get("/console")).status == 403


async def test_een_verlopen_peiling_wijst_de_weg_naar_inloggen(bezoeker: Client) -> None:
    antwoord = await bezoeker.get("/console/crisis", headers={"HX-Request": "true"})
    assert (antwoord.status, antwoord.headers["HX-Redirect"]) == (401, "/console/inloggen")


@pytest.mark.parametrize(
    ("van", "mag_wel", "mag_niet"),
    [
        ("corrie", ("corrie", "gerda", "anja"), ()),  # in noord, so anja's wijk
        ("", ("anja", "bilal", "gerda"), ("corrie",)),
    ],
)
async def test_wie_mag_een_dossier_in_noord_zien(
    als: MeldAan, database: Database, van: str, mag_wel: tuple[str, ...], mag_niet: tuple[str, ...]
) -> None:
    kenmerk = await nieuwe_intake(database, van=van)
    for wie in mag_wel:
        assert (await (await als(wie)).get(f"/console/intakes/{kenmerk}")).status == 200, wie
    for wie in mag_niet:
        assert (await (await als(wie)).get(f"/console/intakes/{kenmerk}")).status == 404, wie


async def test_wat_van_niemand_is_zonder_wijk_is_voor_de_coordinator(als: MeldAan, database: Database) -> None:
    kenmerk = await nieuwe_intake(database, postcode="9999ZZ", van="")
    uitkomst = {
        wie: (await (await als(wie)).get(f"/console/intakes/{kenmerk}")).status for wie in ("anja", "corrie", "gerda")
    }
    assert uitkomst == {"anja": 404, "corrie": 404, "gerda": 200}


async def test_wat_er_niet_is_en_wat_niet_mag_is_dezelfde_404(als: MeldAan, database: Database) -> None:
    kenmerk = await nieuwe_intake(database, postcode="2020AB", van="corrie")
    anja = await als("anja")
    verboden, afwezig = [await anja.get(f"/console/intakes/{k}") for k in (kenmerk, "2026-AAAAAA")]
    assert verboden.status == afwezig.status == 404
    assert await verboden.text() == await afwezig.text()


async def test_het_gesprek_van_een_verborgen_dossier_is_ook_verborgen(als: MeldAan, database: Database) -> None:
    kenmerk = await nieuwe_intake(database, postcode="2020AB", van="corrie")
    corrie, anja = await als("corrie"), await als("anja")
    pagina = await (await corrie.get(f"/console/intakes/{kenmerk}")).text()
    pad = pagina.split('href="/console/gesprekken/')[1].split('"')[0]
    assert (await corrie.get(f"/console/gesprekken/{pad}")).status == 200
    assert (await anja.get(f"/console/gesprekken/{pad}")).status == 404


async def test_fouten_in_de_console_zijn_nederlandse_paginas(als: MeldAan) -> None:
    antwoord = await (await als("anja")).get("/console/bestaat/niet")
    tekst = await antwoord.text()
    assert (antwoord.status, antwoord.content_type) == (404, "text/html")
    assert "Dit bestaat niet, of u mag het niet zien." in tekst
    assert "Naar de werkvoorraad" in tekst


async def test_een_onverwachte_fout_toont_niets_van_binnen(als: MeldAan, monkeypatch: pytest.MonkeyPatch) -> None:
    async def kapot(*_: object) -> None:
        raise RuntimeError("geheim verhaal")

    anja = await als("anja")
    monkeypatch.setattr("loket_backend.console.voorraad.lees", kapot)
    antwoord = await anja.get("/console")
    assert (antwoord.status, antwoord.content_type) == (500, "text/html")
    assert "geheim verhaal" not in await antwoord.text()


async def test_paginas_worden_nergens_bewaard_en_hebben_een_strenge_csp(als: MeldAan) -> None:
    antwoord = await (await als("anja")).get("/console")
    assert antwoord.headers["Cache-Control"] == "no-store"
    assert "default-src 'self'" in antwoord.headers["Content-Security-Policy"]
    assert "unsafe" not in antwoord.headers["Content-Security-Policy"]
