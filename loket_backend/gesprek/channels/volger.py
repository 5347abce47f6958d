"""One event stream of a conversation: what was said, how it stands, and what the people at the loket do."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncGenerator, Iterator
from typing import Any

from loket_backend.db import Database
from loket_backend.errors import DatabaseStoort
from loket_backend.gesprek import beeld, queries
from loket_backend.gesprek.beeld import Beeld
from loket_backend.gesprek.hub import Hub

HARTSLAG = 15
# That somebody stopped typing wakes nobody, so it is looked at: in memory, and only while somebody types.
KIJK_NAAR_TYPEN = 1


class Volger:
    """Events without a name are the messages. `sprekers` comes before the messages that it names, `stand` after all of them,
    then `medewerker`, `gezien` and `typt`; each only when it changed. A medewerker has a name here once they wrote to this resident.
    `gezien`: the last number that the follower knows.
    """

    def __init__(self, hub: Hub, gesprek_id: str, gezien: int) -> None:
        self._hub, self._id, self._gezien = hub, gesprek_id, gezien
        self._sprekers_tot = 0
        self._namen: dict[str, str] = {}
        self._wie: str | None = None
        self._verteld: dict[str, Any] = {
            "gezien": {"volgnummer": 0},
            "typt": {"typt": False, "naam": None},
        }

    async def volg(self) -> AsyncGenerator[bytes]:
        """Everything so far, then every change, and a comment when nothing happened for HARTSLAG seconds."""
        wekker = self._hub.wekker
        with wekker.luister(self._id) as gebeurd:
            while not wekker.gestopt:
                gebeurd.clear()
                for deel in await self._nieuws():
                    yield deel
                if not await self._wacht(gebeurd):
                    yield b": hartslag\n\n"

    async def _nieuws(self) -> list[bytes]:
        async with self._hub.database.lees() as session:
            pagina = await queries.pagina(session, self._id, self._gezien)
            mensen = await beeld.lees(session, self._id, self._sprekers_tot)
        zwijg_niet(self._hub.database, pagina)
        return list(self._delen(pagina, mensen))

    def _delen(self, pagina: dict[str, Any], mensen: Beeld) -> Iterator[bytes]:
        self._wie = mensen.wie
        yield from self._stel_voor(mensen)
        for bericht in pagina["berichten"]:
            self._gezien = bericht["volgnummer"]
            yield gebeurtenis(bericht, id=bericht["volgnummer"])
        yield from self._als_anders("stand", zonder_berichten(pagina))
        if self._wie or "medewerker" in self._verteld:
            yield from self._als_anders("medewerker", {"naam": self._naam()})
        yield from self._als_anders("gezien", {"volgnummer": mensen.gezien})
        yield from self._als_anders("typt", self._typt())

    def _stel_voor(self, mensen: Beeld) -> Iterator[bytes]:
        if not mensen.sprekers:
            return
        self._sprekers_tot = mensen.sprekers[-1].volgnummer
        self._namen.update({spreker.medewerker_id: spreker.naam for spreker in mensen.sprekers})
        wie = [{"volgnummer": spreker.volgnummer, "naam": spreker.naam} for spreker in mensen.sprekers]
        yield gebeurtenis({"sprekers": wie}, soort="sprekers")

    def _als_anders(self, soort: str, inhoud: dict[str, Any]) -> Iterator[bytes]:
        if self._verteld.get(soort) != inhoud:
            self._verteld[soort] = inhoud
            yield gebeurtenis(inhoud, soort=soort)

    def _typt(self) -> dict[str, Any]:
        """Of staff only who has the conversation counts."""
        typt = self._wie is not None and self._wie in self._hub.aanwezigheid.wie_typt(self._id)
        return {"typt": typt, "naam": self._naam() if typt else None}

    def _naam(self) -> str | None:
        return self._namen.get(self._wie or "")

    async def _wacht(self, gebeurd: asyncio.Event) -> bool:
        """True when there may be news, false after HARTSLAG quiet seconds."""
        einde = time.monotonic() + HARTSLAG
        while (rest := einde - time.monotonic()) > 0:
            typte = self._verteld["typt"]["typt"]
            try:
                await asyncio.wait_for(gebeurd.wait(), min(rest, KIJK_NAAR_TYPEN) if typte else rest)
                return True
            except TimeoutError:
                if typte and not self._typt()["typt"]:
                    return True
        return False


async def lees_pagina(database: Database, gesprek_id: str, na: int) -> dict[str, Any]:
    async with database.lees() as session:
        pagina = await queries.pagina(session, gesprek_id, na)
    zwijg_niet(database, pagina)
    return pagina


def zwijg_niet(database: Database, pagina: dict[str, Any]) -> None:
    """Who waits for an answer that cannot be written down, nor the sentence that it takes long, hears of a failure. Raises DatabaseStoort."""
    if pagina["bezig"] and not pagina["berichten"] and not database.schrijft:
        raise DatabaseStoort()


def zonder_berichten(pagina: dict[str, Any]) -> dict[str, Any]:
    return {sleutel: waarde for sleutel, waarde in pagina.items() if sleutel != "berichten"}


def gebeurtenis(inhoud: dict[str, Any], id: int | None = None, soort: str | None = None) -> bytes:
    """One server-sent event."""
    kop = (f"id: {id}\n" if id is not None else "") + (f"event: {soort}\n" if soort else "")
    return f"{kop}data: {json.dumps(inhoud, ensure_ascii=False)}\n\n".encode()
