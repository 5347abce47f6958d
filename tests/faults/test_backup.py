"""Backups while residents talk: each is one moment of the loket, holds all that was acknowledged before it began, and can be put back.

An independent ledger of the residents says what was acknowledged and when; a restored backup is compared with it.
"""

from __future__ import annotations

import asyncio
import base64
import os
import random
import sys
import time
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from sqlalchemy import NullPool, text
from sqlalchemy.ext.asyncio import create_async_engine

from loket_backend.db import Kluis, open_database
from loket_backend.errors import LoketFout
from loket_backend.reservekopie import maken
from loket_backend.reservekopie.herstel import WEG, herstel
from loket_backend.settings import Settings
from loket_backend.toegang import keten
from loket_backend.toegang.sleutels import maak_sleutel
from tests.e2e.hulp.gesprek import Gesprek
from tests.faults.kopieloket import INDIENEN, Kopieloket

# So many backups; `make faults` asks for more.
KEREN = int(os.environ.get("LOKET_KOPIEEN", "6"))
INWONERS = 5
SLEUTEL = f"t1:{base64.b64encode(b'0' * 32).decode()}"


@dataclass(frozen=True)
class Bevestigd:
    """One message that the loket acknowledged. `gestuurd`, `op`: seconds on one clock."""

    gesprek: str
    volgnummer: int
    tekst: str
    gestuurd: float
    op: float


def _uniek() -> str:
    """Letters only: nine digits in a row may be a burgerservicenummer, and that is masked."""
    return uuid.uuid4().hex.translate(str.maketrans("0123456789", "ghijklmnop"))


@dataclass
class Dorp:
    """Residents who talk on and on, and a reader of the staff API who leaves lines in the audit trail."""

    url: str
    http: aiohttp.ClientSession
    sleutel: str
    klaar: bool = False
    grootboek: list[Bevestigd] = field(default_factory=list)
    kenmerken: dict[str, float] = field(default_factory=dict)
    gelezen: list[float] = field(default_factory=list)
    gesprekken: dict[str, Gesprek] = field(default_factory=dict)

    async def praat(self, zaad: str) -> None:
        kans = random.Random(zaad)
        while not self.klaar:
            gesprek = await Gesprek.open(self.http, self.url)
            self.gesprekken[gesprek.id] = gesprek
            for nummer in range(kans.randint(2, 6)):
                await self.zeg(gesprek, f"bericht {nummer} {_uniek()}")
            await self.zeg(gesprek, INDIENEN)
            await gesprek.antwoord()
            self.kenmerken[gesprek.stand["kenmerk"]] = time.monotonic()

    async def zeg(self, gesprek: Gesprek, tekst: str) -> None:
        begin = time.monotonic()
        _, volgnummer = await gesprek.stuur(tekst)
        self.grootboek.append(Bevestigd(gesprek.id, volgnummer, tekst, begin, time.monotonic()))

    async def lees(self) -> None:
        kop = {"Authorization": f"Bearer {self.sleutel}"}
        while not self.klaar:
            async with self.http.get(f"{self.url}/v1/intakes", headers=kop) as antwoord:
                antwoord.raise_for_status()
                self.gelezen += [time.monotonic()] * len((await antwoord.json())["intakes"])

    async def gebeurt(self, berichten: int) -> None:
        """Waits until so many more are acknowledged."""
        doel = len(self.grootboek) + berichten
        while len(self.grootboek) < doel:  # noqa: ASYNC110 - residents tell nobody
            await asyncio.sleep(0.01)


@asynccontextmanager
async def levend(url: str, sleutel: str) -> AsyncIterator[Dorp]:
    """Everybody finishes the conversation they are in when the body is done."""
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=120)) as http, asyncio.TaskGroup() as groep:
        dorp = Dorp(url, http, sleutel)
        for nummer in range(INWONERS):
            groep.create_task(dorp.praat(f"kopie-{nummer}"))
        groep.create_task(dorp.lees())
        try:
            yield dorp
        finally:
            dorp.klaar = True


@pytest.fixture
async def loket(database_url: str, tmp_path: Path) -> AsyncIterator[Kopieloket]:
    settings = Settings(data=str(tmp_path / "loket"), database_url=database_url, sleutel=SLEUTEL)
    settings.map.mkdir()
    loket = Kopieloket(settings)
    await loket.start()
    yield loket
    await loket.stop()


@pytest.fixture
async def sleutel(loket: Kopieloket) -> str:
    database = open_database(loket.settings.database)
    async with database.schrijf() as session:
        sleutel = await maak_sleutel(session, "coordinator")
    await database.sluit()
    return sleutel


@pytest.fixture
def ander(request: pytest.FixtureRequest, database_url: str, tmp_path: Path) -> Any:
    """Settings of a new, empty loket each time."""

    def maak(naam: str) -> Settings:
        (tmp_path / naam).mkdir()
        if database_url.startswith("sqlite"):
            url = f"sqlite+aiosqlite:///{tmp_path / naam / 'loket.db'}"
        else:
            cluster = request.getfixturevalue("cluster")
            cluster.sql(f"CREATE DATABASE {(database := f'k{os.urandom(6).hex()}')}")
            url = cluster.url(database)
        return Settings(data=str(tmp_path / naam), database_url=url, sleutel=SLEUTEL)

    return maak


async def sql(url: str, vraag: str) -> list[tuple[Any, ...]]:
    engine = create_async_engine(url, poolclass=NullPool)
    async with engine.connect() as verbinding:
        rijen = [tuple(rij) for rij in await verbinding.execute(text(vraag))]
    await engine.dispose()
    return rijen


async def test_iedere_kopie_onder_druk_is_heel_en_bevat_wat_ervoor_bevestigd_was(
    loket: Kopieloket, sleutel: str, ander: Any, tmp_path: Path
) -> None:
    gemaakt = []
    async with levend(loket.url, sleutel) as dorp:
        for _ in range(KEREN):
            await dorp.gebeurt(10)
            begin = time.monotonic()
            kopie = await maken.maak(loket.settings, tmp_path / "kopieen", KEREN)
            gemaakt.append((begin, time.monotonic(), kopie))
        tijdens = sum(b.op < gemaakt[-1][1] for b in dorp.grootboek)
    for nummer, (begin, einde, kopie) in enumerate(gemaakt):
        settings = ander(f"kopie-{nummer}")
        await herstel(settings, kopie)
        await is_een_moment(settings.database, dorp)
        await bevat_wat_bevestigd_was(settings.database, dorp, begin, einde)
    print(f"\n{len(gemaakt)} kopieën, {tijdens} berichten bevestigd intussen, {len(dorp.kenmerken)} meldingen")


async def is_een_moment(url: str, dorp: Dorp) -> None:
    """No holes, no turn without its message, one intake a conversation, a chain without a break."""
    gaten = "SELECT g.id FROM gesprek g LEFT JOIN bericht b ON b.gesprek_id = g.id GROUP BY g.id, g.laatste_volgnummer"
    gaten += " HAVING count(b.volgnummer) <> g.laatste_volgnummer OR max(b.volgnummer) <> g.laatste_volgnummer"
    assert await sql(url, gaten) == []
    zonder = "SELECT u.gesprek_id FROM beurt u LEFT JOIN bericht b ON b.gesprek_id = u.gesprek_id"
    assert await sql(url, f"{zonder} AND b.volgnummer = u.volgnummer WHERE b.volgnummer IS NULL") == []
    zonder = "SELECT b.gesprek_id FROM bericht b LEFT JOIN beurt u ON b.gesprek_id = u.gesprek_id"
    zonder += " AND b.volgnummer = u.volgnummer WHERE b.afzender = 'inwoner' AND u.volgnummer IS NULL"
    assert await sql(url, zonder) == []
    assert await sql(url, "SELECT gesprek_id FROM intake GROUP BY gesprek_id HAVING count(*) > 1") == []
    database = open_database(url)
    async with database.lees() as session:
        uitkomst = await keten.controleer(session)
    await database.sluit()
    assert list(uitkomst.breuken) == []


async def bevat_wat_bevestigd_was(url: str, dorp: Dorp, begin: float, einde: float) -> None:
    """All from before its start, nothing from after its end; and who is in it, brings along all that was acknowledged earlier."""
    rijen = await sql(url, "SELECT gesprek_id, volgnummer, tekst FROM bericht WHERE afzender = 'inwoner'")
    erin = {(gesprek, volgnummer): Kluis.open().ontsleutel(tekst) for gesprek, volgnummer, tekst in rijen}
    eerder = [b for b in dorp.grootboek if b.op < begin]
    assert len(eerder) >= 10
    assert not [b for b in eerder if erin.get((b.gesprek, b.volgnummer)) != b.tekst]
    wel = [b for b in dorp.grootboek if (b.gesprek, b.volgnummer) in erin]
    assert max(b.gestuurd for b in wel) < einde
    jongste = max(b.gestuurd for b in wel)
    assert not [b for b in dorp.grootboek if b.op < jongste and (b.gesprek, b.volgnummer) not in erin]
    intakes = {kenmerk for (kenmerk,) in await sql(url, "SELECT kenmerk FROM intake")}
    assert {kenmerk for kenmerk, op in dorp.kenmerken.items() if op < begin} <= intakes <= set(dorp.kenmerken)
    ((regels,),) = await sql(url, "SELECT count(*) FROM auditregel")
    assert sum(op < begin for op in dorp.gelezen) <= regels


async def test_terug_naar_een_kopie_en_inwoners_gaan_verder(loket: Kopieloket, sleutel: str, tmp_path: Path) -> None:
    """While the loket works a restore is refused and harms nobody; after kill -9 it is done, and conversations go on from there."""
    async with levend(loket.url, sleutel) as dorp:
        await dorp.gebeurt(20)
        begin = time.monotonic()
        kopie = await maken.maak(loket.settings, tmp_path / "kopieen", 3)
        for _ in range(3):
            await dorp.gebeurt(5)
            with pytest.raises(LoketFout, match="Stop eerst alle processen"):
                await herstel(loket.settings, kopie, WEG)
    await loket.stop()
    await herstel(loket.settings, kopie, WEG)
    await is_een_moment(loket.settings.database, dorp)
    await loket.start()
    eerder = next(b for b in reversed(dorp.grootboek) if b.op < begin)
    async with aiohttp.ClientSession() as http:
        gesprek = Gesprek(http, loket.url, {"id": eerder.gesprek, "token": dorp.gesprekken[eerder.gesprek].token})
        assert eerder.tekst in {b["tekst"] for b in await gesprek.lees()}
        nieuw = await gesprek.zeg("Ik was even weg")
        assert nieuw[-1]["tekst"] == "Gehoord: Ik was even weg"
        assert [b["volgnummer"] for b in await gesprek.lees_alles()] == list(range(1, gesprek.gezien + 1))


async def test_een_kopie_die_halverwege_gedood_wordt_laat_niets_na(loket: Kopieloket, tmp_path: Path) -> None:
    """kill -9 of the one who makes it: the loket notices nothing, there is no half file, and the next one works."""
    map_, omgeving = tmp_path / "kopieen", {**os.environ, "LOKET_SLEUTEL": SLEUTEL}
    omgeving |= {"LOKET_DATA": loket.settings.data, "LOKET_DATABASE_URL": loket.settings.database_url}
    goed = await maken.maak(loket.settings, map_, 3)
    for nummer in range(4):
        opdracht = ("-m", "loket_backend.reservekopie", "maak", str(map_), "--bewaar", "3")
        proces = await asyncio.create_subprocess_exec(sys.executable, *opdracht, env=omgeving)
        await _tot_bezig(map_, proces, nummer)
        if proces.returncode is None:
            proces.kill()
        await proces.wait()
    assert goed.name in _namen(map_)
    for naam in _namen(map_):
        maken.controleer(loket.settings, map_ / naam)
    laatste = await maken.maak(loket.settings, map_, 1)
    assert _namen(map_) == [laatste.name]
    assert not [p for p in os.listdir(map_) if p not in (".slot", laatste.name)]


async def _tot_bezig(map_: Path, proces: asyncio.subprocess.Process, nummer: int) -> None:
    """Until it has begun to write, and some more each time."""
    einde = time.monotonic() + 60
    while time.monotonic() < einde and proces.returncode is None:
        bezig = [p for p in os.listdir(map_) if p.startswith(".bezig-")]
        if bezig and sum(len(os.listdir(map_ / p)) for p in bezig if (map_ / p).is_dir()) >= min(nummer, 1):
            return
        await asyncio.sleep(0.005)


def _namen(map_: Path) -> list[str]:
    return sorted(pad.name for pad in map_.glob("*.reservekopie"))
