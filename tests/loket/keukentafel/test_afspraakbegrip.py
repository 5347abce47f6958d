"""What residents type about an appointment, in a hundred ways; only what is clear is an answer."""

from __future__ import annotations

from datetime import datetime

import pytest

from loket_backend.keukentafel.afspraakbegrip import (
    AFZEGGEN,
    GEEN,
    GEKOZEN,
    JA,
    KAN_NIET,
    LATER,
    NEE,
    ONDUIDELIJK,
    VERZETTEN,
    WANNEER,
    WENS,
    lees_bevestiging,
    lees_keuze,
    lees_wens,
)
from loket_backend.keukentafel.afspraakmoment import noemt_moment
from loket_backend.tijd import AMSTERDAM
from tests.loket.klok import NepKlok

# It is Monday 23 November 2026.
DINSDAG = datetime(2026, 12, 1, 10, 0, tzinfo=AMSTERDAM)
WOENSDAG = datetime(2026, 12, 2, 14, 30, tzinfo=AMSTERDAM)
VRIJDAG = datetime(2026, 12, 4, 9, 0, tzinfo=AMSTERDAM)
MOMENTEN = [DINSDAG, WOENSDAG, VRIJDAG]
WOORDEN = {1: DINSDAG, 2: WOENSDAG, 3: VRIJDAG}


@pytest.fixture(autouse=True)
def klok(monkeypatch: pytest.MonkeyPatch) -> NepKlok:
    return NepKlok(monkeypatch)


GEKOZEN_MET = {
    "dinsdag 1 december om 10 uur": 1,
    "doe maar dinsdag": 1,
    "Dinsdag graag!": 1,
    "dinsdag": 1,
    "dinsag is goed": 1,
    "di 1 dec": 1,
    "1 december": 1,
    "1-12": 1,
    "de eerste": 1,
    "1": 1,
    "1.": 1,
    "een": 1,
    "optie 1 graag": 1,
    "10 uur": 1,
    "10.00": 1,
    "om tien uur": 1,
    "om 10 uur is prima": 1,
    "die van 10 uur": 1,
    "de tweede": 2,
    "de 2e": 2,
    "nr 2": 2,
    "twee": 2,
    "woensdagmiddag": 2,
    "half drie": 2,
    "om half 3 graag": 2,
    "14:30": 2,
    "de middelste": 2,
    "Liever 's middags": 2,
    "woensdag dan is mijn dochter er ook bij dat is fijn": 2,
    "de derde": 3,
    "3": 3,
    "de laatste": 3,
    "vrijdag": 3,
    "vrijdagochtend kom maar": 3,
    "doe dan maar vrijdag om negen uur, dan ben ik thuis": 3,
    "dinsdag kan ik niet, woensdag wel": 2,
    "niet dinsdag maar vrijdag": 3,
    "dinsdag niet, doe maar woensdag": 2,
    "ja doe maar de eerste": 1,
    "oké dinsdag": 1,
    "kies maar": 1,
    "maakt mij niet uit": 1,
    "alle drie goed": 1,
    "Goedemorgen mevrouw, dinsdag om tien uur is goed. Groeten van Riek": 1,
    "DINSDAG": 1,
    "donderdag kan niet, dinsdag wel": 1,
}
GEEN_MET = [
    "Geen van deze",
    "geen",
    "kan niet",
    "dat kan ik allemaal niet",
    "nee",
    "nee dat komt niet uit",
    "die past mij niet",
    "ik wil graag een andere dag",
    "alle drie niet",
]
WENS_MET = [
    "liever donderdag",
    "kan het ook op maandag",
    "om 4 uur",
    "liever 's avonds",
    "volgende week dinsdag om 3 uur",
]
ONDUIDELIJK_MET = [
    "ja",
    "is goed",
    "prima hoor",
    "ochtend",
    "s ochtends graag",
    "dinsdag kan niet",
    "dinsdag of vrijdag",
]
LATER_MET = ["weet ik nog niet", "ik moet even met mijn dochter overleggen", "ik kom er op terug"]
NIETS_MET = [
    "wie komt er dan?",
    "wat is een keukentafelgesprek?",
    "ik heb pijn in mijn rug",
    "hoe lang duurt dat",
    "u bent een robot",
    "mijn moeder wacht al weken en er gebeurt niks",
    "waarom moet dat",
    "hallo",
    "",
    "De huisarts zei dat ik elke dag moet lopen maar dat gaat niet meer en de trap op komen is ook een ramp en dan de boodschappen nog",
]


@pytest.mark.parametrize(("tekst", "welke"), GEKOZEN_MET.items())
def test_een_duidelijk_antwoord_kiest_een_moment(tekst: str, welke: int) -> None:
    antwoord = lees_keuze(tekst, MOMENTEN)
    assert antwoord is not None
    assert (antwoord.soort, antwoord.moment) == (GEKOZEN, WOORDEN[welke])


@pytest.mark.parametrize(
    ("tekst", "soort"),
    [
        *((t, GEEN) for t in GEEN_MET),
        *((t, WENS) for t in WENS_MET),
        *((t, ONDUIDELIJK) for t in ONDUIDELIJK_MET),
        *((t, LATER) for t in LATER_MET),
        ("ik wil geen gesprek", AFZEGGEN),
        ("zeg de afspraak maar af", AFZEGGEN),
    ],
)
def test_wat_geen_keuze_is_wordt_ook_verstaan(tekst: str, soort: str) -> None:
    antwoord = lees_keuze(tekst, MOMENTEN)
    assert antwoord is not None
    assert antwoord.soort == soort


@pytest.mark.parametrize("tekst", NIETS_MET)
def test_iets_anders_is_geen_antwoord(tekst: str) -> None:
    assert lees_keuze(tekst, MOMENTEN) is None


@pytest.mark.parametrize("tekst", ["ja", "1", "nee", "twee", "is goed", "weet ik niet"])
def test_als_er_al_iets_anders_is_gevraagd_geldt_een_kort_woord_niet(tekst: str) -> None:
    assert lees_keuze(tekst, MOMENTEN, direct=False) is None


def test_een_dag_noemen_telt_ook_later_nog() -> None:
    antwoord = lees_keuze("doe toch maar dinsdag", MOMENTEN, direct=False)
    assert antwoord is not None
    assert antwoord.moment == DINSDAG


def test_ja_is_genoeg_bij_een_moment() -> None:
    antwoord = lees_keuze("ja", [WOENSDAG])
    assert antwoord is not None
    assert antwoord.moment == WOENSDAG


def test_twee_keer_op_een_dag_vraagt_om_een_tijd() -> None:
    samen = [DINSDAG, DINSDAG.replace(hour=15)]
    assert lees_keuze("dinsdag", samen) is not None
    assert lees_keuze("dinsdag", samen).soort == ONDUIDELIJK  # type: ignore[union-attr]
    assert lees_keuze("dinsdagmiddag", samen).moment == samen[1]  # type: ignore[union-attr]
    assert lees_keuze("3 uur", samen).moment == samen[1]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("tekst", "wens"),
    [
        ("afspraak verzetten", VERZETTEN),
        ("kan de afspraak verzet worden", VERZETTEN),
        ("ik wil graag een andere dag", VERZETTEN),
        ("kan het een ander keertje, een andere keer", VERZETTEN),
        ("afspraak afzeggen", AFZEGGEN),
        ("ik wil de afspraak van dinsdag afzeggen", AFZEGGEN),
        ("zeg de afspraak maar af", AFZEGGEN),
        ("u hoeft niet meer te komen", AFZEGGEN),
        ("de afspraak hoeft niet meer", AFZEGGEN),
        ("ik kan niet", KAN_NIET),
        ("sorry ik kan dinsdag niet", KAN_NIET),
        ("ik kan dan toch niet", KAN_NIET),
        ("morgen lukt niet", KAN_NIET),
        ("het komt niet uit", KAN_NIET),
        ("wanneer komt u?", WANNEER),
        ("hoe laat komt u ook alweer", WANNEER),
        ("wanneer is de afspraak", WANNEER),
        ("welke dag was het gesprek", WANNEER),
        ("ik kan niet meer goed lopen", None),
        ("ik kan niet meer", None),
        ("ik kan de trap niet op", None),
        ("wanneer komt de thuiszorg?", None),
        ("dank u wel", None),
        ("ja", None),
        ("kunt u een kast verplaatsen", None),
        ("bloemen verplaatsen lukt niet meer", None),
    ],
)
def test_bij_een_afspraak_wordt_alleen_een_duidelijke_wens_gehoord(tekst: str, wens: str | None) -> None:
    assert lees_wens(tekst) == wens


@pytest.mark.parametrize(
    ("tekst", "antwoord"),
    [
        ("ja", JA),
        ("ja graag", JA),
        ("Ander moment", VERZETTEN),
        ("Afspraak afzeggen", AFZEGGEN),
        ("Laat de afspraak staan", NEE),
        ("nee laat maar", NEE),
        ("nee", NEE),
        ("kom toch maar gewoon", NEE),
        ("mijn been doet zeer", None),
    ],
)
def test_de_vraag_vooraf_heeft_een_antwoord(tekst: str, antwoord: str | None) -> None:
    assert lees_bevestiging(tekst) == antwoord


@pytest.mark.parametrize(
    ("tekst", "ja"),
    [
        ("donderdagmiddag", True),
        ("na 3 uur", True),
        ("het liefst vroeg", True),
        ("mijn rug doet zeer", False),
        ("ja", False),
    ],
)
def test_een_wens_noemt_een_tijd(tekst: str, ja: bool) -> None:
    assert noemt_moment(tekst) is ja
