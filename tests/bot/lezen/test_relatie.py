"""What the help-seeker is to the writer: who is her daughter, writes for a parent."""

from __future__ import annotations

import pytest

from bot.lezen.relatie import lees_relatie, noem_persoon, noemt_iemand, spreekt_over_zichzelf

GEVRAAGD = [
    ("mijn moeder", "ouder"),
    ("m'n pa", "ouder"),
    ("mn ma", "ouder"),
    ("moeder", "ouder"),
    ("dat is mijn vader", "ouder"),
    ("ik ben haar dochter", "ouder"),
    ("ik ben zijn zoon", "ouder"),
    ("ik ben de dochter", "ouder"),
    ("ik ben haar man", "partner"),
    ("mijn man", "partner"),
    ("me vrouw", "partner"),
    ("mijn partner", "partner"),
    ("mijn ouder", "ouder"),
    ("mijn kind", "kind"),
    ("ik ben zijn moeder", "kind"),
    ("mijn zoon van 34", "kind"),
    ("een ander familielid", "familie"),
    ("mijn oma", "familie"),
    ("mijn zus", "familie"),
    ("ik ben haar zus", "familie"),
    ("ik ben haar kleindochter", "familie"),
    ("mijn schoonmoeder", "familie"),
    ("de buurvrouw", "buur"),
    ("mijn buur", "buur"),
    ("mijn overbuurman", "buur"),
    ("ik ben de buurvrouw", "buur"),
    ("een vriend", "vriend"),
    ("een goede vriendin van me", "vriend"),
    ("ik ben hulpverlener", "professional"),
    ("ik ben wijkverpleegkundige", "professional"),
    ("ik ben haar huisarts", "professional"),
    ("mijn cliënt", "professional"),
    ("een patiënt van mij", "professional"),
    ("ik ben de casemanager", "professional"),
    ("mien moeke", "ouder"),
    ("mijn lieve oude moeder", "ouder"),
    ("mijn beide ouders", "ouder"),
    ("mijn ex", "anders"),
    ("mijn collega", "anders"),
    ("mijn ex-man", "anders"),
    ("mijn man zijn moeder", "familie"),
    ("de moeder van mijn man", "familie"),
    ("hij is mijn broer", "familie"),
    ("zij is mijn buurvrouw", "buur"),
    ("kennis van de kerk", "vriend"),
    ("mantelzorger van mijn moeder", "ouder"),
    ("ik ben mantelzorger voor mijn tante", "familie"),
    ("de vrouw van hem", "partner"),
    ("ik ben maatschappelijk werker", "professional"),
    ("ik werk in de thuiszorg", "professional"),
    ("mijn stiefvader", "familie"),
    ("mijn jongste zoon", "kind"),
    ("vader en moeder", "ouder"),
    ("ik ben zijn bewindvoerder", "professional"),
]

NIET_GEVRAAGD = [
    ("weet ik niet", None),
    ("gaat je niks aan", None),
    ("ja", None),
    ("mijn huis", None),
]


@pytest.mark.parametrize(("tekst", "verwacht"), GEVRAAGD)
def test_de_relatie_wordt_gezien_vanuit_de_schrijver(tekst: str, verwacht: object) -> None:
    assert lees_relatie(tekst, gevraagd=True) == verwacht


@pytest.mark.parametrize(("tekst", "verwacht"), NIET_GEVRAAGD)
def test_wat_geen_relatie_noemt_geeft_er_geen(tekst: str, verwacht: object) -> None:
    assert lees_relatie(tekst, gevraagd=True) == verwacht


ONGEVRAAGD = [
    ("ik zoek hulp voor mijn moeder", "ouder"),
    ("ik zoek zorg voor mijn moeder", "ouder"),
    ("namens mijn vader", "ouder"),
    ("het gaat om mijn buurman", "buur"),
    ("ik ben haar dochter", "ouder"),
    ("als wijkverpleegkundige meld ik mw. Jansen", "professional"),
    ("ik bel over mijn oma", "familie"),
    ("ik maak me zorgen over mijn vader", "ouder"),
    ("hulp voor mijn demente moeder", "ouder"),
]

NIET_ONGEVRAAGD = [
    ("ik zorg voor mijn vrouw", None),
    ("ik zorg al zes jaar voor mijn man met ms", None),
    ("zorg ik al jaren voor mijn moeder", None),
    ("mijn dochter doet de was", None),
    ("mijn man is overleden", None),
    ("mijn zoon helpt mij", None),
    ("ik ben moeder van drie kinderen", None),
    ("ik ben een oude man", None),
    ("ik kook voor mijn man", None),
    ("ik ben de man die gisteren belde", None),
    ("ik ben een vrouw alleen", None),
    ("ik kan niet meer voor mijn kinderen zorgen", None),
    ("ik pas op voor mijn dochter", None),
    ("mijn moeder kan niet meer lopen", None),
]


@pytest.mark.parametrize(("tekst", "verwacht"), ONGEVRAAGD)
def test_ongevraagd_telt_wie_voor_een_ander_schrijft(tekst: str, verwacht: object) -> None:
    assert lees_relatie(tekst, gevraagd=False) == verwacht


@pytest.mark.parametrize(("tekst", "verwacht"), NIET_ONGEVRAAGD)
def test_wie_alleen_iemand_noemt_schrijft_nog_niet_voor_die_ander(tekst: str, verwacht: object) -> None:
    assert lees_relatie(tekst, gevraagd=False) == verwacht


PERSONEN = [
    ("ik zoek hulp voor mijn moeder", "moeder"),
    ("voor m'n pa", "vader"),
    ("mijn mama kan niet meer lopen", "moeder"),
    ("het gaat om mijn buurvrouw", "buurvrouw"),
    ("namens mijn cliënt", None),
    ("ik kan niet meer lopen", None),
    ("goedemorgen", None),
]


@pytest.mark.parametrize(("tekst", "persoon"), PERSONEN)
def test_de_persoon_heet_zoals_de_schrijver_die_noemt(tekst: str, persoon: str | None) -> None:
    assert noem_persoon(tekst) == persoon


@pytest.mark.parametrize("tekst", ["mijn man is overleden", "de buurvrouw helpt", "ik zorg voor moeder"])
def test_wie_een_ander_noemt_wordt_gehoord(tekst: str) -> None:
    assert noemt_iemand(tekst)


@pytest.mark.parametrize("tekst", ["ik kan niet meer lopen", "hallo", "de ramen zijn vies", "manden dragen"])
def test_zonder_ander_hoeft_er_niemand_gehoord_te_worden(tekst: str) -> None:
    assert not noemt_iemand(tekst)


@pytest.mark.parametrize(
    "tekst", ["ik kan niet meer lopen", "k heb pijn", "mijn rug is kapot", "douchen lukt mij niet"]
)
def test_wie_over_het_eigen_lijf_vertelt_spreekt_over_zichzelf(tekst: str) -> None:
    assert spreekt_over_zichzelf(tekst)


@pytest.mark.parametrize("tekst", ["zij kan niet meer lopen", "goedemorgen", "hij valt steeds"])
def test_wie_over_een_ander_vertelt_spreekt_niet_over_zichzelf(tekst: str) -> None:
    assert not spreekt_over_zichzelf(tekst)
