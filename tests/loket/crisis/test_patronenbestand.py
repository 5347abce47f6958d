"""Faults in the pattern file: all named at once, and never half a gate."""

from pathlib import Path

import pytest

from loket_backend.crisis.poort import Crisispoort
from loket_backend.crisis.regels import PatronenFout

GOED = """
eigenaar: toets
gecontroleerd_op: "2026-11-22"
zwaarte: [medisch, suicide, gevaar, kind, geweld]
patronen:
  - {id: brand, categorie: gevaar, soort: expliciet, zoekt: vuur, zoek: [er is brand, help $]}
"""


def poort(tmp_path: Path, inhoud: str) -> Crisispoort:
    pad = tmp_path / "patronen.yml"
    pad.write_text(inhoud, encoding="utf-8")
    return Crisispoort.uit_bestand(pad)


def test_een_eigen_bestand_wordt_gelezen(tmp_path: Path) -> None:
    crisis = poort(tmp_path, GOED).beoordeel("help, er is BRAND!")
    assert crisis is not None
    assert (crisis.categorie, crisis.patroon, crisis.fragment) == ("gevaar", "brand", "er is BRAND")


def test_een_dollar_vraagt_het_einde_van_het_zinsdeel(tmp_path: Path) -> None:
    assert poort(tmp_path, GOED).beoordeel("help") is not None
    assert poort(tmp_path, GOED).beoordeel("wie kan mij help geven") is None


def test_alle_fouten_worden_in_een_keer_genoemd(tmp_path: Path) -> None:
    fout = GOED.replace("gevaar, soort", "ramp, soort").replace("er is brand", "'@weg'").replace("kind, geweld", "kind")
    with pytest.raises(PatronenFout) as gevangen:
        poort(tmp_path, fout)
    tekst = str(gevangen.value)
    assert "onbekende categorie 'ramp'" in tekst
    assert "lijst '@weg' bestaat niet" in tekst
    assert "zwaarte: noem elke categorie" in tekst


@pytest.mark.parametrize(
    "inhoud",
    [
        "",
        "[]",
        "eigenaar: x",
        "a: [",
        GOED.replace("zoekt: vuur, ", ""),
        GOED.replace("id: brand", "id: brand, zoeck: x"),
    ],
)
def test_een_onvolledig_of_vreemd_bestand_wordt_geweigerd(tmp_path: Path, inhoud: str) -> None:
    with pytest.raises(PatronenFout):
        poort(tmp_path, inhoud)


def test_een_ontbrekend_bestand_wordt_geweigerd(tmp_path: Path) -> None:
    with pytest.raises(PatronenFout, match="niet te lezen"):
        Crisispoort.uit_bestand(tmp_path / "weg.yml")
