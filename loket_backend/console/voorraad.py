"""The worklist: which dossiers somebody sees under which tab, and in which order.

In two steps, so that 20,000 dossiers take as long as 2,000: first the kenmerken of one page along an index, then what is shown of them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, SQLColumnExpression, and_, func, select, true
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.console import filters, zicht
from loket_backend.console.filters import LOOPT, Voorwaarde
from loket_backend.console.gebruiker import Gebruiker
from loket_backend.console.regels import Regel, lees_regels
from loket_backend.console.zoekvraag import GESLOTEN, Vraag
from loket_backend.intake.models import EINDE, Intake
from loket_backend.toegang.audit import leg_vast

PER_PAGINA = 25
# More than this is not counted: nobody works through it, and counting is what grows with the loket.
TEL_TOT = 999

Volgorde = Sequence[SQLColumnExpression[Any]]


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
class Bladzijde:
    """`verder`: there is a next page."""

    regels: list[Regel]
    pagina: int
    verder: bool

    @property
    def eerste(self) -> int:
        return (self.pagina - 1) * PER_PAGINA + 1

    @property
    def laatste(self) -> int:
        return self.eerste + len(self.regels) - 1


def tabbladen(wie: Gebruiker) -> list[Tabblad]:
    return [t for t in TABBLADEN if wie.ziet_alles or not t.alleen_alles]


def tabblad(wie: Gebruiker, sleutel: str | None) -> Tabblad:
    """The tab asked for, or where this person starts: own work; for a coordinator what nobody has yet."""
    begin = "open" if wie.ziet_alles else "mijn"
    keuze = {t.sleutel: t for t in tabbladen(wie)}
    return keuze.get(sleutel or begin) or keuze[begin]


async def aantallen(session: AsyncSession, wie: Gebruiker) -> dict[str, str]:
    """How many open dossiers stand under each tab, in words from TEL_TOT on."""
    tabs = tabbladen(wie)
    rij = (await session.execute(select(*(_telling(t.welke(wie)) for t in tabs)))).one()
    return {t.sleutel: _telwoord(aantal) for t, aantal in zip(tabs, rij, strict=True)}


def _telling(welke: ColumnElement[bool]) -> ScalarSelect[int]:
    een_voor_een = select(Intake.kenmerk).where(LOOPT, welke).limit(TEL_TOT + 1).subquery()
    return select(func.count()).select_from(een_voor_een).scalar_subquery()


def _telwoord(aantal: int) -> str:
    return f"meer dan {TEL_TOT}" if aantal > TEL_TOT else str(aantal)


async def lees(
    session: AsyncSession, wie: Gebruiker, blad: Tabblad, vraag: Vraag, wijken: Mapping[str, str]
) -> Bladzijde:
    """One page, every line of it in the audit trail; the first page when there is nothing on the page that was asked for."""
    waar = zicht.intakes(wie) & blad.welke(wie) & filters.vaste(vraag)
    waar &= await _alle(session, filters.voorwaarden(vraag, wijken))
    bladzijde = await _bladzijde(session, waar, vraag, vraag.pagina)
    if not bladzijde.regels and vraag.pagina > 1:
        bladzijde = await _bladzijde(session, waar, vraag, 1)
    for regel in bladzijde.regels:
        leg_vast(session, wie.id, "lijst", regel.kenmerk, f"werkvoorraad: {blad.label.lower()}")
    return bladzijde


async def _alle(session: AsyncSession, voorwaarden: Sequence[Voorwaarde]) -> ColumnElement[bool]:
    """All conditions together; the one that gives fewest dossiers as a list of them, so that no database has to guess which that is."""
    gevonden = [(voorwaarde, await voorwaarde.kandidaten(session)) for voorwaarde in voorwaarden]
    weinig = [(kenmerken, voorwaarde) for voorwaarde, kenmerken in gevonden if kenmerken is not None]
    kenmerken, voorop = min(weinig, key=lambda paar: len(paar[0]), default=(None, None))
    delen = [] if kenmerken is None else [Intake.kenmerk.in_(sorted(kenmerken))]
    return and_(true(), *delen, *(voorwaarde.toets() for voorwaarde in voorwaarden if voorwaarde is not voorop))


async def _bladzijde(session: AsyncSession, waar: ColumnElement[bool], vraag: Vraag, pagina: int) -> Bladzijde:
    """One dossier more than fits is asked for, to know whether there is a next page."""
    keuze = select(Intake.kenmerk).where(waar).order_by(*_volgorde(vraag))
    keuze = keuze.limit(PER_PAGINA + 1).offset((pagina - 1) * PER_PAGINA)
    kenmerken = list(await session.scalars(keuze))
    return Bladzijde(await lees_regels(session, kenmerken[:PER_PAGINA]), pagina, len(kenmerken) > PER_PAGINA)


def _volgorde(vraag: Vraag) -> Volgorde:
    """By wijk: by its key, which an index can follow. Closed dossiers have no date left: those by when they were closed, the last first."""
    op_termijn: Volgorde = [Intake.eerste_termijn.asc().nulls_last(), Intake.ontvangen_op, Intake.kenmerk]
    if vraag.volgorde == "ontvangen":
        return [Intake.ontvangen_op, Intake.kenmerk]
    if vraag.volgorde == "stil":
        return [Intake.status_sinds, Intake.kenmerk]
    if vraag.volgorde == "wijk":
        return [Intake.wijk_id.asc().nulls_last(), *op_termijn]
    op_sluiting: Volgorde = [Intake.status_sinds.desc(), Intake.kenmerk.desc()]
    return op_sluiting if vraag.status in {GESLOTEN, *EINDE} else op_termijn
