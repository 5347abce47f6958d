"""What staff do in a conversation: take it up, write, hand it on, give it back to the bot, close it.

Every function works in the caller's transaction and holds the conversation locked, so of fifty who take it up at once one gets it.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.errors import Conflict, OngeldigeInvoer
from loket_backend.gesprek import berichten
from loket_backend.gesprek.invoer import schoon
from loket_backend.gesprek.models import MEDEWERKER, MENS, WACHT, Bericht, Gesprek, Notitie
from loket_backend.gesprek.overname import GEEF_DOOR, GEEF_TERUG, PAK_OP, SLUIT, wissel
from loket_backend.gesprek.teksten import Teksten
from loket_backend.tijd import lees_moment, nu
from loket_backend.toewijzing.models import Medewerker, Wijk

# Why a conversation was closed, as staff choose it.
SLUITREDENEN = {
    "beantwoord": "De vraag is beantwoord",
    "afspraak": "Er is een afspraak gemaakt",
    "geen_reactie": "De inwoner reageert niet meer",
    "verwezen": "Verwezen naar iemand anders",
    "misbruik": "Misbruik of een grap",
}


@dataclass(frozen=True)
class Doel:
    """To whom a conversation is handed on: one colleague, or everybody in a wijk."""

    medewerker_id: str | None = None
    wijk_id: str | None = None


async def pak_op(session: AsyncSession, gesprek_id: str, wie: str) -> Gesprek:
    """Takes it up; again by the same person changes nothing. Raises NietGevonden, and Conflict that says who was first."""
    gesprek = await berichten.vergrendel(session, gesprek_id)
    if gesprek.is_van(wie):
        return gesprek
    if gesprek.status == MENS:
        eerste = await session.get(Medewerker, gesprek.medewerker_id)
        naam = eerste.naam if eerste else "Een collega"
        raise Conflict(f"{naam} heeft dit gesprek al, sinds {lees_moment(gesprek.status_sinds)}.")
    await wissel(session, gesprek, PAK_OP, "opgepakt", wie)
    return gesprek


async def zeg(
    session: AsyncSession, gesprek_id: str, wie: str, tekst: str, teksten: Teksten, extern_id: str | None = None
) -> Bericht:
    """Writes to the resident. The first message after taking up introduces the writer by name and function.

    The same `extern_id` again gives the same message. Raises Conflict when somebody else has the conversation, OngeldigeInvoer.
    """
    gesprek = await _van_mij(session, gesprek_id, wie)
    sleutel = f"{wie}:{extern_id}"[:64] if extern_id is not None else None
    if sleutel is not None:
        zelfde = select(Bericht).where(Bericht.gesprek_id == gesprek_id, Bericht.extern_id == sleutel)
        if (eerder := await session.scalar(zelfde)) is not None:
            return eerder
    schone = schoon(tekst)
    if not await _sprak_al(session, gesprek, wie):
        medewerker = await session.get_one(Medewerker, wie)
        voorstel = teksten.zin("medewerker_stelt_zich_voor", medewerker=medewerker.naam, functie=medewerker.functie)
        berichten.schrijf(session, gesprek, MEDEWERKER, voorstel, medewerker_id=wie)
    bericht = berichten.schrijf(session, gesprek, MEDEWERKER, schone, medewerker_id=wie, extern_id=sleutel)
    gesprek.gezien_medewerker, gesprek.ongelezen = bericht.volgnummer, 0
    return bericht


async def geef_door(
    session: AsyncSession, gesprek_id: str, wie: str, doel: Doel, notitie: str, teksten: Teksten
) -> None:
    """Back to the queue, for one colleague or one wijk, with a note that says why. Raises Conflict, OngeldigeInvoer."""
    gesprek = await _niet_van_een_collega(session, gesprek_id, wie)
    await _controleer(session, doel, notitie)
    berichten.zeg(session, gesprek, teksten.zin("doorgegeven"))
    await wissel(session, gesprek, GEEF_DOOR, "doorgegeven", wie)
    gesprek.voor_medewerker_id, gesprek.voor_wijk_id = doel.medewerker_id, doel.wijk_id
    await noteer(session, gesprek_id, wie, notitie)


async def geef_terug(session: AsyncSession, gesprek_id: str, wie: str, teksten: Teksten) -> None:
    """To the bot, which goes on where the intake stands: a turn of its own, with no message of the resident."""
    gesprek = await _niet_van_een_collega(session, gesprek_id, wie)
    await wissel(session, gesprek, GEEF_TERUG, "terug_naar_bot", wie)
    bericht = berichten.zeg(session, gesprek, teksten.zin("terug_naar_bot"))
    berichten.open_beurt(session, gesprek, bericht.volgnummer, WACHT)


async def sluit(session: AsyncSession, gesprek_id: str, wie: str, reden: str, teksten: Teksten) -> None:
    """Ends the conversation; the resident may write again at any time. Raises Conflict, OngeldigeInvoer."""
    if reden not in SLUITREDENEN:
        raise OngeldigeInvoer("Kies een reden.", ["reden: onbekend"])
    gesprek = await _niet_van_een_collega(session, gesprek_id, wie)
    await wissel(session, gesprek, SLUIT, reden, wie)
    berichten.zeg(session, gesprek, teksten.zin("gesloten_door_medewerker"))


async def noteer(session: AsyncSession, gesprek_id: str, wie: str, tekst: str) -> Notitie:
    """A note for staff only."""
    notitie = Notitie(gesprek_id=gesprek_id, medewerker_id=wie, tekst=schoon(tekst), op=nu())
    session.add(notitie)
    return notitie


async def _van_mij(session: AsyncSession, gesprek_id: str, wie: str) -> Gesprek:
    gesprek = await berichten.vergrendel(session, gesprek_id)
    if not gesprek.is_van(wie):
        raise Conflict("U voert dit gesprek niet. Pak het eerst op.")
    return gesprek


async def _niet_van_een_collega(session: AsyncSession, gesprek_id: str, wie: str) -> Gesprek:
    gesprek = await berichten.vergrendel(session, gesprek_id)
    if gesprek.status == MENS and not gesprek.is_van(wie):
        raise Conflict("Een collega voert dit gesprek.")
    return gesprek


async def _sprak_al(session: AsyncSession, gesprek: Gesprek, wie: str) -> bool:
    """Whether this medewerker has written since taking the conversation up."""
    sinds = select(Bericht.volgnummer).where(
        Bericht.gesprek_id == gesprek.id, Bericht.medewerker_id == wie, Bericht.tijdstip >= gesprek.status_sinds
    )
    return await session.scalar(sinds.limit(1)) is not None


async def _controleer(session: AsyncSession, doel: Doel, notitie: str) -> None:
    """Raises OngeldigeInvoer that names every fault at once."""
    fouten = []
    if (doel.medewerker_id is None) == (doel.wijk_id is None):
        fouten.append("Kies een collega of een wijk.")
    collega = await session.get(Medewerker, doel.medewerker_id) if doel.medewerker_id else None
    if doel.medewerker_id and (collega is None or not collega.actief):
        fouten.append("Deze collega bestaat niet of werkt hier niet meer.")
    if doel.wijk_id and await session.get(Wijk, doel.wijk_id) is None:
        fouten.append("Deze wijk bestaat niet.")
    if not notitie.strip():
        fouten.append("Schrijf er kort bij waarom u het gesprek doorgeeft.")
    if fouten:
        raise OngeldigeInvoer(" ".join(fouten), fouten)
