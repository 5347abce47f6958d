"""Asking the resident in the chat about a paper that was just laid before them: short messages, the question, and one reminder."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Generic, Protocol

import holidays
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.gesprek import berichten, vragen, wektijden
from loket_backend.gesprek.models import MENS, WACHT_OP_MENS, Gesprek
from loket_backend.rondes.dienst import Rondes, V
from loket_backend.rondes.models import VOORGELEGD, Versie
from loket_backend.tijd import AMSTERDAM, nu
from loket_backend.toewijzing.models import Medewerker

WERKDAGEN, UUR = 5, 10
_FEESTDAGEN = holidays.country_holidays("NL")


class Zin(Protocol):
    def __call__(self, pad: str, **waarden: str) -> str:
        """The text at "chat.klaar", filled in; each paper has its own file of them."""


@dataclass(frozen=True)
class Chatvorm(Generic[V]):
    """How the chat asks about one kind of paper.

    `woord`: what it is called to residents; `vraag` and `vraag_anders`: the kinds of questions (gesprek/vragen.py), is it good and what should be
    otherwise; `herinnering`: the kind of timer; `knoppen`: those under the first question.
    """

    rondes: Rondes[V, Any]
    zin: Zin
    woord: str
    vraag: str
    vraag_anders: str
    herinnering: str
    knoppen: Sequence[str]

    async def bezorg(self, session: AsyncSession, gesprek: Gesprek, versie: V, teksten: Sequence[str]) -> None:
        """Says these texts about a version that was just laid before the resident, and asks. Earlier questions are closed already."""
        welke = "chat.nieuw" if (versie.ronde or 1) > 1 else "chat.klaar"
        for tekst in (self.zin(welke, medewerker=await schrijver(session, versie)), *teksten):
            berichten.zeg(session, gesprek, tekst)
        await self.stel(session, gesprek, versie, "chat.vraag", self.knoppen)
        wektijden.zet_op(session, gesprek.id, self.herinnering, na_werkdagen(nu(), WERKDAGEN), over=versie.id)

    async def stel(
        self,
        session: AsyncSession,
        gesprek: Gesprek,
        versie: V,
        welke: str,
        knoppen: Sequence[str],
        **waarden: str,
    ) -> None:
        """Asks anew whether it is good, with these words: the buttons stand under the last message again."""
        over, tekst = str(versie.id), self.zin(welke, **waarden)
        await vragen.sluit(session, gesprek.id, self.vraag_anders, over)
        await vragen.stel(session, gesprek, self.vraag, over, tekst, self.keuzes(versie, knoppen))

    async def stel_anders(
        self, session: AsyncSession, gesprek: Gesprek, versie: V, tekst: str, knoppen: Sequence[str]
    ) -> None:
        """From here on what is typed is about what should be otherwise."""
        over = str(versie.id)
        await vragen.sluit(session, gesprek.id, self.vraag, over)
        await vragen.stel(session, gesprek, self.vraag_anders, over, tekst, self.keuzes(versie, knoppen))

    async def sluit_vragen(self, session: AsyncSession, gesprek_id: str, kenmerk: str) -> None:
        """Nobody waits for an answer about this paper in the chat any longer, and nobody is reminded of it."""
        versie = self.rondes.versie
        eerdere = select(versie.id).where(versie.kenmerk == kenmerk, versie.ronde.is_not(None))
        for versie_id in await session.scalars(eerdere):
            for soort in (self.vraag, self.vraag_anders):
                await vragen.sluit(session, gesprek_id, soort, str(versie_id))
        await wektijden.annuleer(session, gesprek_id, self.herinnering)

    def keuzes(self, versie: V, knoppen: Sequence[str]) -> list[dict[str, str]]:
        """The value of a button says which version it was about, in words that everybody may read."""
        labels = [self.zin(f"knoppen.{knop}") for knop in knoppen]
        return [{"label": label, "waarde": f"{label} ({self.woord} {versie.ronde})"} for label in labels]

    def lees_keuze(self, tekst: str) -> tuple[str, int | None]:
        """The label of a button, and the round that it was about; without that it was typed."""
        gedrukt = re.search(rf" \({self.woord} (\d{{1,4}})\)$", tekst)
        return (tekst[: gedrukt.start()], int(gedrukt[1])) if gedrukt else (tekst, None)

    async def herinner(self, session: AsyncSession, gesprek: Gesprek, wektijd: wektijden.Wektijd) -> datetime | None:
        """Once, and nothing is forced. Not while people of the loket talk with the resident: then the next working day."""
        versie = await session.get_one(self.rondes.versie, wektijd.over)
        papier = await session.get_one(self.rondes.papier, versie.kenmerk)
        nieuwste = await self.rondes.voorgelegd(session, versie.kenmerk)
        if papier.stand != VOORGELEGD or nieuwste is None or nieuwste.id != versie.id:
            return None
        if gesprek.status in (MENS, WACHT_OP_MENS):
            return na_werkdagen(nu(), 1)
        berichten.zeg(session, gesprek, await self.herinnering_aan(session, versie))
        await self.stel(session, gesprek, versie, "chat.vraag", self.knoppen)
        return None

    async def herinnering_aan(self, session: AsyncSession, versie: V) -> str:
        return self.zin("chat.herinnering")


async def schrijver(session: AsyncSession, versie: Versie) -> str:
    """The name of who laid it before the resident."""
    naam = await session.scalar(select(Medewerker.naam).where(Medewerker.id == versie.voorgelegd_door))
    return naam or "Een medewerker"


def na_werkdagen(moment: datetime, aantal: int) -> datetime:
    """In the morning, so many working days later."""
    dag: date = moment.astimezone(AMSTERDAM).date()
    while aantal > 0:
        dag += timedelta(days=1)
        aantal -= dag.weekday() < 5 and dag not in _FEESTDAGEN
    return datetime.combine(dag, time(UUR), AMSTERDAM).astimezone(UTC)
