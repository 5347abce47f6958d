"""Asks a resident whether they live in the wijk where a place on the map lies, and hears the answer. Only a yes is kept."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.gesprek import berichten, vragen
from loket_backend.gesprek.models import BOT, BOT_AFZENDER, GESLOTEN, WACHT, Bericht, Gesprek
from loket_backend.gesprek.teksten import Teksten
from loket_backend.gesprek.vragen import Mensvraag
from loket_backend.intake import woonwijk
from loket_backend.intake.queries import kenmerk_van
from loket_backend.toewijzing.models import Wijk

SOORT = "woonwijk"


async def vraag(session: AsyncSession, gesprek_id: str, wijk: Wijk, teksten: Teksten) -> bool:
    """Asks it. False when the answer would change nothing: the melding was submitted, or the conversation is closed."""
    gesprek = await berichten.vergrendel(session, gesprek_id)
    if gesprek.status == GESLOTEN or await kenmerk_van(session, gesprek_id) is not None:
        return False
    await vragen.sluit(session, gesprek_id, SOORT)
    # Whole sentences, so that a button of this question is never taken for the answer to another one.
    keuzes = [
        {"label": teksten.zin("knop_ja"), "waarde": teksten.zin("woonwijk_ja", wijk=wijk.naam)},
        {"label": teksten.zin("knop_nee"), "waarde": teksten.zin("woonwijk_nee", wijk=wijk.naam)},
    ]
    await vragen.stel(session, gesprek, SOORT, wijk.id, teksten.zin("woonwijk_vraag", wijk=wijk.naam), keuzes)
    return True


@dataclass(frozen=True)
class Woonwijkvraag:
    """Hears the answers (an Antwoorder)."""

    teksten: Teksten

    async def __call__(
        self, session: AsyncSession, gesprek: Gesprek, vraag: Mensvraag, bericht: Bericht, keuze: str | None
    ) -> bool:
        """A typed yes or no counts only as long as the bot has asked nothing since. Whoever says something else passes the question by."""
        await vragen.sluit(session, gesprek.id, SOORT)
        wijk = await session.get(Wijk, vraag.over)
        if keuze is None or wijk is None or (bericht.tekst != keuze and await _bot_sprak(session, vraag)):
            return False
        gevraagd = await session.get_one(Bericht, (gesprek.id, vraag.volgnummer))
        ja = keuze == gevraagd.keuzes[0]["waarde"]
        if ja:
            woonwijk.bevestig(session, gesprek.id, wijk.id)
        sleutel = "woonwijk_genoteerd" if ja else "woonwijk_onbekend"
        antwoord = berichten.zeg(session, gesprek, self.teksten.zin(sleutel, wijk=wijk.naam), bericht.volgnummer)
        if ja and gesprek.status == BOT:  # the bot asks again what it was asking
            berichten.open_beurt(session, gesprek, antwoord.volgnummer, WACHT)
        return True


async def _bot_sprak(session: AsyncSession, vraag: Mensvraag) -> bool:
    sinds = select(Bericht.volgnummer).where(
        Bericht.gesprek_id == vraag.gesprek_id,
        Bericht.volgnummer > vraag.volgnummer,
        Bericht.afzender == BOT_AFZENDER,
        Bericht.onderdrukt.is_(False),
    )
    return await session.scalar(sinds.limit(1)) is not None
