"""Which arrangements somebody asks for: the lists, the filters, and the conditions that follow from them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, and_, func, or_, select

from loket_backend.arrangement.models import (
    BEEINDIGD,
    CONCEPT,
    CORRECTIE,
    VOORGELEGD,
    Arrangement,
    Arrangementregel,
    Arrangementversie,
)
from loket_backend.intake.models import Intake
from loket_backend.tijd import vandaag

GELDT, WACHT, WIL_ANDERS, TERUGKIJKEN, BUITEN, NOG_NIET, VOORBIJ = (
    "geldt",
    "wacht",
    "wil_anders",
    "terugkijken",
    "regelruimte",
    "concept",
    "voorbij",
)
LIJSTEN = (TERUGKIJKEN, WACHT, WIL_ANDERS, GELDT, NOG_NIET, BUITEN, VOORBIJ)
# So many days before, a line comes up to be looked at.
BIJNA = timedelta(days=14)


@dataclass(frozen=True)
class Vraag:
    """Which page of which list; a filter that is empty leaves nothing out. `van`: the id of a medewerker."""

    lijst: str = TERUGKIJKEN
    wijk: str = ""
    van: str = ""
    leefgebied: str = ""
    bekostiging: str = ""
    pagina: int = 1


def geldend() -> ColumnElement[bool]:
    return and_(
        Arrangementversie.kenmerk == Arrangement.kenmerk,
        Arrangementversie.geldt_vanaf.is_not(None),
        Arrangementversie.geldt_tot.is_(None),
    )


def versie_van(lijst: str) -> ScalarSelect[int]:
    """Which version a list is about: the one in force, what the resident has, or what was saved last."""
    keuze = select(Arrangementversie.id)
    if lijst in (GELDT, TERUGKIJKEN):
        return keuze.where(geldend()).correlate(Arrangement).scalar_subquery()
    keuze = keuze.where(Arrangementversie.kenmerk == Arrangement.kenmerk)
    if lijst == NOG_NIET:
        keuze = keuze.order_by(Arrangementversie.nummer.desc())
    else:
        keuze = keuze.where(Arrangementversie.ronde.is_not(None)).order_by(Arrangementversie.ronde.desc())
    return keuze.limit(1).correlate(Arrangement).scalar_subquery()


def staat_in(lijst: str) -> ColumnElement[bool]:
    standen = {WACHT: VOORGELEGD, WIL_ANDERS: CORRECTIE, NOG_NIET: CONCEPT, VOORBIJ: BEEINDIGD}
    if lijst in standen:
        return Arrangement.stand == standen[lijst]
    geldt = select(Arrangementversie.id).where(geldend()).correlate(Arrangement)
    return _eerste_evaluatie() <= vandaag() + BIJNA if lijst == TERUGKIJKEN else geldt.exists()


def loopt() -> ColumnElement[bool]:
    return or_(Arrangementregel.eindigt_op.is_(None), Arrangementregel.eindigt_op >= vandaag())


def _eerste_evaluatie() -> ScalarSelect[date]:
    keuze = select(func.min(Arrangementregel.evaluatie_op)).join(
        Arrangementversie, Arrangementversie.id == Arrangementregel.versie_id
    )
    return keuze.where(geldend(), loopt()).correlate(Arrangement).scalar_subquery()


def volgorde(lijst: str) -> list[ColumnElement[Any]]:
    """What waits longest comes first; what ended, last ended first."""
    if lijst == TERUGKIJKEN:
        return [_eerste_evaluatie().asc()]
    return [Arrangement.stand_sinds.desc() if lijst in (VOORBIJ, GELDT) else Arrangement.stand_sinds.asc()]


def filters(vraag: Vraag, versie_id: ScalarSelect[int]) -> list[ColumnElement[bool]]:
    waar = [_regelfilter(vraag, versie_id)] if vraag.leefgebied or vraag.bekostiging else []
    return [*waar, *dossierfilters(vraag)]


def dossierfilters(vraag: Vraag) -> list[ColumnElement[bool]]:
    waar: list[ColumnElement[bool]] = [Intake.wijk_id == vraag.wijk] if vraag.wijk else []
    return [*waar, Intake.medewerker_id == vraag.van] if vraag.van else waar


def _regelfilter(vraag: Vraag, versie_id: ScalarSelect[int]) -> ColumnElement[bool]:
    """One line that is about both."""
    passend = select(Arrangementregel.id).where(Arrangementregel.versie_id == versie_id, *op_regel(vraag))
    return passend.correlate(Arrangement).exists()


def op_regel(vraag: Vraag) -> list[ColumnElement[bool]]:
    waar = [Arrangementregel.leefgebied == vraag.leefgebied] if vraag.leefgebied else []
    return [*waar, Arrangementregel.bekostiging == vraag.bekostiging] if vraag.bekostiging else waar
