"""The shipped patterns on messages as people type them: every category explicit, indirect, and close but no crisis."""

import os
import subprocess
import sys
import time

import pytest

from loket_backend.crisis.poort import Crisispoort

from . import berichten


@pytest.fixture(scope="module")
def poort() -> Crisispoort:
    return Crisispoort.uit_bestand()


@pytest.mark.parametrize(("categorie", "tekst"), [*berichten.paren(berichten.EXPLICIET)])
def test_een_expliciete_noodkreet_wordt_herkend(poort: Crisispoort, categorie: str, tekst: str) -> None:
    crisis = poort.beoordeel(tekst)
    assert crisis is not None
    assert crisis.categorie == categorie


@pytest.mark.parametrize(("categorie", "tekst"), [*berichten.paren(berichten.INDIRECT)])
def test_een_indirecte_noodkreet_wordt_herkend(poort: Crisispoort, categorie: str, tekst: str) -> None:
    crisis = poort.beoordeel(tekst)
    assert crisis is not None
    assert crisis.categorie == categorie


@pytest.mark.parametrize(("categorie", "tekst"), [*berichten.paren(berichten.GEEN)])
def test_wat_erop_lijkt_maar_geen_crisis_is_geeft_geen_alarm(poort: Crisispoort, categorie: str, tekst: str) -> None:
    assert poort.beoordeel(tekst) is None


def test_elke_categorie_heeft_genoeg_gevallen() -> None:
    for soort in (berichten.EXPLICIET, berichten.INDIRECT, berichten.GEEN):
        assert {c: len(t.strip().splitlines()) >= 12 for c, t in soort.items()} == dict.fromkeys(soort, True)


def test_de_melding_noemt_de_eigen_woorden_van_de_inwoner(poort: Crisispoort) -> None:
    crisis = poort.beoordeel("Goedemorgen. Kwil dóód, echt waar.")
    assert crisis is not None
    assert (crisis.patroon, crisis.fragment) == ("suicide-dood-willen", "Kwil dóód")


def test_de_meest_acute_categorie_gaat_voor(poort: Crisispoort) -> None:
    crisis = poort.beoordeel("mijn man slaat me en nu krijg ik geen lucht")
    assert crisis is not None
    assert crisis.categorie == "medisch"


def test_het_verleden_heft_een_nieuwe_klap_niet_op(poort: Crisispoort) -> None:
    assert poort.beoordeel("vroeger sloeg hij me") is None
    assert poort.beoordeel("vroeger sloeg hij me en gisteren weer") is not None


def test_een_ontkende_wens_heft_het_voornemen_niet_op(poort: Crisispoort) -> None:
    assert poort.beoordeel("ik wil niet dood") is None
    assert poort.beoordeel("ik wil niet dood maar ik ga het wel doen") is not None


@pytest.mark.parametrize("tekst", ["", "   ", "?!", "👍", "🆘" * 50, "\x00\n\t", "/intake{}"])
def test_leeg_en_vreemd_gaat_gewoon_voorbij(poort: Crisispoort, tekst: str) -> None:
    assert poort.beoordeel(tekst) is None


@pytest.mark.parametrize(
    "stuk", ["ik wil ", "niet ", "slaat me ", "ik ", "wilwil", "a", "hij ze ", "pillen kind ", "kwil nie meer . "]
)
def test_vierduizend_tekens_herhaling_komt_op_tijd_klaar(poort: Crisispoort, stuk: str) -> None:
    begin = time.perf_counter()
    poort.beoordeel((stuk * 4000)[:4000])
    assert time.perf_counter() - begin < 1


def test_een_alledaags_woord_is_geen_typefout(poort: Crisispoort) -> None:
    """ "Geschikt" differs in one letter from "gestikt", "bedrijven" in two from "bedreigen"."""
    assert poort.beoordeel("Haar appartement is geschikt en betaalbaar.") is None
    assert poort.beoordeel("verkopen jullie mijn adres aan bedrijven") is None


def test_elk_proces_hoort_hetzelfde() -> None:
    """The order of a set differs from process to process; what is heard must not."""
    tekst = "vergeeft u me de priemgetallen, wat is er in de bedrijvn gebeurd, hij bedrigt me en ik ben gestrikt"
    lees = (
        "import sys; from loket_backend.crisis.poort import Crisispoort as C; from loket_backend.crisis.normaliseer import woorden;"
        "print([w.klank for w in woorden(sys.argv[1], C.uit_bestand()._regels.schrijfwijzen.lees)])"
    )
    gehoord = {
        subprocess.run(
            [sys.executable, "-c", lees, tekst],
            env={**os.environ, "PYTHONHASHSEED": zaad},
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for zaad in ("0", "1", "2", "3")
    }
    assert len(gehoord) == 1
