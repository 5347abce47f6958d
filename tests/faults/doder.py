"""Kills the processes of a loket while residents talk: at random moments, and at the named points of their launchers (punten)."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

from tests.e2e.hulp.loket import GEDULD_TERUG, Loket
from tests.e2e.hulp.processen import leeft, wacht_tot
from tests.faults.punten import GERAAKT, PUNTEN, map_in
from tests.faults.straat import Straat

# A point lies on the way of a conversation; some come once in each.
GEDULD_PUNT = 120
# Who dies too while the first one is still starting again.
SCHADUW = {"rasa": ("acties", "loket", "acties"), "loket": ("acties",), "acties": ()}
# How many random moments a round has beside its named points.
WILLEKEURIG = {"rasa": 2, "loket": 2, "acties": 4}


@dataclass(frozen=True)
class Slag:
    """One process to kill; without a point at any moment, or just when somebody approves the summary."""

    proces: str
    punt: str = ""


@dataclass(frozen=True)
class Dood:
    """When a process died, and when /klaar missed it no more (seconds since the epoch)."""

    slag: Slag
    op: float
    terug: float

    @property
    def weg(self) -> float:
        return self.terug - self.op


def ronde(kans: random.Random) -> list[Slag]:
    """Every named point once, and some moments that have no name, in any order."""
    slagen = [Slag(proces, punt) for proces, punten in PUNTEN.items() for punt in punten]
    slagen += [Slag(proces) for proces, keren in WILLEKEURIG.items() for _ in range(keren)]
    return kans.sample(slagen, len(slagen))


@dataclass
class Doder:
    loket: Loket
    straat: Straat
    kans: random.Random
    doden: list[Dood] = field(default_factory=list)

    async def dood(self, keren: int) -> None:
        """At least this often, and never half a round."""
        while len(self.doden) < keren:
            for slag in ronde(self.kans):
                await self.sla(slag, *SCHADUW[slag.proces])

    async def sla(self, slag: Slag, *schaduw: str) -> None:
        """Ends when everything is back. `schaduw`: who is killed meanwhile, one after the other."""
        op = await self._bij_punt(slag) if slag.punt else await self._op_een_moment(slag.proces)
        async with asyncio.TaskGroup() as groep:
            groep.create_task(self._schrijf_op(slag, op))
            for proces in schaduw:
                await asyncio.sleep(self.kans.uniform(0, 0.5))
                op = await asyncio.to_thread(self._dood_nu, proces)
                await self._schrijf_op(Slag(proces), op)
        await asyncio.to_thread(self.loket.wacht_klaar)

    async def _op_een_moment(self, proces: str) -> float:
        await self.straat.gebeurt(self.kans.randint(1, 6), indiening=self.kans.random() < 0.5)
        await asyncio.sleep(self.kans.uniform(0, 0.1))
        return await asyncio.to_thread(self._dood_nu, proces)

    def _dood_nu(self, proces: str) -> float:
        self.loket.dood(proces)
        return time.time()

    async def _bij_punt(self, slag: Slag) -> float:
        oud = await asyncio.to_thread(self._pid, slag.proces)
        (wapen := map_in(self.loket.data) / slag.punt).touch()
        geraakt = wapen.with_suffix(GERAAKT)
        await asyncio.to_thread(wacht_tot, geraakt.exists, GEDULD_PUNT, f"{slag.proces} komt langs {slag.punt}")
        op = geraakt.stat().st_ctime
        geraakt.unlink()
        await asyncio.to_thread(wacht_tot, lambda: not leeft(oud), 10, f"{slag.proces} is dood bij {slag.punt}")
        return op

    def _pid(self, proces: str) -> int:
        wacht_tot(lambda: self.loket.pid(proces), GEDULD_TERUG, f"{proces} draait")
        pid = self.loket.pid(proces)
        assert pid is not None
        return pid

    async def _schrijf_op(self, slag: Slag, op: float) -> None:
        def terug() -> bool:
            return not {slag.proces, "loket"} & set(self.loket.mist())

        await asyncio.to_thread(wacht_tot, terug, GEDULD_TERUG, f"{slag.proces} is terug")
        self.doden.append(Dood(slag, op, time.time()))

    def weg(self, proces: str) -> Iterator[tuple[float, float]]:
        """When this process was away."""
        return ((d.op, d.terug) for d in self.doden if d.slag.proces == proces)
