"""What the resident answers about an arrangement in the chat: the ladder of every paper (rondes/antwoorder.py), and what it does to the help.

Nobody ever hears about money.
"""

from __future__ import annotations

import re
from pathlib import Path

from loket_backend.arrangement import akkoord, dienst
from loket_backend.arrangement.bezorgen import TAAK_ANDERS, TAAK_BELLEN, VORM
from loket_backend.arrangement.models import Arrangementversie
from loket_backend.errors import Conflict
from loket_backend.intake import workflow
from loket_backend.rondes.antwoorder import Ladder, antwoorders
from loket_backend.rondes.taal import Bedoeling as B

TAAL = Path(__file__).with_name("taal.yml")


class OverVoorstel(Ladder[Arrangementversie]):
    vorm = VORM
    noemt = re.compile(r"\b(?:voorstel|arrangement)\b", re.IGNORECASE)
    taal = TAAL
    knop = {"goed": B.KLOPT, "anders": B.KLOPT_NIET, "bel": B.BELLEN, "klaar": B.KLAAR, "toch": B.KLOPT}
    goed_of_niet = ("goed", "anders")
    wat = "chat.wat_anders"
    na_akkoord = gezegd = ("chat.akkoord", "chat.al_akkoord", "chat.akkoord_wacht", "chat.nog_niet_begonnen")
    bewaart = (B.ONBEKEND, B.TWIJFEL)
    taak_anders, taak_bellen = TAAK_ANDERS, TAAK_BELLEN

    async def vooraf(self) -> bool:
        """A proposal that is not the last any more was followed by another outside the chat."""
        nieuwste = await dienst.voorgelegd(self.gehoord.session, self.versie.kenmerk)
        if nieuwste is None or nieuwste.id != self.versie.id:
            return self.telt and await self.sluit_met("chat.elders")
        return await super().vooraf()

    async def reageer(self, soort: str) -> None:
        session = self.gehoord.session
        intake = await workflow.vergrendel(session, self.versie.kenmerk)
        async with session.begin_nested():
            await dienst.reageer(session, intake, self.versie.id, self.antwoord(soort))

    async def corrigeer(self) -> bool:
        """The arrangement that is in force stays as it is."""
        try:
            return await super().corrigeer()
        except Conflict:
            return await self.sluit_met("chat.voorbij")

    async def keur_goed(self) -> bool:
        """Nobody is asked or reminded any more, but who changes their mind is still heard."""
        session, gesprek = self.gehoord.session, self.gehoord.gesprek
        uitkomst = await akkoord.geef(session, gesprek, self.versie, self.gehoord.bericht)
        if uitkomst == akkoord.VOORBIJ:
            return await self.sluit_met("chat.voorbij")
        await self.sluit_vragen()
        knoppen = () if uitkomst in (akkoord.GELDT, akkoord.GOLD_AL) else ("anders", "bel")
        return await self.zeg(f"chat.{uitkomst}", knoppen, medewerker=self.wie)


ANTWOORDERS = antwoorders(OverVoorstel)
