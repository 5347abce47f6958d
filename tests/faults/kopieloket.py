"""A whole loket in a process of its own, with a bot that answers at once and hands in a melding at the word for it.

Settings come from the environment, as for the real one. Run as a program it prints "klaar" when it serves.
"""

from __future__ import annotations

import asyncio
import os
import sys
from dataclasses import dataclass, field
from pathlib import Path

import aiohttp
from aiohttp import web

from loket_backend.app import maak_app
from loket_backend.db import Database, open_database
from loket_backend.gesprek.rasa import Antwoordbeurt, Botbericht, Vraagbeurt
from loket_backend.intake.geldig import ConceptInhoud
from loket_backend.intake.service import bewaar_concept, dien_in
from loket_backend.settings import Settings
from tests.conftest import WORTEL, vrije_poort

INDIENEN = "ja, het klopt"


@dataclass(frozen=True)
class Indiener:
    """Writes the draft with every turn, as the actions do."""

    database: Database

    async def beurt(self, vraag: Vraagbeurt) -> Antwoordbeurt:
        akkoord = {"akkoord": {"waarde": True, "status": "besproken", "bronnen": [vraag.volgnummer]}}
        klaar = vraag.tekst == INDIENEN
        inhoud = ConceptInhoud.model_validate({"antwoorden": akkoord if klaar else {}})
        async with self.database.schrijf() as session:
            await bewaar_concept(session, vraag.gesprek, vraag.volgnummer, inhoud)
            kenmerk = (await dien_in(session, vraag.gesprek, vraag.volgnummer)).kenmerk if klaar else ""
        return Antwoordbeurt([Botbericht(f"Gehoord: {vraag.tekst} {kenmerk}".strip())])

    async def mist(self) -> list[str]:
        return []


@dataclass
class Kopieloket:
    """The process, which can be stopped and started on the same port with the same data."""

    settings: Settings
    poort: int = field(default_factory=vrije_poort)
    proces: asyncio.subprocess.Process | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.poort}"

    async def start(self) -> None:
        schoon = {naam: waarde for naam, waarde in os.environ.items() if not naam.startswith("LOKET_")}
        eigen = {
            "LOKET_PORT": str(self.poort),
            "LOKET_DATA": self.settings.data,
            "LOKET_DATABASE_URL": self.settings.database_url,
            "LOKET_SLEUTEL": self.settings.sleutel,
            "LOKET_GEHEIM": "kopie",
            "PYTHONPATH": str(WORTEL),
        }
        with (Path(self.settings.data) / "loket.log").open("ab") as log:
            opdracht = (sys.executable, "-m", "tests.faults.kopieloket")
            pijp = asyncio.subprocess.PIPE
            self.proces = await asyncio.create_subprocess_exec(
                *opdracht, env={**schoon, **eigen}, cwd=WORTEL, stdout=pijp, stderr=log
            )
        assert self.proces.stdout is not None
        while (regel := await self.proces.stdout.readline()) != b"klaar\n":
            assert regel, "het loket begon niet"
        self._lezer = asyncio.create_task(self._lees(self.proces.stdout))

    async def _lees(self, uitvoer: asyncio.StreamReader) -> None:
        """So that the pipe never fills up."""
        while await uitvoer.readline():
            pass

    async def stop(self) -> None:
        """kill -9: what a restore finds is what a crash leaves."""
        if self.proces is not None and self.proces.returncode is None:
            self.proces.kill()
            await self.proces.wait()
            await self._lezer


async def draai() -> None:
    settings = Settings.uit_omgeving()
    database = open_database(settings.database)

    def bot(_: Settings, __: aiohttp.ClientSession) -> Indiener:
        return Indiener(database)

    runner = web.AppRunner(maak_app(settings, bot), access_log=None, shutdown_timeout=1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", int(settings.poort)).start()
    sys.stdout.write("klaar\n")
    sys.stdout.flush()
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(draai())
