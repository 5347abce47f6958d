"""Contract section 6: the long poll."""

from __future__ import annotations

import asyncio
import time

from tests.contract.hulp import OP_SQLITE, Inwoner
from tests.loket.hulp import NepRasa

pytestmark = OP_SQLITE

# Far under the 25 seconds asked for, and under the 8 after which the sentence about a delay would wake whoever waits.
VLOT = 6


async def test_zonder_wacht_komt_het_antwoord_meteen(inwoner: Inwoner) -> None:
    begin = time.monotonic()
    assert (await inwoner.lees(na=99))["berichten"] == []
    assert time.monotonic() - begin < VLOT


async def test_met_nieuws_wacht_de_vraag_niet(inwoner: Inwoner) -> None:
    begin = time.monotonic()
    assert len((await inwoner.lees(na=0, wacht=25))["berichten"]) == 3
    assert time.monotonic() - begin < VLOT


async def test_zonder_nieuws_komt_het_antwoord_na_wacht_seconden(inwoner: Inwoner) -> None:
    begin = time.monotonic()
    assert (await inwoner.lees(na=3, wacht=1))["berichten"] == []
    assert 0.9 < time.monotonic() - begin < VLOT


async def test_een_nieuw_bericht_wekt_wie_wacht(inwoner: Inwoner, rasa: NepRasa) -> None:
    rasa.poort.clear()
    begin = time.monotonic()
    wachter = asyncio.create_task(inwoner.lees(na=3, wacht=25))
    await asyncio.sleep(0.1)
    await inwoner.stuur("hallo")
    assert (await wachter)["berichten"][0]["tekst"] == "hallo"
    assert time.monotonic() - begin < VLOT


async def test_het_antwoord_van_de_bot_wekt_wie_wacht(inwoner: Inwoner, rasa: NepRasa) -> None:
    rasa.poort.clear()
    volgnummer = (await (await inwoner.stuur("hallo")).json())["volgnummer"]
    wachter = asyncio.create_task(inwoner.lees(na=volgnummer, wacht=25))
    await asyncio.sleep(0.1)
    rasa.poort.set()
    nieuw = await wachter
    assert [b["tekst"] for b in nieuw["berichten"]] == ["Gehoord: hallo"]
    assert nieuw["bezig"] is False


async def test_alleen_wat_na_het_volgnummer_kwam_komt_terug_in_volgorde(inwoner: Inwoner) -> None:
    for tekst in ("een", "twee", "drie"):
        await inwoner.stuur(tekst)
    alles = [b["volgnummer"] for b in (await inwoner.tot_rust())["berichten"]]
    assert alles == list(range(1, len(alles) + 1))
    assert [b["volgnummer"] for b in (await inwoner.lees(na=4))["berichten"]] == alles[4:]


async def test_wacht_25_is_toegestaan(inwoner: Inwoner) -> None:
    assert (await inwoner.vraag(wacht=25)).status == 200
