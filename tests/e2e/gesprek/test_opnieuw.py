"""Starting over: only after a yes, and then nothing of the first story is left."""

from __future__ import annotations

import pytest

from tests.e2e.hulp.praat import Praat

EERST = "De ramen zemen lukt mij niet meer, mijn naam is Annie Bos"
OPNIEUW = ["ik wil opnieuw beginnen", "kunnen we overnieuw beginnen", "begin opnieuw"]


@pytest.mark.parametrize("opnieuw", OPNIEUW)
async def test_opnieuw_beginnen_vraagt_eerst_of_dat_echt_moet(gesprek: Praat, opnieuw: str) -> None:
    await gesprek.zegt(EERST)
    (await gesprek.zegt(opnieuw)).biedt("ja, begin opnieuw").biedt("nee, ga verder")
    assert "ramen" in await gesprek.opgeschreven()


async def test_na_een_ja_is_het_eerste_verhaal_weg_en_begint_het_met_de_open_vraag(gesprek: Praat) -> None:
    (await gesprek.zegt(EERST, "ik wil opnieuw beginnen", "ja")).vraagt("hulpvraag")
    await gesprek.zegt("Mijn buurman kan zijn post niet lezen")
    staat_er = await gesprek.opgeschreven()
    assert "post" in staat_er
    assert "ramen" not in staat_er
    assert "Annie" not in staat_er


@pytest.mark.parametrize("toch_niet", ["nee", "ik weet het niet", "laat maar"])
async def test_zonder_een_ja_blijft_het_verhaal_staan(gesprek: Praat, toch_niet: str) -> None:
    await gesprek.zegt(EERST, "ik wil opnieuw beginnen", toch_niet)
    assert "ramen" in await gesprek.opgeschreven()
