"""kill -9 of each process while residents talk: nothing that was acknowledged is lost, doubled or out of order.

Half of the moments are any moment, half are just when somebody approves the summary.
"""

from __future__ import annotations

import asyncio
import os
import random
import time

import aiohttp
import pytest

from tests.e2e.hulp.gesprek import intakes
from tests.e2e.hulp.loket import PROCESSEN, Loket
from tests.faults.controle import alles_klopt
from tests.faults.straat import Straat, bewoond

# Each process, so often; `make faults` asks for more.
KEREN = int(os.environ.get("LOKET_DODEN", "20"))
INWONERS = 3
# One that dies is back within 15 s. Waited for is four times that, because machines that run tests are slow.
TERUG_BINNEN = 15


async def _dood_op_willekeurige_momenten(straat: Straat, loket: Loket, naam: str, kans: random.Random) -> list[float]:
    weg = []
    for keer in range(KEREN):
        await straat.gebeurt(kans.randint(1, 6), indiening=keer % 2 == 1)
        await asyncio.sleep(kans.uniform(0, 0.1))
        weg.append(await asyncio.to_thread(_dood_tot_terug, loket, naam))
    return weg


def _dood_tot_terug(loket: Loket, naam: str) -> float:
    begin = time.monotonic()
    oud = loket.dood(naam)
    loket.wacht_klaar()
    assert loket.pid(naam) not in (None, oud)
    return time.monotonic() - begin


def _vertel(naam: str, straat: Straat, loket: Loket, weg: list[float]) -> None:
    herhaald = sum(i.herhaald for i in straat.inwoners)
    eigen = {i.gesprek.id for i in straat.inwoners}
    beurten = loket.vraag_db("SELECT gesprek_id FROM beurt WHERE pogingen > 0")
    print(
        f"\n{naam}: {KEREN} keer dood, terug na {min(weg):.1f} tot {max(weg):.1f} s; {len(straat.inwoners)} gesprekken,"
        f" {straat.bevestigd} berichten bevestigd, {herhaald} keer opnieuw gestuurd,"
        f" {sum(gesprek in eigen for (gesprek,) in beurten)} beurten mislukt en opnieuw gedaan"
    )


@pytest.mark.parametrize("naam", PROCESSEN)
async def test_na_telkens_kill_9_is_alles_er_een_keer_en_op_volgorde(
    loket: Loket, http: aiohttp.ClientSession, naam: str
) -> None:
    vooraf = len(await intakes(http, loket.url, loket.sleutel))
    async with bewoond(loket.url, http, INWONERS, naam) as straat:
        weg = await _dood_op_willekeurige_momenten(straat, loket, naam, random.Random(naam))
    _vertel(naam, straat, loket, weg)
    await alles_klopt(straat.inwoners, loket.vraag_db, http, loket.url, loket.sleutel, vooraf)
    if max(weg) > TERUG_BINNEN:
        print(f"LET OP: langer weg dan {TERUG_BINNEN} s: {max(weg):.1f} s")
