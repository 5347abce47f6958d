from __future__ import annotations

from pathlib import Path

import pytest

from loket_backend.catalogus import KORT_VOL_TE_HOUDEN
from loket_backend.intake.signalen import LIJST, Gehoord, Gezegd, signalen
from loket_backend.intake.signalen_regels import lees


def sleutels(gehoord: Gehoord) -> set[str]:
    return {s["signaal"] for s in signalen(gehoord)}


def zegt(tekst: str, *paren: tuple[str, str], **waarden: str) -> Gehoord:
    return Gehoord(waarden, frozenset(paren), None, [Gezegd(tekst, (3,))])


# Of each signal: what raises it by its words, and what looks like it and doesn't.
WEL = [
    ("valt_vaak", "Ik val vaak."),
    ("valt_vaak", "Vorige maand ben ik twee keer gevallen."),
    ("valt_vaak", "Vader is alweer een paar keer in de badkamer gevallen"),
    ("valt_vaak", "De trap lukt niet meer en ik val regelmatig."),
    ("overbelast", "Ik slaap bijna niet meer."),
    ("overbelast", "ik doe geen oog dicht"),
    ("overbelast", "Ik hou het zo echt niet meer vol."),
    ("overbelast", "Mijn dochter is uitgeput"),
    ("overbelast", "Ik heb al maanden geen nachtrust"),
    ("geheugen_alleen", "Ze woont sinds kort helemaal alleen."),
    ("kinderen", "We hebben een dochter van 6."),
    ("kinderen", "mijn kinderen van acht en elf"),
    ("kinderen", "Ik heb jonge kinderen"),
    ("kinderen", "mijn zoon is 12 jaar"),
    ("onveilig", "Hij slaat mij."),
    ("onveilig", "Ik ben bang voor mijn zoon"),
    ("dwaalt", "Vorige week was ze verdwaald"),
    ("vuur_en_gas", "Ze laat het gas aan staan"),
    ("vuur_en_gas", "vergeet soms het fornuis"),
    ("eet_slecht", "Hij eet nauwelijks"),
    ("eet_slecht", "Ze eet bijna niet"),
    ("kinderen", "hoi, ik zit hier met een baby van 5 maanden"),
    ("onveilig", "Ik word geslagen"),
    ("geheugen_alleen", "Het gaat om een alleenstaande man"),
    ("valt_vaak", "Vijf keer ten val gekomen dit jaar"),
    ("huis_kwijt", "De deurwaarder is geweest"),
]
NIET = [
    ("valt_vaak", "Het valt mij steeds uit de hand"),
    ("overbelast", "Ik slaap niet slecht"),
    ("kinderen", "Onze zoon is twee jaar geleden verhuisd"),
    ("kinderen", "een gastouder voor een baby"),
    ("onveilig", "Ik heb een gat in de deur geslagen"),
    ("dwaalt", "Ik verdwaal in al die regels"),
    ("eet_slecht", "Hij eet zijn brood niet op"),
    ("geheugen_alleen", "Ik bezoek alleenstaanden"),
    ("valt_vaak", "Ik val nooit."),
    ("valt_vaak", "Vallen doe ik niet vaak."),
    ("valt_vaak", "Het valt vaak mee."),
    ("valt_vaak", "Ik val niet vaak, maar ik loop slecht."),
    ("valt_vaak", "Ik ben gevallen."),
    ("valt_vaak", "Ik wil niemand vaak lastig vallen"),
    ("overbelast", "Ik slaap goed."),
    ("overbelast", "Ik ben niet overbelast."),
    ("overbelast", "Ik hou het goed vol"),
    ("geheugen_alleen", "Ik woon niet alleen."),
    ("kinderen", "Mijn kinderen helpen mij."),
    ("kinderen", "Mijn dochter van 45 doet de was."),
    ("kinderen", "We hebben geen jonge kinderen."),
    ("kinderen", "Mijn kleinkind van 6 komt graag."),
    ("kinderen", "De winkel zit om de hoek van 3 straten"),
    ("onveilig", "Niemand slaat mij."),
    ("onveilig", "Ik voel mij niet onveilig"),
    ("dwaalt", "Ik verdwaal nooit."),
    ("vuur_en_gas", "Ik kook op gas."),
    ("vuur_en_gas", "Ze laat het gas nooit aan staan"),
    ("eet_slecht", "Ik eet goed"),
    ("eet_slecht", "Ik drink niet veel wijn"),
    ("huis_kwijt", "Er is geen deurwaarder geweest"),
]


@pytest.mark.parametrize(("signaal", "tekst"), WEL)
def test_wat_iemand_zegt_geeft_het_signaal(signaal: str, tekst: str) -> None:
    assert signaal in sleutels(zegt(tekst, ("geheugen", "nodig"), ("huishouden", "netwerk")))


@pytest.mark.parametrize(("signaal", "tekst"), NIET)
def test_wat_er_op_lijkt_geeft_het_signaal_niet(signaal: str, tekst: str) -> None:
    assert signaal not in sleutels(zegt(tekst, ("geheugen", "nodig"), ("huishouden", "netwerk")))


@pytest.mark.parametrize(
    ("signaal", "wel", "niet"),
    [
        ("volhoudtijd_kort", {"volhoudtijd": "week"}, {"volhoudtijd": "jaar"}),
        ("inwoner_weet_niet", {"inwoner_weet_ervan": "nee"}, {"inwoner_weet_ervan": "ja"}),
        (
            "professional_onzeker",
            {"relatie": "professional", "inwoner_weet_ervan": "weet_niet"},
            {"relatie": "buur", "inwoner_weet_ervan": "weet_niet"},
        ),
    ],
)
def test_een_antwoord_geeft_het_signaal_of_niet(signaal: str, wel: dict[str, str], niet: dict[str, str]) -> None:
    assert signaal in sleutels(Gehoord(wel, frozenset(), None))
    assert signaal not in sleutels(Gehoord(niet, frozenset(), None))


@pytest.mark.parametrize(
    ("signaal", "paar"),
    [
        ("mantelzorg_zwaar", ("mantelzorg", "nodig")),
        ("onveilig", ("veiligheid", "nodig")),
        ("kinderen", ("gezin", "nodig")),
    ],
)
def test_een_uitspraak_geeft_het_signaal_en_dezelfde_onder_kan_niet(signaal: str, paar: tuple[str, str]) -> None:
    assert signaal in sleutels(Gehoord({}, frozenset({paar}), None))
    assert signaal not in sleutels(Gehoord({}, frozenset({(paar[0], "kan")}), None))


def test_een_crisis_geeft_een_signaal_en_zonder_crisis_is_het_er_niet() -> None:
    assert sleutels(Gehoord({}, frozenset(), "gevaar")) == {"crisis"}
    assert sleutels(Gehoord({}, frozenset(), None)) == set()


def test_een_signaal_zegt_met_welke_woorden_en_uit_welk_bericht() -> None:
    (signaal,) = signalen(zegt("Het huis is te groot. Ik val vaak. Ik wil blijven."))
    assert signaal["omdat"] == [{"tekst": "Ik val vaak.", "bronnen": [3]}]
    assert signaal["regel"]


def test_een_signaal_uit_een_antwoord_noemt_het_antwoord() -> None:
    (signaal,) = signalen(Gehoord({"volhoudtijd": "maand"}, frozenset(), None, (), {"volhoudtijd": [7]}))
    assert signaal["omdat"] == [{"tekst": "Hoe lang is het nog vol te houden: een maand", "bronnen": [7]}]


def test_dezelfde_woorden_in_een_uitspraak_en_een_antwoord_staan_er_een_keer() -> None:
    gezegd = [Gezegd("ik val vaak", (1,), ("gezondheid", "nodig")), Gezegd("Hallo, ik val vaak.", (1,))]
    (signaal,) = signalen(Gehoord({}, frozenset(), None, gezegd))
    assert [o["tekst"] for o in signaal["omdat"]] == ["Hallo, ik val vaak."]


def test_de_lijst_heeft_een_eigenaar_en_een_datum_en_elke_regel_is_te_lezen() -> None:
    assert LIJST.eigenaar
    assert LIJST.gecontroleerd_op
    assert all(s.regel and s.label for s in LIJST.signalen.values())
    assert LIJST.signalen["volhoudtijd_kort"].als[0].antwoord["volhoudtijd"] == list(KORT_VOL_TE_HOUDEN)


def test_elk_signaal_met_woorden_is_aan_beide_kanten_getoetst() -> None:
    met_woorden = {s for s, signaal in LIJST.signalen.items() if any(geval.woorden for geval in signaal.als)}
    assert met_woorden == {s for s, _ in WEL} == {s for s, _ in NIET}


@pytest.mark.parametrize(
    ("goed", "fout"),
    [("volhoudtijd: [week", "volhoudduur: [week"), ("mantelzorg/nodig", "mantelzorg/soms"), ("deurwaarder*", "(deur")],
)
def test_een_lijst_die_niet_klopt_wordt_niet_gelezen(tmp_path: Path, goed: str, fout: str) -> None:
    from loket_backend.intake.signalen_regels import BESTAND

    tekst = BESTAND.read_text()
    assert goed in tekst
    (tmp_path / "fout.yml").write_text(tekst.replace(goed, fout))
    with pytest.raises(ValueError, match=r"onbekend|onleesbaar"):
        lees(tmp_path / "fout.yml")


def test_wat_iemand_voor_een_ander_wil_doen_geeft_geen_signaal() -> None:
    tekst = "Ik pas graag op mijn buurjongen met een baby"
    for aspect, verwacht in (("aanbod", set()), ("nodig", {"kinderen"})):
        gezegd = [Gezegd(tekst, (1,), ("contact", aspect))]
        assert sleutels(Gehoord({}, frozenset({("contact", aspect)}), None, gezegd)) == verwacht
