"""What a resident answers about the verslag in the chat: the ladder of every paper (rondes/antwoorder.py), and the page with the whole."""

from __future__ import annotations

import re

from loket_backend.errors import Conflict
from loket_backend.gesprek import berichten
from loket_backend.intake import workflow
from loket_backend.keukentafel import gespreksverslag
from loket_backend.keukentafel.gespreksverslag_bezorgen import TAAK_BELLEN, TAAK_CORRECTIE, VORM, pagina, zin
from loket_backend.keukentafel.gespreksverslag_models import Verslagversie
from loket_backend.rondes.antwoorder import Ladder, antwoorders
from loket_backend.rondes.models import AKKOORD
from loket_backend.rondes.taal import Bedoeling as B


class OverVerslag(Ladder[Verslagversie]):
    vorm = VORM
    noemt = re.compile(r"\bverslag\b", re.IGNORECASE)
    knop = {
        "klopt": B.KLOPT,
        "klopt_niet": B.KLOPT_NIET,
        "pagina": B.PAGINA,
        "bel": B.BELLEN,
        "klaar": B.KLAAR,
        "toch": B.KLOPT,
    }
    goed_of_niet = ("klopt", "klopt_niet")
    wat = "chat.wat_klopt_niet"
    na_akkoord = ("chat.akkoord",)
    gezegd = ("chat.akkoord", "chat.al_akkoord")
    taak_anders, taak_bellen = TAAK_CORRECTIE, TAAK_BELLEN

    async def bij_vraag(self) -> bool:
        if self.bedoeling == B.PAGINA and self.telt:
            return await self._geef_pagina()
        return await super().bij_vraag()

    async def bij_correctie(self) -> bool:
        if self.bedoeling == B.PAGINA:
            return await self._geef_pagina()
        return await super().bij_correctie()

    async def reageer(self, soort: str) -> None:
        await workflow.vergrendel(self.gehoord.session, self.versie.kenmerk)
        await gespreksverslag.reageer(self.gehoord.session, self.versie.id, self.antwoord(soort))

    async def keur_goed(self) -> bool:
        """Nobody is asked or reminded any more, but who changes their mind is still heard."""
        try:
            await self.reageer(AKKOORD)
            welke = "chat.akkoord"
        except Conflict:
            welke = "chat.al_akkoord"
        await self.sluit_vragen()
        return await self.zeg(welke, ())

    async def _geef_pagina(self) -> bool:
        adres = await pagina(self.gehoord.session, self.versie)
        berichten.zeg(self.gehoord.session, self.gehoord.gesprek, zin("chat.pagina", adres=adres))
        return await self.zeg("chat.vraag")


ANTWOORDERS = antwoorders(OverVerslag)
