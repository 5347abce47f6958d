"""A maandbeeld that was made lately is shown again: page, file and PDF then say the same, and nobody waits for the count twice."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from loket_backend.db import Database
from loket_backend.maandbeeld.beeld import Beeld, Boeken, lees
from loket_backend.maandbeeld.maanden import MEESTE, Maand, deze, tot_en_met
from loket_backend.tijd import nu

GELDIG = timedelta(minutes=10)
HOOGSTENS = 8


@dataclass(frozen=True)
class Gemaakt:
    beeld: Beeld
    op: datetime


@dataclass
class Beelden:
    """Of one database. One is counted at a time."""

    database: Database
    _boeken: Boeken = field(default_factory=Boeken)
    _gemaakt: dict[tuple[Maand, int], Gemaakt] = field(default_factory=dict)
    _slot: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def tel_vooruit(self) -> None:
        """Reads what takes long of the months that are over, so that a first look need not; what was read and still holds costs a look."""
        voorbij = tot_en_met(deze().vorige, MEESTE)
        async with self._slot, self.database.lees() as session:
            await self._boeken.regels.lees(session, voorbij)
            await self._boeken.geld.lees(session, voorbij)

    async def haal(self, laatste: Maand, aantal: int) -> Gemaakt:
        """Of so many months up to and including this one, at most GELDIG old."""
        async with self._slot:
            self._gemaakt = {s: g for s, g in self._gemaakt.items() if g.op <= nu() < g.op + GELDIG}
            if (eerder := self._gemaakt.get((laatste, aantal))) is not None:
                return eerder
            op = nu()
            async with self.database.lees() as session:
                gemaakt = Gemaakt(await lees(session, tot_en_met(laatste, aantal), self._boeken), op)
            while len(self._gemaakt) >= HOOGSTENS:
                self._gemaakt.pop(next(iter(self._gemaakt)))
            self._gemaakt[laatste, aantal] = gemaakt
            return gemaakt
