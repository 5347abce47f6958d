"""kill -9 of each process while residents talk, on the page and on Telegram: nothing that was acknowledged is lost, doubled or out of order.

At every named point of a turn (punten), and at moments that have no name. `LOKET_DODEN`: how many deaths at least. `LOKET_TRAAG`: how much slower than a
quiet machine this one may be.
"""

from __future__ import annotations

import asyncio
import os
import random
from collections import Counter
from collections.abc import Iterator, Sequence

import aiohttp
import pytest

from tests.conftest import vrije_poort
from tests.e2e.hulp.console import Console
from tests.e2e.hulp.gesprek import intakes
from tests.e2e.hulp.loket import WORTEL, Loket, draait
from tests.faults.cijfers import vertel
from tests.faults.controle import DUBBEL, VERLOREN, alles_klopt, geen, verschillen
from tests.faults.controle_console import verschillen_console
from tests.faults.controle_telegram import vergelijk_telegram
from tests.faults.doder import Doder, Dood, Slag
from tests.faults.punten import PUNTEN, map_in, mutanten
from tests.faults.stilte import niemand_in_stilte, wachttijden
from tests.faults.straat import bewoond
from tests.faults.telegramstraat import Postbode, bewoond_op_telegram
from tests.telegram.nep_api import TOKEN, bedien

DODEN = int(os.environ.get("LOKET_DODEN", "60"))
INWONERS, OP_TELEGRAM = 4, 2
# One that dies is back within 30 s, and nobody waits 10 s for a word. Machines that run tests are slow: so many times slower.
TERUG_BINNEN, TRAAG = 30, float(os.environ.get("LOKET_TRAAG", "3"))
MUTANTDODEN = 3


@pytest.fixture(scope="module")
def telegram_poort() -> int:
    return vrije_poort()


@pytest.fixture(scope="module")
def loket(tmp_path_factory: pytest.TempPathFactory, telegram_poort: int) -> Iterator[Loket]:
    """A stack of its own: its processes have named points to die at, and it talks to a Bot API of the tests."""
    if not list((WORTEL / "bot" / "models").glob("loket-*.tar.gz")):
        pytest.fail("er is nog geen model. Doe eerst: make train")
    data = tmp_path_factory.mktemp("dood")
    map_in(data).mkdir()
    api = f"http://127.0.0.1:{telegram_poort}"
    telegram = {"LOKET_TELEGRAM_API": api, "LOKET_TELEGRAM_TOKEN": TOKEN}
    # Nobody is there to take a conversation over, so the bot never gives up.
    loket = Loket(data, "tests.faults.punten.start", LOKET_GEDULD="3600", **telegram)
    with draait(loket):
        yield loket


@pytest.mark.timeout(0)  # sixty kills take ten minutes, a thousand some hours; everything in it that waits has an end
async def test_na_kill_9_op_elk_punt_is_alles_er_een_keer_en_op_volgorde(
    loket: Loket, http: aiohttp.ClientSession, telegram_poort: int
) -> None:
    vooraf = len(await intakes(http, loket.url, loket.sleutel))
    async with bedien(Postbode(poort=telegram_poort)) as post:
        async with (
            bewoond_op_telegram(post, OP_TELEGRAM, "dood") as telegram,
            bewoond(loket.url, http, INWONERS, "dood") as straat,
        ):
            doder = Doder(loket, straat, random.Random("dood"))
            await doder.dood(DODEN)
            telegram.klaar = True
        van_telegram = await vergelijk_telegram(telegram.bewoners, post, loket, [op for op, _ in doder.weg("loket")])
    tijden = wachttijden(straat.inwoners, loket.vraag_db, list(doder.weg("loket")))
    vertel(doder.doden, straat, len(telegram.bewoners), tijden, van_telegram)
    vooraf += len(telegram.bewoners)
    await alles_klopt(straat.inwoners, loket.vraag_db, http, loket.url, loket.sleutel, vooraf)
    geen(van_telegram.verschillen)
    geen(await verschillen_console(straat.inwoners, await Console.log_in(http, loket.url)))
    niemand_in_stilte(tijden, TRAAG)
    _elk_punt_en_op_tijd_terug(doder.doden)


def _elk_punt_en_op_tijd_terug(doden: Sequence[Dood]) -> None:
    assert len(doden) >= DODEN
    assert {d.slag.punt for d in doden} > {punt for punten in PUNTEN.values() for punt in punten}
    assert max(d.weg for d in doden) <= TERUG_BINNEN * TRAAG


async def _begin_opnieuw(loket: Loket) -> None:
    await asyncio.to_thread(loket.dood, "loket")
    await asyncio.to_thread(loket.wacht_klaar)


@pytest.mark.parametrize(
    ("mutant", "punt", "soort"),
    [
        (mutanten.ONTDUBBELT_NIET, "postvak_na_commit", DUBBEL),
        (mutanten.BEVESTIGT_TE_VROEG, "postvak_voor_commit", VERLOREN),
    ],
)
async def test_een_loket_dat_een_belofte_breekt_valt_door_de_mand(
    loket: Loket, http: aiohttp.ClientSession, mutant: str, punt: str, soort: str
) -> None:
    vooraf = len(await intakes(http, loket.url, loket.sleutel))
    bestand = mutanten.bestand_in(loket.data)
    bestand.write_text(mutant, encoding="utf-8")
    try:
        await _begin_opnieuw(loket)
        async with bewoond(loket.url, http, 2, mutant) as straat:
            doder = Doder(loket, straat, random.Random(mutant))
            for _ in range(MUTANTDODEN):
                await doder.sla(Slag("loket", punt))
        gevonden = await verschillen(straat.inwoners, loket.vraag_db, http, loket.url, loket.sleutel, vooraf)
    finally:
        bestand.unlink()
        await _begin_opnieuw(loket)
    print(f"\n{mutant}: {dict(Counter(v.soort for v in gevonden))}")
    assert [v for v in gevonden if v.soort == soort and "bewaard" in v.wat] != []
