"""The numbers as data: owner, date, what is shown, and what a loket may replace."""

from pathlib import Path

import pytest

from loket_backend.crisis.nummers import Nummers, NummersFout
from loket_backend.crisis.regels import CATEGORIEEN

EIGEN = """
nummers:
  huisartsenpost:
    naam: Huisartsenpost Noord
    nummer: 0900-1234
    tel: "09001234"
    waarvoor: spoed
    wanneer: buiten kantoortijd
    eigenaar: Huisartsenzorg Noord
    gecontroleerd_op: 2026-11-01
"""


@pytest.fixture(name="nummers")
def _nummers() -> Nummers:
    return Nummers.uit_bestand()


def eigen(tmp_path: Path, inhoud: str) -> Nummers:
    pad = tmp_path / "nummers.yml"
    pad.write_text(inhoud, encoding="utf-8")
    return Nummers.uit_bestand(pad)


def test_elk_nummer_heeft_een_eigenaar_en_een_datum(nummers: Nummers) -> None:
    assert all(n.eigenaar and n.gecontroleerd_op for n in nummers.nummers.values())


@pytest.mark.parametrize("categorie", sorted(CATEGORIEEN))
def test_elke_categorie_toont_een_nummer_in_weinig_woorden(nummers: Nummers, categorie: str) -> None:
    tekst = nummers.hulptekst(categorie)
    assert nummers.bij(categorie)
    assert all(n.nummer in tekst for n in nummers.bij(categorie))
    assert len(tekst.split()) <= 60
    assert "medewerker van het loket" in tekst
    assert "verder vertellen" in tekst


@pytest.mark.parametrize("categorie", ["medisch", "gevaar"])
def test_bij_medisch_en_gevaar_staat_112_vooraan(nummers: Nummers, categorie: str) -> None:
    assert nummers.hulptekst(categorie).startswith("Bel nu 112")
    assert nummers.bij(categorie)[0].tel == "112"


def test_bij_suicide_staat_113_en_bij_geweld_veilig_thuis(nummers: Nummers) -> None:
    assert "0800-0113" in nummers.hulptekst("suicide")
    assert "0800-2000" in nummers.hulptekst("geweld")


def test_een_verzonnen_nummer_wordt_nooit_aan_een_inwoner_getoond(nummers: Nummers) -> None:
    verzonnen = [n.nummer for n in nummers.nummers.values() if n.voorbeeld]
    assert verzonnen
    assert not any(v in nummers.hulptekst(c) for c in CATEGORIEEN for v in verzonnen)


def test_het_eigen_nummer_van_de_regio_wordt_wel_getoond(tmp_path: Path) -> None:
    tekst = eigen(tmp_path, EIGEN).hulptekst("medisch")
    assert tekst.index("112") < tekst.index("0900-1234")
    assert len(tekst.split()) <= 60


def test_een_landelijk_of_onbekend_nummer_kan_niet_vervangen_worden(tmp_path: Path) -> None:
    onbekend = EIGEN.replace("nummers:\n", "").replace("huisartsenpost:", "tandarts:")
    with pytest.raises(NummersFout) as gevangen:
        eigen(tmp_path, EIGEN.replace("huisartsenpost:", "alarm:") + onbekend)
    assert len(gevangen.value.fouten) == 2


def test_alle_fouten_in_het_eigen_bestand_worden_genoemd(tmp_path: Path) -> None:
    with pytest.raises(NummersFout) as gevangen:
        eigen(tmp_path, EIGEN.replace('"09001234"', "bel-maar").replace("2026-11-01", "ooit"))
    assert len(gevangen.value.fouten) == 2


def test_een_ontbrekend_bestand_wordt_geweigerd(tmp_path: Path) -> None:
    with pytest.raises(NummersFout, match="niet te lezen"):
        Nummers.uit_bestand(tmp_path / "weg.yml")
