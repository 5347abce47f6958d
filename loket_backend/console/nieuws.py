"""What changed, in so few words that a page can ask it often: the page then fetches only what it shows."""

from __future__ import annotations

from typing import Any

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.console import verslag, wachtrij
from loket_backend.console.gebruiker import Gebruiker
from loket_backend.errors import NietGevonden
from loket_backend.gesprek.aanwezigheid import DE_INWONER, Aanwezigheid
from loket_backend.gesprek.models import Bericht, Notitie
from loket_backend.intake.models import Concept, Invulling


async def rij(session: AsyncSession, wie: Gebruiker) -> dict[str, Any]:
    """The queue and the own conversations: `stand` changes with them; the numbers are for the menu and for a signal."""
    wacht, mijn = await wachtrij.wachtende(session, wie), await wachtrij.van_mij(session, wie)
    return {
        "stand": wachtrij.stand([*wacht, *mijn], await wachtrij.wijkstand(session, [*wacht, *mijn])),
        "wachtend": len(wacht),
        "crisis": sum(regel.crisis for regel in wacht),
        "ongelezen": sum(regel.ongelezen for regel in mijn),
    }


async def gesprek(
    session: AsyncSession, wie: Gebruiker, gesprek_id: str, aanwezigheid: Aanwezigheid
) -> dict[str, Any] | None:
    """One conversation; None when this person may see it no longer."""
    try:
        gevonden = await verslag.zoek(session, wie, gesprek_id)
    except NietGevonden:
        return None
    stand = await _stand(session, gesprek_id)
    kijkers = aanwezigheid.wie_kijkt(gesprek_id) - {wie.id}
    namen = await verslag.namen(session, kijkers | aanwezigheid.wie_typt(gesprek_id))
    return {
        "laatste": gevonden.laatste_volgnummer,
        "stand": f"{gevonden.status_sinds.isoformat()} {stand}",
        "gezien": gevonden.gezien_inwoner,
        "typt": DE_INWONER in aanwezigheid.wie_typt(gesprek_id),
        "collega_typt": sorted(namen[id] for id in aanwezigheid.wie_typt(gesprek_id) - {wie.id} if id in namen),
        "kijkt": sorted(namen[id] for id in kijkers if id in namen),
        "inwoner_kijkt": DE_INWONER in kijkers,
    }


async def _stand(session: AsyncSession, gesprek_id: str) -> str:
    """Changes with a note, with the draft, with what staff fill in, and with a message that the resident corrects."""
    delen = (
        select(func.count(Notitie.id)).where(Notitie.gesprek_id == gesprek_id),
        select(func.max(Concept.op)).where(Concept.gesprek_id == gesprek_id),
        select(func.max(Invulling.id)).where(Invulling.gesprek_id == gesprek_id),
        select(func.max(Bericht.bewerkt_op)).where(Bericht.gesprek_id == gesprek_id),
    )
    rij = (await session.execute(select(*(deel.scalar_subquery() for deel in delen)))).one()
    return " ".join(str(deel) for deel in rij)
