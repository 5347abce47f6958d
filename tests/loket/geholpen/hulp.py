"""A dossier with an arrangement in force that was agreed upon in the chat or on paper, and the look of the day over it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select

from loket_backend.arrangement import bezorgen, dienst
from loket_backend.arrangement.dienst import Regel
from loket_backend.geholpen.dienst import houd_bij
from loket_backend.geholpen.models import Evaluatie
from loket_backend.gesprek.openingstijden import Openingstijden
from loket_backend.gesprek.taken import open_taak
from loket_backend.keukentafel.afspraakdossier import vergrendel_intake
from loket_backend.rondes.antwoord import Antwoord, Weg
from loket_backend.rondes.models import AKKOORD
from tests.loket.arrangement.chathulp import WIE, Chat, regel
from tests.samenhulp import maak_arrangement

__all__ = ["Ronde", "regel"]

TIJDEN = Openingstijden.uit_bestand()


@dataclass
class Ronde(Chat):
    """`kijk` is the look of the day; what it told is in `gemeld`."""

    gemeld: list[str] = field(default_factory=list)

    async def spreek_af(self, *regels: Regel, in_de_chat: bool = True) -> int:
        """An arrangement in force; gives the id of its version."""
        async with self.database.schrijf() as session:
            gesprek, intake = await vergrendel_intake(session, self.kenmerk)
            versie = await maak_arrangement(session, self.kenmerk, list(regels or (regel(),)), geldt=False)
            weg = Weg() if in_de_chat else Weg("papier", "geen chat")
            await dienst.leg_voor(session, intake, versie, WIE, weg, {"titel": "Arrangement"}, "0" * 64)
            await dienst.reageer(session, intake, versie.id, Antwoord(AKKOORD, "ja", weg.soort, WIE))
            await bezorgen.sluit_vragen(session, gesprek.id, self.kenmerk)
        return versie.id

    async def begint_op(self, dag: date, in_de_chat: bool = True) -> int:
        return await self.spreek_af(regel(begint_op=dag), in_de_chat=in_de_chat)

    async def kijk(self) -> None:
        await houd_bij(self.database, TIJDEN, self.gemeld.append)

    async def rondes(self) -> list[Evaluatie]:
        async with self.database.lees() as session:
            keuze = select(Evaluatie).where(Evaluatie.kenmerk == self.kenmerk).order_by(Evaluatie.id)
            return list(await session.scalars(keuze))

    async def ronde(self) -> Evaluatie:
        (evaluatie,) = await self.rondes()
        return evaluatie

    async def heeft_taak(self, soort: str) -> bool:
        async with self.database.lees() as session:
            return await open_taak(session, self.gesprek_id, soort) is not None
