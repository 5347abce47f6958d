"""Who says that they do not want to live any more is heard at once, also when Rasa hangs or is dead; staff hear it until somebody takes it up."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable, Iterator

import aiohttp
import pytest

from tests.e2e.hulp.console import Console
from tests.e2e.hulp.gesprek import Gesprek
from tests.e2e.hulp.loket import Loket

WOORDEN = "ik wil niet meer leven"
# issue 2: the right words within 1 s. Measured up to three times, because machines that run tests are noisy.
BINNEN = 1.0
METINGEN = 3


@pytest.fixture(params=["bevroren", "dood"])
def zonder_rasa(request: pytest.FixtureRequest, loket: Loket) -> Iterator[Callable[[], None]]:
    """What takes Rasa and the action server away, just before it matters; afterwards they are back."""
    namen = ("rasa", "acties")

    def weg() -> None:
        for naam in namen:
            loket.sein(naam, signal.SIGSTOP if request.param == "bevroren" else signal.SIGKILL)

    yield weg
    if request.param == "bevroren":
        for naam in namen:
            loket.sein(naam, signal.SIGCONT)
    loket.wacht_klaar()


async def _seconden_tot_113(gesprek: Gesprek) -> float:
    begin = time.monotonic()
    await gesprek.stuur(WOORDEN)
    while time.monotonic() - begin < 20:
        if any("113" in b["tekst"] for b in await gesprek.lees(wacht=5) if b["afzender"] != "inwoner"):
            return time.monotonic() - begin
    raise AssertionError(f"geen 113:\n{gesprek.verslag()}")


async def test_zonder_rasa_staan_de_goede_woorden_er_binnen_een_seconde_en_blijft_de_melding_staan(
    loket: Loket, http: aiohttp.ClientSession, zonder_rasa: Callable[[], None]
) -> None:
    gesprekken = [await Gesprek.open(http, loket.url) for _ in range(METINGEN)]
    zonder_rasa()
    assert "rasa" in loket.mist()
    tijden: list[float] = []
    while not tijden or (tijden[-1] > BINNEN and len(tijden) < METINGEN):
        tijden.append(await _seconden_tot_113(gesprekken[len(tijden)]))
    print(f"\nwoorden met 113 na {', '.join(f'{t * 1000:.0f} ms' for t in tijden)}")
    assert tijden[-1] <= BINNEN
    gesprek = gesprekken[len(tijden) - 1]
    assert gesprek.stand["crisis"] == "suicide"
    assert gesprek.stand["status"] != "gesloten"
    await _melding_blijft_tot_iemand_haar_oppakt(loket, http, gesprek.id)


async def _melding_blijft_tot_iemand_haar_oppakt(loket: Loket, http: aiohttp.ClientSession, gesprek_id: str) -> None:
    sql = "SELECT categorie, bevestigd_door FROM crisismelding WHERE gesprek_id = :id"
    assert loket.vraag_db(sql, id=gesprek_id) == [("suicide", None)]
    console = await Console.log_in(http, loket.url)
    assert gesprek_id in await console.alarmen()
    await console.lees(f"/console/gesprekken/{gesprek_id}")
    melding = (await console.alarmen())[gesprek_id]
    bladzijde = await console.pak_op(melding)
    assert gesprek_id not in await console.alarmen()
    assert loket.vraag_db(sql, id=gesprek_id) == [("suicide", "gerda-bakels")]
    assert "Gerda Bakels" in bladzijde.partition("Crisismeldingen</h2>")[2]


async def test_een_melding_overleeft_de_dood_van_het_loket(loket: Loket, http: aiohttp.ClientSession) -> None:
    gesprek = await Gesprek.open(http, loket.url)
    await gesprek.stuur(WOORDEN)
    loket.dood("loket")
    loket.wacht_klaar()
    console = await Console.log_in(http, loket.url)
    assert gesprek.id in await console.alarmen()
    assert any("113" in b["tekst"] for b in await gesprek.lees_alles() if b["afzender"] != "inwoner")
