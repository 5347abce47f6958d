"""How people answer when they are asked to help: a yes only when it is one, and doubt is heard first."""

from __future__ import annotations

import pytest

from loket_backend.wederkerigheid.begrip import Zegt, lees, trekt_in

ZINNEN = {
    Zegt.JA: [
        "ja", "Ja hoor", "ja graag", "ja dat mag", "dat mag best", "prima", "oké", "natuurlijk", "ja leuk!", "graag", "tuurlijk mag dat", "jao heur", "👍",
        "ja natuurlijk, met plezier", "goed hoor", "ja dat is goed", "akkoord", "doe maar, prima", "vind ik leuk", "zeker",
        "ja, dat wil ik graag doen", "ja hoor, graag gedaan",
    ],
    Zegt.NEE: [
        "nee", "nee dank u", "liever niet", "Nee liever niet hoor", "dat wil ik niet", "geen zin in", "hoeft niet", "daar heb ik geen behoefte aan",
        "nee, dat is mij te druk", "laat maar", "ik wil dat niet", "dat hoeft van mij niet", "ik durf dat niet", "ben ik te oud voor", "kan ik niet",
        "ja maar liever niet", "ja nee, liever niet", "nou nee", "liever niet met vreemden", "neej",
    ],
    Zegt.TWIJFEL: [
        "weet niet hoor", "weet ik niet", "ik weet het nog niet", "misschien", "eerst overleggen met mn dochter", "daar moet ik over nadenken", "nou ja",
        "ja maar", "ja, maar eerst even met mijn man overleggen", "hangt ervan af", "ligt eraan wie", "later misschien", "straks", "mwah", "tja", "hmm",
        "ik twijfel", "ja als het lukt", "moeilijk", "ik ben een beetje bang",
        "even afwachten", "moet dat", "wee'k nie", "kom er nog op terug", "ja misschien",
    ],
    Zegt.ONZEKER: ["ja best, niet meer dan een keer per week", "ja vroeger kookte ik elke dag", "goed dat u het vraagt", "Ja, dat mag (aanbod 3.1)"],
    Zegt.IETS_ANDERS: [
        "wie is het dan?", "krijg ik dan korting?", "hallo", "mijn paspoort is verlopen", "ik wil een mens spreken", "ja, wat moet ik dan doen?", "",
    ],
}  # fmt: skip


@pytest.mark.parametrize(("zegt", "zin"), [(z, zin) for z, zinnen in ZINNEN.items() for zin in zinnen])
def test_zo_zeggen_mensen_het(zegt: Zegt, zin: str) -> None:
    assert lees(zin) is zegt


@pytest.mark.parametrize(
    "zin",
    [
        "ik wil niet meer voor anderen koken",
        "ik wil niemand meer helpen",
        "haal mij maar van de lijst",
        "ik trek mijn toestemming in",
        "ik kan de buren niet meer helpen",
        "ik wil stoppen met helpen",
        "ik stop met koken voor anderen",
        "ik wil geen mensen meer helpen",
        "ik wil niet meer meedoen",
        "ik doe niet meer mee",
    ],
)
def test_wie_zegt_waar_het_over_gaat_trekt_overal_in(zin: str) -> None:
    assert trekt_in(zin, direct=False)


@pytest.mark.parametrize("zin", ["ik wil dat niet meer", "toch maar liever niet", "stop er maar mee, liever niet"])
def test_dat_niet_meer_telt_meteen_na_het_bedankje(zin: str) -> None:
    assert trekt_in(zin, direct=True)
    assert not trekt_in(zin, direct=False)


@pytest.mark.parametrize(
    "zin",
    [
        "nee",
        "nee hoor",
        "ik kan zelf niet meer koken",
        "ik kan niet stoppen met denken",
        "douchen lukt niet meer",
        "bedankt",
    ],
)
def test_wat_over_iets_anders_gaat_trekt_niets_in(zin: str) -> None:
    assert not trekt_in(zin, direct=False)
    assert zin.startswith("ik kan") or "lukt" in zin or not trekt_in(zin, direct=True)


def test_niet_meer_meedoen_met_iets_anders_trekt_niets_in() -> None:
    assert not trekt_in("ik wil niet meer meedoen met de bingo", direct=False)
