"""One conversation as staff read it: every message with its number, also what was never sent."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.console import zicht
from loket_backend.console.dossier import Gehoord, Gezegd, naam_van, namen_van_medewerkers, per_leefgebied, velden
from loket_backend.console.gebruiker import Gebruiker
from loket_backend.errors import NietGevonden
from loket_backend.gesprek.models import Bericht, Gesprek
from loket_backend.intake.models import Intake
from loket_backend.intake.service import concept_voor


@dataclass(frozen=True)
class Verslag:
    """`kenmerk`: of the intake, when there is one and this person may see it. `grond`: why this person reads."""

    gesprek: Gesprek
    berichten: list[Bericht]
    kenmerk: str | None
    velden: list[Gezegd]
    leefgebieden: dict[str, dict[str, list[Gehoord]]]
    grond: str


async def lees(session: AsyncSession, wie: Gebruiker, gesprek_id: str) -> Verslag:
    """Raises the same NietGevonden for what is absent and for what this person may not see."""
    gesprek = await session.scalar(select(Gesprek).where(Gesprek.id == gesprek_id, zicht.gesprekken(wie)))
    if gesprek is None:
        raise NietGevonden()
    intake = await session.scalar(select(Intake).where(Intake.gesprek_id == gesprek_id, zicht.intakes(wie)))
    concept = await concept_voor(session, gesprek_id, gesprek.laatste_volgnummer + 1)
    namen = await namen_van_medewerkers(session)
    uitspraken = (
        (u["leefgebied"], u["aspect"], Gehoord(u["tekst"], u["bron"], naam_van(u.get("medewerker"), namen)))
        for u in concept["uitspraken"]
    )
    return Verslag(
        gesprek=gesprek,
        berichten=await berichten(session, gesprek_id),
        kenmerk=intake.kenmerk if intake else None,
        velden=[v for v in velden(concept["antwoorden"], namen) if v.waarde],
        leefgebieden=per_leefgebied(uitspraken),
        grond=zicht.grond(wie, intake) if intake else zicht.grond_gesprek(wie, gesprek),
    )


async def berichten(session: AsyncSession, gesprek_id: str) -> list[Bericht]:
    keuze = select(Bericht).where(Bericht.gesprek_id == gesprek_id)
    return list(await session.scalars(keuze.order_by(Bericht.volgnummer)))
