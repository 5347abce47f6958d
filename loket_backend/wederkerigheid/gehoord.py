"""One message of a resident beside an open question: what was pressed, and whether it follows the question directly."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.gesprek import berichten
from loket_backend.gesprek.gehoord import in_gevaar, volgt_direct
from loket_backend.gesprek.models import Bericht, Gesprek
from loket_backend.gesprek.vragen import Mensvraag
from loket_backend.rondes.models import CHAT
from loket_backend.rondes.models import INWONER as DOOR_INWONER
from loket_backend.wederkerigheid.koppelstap import Hoe


@dataclass(frozen=True)
class Gehoord:
    """`gedrukt`: the `waarde` of the button, None for what was typed. `direct`: nothing was said to the resident since the question.

    `nood`: the crisis gate was raised by it. Then no answer is heard in it, and nothing is said; a yes that it takes back is taken back.
    """

    session: AsyncSession
    gesprek: Gesprek
    bericht: Bericht
    gedrukt: str | None
    direct: bool
    nood: bool

    @property
    def hoe(self) -> Hoe:
        return Hoe(DOOR_INWONER, CHAT, self.bericht.volgnummer)

    def zeg(self, tekst: str) -> bool:
        """Whether the message is dealt with: in danger it never is."""
        if self.nood:
            return False
        berichten.zeg(self.session, self.gesprek, tekst, self.bericht.volgnummer)
        return True


async def luister(
    session: AsyncSession, gesprek: Gesprek, vraag: Mensvraag, bericht: Bericht, keuze: str | None
) -> Gehoord:
    """What stands on a button, typed, is only typed."""
    nood, direct = await in_gevaar(session, bericht), await volgt_direct(session, vraag, bericht)
    return Gehoord(session, gesprek, bericht, keuze if keuze == bericht.tekst else None, direct, nood)
