"""A console on a temporary database: migrated once, copied for every test. With a hub, without Rasa."""

from __future__ import annotations

import re
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from argon2 import PasswordHasher

from loket_backend.console import routes as console
from loket_backend.crisis.poort import Crisispoort
from loket_backend.db import Database, Kluis, open_database
from loket_backend.errors import vertaal_fouten
from loket_backend.gesprek import berichten
from loket_backend.gesprek.actueel import ACTUEEL
from loket_backend.gesprek.hub import HUB
from loket_backend.gesprek.models import INWONER, Gesprek
from loket_backend.intake import service
from loket_backend.intake.api import DATABASE
from loket_backend.intake.geldig import ConceptInhoud
from loket_backend.koppen import zet_koppen
from loket_backend.settings import Settings
from loket_backend.tijd import nu
from loket_backend.toegang import wachtwoorden
from loket_backend.toewijzing.models import Medewerker, Postcodegebied, Wijk, Wijklid
from loket_backend.versleuteling import Sleutelbos
from tests.loket.hulp import maak_actueel, maak_hub

WACHTWOORD = "een goed wachtwoord"
CSRF = re.compile(r'name="csrf" value="([^"]+)"')
Client = TestClient[web.Request, web.Application]


class NepBot:
    """The console never speaks to the bot; whoever wires the whole loket gives it this one."""

    async def beurt(self, vraag: Any) -> Any:
        raise AssertionError("de console vraagt de bot niets")

    async def mist(self) -> list[str]:
        return []


@pytest.fixture(autouse=True, scope="session")
def patronen_een_keer_lezen() -> Iterator[None]:
    """Reading the patterns takes longer than a test."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setattr(Crisispoort, "uit_bestand", cache(Crisispoort.uit_bestand))
        yield


@contextmanager
def goedkoop_met(bos: Sleutelbos) -> Iterator[None]:
    """Cheap argon2, and these keys."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setattr(wachtwoorden.Hasher, "actief", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
        monkeypatch.setattr(Kluis, "bos", bos)
        yield


@pytest.fixture(autouse=True)
def goedkoop_en_versleuteld(tmp_path: Path) -> Iterator[None]:
    """With a key of this test's own."""
    with goedkoop_met(Sleutelbos.uit("", tmp_path / "sleutel")):
        yield


@pytest.fixture
async def database(sqlite_sjabloon: Path, tmp_path: Path) -> AsyncIterator[Database]:
    """On SQLite only; what writes to conversations is tested on PostgreSQL too (test_overname.py)."""
    bestand = shutil.copy(sqlite_sjabloon, tmp_path / "loket.db")
    database = open_database(f"sqlite+aiosqlite:///{bestand}")
    yield database
    await database.sluit()


def maak_app(database: Database, settings: Settings | None = None) -> web.Application:
    app = web.Application(middlewares=[vertaal_fouten])
    app.on_response_prepare.append(zet_koppen)
    app[DATABASE] = database
    app[HUB] = maak_hub(database, NepBot())
    app[ACTUEEL] = maak_actueel(app[HUB])
    app.on_shutdown.append(_laat_wachters_gaan)
    console.voeg_toe(app, settings or Settings())
    return app


async def _laat_wachters_gaan(app: web.Application) -> None:
    app[HUB].wekker.stop()


@pytest.fixture
async def mensen(database: Database) -> None:
    await zet_mensen(database)


async def zet_mensen(database: Database) -> None:
    """Two wijken; anja and bilal in the first, corrie in the second; gerda coordinates, ben is beheerder."""
    hash = await wachtwoorden.versleutel(WACHTWOORD)
    async with database.schrijf() as session:
        for nummer, wijk in ((10, "noord"), (20, "zuid")):
            session.add(Wijk(id=wijk, naam=wijk.capitalize()))
            await session.flush()
            session.add(Postcodegebied(wijk_id=wijk, van=f"{nummer}00AA", tot=f"{nummer}99ZZ"))
        rollen = {"anja": "medewerker", "bilal": "medewerker", "corrie": "medewerker"}
        for wie, rol in {**rollen, "gerda": "coordinator", "ben": "beheerder"}.items():
            session.add(
                Medewerker(id=wie, naam=wie.capitalize(), functie="consulent", rol=rol, login=wie, wachtwoord=hash)
            )
        await session.flush()
        leden = {"anja": "noord", "bilal": "noord", "corrie": "zuid"}
        session.add_all(Wijklid(medewerker_id=wie, wijk_id=wijk) for wie, wijk in leden.items())


@pytest.fixture
async def server(database: Database, mensen: None) -> AsyncIterator[TestServer]:
    async with TestServer(maak_app(database)) as server:
        yield server


@pytest.fixture
async def bezoeker(server: TestServer) -> AsyncIterator[Client]:
    """Somebody who is not logged in."""
    async with TestClient(server) as client:
        yield client


MeldAan = Callable[[str], Awaitable[Client]]


@pytest.fixture
async def als(server: TestServer) -> AsyncIterator[MeldAan]:
    """`await als("anja")`: a browser of its own in which that person is logged in."""
    clients: list[Client] = []

    async def meld_aan(wie: str) -> Client:
        client = TestClient(server)
        clients.append(client)
        antwoord = await log_in(client, wie)
        assert antwoord.status == 303
        return client

    yield meld_aan
    for client in clients:
        await client.close()


async def csrf_van(client: Client, pad: str = "/console/inloggen") -> str:
    gevonden = CSRF.search(await (await client.get(pad)).text())
    assert gevonden is not None
    return gevonden.group(1)


async def log_in(client: Client, login: str, wachtwoord: str = WACHTWOORD, **meer: str) -> Any:
    gegevens = {"csrf": await csrf_van(client), "login": login, "wachtwoord": wachtwoord, **meer}
    return await client.post("/console/inloggen", data=gegevens, allow_redirects=False)


async def nieuw_gesprek(database: Database, *teksten: str, status: str = "bot") -> str:
    """A conversation in which a resident said these things."""
    async with database.schrijf() as session:
        gesprek = Gesprek(
            id=f"gesprek-{nu().timestamp()}",
            kanaal="web",
            token_hash="x",
            status=status,
            laatste_volgnummer=0,
            geopend_op=nu(),
            status_sinds=nu(),
        )
        session.add(gesprek)
        await session.flush()
        for tekst in teksten:
            berichten.schrijf(session, gesprek, INWONER, tekst)
    return gesprek.id


async def nieuwe_intake(
    database: Database,
    *,
    naam: str = "Riek",
    postcode: str = "1010AB",
    tekst: str = "de was lukt niet meer",
    van: str | None = None,
) -> str:
    """The kenmerk of an intake, made by the services; `van` sets whose it is ("" for nobody)."""
    gesprek_id = await nieuw_gesprek(database, tekst)
    waarden = {"hulpvraag": tekst, "naam": naam, "postcode": postcode, "akkoord": True}
    inhoud = ConceptInhoud.model_validate(
        {
            "antwoorden": {v: {"waarde": w, "status": "besproken", "bronnen": [1]} for v, w in waarden.items()},
            "uitspraken": [{"leefgebied": "huishouden", "aspect": "nodig", "tekst": tekst, "bron": 1}],
        }
    )
    async with database.schrijf() as session:
        await service.bewaar_concept(session, gesprek_id, 1, inhoud)
        intake = await service.dien_in(session, gesprek_id, 1)
        if van is not None:
            intake.medewerker_id = van or None
    return intake.kenmerk
