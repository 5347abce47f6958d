"""How long the loket takes for the worklist and for one dossier, with 2,000 and with 20,000 dossiers, on SQLite and on PostgreSQL.

The real application answers over loopback HTTP from this process; a time is what a browser waits for the page, so it holds the client's
share too. Small and large take turns, so that what else this machine does counts for both. `cpu` is what this process worked for it (with
SQLite the queries too), which says more on a busy machine.

python -m tests.bench.console     (LOKET_DOSSIERS_KLEIN, LOKET_DOSSIERS)
"""

from __future__ import annotations

import asyncio
import base64
import json
import random
import re
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from statistics import median, quantiles
from typing import Any

import aiohttp
from aiohttp import web
from sqlalchemy import text

from loket_backend.app import maak_app
from loket_backend.db import Database
from loket_backend.demo import vul_demo
from loket_backend.intake.api import DATABASE
from loket_backend.migreer import migreer
from loket_backend.settings import Settings
from tests.bench.draai import draai
from tests.bench.lengtes import lengte
from tests.bench.vulling import Dossier, vul
from tests.conftest import PG_BIN, Cluster, vrije_poort

RONDES, WARM = 16, 3
WIE, WACHTWOORD = "anja-hofstra", "demo-loket-2026"
LOGINS = {"medewerker": "anja", "coordinator": "gerda"}
CSRF = re.compile(r'name="csrf" value="([^"]+)"')

# What is asked of the worklist, by name: who asks, and behind which question mark. {naam} and {kenmerk} are of some dossier.
LIJSTEN = {
    "mijn": ("medewerker", "lijst=mijn"),
    "mijn_wijk": ("medewerker", "lijst=wijk"),
    "mijn_wijk_ontvangen": ("medewerker", "lijst=wijk&volgorde=ontvangen"),
    "mijn_ongelezen": ("medewerker", "lijst=mijn&ongelezen=ja"),
    "zonder_medewerker": ("medewerker", "lijst=open"),
    "alle": ("coordinator", "lijst=alle"),
    "alle_pagina_5": ("coordinator", "lijst=alle&pagina=5"),
    "alle_per_wijk": ("coordinator", "lijst=alle&volgorde=wijk"),
    "alle_langst_stil": ("coordinator", "lijst=alle&volgorde=stil"),
    "alle_gesloten": ("coordinator", "lijst=alle&status=gesloten"),
    "alle_met_gesloten": ("coordinator", "lijst=alle&status=alles"),
    "alle_te_laat": ("coordinator", "lijst=alle&termijn=voorbij"),
    "alle_status": ("coordinator", "lijst=alle&status=verslag"),
    "alle_wijk": ("coordinator", "lijst=alle&wijk=wijk-05"),
    "alle_medewerker": ("coordinator", "lijst=alle&medewerker=mens-07&termijn=week"),
    "alle_leefgebied_vaak": ("coordinator", "lijst=alle&leefgebied=huishouden"),
    "alle_leefgebied_zelden": ("coordinator", "lijst=alle&leefgebied=veiligheid"),
    "alle_signaal": ("coordinator", "lijst=alle&signaal=onveilig"),
    "alle_signaal_en_leefgebied": ("coordinator", "lijst=alle&signaal=onveilig&leefgebied=veiligheid&wijk=wijk-02"),
    "alle_crisis_open": ("coordinator", "lijst=alle&crisis=open"),
    "alle_crisis": ("coordinator", "lijst=alle&crisis=geweest"),
    "alle_ongelezen": ("coordinator", "lijst=alle&ongelezen=ja"),
}
ZOEKEN = {
    "naam": ("coordinator", "lijst=alle&status=alles&zoek={naam}"),
    "naam_in_mijn_wijk": ("medewerker", "lijst=wijk&zoek={naam}"),
    "voornaam": ("coordinator", "lijst=alle&zoek=riek"),
    "begin": ("coordinator", "lijst=alle&zoek=jan"),
    "tussenvoegsel": ("coordinator", "lijst=alle&zoek=van+der"),
    "niemand": ("coordinator", "lijst=alle&zoek=bestaatniet"),
    "kenmerk": ("coordinator", "lijst=alle&status=alles&zoek={kenmerk}"),
    "wijk_en_naam": ("coordinator", "lijst=alle&zoek=wijkcdorp+annie"),
    "onderwerp": ("coordinator", "lijst=alle&zoek=huishouden"),
}
Tijden = dict[str, list[float]]


@dataclass
class Opstelling:
    """One running loket with so many dossiers, and somebody of each role who is logged in."""

    url: str
    dossiers: list[Dossier]
    wie: dict[str, aiohttp.ClientSession]
    tijden: Tijden = field(default_factory=dict)
    werk: Tijden = field(default_factory=dict)

    async def haal(self, naam: str, wie: str, pad: str) -> None:
        begin, werk = time.perf_counter(), time.process_time()
        async with self.wie[wie].get(f"{self.url}{pad}", allow_redirects=False) as antwoord:
            await antwoord.read()
            assert antwoord.status == 200, (naam, antwoord.status)
        self.tijden.setdefault(naam, []).append((time.perf_counter() - begin) * 1000)
        self.werk.setdefault(naam, []).append((time.process_time() - werk) * 1000)


def instellingen(map_: Path, database_url: str) -> Settings:
    """The same key everywhere: the lokets share this process."""
    sleutel = f"bench:{base64.b64encode(b'0' * 32).decode()}"
    map_.mkdir(parents=True, exist_ok=True)
    return Settings(data=str(map_), demo="1", geheim="bench", sleutel=sleutel, database_url=database_url)


@asynccontextmanager
async def opstelling(settings: Settings, aantal: int) -> AsyncIterator[Opstelling]:
    await asyncio.to_thread(migreer, settings.database)
    settings = replace(settings, poort=str(vrije_poort()))
    app = maak_app(settings)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
    await runner.setup()
    await vul_demo(app[DATABASE], settings)
    begin = time.monotonic()
    dossiers = await vul(app[DATABASE], aantal, WIE)
    await _ruim_op(app[DATABASE])
    print(f"{aantal} dossiers gevuld in {time.monotonic() - begin:.0f} s", file=sys.stderr)
    await web.TCPSite(runner, "127.0.0.1", int(settings.poort)).start()
    url = f"http://127.0.0.1:{settings.poort}"
    async with AsyncExitStack() as stapel:
        # Loopback has no name, and an ordinary jar keeps no cookies of an address.
        mensen = {rol: aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True)) for rol in LOGINS}
        wie = {rol: await stapel.enter_async_context(http) for rol, http in mensen.items()}
        for rol, http in wie.items():
            await _log_in(http, url, LOGINS[rol])
        yield Opstelling(url, dossiers, wie)
    await runner.cleanup()


async def _ruim_op(database: Database) -> None:
    """What autovacuum does by itself within a minute."""
    if database.schrijver.dialect.name == "postgresql":
        async with database.schrijver.execution_options(isolation_level="AUTOCOMMIT").connect() as verbinding:
            await verbinding.execute(text("VACUUM ANALYZE"))


async def _log_in(http: aiohttp.ClientSession, url: str, login: str) -> None:
    async with http.get(f"{url}/console/inloggen") as pagina:
        gevonden = CSRF.search(await pagina.text())
        assert gevonden is not None
    gegevens = {"csrf": gevonden.group(1), "login": login, "wachtwoord": WACHTWOORD}
    async with http.post(f"{url}/console/inloggen", data=gegevens, allow_redirects=False) as antwoord:
        assert antwoord.status == 303


async def _meet(soort: str, settings: list[Settings], aantallen: tuple[int, int]) -> dict[str, Any]:
    async with AsyncExitStack() as stapel:
        klein, groot = [
            await stapel.enter_async_context(opstelling(s, n)) for s, n in zip(settings, aantallen, strict=True)
        ]
        dobbel = random.Random(3)
        for ronde in range(RONDES + WARM):
            for loket in (klein, groot) if ronde % 2 else (groot, klein):
                await _ronde(loket, dobbel)
            if ronde == WARM - 1:
                for loket in (klein, groot):
                    loket.tijden.clear(), loket.werk.clear()
    uit = uitslag(klein, groot)
    print(f"{soort}: {json.dumps({deel: w for deel, w in uit.items() if deel != 'per_vraag'})}", file=sys.stderr)
    return uit


async def _ronde(loket: Opstelling, dobbel: random.Random) -> None:
    een = dobbel.choice(loket.dossiers)
    woorden = {"naam": een.naam.replace(" ", "+"), "kenmerk": een.kenmerk.replace("-", "").lower()}
    for deel, vragen in (("lijst", LIJSTEN), ("zoek", ZOEKEN)):
        for naam, (wie, vraag) in vragen.items():
            await loket.haal(f"{deel}:{naam}", wie, f"/console?{vraag.format(**woorden)}")
    for _ in range(4):
        dossier = dobbel.choice(loket.dossiers)
        await loket.haal("dossier:dossier", "coordinator", f"/console/intakes/{dossier.kenmerk}")


def uitslag(klein: Opstelling, groot: Opstelling) -> dict[str, Any]:
    """By part of the console: the times over all that was asked, and how much they grew; then every question, the most grown first."""
    uit: dict[str, Any] = {}
    for deel in ("lijst", "zoek", "dossier"):
        tijd, werk = [
            (_van(deel, k), _van(deel, g)) for k, g in ((klein.tijden, groot.tijden), (klein.werk, groot.werk))
        ]
        uit[deel] = {
            "klein": _samen(tijd[0]),
            "groot": _samen(tijd[1]),
            "groei_p50": _groei(*tijd),
            "groei_p95": round(_p95(tijd[1]) / _p95(tijd[0]), 2),
            "cpu_groot_p50": round(median(werk[1]), 1),
            "groei_cpu": _groei(*werk),
        }
    vragen = [
        {"vraag": naam.partition(":")[2], **_samen(groot.tijden[naam]), "groei_cpu": _groei(klein.werk[naam], werk)}
        for naam, werk in groot.werk.items()
    ]
    return {**uit, "per_vraag": sorted(vragen, key=lambda v: -float(v["groei_cpu"]))}


def _van(deel: str, tijden: Tijden) -> list[float]:
    return [t for naam, gemeten in tijden.items() if naam.startswith(f"{deel}:") for t in gemeten]


def _groei(klein: list[float], groot: list[float]) -> float:
    return round(median(groot) / median(klein), 2)


def _samen(tijden: list[float]) -> dict[str, float]:
    return {"p50": round(median(tijden), 1), "p95": round(_p95(tijden), 1), "n": len(tijden)}


def _p95(tijden: list[float]) -> float:
    return quantiles(tijden, n=20)[-1]


def console(map_: Path, aantallen: tuple[int, int]) -> dict[str, Any]:
    """Both databases; PostgreSQL only where it is installed."""
    uit = {"sqlite": asyncio.run(_meet("sqlite", [instellingen(map_ / f"s{n}", "") for n in aantallen], aantallen))}
    if PG_BIN is None:
        return uit
    cluster = Cluster()
    try:
        for n in aantallen:
            cluster.sql(f"CREATE DATABASE bench{n}")
        lokets = [instellingen(map_ / f"p{n}", cluster.url(f"bench{n}")) for n in aantallen]
        uit["postgresql"] = asyncio.run(_meet("postgresql", lokets, aantallen))
    finally:
        cluster.stop()
    return uit


def meet() -> dict[str, Any]:
    with tempfile.TemporaryDirectory(prefix="loket-bench-") as map_:
        return {"console_ms": console(Path(map_), (lengte("LOKET_DOSSIERS_KLEIN"), lengte("LOKET_DOSSIERS")))}


if __name__ == "__main__":
    draai("console", meet)
