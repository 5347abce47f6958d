"""The real loket process with a wall clock that a test moves while it runs (libfaketime), and a bot that answers at once."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
import urllib.request
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path

from aiohttp import web

from loket_backend import start
from loket_backend.settings import Settings
from tests.conftest import vrije_poort
from tests.e2e.hulp.loket import GEDULD_TERUG, WORTEL, Loket, _omgeving
from tests.e2e.hulp.processen import wacht_tot
from tests.faults.nep_rasa import GOED

NEPTIJD = next(iter(sorted(Path("/usr/lib").glob("*/faketime/libfaketime.so.1"))), None)


class Klokloket(Loket):
    """The monotonic clock goes on as it is: that one nobody can move on a real machine either."""

    def __init__(self, data: Path, bot_poort: int, **omgeving: str) -> None:
        self.data, self._sleutel = data, None
        poort, self.vreemd_poort = vrije_poort(), vrije_poort()
        self.url, self._verzet = f"http://127.0.0.1:{poort}", data / "verzet"
        schoon = {**_omgeving(data, poort, self.vreemd_poort), **omgeving}
        bot = {"LOKET_RASA_PORT": str(bot_poort), "LOKET_ACTIES_PORT": str(bot_poort), "LOKET_PROCES": "loket"}
        self._omgeving = {**schoon, **start.omgeving(Settings.uit_omgeving(schoon)), **bot, "TZ": "Europe/Amsterdam"}
        self.verzet(0)
        tijd = {
            "LD_PRELOAD": str(NEPTIJD),
            "FAKETIME_TIMESTAMP_FILE": str(self._verzet),
            "FAKETIME_CACHE_DURATION": "1",
            "FAKETIME_FORCE_MONOTONIC_FIX": "0",  # with the fix, threads hand Python over to each other without end
            "FAKETIME_DONT_FAKE_MONOTONIC": "1",
            "DONT_FAKE_MONOTONIC": "1",
            "NO_FAKE_STAT": "1",
        }
        with (data / "loket.log").open("wb") as uitvoer:
            opdracht = [sys.executable, "-m", "loket_backend"]
            self._proces = subprocess.Popen(
                opdracht, cwd=WORTEL, env={**self._omgeving, **tijd}, stdout=uitvoer, stderr=subprocess.STDOUT
            )

    def verzet(self, seconden: float) -> None:
        """The wall clock of the loket stands this far from the real one, within a second or so from now."""
        nieuw = self.data / "verzet.nieuw"
        nieuw.write_text(f"{seconden:+.0f}\n", encoding="utf-8")
        os.replace(nieuw, self._verzet)

    async def zet(self, seconden: float) -> None:
        """The same, and it does when this returns."""
        self.verzet(seconden)
        await asyncio.to_thread(
            wacht_tot, lambda: abs(self._staat_op() - seconden) < 30, GEDULD_TERUG, "de klok is verzet"
        )

    async def zet_op(self, moment: datetime) -> None:
        await self.zet((moment - datetime.now(UTC)).total_seconds())

    def _staat_op(self) -> float:
        """How far its clock is from ours, by the Date of an answer."""
        with urllib.request.urlopen(f"{self.url}/gezond", timeout=30) as antwoord:
            return (parsedate_to_datetime(antwoord.headers["Date"]) - datetime.now(UTC)).total_seconds()

    def stop(self) -> list[int]:
        self._proces.kill()
        self._proces.wait(30)
        return self.resten()


class Papegaai:
    """The bot: repeats what was said; hands over on "mens". `fouten`: so many turns fail first."""

    def __init__(self) -> None:
        self.fouten = 0

    async def __call__(self, request: web.Request) -> web.StreamResponse:
        vraag = await request.json()
        if self.fouten:
            self.fouten -= 1
            return web.json_response({"uitkomst": "mislukt", "reden": "nagebootst"}, status=500)
        naar = {"naar": "wacht_op_mens", "reden": "mens_gevraagd"} if vraag["tekst"] == "mens" else {}
        bericht = {"tekst": f"Gehoord: {vraag['tekst']}", "keuzes": [], "vraag": None}
        return web.Response(body=json.dumps({**GOED, "berichten": [bericht], **naar}), content_type="application/json")
