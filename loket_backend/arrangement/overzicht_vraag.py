"""Which arrangements somebody asks for: the lists, the filters, and the conditions that follow from them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Unpack

from sqlalchemy import ColumnElement, ScalarSelect, Select, SQLColumnExpression, and_, exists, func, or_, select

from loket_backend.arrangement.models import BEEINDIGD, Arrangement, Arrangementregel, Arrangementversie
from loket_backend.arrangement.regels import BIJNA
from loket_backend.intake.models import Intake
from loket_backend.rondes.models import CONCEPT, CORRECTIE, VOORGELEGD
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
STANDEN = {WACHT: VOORGELEGD, WIL_ANDERS: CORRECTIE, NOG_NIET: CONCEPT, VOORBIJ: BEEINDIGD}

Keuze = Select[Unpack[tuple[Any, ...]]]
VersieId = SQLColumnExpression[int]


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


def welke(vraag: Vraag) -> Keuze:
    """The kenmerk of each arrangement in a list and the id of the version that the list is about, the most pressing first."""
    keuze, versie_id = {TERUGKIJKEN: _terugkijken, GELDT: _geldt}.get(vraag.lijst, lambda: _met_stand(vraag.lijst))()
    return keuze.where(*_regelfilter(vraag, versie_id), *dossierfilters(vraag)).order_by(Arrangement.kenmerk)


def _dossiers(versie_id: VersieId) -> Keuze:
    keuze: Keuze = select(Arrangement.kenmerk, versie_id.label("versie_id"))
    return keuze.join(Intake, Intake.kenmerk == Arrangement.kenmerk)


def _terugkijken() -> tuple[Keuze, VersieId]:
    """Begins at the lines whose date is near, so that what is far away costs nothing."""
    eerst = (
        select(Arrangementversie.kenmerk, Arrangementversie.id, func.min(Arrangementregel.evaluatie_op).label("op"))
        .join(Arrangementregel, Arrangementregel.versie_id == Arrangementversie.id)
        .where(Arrangementversie.geldt_vanaf.is_not(None), Arrangementversie.geldt_tot.is_(None))
        .where(Arrangementregel.evaluatie_op <= vandaag() + BIJNA, loopt())
        .group_by(Arrangementversie.kenmerk, Arrangementversie.id)
        .subquery()
    )
    keuze = _dossiers(eerst.c.id).join(eerst, eerst.c.kenmerk == Arrangement.kenmerk)
    return keuze.order_by(eerst.c.op), eerst.c.id


def _geldt() -> tuple[Keuze, VersieId]:
    keuze = _dossiers(Arrangementversie.id).join(Arrangementversie, geldend())
    return keuze.order_by(Arrangement.stand_sinds.desc()), Arrangementversie.id


def _met_stand(lijst: str) -> tuple[Keuze, VersieId]:
    """What waits longest comes first; what ended, last ended first."""
    stand, op = STANDEN[lijst], Arrangement.stand_sinds
    versie_id = _laatste(voorgelegd=lijst != NOG_NIET)
    keuze = _dossiers(versie_id).where(Arrangement.stand == stand)
    return keuze.order_by(op.desc() if lijst == VOORBIJ else op.asc()), versie_id


def _laatste(*, voorgelegd: bool) -> ScalarSelect[int]:
    """The version that the resident was given last, else the one that was saved last."""
    keuze = select(Arrangementversie.id).where(Arrangementversie.kenmerk == Arrangement.kenmerk)
    if voorgelegd:
        keuze = keuze.where(Arrangementversie.ronde.is_not(None)).order_by(Arrangementversie.ronde.desc())
    else:
        keuze = keuze.order_by(Arrangementversie.nummer.desc())
    return keuze.limit(1).correlate(Arrangement).scalar_subquery()


def loopt() -> ColumnElement[bool]:
    return or_(Arrangementregel.eindigt_op.is_(None), Arrangementregel.eindigt_op >= vandaag())


def _regelfilter(vraag: Vraag, versie_id: VersieId) -> list[ColumnElement[bool]]:
    """One line that is about all that is asked."""
    if not (op := op_regel(vraag)):
        return []
    return [exists().where(Arrangementregel.versie_id == versie_id, *op).correlate_except(Arrangementregel)]


def dossierfilters(vraag: Vraag) -> list[ColumnElement[bool]]:
    waar: list[ColumnElement[bool]] = [Intake.wijk_id == vraag.wijk] if vraag.wijk else []
    return [*waar, Intake.medewerker_id == vraag.van] if vraag.van else waar


def op_regel(vraag: Vraag) -> list[ColumnElement[bool]]:
    waar = [Arrangementregel.leefgebied == vraag.leefgebied] if vraag.leefgebied else []
    return [*waar, Arrangementregel.bekostiging == vraag.bekostiging] if vraag.bekostiging else waar
