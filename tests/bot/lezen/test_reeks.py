"""Reading a message as a row of words: numpy says what TensorFlow learned, always the same, and nothing where there is nothing to read."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import pytest

from bot.lezen import reeksles
from bot.lezen.betekenis import Betekenis
from bot.lezen.lexicon import Lexicon
from bot.lezen.reekskenmerken import LANGST, MEEST_GROEPEN, Reekskenmerken, stukken
from bot.lezen.reeksmodel import PAREN, VORM, VRAGEN, Les, Reeksmodel
from bot.lezen.voorbeelden import Paar, ontleed

Bericht = tuple[str, str | None]
REGELS = [
    "a/oud | - | stofzuigen lukt niet meer,{huishouden/nodig} koken gaat nog wel{huishouden/kan}",
    "a/oud | - | de was lukt niet meer.{huishouden/nodig} De trap op ook niet.{mobiliteit/nodig}",
    "b/jong | kan | koken gaat nog wel{huishouden/kan}",
    "b/jong | kan | fietsen gaat nog wel,{mobiliteit/kan} lopen ook{mobiliteit/kan}",
    "b/jong | netwerk | mijn dochter doet de was{huishouden/netwerk}",
    "c/oud | netwerk | mijn zoon rijdt mij overal heen{mobiliteit/netwerk}",
    "c/oud | wil | ik wil weer fietsen{mobiliteit/wil}",
    "c/oud | - | goedemorgen{}",
] * 5
BERICHTEN: list[Bericht] = [
    ("stofzuigen lukt niet meer, koken gaat nog wel", None),
    ("koken", "kan"),
    ("mijn buurvrouw rijdt mij om 10 uur naar de keukenwinkel; kommetje xylofoon!", "netwerk"),
    ("ik wil weer fietsen.", "wil"),
    ("de trap op lukt niet meer en " * 30, "nodig"),
]


@dataclass
class Proef:
    """A trained model, and the networks that were trained."""

    model: Reeksmodel
    netten: list[Any]


def lessen() -> list[Les]:
    return [(v.delen, v.vraag) for v in map(ontleed, REGELS)]


@cache
def woordenboeken() -> tuple[Lexicon, Betekenis]:
    """Read once: that takes longer than most tests here."""
    return Lexicon(), Betekenis()


@pytest.fixture
def kenmerken() -> Reekskenmerken:
    return Reekskenmerken(*woordenboeken())


@pytest.fixture(scope="module")
def proef() -> Iterator[Proef]:
    """Few rounds, at such a pace that each weight moves."""
    netten: list[Any] = []
    klasse = reeksles._Net
    with pytest.MonkeyPatch.context() as even:
        even.setattr(reeksles, "_RONDEN", 60)
        even.setattr(reeksles, "_TEMPO", 5e-3)
        even.setattr(reeksles, "_Net", lambda breedtes: netten.append(klasse(breedtes)) or netten[-1])
        model = Reeksmodel(Reekskenmerken(*woordenboeken()))
        model.leer(lessen())
        yield Proef(model, netten)


def volgens_het_netwerk(proef: Proef, monkeypatch: pytest.MonkeyPatch) -> np.ndarray:
    """The chances of all BERICHTEN in one group, padded to the longest, no word left out."""
    monkeypatch.setattr(reeksles, "_WOORD_WEG", 0)
    monkeypatch.setattr(reeksles, "_ONBEKEND", 0)
    kenmerken = proef.model._kenmerken
    woorden = reeksles._Woorden(kenmerken)
    berichten = [reeksles._bericht(kenmerken, woorden, (((t, frozenset()),), vraag)) for t, vraag in BERICHTEN]
    *invoer, _ = reeksles._invoer(berichten, woorden.tabellen())
    _, heel = proef.netten[0](invoer, training=False)
    return np.asarray(1 / (1 + np.exp(-heel.numpy())))


def test_numpy_leest_hetzelfde_als_het_netwerk(proef: Proef, monkeypatch: pytest.MonkeyPatch) -> None:
    gelezen = np.stack([proef.model.lees(*bericht).ravel() for bericht in BERICHTEN])
    np.testing.assert_allclose(gelezen, volgens_het_netwerk(proef, monkeypatch), atol=1e-4)
    assert np.ptp(gelezen, 0).max() > 0.3


def test_elk_gewicht_heeft_geleerd(proef: Proef) -> None:
    """Else a sum that numpy forgets would not show; what is added to all attention changes nothing."""
    stil = {n for n, g in proef.model._gewichten.items() if n.endswith("_b") and np.abs(g).max() < 0.01}
    assert stil <= {"aandacht_b"}


@pytest.mark.parametrize(
    ("paar", "gezegd", "niet_gezegd"),
    [
        (("huishouden", "nodig"), ("de was lukt niet meer", None), ("fietsen gaat nog wel", "kan")),
        (("mobiliteit", "wil"), ("ik wil weer fietsen", "wil"), ("stofzuigen lukt niet meer", None)),
        (("huishouden", "netwerk"), ("mijn dochter doet de was", "netwerk"), ("ik wil weer fietsen", "wil")),
    ],
)
def test_wat_gezegd_is_krijgt_meer_kans(proef: Proef, paar: Paar, gezegd: Bericht, niet_gezegd: Bericht) -> None:
    plaats = PAREN.index(paar)
    wel, niet = (proef.model.lees(*bericht).ravel() for bericht in (gezegd, niet_gezegd))
    assert wel[plaats] > niet[plaats] + 0.2
    assert max(kans for ander, kans in zip(PAREN, wel, strict=True) if ander[0] == "geheugen") < 0.1


def test_de_vraag_telt_mee(proef: Proef) -> None:
    kansen = [proef.model.lees("koken", vraag) for vraag in VRAGEN]
    assert min(np.abs(kansen[0] - kans).max() for kans in kansen[1:]) > 1e-3


@pytest.mark.parametrize("tekst", ["", "   ", "€"])
def test_een_bericht_zonder_woorden_zegt_niets(proef: Proef, tekst: str) -> None:
    np.testing.assert_array_equal(proef.model.lees(tekst, None), np.zeros(VORM))


def test_een_model_dat_niets_leerde_zegt_niets(kenmerken: Reekskenmerken) -> None:
    np.testing.assert_array_equal(Reeksmodel(kenmerken).lees("stofzuigen lukt niet meer", "kan"), np.zeros(VORM))


def test_twee_keer_leren_geeft_dezelfde_gewichten(proef: Proef, kenmerken: Reekskenmerken) -> None:
    opnieuw = Reeksmodel(kenmerken)
    opnieuw.leer(lessen())
    for naam, gewicht in proef.model._gewichten.items():
        np.testing.assert_array_equal(opnieuw._gewichten[naam], gewicht, naam)


def test_een_bewaard_model_leest_hetzelfde_en_zonder_zijn_geheugen(proef: Proef) -> None:
    kans = proef.model.lees("koken gaat nog wel", None)
    terug = pickle.loads(pickle.dumps(proef.model))
    assert terug._woorden._gezien == {}
    np.testing.assert_array_equal(terug.lees("koken gaat nog wel", None), kans)


def test_stukken_zijn_klanken_cijfers_en_leestekens() -> None:
    assert stukken("Om 10.30 stofzuigen, t'r (niet) 'n €!") == [
        "om",
        "0",
        ".",
        "0",
        "stofsuige",
        ",",
        "t'r",
        "niet",
        "'n",
        "!",
    ]
    assert len(stukken("was " * 500)) == LANGST


def test_een_woord_dat_een_keer_voorkomt_heeft_geen_nummer(kenmerken: Reekskenmerken) -> None:
    kenmerken.leer(["was", "was", "trap"])
    assert [kenmerken.nummer(w) for w in ("was", "trap", "kast")] == [1, 0, 0]
    assert kenmerken.breedtes[0] == 2


def test_letters_zijn_groepen_van_drie_tot_vijf(kenmerken: Reekskenmerken) -> None:
    assert np.count_nonzero(kenmerken.letters("was")) == 3 + 2 + 1
    assert np.count_nonzero(kenmerken.letters("")) == 0
    assert np.count_nonzero(kenmerken.letters("arbeidsongeschiktheid" * 3)) == MEEST_GROEPEN


def test_het_lexicon_merkt_de_woorden_van_een_vondst(kenmerken: Reekskenmerken) -> None:
    assert [bool(rij.any()) for rij in kenmerken.lexicon(["xylofo", "stofsuige", "!"])] == [False, True, False]


def test_een_cijfer_of_leesteken_heeft_geen_betekenis(kenmerken: Reekskenmerken) -> None:
    assert kenmerken.betekenis("stofsuige").max() == 1
    assert [kenmerken.betekenis(w).any() for w in ("0", ",", "")] == [False] * 3


@pytest.mark.parametrize(
    ("woord", "klasse"),
    [
        ("slapkamerkast", "meubel"),
        ("dokterspraktyk", "medisch"),
    ],
)
def test_het_laatste_deel_van_een_samenstelling_telt_heel(kenmerken: Reekskenmerken, woord: str, klasse: str) -> None:
    assert kenmerken.betekenis(woord)[kenmerken._klassen[klasse]] == 1
