"""What a resident answers in the chat about a paper that was laid before them, and what the loket says back.

A button always counts, of the version that was given last. What is typed counts when it answers the question, or names the paper; the rest goes
the way of every message (the bot, or people), and the question stays open. In danger nothing is heard here.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any, ClassVar, Generic, Self

from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.gesprek import berichten, terugbellen, vragen
from loket_backend.gesprek.gehoord import Gehoord, luister
from loket_backend.gesprek.models import Bericht, Gesprek
from loket_backend.gesprek.taken import maak_taak
from loket_backend.gesprek.vragen import Mensvraag
from loket_backend.rondes.antwoord import Antwoord
from loket_backend.rondes.chatvorm import Chatvorm, schrijver
from loket_backend.rondes.dienst import V
from loket_backend.rondes.models import CHAT, CORRECTIE, INWONER
from loket_backend.rondes.taal import Bedoeling as B
from loket_backend.rondes.taal import lees

# After this a message is no longer taken for what should be otherwise, unless it says so.
NOG_BIJ_DE_CORRECTIE = timedelta(hours=12)
# After these "ja" means that it is good, and "nee" that it is not.
JA_NEE_VRAGEN = ("chat.vraag", "chat.twijfel", "chat.eerdere_versie")


@dataclass(frozen=True)
class Over(ABC, Generic[V]):
    """One message about one version, and what it means. `wie`: the name of the medewerker who laid it before.

    Of each paper: `noemt` finds its name in a message; `taal`: what people say about it beside rondes/taal.yml; `knop`: what its buttons mean;
    `goed_of_niet`: the two buttons for good and not good; `wat`: the text that asks what should be otherwise. `na_akkoord`: after these texts a yes
    agrees once more; `gezegd`: after these nothing is asked any further; `bewaart`: what is kept as a correction, unclear twice.
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
    wat: ClassVar[str]
    na_akkoord: ClassVar[Sequence[str]]
    gezegd: ClassVar[Sequence[str]]
    bewaart: ClassVar[Sequence[B]] = (B.ONBEKEND,)
    taak_anders: ClassVar[str]
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

    def antwoord(self, soort: str) -> Antwoord:
        return Antwoord(soort, self.gehoord.tekst, CHAT, INWONER, self.gehoord.bericht.volgnummer)

    @abstractmethod
    async def reageer(self, soort: str) -> None:
        """Keeps what was said, with the intake held locked. Raises Conflict when this answer cannot follow."""

    @abstractmethod
    async def keur_goed(self) -> bool:
        """The resident agrees, perhaps once more."""

    async def vooraf(self) -> bool:
        """What comes before the meaning: a button of an earlier version approves nothing, and a number is one to call."""
        gehoord, (_, ronde) = self.gehoord, self.vorm.lees_keuze(self.gehoord.tekst)
        if ronde is not None and ronde != self.versie.ronde:
            return await self.zeg("chat.eerdere_versie")
        if await terugbellen.is_het_nummer(gehoord.session, gehoord.gesprek.id, self.taak_bellen, gehoord.tekst):
            return await self.bel()
        return False

    async def bij_vraag(self) -> bool:
        """A bare yes or no answers only "is it good?", and not what was said in between."""
        ja_of_nee = self.volgt_op(*JA_NEE_VRAGEN)
        match self.bedoeling:
            case B.KLOPT | B.JA if self.volgt_op(*self.na_akkoord):
                return await self.keur_goed()
            case B.KLOPT if self.telt:
                return await self.keur_goed()
            case B.JA if ja_of_nee:
                return await self.keur_goed()
            case B.KLOPT_NIET if self.telt:
                return await self.vraag_wat(self.wat)
            case B.NEE if ja_of_nee:
                return await self.vraag_wat(self.wat)
            case B.CORRECTIE if self.telt:
                return await self.corrigeer()
            case B.TEGEN if ja_of_nee:
                return await self.corrigeer()
            case B.BELLEN if self.telt:
                return await self.bel()
            case B.JA if self.volgt_op("chat.bellen_nummer"):
                return await self.bel()
            case _ if self.bedoeling in self.bewaart and self.volgt_op("chat.twijfel"):
                return await self.corrigeer()  # asked twice: what is said now is kept
        return await self._vraag_door()

    async def _vraag_door(self) -> bool:
        if not self.gehoord.bij_de_vraag or self.volgt_op(*self.gezegd):
            return False
        if self.bedoeling in (B.WACHTEN, B.PAGINA):
            return await self.zeg("chat.neem_de_tijd")
        een_woord = self.bedoeling == B.ONBEKEND and " " not in self.gehoord.tekst.strip()
        if een_woord or self.bedoeling in (B.TWIJFEL, B.KLAAR, B.JA, B.NEE):
            return await self.zeg("chat.twijfel")
        return False

    @property
    def bij_de_correctie(self) -> bool:
        """Whether it is still about what should be otherwise."""
        te_laat = self.gehoord.bericht.tijdstip - self.gehoord.vraag.gesteld_op > NOG_BIJ_DE_CORRECTIE
        return self.telt and (not te_laat or self.gehoord.gekozen or self.noemt_het)

    async def bij_correctie(self) -> bool:
        """Every message is kept as it was said, until there is nothing more to say."""
        al_gezegd = await self._zei_al_iets()
        match self.bedoeling:
            case B.KLOPT if self.gehoord.gekozen or not al_gezegd:
                return await self.keur_goed()
            case B.KLAAR | B.NEE | B.KLOPT | B.DANK if al_gezegd:
                return await self.sluit_met("chat.correctie_klaar")
            case B.KLAAR | B.NEE | B.TWIJFEL:
                return await self.zeg("chat.twijfel")
            case B.JA | B.KLOPT_NIET:
                return await self.vraag_wat("chat.typ_maar")
            case B.BELLEN:
                return await self.bel()
            case B.WACHTEN:
                return await self.zeg("chat.neem_de_tijd")
            case B.ANDERS | B.VRAAG | B.DANK:
                return False
        return await self.corrigeer()

    async def corrigeer(self) -> bool:
        """In the resident's own words, with a task for the medewerker."""
        session, gesprek_id = self.gehoord.session, self.gehoord.gesprek.id
        meer = await self._zei_al_iets()
        await self.reageer(CORRECTIE)
        await maak_taak(session, gesprek_id, self.taak_anders, dict(await terugbellen.uit_dossier(session, gesprek_id)))
        return await self.vraag_wat("chat.correctie_meer" if meer else "chat.correctie", ("klaar", "bel"))

    async def _zei_al_iets(self) -> bool:
        return await self.vorm.rondes.laatst_gezegd(self.gehoord.session, self.versie.id, CORRECTIE) is not None

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


def antwoorders(soort: type[Over[Any]]) -> dict[str, vragen.Antwoorder]:
    """Who hears the answers to the two questions about a paper."""

    async def hoor(
        session: AsyncSession, gesprek: Gesprek, vraag: Mensvraag, bericht: Bericht, keuze: str | None
    ) -> bool:
        over = await soort.maak(session, gesprek, vraag, bericht, keuze)
        return over is not None and (await over.vooraf() or await over.bij_vraag())

    async def hoor_correctie(
        session: AsyncSession, gesprek: Gesprek, vraag: Mensvraag, bericht: Bericht, keuze: str | None
    ) -> bool:
        over = await soort.maak(session, gesprek, vraag, bericht, keuze)
        if over is None:
            return False
        return await over.vooraf() or (over.bij_de_correctie and await over.bij_correctie())

    return {soort.vorm.vraag: hoor, soort.vorm.vraag_anders: hoor_correctie}
