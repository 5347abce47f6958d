"""A dossier whose investigation goes on, and a resident who answers in its chat."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from sqlalchemy import select

from loket_backend.app import antwoorders
from loket_backend.crisis.nummers import Nummers
from loket_backend.crisis.poort import Crisispoort
from loket_backend.db import Database
from loket_backend.gesprek.models import INWONER, KLAAR, Bericht, Beurt, Gesprek
from loket_backend.gesprek.postvak import Postvak, open_gesprek
from loket_backend.gesprek.taken import Taak
from loket_backend.intake import service, workflow
from loket_backend.intake.geldig import ConceptInhoud
from loket_backend.intake.models import ONDERZOEK, Intake
from loket_backend.keukentafel import gespreksverslag, gespreksverslag_bezorgen
from loket_backend.keukentafel.gespreksverslag import Delen
from loket_backend.keukentafel.gespreksverslag_models import Gespreksverslag, Verslagreactie, Verslagversie
from loket_backend.keukentafel.gespreksverslag_sjabloon import delen
from loket_backend.rondes.antwoord import Weg
from loket_backend.settings import Settings
from tests.loket.hulp import TEKSTEN, concept, vul_gemeente

WIE = "anja"


@cache
def postvak() -> Postvak:
    return Postvak(TEKSTEN, Crisispoort.uit_bestand(), Nummers.uit_bestand(), antwoorders(Settings(), TEKSTEN))


def tekstdelen(**tekst: str) -> Delen:
    return {d.sleutel: {"tekst": tekst.get(d.sleutel, ""), "leeg": "niet_besproken"} for d in delen()}


@dataclass
class Dossier:
    """`zegt` and `drukt` are the resident; `schrijft` is the medewerker, who lays it before them at once."""

    database: Database
    kenmerk: str
    gesprek_id: str

    @classmethod
    async def begin(cls, database: Database, **antwoorden: object) -> Dossier:
        await vul_gemeente(database)
        waarden = {"hulpvraag": "de was lukt niet meer", "naam": "Riek", "postcode": "7913AA", "voor_wie": "zelf"}
        async with database.schrijf() as session:
            gesprek, _, _ = await open_gesprek(session, "web", TEKSTEN)
            inhoud = ConceptInhoud.model_validate(concept(**{**waarden, **antwoorden}))
            await service.bewaar_concept(session, gesprek.id, 4, inhoud)
            intake = await service.dien_in(session, gesprek.id, 4)
            await workflow.wissel(session, intake, ONDERZOEK, WIE)
        return cls(database, intake.kenmerk, gesprek.id)

    async def schrijft(self, weg: Weg | None = None, **tekst: str) -> Verslagversie:
        async with self.database.schrijf() as session:
            eerder = await gespreksverslag.laatste(session, self.kenmerk)
            basis = eerder.nummer if eerder else 0
            gegeven = tekstdelen(**(tekst or {"doet_loket": "Anja belt de buurvrouw."}))
            versie = await gespreksverslag.bewaar(session, self.kenmerk, gegeven, basis, WIE)
        async with self.database.schrijf() as session:
            return await gespreksverslag_bezorgen.leg_voor(session, self.kenmerk, versie.nummer, WIE, weg or Weg())

    async def zegt(self, tekst: str) -> bool:
        """Whether it was heard as an answer; if not, it goes to the bot or to people."""
        async with self.database.schrijf() as session:
            aangenomen = await postvak().neem_aan(session, self.gesprek_id, str(uuid.uuid4()), tekst)
            beurt = await session.get_one(Beurt, (self.gesprek_id, aangenomen.volgnummer))
            return beurt.stand == KLAAR

    async def drukt(self, label: str) -> bool:
        """The last button that has this label."""
        keuzes = [k for b in await self.berichten() for k in b.keuzes if k["label"] == label]
        return await self.zegt(keuzes[-1]["waarde"])

    async def berichten(self) -> Sequence[Bericht]:
        async with self.database.lees() as session:
            keuze = select(Bericht).where(Bericht.gesprek_id == self.gesprek_id)
            return list(await session.scalars(keuze.order_by(Bericht.volgnummer)))

    async def laatste(self) -> Bericht:
        return next(b for b in reversed(await self.berichten()) if b.afzender != INWONER)

    async def stand(self) -> str:
        async with self.database.lees() as session:
            return (await session.get_one(Gespreksverslag, self.kenmerk)).stand

    async def reacties(self) -> list[tuple[str, str]]:
        async with self.database.lees() as session:
            keuze = select(Verslagreactie).where(Verslagreactie.kenmerk == self.kenmerk).order_by(Verslagreactie.id)
            return [(r.soort, r.tekst) for r in await session.scalars(keuze)]

    async def taken(self) -> dict[str, Taak]:
        async with self.database.lees() as session:
            keuze = select(Taak).where(Taak.gesprek_id == self.gesprek_id, Taak.gedaan_op.is_(None))
            return {taak.soort: taak for taak in await session.scalars(keuze)}

    async def intake(self) -> Intake:
        async with self.database.lees() as session:
            return await session.get_one(Intake, self.kenmerk)

    async def gesprek(self) -> Gesprek:
        async with self.database.lees() as session:
            return await session.get_one(Gesprek, self.gesprek_id)
