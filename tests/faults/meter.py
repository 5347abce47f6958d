"""Watches every request of the residents: nobody is left without an answer, and what fails says so as it should."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from types import SimpleNamespace

import aiohttp

# Promised is this, in seconds, on a machine that does nothing else. What a long poll waits by itself comes on top.
BINNEN = 10
# Machines that run tests are slow.
SPELING = 2
WACHT = "wacht"


@dataclass
class Meter:
    """`statussen` of all answers, `langste` wait for one (without what a poll waits by itself), and what did not come at all."""

    statussen: dict[int, int] = field(default_factory=dict)
    langste: float = 0
    zonder: list[str] = field(default_factory=list)
    onduidelijk: list[str] = field(default_factory=list)

    @property
    def storingen(self) -> int:
        return self.statussen.get(503, 0)

    def hoort(self, antwoord: aiohttp.ClientResponse, duur: float) -> None:
        self.statussen[antwoord.status] = self.statussen.get(antwoord.status, 0) + 1
        self.langste = max(self.langste, duur - float(antwoord.url.query.get(WACHT, 0)))
        goed = antwoord.content_type == "application/problem+json" and "Retry-After" in antwoord.headers
        if antwoord.status >= 500 and not (antwoord.status == 503 and goed):
            self.onduidelijk.append(f"{antwoord.status} {antwoord.content_type} op {antwoord.method}")

    def klopt(self, *, weg_mag: bool = False) -> None:
        """`weg_mag`: the loket itself may have been away, so that a connection broke."""
        assert self.onduidelijk == []
        assert weg_mag or self.zonder == []
        assert self.langste < BINNEN * SPELING, f"iemand wachtte {self.langste:.1f} s op een antwoord"
        if self.langste > BINNEN:
            print(f"LET OP: langer dan {BINNEN} s zonder antwoord: {self.langste:.1f} s")


@asynccontextmanager
async def gemeten() -> AsyncIterator[tuple[aiohttp.ClientSession, Meter]]:
    """A session for residents, whose every request is watched."""
    meter, spoor = Meter(), aiohttp.TraceConfig()

    async def begin(_: object, context: SimpleNamespace, __: object) -> None:
        context.begonnen = time.monotonic()

    async def einde(_: object, context: SimpleNamespace, antwoord: aiohttp.TraceRequestEndParams) -> None:
        meter.hoort(antwoord.response, time.monotonic() - context.begonnen)

    async def mislukt(_: object, context: SimpleNamespace, wat: aiohttp.TraceRequestExceptionParams) -> None:
        meter.zonder.append(f"{type(wat.exception).__name__} na {time.monotonic() - context.begonnen:.1f} s")

    spoor.on_request_start.append(begin)
    spoor.on_request_end.append(einde)
    spoor.on_request_exception.append(mislukt)
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=60), trace_configs=[spoor]) as http:
        yield http, meter
