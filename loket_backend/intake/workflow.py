"""The road of an intake, as a table of statuses. Every step is checked against it and appended to the history: who, when, why."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.errors import Conflict, NietGevonden, OngeldigeInvoer, Verboden
from loket_backend.intake.looptijd import werk_bij
from loket_backend.intake.models import (
    AFGEROND,
    ARRANGEMENT,
    DOORVERWEZEN,
    EINDE,
    GESPREK_GEPLAND,
    INGETROKKEN,
    NIEUW,
    ONDERZOEK,
    STATUSSEN,
    TOEGEWEZEN,
    VERSLAG,
    Intake,
    Intakewissel,
)
from loket_backend.intake.termijnen import lokaal
from loket_backend.tijd import nu

MAG_NAAR: Mapping[str, frozenset[str]] = {
    NIEUW: frozenset({TOEGEWEZEN, DOORVERWEZEN, INGETROKKEN}),
    TOEGEWEZEN: frozenset({NIEUW, GESPREK_GEPLAND, ONDERZOEK, DOORVERWEZEN, INGETROKKEN}),
    GESPREK_GEPLAND: frozenset({TOEGEWEZEN, ONDERZOEK, DOORVERWEZEN, INGETROKKEN}),
    ONDERZOEK: frozenset({GESPREK_GEPLAND, VERSLAG, DOORVERWEZEN, INGETROKKEN}),
    VERSLAG: frozenset({ONDERZOEK, ARRANGEMENT, AFGEROND, DOORVERWEZEN, INGETROKKEN}),
    ARRANGEMENT: frozenset({VERSLAG, AFGEROND, DOORVERWEZEN, INGETROKKEN}),
    AFGEROND: frozenset({NIEUW, TOEGEWEZEN}),
    DOORVERWEZEN: frozenset({NIEUW, TOEGEWEZEN}),
    INGETROKKEN: frozenset({NIEUW, TOEGEWEZEN}),
}
# The door of the loket itself: these steps are taken by assigning somebody, not by choosing a status.
BIJ_TOEWIJZING = frozenset({NIEUW, TOEGEWEZEN})
MAX_REDEN = 1000


async def vergrendel(session: AsyncSession, kenmerk: str) -> Intake:
    """The intake, locked until the transaction ends. Raises NietGevonden."""
    intake = await session.get(Intake, kenmerk, with_for_update=True, populate_existing=True)
    if intake is None:
        raise NietGevonden()
    return intake


def kan_naar(status: str, *, mag_heropenen: bool) -> list[str]:
    """The statuses that somebody may choose now, in the order of the road; nothing for a closed dossier unless they may reopen it."""
    if status in EINDE:
        return [TOEGEWEZEN] if mag_heropenen else []
    keuze = MAG_NAAR[status] - BIJ_TOEWIJZING | ({TOEGEWEZEN} if status == GESPREK_GEPLAND else set())
    return [s for s in STATUSSEN if s in keuze]


def vraagt_reden(van: str, naar: str) -> bool:
    """Closing, reopening and going back are explained."""
    return naar in EINDE or van in EINDE or STATUSSEN.index(naar) < STATUSSEN.index(van)


async def wissel(
    session: AsyncSession, intake: Intake, naar: str, wie: str, reden: str = "", *, mag_heropenen: bool = False
) -> None:
    """Moves an intake that the caller holds locked. `wie`: bot, loket, or the id of a medewerker.

    Raises Conflict when the table does not allow it, Verboden for reopening without the right, OngeldigeInvoer without a reason that is asked.
    """
    _controleer(intake, naar, wie, reden.strip(), mag_heropenen)
    session.add(
        Intakewissel(
            kenmerk=intake.kenmerk, van=intake.status, status=naar, reden=reden.strip() or None, door=wie, op=nu()
        )
    )
    intake.status, intake.status_sinds = naar, nu()
    if naar == VERSLAG and intake.onderzocht_op is None:
        intake.onderzocht_op = lokaal(nu())
    await werk_bij(session, intake)


def _controleer(intake: Intake, naar: str, wie: str, reden: str, mag_heropenen: bool) -> None:
    if naar not in MAG_NAAR[intake.status]:
        raise Conflict("Deze stap kan nu niet meer. Kijk eerst hoe het dossier er nu voor staat.")
    if intake.status in EINDE and not mag_heropenen:
        raise Verboden("Alleen de coördinator kan een gesloten dossier weer openen.")
    if naar == TOEGEWEZEN and intake.medewerker_id is None:
        raise Conflict("Dit dossier heeft nog geen medewerker.")
    if len(reden) > MAX_REDEN:
        raise OngeldigeInvoer(f"De reden is te lang: hooguit {MAX_REDEN} tekens.", ["reden: te lang"])
    if not reden and wie != "loket" and vraagt_reden(intake.status, naar):
        raise OngeldigeInvoer("Schrijf er kort bij waarom.", ["reden: ontbreekt"])
