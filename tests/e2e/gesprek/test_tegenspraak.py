"""What contradicts an earlier message is noticed, asked about once, and put right."""

from __future__ import annotations

import pytest

from tests.e2e.gesprek.vervolg import opgeschreven, rond_af, verder_tot
from tests.e2e.hulp.praat import Praat

KOOKT = "Ik ben 82, stofzuigen lukt niet meer. Koken doe ik zelf nog."


async def test_koken_lukte_en_lukt_nu_niet_meer(gesprek: Praat) -> None:
    await verder_tot(gesprek, await gesprek.zegt(KOOKT), "netwerk")
    antwoord = await gesprek.zegt("mijn dochter doet de boodschappen, koken lukt niet meer")
    antwoord.noemt("koken lukt nog").biedt("het lukt niet meer").biedt("het lukt nog wel").biedt("soms wel, soms niet")


async def test_na_het_antwoord_staat_koken_alleen_nog_onder_nodig(gesprek: Praat) -> None:
    await verder_tot(gesprek, await gesprek.zegt(KOOKT), "wil")
    await gesprek.zegt("eigenlijk lukt koken ook niet meer")
    waarden = await rond_af(gesprek, await gesprek.zegt("nee, dat lukt echt niet meer"))
    assert "koken" in str(waarden["nodig"]).lower()
    assert "koken" not in str(waarden["kan"]).lower()
    over_koken = {u["aspect"] for u in (await gesprek.intake())["uitspraken"] if "koken" in u["tekst"].lower()}
    assert over_koken == {"nodig"}


async def test_wat_iemand_niet_wenst_komt_niet_onder_wat_iemand_wil(gesprek: Praat) -> None:
    await verder_tot(gesprek, await gesprek.zegt(KOOKT), "wil")
    await gesprek.zegt("eigenlijk lukt koken ook niet meer")
    (await gesprek.zegt("het lukt niet meer")).noemt("aangepast", "staat nu goed")
    await verder_tot(gesprek, await gesprek.zegt("sla over"), "aanbod")
    assert "koken" not in (await opgeschreven(gesprek))["Wat wilt u graag"]


async def test_stofzuigen_lukte_niet_en_gaat_toch_nog(gesprek: Praat) -> None:
    await verder_tot(gesprek, await gesprek.zegt("Ik kan niet meer stofzuigen en dweilen lukt ook niet."), "kan")
    (await gesprek.zegt("stofzuigen doe ik nog zelf")).noemt("stofzuigen lukt niet meer")
    antwoord = await gesprek.zegt("het wisselt, soms wel en soms niet")
    antwoord.noemt("niet altijd")
    staat = await opgeschreven(gesprek)
    assert "stofzuigen" in staat["Wat is nodig"]
    assert "stofzuigen" in staat["Wat kunt u zelf"]


async def test_dezelfde_tegenspraak_wordt_maar_een_keer_gevraagd(gesprek: Praat) -> None:
    await verder_tot(gesprek, await gesprek.zegt(KOOKT), "netwerk")
    await gesprek.zegt("koken lukt niet meer", "soms wel, soms niet")
    (await gesprek.zegt("koken lukt echt niet meer hoor")).zwijgt_over("koken lukt nog")


async def test_niemand_helpt_en_dan_wast_toch_de_dochter(gesprek: Praat) -> None:
    await verder_tot(gesprek, await gesprek.zegt("Ik kan niet meer douchen."), "wil", netwerk="niemand helpt mij")
    (await gesprek.zegt("mijn dochter wast mij elke week en ik wil thuis blijven")).noemt("niemand helpt").biedt("ja")
    await gesprek.zegt("ja")
    helpt = (await opgeschreven(gesprek))["Wie helpt er"]
    assert "dochter" in helpt
    assert "niemand" not in helpt


async def test_het_was_voor_mezelf_maar_nu_is_het_voor_hem(gesprek: Praat) -> None:
    await verder_tot(gesprek, await gesprek.zegt("Ik kan de trap niet meer op."), "wil")
    antwoord = await gesprek.zegt("mijn man wil graag weer naar de kerk en de hulp is voor hem")
    antwoord.vraagt("voor_wie").noemt("voor uw man").biedt("voor mijn man")
    (await gesprek.zegt("voor mijn man")).vraagt("inwoner_weet_ervan")
    assert (await opgeschreven(gesprek))["Voor wie"] == "uw man"


async def test_wat_een_zoon_zelf_kan_spreekt_zijn_moeder_niet_tegen(gesprek: Praat) -> None:
    antwoord = await gesprek.zegt("Mijn moeder is ziek en koken lukt haar niet meer.")
    await verder_tot(gesprek, antwoord, "netwerk", voor_wie="voor mijn moeder", relatie="mijn moeder")
    (await gesprek.zegt("ik kook zelf drie keer in de week voor haar")).zwijgt_over("lukt niet meer")


async def test_ook_bij_de_vraag_naar_een_naam_wordt_tegenspraak_gehoord(gesprek: Praat) -> None:
    await gesprek.zegt("ik wil hulp aanvragen voor mijn buurvrouw", "ja ze weet het", "ze valt steeds")
    antwoord = await gesprek.zegt("traplopen gaat nog wel")
    await verder_tot(gesprek, antwoord, "naam")
    (await gesprek.zegt("traplopen lukt haar niet meer")).noemt("de trap op gaan lukt nog")
    await gesprek.zegt("nee het lukt niet meer")
    assert "traplopen" in (await opgeschreven(gesprek))["Wat is nodig"]


@pytest.mark.parametrize("vraag", ["wil", "netwerk"])
async def test_wat_niet_meer_lukt_is_nodig_wat_er_ook_gevraagd_werd(gesprek: Praat, vraag: str) -> None:
    await verder_tot(gesprek, await gesprek.zegt("Ik kan niet meer stofzuigen."), vraag)
    waarden = await rond_af(gesprek, await gesprek.zegt("mijn haren wassen lukt niet meer"))
    assert "haren" in str(waarden["nodig"])
    assert "haren" not in str(waarden[vraag])
    gehoord = {u["aspect"] for u in (await gesprek.intake())["uitspraken"] if "haren" in u["tekst"]}
    assert gehoord == {"nodig"}
