"""Dossiers for the tests of the kitchen table: made by the services, in the gemeente of tests/loket/hulp.py."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from loket_backend.db import Database
from loket_backend.gesprek.models import SYSTEEM, Bericht
from loket_backend.gesprek.postvak import open_gesprek
from loket_backend.intake import service
from loket_backend.intake.geldig import ConceptInhoud
from loket_backend.intake.models import Intake
from tests.loket.hulp import TEKSTEN, concept


async def nieuwe_intake(database: Database, van: str | None = "anja", **waarden: Any) -> str:
    """The kenmerk; `van` sets whose it is (None: what the rules chose)."""
    async with database.schrijf() as session:
        gesprek, _, _ = await open_gesprek(session, "web", TEKSTEN)
        inhoud = ConceptInhoud.model_validate(concept(**{"naam": "Jo Bos", "postcode": "7913AB", **waarden}))
        await service.bewaar_concept(session, gesprek.id, 4, inhoud)
        intake = await service.dien_in(session, gesprek.id, 4)
        if van is not None:
            intake.medewerker_id = van
    return intake.kenmerk


async def intake_van(database: Database, kenmerk: str) -> Intake:
    async with database.lees() as session:
        return await session.get_one(Intake, kenmerk)


async def gezegd(database: Database, kenmerk: str) -> list[str]:
    """What the loket itself said in the conversation of a dossier."""
    async with database.lees() as session:
        gesprek_id = (await session.get_one(Intake, kenmerk)).gesprek_id
        vraag = select(Bericht).where(Bericht.gesprek_id == gesprek_id, Bericht.afzender == SYSTEEM)
        return [bericht.tekst for bericht in await session.scalars(vraag.order_by(Bericht.volgnummer))]
