"""The real loket, started as `make run` does: supervisord with the loket, the action server and Rasa."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import NullPool, text
from sqlalchemy.ext.asyncio import create_async_engine

from loket_backend.postgres import lees_url
from loket_backend.settings import Settings
from tests.conftest import vrije_poort
from tests.e2e.hulp.processen import leeft, met_omgeving, wacht_tot

WORTEL = Path(__file__).parents[3]
PROCESSEN = ("loket", "acties", "rasa")
GEDULD_START = 240
GEDULD_TERUG = 180
GEDULD_STOP = 30
GEDULD_BLAD = 30_000  # milliseconds; a page under test has it for everything


class Loket:
    """`url`, the folder `data`, the origin `vreemd` that may embed the widget, and the API key `sleutel`.

    `start`: the module that starts it. `omgeving`: more settings.
    """

    def __init__(self, data: Path, start: str = "loket_backend.start", **omgeving: str) -> None:
        self.data = data
        self.url = f"http://127.0.0.1:{(poort := vrije_poort())}"
        self.vreemd_poort = vrije_poort()
        self._omgeving = {**_omgeving(data, poort, self.vreemd_poort), **omgeving}
        self._uitvoer = (data / "uitvoer.log").open("wb")
        # Whoever starts the tests in the background of a script has Ctrl-C switched off for all of them.
        opdracht = ["env", "--default-signal=INT", sys.executable, "-m", start]
        self._top = subprocess.Popen(
            opdracht, cwd=WORTEL, env=self._omgeving, stdout=self._uitvoer, stderr=subprocess.STDOUT
        )
        self._sleutel: str | None = None

    @property
    def vreemd(self) -> str:
        return f"http://127.0.0.1:{self.vreemd_poort}"

    @property
    def database(self) -> Path:
        return self.data / "loket.db"

    @property
    def settings(self) -> Settings:
        return Settings.uit_omgeving(self._omgeving)

    @property
    def sleutel(self) -> str:
        """An API key of a coordinator, made with `make sleutel` once."""
        if self._sleutel is None:
            opdracht = [sys.executable, "-m", "loket_backend.beheer", "sleutel", "coordinator"]
            uit = subprocess.run(opdracht, cwd=WORTEL, env=self._omgeving, capture_output=True, text=True, check=True)
            self._sleutel = uit.stdout.strip()
        return self._sleutel

    def pid(self, naam: str) -> int | None:
        """The process of this name; None while it is away."""
        gevonden = met_omgeving(LOKET_PROCES=naam, LOKET_DATA=str(self.data))
        return gevonden[0] if gevonden else None

    def omgeving_van(self, naam: str) -> dict[str, str]:
        """The environment of one of the processes: its ports and the shared secret."""
        regels = Path(f"/proc/{self.pid(naam)}/environ").read_text(encoding="utf-8").split("\0")
        return dict(regel.split("=", 1) for regel in regels if "=" in regel)

    def sein(self, naam: str, sein: signal.Signals) -> int:
        """Sends a signal; the pid it went to."""
        wacht_tot(lambda: self.pid(naam), GEDULD_TERUG, f"{naam} draait")
        pid = self.pid(naam)
        assert pid is not None
        os.kill(pid, sein)
        return pid

    def dood(self, naam: str) -> int:
        """kill -9, and it is dead when this returns."""
        pid = self.sein(naam, signal.SIGKILL)
        wacht_tot(lambda: not leeft(pid), 10, f"{naam} is dood")
        return pid

    def mist(self) -> list[str]:
        """What /klaar says is missing."""
        try:
            with urllib.request.urlopen(f"{self.url}/klaar", timeout=10) as antwoord:
                return list(json.load(antwoord)["mist"])
        except urllib.error.HTTPError as fout:
            return list(json.load(fout)["mist"])
        except OSError:
            return ["loket"]

    def wacht_klaar(self, geduld: float = GEDULD_TERUG) -> float:
        return wacht_tot(lambda: not self.mist(), geduld, f"/klaar ({self.data}/run/*.log)")

    def vraag_db(self, sql: str, **waarden: Any) -> list[tuple[Any, ...]]:
        """Reads the database past the loket; `sql` has named parameters (:naam)."""
        return lees_db(self.settings.database, sql, waarden)

    def resten(self) -> list[int]:
        """Every process of this loket that lives."""
        return met_omgeving(LOKET_DATA=str(self.data))

    def stop(self) -> list[int]:
        """Ctrl-C; what still lives when it should all be gone (and is then killed after all)."""
        self._top.send_signal(signal.SIGINT)
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._top.wait(GEDULD_STOP)
        over = self.resten()
        for pid in over:
            os.kill(pid, signal.SIGKILL)
        self._top.wait(10)
        self._uitvoer.close()
        return over


@contextmanager
def draait(loket: Loket) -> Iterator[Loket]:
    """Ready; stopped with Ctrl-C afterwards, and then nothing of it may live."""
    try:
        duur = loket.wacht_klaar(GEDULD_START)
        print(f"\nhet loket is klaar na {duur:.1f} s")
        yield loket
    finally:
        over = loket.stop()
    assert over == [], "er draaide nog iets na Ctrl-C"


def lees_db(url: str, sql: str, waarden: dict[str, Any]) -> list[tuple[Any, ...]]:
    """What stands in the database at this SQLAlchemy URL."""
    with ThreadPoolExecutor(1) as draad:  # a loop of its own: whoever asks may stand in one
        return draad.submit(lambda: asyncio.run(_lees_db(url, sql, waarden))).result()


async def _lees_db(url: str, sql: str, waarden: dict[str, Any]) -> list[tuple[Any, ...]]:
    engine = create_async_engine(lees_url(url), poolclass=NullPool)
    async with engine.connect() as verbinding:
        rijen = [tuple(rij) for rij in await verbinding.execute(text(sql), waarden)]
    await engine.dispose()
    return rijen


def _omgeving(data: Path, poort: int, vreemd_poort: int) -> dict[str, str]:
    """A clean environment: no setting of whoever runs the tests. Patience is long, because machines that run tests are slow."""
    schoon = {naam: waarde for naam, waarde in os.environ.items() if not naam.startswith("LOKET_")}
    eigen = {
        "LOKET_PORT": str(poort),
        "LOKET_INTERN_PORT": str(vrije_poort()),
        "LOKET_RASA_PORT": str(vrije_poort()),
        "LOKET_ACTIES_PORT": str(vrije_poort()),
        "LOKET_DATA": str(data),
        "LOKET_DEMO": "klein",
        "LOKET_HERKOMSTEN": f"http://127.0.0.1:{vreemd_poort}",
        "LOKET_GEDULD": "180",
        "LOKET_KIJK": "5",
        "PYTHONPATH": str(WORTEL),
    }
    return {**schoon, **eigen}
