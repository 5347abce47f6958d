"""Who owns a conversation, as a table of states and events. Every change is checked against it and appended to the history.

What is not in the table is not allowed. A human who spoke is never followed by the bot of itself: only `GEEF_TERUG` by staff, or the
resident's own choice while nobody had taken the conversation up, leads back to it.
"""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.errors import Conflict
from loket_backend.gesprek import wektijden
from loket_backend.gesprek.models import (
    BOT,
    GESLOTEN,
    MENS,
    OVERGEDRAGEN,
    WACHT,
    WACHT_OP_MENS,
    Beurt,
    Gesprek,
    Statuswissel,
)
from loket_backend.gesprek.wachten import Balie
from loket_backend.tijd import nu

NAAR_MENSEN = "naar_mensen"  # the resident asks for a human, or the bot cannot go on
PAK_OP = "pak_op"  # a medewerker takes it, from the queue or of their own accord
NEEM_OVER = "neem_over"  # a coordinator takes it from the colleague who has it
GEEF_DOOR = "geef_door"  # to a colleague or a wijk
GEEF_TERUG = "geef_terug"  # staff give it back to the bot
KIES_BOT = "kies_bot"  # the resident does not want to wait for a human
SLUIT = "sluit"
KOM_TERUG = "kom_terug"  # the resident writes in a closed conversation
KOM_TERUG_BIJ_MENS = "kom_terug_bij_mens"  # the same, after a human had spoken in it

GEBEURTENISSEN = (NAAR_MENSEN, PAK_OP, NEEM_OVER, GEEF_DOOR, GEEF_TERUG, KIES_BOT, SLUIT, KOM_TERUG, KOM_TERUG_BIJ_MENS)

OVERNAME: dict[tuple[str, str], str] = {
    (BOT, NAAR_MENSEN): WACHT_OP_MENS,
    (BOT, PAK_OP): MENS,
    (BOT, SLUIT): GESLOTEN,
    (WACHT_OP_MENS, PAK_OP): MENS,
    (WACHT_OP_MENS, GEEF_DOOR): WACHT_OP_MENS,
    (WACHT_OP_MENS, GEEF_TERUG): BOT,
    (WACHT_OP_MENS, KIES_BOT): BOT,
    (WACHT_OP_MENS, SLUIT): GESLOTEN,
    (MENS, NEEM_OVER): MENS,
    (MENS, GEEF_DOOR): WACHT_OP_MENS,
    (MENS, GEEF_TERUG): BOT,
    (MENS, SLUIT): GESLOTEN,
    (GESLOTEN, PAK_OP): MENS,
    (GESLOTEN, KOM_TERUG): BOT,
    (GESLOTEN, KOM_TERUG_BIJ_MENS): WACHT_OP_MENS,
}

# What the bot may ask for at the end of a turn.
GEBEURTENIS_VAN_BOT = {WACHT_OP_MENS: NAAR_MENSEN, GESLOTEN: SLUIT}


async def wissel(session: AsyncSession, gesprek: Gesprek, gebeurtenis: str, reden: str, door: str) -> None:
    """Moves a conversation that the caller holds locked. When people own it, no open turn waits for the bot any longer;
    who comes to wait for them hears where they stand, and the wait is timed.

    `door`: inwoner, bot, or the id of the medewerker; who takes it up has it. Raises Conflict when the table does not allow it.
    """
    naar = OVERNAME.get((gesprek.status, gebeurtenis))
    if naar is None:
        raise Conflict(f"Dat kan nu niet: {WOORDEN[gesprek.status]}.")
    session.add(Statuswissel(gesprek_id=gesprek.id, van=gesprek.status, naar=naar, reden=reden, door=door, op=nu()))
    gesprek.status, gesprek.status_sinds = naar, nu()
    gesprek.medewerker_id = door if gebeurtenis in (PAK_OP, NEEM_OVER) else None
    gesprek.voor_medewerker_id = gesprek.voor_wijk_id = gesprek.opgeschaald_op = None
    if naar in (WACHT_OP_MENS, MENS):
        await _geef_beurten_door(session, gesprek.id)
    await wektijden.annuleer(session, gesprek.id, wektijden.WACHT_LANG, wektijden.WACHT_TE_LANG)
    if naar == WACHT_OP_MENS:
        await Balie.wachtkamer().ontvang(session, gesprek, reden)


WOORDEN = {
    BOT: "de digitale assistent voert dit gesprek",
    WACHT_OP_MENS: "dit gesprek wacht op een medewerker",
    MENS: "een medewerker voert dit gesprek",
    GESLOTEN: "dit gesprek is gesloten",
}


async def _geef_beurten_door(session: AsyncSession, gesprek_id: str) -> None:
    vraag = select(Beurt).where(Beurt.gesprek_id == gesprek_id, Beurt.stand == WACHT)
    for beurt in await session.scalars(vraag):
        beurt.stand, beurt.klaar_op = OVERGEDRAGEN, nu()
