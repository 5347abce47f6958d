"""Stopping is always possible, with one choice: keep what was told or erase it. Who doubts, loses nothing."""

from __future__ import annotations

import pytest

from tests.e2e.hulp.praat import Praat

VERHAAL = "De ramen zemen lukt mij niet meer"
KEUZE = "bewaar het", "wis alles"


@pytest.mark.parametrize("stop", ["ik wil stoppen", "laat maar ik hoef niks meer", "Och, ik hol d'r met op"])
async def test_wie_stopt_mag_kiezen_tussen_bewaren_en_wissen(gesprek: Praat, stop: str) -> None:
    await gesprek.zegt(VERHAAL)
    antwoord = await gesprek.zegt(stop)
    for knop in KEUZE:
        antwoord.biedt(knop)
    antwoord.vraagt(None)


@pytest.mark.parametrize("keuze", ["Bewaar het maar.", "doe maar bewaren", "niet wissen hoor"])
async def test_wie_bewaart_kan_later_verder(gesprek: Praat, keuze: str) -> None:
    await gesprek.zegt(VERHAAL, "ik wil stoppen", keuze)
    assert gesprek.status == "gesloten"
    (await gesprek.zegt("daar ben ik weer")).noemt("verder", "draad")
    assert "ramen" in await gesprek.opgeschreven()


@pytest.mark.parametrize("keuze", ["wis alles", "gooi alles maar weg", "verwijder het"])
async def test_wie_wist_laat_geen_woord_achter(gesprek: Praat, keuze: str) -> None:
    (await gesprek.zegt(VERHAAL, "ik wil stoppen", keuze)).noemt("gewist", "weg")
    assert gesprek.status == "gesloten"
    assert "ramen" not in await gesprek.opgeschreven()
    berichten = await gesprek.gesprek.lees_alles()
    assert not any("ramen" in b["tekst"].lower() for b in berichten)


@pytest.mark.parametrize("twijfel", ["weet ik niet", "maakt mij niet uit"])
async def test_wie_twijfelt_houdt_zijn_verhaal(gesprek: Praat, twijfel: str) -> None:
    await gesprek.zegt(VERHAAL, "ik wil stoppen", twijfel)
    assert "ramen" in await gesprek.opgeschreven()


async def test_wie_toch_niet_wil_stoppen_gaat_gewoon_verder(gesprek: Praat) -> None:
    open_vraag = (await gesprek.zegt(VERHAAL)).vraag
    (await gesprek.zegt("ik wil stoppen", "nee toch niet")).vraagt(open_vraag)


async def test_wie_nog_niets_vertelde_hoeft_niets_te_kiezen(gesprek: Praat) -> None:
    (await gesprek.zegt("ik wil stoppen")).vraagt(None)
    assert gesprek.status == "gesloten"
