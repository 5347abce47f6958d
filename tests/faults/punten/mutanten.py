"""Builds of the loket with one promise broken, to see that the comparison notices. Made at the start of the process, never in the product."""

from __future__ import annotations

import asyncio
import os
import uuid
from pathlib import Path
from typing import Any

from loket_backend.gesprek import berichten
from loket_backend.gesprek.hub import Hub
from loket_backend.gesprek.postvak import Aangenomen, Postvak
from tests.faults.punten import map_in

ONTDUBBELT_NIET, BEVESTIGT_TE_VROEG = "ontdubbelt_niet", "bevestigt_te_vroeg"
# Long enough for the 202 to reach the client before the commit.
UITSTEL = 0.2


def bestand_in(data: Path) -> Path:
    """Holds the name of the mutant that the loket is to be from its next start on."""
    return map_in(data) / "mutant"


def muteer() -> None:
    bestand = bestand_in(Path(os.environ["LOKET_DATA"]))
    if bestand.exists():
        MUTANTEN[bestand.read_text(encoding="utf-8")]()


def ontdubbelt_niet() -> None:
    """What the client calls a message is looked at no more: not by the inbox, and not by the unique key of the table."""
    gewoon = berichten.schrijf

    async def nooit_eerder(*_: Any) -> None:
        return None

    def schrijf(*args: Any, extern_id: str | None = None, **rest: Any) -> Any:
        return gewoon(*args, extern_id=extern_id and str(uuid.uuid4()), **rest)

    Postvak._eerder = nooit_eerder  # type: ignore[assignment]
    berichten.schrijf = schrijf


def bevestigt_te_vroeg() -> None:
    """The client hears of its number while the transaction is still open."""

    async def neem_aan(self: Hub, gesprek_id: str, extern_id: str, tekst: str) -> Aangenomen:
        bevestigd: asyncio.Future[Aangenomen] = asyncio.get_running_loop().create_future()
        taak = asyncio.create_task(_bewaar(self, bevestigd, gesprek_id, extern_id, tekst))
        lopend.add(taak)
        taak.add_done_callback(lopend.discard)
        return await bevestigd

    lopend: set[asyncio.Task[None]] = set()
    Hub.neem_aan = neem_aan  # type: ignore[method-assign]


async def _bewaar(hub: Hub, bevestigd: asyncio.Future[Aangenomen], gesprek_id: str, extern_id: str, tekst: str) -> None:
    try:
        async with hub.database.schrijf() as session:
            bevestigd.set_result(await hub.postvak.neem_aan(session, gesprek_id, extern_id, tekst))
            await asyncio.sleep(UITSTEL)
        hub.meld(gesprek_id)
    except Exception as fout:
        if bevestigd.done():
            raise
        bevestigd.set_exception(fout)


MUTANTEN = {ONTDUBBELT_NIET: ontdubbelt_niet, BEVESTIGT_TE_VROEG: bevestigt_te_vroeg}
