"""The pieces of the clause reader, and the reader on a handful of messages."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import joblib
import numpy as np
import pytest
from scipy.sparse import csr_matrix

from bot.lezen.lexicon import Lexicon
from bot.lezen.nokregressie import Nokregressie, Rijen, samen
from bot.lezen.spelling import klank, klanken
from bot.lezen.uitspraken import Gelezen, Uitsprakenmodel, _groepen, _hoogstens, als_nodig
from bot.lezen.voorbeelden import LOS, Voorbeeld, lees_voorbeelden, ontleed

REGELS = [
    "oud | - | stofzuigen lukt niet meer,{huishouden/nodig} koken nog wel{huishouden/kan}",
    "oud | - | de was lukt niet meer{huishouden/nodig}",
    "oud | kan | koken gaat nog wel{huishouden/kan}",
    "oud | netwerk | mijn dochter doet de was{huishouden/netwerk}",
    "oud | - | de trap op lukt niet meer{mobiliteit/nodig}",
    "oud | - | fietsen gaat nog wel{mobiliteit/kan}",
    "oud | - | goedemorgen{}",
] * 12


@pytest.fixture(scope="module")
def model() -> Uitsprakenmodel:
    model = Uitsprakenmodel(drempel=0.3)
    model.leer([ontleed(regel) for regel in REGELS])
    return model


@pytest.mark.parametrize(
    ("woord", "fout"), [("stofzuigen", "stofsuige"), ("vergeten", "fergete"), ("rijden", "reiden")]
)
def test_woorden_die_hetzelfde_klinken_worden_hetzelfde(woord: str, fout: str) -> None:
    assert klank(woord) == klank(fout)


@pytest.mark.parametrize("tekst", ["stofzuigen", "stofsuige", "stofzuiggen", "stofzuigt", "stfozuigen"])
def test_het_lexicon_hoort_een_woord_ook_met_een_typefout(tekst: str) -> None:
    assert "huishouden" in {v.lemma.sleutel for v in Lexicon().zoek(klanken(tekst))}


def test_het_lexicon_zwijgt_bij_een_vreemd_woord() -> None:
    assert Lexicon().zoek(klanken("xylofoonquiz")) == []


def test_wat_een_typefout_kan_zijn_komt_altijd_in_dezelfde_volgorde() -> None:
    gevonden = [klank(v.lemma.vorm) for v in Lexicon().zoek(klanken("kinder"))]
    assert len(gevonden) > 5
    assert gevonden == sorted(gevonden)


def rijen(rng: np.random.Generator) -> Rijen:
    """Thirty clauses in ten messages."""
    zelf, berichten = (csr_matrix(rng.random(vorm, np.float32)) for vorm in ((30, 8), (10, 4)))
    return Rijen(zelf, berichten, rng.integers(0, 10, 30))


def uitgeschreven(stof: Rijen) -> np.ndarray:
    """Each clause with all that is known of its message in one row."""
    return np.hstack([stof.zelf.toarray(), stof.berichten.toarray()[stof.bericht_van]])


def opnieuw(x: np.ndarray, y: np.ndarray, belang: np.ndarray) -> np.ndarray:
    """Ridge regression as the books have it."""
    return np.asarray(np.linalg.solve((x.T * belang) @ x + np.eye(x.shape[1]), (x.T * belang) @ y))


@pytest.mark.parametrize("belang", [np.ones(30), np.linspace(0.3, 2, 30)], ids=["gelijk", "ongelijk"])
def test_een_model_zonder_een_groep_is_gelijk_aan_opnieuw_leren(belang: np.ndarray) -> None:
    rng = np.random.default_rng(0)
    stof, uitkomsten, groepen = rijen(rng), rng.random((30, 2)).astype(np.float32), np.array(["a", "b", "c"] * 10)
    heel = Nokregressie()
    zonder = dict(heel.leer(stof, uitkomsten, belang, groepen))
    y = uitkomsten - np.average(uitkomsten, axis=0, weights=belang)
    for model, welke in [(heel, groepen != ""), *((zonder[g], groepen != g) for g in "abc")]:
        verwacht = opnieuw(uitgeschreven(stof)[welke], y[welke], belang[welke])
        np.testing.assert_allclose(model.gewichten, verwacht, atol=1e-3)


def test_wat_bij_geen_groep_hoort_telt_in_elk_model_mee() -> None:
    rng = np.random.default_rng(1)
    stof, uitkomsten, groepen = rijen(rng), rng.random((30, 2)).astype(np.float32), np.array(["a", "b", ""] * 10)
    zonder = dict(Nokregressie().leer(stof, uitkomsten, np.ones(30), groepen))
    assert sorted(zonder) == ["a", "b"]
    y, welke = uitkomsten - uitkomsten[groepen != ""].mean(0), groepen != "a"
    verwacht = opnieuw(uitgeschreven(stof)[welke], y[welke], np.ones(welke.sum()))
    np.testing.assert_allclose(zonder["a"].gewichten, verwacht, atol=1e-3)


def test_voorspellen_telt_de_woorden_van_het_bericht_mee() -> None:
    rng = np.random.default_rng(2)
    stof, uitkomsten = rijen(rng), rng.random((30, 2)).astype(np.float32)
    model = Nokregressie()
    assert len([*model.leer(stof, uitkomsten, np.ones(30), np.array(["a", "b"] * 15))]) == 2
    verwacht = uitgeschreven(stof) @ model.gewichten + uitkomsten.mean(0)
    np.testing.assert_allclose(model.voorspel(stof), verwacht, atol=1e-4)
    np.testing.assert_allclose(model.voorspel(stof[np.array([3, 17])]), verwacht[[3, 17]], atol=1e-4)


def test_rijen_samen_houden_elk_hun_bericht() -> None:
    rng = np.random.default_rng(3)
    een, ander = rijen(rng), rijen(rng)
    beide = np.vstack([uitgeschreven(een), uitgeschreven(ander)])
    np.testing.assert_array_equal(uitgeschreven(samen(een, ander)), beide)


def berichten(aantal: int, stem: str = "oud", schrijver: str = "w1") -> list[Voorbeeld]:
    """Messages of two clauses."""
    regel = f"{schrijver}/{stem} | - | koken lukt,{{huishouden/kan}} de was {{n}} niet{{huishouden/nodig}}"
    return [ontleed(regel.replace("{n}", "nu " * n)) for n in range(aantal)]


def test_er_worden_hoogstens_zoveel_delen_genomen_en_gelijk_verdeeld() -> None:
    alle = berichten(12)
    assert [alle.index(v) for v in _hoogstens(alle, 8)] == [2, 5, 8, 11]


@pytest.mark.parametrize("delen", [24, 1000])
def test_wat_past_wordt_allemaal_genomen(delen: int) -> None:
    assert _hoogstens(berichten(12), delen) == berichten(12)


def test_losse_delen_tellen_niet_mee() -> None:
    gewoon = berichten(4)
    assert _hoogstens([*berichten(6, LOS), *gewoon, *berichten(6, LOS)], 8) == gewoon


def test_als_er_alleen_losse_delen_zijn_tellen_die() -> None:
    assert _hoogstens(berichten(4, LOS), 8) == berichten(4, LOS)


def test_een_schrijver_blijft_in_een_groep() -> None:
    aantallen = {"w1": 6, "w2": 5, "w3": 4, "w4": 2, "w5": 1}
    alle = [v for naam, aantal in aantallen.items() for v in berichten(aantal, schrijver=naam)][::-1]
    paren = {(v.schrijver, groep) for v, groep in zip(alle, _groepen(alle), strict=True)}
    assert len(paren) == len(aantallen)
    assert sorted(Counter(_groepen(alle)).values()) == [6, 6, 6]


@pytest.mark.parametrize("schrijvers", [[""], ["w1", "w2"]])
def test_met_te_weinig_schrijvers_gaan_de_groepen_om_beurten(schrijvers: list[str]) -> None:
    alle = [v for naam in schrijvers for v in berichten(6 // len(schrijvers), schrijver=naam)]
    assert _groepen(alle) == ["0", "1", "2", "0", "1", "2"]


def test_een_regel_noemt_schrijver_stem_vraag_en_paren() -> None:
    gelezen = ontleed("w1/oud | kan | koken wel,{huishouden/kan} hoor{}")
    assert (gelezen.schrijver, gelezen.stem, gelezen.vraag, gelezen.tekst) == ("w1", "oud", "kan", "koken wel, hoor")
    assert gelezen.paren == {("huishouden", "kan")}


@pytest.mark.parametrize(
    "regel",
    ["koken", "w1 | - | koken", "w1 | - | koken{huishouden/kan} wel", "w1 | - | koken{tuinieren/kan}", "w1 | - | {}"],
)
def test_een_kapotte_regel_wordt_geweigerd_met_zijn_plaats(tmp_path: Path, regel: str) -> None:
    (tmp_path / "koken.txt").write_text(f"# uitleg\n\n{regel}\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"^koken\.txt:3: "):
        lees_voorbeelden(tmp_path)


def test_elk_paar_houdt_de_woorden_waaruit_het_gelezen_is(model: Uitsprakenmodel) -> None:
    gelezen = {(g.leefgebied, g.aspect): g for g in model.lees("stofzuigen lukt niet meer, koken gaat nog wel", None)}
    assert gelezen["huishouden", "nodig"].tekst == "stofzuigen lukt niet meer,"
    assert any("stofzuigen" in woord for woord in gelezen["huishouden", "nodig"].uitleg)


def bewaard(model: Uitsprakenmodel, pad: Path) -> Uitsprakenmodel:
    """The model as it comes back from a file."""
    joblib.dump(model, pad, compress=3)
    return joblib.load(pad)


def test_een_bewaard_model_leest_hetzelfde(model: Uitsprakenmodel, tmp_path: Path) -> None:
    terug = bewaard(model, tmp_path / "model.joblib")
    for vraag in (None, "kan"):
        gelezen = model.lees("de trap lukt niet meer, koken gaat nog wel", vraag)
        assert gelezen
        assert terug.lees("de trap lukt niet meer, koken gaat nog wel", vraag) == gelezen


def test_beide_lezingen_kijken_in_dezelfde_woordenboeken(model: Uitsprakenmodel, tmp_path: Path) -> None:
    for lezer in (model, bewaard(model, tmp_path / "model.joblib")):
        delen, reeks = lezer._kenmerken, lezer._reeks._kenmerken
        assert delen._lexicon is reeks._lexicon
        assert delen._betekenis is reeks._betekenis


@pytest.mark.parametrize("tekst", ["", "   ", "!!", "goedemorgen"])
def test_een_leeg_bericht_of_een_groet_zegt_niets(model: Uitsprakenmodel, tekst: str) -> None:
    assert model.lees(tekst, None) == []


@pytest.mark.parametrize("vraag", ["wil", "netwerk", "kan", "aanbod"])
def test_wat_niet_meer_lukt_krijgt_niet_het_aspect_dat_gevraagd_werd(vraag: str) -> None:
    gelezen = [Gelezen("huishouden", aspect, "koken lukt niet meer", 0.6) for aspect in (vraag, "nodig")]
    assert [g.aspect for g in als_nodig(gelezen, vraag)] == ["nodig"]
    [wie] = als_nodig([Gelezen("huishouden", vraag, "mijn zus kan niet meer komen", 0.6)], vraag)
    assert wie.aspect == vraag
