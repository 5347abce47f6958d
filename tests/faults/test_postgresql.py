"""PostgreSQL fails while residents talk: its power, the network to it, or the whole machine. Everybody hears something, nothing is lost."""

from __future__ import annotations

import asyncio
import os
import random
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from tests.conftest import PG_BIN, Cluster
from tests.e2e.hulp.loket import Loket
from tests.faults.doorgeefluik import DICHT, DOOR, STIL, TRAAG, Doorgeefluik
from tests.faults.pg import Kopie
from tests.faults.proef import Proef, proef

# How often the power fails, and how often each fault of the network comes by; `make faults` asks for 50 of the first.
STOPS = int(os.environ.get("LOKET_PG_STOPS", "6"))
RONDES = int(os.environ.get("LOKET_PG_RONDES", "1"))


@pytest.fixture
def cluster() -> Iterator[Cluster]:
    """One that writes to its disk, of this test alone."""
    if PG_BIN is None:
        pytest.skip("PostgreSQL is niet geïnstalleerd (apt-get install postgresql)")
    cluster = Cluster(fsync=True)
    try:
        cluster.sql("CREATE DATABASE loket")
        yield cluster
    finally:
        cluster.stop()


@pytest.fixture
def kopie(cluster: Cluster) -> Iterator[Kopie]:
    kopie = Kopie(cluster)
    try:
        yield kopie
    finally:
        kopie.stop()


@pytest.fixture
async def luik(cluster: Cluster) -> AsyncIterator[Doorgeefluik]:
    async with Doorgeefluik("127.0.0.1", cluster.poort) as luik:
        yield luik


def _url(*poorten: int) -> str:
    return f"postgresql://postgres@{','.join(f'127.0.0.1:{poort}' for poort in poorten)}/loket"


async def _stroom_valt_uit(p: Proef, cluster: Cluster, keren: int) -> None:
    kans = random.Random("stroom")
    for keer in range(keren):
        await p.straat.gebeurt(kans.randint(1, 6), indiening=keer % 2 == 1)
        await asyncio.sleep(kans.uniform(0, 0.1))
        await asyncio.to_thread(cluster.breek_af)
        await p.mist_database()
        await asyncio.to_thread(cluster.start)
        await p.is_hersteld()


async def test_de_stroom_valt_telkens_uit(cluster: Cluster, tmp_path: Path) -> None:
    async with proef("stroom uit", tmp_path / "data", LOKET_DATABASE_URL=_url(cluster.poort)) as p:
        await _stroom_valt_uit(p, cluster, STOPS)


async def test_de_stroom_valt_uit_onder_het_hele_loket(cluster: Cluster, tmp_path: Path) -> None:
    """With Rasa and the action server: a turn that cannot write its draft is done again."""
    async with proef("heel loket, stroom uit", tmp_path / "data", Loket, LOKET_DATABASE_URL=_url(cluster.poort)) as p:
        await _stroom_valt_uit(p, cluster, 3)


async def test_verbindingen_worden_geknipt(cluster: Cluster, luik: Doorgeefluik, tmp_path: Path) -> None:
    """At any moment, also between a commit and the word that it came through."""
    kans, direct = random.Random("knip"), cluster.url("loket")
    async with proef("geknipt", tmp_path / "data", direct=direct, LOKET_DATABASE_URL=_url(luik.poort)) as p:
        for keer in range(10 * RONDES):
            await p.straat.gebeurt(kans.randint(1, 4), indiening=keer % 2 == 1)
            if keer % 3 == 2:
                luik.knip_na(terug=kans.randint(0, 2000))
            else:
                await asyncio.sleep(kans.uniform(0, 0.1))
                luik.knip()
            await p.is_hersteld()


async def test_het_net_zwijgt_is_traag_of_dicht(cluster: Cluster, luik: Doorgeefluik, tmp_path: Path) -> None:
    """Half open: nothing answers and nothing is refused. Slow: it answers, now and then too late. Closed: refused at once."""
    direct = cluster.url("loket")
    async with proef("net", tmp_path / "data", direct=direct, LOKET_DATABASE_URL=_url(luik.poort)) as p:
        for stand in (STIL, TRAAG, DICHT) * RONDES:
            await p.straat.gebeurt(3)
            luik.stand = stand
            if stand is DICHT:
                luik.knip()
            if stand is TRAAG:
                await asyncio.wait_for(p.straat.gebeurt(1), 60)
            else:
                await p.mist_database()
                await p.storing(3)
            luik.stand = DOOR
            await p.is_hersteld()


async def test_de_kopie_neemt_het_over_op_een_ander_adres(cluster: Cluster, kopie: Kopie, tmp_path: Path) -> None:
    """Both addresses stand in LOKET_DATABASE_URL, the copy first: as long as it only reads it is passed over."""
    url = _url(kopie.poort, cluster.poort)
    async with proef("ander adres", tmp_path / "data", direct=kopie.url("loket"), LOKET_DATABASE_URL=url) as p:
        await p.straat.gebeurt(6, indiening=True)
        await asyncio.to_thread(cluster.breek_af)
        await p.storing()
        await asyncio.to_thread(kopie.word_eerste)
        await p.is_hersteld()
        await p.straat.gebeurt(6)


async def test_de_kopie_neemt_het_over_achter_hetzelfde_adres(
    cluster: Cluster, kopie: Kopie, luik: Doorgeefluik, tmp_path: Path
) -> None:
    """As behind a proxy or an address that moves: first it leads to a copy that only reads, and nothing is written there."""
    url = _url(luik.poort)
    async with proef("zelfde adres", tmp_path / "data", direct=kopie.url("loket"), LOKET_DATABASE_URL=url) as p:
        await p.straat.gebeurt(6, indiening=True)
        await asyncio.to_thread(cluster.breek_af)
        luik.verhuis("127.0.0.1", kopie.poort)
        await p.mist_database()
        await p.storing()
        await asyncio.to_thread(kopie.word_eerste)
        await p.is_hersteld()
        await p.straat.gebeurt(6)
