"""Crisis alerts for staff: which are open, what happened to them, and taking one up by name."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Unpack

from sqlalchemy import Select, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.console.gebruiker import Gebruiker
from loket_backend.console.woorden import moment
from loket_backend.crisis.models import Crisismelding
from loket_backend.errors import Conflict, NietGevonden
from loket_backend.tijd import nu
from loket_backend.toegang.audit import leg_vast
from loket_backend.toewijzing.models import Medewerker

MAX_GETOOND = 20

Keuze = Select[Unpack[tuple[Any, ...]]]


@dataclass(frozen=True)
class Melding:
    id: int
    gesprek_id: str
    volgnummer: int
    categorie: str
    op: datetime
    door_id: str | None
    door: str | None
    bevestigd_op: datetime | None
    herhaald: int = 0
    herhaald_op: datetime | None = None


@dataclass(frozen=True)
class Alarmen:
    """The open alerts, oldest first; `verzwegen` more don't fit. `stand` changes when what is shown changes:
    also when an alert is raised again, so that it is announced anew."""

    meldingen: list[Melding]
    verzwegen: int

    @property
    def stand(self) -> str:
        getoond = [(m.id, m.herhaald) for m in self.meldingen]
        return hashlib.sha256(f"{getoond} {self.verzwegen}".encode()).hexdigest()[:16]


async def open_alarmen(session: AsyncSession) -> Alarmen:
    is_open = Crisismelding.bevestigd_door.is_(None)
    meldingen = await _lees(session, _meldingen().where(is_open).limit(MAX_GETOOND))
    if len(meldingen) < MAX_GETOOND:
        return Alarmen(meldingen, 0)
    aantal = await session.scalar(select(func.count()).select_from(Crisismelding).where(is_open)) or 0
    return Alarmen(meldingen, aantal - len(meldingen))


async def van_gesprek(session: AsyncSession, gesprek_id: str) -> list[Melding]:
    """All alerts of one conversation, with who took them up."""
    return await _lees(session, _meldingen().where(Crisismelding.gesprek_id == gesprek_id))


async def bevestig(session: AsyncSession, melding_id: int, wie: Gebruiker) -> Melding:
    """Takes an alert up by name: compare-and-set, so one person gets it. Again by the same person changes nothing.

    Raises NietGevonden, and Conflict that says who was first.
    """
    vrij = (Crisismelding.id == melding_id) & Crisismelding.bevestigd_door.is_(None)
    zet = update(Crisismelding).where(vrij).values(bevestigd_door=wie.id, bevestigd_op=nu()).returning(Crisismelding.id)
    gelukt = await session.scalar(zet.execution_options(synchronize_session=False)) is not None
    melding = await _een(session, melding_id)
    if not gelukt and melding.door_id != wie.id:
        raise Conflict(f"{melding.door} heeft deze melding al opgepakt, {moment(melding.bevestigd_op)}.")
    if gelukt:
        leg_vast(session, wie.id, "crisis opgepakt", melding.gesprek_id, "crisismelding")
    return melding


async def _een(session: AsyncSession, melding_id: int) -> Melding:
    gevonden = await _lees(session, _meldingen().where(Crisismelding.id == melding_id))
    if not gevonden:
        raise NietGevonden()
    return gevonden[0]


def _meldingen() -> Keuze:
    keuze = select(Crisismelding, Medewerker.naam).outerjoin(Medewerker, Medewerker.id == Crisismelding.bevestigd_door)
    return keuze.order_by(Crisismelding.id)


async def _lees(session: AsyncSession, keuze: Keuze) -> list[Melding]:
    return [_melding(melding, naam) for melding, naam in await session.execute(keuze)]


def _melding(m: Crisismelding, door: str | None) -> Melding:
    return Melding(
        id=m.id,
        gesprek_id=m.gesprek_id,
        volgnummer=m.volgnummer,
        categorie=m.categorie,
        op=m.op,
        door_id=m.bevestigd_door,
        door=door,
        bevestigd_op=m.bevestigd_op,
        herhaald=m.herhaald,
        herhaald_op=m.herhaald_op,
    )
