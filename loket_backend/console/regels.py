"""What one line of the worklist shows of a dossier, read for a page at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Unpack

from sqlalchemy import ColumnElement, Select, case, exists, select
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.crisis.models import Crisismelding
from loket_backend.gesprek.models import Gesprek
from loket_backend.intake.looptijd import looptijd_van
from loket_backend.intake.models import EINDE, Intake, Opschorting
from loket_backend.intake.termijnen import Termijnstand, om_te_zien, standen
from loket_backend.tijd import vandaag
from loket_backend.toewijzing.models import Medewerker, Wijk

Opschortingen = dict[str, list[tuple[date, date | None]]]


@dataclass(frozen=True)
class Regel:
    """`termijn`: the next legal date of the loket, or one that stands still; None when nothing runs. `crisis`: open, opgepakt, or None."""

    kenmerk: str
    naam: str | None
    status: str
    wijk: str | None
    medewerker: str | None
    ontvangen_op: datetime
    status_sinds: datetime
    termijn: Termijnstand | None
    ongelezen: int
    crisis: str | None

    @property
    def gesloten(self) -> bool:
        return self.status in EINDE


async def lees_regels(session: AsyncSession, kenmerken: Sequence[str]) -> list[Regel]:
    """The lines in the order of the kenmerken. What may be seen was decided when they were chosen."""
    if not kenmerken:
        return []
    opschortingen = await _opschortingen(session, kenmerken)
    rijen = await session.execute(_keuze().where(Intake.kenmerk.in_(kenmerken)))
    regels = {rij.kenmerk: _regel(rij, opschortingen.get(rij.kenmerk, [])) for rij in rijen}
    return [regels[kenmerk] for kenmerk in kenmerken if kenmerk in regels]


def _keuze() -> Select[Unpack[tuple[Any, ...]]]:
    keuze = select(
        Intake.kenmerk,
        Intake.naam,
        Intake.status,
        Intake.ontvangen_op,
        Intake.status_sinds,
        Intake.onderzocht_op,
        Intake.aanvraag_op,
        Intake.besluit_op,
        Gesprek.ongelezen,
        Wijk.naam.label("wijk"),
        Medewerker.naam.label("medewerker"),
        _crisis().label("crisis"),
    ).join(Gesprek, Gesprek.id == Intake.gesprek_id)
    return keuze.outerjoin(Wijk, Wijk.id == Intake.wijk_id).outerjoin(Medewerker, Medewerker.id == Intake.medewerker_id)


async def _opschortingen(session: AsyncSession, kenmerken: Sequence[str]) -> Opschortingen:
    keuze = select(Opschorting.kenmerk, Opschorting.van, Opschorting.tot).where(Opschorting.kenmerk.in_(kenmerken))
    gevonden: Opschortingen = {}
    for kenmerk, van, tot in await session.execute(keuze.order_by(Opschorting.id)):
        gevonden.setdefault(kenmerk, []).append((van, tot))
    return gevonden


def _regel(rij: Any, opschortingen: Sequence[tuple[date, date | None]]) -> Regel:
    return Regel(
        kenmerk=rij.kenmerk,
        naam=rij.naam,
        status=rij.status,
        wijk=rij.wijk,
        medewerker=rij.medewerker,
        ontvangen_op=rij.ontvangen_op,
        status_sinds=rij.status_sinds,
        termijn=om_te_zien(standen(looptijd_van(rij, opschortingen), vandaag())),
        ongelezen=rij.ongelezen,
        crisis=rij.crisis,
    )


def _crisis() -> ColumnElement[str | None]:
    van_gesprek = exists().where(Crisismelding.gesprek_id == Intake.gesprek_id).correlate(Intake)
    is_open = van_gesprek.where(Crisismelding.bevestigd_door.is_(None))
    return case((is_open, "open"), (van_gesprek, "opgepakt"), else_=None)
