"""The client of Rasa: an answer of another shape is a turn that failed, whatever is wrong with it."""

from __future__ import annotations

from collections.abc import AsyncIterator

import aiohttp
import pytest

from loket_backend.gesprek.rasa import BeurtMislukt, RasaBot, Vraagbeurt
from tests.faults.nep_rasa import SCHEEF, NepServer, breek_af, met, na, nepserver, zeg

VRAAG = Vraagbeurt("g", 4, "hallo", "kan", {}, "web", False, None)


@pytest.fixture
async def nep() -> AsyncIterator[NepServer]:
    async with nepserver() as nep:
        yield nep


@pytest.fixture
async def bot(nep: NepServer) -> AsyncIterator[RasaBot]:
    async with aiohttp.ClientSession() as http:
        yield RasaBot(http, [f"http://127.0.0.1:{nep.poort}"], [f"http://127.0.0.1:{nep.poort}"], "geheim", 0.5)


async def test_een_goed_antwoord_komt_helemaal_over(bot: RasaBot, nep: NepServer) -> None:
    nep.antwoord = zeg(met(naar="gesloten", reden="inwoner_stopt", wis=True))
    antwoord = await bot.beurt(VRAAG)
    (bericht,) = antwoord.berichten
    assert (bericht.tekst, bericht.vraag) == ("Wat kunt u niet meer?", "kan")
    assert bericht.keuzes == [{"label": "Slapen", "waarde": "slapen"}]
    assert (antwoord.naar, antwoord.reden, antwoord.wis) == ("gesloten", "inwoner_stopt", True)


@pytest.mark.parametrize("wat", SCHEEF)
async def test_een_antwoord_van_een_andere_vorm_is_een_mislukte_beurt(bot: RasaBot, nep: NepServer, wat: str) -> None:
    for status in (200, 500):
        nep.antwoord = zeg(SCHEEF[wat], status)
        with pytest.raises(BeurtMislukt):
            await bot.beurt(VRAAG)


async def test_wat_misging_staat_er_zonder_woorden_van_de_inwoner(bot: RasaBot, nep: NepServer) -> None:
    nep.antwoord = zeg(met(naar="Jan Jansen is ziek"))
    with pytest.raises(BeurtMislukt) as fout:
        await bot.beurt(VRAAG)
    assert str(fout.value) == "ValidationError"
    nep.antwoord = zeg(b'{"uitkomst": "mislukt", "reden": "TimeoutError"}', 500)
    with pytest.raises(BeurtMislukt, match="TimeoutError"):
        await bot.beurt(VRAAG)


async def test_te_laat_afgebroken_of_weg_is_ook_mislukt(bot: RasaBot, nep: NepServer) -> None:
    for antwoord in (na(2, met()), breek_af):
        nep.antwoord = antwoord
        with pytest.raises(BeurtMislukt):
            await bot.beurt(VRAAG)
    nep.antwoord = na(0.2, met())
    assert (await bot.beurt(VRAAG)).berichten
