"""The worklist of arrangements: which are in force, wait for the resident, or are due for a look at how it goes; and what stands outside the rules.

A page takes two queries, however many arrangements there are: first which ones, along their dates, then what is in those.
What somebody may see comes from the console, as a condition on the intake.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Integer, and_, case, cast, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.arrangement.models import Arrangement, Arrangementregel, Arrangementversie
from loket_backend.arrangement.overzicht_vraag import (
    BUITEN,
    Keuze,
    Vraag,
    dossierfilters,
    geldend,
    loopt,
    op_regel,
    welke,
)
from loket_backend.intake.models import Intake
from loket_backend.toewijzing.models import Medewerker, Wijk

PER_PAGINA = 25


@dataclass(frozen=True)
class Rij:
    """One arrangement. `evaluatie_op`: the first day on which a line that still runs is looked at; `kosten`: cents a year of all lines."""

    kenmerk: str
    naam: str | None
    wijk: str | None
    medewerker: str | None
    stand: str
    sinds: datetime
    geldt_vanaf: datetime | None
    regels: int
    kosten: int
    buiten_regels: int
    evaluatie_op: date | None


@dataclass(frozen=True)
class Buitenrij:
    """One line outside the rules, with the reason for it."""

    kenmerk: str
    naam: str | None
    wijk: str | None
    medewerker: str | None
    wat: str
    reden: str | None
    leefgebied: str
    bekostiging: str
    kosten: int
    sinds: datetime


@dataclass(frozen=True)
class Bladzijde:
    """`verder`: there is a next page."""

    rijen: Sequence[Rij | Buitenrij]
    pagina: int
    verder: bool

    @property
    def eerste(self) -> int:
        return (self.pagina - 1) * PER_PAGINA + 1

    @property
    def laatste(self) -> int:
        return self.eerste + len(self.rijen) - 1


async def lees(session: AsyncSession, zichtbaar: ColumnElement[bool], vraag: Vraag) -> Bladzijde:
    """One page; the first when there is nothing on the page that was asked for."""
    hoe = _buiten_regels if vraag.lijst == BUITEN else _arrangementen
    bladzijde = await hoe(session, zichtbaar, vraag, vraag.pagina)
    if not bladzijde.rijen and vraag.pagina > 1:
        return await hoe(session, zichtbaar, vraag, 1)
    return bladzijde


async def _arrangementen(session: AsyncSession, zichtbaar: ColumnElement[bool], vraag: Vraag, pagina: int) -> Bladzijde:
    keuze = welke(vraag).where(zichtbaar)
    gevonden = (await session.execute(_een_pagina(keuze, pagina))).all()
    getoond = [(rij.kenmerk, rij.versie_id) for rij in gevonden[:PER_PAGINA]]
    return Bladzijde(await _rijen(session, getoond), pagina, len(gevonden) > PER_PAGINA)


def _een_pagina(keuze: Keuze, pagina: int) -> Keuze:
    """One more than fits, to know whether there is a next page."""
    return keuze.limit(PER_PAGINA + 1).offset((pagina - 1) * PER_PAGINA)


async def _rijen(session: AsyncSession, getoond: Sequence[tuple[str, int | None]]) -> list[Rij]:
    """In the order in which they were chosen. What may be seen was decided then."""
    if not getoond:
        return []
    per_kenmerk = dict(getoond)
    loopt_tot = case((loopt(), Arrangementregel.evaluatie_op))
    keuze = (
        select(
            *_dossierkolommen(),
            Arrangement.stand,
            Arrangement.stand_sinds,
            Arrangementversie.geldt_vanaf,
            func.count(Arrangementregel.id).label("regels"),
            func.coalesce(func.sum(Arrangementregel.kosten_jaar), 0).label("kosten"),
            func.coalesce(func.sum(cast(Arrangementregel.buiten_regels, Integer)), 0).label("buiten"),
            func.min(loopt_tot).label("evaluatie_op"),
        )
        .select_from(Arrangement)
        .join(Intake, Intake.kenmerk == Arrangement.kenmerk)
        .outerjoin(Wijk, Wijk.id == Intake.wijk_id)
        .outerjoin(Medewerker, Medewerker.id == Intake.medewerker_id)
        .outerjoin(
            Arrangementversie,
            and_(Arrangementversie.kenmerk == Arrangement.kenmerk, Arrangementversie.id.in_(_bekende(getoond))),
        )
        .outerjoin(Arrangementregel, Arrangementregel.versie_id == Arrangementversie.id)
        .where(Arrangement.kenmerk.in_(list(per_kenmerk)))
        .group_by(
            Intake.kenmerk,
            Intake.naam,
            Wijk.naam,
            Medewerker.naam,
            Arrangement.stand,
            Arrangement.stand_sinds,
            Arrangementversie.geldt_vanaf,
        )
    )
    rijen = {rij.kenmerk: _rij(rij) for rij in await session.execute(keuze)}
    return [rijen[kenmerk] for kenmerk in per_kenmerk if kenmerk in rijen]


def _bekende(getoond: Sequence[tuple[str, int | None]]) -> list[int]:
    return [versie_id for _, versie_id in getoond if versie_id is not None]


def _dossierkolommen() -> tuple[Any, ...]:
    return Intake.kenmerk, Intake.naam, Wijk.naam.label("wijk"), Medewerker.naam.label("medewerker")


def _rij(rij: Any) -> Rij:
    return Rij(
        kenmerk=rij.kenmerk,
        naam=rij.naam,
        wijk=rij.wijk,
        medewerker=rij.medewerker,
        stand=rij.stand,
        sinds=rij.stand_sinds,
        geldt_vanaf=rij.geldt_vanaf,
        regels=rij.regels,
        kosten=rij.kosten,
        buiten_regels=rij.buiten,
        evaluatie_op=rij.evaluatie_op,
    )


async def _buiten_regels(session: AsyncSession, zichtbaar: ColumnElement[bool], vraag: Vraag, pagina: int) -> Bladzijde:
    """Lines outside the rules that are in force, the newest first: regelruimte."""
    keuze = (
        select(*_dossierkolommen(), Arrangementregel, Arrangementversie.geldt_vanaf)
        .join(Arrangementversie, Arrangementversie.id == Arrangementregel.versie_id)
        .join(Arrangement, Arrangement.kenmerk == Arrangementversie.kenmerk)
        .join(Intake, Intake.kenmerk == Arrangement.kenmerk)
        .outerjoin(Wijk, Wijk.id == Intake.wijk_id)
        .outerjoin(Medewerker, Medewerker.id == Intake.medewerker_id)
        .where(zichtbaar, geldend(), Arrangementregel.buiten_regels.is_(True))
        .where(*op_regel(vraag), *dossierfilters(vraag))
        .order_by(Arrangementversie.geldt_vanaf.desc(), Arrangementregel.id)
    )
    gevonden = (await session.execute(_een_pagina(keuze, pagina))).all()
    return Bladzijde([_buitenrij(rij) for rij in gevonden[:PER_PAGINA]], pagina, len(gevonden) > PER_PAGINA)


def _buitenrij(rij: Any) -> Buitenrij:
    regel: Arrangementregel = rij.Arrangementregel
    return Buitenrij(
        kenmerk=rij.kenmerk,
        naam=rij.naam,
        wijk=rij.wijk,
        medewerker=rij.medewerker,
        wat=regel.wat,
        reden=regel.reden,
        leefgebied=regel.leefgebied,
        bekostiging=regel.bekostiging,
        kosten=regel.kosten_jaar,
        sinds=rij.geldt_vanaf,
    )
