"""The loket process alone, with demo data: what the console needs when nobody has to talk to the bot."""

from __future__ import annotations

import asyncio
import os
import shutil
import subprocess
import sys
import urllib.request
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from loket_backend.db import Database, Kluis, open_database
from loket_backend.demo import vul_demo
from loket_backend.settings import Settings
from loket_backend.versleuteling import Sleutelbos
from tests.conftest import vrije_poort
from tests.e2e.hulp.loket import WORTEL
from tests.e2e.hulp.processen import wacht_tot

T = TypeVar("T")
GEDULD = 60


class Consoleloket:
    """`url` serves as soon as `start` returns. `doe` works on its database, before and while it serves."""

    def __init__(self, data: Path, sjabloon: Path, poort: int | None = None) -> None:
        """`sjabloon`: a database that was migrated already."""
        poort = poort or vrije_poort()
        self.data, self.url = data, f"http://127.0.0.1:{poort}"
        self._settings = Settings(data=str(data), demo="1", poort=str(poort))
        shutil.copy(sjabloon, data / "loket.db")
        self.doe(lambda database: vul_demo(database, self._settings))
        self._proces: subprocess.Popen[bytes] | None = None

    def doe(self, werk: Callable[[Database], Awaitable[T]]) -> T:
        """Runs this with the keys of this loket, in a thread with a loop of its own."""
        with ThreadPoolExecutor(1) as draad:
            return draad.submit(lambda: asyncio.run(self._met_sleutels(werk))).result()

    async def _met_sleutels(self, werk: Callable[[Database], Awaitable[T]]) -> T:
        eigen, Kluis.bos = Kluis.bos, Sleutelbos.uit("", self.data / "sleutel")
        database = open_database(self._settings.database)
        try:
            return await werk(database)
        finally:
            await database.sluit()
            Kluis.bos = eigen

    def start(self) -> None:
        schoon = {naam: waarde for naam, waarde in os.environ.items() if not naam.startswith("LOKET_")}
        eigen = {
            "LOKET_PORT": self._settings.poort,
            "LOKET_DATA": str(self.data),
            "LOKET_DEMO": "klein",
            "LOKET_GEHEIM": "geheim",
            "PYTHONPATH": str(WORTEL),
        }
        with (self.data / "uitvoer.log").open("wb") as uitvoer:
            self._proces = subprocess.Popen(
                [sys.executable, "-m", "loket_backend"],
                cwd=WORTEL,
                env={**schoon, **eigen},
                stdout=uitvoer,
                stderr=subprocess.STDOUT,
            )
        wacht_tot(self._leeft, GEDULD, f"/gezond ({self.data}/uitvoer.log)")

    def _leeft(self) -> bool:
        assert self._proces is not None
        assert self._proces.poll() is None, (self.data / "uitvoer.log").read_text(encoding="utf-8")
        try:
            with urllib.request.urlopen(f"{self.url}/gezond", timeout=5) as antwoord:
                return bool(antwoord.status == 200)
        except OSError:
            return False

    def stop(self) -> None:
        if self._proces is not None:
            self._proces.terminate()
            self._proces.wait(30)
