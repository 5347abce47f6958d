"""Conversations that ask for a human: an open crisis first, then who waits longest; and those that somebody has."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Unpack

from sqlalchemy import ColumnElement, Select, SQLColumnExpression, and_, case, exists, func, select, union
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.console import zicht
from loket_backend.console.gebruiker import Gebruiker
from loket_backend.crisis.models import Crisismelding
from loket_backend.gesprek.models import GESLOTEN, INWONER, MENS, WACHT_OP_MENS, Bericht, Gesprek, Statuswissel
from loket_backend.intake.models import Concept, Intake
from loket_backend.toewijzing import service as toewijzing
from loket_backend.toewijzing.models import Medewerker, Wijk

MAX_GETOOND = 50

Keuze = Select[Unpack[tuple[Any, ...]]]


@dataclass(frozen=True)
class Regel:
    """One conversation. `kenmerk`: of the intake, when it was submitted already. `sinds`: since when it waits, or is somebody's.

    `te_lang`: so long that it is everybody's now, and the coordinator's. `crisis`: an alert that nobody took up.
    `ongelezen`: messages of the resident that no medewerker had on the screen.
    """

    gesprek_id: str
    kanaal: str
    status: str
    reden: str
    sinds: datetime
    berichten: int
    ongelezen: int
    crisis: bool
    kenmerk: str | None
    wijk_id: str | None
    voor_medewerker_id: str | None
    voor_wijk_id: str | None
    te_lang: bool


async def wachtende(session: AsyncSession, wie: Gebruiker) -> list[Regel]:
    """Who waits for a human, and every conversation with an open crisis that no human has."""
    wacht = select(Gesprek.id).where(Gesprek.status == WACHT_OP_MENS)
    crisis = select(Crisismelding.gesprek_id).where(Crisismelding.bevestigd_door.is_(None))
    # As one set of ids: with OR over two tables a database looks at every conversation there ever was.
    vraagt = and_(Gesprek.id.in_(union(wacht, crisis)), Gesprek.status != MENS)
    return await _lees(session, _keuze(_wacht_sinds()).where(vraagt, zicht.gesprekken(wie)))


async def van_mij(session: AsyncSession, wie: Gebruiker) -> list[Regel]:
    """The conversations that this person has."""
    return await _lees(session, _keuze(Gesprek.status_sinds).where(Gesprek.medewerker_id == wie.id))


def stand(regels: Iterable[Regel]) -> str:
    """Changes when what is shown changes; not with the time alone."""
    return hashlib.sha256(repr(list(regels)).encode()).hexdigest()[:16]


async def namen(session: AsyncSession) -> tuple[dict[str, str], dict[str, str]]:
    """The names of medewerkers and of wijken, by id."""
    mensen = await session.execute(select(Medewerker.id, Medewerker.naam))
    wijken = await session.execute(select(Wijk.id, Wijk.naam).order_by(Wijk.naam))
    return {id: naam for id, naam in mensen}, {id: naam for id, naam in wijken}


async def wijken_van(session: AsyncSession, regels: Sequence[Regel]) -> dict[str, str]:
    """The wijk of each conversation, by its id: of the intake, else of the postcode in the draft. An unknown one is not there."""
    gevonden = {r.gesprek_id: r.wijk_id for r in regels if r.wijk_id is not None}
    onbekend = [r.gesprek_id for r in regels if r.wijk_id is None]
    for gesprek_id, postcode in (await _postcodes(session, onbekend)).items() if onbekend else ():
        if (wijk := await toewijzing.wijk_van(session, postcode)) is not None:
            gevonden[gesprek_id] = wijk.id
    return gevonden


async def _postcodes(session: AsyncSession, gesprekken: Sequence[str]) -> dict[str, str]:
    laatste = (
        select(Concept.gesprek_id, func.max(Concept.volgnummer).label("volgnummer"))
        .where(Concept.gesprek_id.in_(gesprekken))
        .group_by(Concept.gesprek_id)
        .subquery()
    )
    zelfde = and_(Concept.gesprek_id == laatste.c.gesprek_id, Concept.volgnummer == laatste.c.volgnummer)
    concepten = await session.scalars(select(Concept).join(laatste, zelfde))
    waarden = {c.gesprek_id: c.inhoud["antwoorden"].get("postcode", {}).get("waarde") for c in concepten}
    return {gesprek_id: postcode for gesprek_id, postcode in waarden.items() if postcode}


async def _lees(session: AsyncSession, keuze: Keuze) -> list[Regel]:
    return [Regel(*tuple(rij)) for rij in await session.execute(keuze.limit(MAX_GETOOND))]


def _keuze(sinds: SQLColumnExpression[datetime]) -> Keuze:
    crisis = case((_open_crisis(), 1), else_=0)
    keuze = select(
        Gesprek.id,
        Gesprek.kanaal,
        Gesprek.status,
        func.coalesce(_reden(), ""),
        sinds,
        Gesprek.laatste_volgnummer,
        _ongelezen(),
        _open_crisis(),
        Intake.kenmerk,
        Intake.wijk_id,
        Gesprek.voor_medewerker_id,
        Gesprek.voor_wijk_id,
        Gesprek.opgeschaald_op.is_not(None),
    ).select_from(Gesprek)
    keuze = keuze.outerjoin(Intake, Intake.gesprek_id == Gesprek.id)
    return keuze.order_by(crisis.desc(), sinds, Gesprek.id)


def _open_crisis() -> ColumnElement[bool]:
    is_open = exists().where(Crisismelding.gesprek_id == Gesprek.id, Crisismelding.bevestigd_door.is_(None))
    return is_open.correlate(Gesprek)


def _wacht_sinds() -> ColumnElement[datetime]:
    """Who is handed from one queue to the next has waited since the first."""
    begin = select(func.max(Statuswissel.op)).where(
        Statuswissel.gesprek_id == Gesprek.id, Statuswissel.naar == WACHT_OP_MENS, Statuswissel.van != WACHT_OP_MENS
    )
    wacht = case((Gesprek.status == WACHT_OP_MENS, begin.correlate(Gesprek).scalar_subquery()), else_=None)
    return func.coalesce(wacht, Gesprek.status_sinds)


def _reden() -> ColumnElement[str]:
    """Why it last went to people; for what waits for nobody but has a crisis, that."""
    laatste = select(Statuswissel.reden).where(
        Statuswissel.gesprek_id == Gesprek.id, Statuswissel.naar.in_((WACHT_OP_MENS, MENS, GESLOTEN))
    )
    reden = laatste.order_by(Statuswissel.id.desc()).limit(1).correlate(Gesprek).scalar_subquery()
    return case((Gesprek.status.in_((WACHT_OP_MENS, MENS)), reden), else_="crisis")


def _ongelezen() -> ColumnElement[int]:
    nieuw = select(func.count()).where(
        Bericht.gesprek_id == Gesprek.id, Bericht.afzender == INWONER, Bericht.volgnummer > Gesprek.gezien_medewerker
    )
    return nieuw.correlate(Gesprek).scalar_subquery()
