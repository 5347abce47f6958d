"""The pieces of the clause reader, and the reader on a handful of messages."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.sparse import csr_matrix

from bot.lezen.lexicon import Lexicon
from bot.lezen.nokregressie import Nokregressie
from bot.lezen.spelling import klank, klanken
from bot.lezen.taal import laad_taal
from bot.lezen.uitspraken import Gelezen, Uitsprakenmodel, als_nodig, ontleed

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
    model = Uitsprakenmodel(laad_taal(), drempel=0.3)
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


def test_een_model_zonder_een_schrijver_is_gelijk_aan_opnieuw_leren() -> None:
    rng = np.random.default_rng(0)
    kenmerken, groepen = csr_matrix(rng.random((30, 8), np.float32)), np.array(["a", "b", "c"] * 10)
    uitkomsten, belang = rng.random((30, 2)).astype(np.float32), np.ones(30)
    zonder = dict(Nokregressie().leer(kenmerken, uitkomsten, belang, groepen))["a"]
    rest = groepen != "a"
    x, y = kenmerken[rest].toarray(), uitkomsten[rest] - uitkomsten.mean(0)
    opnieuw = np.linalg.solve(x.T @ x + np.eye(8), x.T @ y)
    np.testing.assert_allclose(zonder.gewichten, opnieuw, atol=1e-3)


def test_elk_paar_houdt_de_woorden_waaruit_het_gelezen_is(model: Uitsprakenmodel) -> None:
    gelezen = {(g.leefgebied, g.aspect): g for g in model.lees("stofzuigen lukt niet meer, koken gaat nog wel", None)}
    assert gelezen["huishouden", "nodig"].tekst == "stofzuigen lukt niet meer,"
    assert any("stofzuigen" in woord for woord in gelezen["huishouden", "nodig"].uitleg)


@pytest.mark.parametrize("tekst", ["", "   ", "!!", "goedemorgen"])
def test_een_leeg_bericht_of_een_groet_zegt_niets(model: Uitsprakenmodel, tekst: str) -> None:
    assert model.lees(tekst, None) == []


@pytest.mark.parametrize("vraag", ["wil", "netwerk", "kan", "aanbod"])
def test_wat_niet_meer_lukt_krijgt_niet_het_aspect_dat_gevraagd_werd(vraag: str) -> None:
    gelezen = [Gelezen("huishouden", aspect, "koken lukt niet meer", 0.6) for aspect in (vraag, "nodig")]
    assert [g.aspect for g in als_nodig(gelezen, vraag)] == ["nodig"]
    [wie] = als_nodig([Gelezen("huishouden", vraag, "mijn zus kan niet meer komen", 0.6)], vraag)
    assert wie.aspect == vraag
