"""What a word is about: dictionary forms, inflections, compounds, misspelt words; and the shipped dictionary itself."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.lezen.betekenis import BESTAND, Betekenis
from bot.lezen.spelling import klank

KLEIN = """\
# een regel uitleg: telt niet
kast, kasten, kastje: meubel

keuken, keukens: kamer, voedsel
dochter: familie
stofzuigen, stofzuigt, gestofzuigd: schoonmaak
"""
# The classes that the reader was built on: a new one is added here on purpose, a misspelt one is not.
KLASSEN = frozenset(
    re.findall(
        r"\w+",
        """
    aanbieden afval agenda alleen angst bewegen bezoek blij boerderij boos bouw brand buur denken diefstal digitaal dood energie eten_doen familie
    geld geloof gesprek gevaar geweld goed groep handwerk helpen huisdier hulpmiddel instantie kamer keuken kind klacht kleding kracht kunnen kunst
    lezen lichaam maat medicijn medisch meer meubel minder moed muziek natuur niet_kunnen nodig nooit onthouden papier partner politie psychisch
    reizen respijt rustig ruzie schaamte school schoonmaak schuld slaap slecht slot spel sport stress techniek tijd toilet tuin uiterlijk vaak vallen
    verdriet vergeten verslaving verzekering verzorgen voedsel voertuig vriend vrijetijd vrijwillig was wassen_zelf weg werk willen winkel woonvorm
    ziekte zintuig zorgberoep zorgplek
    """,
    )
)
REGELS = [r for r in BESTAND.read_text(encoding="utf-8").splitlines() if r and not r.startswith("#")]


@pytest.fixture(scope="module")
def klein(tmp_path_factory: pytest.TempPathFactory) -> Betekenis:
    pad: Path = tmp_path_factory.mktemp("lexicon") / "betekenis.txt"
    pad.write_text(KLEIN, encoding="utf-8")
    return Betekenis(pad)


@pytest.fixture(scope="module")
def woordenboek() -> Betekenis:
    return Betekenis()


@pytest.mark.parametrize("woord", ["stofzuigen", "stofzuigt", "gestofzuigd"])
def test_een_woord_en_zijn_vormen_horen_bij_dezelfde_klasse(klein: Betekenis, woord: str) -> None:
    assert klein.klassen(klank(woord)) == ("schoonmaak",)


@pytest.mark.parametrize("woord", ["stofsuige", "stofzuigge", "stovzuigen"])
def test_een_woord_zoals_het_klinkt_is_hetzelfde_woord(klein: Betekenis, woord: str) -> None:
    assert klein.klassen(klank(woord)) == ("schoonmaak",)


@pytest.mark.parametrize("woord", ["keukenskast", "keukenkast"])
def test_een_samenstelling_hoort_bij_haar_laatste_deel(klein: Betekenis, woord: str) -> None:
    assert klein.klassen(klank(woord)) == ("meubel", "~kamer", "~voedsel")


@pytest.mark.parametrize("woord", ["dochterkast", "dochterskast", "dochterekast"])
def test_een_tussenletter_hoort_bij_geen_van_beide_delen(klein: Betekenis, woord: str) -> None:
    assert klein.klassen(klank(woord)) == ("meubel", "~familie")


@pytest.mark.parametrize("woord", ["krimokast", "dochterpkast"])
def test_een_samenstelling_met_een_vreemd_eerste_deel_heeft_alleen_het_laatste(klein: Betekenis, woord: str) -> None:
    assert klein.klassen(klank(woord)) == ("meubel",)


@pytest.mark.parametrize("woord", ["dochters", "dochtertj"])
def test_een_vreemd_einde_laat_het_begin_horen(klein: Betekenis, woord: str) -> None:
    assert klein.klassen(klank(woord)) == ("~familie",)


@pytest.mark.parametrize("woord", ["dochterlijke", "xylofoon", "kas", "okast", "", "0", ","])
def test_een_onbekend_woord_krijgt_geen_klasse(klein: Betekenis, woord: str) -> None:
    assert klein.klassen(klank(woord)) == ()


def test_elke_klasse_staat_er_een_keer_en_op_volgorde(klein: Betekenis) -> None:
    assert klein.alle == ["familie", "kamer", "meubel", "schoonmaak", "voedsel"]


@pytest.mark.parametrize(
    ("woord", "klasse"),
    [("kommetje", "keuken"), ("gedoucht", "wassen_zelf"), ("kleindochters", "familie"), ("roolator", "hulpmiddel")],
)
def test_het_woordenboek_kent_gewone_woorden(woordenboek: Betekenis, woord: str, klasse: str) -> None:
    assert klasse in woordenboek.klassen(klank(woord))


def test_het_woordenboek_raadt_geen_vreemd_woord(woordenboek: Betekenis) -> None:
    assert woordenboek.klassen(klank("qwrtplonk")) == ()


def test_elke_regel_van_het_woordenboek_is_vormen_en_klassen() -> None:
    assert [r for r in REGELS if not is_regel(r)] == []


@pytest.mark.parametrize(
    "regel", ["kast", "kast:", ": meubel", "kast, : meubel", "kast: meubel, meubel", "kast: meubels"]
)
def test_een_kapotte_regel_valt_op(regel: str) -> None:
    assert not is_regel(regel)


def test_er_is_geen_vorm_die_twee_keer_staat() -> None:
    vormen = [v.strip() for r in REGELS for v in r.split(":")[0].split(",")]
    assert len(vormen) == len(set(vormen))


def test_elke_klasse_van_de_vaste_lijst_wordt_gebruikt(woordenboek: Betekenis) -> None:
    assert set(woordenboek.alle) == KLASSEN


def is_regel(regel: str) -> bool:
    """Forms, a colon, and different classes of the fixed list."""
    vormen, _, rest = regel.partition(":")
    klassen = [k.strip() for k in rest.split(",")]
    return all(v.strip() for v in vormen.split(",")) and len(set(klassen)) == len(klassen) and set(klassen) <= KLASSEN
