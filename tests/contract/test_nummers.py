"""The numbers to call in the whole loket: what the widget fetches, and what counts from the start and after a while."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from aiohttp.test_utils import TestClient, TestServer

from loket_backend import wijziging
from loket_backend.app import maak_app
from loket_backend.db import Database, open_database
from loket_backend.gesprek import actueel
from loket_backend.gesprek.hub import Hub
from loket_backend.gesprek.wachten import Balie
from loket_backend.settings import Settings
from tests.loket.hulp import NepRasa, tot


@pytest.fixture(autouse=True)
def eigen_balie(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Balie, "_wachtkamer", Balie._wachtkamer)


@pytest.fixture(autouse=True)
def snel(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actueel, "VERS", timedelta(milliseconds=50))


async def verander(database: Database, tel: str) -> None:
    """As another process would."""
    nummer = {
        "naam": "Veilig Thuis",
        "nummer": tel,
        "tel": tel,
        "waarvoor": "geweld",
        "wanneer": "altijd",
        "eigenaar": "Team Wmo",
        "gecontroleerd_op": "2026-11-22",
        "balk": "Veilig Thuis",
    }
    async with database.schrijf() as session:
        await wijziging.schrijf_op(session, "gerda", wijziging.NUMMER, "veilig_thuis", None, nummer)


async def bij_geweld(client: Any) -> list[str]:
    antwoord = await client.get("/widget/nummers.json")
    assert antwoord.status == 200
    inhoud = await antwoord.json()
    return [n["tel"] for n in inhoud["altijd"] + inhoud["per_categorie"]["geweld"]]


async def test_de_widget_van_elke_pagina_mag_de_nummers_lezen(client: Any) -> None:
    antwoord = await client.get("/widget/nummers.json")
    assert antwoord.headers["Access-Control-Allow-Origin"] == "*"
    assert antwoord.headers["Cache-Control"] == "no-cache"
    assert await bij_geweld(client) == ["112", "113", "08002000"]


async def test_een_verandering_van_een_ander_proces_komt_vanzelf_binnen(hub: Hub, client: Any) -> None:
    assert await bij_geweld(client) == ["112", "113", "08002000"]
    await verander(hub.database, "08008000")

    async def binnen() -> bool:
        return await bij_geweld(client) == ["112", "113", "08008000"]

    await tot(binnen)
    assert "08008000" in hub.postvak.nummers.hulptekst("geweld")


async def test_wat_veranderd_was_telt_vanaf_het_begin(database_url: str, tmp_path: Path) -> None:
    database = open_database(database_url)
    await verander(database, "08007000")
    await database.sluit()
    settings = Settings(data=str(tmp_path), database_url=database_url, geheim="geheim")
    async with TestClient(TestServer(maak_app(settings, lambda *_: NepRasa()))) as client:
        assert await bij_geweld(client) == ["112", "113", "08007000"]


async def test_een_lezing_die_mislukt_houdt_de_volgende_niet_tegen(
    hub: Hub, client: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    mislukt = 0

    async def kapot(*_: object) -> None:
        nonlocal mislukt
        mislukt += 1
        raise OSError("de database is weg")

    with monkeypatch.context() as even:
        even.setattr("loket_backend.crisis.nummerboek.Nummerboek.ververs", kapot)
        await verander(hub.database, "08006000")

        async def twee_keer() -> bool:
            return mislukt > 1

        await tot(twee_keer)
        assert await bij_geweld(client) == ["112", "113", "08002000"]

    async def binnen() -> bool:
        return (await bij_geweld(client))[2] == "08006000"

    await tot(binnen)
