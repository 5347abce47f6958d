"""What is measured on: the real loket as `make run` starts it, on SQLite or on a PostgreSQL of its own, and Rasa servers beside it."""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from loket_backend import rasaserver, start
from tests.conftest import PG_BIN, Cluster, vrije_poort
from tests.e2e.hulp.loket import GEDULD_START, WORTEL, Loket
from tests.e2e.hulp.processen import wacht_tot

# TensorFlow on a busy machine is in no hurry.
GEDULD_RASA = 600
SQLITE, POSTGRESQL = "sqlite", "postgresql"
SOORTEN = (SQLITE, POSTGRESQL) if PG_BIN else (SQLITE,)
CREDENTIALS = {"rest": "tests/bench/credentials.yml", "loket": "bot/credentials.yml"}


class DuurzaamCluster(Cluster):
    """As in the tests, but a commit waits for the disk, as it does where people work with it."""

    def __init__(self) -> None:
        super().__init__()
        opties = f"-p {self.poort} -k {self.map} -c listen_addresses=127.0.0.1"
        data, log = self.map / "data", self.map / "log"
        assert PG_BIN is not None
        self._draai(PG_BIN / "pg_ctl", "-D", data, "-o", opties, "-l", log, "-m", "fast", "-w", "restart")


@contextmanager
def database(soort: str) -> Iterator[str]:
    """The address for LOKET_DATABASE_URL; empty for SQLite."""
    if soort == SQLITE:
        yield ""
        return
    cluster = DuurzaamCluster()
    try:
        cluster.sql("CREATE DATABASE bench")
        yield cluster.url("bench").replace("postgresql+asyncpg", "postgresql")
    finally:
        cluster.stop()


@contextmanager
def draaiend(soort: str = SQLITE, **omgeving: str) -> Iterator[Loket]:
    """A loket that is ready; gone, with its database, afterwards."""
    with ExitStack() as stapel:
        map_ = Path(stapel.enter_context(tempfile.TemporaryDirectory(prefix="loket-bench-")))
        url = stapel.enter_context(database(soort))
        loket = Loket(map_, **({"LOKET_DATABASE_URL": url} if url else {}), **omgeving)
        stapel.callback(loket.stop)
        loket.wacht_klaar(GEDULD_START)
        yield loket


@contextmanager
def rasa(kanaal: str, omgeving: Mapping[str, str], *opties: str) -> Iterator[str]:
    """One more Rasa server with the loket's model; its address. `kanaal`: rest, or loket for our own."""
    opdracht = ["--endpoints", "bot/endpoints.yml", "--credentials", CREDENTIALS[kanaal], *opties]
    met = {**os.environ, **omgeving, "LOKET_PROCES": "rasa-bench", "LOKET_DATA": ""}  # not one of the loket's own
    gezond = {"rest": "/webhooks/rest/", "loket": "/webhooks/loket/gezond"}[kanaal]
    with server(["-m", str(rasaserver.model()), *opdracht], met, WORTEL, gezond) as url:
        yield url


@contextmanager
def server(opties: list[str], omgeving: Mapping[str, str], map_: Path, gezond: str) -> Iterator[str]:
    """`rasa run` on a free port of loopback, ready; its address."""
    url = f"http://127.0.0.1:{(poort := vrije_poort())}"
    opdracht = [str(start.BOT / "rasa"), "run", "-i", "127.0.0.1", "-p", str(poort), *opties]
    stil = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    proces = subprocess.Popen(opdracht, cwd=map_, env=dict(omgeving), **stil)
    try:
        wacht_tot(lambda: _leeft(proces, f"{url}{gezond}"), GEDULD_RASA, f"Rasa op {url}")
        yield url
    finally:
        proces.kill()
        proces.wait()


def _leeft(proces: subprocess.Popen[bytes], url: str) -> bool:
    assert proces.poll() is None, "Rasa stopte bij het starten"
    try:
        with urlopen(url, timeout=10) as antwoord:
            return bool(antwoord.status == 200)
    except (URLError, OSError):
        return False


def cpu(pids: list[int]) -> float:
    """Seconds that these processes worked so far."""
    tik = os.sysconf("SC_CLK_TCK")
    velden = [Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split() for pid in pids]
    return sum(int(v[11]) + int(v[12]) for v in velden) / tik
