"""After two people know each other: how it goes, and a reminder to ask. A match that nobody looks at comes back as a task."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.errors import OngeldigeInvoer
from loket_backend.gesprek.models import Gesprek
from loket_backend.gesprek.taken import maak_taak
from loket_backend.gesprek.terugbellen import uit_dossier
from loket_backend.gesprek.wektijden import Wektijd
from loket_backend.tijd import nu
from loket_backend.wederkerigheid.koppelstap import TAAK_ANTWOORD, TAAK_LOOPT, Hoe, stap, taak_klaar
from loket_backend.wederkerigheid.models import Koppeling
from loket_backend.wederkerigheid.stand import (
    BEIDE_JA,
    CONTACT_GEDEELD,
    GESTOPT,
    LIEVER_NIET,
    LOOPT,
    UITKOMSTEN,
)

KIJK = "koppeling_kijk"
# How long after the last news a medewerker is asked to look: without an answer, when the two met, and while it runs.
EERSTE_KEER, GEEN_ANTWOORD, NA_DELEN, TIJDENS = (
    timedelta(days=1),
    timedelta(days=7),
    timedelta(weeks=3),
    timedelta(weeks=8),
)
MAX_NOTITIE = 2000


async def leg_uitkomst_vast(
    session: AsyncSession, koppeling: Koppeling, gesprek_id: str, uitkomst: str, hoe: Hoe
) -> None:
    """How it goes. `gesprek_id`: of who asks; the caller holds the koppeling locked. Raises OngeldigeInvoer, Conflict."""
    if uitkomst not in UITKOMSTEN:
        raise OngeldigeInvoer("Kies hoe het gaat.", ["uitkomst: Kies hoe het gaat."])
    controleer_notitie(hoe.toelichting)
    await stap(session, koppeling, uitkomst, hoe, uitkomst)
    await taak_klaar(session, gesprek_id, TAAK_LOOPT, hoe.door)


def controleer_notitie(tekst: str, *, verplicht: bool = False) -> None:
    if len(tekst) > MAX_NOTITIE:
        raise OngeldigeInvoer("De notitie is te lang.", [f"notitie: hooguit {MAX_NOTITIE} tekens."])
    if verplicht and not tekst.strip():
        raise OngeldigeInvoer("Er staat nog niets in de notitie.", ["notitie: ontbreekt"])


async def kijk(session: AsyncSession, gesprek: Gesprek, wektijd: Wektijd) -> datetime | None:
    """The timer on the conversation of who asks: a task when it is time, until the match is over."""
    koppeling = await session.get_one(Koppeling, wektijd.over)
    if koppeling.stand == GESTOPT:
        return None
    if koppeling.stand in (LIEVER_NIET, BEIDE_JA):
        await _meld(session, gesprek, TAAK_ANTWOORD)
        return None if koppeling.stand == LIEVER_NIET else nu() + GEEN_ANTWOORD
    wacht = {CONTACT_GEDEELD: NA_DELEN, LOOPT: TIJDENS}.get(koppeling.stand, GEEN_ANTWOORD)
    if nu() < koppeling.stand_sinds + wacht:
        return min(koppeling.stand_sinds + wacht, nu() + EERSTE_KEER)
    await _meld(session, gesprek, TAAK_LOOPT if koppeling.stand in (CONTACT_GEDEELD, LOOPT) else TAAK_ANTWOORD)
    return nu() + GEEN_ANTWOORD


async def _meld(session: AsyncSession, gesprek: Gesprek, soort: str) -> None:
    await maak_taak(session, gesprek.id, soort, dict(await uit_dossier(session, gesprek.id)))
