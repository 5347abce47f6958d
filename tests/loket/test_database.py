"""A database that fails: nothing half, nothing acknowledged, nobody kept waiting, and everything goes on when it is back."""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
import time
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from aiohttp.test_utils import TestClient, TestServer
from sqlalchemy import event, text
from sqlalchemy.exc import IntegrityError

from loket_backend.app import maak_app
from loket_backend.db import Database, open_database
from loket_backend.errors import DatabaseStoort
from loket_backend.gesprek.hub import HUB, Hub
from loket_backend.gesprek.models import Bericht
from loket_backend.postgres import lees_url
from loket_backend.settings import Settings
from tests.conftest import Cluster
from tests.faults.doorgeefluik import DICHT, DOOR, STIL, Doorgeefluik
from tests.loket.hulp import NepRasa, begin, lees, maak_hub, stuur, tot, tot_rust, van

BINNEN = 10  # seconds in which whoever asks has an answer, whatever it is


class Kapot:
    """Makes the commits of a database fail as a disk does: after the work, before anybody may hear of it."""

    def __init__(self, database: Database) -> None:
        self.nog = 0
        event.listen(database.schrijver.sync_engine, "commit", self._breek)

    def _breek(self, _: Any) -> None:
        if self.nog > 0:
            self.nog -= 1
            raise ConnectionResetError("nagebootst")


@pytest.fixture
async def hub(database: Database) -> AsyncIterator[Hub]:
    hub = maak_hub(database, NepRasa())
    await hub.werker.start()
    yield hub
    await hub.werker.stop()


async def test_wat_niet_vastgelegd_kon_worden_wordt_niet_bevestigd_en_komt_daarna_een_keer_binnen(hub: Hub) -> None:
    gesprek = await begin(hub)
    kapot = Kapot(hub.database)
    kapot.nog = 1
    with pytest.raises(DatabaseStoort):
        await stuur(hub, gesprek, "hallo", "een-en-hetzelfde")
    assert van(await lees(hub, gesprek), "inwoner") == []
    await stuur(hub, gesprek, "hallo", "een-en-hetzelfde")
    stand = await tot_rust(hub, gesprek)
    assert van(stand, "inwoner") == ["hallo"]
    assert van(stand, "bot")[-1] == "Gehoord: hallo"


async def test_van_een_beurt_die_niet_vastgelegd_kon_worden_blijft_niets_half_staan(hub: Hub) -> None:
    gesprek = await begin(hub)
    bot = hub.bot
    assert isinstance(bot, NepRasa)
    bot.poort.clear()
    await stuur(hub, gesprek, "hallo")
    kapot = Kapot(hub.database)
    kapot.nog = 3  # the answer, that it failed, and the answer again
    bot.poort.set()
    stand = await tot_rust(hub, gesprek)
    assert kapot.nog == 0
    assert van(stand, "bot").count("Gehoord: hallo") == 1
    assert [b["volgnummer"] for b in stand["berichten"]] == list(range(1, len(stand["berichten"]) + 1))


async def test_wat_een_regel_van_de_tabellen_breekt_is_geen_storing(database: Database) -> None:
    with pytest.raises(IntegrityError):
        async with database.schrijf() as session:
            session.add(Bericht(gesprek_id="bestaat-niet", volgnummer=1, afzender="bot", tekst="hallo"))


async def test_een_fout_van_de_vrager_blijft_een_fout_van_de_vrager(database: Database) -> None:
    with pytest.raises(LookupError):
        async with database.schrijf():
            raise LookupError("van de vrager")


async def test_wie_geen_verbinding_krijgt_hoort_dat_binnen_de_grens(database: Database) -> None:
    plaatsen = 1 if database.schrijver is not database.lezer else 20
    los, bezet = asyncio.Event(), asyncio.Semaphore(0)

    async def houd_vast() -> None:
        async with database.schrijf() as session:
            await session.execute(text("SELECT 1"))
            bezet.release()
            await los.wait()

    async with asyncio.TaskGroup() as groep:
        for _ in range(plaatsen):
            groep.create_task(houd_vast())
        for _ in range(plaatsen):
            await bezet.acquire()
        begonnen = time.monotonic()
        with pytest.raises(DatabaseStoort):
            async with database.schrijf() as session:
                await session.execute(text("SELECT 1"))
        los.set()
    assert time.monotonic() - begonnen < BINNEN
    async with database.schrijf() as session:
        assert await session.scalar(text("SELECT 1")) == 1


async def test_twintig_tegelijk_op_een_gesprek_krijgen_ieder_hun_eigen_nummer(hub: Hub) -> None:
    gesprek = await begin(hub)
    nummers = await asyncio.gather(*(stuur(hub, gesprek, f"bericht {n}") for n in range(20)))
    assert len(set(nummers)) == 20
    stand = await tot_rust(hub, gesprek)
    assert [b["volgnummer"] for b in stand["berichten"]] == list(range(1, len(stand["berichten"]) + 1))


async def test_een_onderling_slot_laat_een_van_beide_later_terugkomen(cluster: Cluster) -> None:
    """PostgreSQL ends one of two that wait for each other (40P01)."""
    naam = f"slot{time.monotonic_ns()}"
    cluster.sql(f"CREATE DATABASE {naam} TEMPLATE sjabloon")
    database = open_database(cluster.url(naam))
    hub = maak_hub(database, NepRasa())
    een, ander = await begin(hub), await begin(hub)
    slot = text("SELECT 1 FROM gesprek WHERE id = :id FOR UPDATE")
    samen = asyncio.Barrier(2)

    async def neem(eerst: str, dan: str) -> None:
        async with database.schrijf() as session:
            await session.execute(slot, {"id": eerst})
            await samen.wait()
            await session.execute(slot, {"id": dan})

    uitkomsten = await asyncio.gather(neem(een, ander), neem(ander, een), return_exceptions=True)
    await database.sluit()
    assert sorted(type(u).__name__ for u in uitkomsten) == ["DatabaseStoort", "NoneType"]


# -- SQLite, held by another process ------------------------------------------------------------------------------------


@pytest.fixture
def bestand(sqlite_sjabloon: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(sqlite_sjabloon, tmp_path / "loket.db"))


@pytest.fixture
def vastgehouden(bestand: Path) -> Iterator[sqlite3.Connection]:
    """Somebody else writes, and does not come to an end."""
    ander = sqlite3.connect(bestand, isolation_level=None)
    ander.execute("PRAGMA journal_mode=WAL")
    yield ander
    ander.close()


@pytest.fixture
async def klant(bestand: Path) -> AsyncIterator[TestClient[Any, Any]]:
    """The whole loket over HTTP, on SQLite, with a fake in the place of Rasa."""
    settings = Settings(data=str(bestand.parent), geheim="geheim", demo="1")
    async with TestClient(TestServer(maak_app(settings, lambda *_: NepRasa()))) as klant:
        yield klant


async def _open(klant: TestClient[Any, Any]) -> tuple[str, dict[str, str]]:
    antwoord = await klant.post("/v1/gesprekken", json={"kanaal": "web"})
    geopend = await antwoord.json()
    return f"/v1/gesprekken/{geopend['id']}/berichten", {"Authorization": f"Bearer {geopend['token']}"}


async def test_wie_stuurt_terwijl_een_ander_schrijft_hoort_503_en_lezen_gaat_door(
    klant: TestClient[Any, Any], vastgehouden: sqlite3.Connection
) -> None:
    adres, kop = await _open(klant)
    vastgehouden.execute("BEGIN IMMEDIATE")
    begonnen = time.monotonic()
    bericht = {"clientBerichtId": "een-en-hetzelfde", "tekst": "hallo"}
    antwoord = await klant.post(adres, json=bericht, headers=kop)
    assert time.monotonic() - begonnen < BINNEN
    assert (antwoord.status, antwoord.content_type) == (503, "application/problem+json")
    assert int(antwoord.headers["Retry-After"]) > 0
    assert (await antwoord.json())["title"] == "Er is een storing"
    gelezen = await klant.get(adres, headers=kop)
    assert gelezen.status == 200
    assert (await gelezen.json())["berichten"][0]["afzender"] == "bot"
    vastgehouden.execute("ROLLBACK")
    assert (await klant.post(adres, json=bericht, headers=kop)).status == 202


async def test_wie_op_antwoord_wacht_hoort_dat_het_niet_opgeschreven_kan_worden(
    klant: TestClient[Any, Any], vastgehouden: sqlite3.Connection
) -> None:
    adres, kop = await _open(klant)
    bot = klant.app[HUB].bot  # type: ignore[index]
    assert isinstance(bot, NepRasa)
    bot.poort.clear()
    bericht = {"clientBerichtId": "een-en-hetzelfde", "tekst": "hallo"}
    gezien = (await (await klant.post(adres, json=bericht, headers=kop)).json())["volgnummer"]
    vastgehouden.execute("BEGIN IMMEDIATE")
    bot.poort.set()

    async def hoort_het() -> bool:
        antwoord = await klant.get(f"{adres}?na={gezien}", headers=kop)
        return antwoord.status == 503

    await tot(hoort_het)
    assert (await klant.get(adres, headers=kop)).status == 200, "wat er al was, blijft te lezen"
    vastgehouden.execute("ROLLBACK")

    async def antwoordt() -> bool:
        antwoord = await klant.get(f"{adres}?na={gezien}", headers=kop)
        return antwoord.status == 200 and not (await antwoord.json())["bezig"]

    await tot(antwoordt)


async def test_klaar_noemt_de_database_zolang_schrijven_niet_lukt(
    klant: TestClient[Any, Any], vastgehouden: sqlite3.Connection
) -> None:
    adres, kop = await _open(klant)
    assert (await klant.get("/klaar")).status == 200
    vastgehouden.execute("BEGIN IMMEDIATE")
    await klant.post(adres, json={"clientBerichtId": "een-en-hetzelfde", "tekst": "hallo"}, headers=kop)
    antwoord = await klant.get("/klaar")
    assert (antwoord.status, (await antwoord.json())["mist"]) == (503, ["database"])
    vastgehouden.execute("ROLLBACK")
    assert (await klant.get("/klaar")).status == 200


async def test_een_stroom_eindigt_netjes_als_de_database_wegvalt(
    klant: TestClient[Any, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    adres, kop = await _open(klant)
    hub = klant.app[HUB]  # type: ignore[index]
    stroom = await klant.get(adres.replace("/berichten", "/stroom"), headers=kop)
    assert await stroom.content.readuntil(b"event: stand")
    kapot = open_database("sqlite+aiosqlite:////bestaat/niet/loket.db")
    object.__setattr__(hub, "database", replace(hub.database, _lees=kapot._lees))
    hub.wekker.roep(adres.split("/")[3])
    rest = await stroom.content.read()
    assert b"HTTP/1.1" not in rest
    await kapot.sluit()


# -- PostgreSQL, out of reach -------------------------------------------------------------------------------------------


@pytest.fixture
async def luik(cluster: Cluster) -> AsyncIterator[Doorgeefluik]:
    async with Doorgeefluik("127.0.0.1", cluster.poort) as luik:
        yield luik


@pytest.fixture
async def ver(cluster: Cluster, luik: Doorgeefluik) -> AsyncIterator[Database]:
    """A database that is reached through the proxy, with the limits of a loket."""
    naam = f"ver{time.monotonic_ns()}"
    cluster.sql(f"CREATE DATABASE {naam} TEMPLATE sjabloon")
    database = open_database(f"postgresql+asyncpg://postgres@127.0.0.1:{luik.poort}/{naam}", binnen=2)
    yield database
    await database.sluit()


async def _vraag(database: Database) -> Any:
    async with database.schrijf() as session:
        return await session.scalar(text("SELECT 1"))


async def test_een_stille_verbinding_houdt_niemand_op_en_daarna_is_alles_weer_goed(
    ver: Database, luik: Doorgeefluik
) -> None:
    await asyncio.gather(*(_vraag(ver) for _ in range(8)))
    luik.stand = STIL
    begonnen = time.monotonic()
    with pytest.raises(DatabaseStoort):
        await _vraag(ver)
    assert time.monotonic() - begonnen < BINNEN
    luik.knip()
    luik.stand = DOOR
    assert await _vraag(ver) == 1


async def test_na_een_stilte_wordt_geen_enkele_oude_verbinding_meer_geloofd(ver: Database, luik: Doorgeefluik) -> None:
    """Eight connections that each must be waited for would keep the loket away for long after the network healed."""
    await asyncio.gather(*(_vraag(ver) for _ in range(8)))
    luik.stand = STIL
    with pytest.raises(DatabaseStoort):
        await _vraag(ver)
    _blijf_stil(luik)
    begonnen = time.monotonic()
    assert await asyncio.gather(*(_vraag(ver) for _ in range(8))) == [1] * 8
    assert time.monotonic() - begonnen < 2


def _blijf_stil(luik: Doorgeefluik) -> None:
    """The network is back for who comes now; what was open stays dead without a word, as behind a firewall that forgot it."""
    for lijn in luik._lijnen:
        lijn.klant.transport.pause_reading()  # type: ignore[attr-defined]
    luik.stand = DOOR


async def test_een_geknipte_verbinding_merkt_de_volgende_vrager_niet(ver: Database, luik: Doorgeefluik) -> None:
    await _vraag(ver)
    assert luik.knip() > 0
    assert await _vraag(ver) == 1


async def test_een_server_die_er_niet_is_geeft_meteen_een_storing(ver: Database, luik: Doorgeefluik) -> None:
    luik.stand = DICHT
    begonnen = time.monotonic()
    with pytest.raises(DatabaseStoort):
        await _vraag(ver)
    assert time.monotonic() - begonnen < BINNEN


async def test_van_meer_adressen_telt_het_eerste_dat_antwoordt(cluster: Cluster, luik: Doorgeefluik) -> None:
    luik.stand = STIL
    url = f"postgresql+asyncpg://postgres@127.0.0.1:{luik.poort},127.0.0.1:{cluster.poort}/postgres"
    database = open_database(url)
    assert lees_url(url).query["host"] == (f"127.0.0.1:{luik.poort}", f"127.0.0.1:{cluster.poort}")
    assert await _vraag(database) == 1
    begonnen = time.monotonic()
    await asyncio.gather(*(_vraag(database) for _ in range(5)))
    assert time.monotonic() - begonnen < 2, "het stille adres werd weer als eerste geprobeerd"
    await database.sluit()


async def test_een_server_die_alleen_leest_telt_niet_als_database(cluster: Cluster) -> None:
    naam = f"lezer{time.monotonic_ns()}"
    cluster.sql(f"CREATE DATABASE {naam} TEMPLATE sjabloon")
    database = open_database(cluster.url(naam))
    async with database.schrijf() as session:
        await session.execute(text("SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY"))
    with pytest.raises(DatabaseStoort):
        async with database.schrijf() as session:
            await session.execute(text("UPDATE gesprek SET crisis = NULL"))
    async with database.schrijf() as session:  # on a connection of today
        await session.execute(text("UPDATE gesprek SET crisis = NULL"))
    await database.sluit()


def test_een_enkel_adres_blijft_zoals_het_was() -> None:
    assert lees_url("postgresql+asyncpg://wie:geheim@hier:5433/loket").port == 5433
    assert lees_url("postgresql+asyncpg://wie:geheim@hier,daar:5433/loket").query["host"] == ("hier:5432", "daar:5433")
