"""The tasks that somebody may see: what is still to be done, the oldest first, and what was done last."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import exists, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.console import zicht
from loket_backend.console.gebruiker import Gebruiker
from loket_backend.errors import NietGevonden
from loket_backend.gesprek.models import Gesprek
from loket_backend.gesprek.taken import Taak
from loket_backend.gesprek.terugbellen import leesbaar
from loket_backend.intake.models import Intake
from loket_backend.toegang.audit import leg_vast
from loket_backend.toewijzing.models import Medewerker

MAX_GETOOND, MAX_GEDAAN = 50, 10
GROND = "taak van het loket"


@dataclass(frozen=True)
class Regel:
    """One task. `telefoon` is what a link dials, `nummer` what one reads; `leesbaar`: this person may read the conversation."""

    id: int
    soort: str
    naam: str | None
    telefoon: str | None
    nummer: str | None
    moment: str | None
    sinds: datetime
    gesprek_id: str
    kenmerk: str | None
    leesbaar: bool


@dataclass(frozen=True)
class Gedaan:
    soort: str
    wie: str | None
    op: datetime
    kenmerk: str | None


async def te_doen(session: AsyncSession, wie: Gebruiker) -> list[Regel]:
    """Each task that is shown goes into the audit trail: there is a name and a number in it."""
    gesprek = exists().where(Gesprek.id == Taak.gesprek_id, zicht.gesprekken(wie)).correlate(Taak)
    keuze = select(Taak, Intake.kenmerk, gesprek).outerjoin(Intake, Intake.gesprek_id == Taak.gesprek_id)
    keuze = keuze.where(Taak.gedaan_op.is_(None), zicht.taken(wie)).order_by(Taak.ontstaan_op, Taak.id)
    regels = [_regel(taak, kenmerk, mag) for taak, kenmerk, mag in await session.execute(keuze.limit(MAX_GETOOND))]
    for regel in regels:
        leg_vast(session, wie.id, "taak gelezen", regel.kenmerk or regel.gesprek_id, GROND)
    return regels


def _regel(taak: Taak, kenmerk: str | None, mag_lezen: bool) -> Regel:
    gegevens = taak.gegevens
    telefoon = gegevens.get("telefoon")
    moment = ", ".join(gegevens[deel] for deel in ("moment", "wens") if gegevens.get(deel))
    return Regel(
        id=taak.id,
        soort=taak.soort,
        naam=gegevens.get("naam"),
        telefoon=telefoon,
        nummer=leesbaar(telefoon) if telefoon else None,
        moment=moment or None,
        sinds=taak.ontstaan_op,
        gesprek_id=taak.gesprek_id,
        kenmerk=kenmerk,
        leesbaar=mag_lezen,
    )


async def gedaan(session: AsyncSession, wie: Gebruiker) -> list[Gedaan]:
    keuze = select(Taak.soort, Medewerker.naam, Taak.gedaan_op, Intake.kenmerk)
    keuze = keuze.outerjoin(Medewerker, Medewerker.id == Taak.gedaan_door)
    keuze = keuze.outerjoin(Intake, Intake.gesprek_id == Taak.gesprek_id)
    keuze = keuze.where(Taak.gedaan_op.is_not(None), zicht.taken(wie)).order_by(Taak.gedaan_op.desc())
    rijen = await session.execute(keuze.limit(MAX_GEDAAN))
    return [Gedaan(soort, naam, op, kenmerk) for soort, naam, op, kenmerk in rijen if op is not None]


async def aantal(session: AsyncSession, wie: Gebruiker) -> int:
    telling = select(func.count()).select_from(Taak).where(Taak.gedaan_op.is_(None), zicht.taken(wie))
    return await session.scalar(telling) or 0


async def wiens(session: AsyncSession, wie: Gebruiker, taak_id: int) -> str:
    """The kenmerk or else the conversation of a task. Raises the same NietGevonden for what is absent and for what this person may not see."""
    keuze = select(Taak.gesprek_id, Intake.kenmerk).outerjoin(Intake, Intake.gesprek_id == Taak.gesprek_id)
    rij = (await session.execute(keuze.where(Taak.id == taak_id, zicht.taken(wie)))).one_or_none()
    if rij is None:
        raise NietGevonden()
    return str(rij.kenmerk or rij.gesprek_id)
