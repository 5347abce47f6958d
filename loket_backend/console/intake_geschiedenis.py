"""What happened to a dossier: what was put right in it, and how it went from status to status and from hand to hand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.catalogus import LEEFGEBIEDEN, VELDEN
from loket_backend.console.woorden import INTAKESTATUS, waarde, woord
from loket_backend.intake.correcties import VELD
from loket_backend.intake.dossiermodels import Correctie
from loket_backend.intake.models import Intakewissel, Toewijzing

WIE = {"bot": "de digitale assistent", "loket": "het loket"}


@dataclass(frozen=True)
class Wijziging:
    """One correction in words. `voor` None: it was added; `na` None: it was taken back."""

    voor: str | None
    na: str | None
    reden: str | None
    door: str
    op: datetime


@dataclass(frozen=True)
class Gebeurtenis:
    """One line of the time line: what happened, why, by whom."""

    wat: str
    reden: str | None
    door: str
    op: datetime


Wijzigingen = Mapping[tuple[str, str], Sequence[Wijziging]]


def wijzigingen(gegeven: Iterable[Correctie], namen: Mapping[str, str]) -> Wijzigingen:
    """By (soort, wat), the newest first."""
    per: dict[tuple[str, str], list[Wijziging]] = {}
    for c in gegeven:
        wijziging = Wijziging(_tekst(c, c.voor), _tekst(c, c.na), c.reden, _wie(c.door, namen), c.op)
        per.setdefault((c.soort, c.wat), []).insert(0, wijziging)
    return per


async def tijdlijn(session: AsyncSession, kenmerk: str, namen: Mapping[str, str]) -> list[Gebeurtenis]:
    """Every change of status and every assignment, the newest first."""
    wissels = await session.scalars(
        select(Intakewissel).where(Intakewissel.kenmerk == kenmerk).order_by(Intakewissel.id)
    )
    handen = await session.scalars(select(Toewijzing).where(Toewijzing.kenmerk == kenmerk).order_by(Toewijzing.id))
    gebeurd = [Gebeurtenis(_aan(t, namen), t.reden, _wie(t.door, namen), t.op) for t in handen]
    gebeurd += [Gebeurtenis(_status(w), w.reden, _wie(w.door, namen), w.op) for w in wissels]
    return sorted(gebeurd, key=lambda g: g.op)[::-1]


def _status(wissel: Intakewissel) -> str:
    naar = woord(INTAKESTATUS, wissel.status)
    return f"Status: van {woord(INTAKESTATUS, wissel.van)} naar {naar}" if wissel.van else f"Status: {naar}"


def _aan(toewijzing: Toewijzing, namen: Mapping[str, str]) -> str:
    if toewijzing.medewerker_id is None:
        return "In de wachtrij van de coördinator"
    return f"Toegewezen aan {_wie(toewijzing.medewerker_id, namen)}"


def _wie(wie: str, namen: Mapping[str, str]) -> str:
    return WIE.get(wie) or namen.get(wie, "een medewerker")


def _tekst(correctie: Correctie, inhoud: Any) -> str | None:
    if inhoud is None:
        return None
    if correctie.soort == VELD:
        gegeven = inhoud.get("waarde")
        return waarde(correctie.wat, gegeven) if gegeven is not None else None
    return f"{LEEFGEBIEDEN[inhoud['leefgebied']]}, {VELDEN[inhoud['aspect']].label.lower()}: “{inhoud['tekst']}”"
