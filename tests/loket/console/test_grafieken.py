from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
from markupsafe import Markup

from loket_backend.console.grafieken import KLEUREN, LETTER, Kop, Reeks, Staaf, gestapeld, lijnen, staven

KOP = Kop("proef", "De titel", "Wat de grafiek zegt.")
SVG = "{http://www.w3.org/2000/svg}"
STAVEN = [Staaf("Veel", 40, "40"), Staaf("Weinig", 10, "10"), Staaf("Klein", None, "minder dan 5")]

ALLE = {
    "staven": staven(KOP, STAVEN),
    "gestapeld": gestapeld(KOP, STAVEN),
    "lijnen": lijnen(KOP, ["1 okt", "2 okt", "3 okt"], [Reeks("Veel", [1, None, 3]), Reeks("Weinig", [0, 0, 1])]),
    "leeg": staven(KOP, []),
    "leeg gestapeld": gestapeld(KOP, [Staaf("Niets", 0, "0")]),
    "leeg lijnen": lijnen(KOP, ["1 okt"], [Reeks("Niets", [0])]),
}


def ontleed(svg: Markup) -> ElementTree.Element:
    return ElementTree.fromstring(str(svg).replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1))


@pytest.mark.parametrize("naam", ALLE)
def test_elke_grafiek_heeft_een_titel_en_een_omschrijving_die_erbij_horen(naam: str) -> None:
    wortel = ontleed(ALLE[naam])
    assert wortel.attrib["role"] == "img"
    teksten = {deel.attrib["id"]: deel.text for deel in wortel if "id" in deel.attrib}
    assert [teksten[nummer] for nummer in wortel.attrib["aria-labelledby"].split()] == [
        "De titel",
        "Wat de grafiek zegt.",
    ]


@pytest.mark.parametrize("naam", ALLE)
def test_geen_grafiek_heeft_een_stijl_of_script_erin(naam: str) -> None:
    svg = str(ALLE[naam])
    assert not re.search(r"style|<script|\son\w+=", svg)
    assert LETTER >= 12
    assert not re.search(r'font-size="(?!14")', svg)


@pytest.mark.parametrize("naam", ALLE)
def test_alles_valt_binnen_de_grafiek(naam: str) -> None:
    wortel = ontleed(ALLE[naam])
    breed, hoog = float(wortel.attrib["width"]), float(wortel.attrib["height"])
    for vorm in wortel.iter(f"{SVG}rect"):
        assert float(vorm.attrib.get("x", 0)) + float(vorm.attrib["width"]) <= breed
    for tekst in wortel.iter(f"{SVG}text"):
        assert 0 < float(tekst.attrib["y"]) < hoog


def test_een_woord_van_buiten_is_nooit_opmaak() -> None:
    boos = '<script>alert("x")</script>&'
    for svg in (
        staven(Kop("x", boos, boos), [Staaf(boos, 1, boos)]),
        gestapeld(Kop("x", boos, boos), [Staaf(boos, 1, boos)]),
        lijnen(Kop("x", boos, boos), [boos], [Reeks(boos, [1])]),
    ):
        assert "<script>" not in svg
        assert boos in "".join(ontleed(svg).itertext())


def test_een_verborgen_getal_heeft_geen_lengte() -> None:
    klein = [deel for deel in ontleed(ALLE["staven"]).iter(f"{SVG}rect")]
    breedtes = [float(deel.attrib["width"]) for deel in klein]
    assert breedtes[0] == pytest.approx(4 * breedtes[1], abs=3)
    for ander in (1.0, 4000.0):
        anders = staven(KOP, [Staaf("Groot", ander, ""), STAVEN[2]])
        assert list(ontleed(anders).iter(f"{SVG}rect"))[-1].attrib["width"] == klein[-1].attrib["width"]


def test_een_lijn_is_onderbroken_waar_een_getal_verborgen_is_en_zegt_dat() -> None:
    lijn = lijnen(KOP, ["a", "b", "c", "d", "e"], [Reeks("x", [5, 6, None, 7, 8])])
    assert len(list(ontleed(lijn).iter(f"{SVG}polyline"))) == 2
    assert "minder dan 5" in "".join(ontleed(lijn).itertext())
    heel = lijnen(KOP, ["a", "b"], [Reeks("x", [5, 6])])
    assert "minder dan 5" not in "".join(ontleed(heel).itertext())


def test_lijnen_verschillen_ook_zonder_kleur() -> None:
    vier = lijnen(KOP, ["a", "b"], [Reeks(str(nr), [nr, nr]) for nr in range(4)])
    wortel = ontleed(vier)
    assert len({deel.attrib["stroke-dasharray"] for deel in wortel.iter(f"{SVG}polyline")}) == 4
    assert len({deel.attrib["d"] for deel in wortel.iter(f"{SVG}path") if "transform" in deel.attrib}) == 4


def test_delen_van_een_staaf_verschillen_ook_zonder_kleur() -> None:
    wortel = ontleed(gestapeld(KOP, [Staaf(str(nr), 5, "5") for nr in range(4)]))
    assert len({deel.attrib["fill"] for deel in wortel.iter(f"{SVG}rect") if "url(" in deel.attrib["fill"]}) == 4


@pytest.mark.parametrize("kleur", KLEUREN)
def test_elke_kleur_is_op_wit_goed_te_zien(kleur: str) -> None:
    def helder(hex_: str) -> float:
        delen = [int(hex_[plek : plek + 2], 16) / 255 for plek in (1, 3, 5)]
        lineair = [d / 12.92 if d <= 0.04045 else ((d + 0.055) / 1.055) ** 2.4 for d in delen]
        return sum(gewicht * deel for gewicht, deel in zip((0.2126, 0.7152, 0.0722), lineair, strict=True))

    assert 1.05 / (helder(kleur) + 0.05) >= 3  # WCAG 1.4.11
