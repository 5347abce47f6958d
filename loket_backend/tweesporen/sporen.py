"""The two tracks of a dossier, as a table: help at once for everybody, or the formal road by way of the Wmo-consulent.

Every function works in the caller's transaction and asks that the intake is held locked (intake/workflow.vergrendel). The days of an aanvraag and
a besluit, and the two weeks between them (art. 2.3.5 lid 2 Wmo 2015), stay with the intake (intake/aanvraag.py); here stands only the track.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.errors import Conflict
from loket_backend.intake import aanvraag
from loket_backend.intake.models import EINDE, Intake
from loket_backend.tijd import nu
from loket_backend.tweesporen import weigering
from loket_backend.tweesporen.spoormodels import AANVRAAG, ALGEMEEN, BESLOTEN, GEVRAAGD, OVERGEDRAGEN, Spoor, Spoorstap

BEGIN, DRAAG_OVER, VRAAG_AAN, TREK_IN, BESLUIT, GA_TERUG = (
    "begin",
    "draag_over",
    "vraag_aan",
    "trek_in",
    "besluit",
    "ga_terug",
)
# What a resident says in the chat, by the keys of `redenen`: it changes no track, a human does. An aanvraag is asked for before any help too.
WIL_NIET, PAST_NIET, NIET_GENOEG, WIL_AANVRAAG, PGB = "wil_niet", "past_niet", "niet_genoeg", "wil_aanvraag", "pgb"
VRAAGT_AAN = (WIL_AANVRAAG, PGB)
GEZEGD = (WIL_NIET, PAST_NIET, NIET_GENOEG, *VRAAGT_AAN)
# What is not in the table is not allowed. An aanvraag is possible from everywhere: a resident may always make one (art. 2.3.5 Wmo 2015).
MAG: Mapping[tuple[str | None, str], str] = {
    (None, BEGIN): ALGEMEEN,
    (None, DRAAG_OVER): OVERGEDRAGEN,
    (None, VRAAG_AAN): AANVRAAG,
    (None, WIL_AANVRAAG): GEVRAAGD,
    (None, PGB): GEVRAAGD,
    (GEVRAAGD, BEGIN): ALGEMEEN,
    (GEVRAAGD, DRAAG_OVER): OVERGEDRAGEN,
    (GEVRAAGD, VRAAG_AAN): AANVRAAG,
    **{(stand, zegt): stand for stand in (GEVRAAGD, OVERGEDRAGEN, BESLOTEN) for zegt in VRAAGT_AAN},
    **{(ALGEMEEN, zegt): ALGEMEEN for zegt in GEZEGD},
    (ALGEMEEN, DRAAG_OVER): OVERGEDRAGEN,
    (ALGEMEEN, VRAAG_AAN): AANVRAAG,
    (OVERGEDRAGEN, DRAAG_OVER): OVERGEDRAGEN,
    (OVERGEDRAGEN, VRAAG_AAN): AANVRAAG,
    (OVERGEDRAGEN, GA_TERUG): ALGEMEEN,
    (AANVRAAG, DRAAG_OVER): AANVRAAG,
    (AANVRAAG, TREK_IN): ALGEMEEN,
    (AANVRAAG, BESLUIT): BESLOTEN,
    (BESLOTEN, DRAAG_OVER): OVERGEDRAGEN,
    (BESLOTEN, VRAAG_AAN): AANVRAAG,
    (BESLOTEN, GA_TERUG): ALGEMEEN,
}


@dataclass(frozen=True)
class Stap:
    """What happens, by whom and why. `consulent`: who has the formal road from now on."""

    gebeurtenis: str
    wie: str
    reden: str = ""
    consulent: str | None = None


async def spoor(session: AsyncSession, kenmerk: str) -> Spoor | None:
    return await session.get(Spoor, kenmerk, populate_existing=True)


async def stand(session: AsyncSession, intake: Intake) -> str | None:
    """On which track the dossier is; None: no help began yet. The days of the intake go before what was noted here."""
    gezet = await spoor(session, intake.kenmerk)
    if intake.aanvraag_op is not None:
        return AANVRAAG if intake.besluit_op is None else _na_besluit(gezet)
    return gezet.stand if gezet else None


def _na_besluit(gezet: Spoor | None) -> str:
    return BESLOTEN if gezet is None or gezet.stand == AANVRAAG else gezet.stand


async def begin(session: AsyncSession, intake: Intake, wie: str, welke: str = "") -> None:
    """Help at once as algemene voorziening (art. 1.1.1 Wmo 2015): no indicatie, no eigen bijdrage. `welke`: what help, in words. Raises Conflict."""
    await zet(session, intake, Stap(BEGIN, wie, welke))


async def ga_terug(session: AsyncSession, intake: Intake, wie: str, reden: str) -> None:
    """The resident takes the help for everybody after all; the consulent is done. Raises Conflict."""
    await zet(session, intake, Stap(GA_TERUG, wie, reden))


async def vraag_aan(session: AsyncSession, intake: Intake, dag: date, wie: str) -> None:
    """An aanvraag came in: two weeks begin. Raises Conflict, OngeldigeInvoer."""
    van = await stand(session, intake)
    await aanvraag.doe_aanvraag(session, intake, dag, wie)
    await _schrijf(session, intake, van, Stap(VRAAG_AAN, wie))
    await weigering.neem_over(session, intake.gesprek_id, wie)


async def trek_in(session: AsyncSession, intake: Intake, wie: str) -> None:
    """Raises Conflict when none is open."""
    van = await stand(session, intake)
    await aanvraag.trek_in(session, intake, wie)
    await _schrijf(session, intake, van, Stap(TREK_IN, wie))


async def besluit(session: AsyncSession, intake: Intake, dag: date, wie: str) -> None:
    """The besluit was sent on `dag`; what it says is noted with besluiten.noteer. Raises Conflict, OngeldigeInvoer."""
    van = await stand(session, intake)
    await aanvraag.besluit(session, intake, dag, wie)
    await _schrijf(session, intake, van, Stap(BESLUIT, wie))


async def zet(session: AsyncSession, intake: Intake, stap: Stap) -> str:
    """Takes one step, and gives where it led. Raises Conflict when the dossier is closed or the table does not allow it."""
    if intake.status in EINDE:
        raise Conflict("Dit dossier is gesloten. Open het eerst weer.")
    return await _schrijf(session, intake, await stand(session, intake), stap)


async def _schrijf(session: AsyncSession, intake: Intake, van: str | None, stap: Stap) -> str:
    naar = MAG.get((van, stap.gebeurtenis))
    if naar is None:
        raise Conflict("Deze stap kan nu niet meer. Kijk eerst hoe het dossier er nu voor staat.")
    gezet = await spoor(session, intake.kenmerk) or Spoor(kenmerk=intake.kenmerk)
    if gezet.stand != naar:
        gezet.stand, gezet.stand_sinds = naar, nu()
    if stap.consulent is not None or naar == ALGEMEEN:
        gezet.consulent_id = stap.consulent
    session.add(gezet)
    await session.flush()
    session.add(
        Spoorstap(
            kenmerk=intake.kenmerk,
            gebeurtenis=stap.gebeurtenis,
            van=van,
            naar=naar,
            reden=stap.reden.strip() or None,
            door=stap.wie,
            op=nu(),
        )
    )
    await session.flush()
    return naar


async def stappen(session: AsyncSession, kenmerk: str) -> list[Spoorstap]:
    """The newest first."""
    keuze = select(Spoorstap).where(Spoorstap.kenmerk == kenmerk).order_by(Spoorstap.id.desc())
    return list(await session.scalars(keuze))


async def van_consulent(session: AsyncSession, medewerker_id: str) -> frozenset[str]:
    """The kenmerken that this Wmo-consulent has in hand now."""
    return frozenset(await session.scalars(select(Spoor.kenmerk).where(Spoor.consulent_id == medewerker_id)))
