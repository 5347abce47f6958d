"""Several processes of one loket in one test: each a hub with connections and memory of its own, on one PostgreSQL."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from typing import Any

from loket_backend.db import open_database
from loket_backend.gesprek.bode import Bode, rondgebracht
from loket_backend.gesprek.hub import Hub
from loket_backend.gesprek.wekker import Wekker
from tests.loket.hulp import NepRasa, lees, maak_hub, stuur, tot


@asynccontextmanager
async def proces(url: str, rasa: Any = None) -> AsyncIterator[Hub]:
    """One more process of this loket; its turns are run once `hub.werker.start()` is called."""
    hub = maak_hub(open_database(url), rasa or NepRasa())
    try:
        yield hub
    finally:
        await hub.werker.stop()
        await hub.database.sluit()


@asynccontextmanager
async def processen(url: str, aantal: int, rasa: Any = None) -> AsyncIterator[list[Hub]]:
    async with AsyncExitStack() as stapel:
        yield [await stapel.enter_async_context(proces(url, rasa)) for _ in range(aantal)]


@asynccontextmanager
async def met_bode(url: str, hub: Hub) -> AsyncIterator[Bode]:
    async with rondgebracht(url, hub.wekker, hub.aanwezigheid) as bode:
        await tot(lambda: _waarde(bode.verbonden))
        yield bode


async def sterf(hub: Hub) -> None:
    """As kill -9: nothing is let go or closed off, the tasks are simply no more."""
    werker: Any = hub.werker
    taken = [*werker._taken.values(), *werker._bewakers]
    werker._claims = Doof()
    for taak in taken:
        taak.cancel()
    await asyncio.gather(*taken, return_exceptions=True)


class Doof:
    """The claims of a process that is no more: it can do nothing with them."""

    def __getattr__(self, naam: str) -> Any:
        async def niets(*_: Any) -> None:
            return None

        return niets


@contextmanager
def luistert(wekker: Wekker, gesprek_id: str) -> Iterator[asyncio.Event]:
    with wekker.luister(gesprek_id) as gebeurd:
        gebeurd.clear()
        yield gebeurd


async def gehoord(gebeurd: asyncio.Event, binnen: float = 15) -> bool:
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(gebeurd.wait(), binnen)
    return gebeurd.is_set()


async def stuur_zonder_werk(hub: Hub, gesprek_id: str, tekst: str) -> int:
    """A message is stored; nobody is called for its turn, as when the process dies right after the commit."""
    roep, hub.werker.roep = hub.werker.roep, lambda _: None  # type: ignore[method-assign]
    try:
        return await stuur(hub, gesprek_id, tekst)
    finally:
        hub.werker.roep = roep  # type: ignore[method-assign]


async def _waarde(waarde: Any) -> Any:
    return waarde


async def tot_waar(voorwaarde: Any, binnen: float = 30) -> Any:
    """Waits for a plain condition."""
    return await tot(lambda: _waarde(voorwaarde()), binnen)


async def tot_rust(hub: Hub, gesprek_id: str) -> None:
    """Until nothing waits for an answer; patient, because several processes share the machine of who runs the tests."""

    async def klaar() -> bool:
        return not (await lees(hub, gesprek_id))["bezig"]

    await tot(klaar, 90)


async def antwoorden(hub: Hub, gesprek_id: str) -> list[str]:
    stand = await lees(hub, gesprek_id)
    return [b["tekst"] for b in stand["berichten"] if b["tekst"].startswith("Gehoord")]
