"""The hub: everything that a channel needs to bring a message in and hear the answer."""

from __future__ import annotations

from dataclasses import dataclass, field

from aiohttp import web

from loket_backend.db import Database
from loket_backend.gesprek.aanwezigheid import Aanwezigheid
from loket_backend.gesprek.postvak import Aangenomen, Postvak
from loket_backend.gesprek.rasa import Bot
from loket_backend.gesprek.wekker import Wekker
from loket_backend.gesprek.werker import Werker


@dataclass(frozen=True)
class Hub:
    database: Database
    postvak: Postvak
    wekker: Wekker
    werker: Werker
    bot: Bot
    aanwezigheid: Aanwezigheid = field(default_factory=Aanwezigheid)

    async def neem_aan(self, gesprek_id: str, extern_id: str, tekst: str) -> Aangenomen:
        """Commits one inbound message, then sets its turn going. Raises NietGevonden, OngeldigeInvoer."""
        async with self.database.schrijf() as session:
            aangenomen = await self.postvak.neem_aan(session, gesprek_id, extern_id, tekst)
        self.meld(gesprek_id)
        return aangenomen

    def meld(self, gesprek_id: str) -> None:
        """Something was committed in this conversation: whoever waits looks again, and open turns are run."""
        self.wekker.roep(gesprek_id)
        self.werker.roep(gesprek_id)


HUB = web.AppKey("hub", Hub)
