"""Saved views: named filters of one person, on both databases."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest
from sqlalchemy import select, text

from loket_backend.console import weergavenlijst
from loket_backend.console.weergavenlijst import Weergave
from loket_backend.db import Database, open_database

from .conftest import Client, MeldAan, csrf_van

DEZE_WEEK = "lijst=wijk&wijk=noord&termijn=week"


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """Instead of the SQLite that the other tests of the console use."""
    database = open_database(database_url)
    yield database
    await database.sluit()


async def post(client: Client, pad: str, **gegevens: str) -> Any:
    csrf = await csrf_van(client, "/console?lijst=mijn")
    return await client.post(f"/console/weergaven{pad}", data={"csrf": csrf, **gegevens}, allow_redirects=False)


async def weergaven(database: Database) -> list[Weergave]:
    async with database.lees() as session:
        return list(await session.scalars(select(Weergave).order_by(Weergave.id)))


async def test_een_weergave_bewaart_de_filters_onder_een_naam(als: MeldAan, database: Database) -> None:
    anja = await als("anja")
    antwoord = await post(anja, "", naam="  Deze week,  Noord ", parameters=f"{DEZE_WEEK}&pagina=3&onzin=1")
    assert antwoord.status == 303
    (bewaard,) = await weergaven(database)
    assert (bewaard.naam, bewaard.parameters) == ("Deze week, Noord", "lijst=wijk&wijk=noord&termijn=week")
    pagina = await (await anja.get(antwoord.headers["Location"])).text()
    assert "De weergave is bewaard." in pagina
    assert (
        'href="/console?lijst=wijk&amp;wijk=noord&amp;termijn=week" aria-current="true">Deze week, Noord</a>' in pagina
    )
    assert "Deze week, Noord" not in await (await (await als("bilal")).get("/console")).text()


async def test_wat_iemand_bewaart_staat_versleuteld_in_de_tabel(als: MeldAan, database: Database) -> None:
    await post(await als("anja"), "", naam="Mevrouw Vos", parameters="lijst=mijn&zoek=vos")
    async with database.lees() as session:
        rij = (await session.execute(text("SELECT naam, parameters FROM weergave"))).one()
    assert not [waarde for waarde in rij if "vos" in waarde.lower()[:12] or "zoek" in waarde]


@pytest.mark.parametrize(
    ("naam", "uitleg"),
    [
        ("", "Geef de weergave een naam."),
        ("   ", "Geef de weergave een naam."),
        ("x" * 61, "hooguit 60 gewone tekens"),
        ("a\x07b", "hooguit 60 gewone tekens"),
        ("BESTAAT", "U heeft al een weergave met deze naam."),
    ],
)
async def test_een_verkeerde_naam_komt_terug_met_wat_er_stond(
    als: MeldAan, database: Database, naam: str, uitleg: str
) -> None:
    anja = await als("anja")
    await post(anja, "", naam="bestaat", parameters="lijst=mijn")
    antwoord = await post(anja, "", naam=naam, parameters=DEZE_WEEK)
    pagina = await antwoord.text()
    assert antwoord.status == 400
    assert uitleg in pagina
    assert f'maxlength="60" required value="{naam}"' in pagina
    assert 'name="parameters" value="lijst=wijk&amp;wijk=noord&amp;termijn=week"' in pagina
    assert len(await weergaven(database)) == 1


async def test_een_naam_van_een_aanvaller_wordt_tekst(als: MeldAan) -> None:
    anja = await als("anja")
    await post(anja, "", naam="<script>alert(1)</script>", parameters="lijst=mijn&zoek=<b>")
    pagina = await (await anja.get("/console?lijst=mijn")).text()
    assert "<script>alert(1)" not in pagina
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in pagina


async def test_meer_dan_het_hoogste_aantal_kan_niet(
    als: MeldAan, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(weergavenlijst, "HOOGSTENS", 2)
    anja = await als("anja")
    statussen = [(await post(anja, "", naam=f"nr {n}", parameters="lijst=mijn")).status for n in range(3)]
    assert statussen == [303, 303, 400]
    assert (await post(await als("bilal"), "", naam="nr 1", parameters="lijst=mijn")).status == 303


async def test_wie_met_een_weergave_begint_komt_daar_uit(als: MeldAan, database: Database) -> None:
    anja = await als("anja")
    for naam, parameters in (("een", "lijst=mijn"), ("twee", DEZE_WEEK)):
        await post(anja, "", naam=naam, parameters=parameters)
    een, twee = [w.id for w in await weergaven(database)]
    await post(anja, f"/{een}/begin", aan="1")
    await post(anja, f"/{twee}/begin", aan="1")  # the last one counts
    antwoord = await anja.get("/console", allow_redirects=False)
    assert (antwoord.status, antwoord.headers["Location"]) == (303, f"/console?{DEZE_WEEK}")
    assert (await anja.get("/console?lijst=mijn", allow_redirects=False)).status == 200
    await post(anja, f"/{twee}/begin", aan="0")
    assert (await anja.get("/console", allow_redirects=False)).status == 200


async def test_een_weergave_gaat_weg_en_alleen_de_eigen(als: MeldAan, database: Database) -> None:
    anja, bilal = await als("anja"), await als("bilal")
    await post(anja, "", naam="van anja", parameters="lijst=mijn")
    (weergave,) = await weergaven(database)
    for daad in ("begin", "verwijdering"):
        assert (await post(bilal, f"/{weergave.id}/{daad}", aan="1")).status == 404
        assert (await post(bilal, f"/999/{daad}", aan="1")).status == 404
    assert [(w.id, w.begin) for w in await weergaven(database)] == [(weergave.id, False)]
    assert (await post(anja, f"/{weergave.id}/verwijdering")).status == 303
    assert await weergaven(database) == []


async def test_zonder_bewijs_van_de_eigen_pagina_gebeurt_er_niets(als: MeldAan, database: Database) -> None:
    anja = await als("anja")
    antwoord = await anja.post("/console/weergaven", data={"naam": "x", "parameters": "lijst=mijn"})
    assert antwoord.status == 403
    assert await weergaven(database) == []
