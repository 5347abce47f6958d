"""A formal aanvraag and the besluit on it (art. 2.3.5 Wmo 2015). The inwoner may always make one, whatever the outcome of the investigation."""

from __future__ import annotations

from datetime import date

from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.errors import Conflict, OngeldigeInvoer
from loket_backend.intake.looptijd import werk_bij
from loket_backend.intake.models import EINDE, Intake, Termijnfeit
from loket_backend.intake.termijnen import lokaal
from loket_backend.tijd import nu, vandaag

AANVRAAG, BESLUIT = "aanvraag", "besluit"


async def doe_aanvraag(session: AsyncSession, intake: Intake, dag: date, wie: str) -> None:
    """The aanvraag came in on `dag`: two weeks begin. The caller holds the intake locked. Raises Conflict, OngeldigeInvoer."""
    if intake.status in EINDE:
        raise Conflict("Dit dossier is gesloten. Open het eerst weer.")
    if intake.aanvraag_op is not None and intake.besluit_op is None:
        raise Conflict("Er loopt al een aanvraag zonder besluit.")
    _controleer(dag, lokaal(intake.ontvangen_op), "De aanvraag ligt voor de melding.")
    intake.aanvraag_op, intake.besluit_op = dag, None
    await _leg_vast(session, intake, AANVRAAG, dag, wie)


async def besluit(session: AsyncSession, intake: Intake, dag: date, wie: str) -> None:
    """The besluit was sent on `dag`. Raises Conflict when nothing was asked or it was decided already, OngeldigeInvoer."""
    if intake.aanvraag_op is None or intake.besluit_op is not None:
        raise Conflict("Er loopt geen aanvraag waarop nog een besluit moet komen.")
    _controleer(dag, intake.aanvraag_op, "Het besluit ligt voor de aanvraag.")
    intake.besluit_op = dag
    await _leg_vast(session, intake, BESLUIT, dag, wie)


async def trek_in(session: AsyncSession, intake: Intake, wie: str) -> None:
    """The inwoner takes the aanvraag back, or it was written down by mistake. Raises Conflict when none is open."""
    if intake.aanvraag_op is None or intake.besluit_op is not None:
        raise Conflict("Er loopt geen aanvraag.")
    intake.aanvraag_op = None
    await _leg_vast(session, intake, AANVRAAG, None, wie)


async def _leg_vast(session: AsyncSession, intake: Intake, soort: str, dag: date | None, wie: str) -> None:
    session.add(Termijnfeit(kenmerk=intake.kenmerk, soort=soort, dag=dag, door=wie, op=nu()))
    await werk_bij(session, intake)


def _controleer(dag: date, eerste: date, te_vroeg: str) -> None:
    if dag < eerste:
        raise OngeldigeInvoer(te_vroeg, ["dag: te vroeg"])
    if dag > vandaag():
        raise OngeldigeInvoer("Deze dag ligt in de toekomst.", ["dag: te laat"])
