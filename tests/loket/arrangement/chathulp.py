"""A dossier whose arrangement is laid before the resident in its chat, and a resident who answers there."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Self

from sqlalchemy import select

from loket_backend.arrangement import bezorgen, dienst
from loket_backend.arrangement.dienst import Regel
from loket_backend.arrangement.models import Arrangement, Arrangementreactie, Arrangementversie
from loket_backend.db import Database
from loket_backend.gesprek.models import INWONER, KLAAR, Bericht, Beurt, Gesprek
from loket_backend.gesprek.taken import Taak
from loket_backend.intake.models import Intake
from loket_backend.keukentafel.afspraakdossier import vergrendel_intake
from loket_backend.rondes.antwoord import Weg
from tests import samenhulp
from tests.loket.keukentafel.verslaghulp import postvak
from tests.samenhulp import maak_arrangement, maak_dossier

WIE = "anja"


def regel(wat: str = "Hulp bij het schoonmaken", **anders: Any) -> Regel:
    """A line that takes nothing of a budget."""
    return samenhulp.regel(wat, **{"bekostiging": "algemeen", **anders})


@dataclass
class Chat:
    """`stelt_voor` is the medewerker; `zegt` and `drukt` are the resident."""

    database: Database
    kenmerk: str
    gesprek_id: str

    @classmethod
    async def begin(cls, database: Database, **anders: str) -> Self:
        kenmerk = await maak_dossier(database, **anders)
        async with database.lees() as session:
            gesprek_id = (await session.get_one(Intake, kenmerk)).gesprek_id
        return cls(database, kenmerk, gesprek_id)

    async def stelt_voor(self, *regels: Regel, adres: str = "", in_de_chat: bool = True) -> Arrangementversie:
        async with self.database.schrijf() as session:
            gesprek, intake = await vergrendel_intake(session, self.kenmerk)
            versie = await maak_arrangement(
                session, self.kenmerk, list(regels or (regel(door_wie="Marja"),)), geldt=False
            )
            weg = Weg() if in_de_chat else Weg("papier", "geen chat")
            await dienst.leg_voor(session, intake, versie, WIE, weg, {"titel": "Arrangement"}, "0" * 64)
            if in_de_chat:
                await bezorgen.stuur(session, gesprek, intake, versie, WIE, adres)
        return versie

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

    async def gezegd(self) -> str:
        """All that the loket said."""
        return "\n".join(b.tekst for b in await self.berichten() if b.afzender != INWONER)

    async def stand(self) -> str:
        async with self.database.lees() as session:
            return (await session.get_one(Arrangement, self.kenmerk)).stand

    async def geldt(self) -> int | None:
        """The id of the version in force."""
        async with self.database.lees() as session:
            versie = await dienst.geldend(session, self.kenmerk)
            return versie.id if versie else None

    async def reacties(self) -> list[tuple[str, str]]:
        async with self.database.lees() as session:
            keuze = select(Arrangementreactie).where(Arrangementreactie.kenmerk == self.kenmerk)
            return [(r.soort, r.tekst) for r in await session.scalars(keuze.order_by(Arrangementreactie.id))]

    async def taken(self) -> dict[str, Taak]:
        async with self.database.lees() as session:
            keuze = select(Taak).where(Taak.gesprek_id == self.gesprek_id, Taak.gedaan_op.is_(None))
            return {taak.soort: taak for taak in await session.scalars(keuze)}

    async def zet_status(self, status: str) -> None:
        async with self.database.schrijf() as session:
            (await session.get_one(Gesprek, self.gesprek_id)).status = status
