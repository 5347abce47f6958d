"""How many were asked and what they answered, by wijk and month, for dashboards. Numbers only; who shows them hides small groups."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import ColumnElement, func, select, true
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.geholpen.models import Evaluatie
from loket_backend.intake.models import Intake
from loket_backend.tijd import AMSTERDAM


@dataclass(frozen=True)
class Maandtelling:
    """`maand`: its first day. `gevraagd`: rounds that were put in it. Of the rounds that ended in it, `beantwoord` with at least one answer:
    how many answered what, under the keys "ja", "beetje" and "nee"; what nobody answered is not there.
    """

    maand: date
    gevraagd: int
    beantwoord: int
    geholpen: dict[str, int] = field(default_factory=dict)
    tevreden: dict[str, int] = field(default_factory=dict)


async def per_maand(session: AsyncSession, wijk_id: str | None, van: date, tot: date) -> list[Maandtelling]:
    """Every month that has a day from `van` up to and including `tot`, as a whole; `wijk_id` None: the whole loket."""
    wijk = Intake.wijk_id == wijk_id if wijk_id is not None else true()
    return [await _tel(session, wijk, maand, volgende) for maand, volgende in maanden(van, tot)]


def maanden(van: date, tot: date) -> Iterator[tuple[date, date]]:
    """The first day of each month, and that of the month after it."""
    maand = van.replace(day=1)
    while maand <= tot:
        volgende = (maand + timedelta(days=32)).replace(day=1)
        yield maand, volgende
        maand = volgende


async def _tel(session: AsyncSession, wijk: ColumnElement[bool], maand: date, volgende: date) -> Maandtelling:
    def in_maand(kolom: ColumnElement[datetime | None]) -> ColumnElement[bool]:
        return (kolom >= _begin(maand)) & (kolom < _begin(volgende))

    van_wijk = select(func.count()).select_from(Evaluatie).join(Intake, Intake.kenmerk == Evaluatie.kenmerk).where(wijk)
    gevraagd = await session.scalar(van_wijk.where(in_maand(Evaluatie.gevraagd_op.expression))) or 0
    keuze = (
        select(Evaluatie.geholpen, Evaluatie.tevreden, func.count())
        .join(Intake, Intake.kenmerk == Evaluatie.kenmerk)
        .where(wijk, in_maand(Evaluatie.beantwoord_op.expression))
        .group_by(Evaluatie.geholpen, Evaluatie.tevreden)
    )
    geholpen: dict[str, int] = {}
    tevreden: dict[str, int] = {}
    beantwoord = 0
    for hielp, vond, aantal in await session.execute(keuze):
        beantwoord += aantal if hielp or vond else 0
        for telling, antwoord in ((geholpen, hielp), (tevreden, vond)):
            if antwoord is not None:
                telling[antwoord] = telling.get(antwoord, 0) + aantal
    return Maandtelling(maand, gevraagd, beantwoord, geholpen, tevreden)


def _begin(dag: date) -> datetime:
    return datetime.combine(dag, time(), AMSTERDAM).astimezone(UTC)
