"""The console when the database fails: a page in Dutch for people, problem+json for scripts, and nothing typed is lost."""

from __future__ import annotations

from typing import Any

import pytest

from loket_backend.db import Database, open_database
from tests.loket.console.conftest import MeldAan

VERHAAL = 'Mevrouw belde, zij wil <b>"graag"</b> op dinsdag & woensdag'


@pytest.fixture
def breek(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Call it: from then on every door of the database leads nowhere, also for the session store."""
    kapot = open_database("sqlite+aiosqlite:////bestaat/niet/loket.db")
    lees, schrijf = Database.lees, Database.schrijf

    def nu() -> None:
        monkeypatch.setattr(Database, "lees", lambda _: lees(kapot))
        monkeypatch.setattr(Database, "schrijf", lambda _: schrijf(kapot))

    return nu


async def test_wie_een_pagina_opent_leest_dat_er_een_storing_is(als: MeldAan, breek: Any) -> None:
    client = await als("anja")
    breek()
    antwoord = await client.get("/console/gesprekken?orde=oud")
    tekst = await antwoord.text()
    assert (antwoord.status, antwoord.content_type) == (503, "text/html")
    assert int(antwoord.headers["Retry-After"]) > 0
    assert "<h1" in tekst
    assert "Er is een storing" in tekst
    assert 'href="/console/gesprekken?orde=oud"' in tekst


async def test_wat_iemand_typte_staat_in_de_pagina_en_gaat_met_een_knop_opnieuw(als: MeldAan, breek: Any) -> None:
    client = await als("anja")
    breek()
    teken = "wX6Th2L_3AUQiEnY5jyV7drpnMR_HyPW1o3xjlxb_3Q"
    velden = {"csrf": teken, "tekst": VERHAAL, "soort": "kort"}
    antwoord = await client.post("/console/gesprekken/abc/notities", data=velden)
    tekst = await antwoord.text()
    assert antwoord.status == 503
    assert "&lt;b&gt;&#34;graag&#34;&lt;/b&gt; op dinsdag &amp; woensdag" in tekst
    assert '<form method="post" action="/console/gesprekken/abc/notities"' in tekst
    assert f'<input type="hidden" name="csrf" value="{teken}">' in tekst
    assert tekst.count(teken) == 1
    assert '<input type="hidden" name="soort" value="kort">' in tekst


async def test_een_wachtwoord_komt_niet_terug_in_een_pagina(als: MeldAan, breek: Any) -> None:
    client = await als("anja")
    breek()
    antwoord = await client.post("/console/inloggen", data={"login": "anja", "wachtwoord": "heel geheim woord"})
    tekst = await antwoord.text()
    assert antwoord.status == 503
    assert "heel geheim woord" not in tekst
    assert "<form" not in tekst


async def test_een_formulier_van_een_andere_site_komt_niet_terug(als: MeldAan, breek: Any) -> None:
    client = await als("anja")
    breek()
    kop = {"Origin": "https://elders.example"}
    antwoord = await client.post("/console/gesprekken/abc/notities", data={"tekst": "van elders"}, headers=kop)
    assert antwoord.status == 503
    assert "van elders" not in await antwoord.text()


async def test_een_script_hoort_problem_json(als: MeldAan, breek: Any) -> None:
    client = await als("anja")
    breek()
    antwoord = await client.get("/console/gesprekken", headers={"Accept": "application/json"})
    assert (antwoord.status, antwoord.content_type) == (503, "application/problem+json")
