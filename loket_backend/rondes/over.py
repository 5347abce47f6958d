"""One message of a resident about a paper that was laid before them: what it means, whether it counts, and what can be said back."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar, Generic, Self

from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.gesprek import berichten, terugbellen
from loket_backend.gesprek.gehoord import Gehoord, luister
from loket_backend.gesprek.models import Bericht, Gesprek
from loket_backend.gesprek.vragen import Mensvraag
from loket_backend.rondes.chatvorm import Chatvorm, schrijver
from loket_backend.rondes.dienst import V
from loket_backend.rondes.taal import Bedoeling as B
from loket_backend.rondes.taal import lees


@dataclass(frozen=True)
class Over(Generic[V]):
    """`wie`: the name of the medewerker who laid the version before the resident.

    Of each paper: `noemt` finds its name in a message; `taal`: what people say about it beside rondes/taal.yml; `knop`: what its buttons mean;
    `goed_of_niet`: the two buttons that judge it; `taak_bellen`: the kind of task to call about it.
    """

    gehoord: Gehoord
    versie: V
    wie: str
    bedoeling: B

    vorm: ClassVar[Chatvorm[Any]]
    noemt: ClassVar[re.Pattern[str]]
    taal: ClassVar[Path | None] = None
    knop: ClassVar[Mapping[str, B]]
    goed_of_niet: ClassVar[tuple[str, str]]
    taak_bellen: ClassVar[str]

    @classmethod
    async def maak(
        cls, session: AsyncSession, gesprek: Gesprek, vraag: Mensvraag, bericht: Bericht, keuze: str | None
    ) -> Self | None:
        """None in danger."""
        gehoord = await luister(session, gesprek, vraag, bericht, keuze)
        if gehoord is None:
            return None
        versie = await session.get_one(cls.vorm.rondes.versie, int(vraag.over))
        wie = await schrijver(session, versie)
        return cls(gehoord, versie, wie, cls._bedoeling(gehoord, wie))

    @classmethod
    def _bedoeling(cls, gehoord: Gehoord, wie: str) -> B:
        if gehoord.keuze is None or not gehoord.gekozen:
            return lees(gehoord.tekst, frozenset(wie.casefold().split()), cls.taal)
        label, _ = cls.vorm.lees_keuze(gehoord.keuze)
        return next(b for knop, b in cls.knop.items() if cls.vorm.zin(f"knoppen.{knop}") == label)

    @property
    def telt(self) -> bool:
        return self.gehoord.gekozen or self.gehoord.bij_de_vraag or self.noemt_het

    @property
    def noemt_het(self) -> bool:
        return self.noemt.search(self.gehoord.tekst) is not None

    def volgt_op(self, *zinnen: str) -> bool:
        """Whether it follows one of these texts directly."""
        gevraagd = {self.vorm.zin(zin, medewerker=self.wie) for zin in zinnen}
        return self.gehoord.bij_de_vraag and self.gehoord.gevraagd in gevraagd

    async def bel(self) -> bool:
        """A call about the paper is a task; the number is known from the dossier, or asked."""
        gehoord = self.gehoord
        telefoon = await terugbellen.wil_bellen(gehoord.session, gehoord.gesprek.id, self.taak_bellen, gehoord.tekst)
        if telefoon is None:
            return await self.zeg("chat.bellen_nummer", self.goed_of_niet)
        return await self.zeg("chat.bellen", self.goed_of_niet, nummer=terugbellen.leesbaar(telefoon))

    async def zeg(self, welke: str, knoppen: Sequence[str] | None = None, **waarden: str) -> bool:
        """Asks anew whether it is good, with these words."""
        onder = (*self.goed_of_niet, "bel") if knoppen is None else knoppen
        await self.vorm.stel(self.gehoord.session, self.gehoord.gesprek, self.versie, welke, onder, **waarden)
        return True

    async def vraag_wat(self, welke: str, knoppen: Sequence[str] = ("toch", "bel")) -> bool:
        tekst = self.vorm.zin(welke, medewerker=self.wie)
        await self.vorm.stel_anders(self.gehoord.session, self.gehoord.gesprek, self.versie, tekst, knoppen)
        return True

    async def sluit_vragen(self) -> None:
        await self.vorm.sluit_vragen(self.gehoord.session, self.gehoord.gesprek.id, self.versie.kenmerk)

    async def sluit_met(self, welke: str) -> bool:
        """Says this, and asks nothing more about it."""
        await self.sluit_vragen()
        tekst = self.vorm.zin(welke, medewerker=self.wie)
        berichten.zeg(self.gehoord.session, self.gehoord.gesprek, tekst, self.gehoord.bericht.volgnummer)
        return True
