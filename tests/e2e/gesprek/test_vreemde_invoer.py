"""Nothing, only emoji, far too much, somebody else's letter, the same again: it is answered, and nothing wrong is written down."""

from __future__ import annotations

import aiohttp
import pytest

from tests.e2e.hulp.loket import Loket
from tests.e2e.hulp.praat import MENS, Praat

BRIEF = """Geachte heer, mevrouw,

Hierbij bevestigen wij de ontvangst van uw aanvraag d.d. 3 november 2026 met kenmerk Z-2026/00123.
Uw aanvraag wordt binnen acht weken behandeld. Mocht u vragen hebben, dan kunt u bellen met 0528 29 11 11.

Met vriendelijke groet,
namens het college van burgemeester en wethouders,
J. de Vries
Postbus 20000, 7900 PA Hoogeveen"""
EIGEN_BRIEF = """Geachte mevrouw,

Hierbij vraag ik u om hulp. Ik ben 81 en ik woon alleen sinds mijn man er niet meer is. De ramen en de vloeren lukken mij niet meer,
want mijn rug is versleten. Koken doe ik nog zelf en mijn buurvrouw haalt de boodschappen. Ik hoor graag van u.

Met vriendelijke groet,
Aaltje Wolters"""
LANG = (
    "Ik ben 81 en ik woon alleen. De ramen en de vloeren lukken mij niet meer. Mijn zoon komt op zaterdag. "
    "Vroeger deed ik alles zelf en dat mis ik. Koken doe ik nog elke dag. "
)


@pytest.mark.parametrize("leeg", ["", "   ", "\u200b", "\n\n"])
async def test_een_leeg_bericht_wordt_geweigerd_en_het_gesprek_gaat_door(gesprek: Praat, leeg: str) -> None:
    with pytest.raises(aiohttp.ClientResponseError, match="400"):
        await gesprek.gesprek.stuur(leeg)
    (await gesprek.zegt("De ramen zemen lukt mij niet meer")).vraagt_niet("hulpvraag")


@pytest.mark.parametrize("emoji", ["😭😭😭", "🤷", "👍", "❤️"])
async def test_alleen_emoji_komt_niet_in_het_dossier(gesprek: Praat, emoji: str) -> None:
    (await gesprek.zegt(emoji)).vraagt("hulpvraag")
    assert emoji not in await gesprek.opgeschreven()


async def test_een_duim_bij_de_vraag_of_iemand_ervan_weet_is_een_ja(gesprek: Praat) -> None:
    antwoord = await gesprek.zegt("Mijn moeder kan niet meer goed lopen", "voor mijn moeder")
    antwoord.vraagt("inwoner_weet_ervan")
    (await gesprek.zegt("👍")).vraagt_niet("inwoner_weet_ervan", "hulpvraag")


async def test_vierduizend_tekens_worden_gelezen_en_beantwoord(gesprek: Praat) -> None:
    verhaal = (LANG * 30)[:4000].rsplit(".", 1)[0] + "."
    antwoord = await gesprek.zegt(verhaal)
    antwoord.vraagt_niet("hulpvraag").zwijgt_over("begrijp")
    assert "ramen" in await gesprek.opgeschreven()


async def test_meer_dan_vierduizend_tekens_wordt_netjes_geweigerd(gesprek: Praat) -> None:
    with pytest.raises(aiohttp.ClientResponseError, match="400"):
        await gesprek.gesprek.stuur("a " * 2001 + "slot")
    (await gesprek.zegt("De ramen zemen lukt mij niet meer")).vraagt_niet("hulpvraag")


async def test_een_geplakte_brief_wordt_herkend_en_er_wordt_gevraagd_wat_ermee_moet(gesprek: Praat) -> None:
    (await gesprek.zegt(BRIEF)).noemt("brief").vraagt("hulpvraag").biedt(MENS)
    (await gesprek.zegt("ik begrijp de brief niet")).vraagt_niet("hulpvraag")


async def test_uit_andermans_brief_komt_geen_naam_nummer_of_postcode_in_het_dossier(gesprek: Praat) -> None:
    await gesprek.zegt(BRIEF, "ik begrijp de brief niet", "voor mezelf")
    staat_er = await gesprek.opgeschreven()
    assert "brief niet" in staat_er
    assert not any(deel in staat_er for deel in ("7900", "0528291111", "0528 29", "Vries"))


async def test_een_brief_over_jezelf_is_een_verhaal(gesprek: Praat) -> None:
    (await gesprek.zegt(EIGEN_BRIEF)).vraagt_niet("hulpvraag")
    assert "rug" in await gesprek.opgeschreven()


async def test_driemaal_hetzelfde_wordt_een_keer_opgeschreven_en_dan_komt_een_mens(gesprek: Praat) -> None:
    zin = "ik kan niet meer douchen en aankleden"
    await gesprek.zegt(zin)
    tweede = await gesprek.zegt(zin)
    tweede.noemt("al opgeschreven", "staat er al")
    derde = await gesprek.zegt(zin)
    derde.biedt(MENS)
    staat_er = await gesprek.opgeschreven()
    assert "Wat kunt u zelf" not in staat_er
    assert "Wie helpt er" not in staat_er


async def test_hetzelfde_bericht_dubbel_verstuurd_telt_een_keer(
    loket: Loket, gesprek: Praat, http: aiohttp.ClientSession
) -> None:
    zin, sleutel = "De ramen zemen lukt mij niet meer", "dubbel-verstuurd-1"
    eerst = await gesprek.gesprek.stuur(zin, sleutel)
    nog_eens = [await gesprek.gesprek.stuur(zin, sleutel) for _ in range(2)]
    await gesprek.gesprek.antwoord()
    assert [volgnummer for _, volgnummer in nog_eens] == [eerst[1]] * 2
    assert sum(b["tekst"] == zin for b in gesprek.gesprek.berichten) == 1
