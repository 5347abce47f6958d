"""What a resident types, presses or corrects, brought into the hub. Every function works in the caller's transaction."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.errors import NietGevonden, OngeldigeInvoer
from loket_backend.gesprek.channels.telegram import chats
from loket_backend.gesprek.channels.telegram.knippen import knip
from loket_backend.gesprek.channels.telegram.models import NIEUW, OPEN, VERHUISD, Chat
from loket_backend.gesprek.invoer import MAX_TEKENS
from loket_backend.gesprek.postvak import Postvak
from loket_backend.gesprek.teksten import Teksten


@dataclass(frozen=True)
class Ingang:
    """`adres`: of the loket as residents reach it, empty when it is not told; then there is no link to the widget."""

    postvak: Postvak
    teksten: Teksten
    adres: str

    async def begin(self, session: AsyncSession, chat: Chat) -> None:
        await chats.begin(session, chat, self.postvak.teksten, self.teksten, self.adres)

    async def neem_aan(self, session: AsyncSession, chat: Chat, extern_id: str, tekst: str) -> None:
        """A message of the resident. Who begins by typing hears of privacy first, and is answered after that."""
        if chat.stand == NIEUW:
            await self.begin(session, chat)
        if chat.stand == VERHUISD:
            await self._wijs_de_pagina(session, chat, tekst)
        else:
            chat.stand = OPEN
        await self._bewaar(session, chat, extern_id, tekst)

    async def verander(self, session: AsyncSession, chat: Chat, extern_id: str, tekst: str, op: datetime) -> None:
        """A correction of a message that is stored; never a turn."""
        try:
            if chat.gesprek_id is None:
                raise NietGevonden()
            await self.postvak.corrigeer(session, chat.gesprek_id, extern_id, tekst, op)
        except NietGevonden:
            chats.zeg(session, chat, self.teksten.zin("bewerking_onbekend"))
        except OngeldigeInvoer:
            chats.zeg(session, chat, self.teksten.zin("bewerking_te_lang"))

    async def _bewaar(self, session: AsyncSession, chat: Chat, extern_id: str, tekst: str) -> None:
        """Telegram takes a little more in one message than the hub; then it becomes two."""
        assert chat.gesprek_id is not None  # a chat that is not new has one
        try:
            for nummer, deel in enumerate(knip(tekst, MAX_TEKENS, len)):
                await self.postvak.neem_aan(
                    session, chat.gesprek_id, f"{extern_id}:{nummer}" if nummer else extern_id, deel
                )
        except OngeldigeInvoer:
            chats.zeg(session, chat, self.teksten.zin("leeg"))

    async def _wijs_de_pagina(self, session: AsyncSession, chat: Chat, tekst: str) -> None:
        """The talk goes on in the widget; in danger the numbers are said here as well."""
        if (crisis := self.postvak.poort.beoordeel(tekst)) is not None:
            chats.zeg(session, chat, self.postvak.nummers.hulptekst(crisis.categorie))
        if not self.adres:
            chats.zeg(session, chat, self.teksten.zin("bewaard_zonder_pagina"))
            return
        knop = await chats.knop_naar_pagina(session, chat, self.teksten, self.adres)
        chats.zeg(session, chat, self.teksten.zin("bewaard_op_pagina"), [knop])
