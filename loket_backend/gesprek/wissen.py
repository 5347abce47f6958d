"""Erasing what was said, at the resident's own request (art. 17 AVG). That something was erased stays visible; the words don't."""

from __future__ import annotations

from sqlalchemy import delete, update
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.gesprek.channels.telegram.models import ANTWOORD, Toets
from loket_backend.gesprek.models import Bericht, Gesprek
from loket_backend.gesprek.taken import vergeet_taken
from loket_backend.intake.queries import kenmerk_van
from loket_backend.intake.service import vergeet_concepten

GEWIST = "[gewist op verzoek]"


async def wis_gesprek(session: AsyncSession, gesprek: Gesprek, tot_en_met: int) -> None:
    """Replaces every text up to and including a message, and removes the drafts and tasks. A submitted intake is a dossier: only people erase that."""
    if await kenmerk_van(session, gesprek.id) is not None:
        return
    gezegd = update(Bericht).where(Bericht.gesprek_id == gesprek.id, Bericht.volgnummer <= tot_en_met)
    await session.execute(gezegd.values(tekst=GEWIST, keuzes=[]))
    toetsen = delete(Toets).where(Toets.gesprek_id == gesprek.id, Toets.volgnummer <= tot_en_met)
    await session.execute(toetsen.where(Toets.soort == ANTWOORD))
    await vergeet_concepten(session, gesprek.id)
    await vergeet_taken(session, gesprek.id)
