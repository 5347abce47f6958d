"""Mockery and anger get a reaction and a human within reach; they are no dossier notes, and the bot stays calm."""

from __future__ import annotations

import pytest

from tests.e2e.hulp.praat import MENS, Praat

SPOT = [
    "Ja hoor, geweldig, weer een computer. Precies waar ik op zat te wachten.",
    "Lekker belangrijk",
    "Fantastische service hier, chapeau hoor",
]
BOOS = ["ROT TOCH OP MET JE STOMME VRAGEN", "jullie zijn een stelletje klojo's", "wat een kutzooi is dit"]


@pytest.mark.parametrize("uitval", SPOT + BOOS)
async def test_wie_boos_of_spottend_is_hoort_dat_een_mens_kan(gesprek: Praat, uitval: str) -> None:
    antwoord = await gesprek.zegt(uitval)
    antwoord.noemt("mens").vraagt("hulpvraag").zwijgt_over("opgeschreven", "genoteerd", "begrijp u nog niet")


@pytest.mark.parametrize("uitval", [SPOT[0], BOOS[1]])
async def test_een_uitval_halverwege_komt_niet_in_het_dossier(gesprek: Praat, uitval: str) -> None:
    open_vraag = (await gesprek.zegt("De ramen zemen lukt mij niet meer")).vraag
    (await gesprek.zegt(uitval)).vraagt(open_vraag)
    assert uitval not in await gesprek.opgeschreven()


async def test_de_tweede_uitval_biedt_een_mens_aan_en_ja_is_dan_genoeg(gesprek: Praat) -> None:
    (await gesprek.zegt("Lekker belangrijk", "wat een onzin allemaal")).biedt(MENS)
    await gesprek.zegt("ja")
    assert gesprek.status == "wacht_op_mens"


async def test_wie_boos_is_over_wat_er_misging_houdt_zijn_verhaal(gesprek: Praat) -> None:
    verhaal = "Ik wacht al DRIE MAANDEN op een traplift en niemand belt!!!"
    (await gesprek.zegt(verhaal)).noemt("boos", "vervelend", "niet goed is gegaan", "had niet zo moeten")
    (await gesprek.zegt("De trap kom ik niet meer op")).zwijgt_over("begrijp u nog niet")


async def test_na_een_uitval_kan_het_verhaal_gewoon_verteld_worden(gesprek: Praat) -> None:
    await gesprek.zegt("Ja hoor, geweldig, weer een computer. Precies waar ik op zat te wachten.")
    antwoord = await gesprek.zegt("nou ja, ik kan mijn huis niet meer schoonhouden, heel gezellig")
    antwoord.vraagt_niet("hulpvraag")
    assert "schoonhouden" in await gesprek.opgeschreven()
