"""The classifier beside the patterns: it hears what is implied, and the patterns go before it."""

from __future__ import annotations

import pickle
from pathlib import Path

import numpy as np
import pytest
from sklearn.feature_extraction.text import TfidfVectorizer

from loket_backend.crisis import model as crisismodel
from loket_backend.crisis.kenmerken import Woordenlijst
from loket_backend.crisis.model import Crisismodel, Oordeel, Voorbeeld
from loket_backend.crisis.poort import DREMPELS, STELLIG, TWIJFEL, UITGESLOTEN, Crisispoort

LES = [
    Voorbeeld("ik zie geen uitweg meer", "suicide"),
    Voorbeeld("niemand zal mij missen als ik weg ben", "suicide"),
    Voorbeeld("hij heeft mijn telefoon afgepakt en ik mag niet weg", "geweld"),
    Voorbeeld("hij houdt mij vast in huis", "geweld"),
    Voorbeeld("de ramen lappen lukt niet meer", None),
    Voorbeeld("mijn dochter doet de boodschappen", None),
    Voorbeeld("ik mis mijn man nog elke dag", None),
    Voorbeeld("mijn telefoon is kapot", None),
]


@pytest.fixture(scope="module")
def geleerd() -> Crisismodel:
    model = Crisismodel()
    model.leer(LES)
    return model


class NepModel(Crisismodel):
    def __init__(self, kans: float) -> None:
        self._kans = kans

    def oordeel(self, tekst: str) -> Oordeel:
        return Oordeel(self._kans, "gevaar")


def test_het_model_leert_wat_gevaar_is_en_welk(geleerd: Crisismodel) -> None:
    oordeel = geleerd.oordeel("ik zie echt geen uitweg meer")
    assert oordeel.categorie == "suicide"
    assert oordeel.kans > geleerd.oordeel("de ramen lappen lukt me niet").kans


def test_wat_alleen_het_model_hoort_geeft_alarm() -> None:
    crisis = Crisispoort.uit_bestand(model=NepModel(DREMPELS["gevaar"])).beoordeel("zomaar een zin van meer woorden")
    assert crisis is not None
    assert (crisis.categorie, crisis.patroon, crisis.expliciet) == ("gevaar", "model-gevaar", False)


def test_bij_een_paar_woorden_moet_het_model_zeker_zijn() -> None:
    kort = "hij is mijn vriend"
    assert Crisispoort.uit_bestand(model=NepModel(STELLIG - 0.01)).beoordeel(kort) is None
    assert Crisispoort.uit_bestand(model=NepModel(STELLIG)).beoordeel(kort) is not None


@pytest.mark.parametrize("tekst", ["wil dood", "hij wurgt", "ik bloed", "hij gaat slaan"])
def test_een_kreet_van_een_paar_woorden_hoort_het_patroon(tekst: str) -> None:
    assert Crisispoort.uit_bestand(model=NepModel(0.0)).beoordeel(tekst) is not None


def test_onder_de_drempel_blijft_het_stil() -> None:
    assert Crisispoort.uit_bestand(model=NepModel(DREMPELS["gevaar"] - 0.01)).beoordeel("zomaar een zin") is None


def test_een_uitgesproken_crisis_wordt_nooit_weggewogen() -> None:
    crisis = Crisispoort.uit_bestand(model=NepModel(TWIJFEL / 2)).beoordeel("ik wil niet meer leven")
    assert crisis is not None
    assert crisis.categorie == "suicide"


def test_een_bewaard_model_zegt_hetzelfde(geleerd: Crisismodel, tmp_path: Path) -> None:
    crisismodel.bewaar(geleerd, tmp_path / "crisis-x.joblib")
    terug = crisismodel.laad(tmp_path)
    assert terug is not None
    assert terug.oordeel("hij mag niet weg") == geleerd.oordeel("hij mag niet weg")


def test_een_vreemd_model_wordt_niet_geladen(geleerd: Crisismodel, tmp_path: Path) -> None:
    crisismodel.bewaar(geleerd, tmp_path / "crisis-x.joblib")
    (tmp_path / "crisis-x.joblib").write_bytes(b"iets anders")
    with pytest.raises(ValueError, match="niet het crisismodel"):
        crisismodel.laad(tmp_path)


def test_zonder_model_horen_de_patronen_alleen(tmp_path: Path) -> None:
    assert crisismodel.laad(tmp_path) is None


def test_een_kreet_wordt_niet_weggewogen_een_verhaal_wel() -> None:
    """Of a few words the classifier knows nothing; of a whole sentence it may know that it was long ago."""
    poort = Crisispoort.uit_bestand(model=NepModel(UITGESLOTEN / 2))
    kreet = poort.beoordeel("gaslek")
    assert kreet is not None
    assert kreet.categorie == "gevaar"
    assert poort.beoordeel("toen wij hier kwamen wonen was er een keer een gaslek en daar lachen we nu om") is None


def test_klein_gemaakt_ziet_het_hetzelfde() -> None:
    geleerd = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True)
    verwacht = geleerd.fit_transform([les.tekst for les in LES])
    lijst: Woordenlijst = pickle.loads(pickle.dumps(Woordenlijst(geleerd)))
    assert len(lijst) == verwacht.shape[1]
    for nummer, les in enumerate(LES):
        plaatsen, gewichten = lijst.weeg(les.tekst)
        gezien = np.zeros(len(lijst), np.float32)
        gezien[plaatsen] = gewichten
        np.testing.assert_allclose(gezien, verwacht[nummer].toarray()[0], atol=1e-6)


def test_een_bericht_met_niets_bekends_weegt_niets(geleerd: Crisismodel) -> None:
    for tekst in ("", "漢字", "\ud800"):
        assert 0 <= geleerd.oordeel(tekst).kans <= 1
