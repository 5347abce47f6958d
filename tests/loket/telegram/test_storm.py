"""Updates one to three times and out of order, while the loket is killed: one effect each, in order, every reply brought.

`LOKET_STORM=2000` runs all of it; without it a small one, because the kills take most of the time.
"""

from __future__ import annotations

import asyncio
import base64
import os
import random
import re
import time
from collections import Counter, defaultdict
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path

import aiohttp
import pytest
from sqlalchemy import func, select

from loket_backend.db import Database
from loket_backend.gesprek.channels.telegram.models import Chat
from loket_backend.gesprek.models import KLAAR, Bericht, Beurt
from tests.loket.hulp import tot
from tests.telegram import storm
from tests.telegram.nep_api import NepApi, Update, bedien

AANTAL = int(os.environ.get("LOKET_STORM", "200"))
CHATS, DOOD = 40, 5
SLEUTEL = "t1:" + base64.b64encode(b"0" * 32).decode()  # that of tests/conftest.py: the test reads the same database
GENOEG = 8  # calls of the Bot API that may be under way when the loket dies
GEDULD = 400  # machines that run tests are slow; on a quiet one all of it takes half a minute


@pytest.fixture
async def proces(tmp_path: Path, database_url: str, request: pytest.FixtureRequest) -> AsyncIterator[storm.Proces]:
    kans = random.Random(request.node.name)
    async with AsyncExitStack() as stapel:
        api = storm.Schudder(storing=storm.storing(kans))
        api.kans = kans
        await stapel.enter_async_context(bedien(api))
        proces = storm.Proces(tmp_path, _proces_url(database_url), api, sleutel=SLEUTEL)
        stapel.push_async_callback(proces.stop)
        yield proces


def _proces_url(database_url: str) -> str:
    """SQLite is the default in the folder of the data; the fixture put it there."""
    return database_url.replace("+asyncpg", "") if "postgresql" in database_url else ""


async def _dood_hem(proces: storm.Proces, updates: list[Update], kans: random.Random, *, webhook: bool) -> None:
    """kill -9 at moments that are spread over the storm: each time after some more replies were brought."""
    for keer in range(DOOD):
        doel = len(updates) * (keer + 1) // (DOOD + 2)
        await tot(lambda doel=doel: _beantwoord(proces.api, doel), GEDULD)
        await asyncio.sleep(kans.uniform(0, 0.05))
        await proces.dood()
        await proces.start(webhook=webhook)


async def _beantwoord(api: NepApi, doel: int) -> bool:
    return len({v.tekst for v in api.ontvangen if v.tekst.startswith("Gehoord")}) >= doel


@pytest.mark.parametrize(
    ("database_url", "webhook"),
    [("sqlite", True), ("sqlite", False), ("postgresql", True)],
    ids=["sqlite-webhook", "sqlite-peilen", "postgresql-webhook"],
    indirect=["database_url"],
)
async def test_een_storm_heeft_per_update_een_effect(
    proces: storm.Proces, database: Database, request: pytest.FixtureRequest, webhook: bool
) -> None:
    begin = time.monotonic()
    kans = random.Random(f"storm {request.node.name}")
    updates = storm.verhaal(proces.api, CHATS, AANTAL, kans)
    await proces.start(webhook=webhook)
    async with aiohttp.ClientSession() as http, asyncio.TaskGroup() as groep:
        groep.create_task(_dood_hem(proces, updates, kans, webhook=webhook))
        groep.create_task(_lever(proces, http, updates, kans, webhook=webhook))
    await tot(lambda: _beantwoord(proces.api, len(updates)), GEDULD)
    await _ieder_bericht_staat_er_een_keer_en_op_volgorde(database, updates)
    dubbel = _alles_kwam_aan_op_volgorde(proces, updates)
    print(
        f"\n{request.node.name}: {len(updates)} updates, {proces.gestorven} keer dood, {time.monotonic() - begin:.0f} s,"
        f" {sum(proces.api.onduidelijk.values())} keer onduidelijk, {dubbel} keer dubbel bezorgd"
    )
    assert proces.gestorven == DOOD
    assert proces.api.token.encode() not in (proces.data / "loket.log").read_bytes()


async def _lever(
    proces: storm.Proces, http: aiohttp.ClientSession, updates: list[Update], kans: random.Random, *, webhook: bool
) -> None:
    if webhook:
        await storm.duw_alles(proces, http, storm.leveringen(updates, kans))
        return
    for update in updates:
        proces.api.rij.append(update)
        proces.api.nieuws.set()
        await asyncio.sleep(0)


async def _ieder_bericht_staat_er_een_keer_en_op_volgorde(database: Database, updates: list[Update]) -> None:
    verwacht = defaultdict(list)
    for update in updates:
        verwacht[str(update["message"]["chat"]["id"])].append(update["message"]["text"])
    async with database.lees() as session:
        chats = {chat.chat_id: chat for chat in await session.scalars(select(Chat))}
        assert set(chats) == set(verwacht)
        for chat_id, teksten in verwacht.items():
            vraag = select(Bericht).where(
                Bericht.gesprek_id == chats[chat_id].gesprek_id, Bericht.afzender == "inwoner"
            )
            bewaard = [b.tekst for b in await session.scalars(vraag.order_by(Bericht.volgnummer))]
            assert bewaard == teksten
        assert await session.scalar(select(func.count()).select_from(Beurt).where(Beurt.stand == KLAAR)) == len(updates)
        assert await session.scalar(select(func.count()).select_from(Beurt)) == len(updates)


def _alles_kwam_aan_op_volgorde(proces: storm.Proces, updates: list[Update]) -> int:
    """How many came twice: never more than there were sends of which nobody can know whether they arrived."""
    geteld: Counter[tuple[int, str]] = Counter((v.chat, v.tekst) for v in proces.api.ontvangen)
    for (chat, tekst), keren in geteld.items():
        assert keren <= 1 + proces.api.onduidelijk[chat, tekst] + proces.gestorven, tekst
    dubbel = sum(geteld.values()) - len(geteld)
    assert dubbel <= sum(proces.api.onduidelijk.values()) + GENOEG * proces.gestorven
    for chat in {update["message"]["chat"]["id"] for update in updates}:
        nummers = [int(n[1]) for t in proces.api.teksten(chat) if (n := re.match(r"Gehoord: bericht (\d+) ", t))]
        assert nummers == sorted(nummers), f"{chat}: niet op volgorde"
        assert set(nummers) == set(range(1, max(nummers) + 1))
    return dubbel
