"""The wall clock goes an hour back and forth, and through the nights of summer time, while residents talk and wait."""

from __future__ import annotations

import asyncio
import itertools
import os
import random
import shutil
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import aiohttp
import pytest
from pytest_asyncio import fixture

from tests.e2e.hulp.console import Console
from tests.e2e.hulp.gesprek import Gesprek
from tests.e2e.hulp.loket import GEDULD_START
from tests.faults.eerste_woord import IETS_BINNEN
from tests.faults.klokloket import NEPTIJD, Klokloket, Papegaai
from tests.faults.nep_rasa import NepServer, nepserver

pytestmark = [
    pytest.mark.asyncio(loop_scope="module"),
    pytest.mark.skipif(NEPTIJD is None, reason="libfaketime is niet geïnstalleerd (apt-get install libfaketime)"),
]

UUR = 3600
# Each resident says so much, `make faults` asks for more.
BERICHTEN = int(os.environ.get("LOKET_KLOKBERICHTEN", "12"))
NACHTEN = [
    datetime(2026, 3, 29, 1, tzinfo=UTC),
    datetime(2026, 10, 25, 1, tzinfo=UTC),
    datetime(2027, 3, 28, 1, tzinfo=UTC),
]
LANG, TE_LANG = "Het duurt langer", "Ik vraag het nu aan alle medewerkers"


@fixture(scope="module", loop_scope="module")
async def bot() -> AsyncIterator[NepServer]:
    async with nepserver() as nep:
        yield nep


@fixture(scope="module", loop_scope="module")
async def loket(
    tmp_path_factory: pytest.TempPathFactory, sqlite_sjabloon: Path, bot: NepServer
) -> AsyncIterator[Klokloket]:
    data = tmp_path_factory.mktemp("klok")
    shutil.copy(sqlite_sjabloon, data / "loket.db")
    loket = Klokloket(data, bot.poort, LOKET_ANTWOORD_BINNEN="2", LOKET_GEDULD="600")
    try:
        await asyncio.to_thread(loket.wacht_klaar, GEDULD_START)
        yield loket
    finally:
        loket.stop()


@fixture(loop_scope="module")
async def papegaai(bot: NepServer, loket: Klokloket) -> AsyncIterator[Papegaai]:
    papegaai = Papegaai()
    bot.antwoord = papegaai
    await loket.zet(0)
    yield papegaai


@fixture(loop_scope="module")
async def http() -> AsyncIterator[aiohttp.ClientSession]:
    jar = aiohttp.CookieJar(unsafe=True)
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=60), cookie_jar=jar) as http:
        yield http


async def _praat(http: aiohttp.ClientSession, url: str, kans: random.Random) -> tuple[Gesprek, list[float]]:
    """A conversation, and how long each answer took by our own clock."""
    gesprek, duren = await Gesprek.open(http, url), []
    for nummer in range(BERICHTEN):
        await gesprek.stuur(f"bericht {nummer}")
        if kans.random() < 0.7 or nummer == BERICHTEN - 1:
            begin = time.monotonic()
            await gesprek.antwoord()
            duren.append(time.monotonic() - begin)
    return gesprek, duren


async def _klopt(gesprek: Gesprek) -> None:
    berichten = await gesprek.lees_alles()
    assert [b["volgnummer"] for b in berichten] == list(range(1, len(berichten) + 1))
    assert [b["tekst"] for b in berichten if b["afzender"] == "inwoner"] == [f"bericht {n}" for n in range(BERICHTEN)]
    gehoord = [b["tekst"] for b in berichten if b["tekst"].startswith("Gehoord:")]
    assert gehoord == [f"Gehoord: bericht {n}" for n in range(BERICHTEN)]


@asynccontextmanager
async def steeds_een_uur(loket: Klokloket) -> AsyncIterator[None]:
    """Forth and back, every so often, until the body is done."""

    async def ga() -> None:
        for uur in itertools.cycle((1, -1, 0, -1, 1, 0)):
            loket.verzet(uur * UUR)
            await asyncio.sleep(1.2)

    taak = asyncio.create_task(ga())
    try:
        yield
    finally:
        taak.cancel()


async def test_een_uur_heen_en_terug_verandert_niets_aan_een_gesprek(
    loket: Klokloket, papegaai: Papegaai, http: aiohttp.ClientSession
) -> None:
    papegaai.fouten = 10
    async with steeds_een_uur(loket):
        gesprekken = await asyncio.gather(*(_praat(http, loket.url, random.Random(n)) for n in range(4)))
    for gesprek, _ in gesprekken:
        await _klopt(gesprek)
        assert gesprek.stand["status"] == "bot", "naar mensen gestuurd, alleen om de klok"
    langst = max(duur for _, duren in gesprekken for duur in duren)
    print(f"\nklok: {4 * BERICHTEN} berichten met een klok die springt, langste antwoord {langst:.1f} s")
    assert langst < IETS_BINNEN


@pytest.mark.parametrize("uur", [-1, 1])
async def test_wie_wacht_hoort_dat_op_tijd_en_een_keer(
    loket: Klokloket, papegaai: Papegaai, http: aiohttp.ClientSession, uur: int
) -> None:
    papegaai.fouten = 1_000_000
    gesprek = await Gesprek.open(http, loket.url)
    await gesprek.stuur("hallo")
    begin = time.monotonic()
    await loket.zet(uur * UUR)
    while not any(b["afzender"] == "systeem" for b in gesprek.berichten):
        await gesprek.lees(wacht=1)
        assert time.monotonic() - begin < IETS_BINNEN
    await loket.zet(-uur * UUR)
    papegaai.fouten = 0
    await gesprek.antwoord()
    gezegd = [b["afzender"] for b in await gesprek.lees_alles()][4:]
    assert gezegd == ["systeem", "bot"]
    assert gesprek.stand["status"] == "bot"


async def _keren(gesprek: Gesprek, tekst: str) -> int:
    return sum(tekst in b["tekst"] for b in await gesprek.lees_alles())


async def _hoort(gesprek: Gesprek, tekst: str) -> None:
    """Waits at the loket for what is new, in place of asking again and again."""
    einde = time.monotonic() + 120
    while not await _keren(gesprek, tekst):
        assert time.monotonic() < einde, gesprek.verslag()
        await gesprek.lees(wacht=2)


async def test_een_wektijd_gaat_een_keer_af_hoe_vaak_de_klok_er_ook_langs_gaat(
    loket: Klokloket, papegaai: Papegaai, http: aiohttp.ClientSession
) -> None:
    gesprek = await Gesprek.open(http, loket.url)
    await gesprek.zeg("mens")
    for uur in (1, -1, 1, 0, 2):
        await loket.zet(uur * UUR)
        await _hoort(gesprek, TE_LANG)
        # Somebody who comes after it shows that the watch has looked again.
        volgende = await Gesprek.open(http, loket.url)
        await volgende.zeg("hallo")
    assert await _keren(gesprek, LANG) <= 1
    assert await _keren(gesprek, TE_LANG) == 1


async def test_een_uur_vooruit_logt_niemand_uit_en_de_lijsten_blijven_staan(
    loket: Klokloket, papegaai: Papegaai, http: aiohttp.ClientSession
) -> None:
    console = await Console.log_in(http, loket.url)
    for uur in (1, 0, -1, 0, 1):
        await loket.zet(uur * UUR)
        for pad in ("/console", "/console/gesprekken"):
            assert "Uitloggen" in await console.lees(pad)


@pytest.mark.parametrize("wisseling", NACHTEN, ids=lambda m: f"{m:%Y-%m-%d}")
async def test_in_de_nacht_van_zomertijd_en_wintertijd_gaat_alles_gewoon_door(
    loket: Klokloket, papegaai: Papegaai, http: aiohttp.ClientSession, wisseling: datetime
) -> None:
    await loket.zet_op(wisseling - timedelta(minutes=10))
    wacht = await Gesprek.open(http, loket.url)
    await wacht.zeg("mens")
    await loket.zet_op(wisseling - timedelta(seconds=1))
    await _hoort(wacht, LANG)
    gesprekken = await asyncio.gather(*(_praat(http, loket.url, random.Random(n)) for n in range(2)))
    for gesprek, _ in gesprekken:
        await _klopt(gesprek)
        momenten = [datetime.fromisoformat(b["tijdstip"]) for b in gesprek.berichten]
        assert momenten == sorted(momenten)
        assert wisseling - timedelta(minutes=1) < momenten[0] <= momenten[-1] < wisseling + timedelta(minutes=9)
    assert await _keren(wacht, TE_LANG) == 0, "te vroeg: er is een uur te veel geteld"
    await loket.zet_op(wisseling + timedelta(minutes=6))
    await _hoort(wacht, TE_LANG)
    assert await _keren(wacht, LANG) == 1
