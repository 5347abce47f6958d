"""Of which dossiers it is time to ask: six weeks after the help began, and on each day that the arrangement is looked at again.

Days are those of Amsterdam, so neither summer time nor the end of the year moves one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.arrangement.models import Arrangementregel, Arrangementversie
from loket_backend.geholpen.models import EVALUATIE, ZES_WEKEN, Evaluatie
from loket_backend.intake.models import DOORVERWEZEN, INGETROKKEN, Intake
from loket_backend.tijd import vandaag

ZES = timedelta(weeks=6)
# What became due longer ago is not asked any more: help that had long begun when somebody wrote it down.
NOG_VRAGEN = timedelta(days=28)
# Two days so near to each other are one round of questions.
DICHTBIJ = timedelta(days=14)


@dataclass(frozen=True, order=True)
class Ronde:
    """One round that is due: on which day, of which dossier, and about which version."""

    voor: date
    kenmerk: str
    aanleiding: str
    versie_id: int


async def aan_de_beurt(session: AsyncSession, dag: date) -> list[Ronde]:
    """What is due on `dag` and was not asked yet, the earliest first; at most one of a dossier."""
    rijp = sorted([*await _zes_weken(session, dag), *await _evaluaties(session, dag)])
    al = await _gevraagd(session, dag) if rijp else {}
    return list(_niet_dubbel(rijp, al))


def _niet_dubbel(rijp: Iterable[Ronde], al: dict[str, list[date]]) -> Iterator[Ronde]:
    gekozen = set()
    for ronde in rijp:
        if ronde.kenmerk not in gekozen and not is_gevraagd(ronde, al.get(ronde.kenmerk, ())):
            gekozen.add(ronde.kenmerk)
            yield ronde


def is_gevraagd(ronde: Ronde, dagen: Iterable[date]) -> bool:
    """Whether one of these rounds of the same dossier counts for this one too."""
    return any(abs(ronde.voor - dag) <= DICHTBIJ for dag in dagen)


async def _zes_weken(session: AsyncSession, dag: date) -> list[Ronde]:
    """Of the first line of an arrangement in force; a new version with the same beginning is the same beginning."""
    begin = func.min(Arrangementregel.begint_op)
    vraag = (
        select(Arrangementversie.kenmerk, Arrangementversie.id, begin)
        .join(Arrangementregel, Arrangementregel.versie_id == Arrangementversie.id)
        .join(Intake, Intake.kenmerk == Arrangementversie.kenmerk)
        .where(_loopt())
        .group_by(Arrangementversie.kenmerk, Arrangementversie.id)
        .having(begin.between(dag - ZES - NOG_VRAGEN, dag - ZES))
    )
    return [Ronde(eerste + ZES, kenmerk, ZES_WEKEN, id) for kenmerk, id, eerste in await session.execute(vraag)]


async def _evaluaties(session: AsyncSession, dag: date) -> list[Ronde]:
    vraag = (
        select(Arrangementversie.kenmerk, Arrangementversie.id, Arrangementregel.evaluatie_op)
        .join(Arrangementregel, Arrangementregel.versie_id == Arrangementversie.id)
        .join(Intake, Intake.kenmerk == Arrangementversie.kenmerk)
        .where(_loopt(), Arrangementregel.evaluatie_op.between(dag - NOG_VRAGEN, dag))
        .distinct()
    )
    return [Ronde(op, kenmerk, EVALUATIE, id) for kenmerk, id, op in await session.execute(vraag)]


async def volgende_dag(session: AsyncSession, kenmerk: str) -> date | None:
    """The next day after today on which this dossier is asked, as its arrangement is now; None when there is none."""
    dag = vandaag()
    vraag = (
        select(Arrangementregel.begint_op, Arrangementregel.evaluatie_op)
        .join(Arrangementversie, Arrangementversie.id == Arrangementregel.versie_id)
        .join(Intake, Intake.kenmerk == Arrangementversie.kenmerk)
        .where(_loopt(), Arrangementversie.kenmerk == kenmerk)
    )
    rijen = (await session.execute(vraag)).all()
    dagen = {min(r.begint_op for r in rijen) + ZES, *(r.evaluatie_op for r in rijen)} if rijen else set()
    al = list(await session.scalars(select(Evaluatie.voor).where(Evaluatie.kenmerk == kenmerk)))
    return min((d for d in dagen if d > dag and not any(abs(d - v) <= DICHTBIJ for v in al)), default=None)


def _loopt() -> ColumnElement[bool]:
    """In force, of somebody who still wants to hear from the loket; a dossier that was rounded off counts."""
    geldt = Arrangementversie.geldt_vanaf.is_not(None) & Arrangementversie.geldt_tot.is_(None)
    return geldt & Intake.status.not_in((DOORVERWEZEN, INGETROKKEN))


async def _gevraagd(session: AsyncSession, dag: date) -> dict[str, list[date]]:
    vraag = select(Evaluatie.kenmerk, Evaluatie.voor).where(Evaluatie.voor >= dag - NOG_VRAGEN - DICHTBIJ)
    gevonden: dict[str, list[date]] = {}
    for kenmerk, voor in await session.execute(vraag):
        gevonden.setdefault(kenmerk, []).append(voor)
    return gevonden
