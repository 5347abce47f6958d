"""The only client of Rasa: one call a turn, over our own channel (bot/channel.py), with an explicit outcome."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Protocol

import aiohttp

from loket_backend import meten, sporen


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
    """Talks to the Rasa server and the action server on loopback. `beurt` raises BeurtMislukt."""

    def __init__(self, http: aiohttp.ClientSession, rasa: str, acties: str, geheim: str, binnen: float) -> None:
        self._http, self._rasa, self._acties, self._geheim = http, rasa, acties, geheim
        self._binnen = aiohttp.ClientTimeout(total=binnen)

    async def beurt(self, vraag: Vraagbeurt) -> Antwoordbeurt:
        kop = {"X-Loket-Geheim": self._geheim, **sporen.koppen()}
        try:
            adres = f"{self._rasa}/webhooks/loket/beurt"
            async with self._http.post(adres, json=vars(vraag), headers=kop, timeout=self._binnen) as antwoord:
                inhoud = await antwoord.json()
        except (aiohttp.ClientError, TimeoutError, ValueError) as fout:
            raise BeurtMislukt(type(fout).__name__) from fout
        if inhoud.get("uitkomst") != "gelukt" or not inhoud.get("berichten"):
            raise BeurtMislukt(str(inhoud.get("reden", "leeg")))
        _meet(inhoud.get("fasen") or {})
        botberichten = [Botbericht(**bericht) for bericht in inhoud["berichten"]]
        return Antwoordbeurt(botberichten, inhoud.get("naar"), inhoud.get("reden") or "", bool(inhoud.get("wis")))

    async def mist(self) -> list[str]:
        adressen = {"rasa": f"{self._rasa}/webhooks/loket/gezond", "acties": f"{self._acties}/health"}
        return [naam for naam, adres in adressen.items() if not await self._antwoordt(adres)]

    async def _antwoordt(self, adres: str) -> bool:
        try:
            async with self._http.get(adres, timeout=aiohttp.ClientTimeout(total=2)) as antwoord:
                return antwoord.status == 200
        except (aiohttp.ClientError, TimeoutError):
            return False


def _meet(fasen: dict[str, Any]) -> None:
    """What the bot says of its own time (bot/sporen.py)."""
    for fase in ("begrijpen", "acties"):
        if isinstance(fasen.get(fase), int | float):
            meten.duurde(fase, fasen[fase])
