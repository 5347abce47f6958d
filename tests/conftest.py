"""Shared fixtures: a fresh database per test on SQLite and on PostgreSQL, each copied from one that was migrated once."""

from __future__ import annotations

import asyncio
import base64
import gc
import os
import random
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import AsyncIterator, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import cache, partial
from importlib.util import find_spec
from pathlib import Path

import pytest

WORTEL = Path(__file__).resolve().parent.parent
PG_BIN = next((p for p in sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)), None)


def pytest_collection_finish() -> None:
    """What was imported and collected lives as long as the run. To look through all of it took 5 seconds, in the middle of any test."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)  # fewer looks: most of what a test makes goes when it ends


@pytest.fixture(autouse=True)
def applicaties_gaan_weg() -> Iterator[None]:
    """aiohttp remembers by which application a handler was wrapped, and so keeps each test's application, engines and all."""
    yield
    if onthouden := getattr(sys.modules.get("aiohttp.web_app"), "_cached_build_middleware", None):
        onthouden.cache_clear()


def vrije_poort() -> int:
    """Below the ports that the system gives to connections: one of those may be taken between this look and the first listener."""
    eerste_van_systeem = int(Path("/proc/sys/net/ipv4/ip_local_port_range").read_text().split()[0])
    for poort in random.sample(range(10_240, eerste_van_systeem), 1_000):
        with socket.socket() as stekker, suppress(OSError):
            stekker.bind(("127.0.0.1", poort))
            return poort
    raise AssertionError("er is geen poort vrij")


@pytest.fixture(scope="session")
def sleutels() -> None:
    """The same column keys for every test process."""
    from loket_backend.db import Kluis
    from loket_backend.versleuteling import Sleutelbos

    Kluis.bos = Sleutelbos({"t1": base64.b64decode(base64.b64encode(b"0" * 32))})


@pytest.fixture(autouse=True)
def eigen_sleutels(sleutels: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """An application that a test starts brings its own keys; the next test has those of all tests again."""
    from loket_backend.db import Kluis

    monkeypatch.setattr(Kluis, "bos", Kluis.bos)


@pytest.fixture(scope="session", autouse=True)
def sjablonen_een_keer_vertalen() -> Iterator[None]:
    """An application of each test's own would turn every page into code anew, which takes longer than most tests."""
    if find_spec("aiohttp_jinja2") is None:  # the bot's environment has no pages
        yield
        return
    import aiohttp_jinja2

    from tests.vertaald import Vertaald

    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setattr(aiohttp_jinja2, "setup", partial(aiohttp_jinja2.setup, bytecode_cache=Vertaald()))
        yield


@pytest.fixture(scope="session", autouse=True)
def patronen_een_keer_lezen() -> Iterator[None]:
    """Reading the patterns that are shipped takes longer than most tests."""
    if find_spec("aiohttp_jinja2") is None:
        yield
        return
    from loket_backend.crisis import poort

    lees = poort.lees_regels
    meegeleverd = cache(partial(lees, poort.MEEGELEVERD))
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setattr(poort, "lees_regels", lambda pad: meegeleverd() if pad == poort.MEEGELEVERD else lees(pad))
        yield


@pytest.fixture(scope="session")
def sqlite_sjabloon(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from loket_backend.migreer import migreer

    pad = tmp_path_factory.mktemp("sjabloon") / "loket.db"
    migreer(f"sqlite+aiosqlite:///{pad}")
    return pad


class Cluster:
    """A private PostgreSQL cluster on a free loopback port; its programs refuse to run as root.

    `fsync`: only who cuts the power needs it; `opties`: more of postgresql.conf, as a command line has them.
    """

    def __init__(self, *, fsync: bool = False, opties: str = "") -> None:
        assert PG_BIN is not None
        self.poort, self._vorige = vrije_poort(), ""
        self.map = Path(tempfile.mkdtemp(prefix="loket-pg-"))
        self.map.chmod(0o777)
        self._als = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
        uit = "" if fsync else " -c fsync=off -c full_page_writes=off -c autovacuum=off"
        self._opties = f"-p {self.poort} -k {self.map} -c listen_addresses=127.0.0.1{uit} {opties}"
        self._maak()
        self.start()

    def _maak(self) -> None:
        assert PG_BIN is not None
        self._draai(PG_BIN / "initdb", "-D", self.map / "data", "-U", "postgres", "-A", "trust", "--no-sync")

    def start(self) -> None:
        # a minute, its own patience, was once not enough on a machine whose disk stood still
        self._pg_ctl("-o", self._opties, "-l", self.map / "log", "-w", "-t", 180, "start")

    def breek_af(self) -> None:
        """As when the power fails: nothing is rounded off."""
        self._pg_ctl("-m", "immediate", "stop")

    def _pg_ctl(self, *opdracht: object) -> None:
        assert PG_BIN is not None
        self._draai(PG_BIN / "pg_ctl", "-D", self.map / "data", *opdracht)

    def _draai(self, *opdracht: object) -> None:
        gedaan = subprocess.run(
            [*self._als, *map(str, opdracht)], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd="/tmp"
        )
        log = self.map / "log"
        verder = log.read_text()[-2_000:] if gedaan.returncode and log.exists() else ""
        assert gedaan.returncode == 0, f"{opdracht[0]}: {gedaan.stdout}\n{verder}"

    def sql(self, *opdrachten: str) -> None:
        """Each in a transaction of its own. In a thread, for whoever asks may stand in a loop; `psql` took longer to start than to work."""
        with ThreadPoolExecutor(1) as draad:
            draad.submit(lambda: asyncio.run(self._voer_uit(opdrachten))).result()

    async def _voer_uit(self, opdrachten: tuple[str, ...]) -> None:
        import asyncpg

        verbinding = await asyncpg.connect(host=str(self.map), port=self.poort, user="postgres", database="postgres")
        try:
            for opdracht in opdrachten:
                await verbinding.execute(opdracht)
        finally:
            await verbinding.close()

    def maak_database(self) -> str:
        """The name of a migrated, empty one, in place of the last that was made here: thousands of them fill a disk."""
        weg = [f"DROP DATABASE {self._vorige} WITH (FORCE)"] if self._vorige else []
        self._vorige = f"t{os.urandom(6).hex()}"
        self.sql(*weg, f"CREATE DATABASE {self._vorige} TEMPLATE sjabloon")
        return self._vorige

    def url(self, naam: str) -> str:
        return f"postgresql+asyncpg://postgres@127.0.0.1:{self.poort}/{naam}"

    def stop(self) -> None:
        if (self.map / "data" / "postmaster.pid").exists():
            self.breek_af()
        shutil.rmtree(self.map, ignore_errors=True)


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    if PG_BIN is None:
        pytest.skip("PostgreSQL is niet geïnstalleerd (apt-get install postgresql)")
    from loket_backend.migreer import migreer

    cluster = Cluster()
    try:
        cluster.sql("CREATE DATABASE sjabloon")
        migreer(cluster.url("sjabloon"))
        yield cluster
    finally:
        cluster.stop()


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A migrated, empty database of its own for this test."""
    if request.param == "sqlite":
        sjabloon = request.getfixturevalue("sqlite_sjabloon")
        shutil.copy(sjabloon, tmp_path / "loket.db")
        yield f"sqlite+aiosqlite:///{tmp_path / 'loket.db'}"
        return
    cluster = request.getfixturevalue("cluster")
    yield cluster.url(cluster.maak_database())


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[object]:
    from loket_backend.db import open_database

    database = open_database(database_url)
    yield database
    await database.sluit()
