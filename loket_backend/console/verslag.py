"""One conversation as staff read it: every message with its number, also what was never sent."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.console import zicht
from loket_backend.console.dossier import Gehoord, Gezegd, naam_van, namen_van_medewerkers, per_leefgebied, velden
from loket_backend.console.gebruiker import Gebruiker
from loket_backend.errors import NietGevonden
from loket_backend.gesprek.models import MEDEWERKER, MENS, Bericht, Gesprek, Notitie
from loket_backend.intake.models import Intake
from loket_backend.intake.service import concept_voor
from loket_backend.toewijzing.models import Medewerker


@dataclass(frozen=True)
class Aantekening:
    """An internal note, with the name of who wrote it."""

    door: str
    tekst: str
    op: datetime


@dataclass(frozen=True)
class Verslag:
    """`kenmerk`: of the intake, when there is one and this person may see it. `grond`: why this person reads.

    `antwoorden`: of the draft as it stands; `velden`: those that have a value, in words. `namen`: of all medewerkers, by id.
    """

    gesprek: Gesprek
    berichten: list[Bericht]
    kenmerk: str | None
    antwoorden: dict[str, Any]
    velden: list[Gezegd]
    leefgebieden: dict[str, dict[str, list[Gehoord]]]
    grond: str
    notities: list[Aantekening]
    namen: dict[str, str]

    @property
    def eigenaar(self) -> str | None:
        """The name of who has the conversation."""
        return self.namen.get(self.gesprek.medewerker_id or "") if self.gesprek.status == MENS else None

    def van_mij(self, wie: Gebruiker) -> bool:
        return self.gesprek.is_van(wie.id)

    def afzender(self, bericht: Bericht) -> str | None:
        """The name of the colleague who wrote this, when one did."""
        return self.namen.get(bericht.medewerker_id or "") if bericht.afzender == MEDEWERKER else None


async def zoek(session: AsyncSession, wie: Gebruiker, gesprek_id: str) -> Gesprek:
    """Raises the same NietGevonden for what is absent and for what this person may not see."""
    gesprek = await session.scalar(select(Gesprek).where(Gesprek.id == gesprek_id, zicht.gesprekken(wie)))
    if gesprek is None:
        raise NietGevonden()
    return gesprek


async def lees(session: AsyncSession, wie: Gebruiker, gesprek_id: str) -> Verslag:
    """Raises the same NietGevonden for what is absent and for what this person may not see."""
    gesprek = await zoek(session, wie, gesprek_id)
    intake = await session.scalar(select(Intake).where(Intake.gesprek_id == gesprek_id, zicht.intakes(wie)))
    concept = await concept_voor(session, gesprek_id, gesprek.laatste_volgnummer + 1)
    medewerkers = await namen_van_medewerkers(session)
    uitspraken = (
        (u["leefgebied"], u["aspect"], Gehoord(u["tekst"], u["bron"], naam_van(u.get("medewerker"), medewerkers)))
        for u in concept["uitspraken"]
    )
    gezegd = await berichten(session, gesprek_id)
    notities = await notities_van(session, gesprek_id)
    return Verslag(
        gesprek=gesprek,
        berichten=gezegd,
        kenmerk=intake.kenmerk if intake else None,
        antwoorden=concept["antwoorden"],
        velden=[v for v in velden(concept["antwoorden"], medewerkers) if v.waarde],
        leefgebieden=per_leefgebied(uitspraken),
        grond=zicht.grond(wie, intake) if intake else zicht.grond_gesprek(wie, gesprek),
        notities=notities,
        namen=medewerkers,
    )


async def grond(session: AsyncSession, wie: Gebruiker, gesprek_id: str) -> str:
    """Why this person may act in a conversation. Raises NietGevonden when they may not see it."""
    gesprek = await zoek(session, wie, gesprek_id)
    intake = await session.scalar(select(Intake).where(Intake.gesprek_id == gesprek_id, zicht.intakes(wie)))
    return zicht.grond(wie, intake) if intake else zicht.grond_gesprek(wie, gesprek)


async def namen(session: AsyncSession, ids: Iterable[str | None]) -> dict[str, str]:
    """The names of these medewerkers, by id."""
    gevraagd = {id for id in ids if id is not None}
    rijen = await session.execute(select(Medewerker.id, Medewerker.naam).where(Medewerker.id.in_(gevraagd)))
    return {id: naam for id, naam in rijen}


async def notities_van(session: AsyncSession, gesprek_id: str) -> list[Aantekening]:
    """In the order in which they were written."""
    keuze = select(Notitie, Medewerker.naam).join(Medewerker, Medewerker.id == Notitie.medewerker_id)
    rijen = await session.execute(keuze.where(Notitie.gesprek_id == gesprek_id).order_by(Notitie.id))
    return [Aantekening(naam, notitie.tekst, notitie.op) for notitie, naam in rijen]


async def berichten(session: AsyncSession, gesprek_id: str) -> list[Bericht]:
    keuze = select(Bericht).where(Bericht.gesprek_id == gesprek_id)
    return list(await session.scalars(keuze.order_by(Bericht.volgnummer)))
