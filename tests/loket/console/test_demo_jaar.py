"""The pages of Samen with the village of `make run`: each answers, and there is something on it for who may see it."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from aiohttp.test_utils import TestClient, TestServer
from sqlalchemy import select

from loket_backend.console.menu import SAMEN
from loket_backend.db import Database
from loket_backend.demo import DATA, vul_demo
from loket_backend.demo.jaar import vertel_jaar
from loket_backend.intake.models import Intake
from loket_backend.settings import Settings
from loket_backend.wijkbudget.models import Wijkbudget
from tests.loket.console.conftest import Client, log_in, maak_app

WACHTWOORD = "demo-loket-2026"
# What stands on each page only when there is something to show.
TE_LEZEN = {
    "/console/arrangementen": ["te laat", "Albert Hummel"],
    "/console/arrangementen?lijst=regelruimte": ["Proefwerken bij het zwembad"],
    "/console/arrangementen?lijst=concept": ["Dina Roelofs"],
    "/console/arrangementen?lijst=wacht": ["Koos Snippe"],
    "/console/aanbod": ["Boodschappen samen halen"],
    "/console/wederkerigheid": ["Iemand naar een afspraak of een repetitie rijden", "Loopt"],
    "/console/wederkerigheid?lijst=bijdragen": ["Samen jam maken"],
    "/console/geholpen": ["Een beetje", "Theodoor Vink", "Schrijf een antwoord op"],
    "/console/wijkbudget": ["De prognose is meer dan 90 procent"],
    "/console/maandbeeld": ["niet getoond"],
    "/console/businesscase": ["Zorgverzekeraar Noorderzon"],
    "/console/partijen": ["Zorgkantoor Noord"],
}


@pytest.fixture
async def server(database: Database) -> AsyncIterator[TestServer]:
    await vul_demo(database, Settings(), vertel_jaar)
    async with TestServer(maak_app(database)) as server:
        yield server


async def als(server: TestServer, login: str) -> Client:
    client: Client = TestClient(server)
    assert (await log_in(client, login, WACHTWOORD)).status == 303
    return client


async def test_op_elke_pagina_van_samen_is_iets_te_zien(server: TestServer, database: Database) -> None:
    gerda = await als(server, "gerda")
    assert {item.adres for item in SAMEN} - {"/console/casusoverleg"} <= TE_LEZEN.keys()
    for adres, woorden in TE_LEZEN.items():
        antwoord = await gerda.get(adres)
        bladzijde = await antwoord.text()
        assert antwoord.status == 200, adres
        assert [w for w in woorden if w not in bladzijde] == [], adres
    await _budgetten(gerda, database)
    await _dossier(gerda, database)
    rinske = await als(server, "rinske")
    await _casusoverleg(rinske)
    for client in (gerda, rinske):  # the first to close closes the server
        await client.close()


async def _budgetten(gerda: Client, database: Database) -> None:
    async with database.lees() as session:
        ids = list(await session.scalars(select(Wijkbudget.id)))
    assert [id_ for id_ in ids if (await gerda.get(f"/console/wijkbudget/{id_}")).status != 200] == []


async def _dossier(gerda: Client, database: Database) -> None:
    """One arrangement over the laws, with a line outside the rules and what it saves."""
    async with database.lees() as session:
        kenmerk = next(i.kenmerk for i in await session.scalars(select(Intake)) if i.naam == "Jan Willem ter Haar")
    bladzijde = await (await gerda.get(f"/console/intakes/{kenmerk}/arrangement")).text()
    for woorden in ("Buiten de regels", "Budget van de wijk", "Minder nodig bij", "Zorgverzekeraar Noorderzon (Zvw)"):
        assert woorden in bladzijde
    for deel in ("", "/wederkerigheid", "/sporen", "/arrangement/versies"):
        assert (await gerda.get(f"/console/intakes/{kenmerk}{deel}")).status == 200, deel


async def _casusoverleg(rinske: Client) -> None:
    """A partner sees who lets them, and nothing else."""
    bladzijde = await (await rinske.get("/console/casusoverleg")).text()
    assert "Jan Willem ter Haar" in bladzijde
    assert "Egbert Talens" in bladzijde
    assert (await rinske.get("/console/arrangementen")).status == 403


def test_de_verhalen_zijn_van_elkaar_verschillend() -> None:
    """Nobody says what another says: residents are no template."""
    zinnen = [
        regel.split("zegt: ", 1)[1].split(", veld", 1)[0]
        for pad in sorted((DATA / "verhalen").glob("dossiers_*.yml"))
        for regel in pad.read_text(encoding="utf-8").splitlines()
        if "veld: hulpvraag" in regel or "veld: wil" in regel
    ]
    assert len(zinnen) > 60
    assert len(set(zinnen)) == len(zinnen)
