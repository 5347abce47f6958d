"""An appointment with what it belongs to: the conversation, the intake that follows it, the tasks that come of it. Locked in that order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.errors import NietGevonden
from loket_backend.gesprek import berichten
from loket_backend.gesprek.models import Gesprek
from loket_backend.gesprek.taken import Taak, maak_taak
from loket_backend.intake import workflow
from loket_backend.intake.models import GESPREK_GEPLAND, ONDERZOEK, TOEGEWEZEN, Intake, Intakewissel
from loket_backend.keukentafel.afspraakmodels import Afspraak, Voorstelmoment
from loket_backend.keukentafel.afspraakstand import OPEN
from loket_backend.tijd import nu
from loket_backend.toewijzing.models import Medewerker

MOMENTEN_NODIG, AFGEZEGD, ANTWOORD, VERLOPEN_TAAK = (
    "afspraak_momenten",
    "afspraak_afgezegd",
    "afspraak_antwoord",
    "afspraak_verlopen",
)
TAKEN = (MOMENTEN_NODIG, AFGEZEGD, ANTWOORD, VERLOPEN_TAAK)


@dataclass(frozen=True)
class Dossier:
    """All locked but the medewerker. `wie`: in whose calendar it stands."""

    gesprek: Gesprek
    intake: Intake
    afspraak: Afspraak
    wie: Medewerker


async def open_afspraken(session: AsyncSession, kenmerk: str) -> list[Afspraak]:
    """The appointments of an intake with which something is still to happen, in the calendar of whoever it was planned in."""
    vraag = select(Afspraak).where(Afspraak.kenmerk == kenmerk, Afspraak.stand.in_(OPEN)).order_by(Afspraak.id)
    return list(await session.scalars(vraag))


async def momenten(session: AsyncSession, afspraak_id: int) -> list[datetime]:
    """What was proposed last, in order."""
    vraag = select(Voorstelmoment.begin).where(Voorstelmoment.afspraak_id == afspraak_id)
    return list(await session.scalars(vraag.order_by(Voorstelmoment.begin)))


async def zet_momenten(session: AsyncSession, afspraak_id: int, begin: Sequence[datetime]) -> None:
    await session.execute(delete(Voorstelmoment).where(Voorstelmoment.afspraak_id == afspraak_id))
    session.add_all(Voorstelmoment(afspraak_id=afspraak_id, begin=moment) for moment in begin)


async def vergrendel_intake(session: AsyncSession, kenmerk: str) -> tuple[Gesprek, Intake]:
    """The conversation first, as everybody who writes in it. Raises NietGevonden."""
    gesprek_id = await session.scalar(select(Intake.gesprek_id).where(Intake.kenmerk == kenmerk))
    if gesprek_id is None:
        raise NietGevonden()
    return await berichten.vergrendel(session, gesprek_id), await workflow.vergrendel(session, kenmerk)


async def vergrendel(session: AsyncSession, afspraak_id: int) -> Dossier:
    """Raises NietGevonden."""
    kenmerk = await session.scalar(select(Afspraak.kenmerk).where(Afspraak.id == afspraak_id))
    if kenmerk is None:
        raise NietGevonden()
    gesprek, intake = await vergrendel_intake(session, kenmerk)
    return await _lees(session, gesprek, intake, afspraak_id)


async def bij_gesprek(session: AsyncSession, gesprek: Gesprek, afspraak_id: int) -> Dossier | None:
    """For who holds the conversation locked already. None when the appointment is not of this conversation."""
    kenmerk = await session.scalar(select(Afspraak.kenmerk).where(Afspraak.id == afspraak_id))
    if kenmerk is None:
        return None
    intake = await workflow.vergrendel(session, kenmerk)
    return await _lees(session, gesprek, intake, afspraak_id) if intake.gesprek_id == gesprek.id else None


async def _lees(session: AsyncSession, gesprek: Gesprek, intake: Intake, afspraak_id: int) -> Dossier:
    afspraak = await session.get_one(Afspraak, afspraak_id, with_for_update=True, populate_existing=True)
    return Dossier(gesprek, intake, afspraak, await session.get_one(Medewerker, afspraak.medewerker_id))


async def volg(session: AsyncSession, intake: Intake, gepland: bool, door: str, reden: str) -> None:
    """The intake follows: planned, or back to where it was before it was planned. `door`: loket or a medewerker."""
    if gepland and intake.status in (TOEGEWEZEN, ONDERZOEK):
        await workflow.wissel(session, intake, GESPREK_GEPLAND, door, reden)
    elif not gepland and intake.status == GESPREK_GEPLAND:
        await workflow.wissel(session, intake, await _hiervoor(session, intake), door, reden)


async def _hiervoor(session: AsyncSession, intake: Intake) -> str:
    """A second gesprek is planned from the investigation, and falls back to it."""
    vraag = select(Intakewissel.van).where(
        Intakewissel.kenmerk == intake.kenmerk, Intakewissel.status == GESPREK_GEPLAND
    )
    van = await session.scalar(vraag.order_by(Intakewissel.id.desc()).limit(1))
    return ONDERZOEK if van == ONDERZOEK or intake.medewerker_id is None else TOEGEWEZEN


async def meld(session: AsyncSession, d: Dossier, soort: str, wens: str = "") -> None:
    """A task for the medewerker, with what the resident said."""
    telefoon = d.intake.antwoorden.get("telefoon", {}).get("waarde")
    await maak_taak(session, d.gesprek.id, soort, {"naam": d.intake.naam, "telefoon": telefoon, "wens": wens})


async def rond_taken_af(session: AsyncSession, gesprek_id: str, wie: str) -> None:
    """The medewerker acted: nothing of this waits any longer."""
    open_ = (Taak.gesprek_id == gesprek_id) & Taak.soort.in_(TAKEN) & Taak.gedaan_op.is_(None)
    eis = update(Taak).where(open_).values(gedaan_op=nu(), gedaan_door=wie)
    await session.execute(eis.execution_options(synchronize_session=False))
