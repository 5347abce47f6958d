"""A TCP proxy that fails on purpose: refuses, falls silent, goes slowly, cuts what is open, or sends new connections elsewhere."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import struct
from collections.abc import Coroutine
from dataclasses import dataclass
from enum import StrEnum
from types import TracebackType

STUK = 64 * 1024
# What closes a connection with a reset in place of a goodbye: SO_LINGER on, with no time to linger.
MET_RESET = struct.pack("ii", 1, 0)


class Stand(StrEnum):
    """STIL holds new connections as well as those that are open: nobody hears that the other side is out of reach."""

    DOOR = "door"
    DICHT = "dicht"
    STIL = "stil"
    TRAAG = "traag"


DOOR, DICHT, STIL, TRAAG = Stand.DOOR, Stand.DICHT, Stand.STIL, Stand.TRAAG


@dataclass(eq=False)
class Lijn:
    """One connection: the client's side and, once it is there, the side of what lies behind."""

    klant: asyncio.StreamWriter
    achter: asyncio.StreamWriter | None = None

    def breek(self) -> None:
        for kant in (self.klant, self.achter):
            if kant is not None and not kant.transport.is_closing():
                kant.transport.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, MET_RESET)
                kant.transport.abort()


class Doorgeefluik:
    """`async with Doorgeefluik(host, poort) as luik`: listens on 127.0.0.1:`luik.poort` and passes on to host:poort.

    `stand` and `tempo` (bytes a second, each way, when TRAAG) may be set at any moment, and go for open connections too;
    only DICHT leaves those alone. What STIL held back is passed on when it is over, as TCP does when a network heals.
    """

    def __init__(self, host: str, poort: int, tempo: int = 2000) -> None:
        self._doel = (host, poort)
        self.tempo = tempo
        self.verbindingen = 0
        self._stand, self._mag = DOOR, asyncio.Event()
        self._lijnen: dict[Lijn, asyncio.Task[None]] = {}
        self._knip_na: tuple[str, int] | None = None
        self._deur: socket.socket | None = None

    async def __aenter__(self) -> Doorgeefluik:
        # Bound but not listening: keeps the port ours while the door is closed.
        self._plek = _gebonden(0)
        self.poort = int(self._plek.getsockname()[1])
        self.stand = DOOR
        return self

    async def __aexit__(
        self, soort: type[BaseException] | None, fout: BaseException | None, spoor: TracebackType | None
    ) -> None:
        self.stand = DICHT
        taken = list(self._lijnen.values())
        for taak in taken:
            taak.cancel()
        await asyncio.gather(*taken, return_exceptions=True)
        self._plek.close()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.poort}"

    @property
    def open(self) -> int:
        return len(self._lijnen)

    @property
    def stand(self) -> Stand:
        return self._stand

    @stand.setter
    def stand(self, stand: Stand) -> None:
        self._stand = stand
        self._mag.clear() if stand is STIL else self._mag.set()
        if stand is DICHT:
            self._doe_dicht()
        elif self._deur is None:
            self._doe_open()

    def knip(self) -> int:
        """Cuts every open connection with a reset, on both sides. Returns how many there were."""
        lijnen = list(self._lijnen)
        for lijn in lijnen:
            lijn.breek()
        return len(lijnen)

    def knip_na(self, *, heen: int | None = None, terug: int | None = None) -> None:
        """Cuts, once, the first connection that is about to pass this byte on, to the server (`heen`) or back (`terug`), counted from now.

        `terug=0`: the server has done what it was asked, and nobody hears so.
        """
        self._knip_na = ("heen", heen) if heen is not None else ("terug", terug or 0)

    def verhuis(self, host: str, poort: int) -> None:
        """New connections go there; what is open stays where it is (`knip` for a fail-over)."""
        self._doel = (host, poort)

    def _doe_open(self) -> None:
        self._deur = _gebonden(self.poort)
        self._deur.listen(512)
        asyncio.get_running_loop().add_reader(self._deur, self._neem_aan)

    def _doe_dicht(self) -> None:
        if self._deur is not None:
            asyncio.get_running_loop().remove_reader(self._deur)
            self._deur.close()
            self._deur = None

    def _neem_aan(self) -> None:
        with contextlib.suppress(BlockingIOError):
            while self._deur is not None:
                klant, _ = self._deur.accept()
                klant.setblocking(False)
                self.verbindingen += 1
                asyncio.get_running_loop().create_task(self._bedien(klant))

    async def _bedien(self, stekker: socket.socket) -> None:
        lezer, schrijver = await asyncio.open_connection(sock=stekker)
        lijn, taak = Lijn(schrijver), asyncio.current_task()
        assert taak is not None
        self._lijnen[lijn] = taak
        try:
            await self._mag.wait()
            van_achter, lijn.achter = await asyncio.open_connection(*self._doel)
            await _samen(
                self._geef_door("heen", lijn, lezer, lijn.achter), self._geef_door("terug", lijn, van_achter, schrijver)
            )
        except OSError:
            pass  # one side is gone: so is the other, with a reset
        finally:
            del self._lijnen[lijn]
            lijn.breek()

    async def _geef_door(self, kant: str, lijn: Lijn, van: asyncio.StreamReader, naar: asyncio.StreamWriter) -> None:
        while stuk := await van.read(STUK):
            while stuk:
                await self._mag.wait()
                nu, stuk = self._portie(stuk)
                if self._knipt(kant, len(nu)):
                    lijn.breek()
                    raise ConnectionResetError
                naar.write(nu)
                await naar.drain()
                if self._stand is TRAAG:
                    await asyncio.sleep(len(nu) / self.tempo)
        await self._mag.wait()
        naar.write_eof()

    def _portie(self, stuk: bytes) -> tuple[bytes, bytes]:
        maat = max(1, self.tempo // 20) if self._stand is TRAAG else len(stuk)
        return stuk[:maat], stuk[maat:]

    def _knipt(self, kant: str, aantal: int) -> bool:
        if self._knip_na is None or self._knip_na[0] != kant:
            return False
        over = self._knip_na[1] - aantal
        self._knip_na = (kant, over) if over >= 0 else None
        return over < 0


async def _samen(*werk: Coroutine[None, None, None]) -> None:
    """Both to their end, or neither."""
    taken = [asyncio.ensure_future(deel) for deel in werk]
    try:
        await asyncio.gather(*taken)
    finally:
        for taak in taken:
            taak.cancel()


def _gebonden(poort: int) -> socket.socket:
    stekker = socket.socket()
    stekker.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    stekker.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
    stekker.bind(("127.0.0.1", poort))
    stekker.setblocking(False)
    return stekker
