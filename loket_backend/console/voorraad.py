"""The worklist: which intakes somebody sees under which tab, oldest first because their term ends first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Unpack

from sqlalchemy import ColumnElement, Select, case, exists, func, select, true
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.console import zicht
from loket_backend.console.gebruiker import Gebruiker
from loket_backend.crisis.models import Crisismelding
from loket_backend.intake.models import Intake
from loket_backend.intake.termijnen import termijnen
from loket_backend.toegang.audit import leg_vast
from loket_backend.toewijzing.models import Medewerker, Wijk

PER_PAGINA = 25


@dataclass(frozen=True)
class Tabblad:
    """`leeg`: what somebody reads when there is nothing under this tab."""

    sleutel: str
    label: str
    leeg: str
    welke: Callable[[Gebruiker], ColumnElement[bool]]
    alleen_alles: bool = False


TABBLADEN = (
    Tabblad("mijn", "Mijn dossiers", "U heeft nu geen dossiers.", zicht.mijn),
    Tabblad("wijk", "Mijn wijk", "Er zijn geen dossiers in uw wijk.", zicht.mijn_wijk),
    Tabblad("open", "Niet toegewezen", "Elk dossier heeft een vaste medewerker.", zicht.niet_toegewezen),
    Tabblad("alle", "Alle dossiers", "Er zijn nog geen dossiers.", lambda wie: true(), alleen_alles=True),
)


@dataclass(frozen=True)
class Regel:
    kenmerk: str
    naam: str | None
    status: str
    wijk: str | None
    medewerker: str | None
    ontvangen_op: datetime
    crisis: str | None

    @property
    def onderzoek(self) -> date:
        return termijnen(self.ontvangen_op)["onderzoek"]


@dataclass(frozen=True)
class Bladzijde:
    regels: list[Regel]
    pagina: int
    laatste: int
    totaal: int


def tabbladen(wie: Gebruiker) -> list[Tabblad]:
    return [t for t in TABBLADEN if wie.ziet_alles or not t.alleen_alles]


def tabblad(wie: Gebruiker, sleutel: str | None) -> Tabblad:
    """The tab asked for, or where this person starts: own work; for a coordinator what nobody has yet."""
    begin = "open" if wie.ziet_alles else "mijn"
    keuze = {t.sleutel: t for t in tabbladen(wie)}
    return keuze.get(sleutel or begin) or keuze[begin]


async def aantallen(session: AsyncSession, wie: Gebruiker) -> dict[str, int]:
    """How many intakes stand under each tab."""
    tellers = [func.coalesce(func.sum(case((t.welke(wie), 1), else_=0)), 0) for t in tabbladen(wie)]
    rij = (await session.execute(select(*tellers).select_from(Intake))).one()
    return {t.sleutel: int(n) for t, n in zip(tabbladen(wie), rij, strict=True)}


async def lees(session: AsyncSession, wie: Gebruiker, blad: Tabblad, pagina: int) -> Bladzijde:
    """One page, every line of it in the audit trail."""
    mag = zicht.intakes(wie) & blad.welke(wie)
    totaal = await session.scalar(select(func.count()).select_from(Intake).where(mag)) or 0
    laatste = max(1, -(-totaal // PER_PAGINA))
    pagina = min(max(pagina, 1), laatste)
    keuze = _regels().where(mag).limit(PER_PAGINA).offset((pagina - 1) * PER_PAGINA)
    regels = [Regel(*tuple(rij)) for rij in await session.execute(keuze)]
    for regel in regels:
        leg_vast(session, wie.id, "lijst", regel.kenmerk, f"werkvoorraad: {blad.label.lower()}")
    return Bladzijde(regels, pagina, laatste, totaal)


def _regels() -> Select[Unpack[tuple[Any, ...]]]:
    keuze = select(
        Intake.kenmerk, Intake.naam, Intake.status, Wijk.naam, Medewerker.naam, Intake.ontvangen_op, _crisis()
    )
    keuze = keuze.outerjoin(Wijk, Wijk.id == Intake.wijk_id).outerjoin(
        Medewerker, Medewerker.id == Intake.medewerker_id
    )
    return keuze.order_by(Intake.ontvangen_op, Intake.kenmerk)


def _crisis() -> ColumnElement[str | None]:
    """open, opgepakt, or null."""
    van_gesprek = exists().where(Crisismelding.gesprek_id == Intake.gesprek_id).correlate(Intake)
    is_open = van_gesprek.where(Crisismelding.bevestigd_door.is_(None))
    return case((is_open, "open"), (van_gesprek, "opgepakt"), else_=None)
