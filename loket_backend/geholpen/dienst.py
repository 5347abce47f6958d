"""Every day: who is due is asked how it goes. In the chat while the loket is open, or else by a medewerker by telephone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta

import structlog
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.arrangement.models import Arrangementversie
from loket_backend.crisis.models import Crisismelding
from loket_backend.db import Database
from loket_backend.errors import plek
from loket_backend.geholpen import antwoorden, stellen
from loket_backend.geholpen.antwoorden import STILTE, TAAK_VRAGEN
from loket_backend.geholpen.chat import naam_van_medewerker
from loket_backend.geholpen.models import Evaluatie
from loket_backend.geholpen.planning import Ronde, aan_de_beurt, is_gevraagd
from loket_backend.geholpen.stellen import GEHOLPEN, zin
from loket_backend.gesprek import berichten, wektijden
from loket_backend.gesprek.models import INWONER, MENS, WACHT_OP_MENS, Gesprek
from loket_backend.gesprek.openingstijden import Openingstijden
from loket_backend.gesprek.taken import ONBEREIKBAAR, open_taak
from loket_backend.intake.models import Intake
from loket_backend.keukentafel.afspraakdossier import vergrendel_intake
from loket_backend.keukentafel.gespreksverslag_blad import van_een_ander
from loket_backend.rondes.models import CHAT
from loket_backend.tijd import AMSTERDAM, nu, vandaag

log = structlog.get_logger()

# So long the chat waits for an answer, and so long a conversation with people may hold the questions up.
GEDULD = timedelta(days=7)
UUR = time(10)


async def houd_bij(database: Database, tijden: Openingstijden, meld: Callable[[str], None]) -> None:
    """Begins the rounds that are due, each in a transaction of its own; nothing while the loket is closed.

    `meld` hears of every conversation in which something was asked. What fails is logged and tried again at the next call; any number of
    processes may call it.
    """
    if not tijden.is_open(nu()):
        return
    async with database.lees() as session:
        rondes = await aan_de_beurt(session, vandaag())
    for ronde in rondes:
        if (gesprek_id := await _probeer(database, ronde)) is not None:
            meld(gesprek_id)


async def _probeer(database: Database, ronde: Ronde) -> str | None:
    try:
        async with database.schrijf() as session:
            return await begin(session, ronde)
    except IntegrityError:
        return None  # another process was first
    except Exception as fout:
        log.error("ronde_gestruikeld", kenmerk=ronde.kenmerk, soort=type(fout).__name__, plek=plek(fout))
        return None


async def begin(session: AsyncSession, ronde: Ronde) -> str | None:
    """Puts the first question, or the task to put it by telephone. Gives the conversation in which it was put.

    Not while people of the loket talk with the resident, or a crisis asks for somebody: then at a later call, for a week.
    """
    gesprek, intake = await vergrendel_intake(session, ronde.kenmerk)
    dagen = select(Evaluatie.voor).where(Evaluatie.kenmerk == ronde.kenmerk)
    if is_gevraagd(ronde, await session.scalars(dagen)):
        return None
    in_de_chat, bezet = await _leest_de_chat(session, gesprek, ronde), await _is_bezet(session, gesprek)
    if in_de_chat and bezet and vandaag() < ronde.voor + GEDULD:
        return None
    evaluatie = Evaluatie(
        kenmerk=ronde.kenmerk, versie_id=ronde.versie_id, aanleiding=ronde.aanleiding, voor=ronde.voor
    )
    session.add(evaluatie)
    await session.flush()
    if not in_de_chat or bezet:
        await antwoorden.leg_taak_neer(session, gesprek.id, TAAK_VRAGEN)
        return None
    await _vraag(session, gesprek, intake, evaluatie)
    return gesprek.id


async def _vraag(session: AsyncSession, gesprek: Gesprek, intake: Intake, evaluatie: Evaluatie) -> None:
    voor_wie = "_ander" if van_een_ander(intake) else ""
    naam = await naam_van_medewerker(session, intake.kenmerk)
    berichten.zeg(session, gesprek, zin(f"chat.begin{voor_wie}", medewerker=naam))
    await stellen.stel(session, gesprek, evaluatie, GEHOLPEN, f"geholpen{voor_wie}")
    evaluatie.gevraagd_op = nu()
    wektijden.zet_op(session, gesprek.id, STILTE, _na(GEDULD), over=evaluatie.id)


async def _leest_de_chat(session: AsyncSession, gesprek: Gesprek, ronde: Ronde) -> bool:
    """Whether the arrangement itself was laid before them there, and the channel still reaches them."""
    versie = await session.get_one(Arrangementversie, ronde.versie_id)
    return versie.weg == CHAT and await open_taak(session, gesprek.id, ONBEREIKBAAR) is None


async def _is_bezet(session: AsyncSession, gesprek: Gesprek) -> bool:
    if gesprek.status in (MENS, WACHT_OP_MENS):
        return True
    open_ = select(Crisismelding.id).where(
        Crisismelding.gesprek_id == gesprek.id, Crisismelding.bevestigd_door.is_(None)
    )
    return await session.scalar(open_.limit(1)) is not None


async def stilte(session: AsyncSession, gesprek: Gesprek, wektijd: wektijden.Wektijd) -> datetime | None:
    """A week went by. What was answered counts as it is; who said nothing is called, and may still answer in the chat."""
    evaluatie = await session.get_one(Evaluatie, wektijd.over, populate_existing=True)
    if evaluatie.beantwoord_op is not None:
        return None
    if evaluatie.geholpen or evaluatie.tevreden or evaluatie.beter:
        await antwoorden.rond_af(session, gesprek.id, evaluatie, INWONER)
    else:
        await antwoorden.leg_taak_neer(session, gesprek.id, TAAK_VRAGEN)
    return None


def _na(duur: timedelta) -> datetime:
    """In the morning of that day, by the clock on the wall."""
    return datetime.combine(vandaag() + duur, UUR, AMSTERDAM).astimezone(UTC)


GEVOLGEN = {STILTE: stilte}
