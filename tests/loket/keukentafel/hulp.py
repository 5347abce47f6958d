"""An intake with a medewerker, a calendar, and a resident who answers in the chat."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from loket_backend.crisis.nummers import Nummers
from loket_backend.crisis.poort import Crisispoort
from loket_backend.db import Database
from loket_backend.gesprek.hub import Hub
from loket_backend.gesprek.postvak import Postvak
from loket_backend.gesprek.taken import Taak, open_taken
from loket_backend.intake.geldig import ConceptInhoud
from loket_backend.intake.models import Intake
from loket_backend.intake.service import bewaar_concept, dien_in
from loket_backend.keukentafel import afspraken
from loket_backend.keukentafel.afspraakinwoner import antwoorder
from loket_backend.keukentafel.afspraakmodels import Afspraak
from loket_backend.keukentafel.afspraakteksten import Afspraakteksten
from loket_backend.keukentafel.afspraken import Plan
from loket_backend.tijd import AMSTERDAM
from tests.loket.hulp import TEKSTEN, NepRasa, begin, concept, lees, maak_hub, stuur, tot_rust, vul_gemeente

AFSPRAAKTEKSTEN = Afspraakteksten("0528 12 34 56", "https://loket.example")


def moment(dag: int, uur: int, minuut: int = 0, maand: int = 12) -> datetime:
    return datetime(2026, maand, dag, uur, minuut, tzinfo=AMSTERDAM)


DINSDAG, WOENSDAG, VRIJDAG = moment(1, 10), moment(2, 14, 30), moment(4, 9)
PLAN = Plan([DINSDAG, WOENSDAG, VRIJDAG], 60, "thuis")


def maak_luisterhub(database: Database, bot: NepRasa) -> Hub:
    """A hub that hears answers about appointments."""
    hub = maak_hub(database, bot)
    postvak = Postvak(
        TEKSTEN, Crisispoort.uit_bestand(), Nummers.uit_bestand(), {"afspraak": antwoorder(AFSPRAAKTEKSTEN)}
    )
    return Hub(database, postvak, hub.wekker, hub.werker, bot)


@dataclass
class Tafel:
    """One intake of Anja's, seen from both sides of the table."""

    hub: Hub
    gesprek_id: str
    kenmerk: str

    @classmethod
    async def dek(cls, hub: Hub, **waarden: Any) -> Tafel:
        gesprek_id = await begin(hub)
        return cls(hub, gesprek_id, await maak_intake(hub, gesprek_id, **waarden))

    @classmethod
    async def met_gemeente(cls, hub: Hub) -> Tafel:
        await vul_gemeente(hub.database)
        return await cls.dek(hub)

    async def stel_voor(self, plan: Plan = PLAN, wie: str = "anja") -> int:
        async with self.hub.database.schrijf() as session:
            return (await afspraken.stel_voor(session, AFSPRAAKTEKSTEN, self.kenmerk, wie, plan)).id

    async def spreek_af(self, plan: Plan) -> int:
        async with self.hub.database.schrijf() as session:
            return (await afspraken.spreek_af(session, AFSPRAAKTEKSTEN, self.kenmerk, "anja", plan)).id

    async def zegt(self, tekst: str) -> str:
        """What the loket (or the bot) says last after this."""
        await stuur(self.hub, self.gesprek_id, tekst)
        stand = await tot_rust(self.hub, self.gesprek_id)
        return str(stand["berichten"][-1]["tekst"])

    async def laatste(self) -> dict[str, Any]:
        stand = await lees(self.hub, self.gesprek_id)
        bericht: dict[str, Any] = stand["berichten"][-1]
        return bericht

    async def afspraak(self) -> Afspraak:
        async with self.hub.database.lees() as session:
            vraag = select(Afspraak).where(Afspraak.kenmerk == self.kenmerk).order_by(Afspraak.id.desc()).limit(1)
            return (await session.scalars(vraag)).one()

    async def status(self) -> str:
        async with self.hub.database.lees() as session:
            return (await session.get_one(Intake, self.kenmerk)).status

    async def taken(self) -> dict[str, Taak]:
        async with self.hub.database.lees() as session:
            return {t.soort: t for t in await open_taken(session, Taak.gesprek_id == self.gesprek_id)}


async def maak_intake(hub: Hub, gesprek_id: str, **waarden: Any) -> str:
    alles = {"naam": "Riek de Boer", "postcode": "7913AB", "telefoon": "+31612345678", **waarden}
    inhoud = ConceptInhoud.model_validate(concept(**alles))
    async with hub.database.schrijf() as session:
        await bewaar_concept(session, gesprek_id, 4, inhoud)
        intake = await dien_in(session, gesprek_id, 4)
        intake.medewerker_id = "anja"
    return intake.kenmerk
