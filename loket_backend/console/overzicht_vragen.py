"""What the overview counts, read from the database. Nothing here names a person; one gesprek or intake counts as one person.

Rows come out counted where SQL can count alike on SQLite and PostgreSQL. Days in Amsterdam are given to it as moments.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Unpack

from sqlalchemy import (
    ColumnElement,
    Integer,
    ScalarSelect,
    Select,
    String,
    Subquery,
    and_,
    case,
    exists,
    func,
    literal,
    literal_column,
    or_,
    select,
    union_all,
)
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute, aliased

from loket_backend.console.overzicht_periode import Periode, Vak
from loket_backend.crisis.models import Crisismelding
from loket_backend.db import Moment
from loket_backend.gesprek.models import BOT_AFZENDER, GESLOTEN, MENS, WACHT_OP_MENS, Bericht, Gesprek, Statuswissel
from loket_backend.intake.models import Intake, Intakewissel, Opschorting, Uitspraak
from loket_backend.toewijzing.models import Wijk

GEEN_WIJK = "-"  # an intake of which the postcode was not given, or lies outside the wijken
NIET_INGEDIEND = "--"  # a gesprek without an intake: nobody knows the wijk

KEUKENTAFEL = ("gesprek_gepland", "onderzoek")
ONDERZOCHT = ("verslag", "arrangement", "afgerond")
VERVALLEN = ("doorverwezen", "ingetrokken")

Keuze = Select[Unpack[tuple[Any, ...]]]
Aantallen = Counter[tuple[str, ...]]


@dataclass(frozen=True)
class Loop:
    """How far one intake came: the first moment of each, or None. `stil`: when its term stood still (intake/termijnen.py)."""

    wijk: str
    ontvangen_op: datetime
    keukentafel: datetime | None
    onderzocht: datetime | None
    vervallen: datetime | None
    stil: tuple[tuple[date, date | None], ...] = ()


@dataclass(frozen=True)
class Wissel:
    wijk: str
    gesprek_id: str
    van: str
    naar: str
    reden: str
    op: datetime


@dataclass(frozen=True)
class Alarm:
    """The first alert of a category in a gesprek."""

    wijk: str
    categorie: str
    op: datetime
    bevestigd_op: datetime | None


async def wijken(session: AsyncSession) -> dict[str, str]:
    """Names by id, and the intakes without one."""
    rijen = await session.execute(select(Wijk.id, Wijk.naam).order_by(Wijk.naam, Wijk.id))
    return {**{wijk: naam for wijk, naam in rijen}, GEEN_WIJK: "Wijk onbekend"}


async def geopend(session: AsyncSession, vakken: Sequence[Vak]) -> Aantallen:
    """Conversations by number of the vak, kanaal and wijk (NIET_INGEDIEND when no intake came of it)."""
    vak = _als_tabel(vakken)
    vraag = select(vak.c.nr, Gesprek.kanaal, _wijk(), func.count()).select_from(vak)
    vraag = vraag.join(Gesprek, and_(Gesprek.geopend_op >= vak.c.van, Gesprek.geopend_op < vak.c.tot))
    return await _tel(session, _met_intake(vraag).group_by(vak.c.nr, Gesprek.kanaal, _wijk()))


async def ingediend(session: AsyncSession, vakken: Sequence[Vak]) -> Aantallen:
    """Intakes by number of the vak, kanaal and wijk."""
    vak = _als_tabel(vakken)
    vraag = select(vak.c.nr, Gesprek.kanaal, _wijk(), func.count()).select_from(vak)
    vraag = vraag.join(Intake, and_(Intake.ontvangen_op >= vak.c.van, Intake.ontvangen_op < vak.c.tot))
    vraag = vraag.join(Gesprek, Gesprek.id == Intake.gesprek_id)
    return await _tel(session, vraag.group_by(vak.c.nr, Gesprek.kanaal, _wijk()))


async def lopen(session: AsyncSession, periode: Periode) -> list[Loop]:
    """Every intake that was handed in in the period."""
    eerste = [
        func.min(case((Intakewissel.status.in_(s), Intakewissel.op))) for s in (KEUKENTAFEL, ONDERZOCHT, VERVALLEN)
    ]
    stil = await _opschortingen(session, periode)
    vraag = select(
        Intake.kenmerk, _wijk(), Intake.ontvangen_op, *(e.label(f"eerste_{n}") for n, e in enumerate(eerste))
    )
    vraag = vraag.outerjoin(Intakewissel, Intakewissel.kenmerk == Intake.kenmerk).where(
        _in(periode, Intake.ontvangen_op)
    )
    rijen = await session.execute(vraag.group_by(Intake.kenmerk, Intake.wijk_id, Intake.ontvangen_op))
    return [
        Loop(wijk, ontvangen, keukentafel, onderzocht, vervallen, tuple(stil.get(kenmerk, ())))
        for kenmerk, wijk, ontvangen, keukentafel, onderzocht, vervallen in rijen
    ]


async def _opschortingen(session: AsyncSession, periode: Periode) -> dict[str, list[tuple[date, date | None]]]:
    """When the terms of these intakes stood still, by kenmerk."""
    vraag = select(Opschorting.kenmerk, Opschorting.van, Opschorting.tot).join(
        Intake, Intake.kenmerk == Opschorting.kenmerk
    )
    gevonden: dict[str, list[tuple[date, date | None]]] = {}
    for kenmerk, van, tot in await session.execute(vraag.where(_in(periode, Intake.ontvangen_op))):
        gevonden.setdefault(kenmerk, []).append((van, tot))
    return gevonden


async def wissels(session: AsyncSession, periode: Periode) -> list[Wissel]:
    """Whole histories, in order, of the conversations that changed hands in the period."""
    geraakt = select(Statuswissel.gesprek_id).where(_in(periode, Statuswissel.op))
    s = Statuswissel
    vraag = select(_wijk(), s.gesprek_id, s.van, s.naar, s.reden, s.op).where(s.gesprek_id.in_(geraakt))
    vraag = vraag.outerjoin(Intake, Intake.gesprek_id == s.gesprek_id).order_by(s.id)
    return [Wissel(*rij) for rij in await session.execute(vraag)]


async def alarmen(session: AsyncSession, periode: Periode) -> list[Alarm]:
    m = Crisismelding
    eerste = select(func.min(m.id)).where(_in(periode, m.op)).group_by(m.gesprek_id, m.categorie)
    vraag = select(_wijk(), m.categorie, m.op, m.bevestigd_op).where(m.id.in_(eerste))
    return [Alarm(*rij) for rij in await session.execute(vraag.outerjoin(Intake, Intake.gesprek_id == m.gesprek_id))]


async def eindes(session: AsyncSession, periode: Periode, stil_sinds: datetime) -> dict[tuple[str | None, bool], int]:
    """Conversations opened in the period without an intake, by the last question that the bot asked, and whether it still goes on.

    It goes on when people have it, or when something was said after `stil_sinds` and it is not closed.
    """
    slot = and_(Bericht.gesprek_id == Gesprek.id, Bericht.volgnummer == Gesprek.laatste_volgnummer)
    bij_mensen = Gesprek.status.in_((WACHT_OP_MENS, MENS))
    bezig = or_(bij_mensen, and_(Gesprek.status != GESLOTEN, Bericht.tijdstip > stil_sinds))
    elk = select(_laatste_vraag().label("vraag"), case((bezig, 1), else_=0).label("bezig")).outerjoin_from(
        Gesprek, Bericht, slot
    )
    heeft_intake = exists().where(Intake.gesprek_id == Gesprek.id).correlate(Gesprek)
    per_gesprek = elk.where(_in(periode, Gesprek.geopend_op), ~heeft_intake).subquery()
    kolommen = per_gesprek.c.vraag, per_gesprek.c.bezig
    rijen = await session.execute(select(*kolommen, func.count()).group_by(*kolommen))
    return {(vraag, bool(bezig)): n for vraag, bezig, n in rijen}


def _laatste_vraag() -> ScalarSelect[str | None]:
    b = aliased(Bericht)
    gesteld = select(b.vraag).where(b.gesprek_id == Gesprek.id, b.afzender == BOT_AFZENDER, b.vraag.is_not(None))
    laatste = gesteld.where(b.onderdrukt.is_(False)).order_by(b.volgnummer.desc()).limit(1)
    return laatste.correlate(Gesprek).scalar_subquery()


async def uitspraken(session: AsyncSession, periode: Periode) -> Aantallen:
    """People by leefgebied, aspect and wijk: how often somebody said it does not count."""
    u = Uitspraak
    vraag = select(u.leefgebied, u.aspect, _wijk(), func.count(u.kenmerk.distinct()))
    vraag = vraag.join(Intake, Intake.kenmerk == u.kenmerk).where(_in(periode, Intake.ontvangen_op))
    return await _tel(session, vraag.group_by(u.leefgebied, u.aspect, _wijk()))


async def _tel(session: AsyncSession, vraag: Keuze) -> Aantallen:
    """The last column by those before it."""
    return Counter({tuple(str(deel) for deel in rij[:-1]): int(rij[-1]) for rij in await session.execute(vraag)})


def _wijk() -> ColumnElement[str]:
    """The keys stand in the text: PostgreSQL takes two parameters for two different things, and could not group by it."""
    geen, niet = literal_column(f"'{GEEN_WIJK}'", String), literal_column(f"'{NIET_INGEDIEND}'", String)
    return case((Intake.kenmerk.is_(None), niet), (Intake.wijk_id.is_(None), geen), else_=Intake.wijk_id)


def _met_intake(vraag: Keuze) -> Keuze:
    return vraag.outerjoin(Intake, Intake.gesprek_id == Gesprek.id)


def _in(periode: Periode, moment: InstrumentedAttribute[datetime]) -> ColumnElement[bool]:
    return and_(moment >= periode.begin, moment < periode.einde)


def _als_tabel(vakken: Sequence[Vak]) -> Subquery:
    """The days or weeks as rows to join with: their borders in UTC are only known here."""
    rijen = [
        select(
            literal(n, Integer).label("nr"), literal(v.van, Moment).label("van"), literal(v.tot, Moment).label("tot")
        )
        for n, v in enumerate(vakken)
    ]
    return union_all(*rijen).subquery("vak")
