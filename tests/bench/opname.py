"""Conversations through the hub, and what the hub gave to Rasa in each turn of them, so that the same turn can be done another way."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.db import Database, Kluis, open_database
from loket_backend.gesprek.models import BOT_AFZENDER, Bericht
from loket_backend.intake.queries import kenmerk_van
from loket_backend.intake.service import concept_voor
from loket_backend.settings import Settings
from loket_backend.versleuteling import Sleutelbos
from tests.bench.teksten import TEKSTEN
from tests.e2e.hulp.gesprek import Gesprek
from tests.e2e.hulp.loket import Loket

# What bot/channel.py takes: gesprek, volgnummer, tekst, vraag, concept, kanaal, crisis, kenmerk, vorige.
Vraagbeurt = dict[str, Any]


async def zeg(gesprek: Gesprek, tekst: str) -> int:
    """Sends, and returns the number of the message when its answer is there: two requests, as the widget needs."""
    _, nummer = await gesprek.stuur(tekst)
    gesprek.stand["bezig"] = True
    gesprek.berichten.append({"volgnummer": nummer, "afzender": "inwoner", "tekst": tekst, "vraag": None})
    while gesprek.stand["bezig"]:
        await gesprek.lees(wacht=20)
    return nummer


@asynccontextmanager
async def inzage(loket: Loket) -> AsyncIterator[Database]:
    """The loket's database with its keys."""
    settings = Settings.uit_omgeving(loket.omgeving_van("loket"))
    vorig, Kluis.bos = Kluis.bos, Sleutelbos.uit(settings.sleutel, settings.map / "sleutel")
    database = open_database(settings.database)
    try:
        yield database
    finally:
        await database.sluit()
        Kluis.bos = vorig


async def neem_op(loket: Loket, http: aiohttp.ClientSession, aantal: int) -> list[list[Vraagbeurt]]:
    """The turns of so many conversations of TEKSTEN."""
    gesprekken = [await Gesprek.open(http, loket.url) for _ in range(aantal)]
    nummers = await asyncio.gather(*(_voer(gesprek) for gesprek in gesprekken))
    async with inzage(loket) as database, database.lees() as session:
        return [
            [await vraagbeurt(session, g.id, nummer, tekst) for nummer, tekst in zip(gezegd, TEKSTEN, strict=True)]
            for g, gezegd in zip(gesprekken, nummers, strict=True)
        ]


async def _voer(gesprek: Gesprek) -> list[int]:
    return [await zeg(gesprek, tekst) for tekst in TEKSTEN]


async def vraagbeurt(session: AsyncSession, gesprek_id: str, nummer: int, tekst: str) -> Vraagbeurt:
    vraag = select(Bericht).where(
        Bericht.gesprek_id == gesprek_id, Bericht.volgnummer < nummer, Bericht.afzender == BOT_AFZENDER
    )
    laatste = list(await session.scalars(vraag.order_by(Bericht.volgnummer.desc()).limit(4)))
    eerder = [b for b in laatste if b.antwoord_op == laatste[0].antwoord_op]
    return {
        "gesprek": gesprek_id,
        "volgnummer": nummer,
        "tekst": tekst,
        "vraag": next((b.vraag for b in eerder if b.vraag), None),
        "concept": await concept_voor(session, gesprek_id, nummer),
        "kanaal": "web",
        "crisis": False,
        "kenmerk": await kenmerk_van(session, gesprek_id, voor=nummer),
        "vorige": [b.tekst for b in eerder],
    }
