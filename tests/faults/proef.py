"""One trial: a loket, residents who talk, something that fails, and the comparison afterwards."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import aiohttp

from tests.e2e.hulp.gesprek import intakes
from tests.e2e.hulp.loket import Loket, lees_db
from tests.faults.controle import VraagDb, alles_klopt
from tests.faults.meter import Meter, gemeten
from tests.faults.snelloket import Snelloket, draaiend
from tests.faults.straat import Straat, bewoond

INWONERS = 3
# Recovered means that somebody's message is acknowledged again and /klaar misses nothing. Waited for is four times as long.
HERSTELD_BINNEN = 30
GEDULD = 4 * HERSTELD_BINNEN


@dataclass
class Proef:
    loket: Loket
    http: aiohttp.ClientSession
    straat: Straat
    meter: Meter
    hersteld: list[float] = field(default_factory=list)

    async def is_hersteld(self) -> None:
        """Counts from here."""
        begin = time.monotonic()
        await asyncio.wait_for(self.straat.gebeurt(1), GEDULD)
        await asyncio.to_thread(self.loket.wacht_klaar, GEDULD)
        self.hersteld.append(time.monotonic() - begin)

    async def mist_database(self) -> None:
        """Waits until /klaar says so."""
        async with asyncio.timeout(GEDULD):
            while "database" not in await asyncio.to_thread(self.loket.mist):  # noqa: ASYNC110 - nobody tells
                await asyncio.sleep(0.05)

    async def storing(self, keer: int = 1) -> None:
        """Waits until it was said so many times more that there is a failure: to a resident, or to somebody who comes to begin."""
        doel = self.meter.storingen + keer
        async with asyncio.timeout(GEDULD):
            while self.meter.storingen < doel:
                async with self.http.post(f"{self.loket.url}/v1/gesprekken", json={"kanaal": "web"}):
                    pass
                await asyncio.sleep(0.05)

    def vertel(self, wat: str) -> None:
        print(
            f"\n{wat}: {len(self.hersteld)} keer, hersteld na hoogstens {max(self.hersteld):.1f} s;"
            f" {len(self.straat.inwoners)} gesprekken, {self.straat.bevestigd} berichten bevestigd,"
            f" {sum(i.herhaald for i in self.straat.inwoners)} keer opnieuw gestuurd;"
            f" antwoorden {self.meter.statussen}, langste wachttijd {self.meter.langste:.1f} s"
        )
        if max(self.hersteld) > HERSTELD_BINNEN:
            print(f"LET OP: later hersteld dan na {HERSTELD_BINNEN} s")


@asynccontextmanager
async def proef(
    wat: str,
    data: Path,
    soort: type[Loket] = Snelloket,
    *,
    direct: str | None = None,
    weg_mag: bool = False,
    **omgeving: str,
) -> AsyncIterator[Proef]:
    """The body makes things fail; when it ends everybody finishes their conversation, and all is compared.

    `direct`: the URL at which the database is read afterwards, past the loket and past any proxy. `weg_mag`: the loket may be
    away for a while. Whatever waits for the loket does so in a thread: a proxy that it needs may live in this loop.
    """
    beheer = draaiend(soort, data, **omgeving)
    loket = await asyncio.to_thread(beheer.__enter__)
    try:
        vraag_db = loket.vraag_db if direct is None else _bij(direct)
        async with gemeten() as (http, meter):
            vooraf = len(await intakes(http, loket.url, loket.sleutel))
            async with bewoond(loket.url, http, INWONERS, wat) as straat:
                await straat.gebeurt(INWONERS)
                yield (gaande := Proef(loket, http, straat, meter))
            gaande.vertel(wat)
            await klopt(gaande, http, vraag_db, vooraf, weg_mag)
    finally:
        await asyncio.to_thread(beheer.__exit__, None, None, None)


async def klopt(gaande: Proef, http: aiohttp.ClientSession, vraag_db: VraagDb, vooraf: int, weg_mag: bool) -> None:
    gaande.meter.klopt(weg_mag=weg_mag)
    loket = gaande.loket
    await alles_klopt(gaande.straat.inwoners, vraag_db, http, loket.url, loket.sleutel, vooraf)


def _bij(url: str) -> VraagDb:
    def vraag(sql: str, **waarden: Any) -> list[tuple[Any, ...]]:
        return partial(lees_db, url)(sql, waarden)

    return vraag
