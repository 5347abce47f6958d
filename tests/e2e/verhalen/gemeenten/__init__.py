"""A loket of a gemeente of its own for one story: begun from a folder, without the village of the demo."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from collections.abc import Awaitable, Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from loket_backend.db import Database, Kluis, open_database
from loket_backend.settings import Settings
from loket_backend.toewijzing.inrichting import zet_wachtwoord
from loket_backend.versleuteling import Sleutelbos
from tests.e2e.hulp.kijker import Kijker
from tests.e2e.hulp.loket import WORTEL, Loket, draait
from tests.e2e.verhalen.conftest import WACHTWOORD

T = TypeVar("T")
MAP = Path(__file__).parent
ALTIJD_OPEN = WORTEL / "loket_backend" / "demo" / "openingstijden.yml"


def begin(data: Path, *opdrachten: Sequence[str]) -> None:
    """What whoever sets the loket up types: each `python -m loket_backend.beheer …`, one after the other."""
    schoon = {naam: waarde for naam, waarde in os.environ.items() if not naam.startswith("LOKET_")}
    omgeving = {**schoon, "LOKET_DATA": str(data), "PYTHONPATH": str(WORTEL)}
    for opdracht in opdrachten:
        beheer = [sys.executable, "-m", "loket_backend.beheer", *opdracht]
        subprocess.run(beheer, cwd=WORTEL, env=omgeving, check=True, capture_output=True, text=True)


def doe(data: Path, werk: Callable[[Database], Awaitable[T]]) -> T:
    """Works past the loket on its database, with its keys; in a thread with a loop of its own."""
    with ThreadPoolExecutor(1) as draad:
        return draad.submit(lambda: asyncio.run(_met_sleutels(data, werk))).result()


async def _met_sleutels(data: Path, werk: Callable[[Database], Awaitable[T]]) -> T:
    eigen, Kluis.bos = Kluis.bos, Sleutelbos.uit("", data / "sleutel")
    database = open_database(Settings(data=str(data)).database)
    try:
        return await werk(database)
    finally:
        await database.sluit()
        Kluis.bos = eigen


def geef_wachtwoorden(data: Path, *logins: str) -> None:
    """As `python -m loket_backend.beheer wachtwoord` does."""

    async def zet(database: Database) -> None:
        async with database.schrijf() as session:
            for login in logins:
                await zet_wachtwoord(session, login, WACHTWOORD)

    doe(data, zet)


def draai(data: Path) -> Iterator[Loket]:
    """The loket with Rasa, open day and night; for a fixture."""
    loket = Loket(data, LOKET_DEMO="", LOKET_OPENINGSTIJDEN=str(ALTIJD_OPEN))
    with draait(loket):
        yield loket


def was_een_weigering(kijker: Kijker, status: int) -> None:
    """What a browser says of its own when the loket refused something, as it should; nothing else went wrong."""
    assert kijker.fouten
    assert [fout for fout in kijker.fouten if f"status of {status}" not in fout] == []
    kijker.fouten.clear()
