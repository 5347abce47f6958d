"""What is over is counted before anybody asks for it, also after it failed once."""

from __future__ import annotations

import asyncio
from contextlib import suppress

import pytest

from loket_backend.businesscase import rapport, vooraf
from loket_backend.console import verantwoording
from loket_backend.db import Database
from loket_backend.errors import DatabaseStoort
from loket_backend.maandbeeld import kasboek, stroken
from loket_backend.maandbeeld.bewaren import Beelden
from loket_backend.maandbeeld.maanden import deze
from loket_backend.onderdrukking import ALLES


class Stuk(Beelden):
    """Fails once."""

    keren = 0

    def __init__(self, database: Database) -> None:
        super().__init__(database)
        self.geteld = asyncio.Event()

    async def tel_vooruit(self) -> None:
        self.keren += 1
        if self.keren == 1:
            raise DatabaseStoort()
        await super().tel_vooruit()
        self.geteld.set()


async def test_na_een_storing_wordt_alsnog_geteld_en_daarna_hoeft_niemand_te_wachten(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verantwoording, "WACHT", 0)
    monkeypatch.setattr(verantwoording, "MAANDEN", 0)
    monkeypatch.setattr(verantwoording, "KWARTALEN", 0)
    beelden, uitgerekend, reken_uit = Stuk(database), asyncio.Event(), vooraf.reken_uit

    async def reken(van: Database) -> None:
        await reken_uit(van)
        uitgerekend.set()

    monkeypatch.setattr(vooraf, "reken_uit", reken)
    taak = asyncio.create_task(verantwoording.tel_vooruit(database, beelden))
    async with asyncio.timeout(60):
        await uitgerekend.wait()
        await beelden.geteld.wait()
    taak.cancel()
    with suppress(asyncio.CancelledError):
        await taak

    async def nooit(*_: object) -> None:
        raise AssertionError("dit was al geteld")

    for module in (stroken, kasboek):
        monkeypatch.setattr(module, "_lees", nooit)
    assert len(rapport.Geheugen.per_database[database.lezer]) >= 12
    assert (await beelden.haal(deze().vorige, 12)).wachttijden(11, ALLES) == []
