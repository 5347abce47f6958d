"""`/metrics` on the internal port: what this process counted, and how the database stands. Never on the public port.

Who asks from this machine needs no secret, because LOKET_GEHEIM is made anew at every start; who asks from elsewhere sends it as
`Authorization: Bearer`. There is nothing of anybody in it.
"""

from __future__ import annotations

import asyncio
import ipaddress
import secrets
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import structlog
from aiohttp import web
from aiohttp.typedefs import Handler
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily, InfoMetricFamily, Metric
from prometheus_client.registry import Collector

from loket_backend import meetstand, meten, sporen
from loket_backend.db import Database
from loket_backend.errors import NietAangemeld
from loket_backend.gesprek.hub import HUB
from loket_backend.gesprek.wachten import Balie
from loket_backend.intake.api import GEHEIM, alleen_met_geheim
from loket_backend.tijd import nu

log = structlog.get_logger()

PAD = "/metrics"
RESERVEKOPIEEN: web.AppKey[Path | None] = web.AppKey("reservekopieen")
# Seconds: how long one look is good for, and how long it may take. A scrape never holds the database up, nor the other way round.
HOUDBAAR, BINNEN = 5.0, 2.0
BOT = ("rasa", "acties")


def voeg_intern_toe(intern: web.Application, app: web.Application) -> None:
    """`app`: the public application, of which this tells."""

    async def begin(intern: web.Application) -> None:
        intern[MEETPUNT] = Meetpunt(app[HUB].database, app[HUB].bot.mist, app[RESERVEKOPIEEN])

    intern.on_startup.append(begin)
    intern.add_routes([web.get(PAD, cijfers)])


async def cijfers(request: web.Request) -> web.Response:
    return web.Response(body=await request.app[MEETPUNT].lees(), headers={"Content-Type": CONTENT_TYPE_LATEST})


@dataclass
class Meetpunt:
    """`mist`: the names of what does not answer. `kopieen`: the folder with backups, when there is one."""

    database: Database
    mist: Callable[[], Awaitable[list[str]]]
    kopieen: Path | None = None
    houdbaar: float = HOUDBAAR
    _gezien: list[Metric] = field(default_factory=list)
    _tot: float = 0.0
    _slot: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def lees(self) -> bytes:
        """The text that Prometheus reads."""
        async with self._slot:
            if time.monotonic() >= self._tot:
                self._gezien = await self._kijk()
                self._tot = time.monotonic() + self.houdbaar
        register = CollectorRegistry()
        register.register(_Gezien(self._gezien))
        return generate_latest(meten.REGISTER) + generate_latest(register)

    async def _kijk(self) -> list[Metric]:
        database, bot = await asyncio.gather(self._database(), self._bot())
        hier = [_getal("loket_open", "Whether the loket is open by its opening hours.", _is_open())]
        return [*database, bot, *hier, *_kopieen(self.kopieen)]

    async def _database(self) -> list[Metric]:
        """When it does not answer there are no figures, rather than old ones."""
        naam, uitleg = "loket_database_bereikbaar", "Whether the database answered in time."
        try:
            async with asyncio.timeout(BINNEN):
                gelezen = await self._stand()
        except Exception as fout:  # whatever keeps it from answering
            log.warning("meten_zonder_database", soort=type(fout).__name__)
            return [_getal(naam, uitleg, 0)]
        return [_getal(naam, uitleg, 1), *gelezen]

    async def _stand(self) -> list[Metric]:
        async with self.database.lees() as session:
            rijen = await meetstand.rijen(session)
            verlopen = await meetstand.termijnen_verlopen(session)
            schema = await meetstand.schema(session)
        return [
            *_van_rijen(rijen),
            _getal("loket_termijnen_verlopen", "Dossiers of which a legal date is over.", verlopen),
            InfoMetricFamily("loket_schema", "The migration of the database.", {"versie": schema}),
        ]

    async def _bot(self) -> Metric:
        weg = list(BOT)
        with suppress(TimeoutError):
            async with asyncio.timeout(BINNEN):
                weg = await self.mist()
        metriek = GaugeMetricFamily("loket_bot_bereikbaar", "Whether this part of the bot answered.", labels=["deel"])
        for deel in BOT:
            metriek.add_metric([deel], float(deel not in weg))
        return metriek


MEETPUNT = web.AppKey("meetpunt", Meetpunt)


class _Gezien(Collector):
    def __init__(self, metrieken: list[Metric]) -> None:
        self._metrieken = metrieken

    def collect(self) -> list[Metric]:
        return self._metrieken


def _van_rijen(rijen: dict[str, meetstand.Rij]) -> Iterator[Metric]:
    for naam, rij in rijen.items():
        uitleg, _ = meetstand.RIJEN[naam]
        yield _getal(f"loket_{naam}", f"{uitleg}.", rij.aantal)
        yield _getal(f"loket_{naam}_oudste_seconds", f"{uitleg}: how long the oldest does.", rij.seconden)


def _getal(naam: str, uitleg: str, waarde: float) -> Metric:
    return GaugeMetricFamily(naam, uitleg, float(waarde))


def _is_open() -> bool:
    return Balie.wachtkamer().tijden.is_open(nu())


def _kopieen(map_: Path | None) -> list[Metric]:
    """How old the newest backup is; nothing when nobody said where they stand. Hidden files are not finished."""
    if map_ is None:
        return []
    momenten = []
    with suppress(OSError):
        momenten = [pad.stat().st_mtime for pad in map_.iterdir() if pad.is_file() and not pad.name.startswith(".")]
    # no backup at all is as old as can be
    oud = max(time.time() - max(momenten), 0.0) if momenten else float("inf")
    return [_getal("loket_reservekopie_oud_seconds", "How old the newest backup is.", oud)]


@web.middleware
async def deur(request: web.Request, handler: Handler) -> web.StreamResponse:
    """The door of the internal port: /metrics is for whoever is on this machine or sends the secret, the rest only for the bot."""
    if request.path != PAD:
        return await alleen_met_geheim(request, handler)
    if not (_van_hier(request) or _kent_geheim(request)):
        raise NietAangemeld()
    return await handler(request)


def _van_hier(request: web.Request) -> bool:
    """Whom a proxy speaks for is not from here, even when the proxy is."""
    doorgegeven = "X-Forwarded-For" in request.headers or "Forwarded" in request.headers
    with suppress(ValueError):
        return not doorgegeven and ipaddress.ip_address(request.remote or "").is_loopback
    return False


def _kent_geheim(request: web.Request) -> bool:
    gegeven = request.headers.get("Authorization", "").removeprefix("Bearer ")
    geheim = request.app[GEHEIM]
    return bool(geheim) and secrets.compare_digest(gegeven.encode(errors="replace"), geheim.encode())


@web.middleware
async def volg_spoor(request: web.Request, handler: Handler) -> web.StreamResponse:
    """A call of the action server is a part of the trace that it brings along."""
    with sporen.vervolg(request.match_info.handler.__name__, request.headers):
        return await handler(request)
