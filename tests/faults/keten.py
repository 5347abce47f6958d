"""The real loket with a proxy on every line between its processes: loket → Rasa → action server → loket."""

from __future__ import annotations

import asyncio
import os
import shlex
import signal
import subprocess
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

from loket_backend import start
from loket_backend.settings import Settings
from tests.conftest import vrije_poort
from tests.e2e.hulp.loket import GEDULD_START, WORTEL, Loket, _omgeving
from tests.faults.doorgeefluik import DOOR, Doorgeefluik

# Which process reaches whom through which proxy, by the setting that tells it where.
LIJNEN = {
    "rasa": ("loket", "LOKET_RASA_PORT"),
    "acties": ("rasa", "LOKET_ACTIES_PORT"),
    "intern": ("acties", "LOKET_INTERN_PORT"),
}


class Keten(Loket):
    """Nothing here starts a process again that died: the lines fail, and the processes hang."""

    def __init__(self, data: Path, luiken: dict[str, Doorgeefluik], **omgeving: str) -> None:
        self.data, self.luiken, self._sleutel = data, luiken, None
        poort, self.vreemd_poort = vrije_poort(), vrije_poort()
        self.url = f"http://127.0.0.1:{poort}"
        schoon = {**_omgeving(data, poort, self.vreemd_poort), **omgeving}
        self._omgeving = {**schoon, **start.omgeving(Settings.uit_omgeving(schoon))}
        for naam, (_, instelling) in LIJNEN.items():
            luiken[naam].verhuis("127.0.0.1", int(self._omgeving[instelling]))
        opdrachten = start.commandos(self._omgeving)
        self._draait = [self._begin(naam, opdrachten[naam]) for naam in ("acties", "rasa", "loket")]

    def _begin(self, naam: str, opdracht: str) -> subprocess.Popen[bytes]:
        anders = {instelling: str(self.luiken[lijn].poort) for lijn, (wie, instelling) in LIJNEN.items() if wie == naam}
        with (self.data / f"{naam}.log").open("wb") as uitvoer:
            return subprocess.Popen(
                shlex.split(opdracht),
                cwd=WORTEL,
                env={**self._omgeving, **anders, "LOKET_PROCES": naam},
                stdout=uitvoer,
                stderr=subprocess.STDOUT,
            )

    def herstel(self) -> None:
        """Every line and every process as it was."""
        for naam, (_, instelling) in LIJNEN.items():
            self.luiken[naam].stand = DOOR
            self.luiken[naam].verhuis("127.0.0.1", int(self._omgeving[instelling]))
        for proces in self._draait:
            os.kill(proces.pid, signal.SIGCONT)

    def stop(self) -> list[int]:
        for proces in self._draait:
            proces.kill()
            proces.wait(30)
        return self.resten()


@asynccontextmanager
async def keten(data: Path, **omgeving: str) -> AsyncIterator[Keten]:
    async with AsyncExitStack() as open_:
        luiken = {naam: await open_.enter_async_context(Doorgeefluik("127.0.0.1", 9)) for naam in LIJNEN}
        keten = Keten(data, luiken, **omgeving)
        try:
            # The proxies run in this loop: it may not stand still while we look.
            await asyncio.to_thread(keten.wacht_klaar, GEDULD_START)
            yield keten
        finally:
            keten.stop()
