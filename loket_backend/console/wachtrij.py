"""Conversations that wait for a human, who waits longest first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Unpack

from sqlalchemy import Select, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.console import zicht
from loket_backend.console.gebruiker import Gebruiker
from loket_backend.gesprek.models import WACHT_OP_MENS, Gesprek, Statuswissel
from loket_backend.intake.models import Intake

MAX_GETOOND = 50


@dataclass(frozen=True)
class Wachtend:
    """`kenmerk`: of the intake that came of this conversation, when it was submitted already."""

    gesprek_id: str
    kanaal: str
    reden: str
    sinds: datetime
    berichten: int
    kenmerk: str | None


async def wachtende(session: AsyncSession, wie: Gebruiker) -> list[Wachtend]:
    mag = zicht.gesprekken(wie)
    return [Wachtend(*tuple(rij)) for rij in await session.execute(_keuze().where(mag).limit(MAX_GETOOND))]


def _keuze() -> Select[Unpack[tuple[Any, ...]]]:
    laatste = (
        select(func.max(Statuswissel.id).label("id"))
        .where(Statuswissel.naar == WACHT_OP_MENS)
        .group_by(Statuswissel.gesprek_id)
        .subquery()
    )
    keuze = select(
        Gesprek.id,
        Gesprek.kanaal,
        func.coalesce(Statuswissel.reden, ""),
        func.coalesce(Statuswissel.op, Gesprek.geopend_op),
        Gesprek.laatste_volgnummer,
        Intake.kenmerk,
    ).select_from(Gesprek)
    keuze = keuze.outerjoin(
        Statuswissel, (Statuswissel.gesprek_id == Gesprek.id) & Statuswissel.id.in_(select(laatste.c.id))
    )
    keuze = keuze.outerjoin(Intake, Intake.gesprek_id == Gesprek.id).where(Gesprek.status == WACHT_OP_MENS)
    return keuze.order_by(func.coalesce(Statuswissel.op, Gesprek.geopend_op))
