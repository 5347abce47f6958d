"""Of which dossiers it is time to ask: six weeks after the help began, and on each day that the arrangement is looked at again.

Days are those of Amsterdam, so neither summer time nor the end of the year moves one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Unpack

from sqlalchemy import ColumnElement, Date, Select, Subquery, and_, exists, literal, or_, select, union_all
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from loket_backend.arrangement.models import Arrangementregel, Arrangementversie
from loket_backend.geholpen.models import EVALUATIE, ZES_WEKEN, Evaluatie
from loket_backend.intake.models import DOORVERWEZEN, INGETROKKEN, Intake
from loket_backend.tijd import vandaag

ZES = timedelta(weeks=6)
# What became due longer ago is not asked any more: help that had long begun when somebody wrote it down.
NOG_VRAGEN = timedelta(days=28)
# Two days so near to each other are one round of questions.
DICHTBIJ = timedelta(days=14)

Keuze = Select[Unpack[tuple[Any, ...]]]


@dataclass(frozen=True, order=True)
class Ronde:
    """One round that is due: on which day, of which dossier, and about which version."""

    voor: date
    kenmerk: str
    aanleiding: str
    versie_id: int


async def aan_de_beurt(
    session: AsyncSession, dag: date, na: Ronde | None = None, hoogstens: int | None = None
) -> list[Ronde]:
    """What is due on `dag` and was not asked yet, the earliest first: so many after `na`. A dossier may be in it twice.

    Begins at the lines of those days, so that what began long ago costs nothing.
    """
    gevonden: list[Ronde] = []
    for aanleiding, keuze, venster in (
        (ZES_WEKEN, _zes_weken, _dagen(dag, ZES)),
        (EVALUATIE, _evaluaties, _dagen(dag)),
    ):
        vraag = _open(keuze(venster), venster, na).limit(hoogstens)
        gevonden += [Ronde(voor, kenmerk, aanleiding, id) for voor, kenmerk, id in await session.execute(vraag)]
    return sorted(gevonden, key=lambda ronde: (ronde.voor, ronde.versie_id, ronde.aanleiding))[:hoogstens]


def is_gevraagd(ronde: Ronde, dagen: Iterable[date]) -> bool:
    """Whether one of these rounds of the same dossier counts for this one too."""
    return any(abs(ronde.voor - dag) <= DICHTBIJ for dag in dagen)


def _dagen(dag: date, eerder: timedelta = timedelta()) -> Subquery:
    """The days that may still be asked for on `dag`, as rows: voor, op (so much `eerder`, the day that a line has), van and tot (DICHTBIJ)."""
    rijen = [dag - timedelta(days=n) for n in range(NOG_VRAGEN.days + 1)]
    return union_all(*(_dag(voor, voor - eerder) for voor in rijen)).subquery("dag")


def _dag(voor: date, op: date) -> Keuze:
    waarden = {"voor": voor, "op": op, "van": voor - DICHTBIJ, "tot": voor + DICHTBIJ}
    return select(*(literal(waarde, Date).label(naam) for naam, waarde in waarden.items()))


def _zes_weken(dag: Subquery) -> Keuze:
    """Of the first line of an arrangement in force; a new version with the same beginning is the same beginning."""
    eerder = aliased(Arrangementregel)
    keuze = _regels(dag).join(Arrangementregel, Arrangementregel.begint_op == dag.c.op)
    return keuze.where(
        ~exists()
        .where(eerder.versie_id == Arrangementregel.versie_id, eerder.begint_op < dag.c.op)
        .correlate(Arrangementregel, dag)
    )


def _evaluaties(dag: Subquery) -> Keuze:
    return _regels(dag).join(Arrangementregel, Arrangementregel.evaluatie_op == dag.c.op)


def _regels(dag: Subquery) -> Keuze:
    keuze: Keuze = select(dag.c.voor, Arrangementversie.kenmerk, Arrangementversie.id)
    return keuze.select_from(dag)


def _open(keuze: Keuze, dag: Subquery, na: Ronde | None) -> Keuze:
    """Of arrangements in force, and not of a dossier that was asked on a day so near. What comes after `na` goes by the day and the version."""
    v = Arrangementversie
    keuze = keuze.join(v, v.id == Arrangementregel.versie_id).join(Intake, Intake.kenmerk == v.kenmerk)
    gevraagd = exists().where(Evaluatie.kenmerk == v.kenmerk, Evaluatie.voor.between(dag.c.van, dag.c.tot))
    keuze = keuze.where(_loopt(), ~gevraagd.correlate(v, dag)).distinct().order_by(dag.c.voor, v.id)
    if na is None:
        return keuze
    return keuze.where(or_(dag.c.voor > na.voor, and_(dag.c.voor == na.voor, v.id > na.versie_id)))


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
