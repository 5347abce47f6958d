"""What the chat asks about the help for everybody, and the task that comes of a no; both end when somebody takes it up."""

from __future__ import annotations

from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.gesprek import vragen
from loket_backend.gesprek.taken import open_taak, rond_af

# Three kinds of questions: this help begins, are you sure, and do you want an aanvraag.
HULP, ZEKER, AANVRAAG = SOORTEN = ("hulp_begint", "hulp_past", "aanvraag_doen")
TAAK = "hulp_weigering"


async def sluit_vragen(session: AsyncSession, gesprek_id: str) -> None:
    for soort in SOORTEN:
        await vragen.sluit(session, gesprek_id, soort)


async def neem_over(session: AsyncSession, gesprek_id: str, wie: str) -> None:
    """Somebody of the loket does what the resident asked for. The caller holds the conversation locked."""
    await sluit_vragen(session, gesprek_id)
    if (taak := await open_taak(session, gesprek_id, TAAK)) is not None:
        await rond_af(session, taak.id, wie)
