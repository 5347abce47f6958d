"""The only client of Rasa: one call a turn, over our own channel (bot/channel.py), with an explicit outcome."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

import aiohttp
import structlog

from loket_backend import meten, sporen
from loket_backend.gesprek.keuze import Keuze
from loket_backend.gesprek.rasa_antwoord import Rasaantwoord, lees_antwoord

log = structlog.get_logger()

# Seconds after which a silent server is asked whether it lives, and that it gets to say so.
STIL, PROEF = 2.0, 1.0
# The deadline is that of the whole turn, over all servers.
ONBEPERKT = aiohttp.ClientTimeout(total=None)


class BeurtMislukt(Exception):
    """Rasa or the action server did not bring the turn to an end. The turn may be asked again: it has one effect."""


@dataclass(frozen=True)
class Vraagbeurt:
    """What a turn starts from: the message, what was asked, and the draft as it stood before the message."""

    gesprek: str
    volgnummer: int
    tekst: str
    vraag: str | None
    concept: dict[str, Any]
    kanaal: str
    crisis: bool
    kenmerk: str | None
    vorige: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Botbericht:
    tekst: str
    keuzes: list[dict[str, str]] = field(default_factory=list)
    vraag: str | None = None


@dataclass(frozen=True)
class Antwoordbeurt:
    """What the bot says, to whom the conversation goes (`naar` a status, with a reason), and whether its words must be erased."""

    berichten: list[Botbericht]
    naar: str | None = None
    reden: str = ""
    wis: bool = False


class Bot(Protocol):
    async def beurt(self, vraag: Vraagbeurt) -> Antwoordbeurt: ...

    async def mist(self) -> list[str]:
        """The names of what does not answer: rasa, acties."""
        ...


class RasaBot:
    """Talks to any number of Rasa servers, by their addresses; each does any turn. `beurt` raises BeurtMislukt.

    One that does not answer is passed over at once for the next, and left alone for a while. `binnen`: seconds for the whole turn.
    """

    def __init__(
        self, http: aiohttp.ClientSession, rasas: Sequence[str], acties: Sequence[str], geheim: str, binnen: float
    ) -> None:
        self._http, self._geheim, self._binnen = http, geheim, binnen
        self._rasas = Keuze([f"{adres}/webhooks/loket" for adres in rasas])
        self._acties = [f"{adres}/health" for adres in acties]

    async def beurt(self, vraag: Vraagbeurt) -> Antwoordbeurt:
        try:
            async with asyncio.timeout(self._binnen):
                inhoud = await self._vraag_een(vars(vraag))
        except (aiohttp.ClientError, TimeoutError, ValueError) as fout:
            raise BeurtMislukt(type(fout).__name__) from fout
        if inhoud.uitkomst != "gelukt" or not inhoud.berichten:
            raise BeurtMislukt(inhoud.reden or "leeg")
        _meet(inhoud.fasen)
        botberichten = [Botbericht(b.tekst, [k.model_dump() for k in b.keuzes], b.vraag) for b in inhoud.berichten]
        return Antwoordbeurt(botberichten, inhoud.naar, inhoud.reden or "", bool(inhoud.wis))

    async def _vraag_een(self, vraag: dict[str, Any]) -> Rasaantwoord:
        """The first that answers. The same turn in two of them has one effect (docs/adr/0003), so a hung one need not be called back."""
        *eerst, laatst = self._rasas.op_volgorde()
        for adres in eerst:
            if self._rasas.was_weg(adres) and not await self._antwoordt(f"{adres}/gezond", PROEF):
                self._rasas.is_weg(adres)
                continue
            try:
                inhoud = await self._vraag_wie_leeft(adres, vraag)
            except (aiohttp.ClientError, TimeoutError, ValueError) as fout:
                log.warning("rasa_overgeslagen", adres=adres, soort=type(fout).__name__)
                self._rasas.is_weg(adres)
            else:
                self._rasas.is_er(adres)
                return inhoud
        return await self._vraag(laatst, vraag)

    async def _vraag_wie_leeft(self, adres: str, vraag: dict[str, Any]) -> Rasaantwoord:
        """A slow turn is waited for as long as the server says that it lives. Raises TimeoutError when it does not, and what `_vraag` raises."""
        taak = asyncio.ensure_future(self._vraag(adres, vraag))
        try:
            while not (await asyncio.wait([taak], timeout=STIL))[0]:
                if not await self._antwoordt(f"{adres}/gezond", PROEF):
                    raise TimeoutError
            return taak.result()
        finally:
            taak.cancel()

    async def _vraag(self, adres: str, vraag: dict[str, Any]) -> Rasaantwoord:
        kop = {"X-Loket-Geheim": self._geheim, **sporen.koppen()}
        async with self._http.post(f"{adres}/beurt", json=vraag, headers=kop, timeout=ONBEPERKT) as antwoord:
            return await lees_antwoord(antwoord)

    async def mist(self) -> list[str]:
        """What is missing altogether: of each, one that answers is enough."""
        adressen = {"rasa": [f"{adres}/gezond" for adres in self._rasas.alle], "acties": self._acties}
        return [naam for naam, van in adressen.items() if not await self._een_antwoordt(van)]

    async def _een_antwoordt(self, adressen: Sequence[str]) -> bool:
        return any(await asyncio.gather(*(self._antwoordt(adres, 2) for adres in adressen)))

    async def _antwoordt(self, adres: str, binnen: float) -> bool:
        try:
            async with self._http.get(adres, timeout=aiohttp.ClientTimeout(total=binnen)) as antwoord:
                return antwoord.status == 200
        except (aiohttp.ClientError, TimeoutError):
            return False


def _meet(fasen: dict[str, float]) -> None:
    """What the bot says of its own time (bot/sporen.py)."""
    for fase in ("begrijpen", "acties"):
        if fase in fasen:
            meten.duurde(fase, fasen[fase])
