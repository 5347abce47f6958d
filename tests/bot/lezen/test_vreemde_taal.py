"""Another language is heard, and Dutch in all its shapes is not taken for one."""

from __future__ import annotations

import json

import pytest

from bot.lezen.taal import in_woordenlijst
from bot.lezen.vreemde_taal import ANDERS, lees_vreemde_taal
from tests.bot.hulp import WORTEL
from tests.bot.lezen.woordenschat import is_gewoon


def is_nederlands(woord: str) -> bool:
    return is_gewoon(woord) or in_woordenlijst(woord)


def taal(tekst: str, vraag: str | None = None, eerder: str | None = None) -> str | None:
    return lees_vreemde_taal(tekst, vraag, is_nederlands, eerder)


VREEMD = [
    ("I would like to talk to someone about cleaning", "en"),
    ("help me please", "en"),
    ("do you speak english", "en"),
    ("Kocam hasta, evde temizlik yapamıyorum", "tr"),
    ("yardima ihtiyacim var", "tr"),
    ("أريد المساعدة", "ar"),
    ("لا أتكلم الهولندية", "ar"),
    ("Moja żona jest chora i nie może chodzić", "pl"),
    ("nie mowie po holendersku", "pl"),
    ("потрібна допомога", "uk"),
    ("Я не розмовляю нідерландською", "uk"),
    ("ich brauche Hilfe für meinen Mann, er kann nicht mehr laufen", ANDERS),
    ("no hablo holandes", ANDERS),
    ("我需要帮助", ANDERS),
    ("Здравствуйте, мне нужна помощь", ANDERS),
    ("سلام، من به کمک نیاز دارم", ANDERS),
]
NEDERLANDS = [
    "k mot eerst eten",
    "Mien moe hef hulp neudig bij 't wassen",
    "ik wit 't ok niet",
    "Ich wil waal 'ns koke veur de luuj",
    "Ik kin net mear rinne",
    "haar man heeft COPD en hartfalen",
    "no way dat ik dat doe",
    "wat isn keukentavelgesprek",
    "weeet ik niiet",
    "asdf qwerty",
    "ok",
    "sorry",
    "😭😭😭",
    "0612345678",
]


@pytest.mark.parametrize(("tekst", "verwacht"), VREEMD)
def test_een_andere_taal_wordt_gehoord(tekst: str, verwacht: str) -> None:
    assert taal(tekst) == verwacht


@pytest.mark.parametrize("tekst", NEDERLANDS)
def test_nederlands_in_elke_vorm_is_nederlands(tekst: str) -> None:
    assert taal(tekst) is None


@pytest.mark.parametrize("naam", ["Małgorzata Wiśniewska", "Oleksandra Kovalenko", "Fatma Yılmaz"])
@pytest.mark.parametrize("vraag", [None, "naam", "netwerk"])
def test_een_naam_is_geen_taal(naam: str, vraag: str | None) -> None:
    assert taal(naam, vraag) is None


@pytest.mark.parametrize("tekst", ["yes please", "for my mother"])
def test_na_een_bericht_in_die_taal_is_ook_een_kort_bericht_genoeg(tekst: str) -> None:
    assert taal(tekst, "voor_wie", "en") == "en"
    assert taal("yes please", "voor_wie") is None


@pytest.mark.parametrize("tekst", ["ja", "nee", "mijn moeder", "sla over", "dat weet ik niet"])
def test_wie_daarna_nederlands_typt_typt_nederlands(tekst: str) -> None:
    assert taal(tekst, "voor_wie", "en") is None


@pytest.mark.parametrize("soort", ["intenties", "uitspraken", "crisis"])
def test_van_de_berichten_die_niet_geleerd_zijn_is_hooguit_een_op_de_duizend_vals_alarm(soort: str) -> None:
    regels = (WORTEL / f"tests/data/{soort}-ontwikkel.jsonl").read_text(encoding="utf-8").splitlines()
    rijen = [json.loads(regel) for regel in regels if regel.strip()]
    vals = [rij["tekst"] for rij in rijen if taal(rij["tekst"], rij.get("vraag"))]
    assert len(vals) <= max(1, len(rijen) // 1000), vals
