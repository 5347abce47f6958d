"""Residents with a dossier who answer in their own chat, and a medewerker who brings them together."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import select

from loket_backend.app import antwoorders
from loket_backend.crisis.nummers import Nummers
from loket_backend.crisis.poort import Crisispoort
from loket_backend.db import Database
from loket_backend.gesprek import berichten
from loket_backend.gesprek.models import INWONER, KLAAR, Bericht, Beurt
from loket_backend.gesprek.postvak import Postvak, open_gesprek
from loket_backend.gesprek.taken import Taak
from loket_backend.intake import service
from loket_backend.intake.geldig import ConceptInhoud
from loket_backend.intake.models import Intake, Uitspraak
from loket_backend.keukentafel.afspraakdossier import vergrendel_intake
from loket_backend.settings import Settings
from loket_backend.tweesporen import toestemming_chat
from loket_backend.wederkerigheid import bijdragen, delen, koppelen, koppelvragen, toestemming
from loket_backend.wederkerigheid.bijdragen import Inhoud
from loket_backend.wederkerigheid.koppelen import Wens
from loket_backend.wederkerigheid.koppelstap import Hoe
from loket_backend.wederkerigheid.models import Bijdrage, Koppeling
from loket_backend.wederkerigheid.stand import STEM_TOE, ZEG_JA
from tests.loket.hulp import TEKSTEN, concept

WAT = "Een keer in de week koken voor een ander"
AANBOD = {"leefgebied": "huishouden", "aspect": "aanbod", "tekst": "ik wil best voor een ander koken", "bron": 4}
NODIG = {"leefgebied": "huishouden", "aspect": "nodig", "tekst": "koken lukt niet meer", "bron": 4}
WENS = Wens("huishouden")


@cache
def postvak() -> Postvak:
    """With who listens at any moment, as in the loket."""
    poort, nummers = Crisispoort.uit_bestand(), Nummers.uit_bestand()
    return Postvak(TEKSTEN, poort, nummers, antwoorders(Settings(), TEKSTEN), toestemming_chat.LUISTERAARS)


def inhoud(**anders: Any) -> Inhoud:
    return Inhoud(**{"leefgebied": "huishouden", "wat": WAT, **anders})


@dataclass
class Bewoner:
    """`zegt` and `drukt` are the resident, in their own chat."""

    database: Database
    kenmerk: str
    gesprek_id: str

    @classmethod
    async def nieuw(cls, database: Database, naam: str, postcode: str = "7913AB", **anders: Any) -> Bewoner:
        uitspraken = anders.pop("uitspraken", [AANBOD])
        van = anders.pop("van", "anja")
        waarden = {"hulpvraag": "verhaal", "naam": naam, "postcode": postcode, "voor_wie": "zelf", **anders}
        async with database.schrijf() as session:
            gesprek, _, _ = await open_gesprek(session, "web", TEKSTEN)
            ingevuld = ConceptInhoud.model_validate(concept(uitspraken=uitspraken, **waarden))
            await service.bewaar_concept(session, gesprek.id, 4, ingevuld)
            intake = await service.dien_in(session, gesprek.id, 4)
            intake.medewerker_id = van
        return cls(database, intake.kenmerk, gesprek.id)

    async def zegt(self, tekst: str) -> bool:
        """Whether it was heard as an answer; if not, it goes to the bot or to people."""
        async with self.database.schrijf() as session:
            aangenomen = await postvak().neem_aan(session, self.gesprek_id, str(uuid.uuid4()), tekst)
            return (await session.get_one(Beurt, (self.gesprek_id, aangenomen.volgnummer))).stand == KLAAR

    async def drukt(self, label: str) -> bool:
        """The last button that has this label."""
        keuzes = [k for b in await self.berichten() for k in b.keuzes if k["label"] == label]
        return await self.zegt(keuzes[-1]["waarde"])

    async def leest(self, tekst: str, afzender: str) -> None:
        """Somebody else says something in this chat."""
        async with self.database.schrijf() as session:
            berichten.schrijf(session, await berichten.vergrendel(session, self.gesprek_id), afzender, tekst)

    async def berichten(self) -> Sequence[Bericht]:
        async with self.database.lees() as session:
            keuze = select(Bericht).where(Bericht.gesprek_id == self.gesprek_id)
            return list(await session.scalars(keuze.order_by(Bericht.volgnummer)))

    async def gelezen(self) -> list[str]:
        """All that was said to this resident."""
        return [b.tekst for b in await self.berichten() if b.afzender != INWONER]

    async def laatste(self) -> str:
        return (await self.gelezen())[-1]

    async def taken(self) -> dict[str, Taak]:
        async with self.database.lees() as session:
            keuze = select(Taak).where(Taak.gesprek_id == self.gesprek_id, Taak.gedaan_op.is_(None))
            return {taak.soort: taak for taak in await session.scalars(keuze)}

    async def uitspraak(self) -> int:
        async with self.database.lees() as session:
            keuze = select(Uitspraak.id).where(Uitspraak.kenmerk == self.kenmerk, Uitspraak.aspect == "aanbod")
            return (await session.scalars(keuze)).one()

    async def biedt(self, *, gevraagd: bool = True, **anders: Any) -> int:
        """The id of a bijdrage, asked in the chat when `gevraagd`."""
        async with self.database.schrijf() as session:
            gesprek, intake = await vergrendel_intake(session, self.kenmerk)
            bijdrage = await bijdragen.maak(session, intake, inhoud(**anders), "anja")
            if gevraagd:
                await toestemming.vraag(session, gesprek, intake, bijdrage, "anja")
        return bijdrage.id

    async def stemt_toe(self, **anders: Any) -> int:
        """The same, with the consent given on the phone."""
        bijdrage_id = await self.biedt(gevraagd=False, **anders)
        async with self.database.schrijf() as session:
            bijdrage = await bijdragen.vergrendel(session, bijdrage_id)
            await bijdragen.zet(session, bijdrage, STEM_TOE, Hoe("anja", "telefoon"))
        return bijdrage_id


async def bijdrage_van(database: Database, bijdrage_id: int) -> Bijdrage:
    async with database.lees() as session:
        return await session.get_one(Bijdrage, bijdrage_id)


async def koppeling_van(database: Database, koppeling_id: int) -> Koppeling:
    async with database.lees() as session:
        return await session.get_one(Koppeling, koppeling_id)


async def koppel(database: Database, kenmerk: str, bijdrage_id: int, wens: Wens = WENS, wie: str = "anja") -> int:
    async with database.schrijf() as session:
        _, intake = await vergrendel_intake(session, kenmerk)
        return (await koppelen.koppel(session, intake, bijdrage_id, wens, wie)).id


async def vraag(database: Database, koppeling_id: int, *kanten: str) -> None:
    for kant in kanten:
        async with database.schrijf() as session:
            k = await koppelvragen.vergrendel(session, koppeling_id, kant)
            await koppelvragen.vraag(session, k, "anja")


async def noteer(database: Database, koppeling_id: int, kant: str, antwoord: str = ZEG_JA, **anders: str) -> None:
    async with database.schrijf() as session:
        k = await koppelvragen.vergrendel(session, koppeling_id, kant)
        deelt = anders.get("deelt", "naam_telefoon")
        await koppelvragen.noteer(session, k, antwoord, deelt, Hoe("anja", anders.get("weg", "telefoon")))


async def deel(database: Database, koppeling_id: int) -> None:
    async with database.schrijf() as session:
        await delen.deel(session, await delen.vergrendel(session, koppeling_id), "anja")


async def intake_van(database: Database, kenmerk: str) -> Intake:
    async with database.lees() as session:
        return await session.get_one(Intake, kenmerk)
