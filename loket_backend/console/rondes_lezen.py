"""The rounds of a paper as staff read them: what the resident was given, by whom and when, and what they said about it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.console.dossier import naam_van, namen_van_medewerkers
from loket_backend.rondes.dienst import Rondes
from loket_backend.rondes.models import INWONER, VOORGELEGD, Versie


@dataclass(frozen=True)
class Reactie:
    """`door`: the name of who wrote it down, None when the resident did."""

    soort: str
    tekst: str
    weg: str
    door: str | None
    op: datetime
    volgnummer: int | None


@dataclass(frozen=True)
class Ronde:
    """One version that the resident was given, and what they said about it. `hash` in short, to compare by eye."""

    nummer: int
    weg: str
    door: str
    op: datetime | None
    hash: str
    reden: str | None
    reacties: Sequence[Reactie]


async def rondes(session: AsyncSession, papier: Rondes[Any, Any], kenmerk: str) -> list[Ronde]:
    """In the order in which they were given."""
    namen = await namen_van_medewerkers(session)
    gezegd, redenen = await reacties(session, papier, kenmerk, namen), await _redenen(session, papier, kenmerk)
    versies: Sequence[Versie] = (await session.scalars(papier.gegeven(kenmerk).order_by(papier.versie.ronde))).all()
    return [
        Ronde(
            nummer=v.ronde or 0,
            weg=v.weg or "",
            door=naam_van(v.voorgelegd_door, namen) or "een medewerker",
            op=v.voorgelegd_op,
            hash=(v.hash or "")[:12],
            reden=redenen.get(v.ronde or 0),
            reacties=gezegd.get(v.id, []),
        )
        for v in versies
    ]


async def _redenen(session: AsyncSession, papier: Rondes[Any, Any], kenmerk: str) -> dict[int, str | None]:
    """Why it did not go by the chat, by round."""
    stap = papier.stap
    keuze = select(stap).where(stap.kenmerk == kenmerk, stap.naar == VOORGELEGD, stap.reden.is_not(None))
    return {s.ronde: s.reden for s in await session.scalars(keuze)}


async def reacties(
    session: AsyncSession, papier: Rondes[Any, Any], kenmerk: str, namen: Mapping[str, str]
) -> dict[int, list[Reactie]]:
    """What the resident said, by the id of the version that it is about."""
    per_versie: dict[int, list[Reactie]] = {}
    keuze = select(papier.reactie).where(papier.reactie.kenmerk == kenmerk).order_by(papier.reactie.id)
    for r in await session.scalars(keuze):
        door = None if r.door == INWONER else namen.get(r.door, "een medewerker")
        per_versie.setdefault(r.versie_id, []).append(Reactie(r.soort, r.tekst, r.weg, door, r.op, r.volgnummer))
    return per_versie
