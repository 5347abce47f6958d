"""A submitted intake for the tests of what medewerkers do with it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import selectinload

from loket_backend.db import Database
from loket_backend.gesprek.postvak import open_gesprek
from loket_backend.intake import service
from loket_backend.intake.geldig import ConceptInhoud
from loket_backend.intake.models import Intake
from loket_backend.intake.workflow import vergrendel
from tests.loket.hulp import TEKSTEN, concept, vul_gemeente


async def ingediend(database: Database, **waarden: object) -> str:
    """The kenmerk of an intake in wijk veld, with one uitspraak."""
    await vul_gemeente(database)
    inhoud = concept(**{"naam": "Riek", "postcode": "7913AB", "voor_wie": "ander", "akkoord": True, **waarden})
    inhoud["uitspraken"] = [{"leefgebied": "huishouden", "aspect": "nodig", "tekst": "de was lukt niet", "bron": 2}]
    async with database.schrijf() as session:
        gesprek, _, _ = await open_gesprek(session, "web", TEKSTEN)
        await service.bewaar_concept(session, gesprek.id, 2, ConceptInhoud.model_validate(inhoud))
        return (await service.dien_in(session, gesprek.id, 2)).kenmerk


@asynccontextmanager
async def op_slot(database: Database, kenmerk: str) -> AsyncIterator[tuple[AsyncSession, Intake]]:
    async with database.schrijf() as session:
        yield session, await vergrendel(session, kenmerk)


async def lees(database: Database, kenmerk: str) -> Intake:
    async with database.lees() as session:
        return await session.get_one(Intake, kenmerk, options=[selectinload(Intake.uitspraken)])
