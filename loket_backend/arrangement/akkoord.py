"""The resident agrees with an arrangement in the chat: it is in force at once, or as soon as the medewerker has made room for it.

What stands in the way is the loket's to solve. The resident agreed, and that is kept; they are never told about money.
"""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.arrangement import dienst
from loket_backend.arrangement.bezorgen import TAAK_RUIMTE, sluit_vragen, zin
from loket_backend.arrangement.models import Arrangement, Arrangementreactie, Arrangementversie
from loket_backend.errors import Conflict
from loket_backend.gesprek import berichten, terugbellen
from loket_backend.gesprek.models import Bericht, Gesprek
from loket_backend.gesprek.taken import maak_taak, open_taak, rond_af
from loket_backend.intake import workflow
from loket_backend.intake.models import Intake
from loket_backend.rondes.antwoord import Antwoord
from loket_backend.rondes.dienst import KEUR_GOED
from loket_backend.rondes.models import AKKOORD, CHAT, INWONER

# The `soort` of a reaction: the resident agreed, and it cannot be in force yet.
AKKOORD_WACHT = "akkoord_wacht"
# How it went; each is the name of a sentence in teksten.yml.
GELDT, GOLD_AL, WACHT, WACHTTE_AL, VOORBIJ = "akkoord", "al_akkoord", "akkoord_wacht", "nog_niet_begonnen", "voorbij"


async def geef(session: AsyncSession, gesprek: Gesprek, versie: Arrangementversie, bericht: Bericht) -> str:
    """The conversation is locked; `versie` is the last one that was laid before. Gives how it went."""
    intake = await workflow.vergrendel(session, versie.kenmerk)
    arrangement = await session.get_one(Arrangement, versie.kenmerk, populate_existing=True)
    if arrangement.stand == AKKOORD:
        return GOLD_AL
    if (arrangement.stand, KEUR_GOED) not in dienst.MAG:
        return VOORBIJ
    antwoord, versie_id = Antwoord(AKKOORD, bericht.tekst, CHAT, INWONER, bericht.volgnummer), versie.id
    try:
        # What was changed before there turned out to be no room is undone with it.
        async with session.begin_nested():
            await dienst.reageer(session, intake, versie_id, antwoord)
    except Conflict:
        return await _wacht(session, gesprek, versie_id, bericht)
    return GELDT


async def _wacht(session: AsyncSession, gesprek: Gesprek, versie_id: int, bericht: Bericht) -> str:
    versie = await session.get_one(Arrangementversie, versie_id, populate_existing=True)
    gegevens = await terugbellen.uit_dossier(session, gesprek.id)
    await maak_taak(session, gesprek.id, TAAK_RUIMTE, dict(gegevens))
    if await wachtend(session, versie.kenmerk) is not None:
        return WACHTTE_AL
    session.add(
        Arrangementreactie(
            kenmerk=versie.kenmerk,
            versie_id=versie.id,
            hash=versie.hash or "",
            soort=AKKOORD_WACHT,
            tekst=bericht.tekst,
            weg=CHAT,
            volgnummer=bericht.volgnummer,
            door=INWONER,
            op=bericht.tijdstip,
        )
    )
    await session.flush()
    return WACHT


async def wachtend(session: AsyncSession, kenmerk: str) -> Arrangementreactie | None:
    """The agreement with the version that was laid before last, when that waits for room."""
    versie = await dienst.voorgelegd(session, kenmerk)
    if versie is None or versie.geldt_vanaf is not None:
        return None
    keuze = select(Arrangementreactie).where(Arrangementreactie.versie_id == versie.id)
    laatste = await session.scalar(keuze.order_by(Arrangementreactie.id.desc()).limit(1))
    return laatste if laatste is not None and laatste.soort == AKKOORD_WACHT else None


async def laat_gelden(session: AsyncSession, gesprek: Gesprek, intake: Intake, wie: str) -> None:
    """There is room now: what the resident agreed with is in force, and they are told. The caller holds both locked.

    Raises Conflict when nothing waits, and when there still is no room: then the transaction is to be undone.
    """
    reactie = await wachtend(session, intake.kenmerk)
    if reactie is None:
        raise Conflict("Er wacht geen akkoord van de inwoner. Kijk eerst hoe het arrangement er nu voor staat.")
    antwoord = Antwoord(AKKOORD, reactie.tekst, CHAT, INWONER, reactie.volgnummer)
    await dienst.reageer(session, intake, reactie.versie_id, antwoord)
    if (taak := await open_taak(session, gesprek.id, TAAK_RUIMTE)) is not None:
        await rond_af(session, taak.id, wie)
    await sluit_vragen(session, gesprek.id, intake.kenmerk)
    berichten.zeg(session, gesprek, zin("chat.kan_beginnen"))
