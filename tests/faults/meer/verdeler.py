"""The proxy in front of the lokets: every connection goes to the next one that answers. It knows nothing of conversations."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
from collections.abc import Sequence

Adres = tuple[str, int]


class Verdeler:
    """`per_adres`: how many connections each loket got. `knip` cuts what goes to one, as a health check would."""

    def __init__(self, adressen: Sequence[Adres]) -> None:
        self._adressen, self._teller = list(adressen), itertools.count()
        self._open: dict[asyncio.Task[None], Adres] = {}
        self.per_adres = dict.fromkeys(adressen, 0)
        self.url = ""

    async def __aenter__(self) -> Verdeler:
        self._server = await asyncio.start_server(self._verbind, "127.0.0.1", 0)
        self.url = f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"
        return self

    async def __aexit__(self, *_: object) -> None:
        self._server.close()
        self.knip(*self._adressen)

    def knip(self, *adressen: Adres) -> None:
        for taak, adres in list(self._open.items()):
            if adres in adressen:
                taak.cancel()

    async def _verbind(self, lezer: asyncio.StreamReader, schrijver: asyncio.StreamWriter) -> None:
        try:
            for adres in self._op_volgorde():
                with contextlib.suppress(OSError, TimeoutError):
                    async with asyncio.timeout(1):
                        heen, terug = await asyncio.open_connection(*adres)
                    await self._pomp(adres, (lezer, terug), (heen, schrijver))
                    return
        finally:
            schrijver.close()

    def _op_volgorde(self) -> list[Adres]:
        begin = next(self._teller) % len(self._adressen)
        return self._adressen[begin:] + self._adressen[:begin]

    async def _pomp(self, adres: Adres, *lijnen: tuple[asyncio.StreamReader, asyncio.StreamWriter]) -> None:
        """Both ways, until one side ends."""
        self.per_adres[adres] += 1
        taken = [asyncio.create_task(_kopieer(*lijn)) for lijn in lijnen]
        self._open.update(dict.fromkeys(taken, adres))
        await asyncio.wait(taken, return_when=asyncio.FIRST_COMPLETED)
        for taak in taken:
            taak.cancel()
            del self._open[taak]
        lijnen[0][1].close()


async def _kopieer(van: asyncio.StreamReader, naar: asyncio.StreamWriter) -> None:
    with contextlib.suppress(OSError):
        while blok := await van.read(65536):
            naar.write(blok)
            await naar.drain()
