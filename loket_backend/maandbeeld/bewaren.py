"""A maandbeeld that was made lately is shown again: page, file and PDF then say the same, and nobody waits for the count twice."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

from loket_backend.db import Database
from loket_backend.maandbeeld.beeld import GELDIG, Beeld, Boeken, lees
from loket_backend.maandbeeld.maanden import MEESTE, Maand, deze, tot_en_met
from loket_backend.tijd import nu

HOOGSTENS = 8
# As far back as the longest period goes that ends in the oldest month of the list.
VOORUIT = 2 * MEESTE - 1


@dataclass
class Beelden:
    """Of one database. One is counted at a time."""

    database: Database
    _boeken: Boeken = field(default_factory=Boeken)
    _gemaakt: dict[tuple[Maand, int], Beeld] = field(default_factory=dict)
    _slot: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def tel_vooruit(self) -> None:
        """Counts all months that are over anew, so that no first look need do it. Nobody waits for it: until it is done, what was counted before holds."""
        boeken = Boeken(geld=self._boeken.geld)
        async with self.database.lees() as session:
            await lees(session, tot_en_met(deze(), VOORUIT), boeken)
        self._boeken = boeken

    async def haal(self, laatste: Maand, aantal: int) -> Beeld:
        """Of so many months up to and including this one, at most GELDIG old."""
        async with self._slot:
            self._gemaakt = {s: g for s, g in self._gemaakt.items() if g.op <= nu() < g.op + GELDIG}
            if (eerder := self._gemaakt.get((laatste, aantal))) is not None:
                return eerder
            async with self.database.lees() as session:
                gemaakt = await lees(session, tot_en_met(laatste, aantal), self._boeken)
            while len(self._gemaakt) >= HOOGSTENS:
                self._gemaakt.pop(next(iter(self._gemaakt)))
            self._gemaakt[laatste, aantal] = gemaakt
            return gemaakt
