"""Closed answers as people type them in the region: read as the common language, and only the small words."""

from __future__ import annotations

import pytest
import yaml

from bot.lezen.gegevens import lees_gegevens
from bot.lezen.streektaal import BESTAND, gewoon
from tests.bot.lezen.woordenschat import is_gewoon


@pytest.mark.parametrize(
    ("streek", "uit"),
    [
        ("veur mijzölf", "voor mezelf"),
        ("veur michzelf", "voor mezelf"),
        ("'s aovends nao 't eten", "'s avonds na 't eten"),
        ("nae, det hoof neet", "nee, dat hoeft niet"),
        ("Jao, doot mar", "ja, doet maar"),
        ("een mug met een hoed", "een mug met een hoed"),
        ("geen moer, mijn zelfstandige dochter", "geen moer, mijn zelfstandige dochter"),
        ("noch de een noch de ander", "noch de een noch de ander"),
    ],
)
def test_kleine_woorden_worden_gewoon(streek: str, uit: str) -> None:
    assert gewoon(streek) == uit


def test_geen_woord_staat_onder_twee_gewone() -> None:
    lijst = yaml.safe_load(BESTAND.read_text(encoding="utf-8"))
    vormen = [vorm for woord, regel in lijst.items() for vorm in regel.split()]
    assert len(vormen) == len(set(vormen))
    assert not set(vormen) & set(lijst)


@pytest.mark.parametrize(
    ("vraag", "tekst", "waarde"),
    [
        ("voor_wie", "veur mijzölf", "zelf"),
        ("voor_wie", "veur hiernaast, niet veur mijzelf", "ander"),
        ("persoonlijk_plan", "nae", "nee"),
        ("contact_moment", "'s aovends nao 't eten", "'s aovends nao 't eten"),
        ("volhoudtijd", "nog drei maonden, langer nait", "half_jaar"),
        ("toestemming", "d'n hoesarts en de thuuszorg", ["wijkverpleging", "huisarts"]),
    ],
)
def test_een_antwoord_uit_de_streek_wordt_gelezen(vraag: str, tekst: str, waarde: object) -> None:
    assert lees_gegevens(tekst, vraag, is_gewoon)[vraag] == waarde
