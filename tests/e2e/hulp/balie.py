"""The staff side of a loket that runs in other processes: the services themselves, on its database, with its Rasa."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

import aiohttp

from loket_backend.crisis.nummers import Nummers
from loket_backend.crisis.poort import Crisispoort
from loket_backend.db import Kluis, open_database
from loket_backend.gesprek import mensen
from loket_backend.gesprek.beurt import Beurten
from loket_backend.gesprek.hub import Hub
from loket_backend.gesprek.models import Gesprek
from loket_backend.gesprek.postvak import Postvak
from loket_backend.gesprek.rasa import RasaBot
from loket_backend.gesprek.teksten import Teksten
from loket_backend.gesprek.wekker import Wekker
from loket_backend.gesprek.werker import Werker
from loket_backend.intake import invullen
from loket_backend.intake.service import concept_voor
from loket_backend.versleuteling import Sleutelbos
from tests.e2e.hulp.loket import Loket

TEKSTEN = Teksten.lees("Het loket", "0528 12 34 56")


class Balie:
    """One medewerker in one conversation."""

    def __init__(self, hub: Hub, wie: str) -> None:
        self._hub, self._wie = hub, wie

    async def pak_op(self, gesprek_id: str) -> None:
        async with self._hub.database.schrijf() as session:
            await mensen.pak_op(session, gesprek_id, self._wie)

    async def zeg(self, gesprek_id: str, tekst: str) -> None:
        async with self._hub.database.schrijf() as session:
            await mensen.zeg(session, gesprek_id, self._wie, tekst, TEKSTEN)

    async def vul_in(self, gesprek_id: str, **waarden: Any) -> None:
        async with self._hub.database.schrijf() as session:
            tot = (await session.get_one(Gesprek, gesprek_id)).laatste_volgnummer
            for veld, waarde in waarden.items():
                await invullen.vul_in(session, gesprek_id, tot, veld, waarde, self._wie)

    async def geef_terug(self, gesprek_id: str) -> None:
        async with self._hub.database.schrijf() as session:
            await mensen.geef_terug(session, gesprek_id, self._wie, TEKSTEN)
        self._hub.meld(gesprek_id)

    async def antwoorden(self, gesprek_id: str) -> dict[str, dict[str, Any]]:
        async with self._hub.database.lees() as session:
            inhoud = await concept_voor(session, gesprek_id, 10_000)
        return dict(inhoud["antwoorden"])


@asynccontextmanager
async def balie(loket: Loket, http: aiohttp.ClientSession, wie: str) -> AsyncIterator[Balie]:
    """Turns that this side opens are run from here, by the loket's own Rasa and action server."""
    eigen, Kluis.bos = Kluis.bos, Sleutelbos.uit("", loket.data / "sleutel")
    database, wekker = open_database(f"sqlite+aiosqlite:///{loket.database}"), Wekker()
    met = loket.omgeving_van("rasa")
    adressen = [[f"http://127.0.0.1:{met[naam]}"] for naam in ("LOKET_RASA_PORT", "LOKET_ACTIES_PORT")]
    bot = RasaBot(http, *adressen, met["LOKET_GEHEIM"], 60)
    werker = Werker(Beurten(database, bot, TEKSTEN, wekker, timedelta(seconds=120)), timedelta(seconds=60))
    postvak = Postvak(TEKSTEN, Crisispoort.uit_bestand(), Nummers.uit_bestand())
    try:
        yield Balie(Hub(database, postvak, wekker, werker, bot), wie)
    finally:
        await werker.stop()
        await database.sluit()
        Kluis.bos = eigen
