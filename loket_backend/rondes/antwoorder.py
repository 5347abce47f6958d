"""What a resident answers in the chat about a paper that was laid before them, and what the loket says back: from meaning to answer.

A button always counts, of the version that was given last. What is typed counts when it answers the question, or names the paper; the rest goes
the way of every message (the bot, or people), and the question stays open. In danger nothing is heard here.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from datetime import timedelta
from typing import Any, ClassVar

from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.gesprek import terugbellen, vragen
from loket_backend.gesprek.models import Bericht, Gesprek
from loket_backend.gesprek.taken import maak_taak
from loket_backend.gesprek.vragen import Mensvraag
from loket_backend.rondes.antwoord import Antwoord
from loket_backend.rondes.dienst import V
from loket_backend.rondes.models import CHAT, CORRECTIE, INWONER
from loket_backend.rondes.over import Over
from loket_backend.rondes.taal import Bedoeling as B
from loket_backend.rondes.taal import gaat_akkoord

# After this a message is no longer taken for what should be otherwise, unless it says so.
NOG_BIJ_DE_CORRECTIE = timedelta(hours=12)
# After these "ja" means that it is good, and "nee" that it is not.
JA_NEE_VRAGEN = ("chat.vraag", "chat.twijfel", "chat.eerdere_versie")


class Ladder(Over[V], ABC):
    """Of each paper: `wat` asks what should be otherwise, and that is a task `taak_anders`; after the texts `na_akkoord` a yes agrees once more;
    after those of `gezegd` nothing is asked any further; `bewaart`: what is kept as a correction when it is unclear twice.
    """

    wat: ClassVar[str]
    taak_anders: ClassVar[str]
    na_akkoord: ClassVar[Sequence[str]]
    gezegd: ClassVar[Sequence[str]]
    bewaart: ClassVar[Sequence[B]] = (B.ONBEKEND,)

    @abstractmethod
    async def reageer(self, soort: str) -> None:
        """Keeps what was said, with the intake held locked. Raises Conflict when this answer cannot follow."""

    @abstractmethod
    async def keur_goed(self) -> bool:
        """The resident agrees, perhaps once more."""

    def antwoord(self, soort: str) -> Antwoord:
        return Antwoord(soort, self.gehoord.tekst, CHAT, INWONER, self.gehoord.bericht.volgnummer)

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
        if self.gehoord.gevraagd == self.vorm.zin("chat.correctie_klaar", medewerker=self.wie):
            return await self._na_de_correctie()
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

    async def _na_de_correctie(self) -> bool:
        """Nothing is asked any more, and "prima" says only that it was heard. Who agrees after all in so many words, does."""
        akkoord = self.bedoeling == B.KLOPT and gaat_akkoord(self.gehoord.tekst)
        if (self.bedoeling == B.KLOPT and self.noemt_het) or (akkoord and self.gehoord.bij_de_vraag):
            return await self.keur_goed()
        if akkoord:
            return await self.zeg("chat.twijfel")  # something else was said in between
        return self.bedoeling == B.CORRECTIE and self.noemt_het and await self.corrigeer()

    @property
    def bij_de_correctie(self) -> bool:
        """Whether it is still about what should be otherwise."""
        te_laat = self.gehoord.bericht.tijdstip - self.gehoord.vraag.gesteld_op > NOG_BIJ_DE_CORRECTIE
        return self.telt and (not te_laat or self.gehoord.gekozen or self.noemt_het)

    async def bij_correctie(self) -> bool:
        """Every message is kept as it was said, until there is nothing more to say."""
        al_gezegd = await self._zei_al_iets()
        match self.bedoeling:
            case B.KLOPT if self.gehoord.gekozen or not al_gezegd or gaat_akkoord(self.gehoord.tekst):
                return await self.keur_goed()
            case B.KLAAR | B.NEE | B.KLOPT | B.DANK if al_gezegd:
                await self.sluit_vragen()
                return await self.zeg("chat.correctie_klaar", (), medewerker=self.wie)
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


def antwoorders(soort: type[Ladder[Any]]) -> dict[str, vragen.Antwoorder]:
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
