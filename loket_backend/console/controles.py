"""Which dossiers a coordinator still has to look over, and which wait for an answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, exists, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.console.gebruiker import Gebruiker
from loket_backend.intake.models import EINDE, Intake
from loket_backend.keukentafel.controle import VRAAG, Controle, van, volledigheid
from loket_backend.toegang.audit import leg_vast
from loket_backend.toewijzing.models import Medewerker

PER_PAGINA = 50


@dataclass(frozen=True)
class Regel:
    """One dossier; `besproken` of `van` fields were spoken about."""

    kenmerk: str
    naam: str | None
    status: str
    medewerker: str | None
    ontvangen_op: datetime
    besproken: int
    van: int


@dataclass(frozen=True)
class Lijst:
    """One page of `laatste`."""

    regels: list[Regel]
    totaal: int
    pagina: int
    laatste: int


async def blok(session: AsyncSession, wie: Gebruiker, intake: Intake) -> dict[str, Any]:
    """For the page of the dossier: how it was last looked over."""
    gezien = await van(session, intake.kenmerk)
    return {"laatste_controle": gezien[0] if gezien else None}


def nog_te_doen() -> ColumnElement[bool]:
    """Open, and nobody looked at it."""
    return Intake.status.not_in(EINDE) & ~_heeft(Controle.id.is_not(None))


def wacht_op_antwoord() -> ColumnElement[bool]:
    return _heeft((Controle.uitkomst == VRAAG) & Controle.beantwoord_op.is_(None))


def beantwoord() -> ColumnElement[bool]:
    """The last look was a question, and it was answered: it asks for another look."""
    laatste = select(func.max(Controle.id)).where(Controle.kenmerk == Intake.kenmerk).correlate(Intake)
    return _heeft((Controle.id == laatste.scalar_subquery()) & Controle.beantwoord_op.is_not(None))


def _heeft(welke: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists().where(Controle.kenmerk == Intake.kenmerk, welke).correlate(Intake)


async def lees(session: AsyncSession, wie: str, welke: ColumnElement[bool], pagina: int = 1) -> Lijst:
    """The oldest first; a page after the last is the last. Every line goes into the audit trail. For who sees every dossier."""
    totaal = await session.scalar(select(func.count()).select_from(Intake).where(welke)) or 0
    laatste = max(1, -(-totaal // PER_PAGINA))
    pagina = min(max(pagina, 1), laatste)
    keuze = select(Intake, Medewerker.naam).outerjoin(Medewerker, Medewerker.id == Intake.medewerker_id).where(welke)
    rijen = await session.execute(
        keuze.order_by(Intake.ontvangen_op, Intake.kenmerk).limit(PER_PAGINA).offset((pagina - 1) * PER_PAGINA)
    )
    regels = [
        Regel(i.kenmerk, i.naam, i.status, medewerker, i.ontvangen_op, *volledigheid(i)) for i, medewerker in rijen
    ]
    for regel in regels:
        leg_vast(session, wie, "lijst", regel.kenmerk, "controle")
    return Lijst(regels, totaal, pagina, laatste)
