"""Who says nothing that helps hears simpler words with buttons the second time, and is offered a human the third time."""

from __future__ import annotations

import pytest

from tests.e2e.hulp.praat import MENS, Praat

NIETS = [("blub", "asdf", "grmbl"), ("😀", "👍", "😭😭😭"), ("...", "???", "hgjfkd")]


@pytest.mark.parametrize("niets", NIETS)
async def test_na_twee_keer_niets_komen_er_knoppen_en_na_drie_keer_een_mens(
    gesprek: Praat, niets: tuple[str, ...]
) -> None:
    (await gesprek.zegt(niets[0])).vraagt("hulpvraag")
    (await gesprek.zegt(niets[1])).vraagt("hulpvraag").biedt(MENS).biedt("ik heb hulp nodig in het huishouden")
    (await gesprek.zegt(niets[2])).biedt(MENS).noemt("mens")
    assert gesprek.status == "bot"


@pytest.mark.parametrize("ja", ["ja", "ja graag", "ik wil een mens spreken"])
async def test_wie_dan_een_mens_wil_krijgt_een_mens(gesprek: Praat, ja: str) -> None:
    await gesprek.zegt(*NIETS[0], ja)
    assert gesprek.status == "wacht_op_mens"


@pytest.mark.parametrize("nee", ["nee", "ik probeer het nog eens"])
async def test_wie_het_nog_eens_wil_proberen_krijgt_de_vraag_weer(gesprek: Praat, nee: str) -> None:
    (await gesprek.zegt(*NIETS[0], nee)).vraagt("hulpvraag")
    (await gesprek.zegt("De ramen zemen lukt mij niet meer")).vraagt_niet("hulpvraag")


async def test_een_ja_telt_alleen_meteen_na_het_aanbod_van_een_mens(gesprek: Praat) -> None:
    await gesprek.zegt(*NIETS[0], "De ramen zemen lukt mij niet meer", "ja")
    assert gesprek.status == "bot"


async def test_halverwege_komt_er_niets_van_in_het_dossier_en_gaat_het_verder(gesprek: Praat) -> None:
    await gesprek.zegt("De ramen zemen lukt mij niet meer")
    (await gesprek.zegt("asdf")).vraagt("kan")
    (await gesprek.zegt("grmbl")).vraagt("kan").biedt("sla over")
    (await gesprek.zegt("hgjfkd")).biedt(MENS)
    (await gesprek.zegt("blub")).vraagt_niet("kan")
    staat_er = await gesprek.opgeschreven()
    assert not any(woord in staat_er for woord in ("asdf", "grmbl", "hgjfkd", "blub"))


async def test_een_knop_van_de_eenvoudige_vraag_begint_het_verhaal(gesprek: Praat) -> None:
    await gesprek.zegt("blub", "asdf")
    (await gesprek.zegt("ik heb hulp nodig bij wassen en aankleden")).vraagt_niet("hulpvraag")
    assert gesprek.gesprek.stand["crisis"] is None


async def test_wie_alleen_maar_groet_krijgt_ook_knoppen_en_dan_een_mens(gesprek: Praat) -> None:
    (await gesprek.zegt("hallo")).vraagt("hulpvraag")
    (await gesprek.zegt("hallo")).vraagt("hulpvraag").biedt(MENS)
    (await gesprek.zegt("hallo")).biedt(MENS).noemt("mens")
