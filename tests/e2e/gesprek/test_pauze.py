"""Later is fine: everything is kept, and on the same device the thread is taken up where it was, also days later."""

from __future__ import annotations

import aiohttp
import pytest

from tests.e2e.hulp.loket import Loket
from tests.e2e.hulp.praat import Praat

STRAKS = [
    "Er wordt aangebeld, moment",
    "k mot eerst eten, kom straks weer",
    "ik ga nu slapen, morgen verder",
    "sorry de baby huilt, later",
]
TERUG = ["daar ben ik weer", "moi, doar bin ik weer", "goedemorgen"]


@pytest.mark.parametrize("straks", STRAKS)
async def test_wie_even_weg_moet_hoort_dat_alles_bewaard_blijft(gesprek: Praat, straks: str) -> None:
    await gesprek.zegt("De ramen zemen lukt mij niet meer")
    antwoord = await gesprek.zegt(straks)
    antwoord.vraagt(None).noemt("bewaar", "bewaard")
    assert gesprek.status == "bot"


@pytest.mark.parametrize("terug", TERUG)
async def test_wie_dagen_later_terugkomt_gaat_verder_waar_het_was(
    gesprek: Praat, http: aiohttp.ClientSession, terug: str
) -> None:
    open_vraag = (await gesprek.zegt("Mijn moeder kan niet meer goed lopen", "voor mijn moeder")).vraag
    await gesprek.zegt("ik ga nu slapen, morgen verder")
    later = await gesprek.komt_terug(http, dagen=5)
    antwoord = await later.zegt(terug)
    antwoord.vraagt(open_vraag).noemt("verder", "draad").zwijgt_over("opgeschreven", "genoteerd")
    assert "niet meer goed lopen" in await later.opgeschreven()


async def test_wie_dagen_later_meteen_antwoordt_op_de_open_vraag_wordt_begrepen(
    gesprek: Praat, http: aiohttp.ClientSession
) -> None:
    await gesprek.zegt("Mijn vader kan niet meer goed lopen", "voor mijn vader")
    await gesprek.zegt("ik moet ophangen, tot later")
    later = await gesprek.komt_terug(http, dagen=3)
    antwoord = await later.zegt("ja hij weet ervan")
    antwoord.vraagt_niet("inwoner_weet_ervan", "voor_wie", "hulpvraag")


async def test_wie_terugkomt_ziet_het_hele_gesprek_weer(
    loket: Loket, gesprek: Praat, http: aiohttp.ClientSession
) -> None:
    await gesprek.zegt("De ramen zemen lukt mij niet meer", "ik ga nu slapen, morgen verder")
    later = await gesprek.komt_terug(http, dagen=2)
    gezegd = [b["tekst"] for b in later.gesprek.berichten if b["afzender"] == "inwoner"]
    assert gezegd == ["De ramen zemen lukt mij niet meer", "ik ga nu slapen, morgen verder"]


async def test_wie_nog_niets_vertelde_hoort_geen_belofte_over_bewaren(gesprek: Praat) -> None:
    (await gesprek.zegt("ik kom later wel terug")).vraagt(None).zwijgt_over("bewaar", "bewaard")
