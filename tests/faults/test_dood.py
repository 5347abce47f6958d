"""kill -9 of each process while residents talk, on the page and on Telegram: nothing that was acknowledged is lost, doubled or out of order.

At every named point of a turn (punten), and at moments that have no name. `LOKET_DODEN`: how many deaths at least. `LOKET_TRAAG`: how much slower than a
quiet machine this one may be.
"""

from __future__ import annotations

import asyncio
import os
import random
import time
from collections import Counter
from collections.abc import Iterator

import aiohttp
import pytest

from tests.conftest import vrije_poort
from tests.e2e.hulp.console import Console
from tests.e2e.hulp.gesprek import intakes
from tests.e2e.hulp.loket import GEDULD_START, PROCESSEN, WORTEL, Loket
from tests.faults.controle import DUBBEL, VERLOREN, alles_klopt, verschillen
from tests.faults.controle_console import verschillen_console
from tests.faults.controle_telegram import Uitslag, vergelijk_telegram
from tests.faults.doder import Doder, Slag
from tests.faults.punten import PUNTEN, map_in, mutanten
from tests.faults.stilte import BINNEN, Wachttijd, niemand_in_stilte, wachttijden
from tests.faults.straat import Straat, bewoond
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
    try:
        loket.wacht_klaar(GEDULD_START)
        yield loket
    finally:
        over = loket.stop()
    assert over == [], "er draaide nog iets na Ctrl-C"


async def test_na_kill_9_op_elk_punt_is_alles_er_een_keer_en_op_volgorde(
    loket: Loket, http: aiohttp.ClientSession, telegram_poort: int
) -> None:
    vooraf, begin = len(await intakes(http, loket.url, loket.sleutel)), time.monotonic()
    async with bedien(Postbode(poort=telegram_poort)) as post:
        async with (
            bewoond_op_telegram(post, OP_TELEGRAM, "dood") as telegram,
            bewoond(loket.url, http, INWONERS, "dood") as straat,
        ):
            doder = Doder(loket, straat, random.Random("dood"))
            await doder.dood(DODEN)
            telegram.klaar = True
        duur, doden = time.monotonic() - begin, [d.op for d in doder.doden if d.slag.proces == "loket"]
        uitslag = await vergelijk_telegram(telegram.bewoners, post, loket, doden)
    tijden = wachttijden(straat.inwoners, loket.vraag_db, list(doder.weg("loket")))
    _vertel(doder, straat, len(telegram.bewoners), tijden, uitslag, duur)
    vooraf += len(telegram.bewoners)
    await alles_klopt(straat.inwoners, loket.vraag_db, http, loket.url, loket.sleutel, vooraf)
    assert uitslag.verschillen == []
    assert await verschillen_console(straat.inwoners, await Console.log_in(http, loket.url)) == []
    niemand_in_stilte(tijden, TRAAG)
    assert {d.slag.punt for d in doder.doden} > {punt for punten in PUNTEN.values() for punt in punten}
    assert len(doder.doden) >= DODEN
    assert max(d.weg for d in doder.doden) <= TERUG_BINNEN * TRAAG


def _vertel(doder: Doder, straat: Straat, chats: int, tijden: list[Wachttijd], uitslag: Uitslag, duur: float) -> None:
    """The figures of docs/storingen.md."""
    keren, weg = (
        Counter(d.slag.proces for d in doder.doden),
        {p: max(d.weg for d in doder.doden if d.slag.proces == p) for p in PROCESSEN},
    )
    traagst = {naam: max(getattr(t, naam) for t in tijden) for naam in ("vastgelegd", "gezien", "antwoord")}
    print(
        f"\n{len(doder.doden)} keer dood in {duur:.0f} s ({dict(keren)}), langst weg"
        f" {', '.join(f'{p} {s:.1f} s' for p, s in weg.items())}; {len(straat.inwoners)} gesprekken op de pagina,"
        f" {straat.bevestigd} berichten bevestigd, {sum(i.herhaald for i in straat.inwoners)} keer opnieuw gestuurd;"
        f" {chats} op Telegram, {uitslag.dubbel} berichten dubbel bezorgd, langste wachttijd {uitslag.langst:.1f} s;"
        f" langste wachttijd op een eerste woord {traagst['vastgelegd']:.1f} s (gezien na {traagst['gezien']:.1f} s),"
        f" op het antwoord {traagst['antwoord']:.1f} s; {sum(t.eerlijk for t in tijden)} keer de eerlijke zin"
    )
    if laat := [t for t in tijden if t.gezien > BINNEN]:
        print(f"LET OP: {len(laat)} keer langer dan {BINNEN:.0f} s zonder een woord: {laat}")


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
