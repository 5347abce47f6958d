"""The check of the training data: each rule lets honest sentences through and stops those that were copied; the shipped data pass."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from bot.lezen.voorbeelden import Voorbeeld, ontleed
from loket_backend.catalogus import ASPECTEN, LEEFGEBIEDEN
from scripts.datatoets import __main__ as datatoets
from scripts.datatoets import bronnen
from scripts.datatoets.regels import HOOGSTENS, Zin, dubbelen, frames

DINGEN = ["stoel", "tafel", "kast", "lamp", "bank", "deur", "muur", "vloer", "trap"]


def zinnen(*teksten: str, soort: object = None) -> list[Zin]:
    return [Zin(f"proef:{n}", soort, tuple(tekst.split())) for n, tekst in enumerate(teksten, 1)]


def genoeg(aantal: int = datatoets.MINST_PER_PAAR) -> list[Voorbeeld]:
    """As many clauses of every pair."""
    return [ontleed(f"w1/oud | - | iets{{{g}/{a}}}") for g in LEEFGEBIEDEN for a in ASPECTEN for _ in range(aantal)]


@pytest.mark.parametrize(
    "paar",
    [
        ("ik kan niet meer koken", "ik wil niet meer fietsen"),
        ("de was", "de was doen"),
        ("koken gaat nog wel", "nog wel gaat koken"),
        ("ik kook nog elke dag zelf", "ik kook nog elke dag alleen"),
    ],
)
def test_verschillende_zinnen_mogen(paar: Sequence[str]) -> None:
    assert [*dubbelen(zinnen(*paar))] == []


@pytest.mark.parametrize("tekst", ["de was", "ik kan niet meer koken"])
def test_dezelfde_zin_mag_niet_nog_eens(tekst: str) -> None:
    assert [*dubbelen(zinnen(tekst, tekst))] == [f"proef:2: staat er al (proef:1): {tekst}"]


@pytest.mark.parametrize(
    "langer", ["ik kan echt niet meer koken", "ja ik kan niet meer koken", "ik kan niet meer koken hoor"]
)
def test_dezelfde_zin_met_een_woord_erbij_mag_niet(langer: str) -> None:
    kort = "ik kan niet meer koken"
    assert [*dubbelen(zinnen(kort, langer))] == [f"proef:2: één woord anders dan proef:1: {langer}"]
    assert [*dubbelen(zinnen(langer, kort))] == [f"proef:1: één woord anders dan proef:2: {langer}"]


def test_dezelfde_zin_mag_als_antwoord_op_een_andere_vraag() -> None:
    een, ander = (
        zinnen("mijn zus helpt mij daarmee", soort="kan"),
        zinnen("mijn zus helpt mij daarmee", soort="netwerk"),
    )
    assert [*dubbelen([*een, *ander])] == []


@pytest.mark.parametrize("frame", ["ik maak de {} schoon", "{} moet echt eens schoon"])
def test_een_frame_mag_acht_keer_gevuld_en_geen_negen(frame: str) -> None:
    gevuld = [frame.format(ding) for ding in DINGEN]
    assert [*frames(zinnen(*gevuld[:HOOGSTENS]))] == []
    assert f"proef:1: frame 9 keer gevuld: {frame.format('*')}" in [*frames(zinnen(*gevuld))]


def test_een_frame_met_twee_lege_plekken_telt_ook() -> None:
    gevuld = [f"ik maak {ding} nu {ander} schoon" for ding, ander in zip(DINGEN, reversed(DINGEN), strict=True)]
    assert [*frames(zinnen(*gevuld[:HOOGSTENS]))] == []
    assert [*frames(zinnen(*gevuld))] == ["proef:1: frame 9 keer gevuld: ik maak * nu * schoon"]


def test_dezelfde_vulling_telt_een_keer() -> None:
    assert [*frames(zinnen(*["ik maak de kast schoon"] * 9))] == []


def test_van_een_frame_staan_drie_woorden_vast() -> None:
    assert [*frames(zinnen(*(f"de {ding} schoon" for ding in DINGEN)))] == []
    assert [*frames(zinnen(*(f"de {ding} is schoon" for ding in DINGEN)))] != []


def test_elk_paar_met_genoeg_delen_mag() -> None:
    assert [*datatoets.tekort(genoeg())] == []


def test_een_paar_met_te_weinig_delen_mag_niet() -> None:
    assert [*datatoets.tekort(genoeg()[1:])] == [
        f"{next(iter(LEEFGEBIEDEN))}/{next(iter(ASPECTEN))}: 39 delen, minstens 40"
    ]


def test_een_deel_telt_voor_al_zijn_paren() -> None:
    tel = datatoets.aantallen(
        [ontleed("w1/oud | - | koken en douchen{huishouden/kan, zelfzorg/kan} lukt{huishouden/kan}")]
    )
    assert tel == {("huishouden", "kan"): 2, ("zelfzorg", "kan"): 1}


def test_het_verslag_telt_berichten_schrijvers_en_paren() -> None:
    kop, _, *rijen = datatoets.verslag(genoeg(2))
    assert kop == f"{2 * len(LEEFGEBIEDEN) * len(ASPECTEN)} berichten, 130 uitspraken, 1 schrijvers, 1 stemmen"
    assert [rij.split() for rij in rijen] == [[g, *["2"] * len(ASPECTEN)] for g in LEEFGEBIEDEN]


def test_hoofdletters_en_leestekens_maken_geen_andere_zin() -> None:
    een, ander = (
        ontleed("w1/oud | - | Koken gaat nog.{huishouden/kan}"),
        ontleed("w2/jong | - | koken gáát nog{huishouden/kan}"),
    )
    assert len([*dubbelen(bronnen.berichten([een, ander]))]) == 1


def test_van_een_intentie_telt_de_vraag_mee(tmp_path: Path) -> None:
    blok = "- intent: ja\n  metadata: {{vraag: {}}}\n  examples: |\n    - ja doe maar\n"
    (tmp_path / "ja.yml").write_text("nlu:\n" + blok.format("kan") + blok.format("wil"), encoding="utf-8")
    intenties = [*bronnen.intenties(tmp_path)]
    assert [(z.soort, z.woorden) for z in intenties] == [(("ja", v), ("ja", "doe", "maar")) for v in ("kan", "wil")]


def test_een_crisisbericht_noemt_bestand_en_regel(tmp_path: Path) -> None:
    (tmp_path / "b.jsonl").write_text('{"tekst": "Dag."}\n{"tekst": "Dag!"}\n', encoding="utf-8")
    assert [*dubbelen([*bronnen.crisis(tmp_path)])] == ["b.jsonl:2: staat er al (b.jsonl:1): dag"]


def test_foute_data_geven_een_foutcode(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(bronnen, "uitspraken", lambda: [])
    assert datatoets.main() == 1
    assert "huishouden/kan: 0 delen, minstens 40" in capsys.readouterr().out


def test_de_data_in_het_loket_zijn_in_orde(capsys: pytest.CaptureFixture[str]) -> None:
    uitkomst = datatoets.main()
    regels = capsys.readouterr().out.splitlines()
    assert (uitkomst, regels[2 + len(LEEFGEBIEDEN) :]) == (0, ["Datatoets: in orde."])
