"""A running loket to ask pages of: the real application over loopback HTTP in this process, filled, with people who are logged in."""

from __future__ import annotations

import asyncio
import base64
import re
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Generic, TypeVar

import aiohttp
from aiohttp import web
from sqlalchemy import text

from loket_backend.app import maak_app
from loket_backend.db import Database, open_database
from loket_backend.demo import vul_demo
from loket_backend.migreer import migreer
from loket_backend.settings import Settings
from tests.conftest import vrije_poort

# Of the demo: the medewerker who gets a share of the dossiers, and who logs in for each role.
WIE, WACHTWOORD = "anja-hofstra", "demo-loket-2026"
LOGINS = {"medewerker": "anja", "coordinator": "gerda"}
CSRF = re.compile(r'name="csrf" value="([^"]+)"')

T = TypeVar("T")
Tijden = dict[str, list[float]]


@dataclass
class Opstelling(Generic[T]):
    """`gevuld`: what the filling gave; `wie`: by role. Measured by name, in ms: `tijden` as a browser waits, `werk` as this process worked."""

    url: str
    gevuld: T
    wie: dict[str, aiohttp.ClientSession]
    tijden: Tijden = field(default_factory=dict)
    werk: Tijden = field(default_factory=dict)

    async def haal(self, naam: str, wie: str, pad: str) -> str:
        """The page; it must be there."""
        begin, werk = time.perf_counter(), time.process_time()
        async with self.wie[wie].get(f"{self.url}{pad}", allow_redirects=False) as antwoord:
            pagina = await antwoord.text()
            assert antwoord.status == 200, (naam, antwoord.status)
        self.tijden.setdefault(naam, []).append((time.perf_counter() - begin) * 1000)
        self.werk.setdefault(naam, []).append((time.process_time() - werk) * 1000)
        return pagina

    def vergeet(self) -> None:
        """What was measured so far does not count."""
        self.tijden.clear()
        self.werk.clear()


def instellingen(map_: Path, database_url: str) -> Settings:
    """The same key everywhere: the lokets share this process."""
    sleutel = f"bench:{base64.b64encode(b'0' * 32).decode()}"
    map_.mkdir(parents=True, exist_ok=True)
    return Settings(data=str(map_), demo="1", geheim="bench", sleutel=sleutel, database_url=database_url)


@asynccontextmanager
async def opstelling(settings: Settings, vul: Callable[[Database], Awaitable[T]]) -> AsyncIterator[Opstelling[T]]:
    """The demo is in it already when `vul` begins."""
    await asyncio.to_thread(migreer, settings.database)
    settings = replace(settings, poort=str(vrije_poort()))
    runner = web.AppRunner(maak_app(settings), access_log=None, shutdown_timeout=1)
    gevuld = await _vul(settings, vul)
    try:
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", int(settings.poort)).start()
        url = f"http://127.0.0.1:{settings.poort}"
        async with _ingelogd(url) as wie:
            yield Opstelling(url, gevuld, wie)
    finally:
        await runner.cleanup()


@asynccontextmanager
async def _ingelogd(url: str) -> AsyncIterator[dict[str, aiohttp.ClientSession]]:
    async with AsyncExitStack() as stapel:
        # Loopback has no name, and an ordinary jar keeps no cookies of an address.
        mensen = {rol: aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True)) for rol in LOGINS}
        wie = {rol: await stapel.enter_async_context(http) for rol, http in mensen.items()}
        for rol, http in wie.items():
            await _log_in(http, url, LOGINS[rol])
        yield wie


async def _vul(settings: Settings, vul: Callable[[Database], Awaitable[T]]) -> T:
    """By a door of its own, without the limits of who serves people."""
    begin, database = time.monotonic(), open_database(settings.database)
    try:
        await vul_demo(database, settings)
        gevuld = await vul(database)
        await _ruim_op(database)
    finally:
        await database.sluit()
    print(f"gevuld in {time.monotonic() - begin:.0f} s", file=sys.stderr)
    return gevuld


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
