"""A question of the resident in between: answered from the reviewed texts, and the thread is taken up."""

from __future__ import annotations

import re

import pytest

from tests.e2e.gesprek.vervolg import verder_tot
from tests.e2e.hulp.praat import Praat

BEGIN = "Ik kan niet meer stofzuigen."
VRAGEN = [
    ("kosten", "wat kost dit allemaal?", "gratis"),
    ("privacy", "wie kan dit allemaal lezen?", "medewerkers van het loket"),
    ("proces", "wat is een keukentafelgesprek?", "keukentafelgesprek"),
    ("waarom", "waarom wilt u dat weten?", "goed gaat"),
    ("bot", "ben jij een robot?", "computer"),
]


@pytest.mark.parametrize(("vraag", "antwoord"), [v[1:] for v in VRAGEN], ids=[v[0] for v in VRAGEN])
async def test_een_vraag_tussendoor_krijgt_antwoord_en_dezelfde_vraag_komt_terug(
    gesprek: Praat, vraag: str, antwoord: str
) -> None:
    (await gesprek.zegt(BEGIN)).vraagt("kan")
    (await gesprek.zegt(vraag)).noemt(antwoord).vraagt("kan")


async def test_heb_ik_recht_op_krijgt_geen_ja_en_geen_nee(gesprek: Praat) -> None:
    await gesprek.zegt(BEGIN)
    antwoord = await gesprek.zegt("heb ik recht op huishoudelijke hulp?")
    antwoord.noemt("medewerker").vraagt("kan")
    assert not re.match(r"^(?:ja|nee)\b", antwoord.tekst.lower())


async def test_twee_vragen_achter_elkaar_krijgen_niet_tweemaal_dezelfde_zin(gesprek: Praat) -> None:
    await gesprek.zegt(BEGIN)
    eerste, tweede = await gesprek.zegt("wat kost dit?"), await gesprek.zegt("moet ik iets betalen?")
    assert not {b["tekst"] for b in eerste.berichten} & {b["tekst"] for b in tweede.berichten}


@pytest.mark.parametrize(
    ("vragen", "antwoorden"),
    [
        ("wat kost het en hoe lang duurt het?", ("gratis", "bellen|gesprek")),
        ("Hoi, moet ik iets betalen? En wie kan dit allemaal lezen?", ("gratis", "medewerkers van het loket")),
        ("Ben jij een robot? Wat kost het?", ("computer", "gratis")),
    ],
)
async def test_twee_vragen_in_een_bericht_krijgen_ieder_hun_antwoord(
    gesprek: Praat, vragen: str, antwoorden: tuple[str, str]
) -> None:
    await gesprek.zegt(BEGIN)
    gezegd = await gesprek.zegt(vragen)
    gezegd.vraagt("kan")
    assert all(re.search(antwoord, gezegd.tekst.lower()) for antwoord in antwoorden), gezegd.tekst


async def test_is_dat_verplicht_krijgt_eerst_een_nee(gesprek: Praat) -> None:
    await verder_tot(gesprek, await gesprek.zegt(BEGIN), "postcode")
    antwoord = await gesprek.zegt("is dat verplicht?")
    antwoord.noemt("overslaan").vraagt("postcode")
    assert antwoord.tekst.startswith("Nee")


async def test_een_vraag_bij_de_samenvatting_verstuurt_niets(gesprek: Praat) -> None:
    await verder_tot(gesprek, await gesprek.zegt(BEGIN), "akkoord")
    (await gesprek.zegt("wat gebeurt er daarna?")).vraagt("akkoord")
    assert gesprek.gesprek.stand["kenmerk"] is None


async def test_een_vraag_als_allereerste_wordt_beantwoord(gesprek: Praat) -> None:
    (await gesprek.zegt("wat kost dit?")).noemt("gratis").vraagt("hulpvraag")


async def test_mag_mijn_dochter_erbij_zijn_is_geen_antwoord_op_wat_iemand_nog_zelf_kan(gesprek: Praat) -> None:
    await gesprek.zegt(BEGIN)
    (await gesprek.zegt("mag mijn dochter erbij zijn?")).noemt("mag altijd iemand bij").vraagt("kan")


async def test_wat_naast_de_vraag_gezegd_werd_gaat_niet_verloren(gesprek: Praat) -> None:
    await gesprek.zegt(BEGIN)
    (await gesprek.zegt("koken gaat nog en wat kost dat eigenlijk?")).noemt("gratis").vraagt("netwerk")
