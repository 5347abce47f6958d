"""Which dossiers of somebody's have a term that is over, that nearly is, or that stands still."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import ColumnElement, exists, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.console import zicht
from loket_backend.console.gebruiker import Gebruiker
from loket_backend.intake.looptijd import standen_van
from loket_backend.intake.models import EINDE, Intake, Opschorting
from loket_backend.intake.termijnen import BIJNA, OPGESCHORT, Termijnstand, eerstvolgende
from loket_backend.tijd import vandaag
from loket_backend.toegang.audit import leg_vast
from loket_backend.toewijzing.models import Medewerker, Wijk

MAX_GETOOND = 100


@dataclass(frozen=True)
class Regel:
    """One dossier, and the termijn for which it stands in the list."""

    kenmerk: str
    naam: str | None
    wijk: str | None
    medewerker: str | None
    stand: Termijnstand


@dataclass(frozen=True)
class Lijst:
    """At most MAX_GETOOND lines of `totaal`, the most pressing first."""

    regels: list[Regel]
    totaal: int


def te_laat() -> ColumnElement[bool]:
    return Intake.eerste_termijn < vandaag()


def bijna() -> ColumnElement[bool]:
    return Intake.eerste_termijn.between(vandaag(), vandaag() + timedelta(days=BIJNA))


def staat_stil() -> ColumnElement[bool]:
    """Also what begins or ends today."""
    dag = vandaag()
    nu_stil = exists().where(
        Opschorting.kenmerk == Intake.kenmerk,
        Opschorting.van <= dag,
        or_(Opschorting.tot.is_(None), Opschorting.tot >= dag),
    )
    return nu_stil.correlate(Intake) & Intake.status.not_in(EINDE)


async def lees(session: AsyncSession, wie: Gebruiker, welke: ColumnElement[bool], naam: str) -> Lijst:
    """Every line that is shown goes into the audit trail. `naam`: of the list, for that trail."""
    waar = zicht.intakes(wie) & welke
    totaal = await session.scalar(select(func.count()).select_from(Intake).where(waar)) or 0
    keuze = select(Intake, Wijk.naam, Medewerker.naam).outerjoin(Wijk, Wijk.id == Intake.wijk_id)
    keuze = keuze.outerjoin(Medewerker, Medewerker.id == Intake.medewerker_id).where(waar)
    keuze = keuze.order_by(Intake.eerste_termijn, Intake.kenmerk).limit(MAX_GETOOND)
    rijen = [(intake, wijk, medewerker) for intake, wijk, medewerker in await session.execute(keuze)]
    standen = await standen_van(session, [intake for intake, _, _ in rijen])
    regels = [_regel(intake, wijk, wiens, standen[intake.kenmerk]) for intake, wijk, wiens in rijen]
    for regel in regels:
        leg_vast(session, wie.id, "lijst", regel.kenmerk, f"termijnen: {naam}")
    return Lijst(regels, totaal)


def _regel(intake: Intake, wijk: str | None, medewerker: str | None, standen: Sequence[Termijnstand]) -> Regel:
    stil = next((s for s in standen if s.stand == OPGESCHORT), None)
    return Regel(intake.kenmerk, intake.naam, wijk, medewerker, stil or eerstvolgende(standen) or standen[-1])
