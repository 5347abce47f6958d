"""Every paper that uses the ladder has the texts and the buttons that the ladder may need: they are asked for by name."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from loket_backend import rondes
from loket_backend.arrangement.chat import OverVoorstel
from loket_backend.keukentafel.gespreksverslag_chat import OverVerslag
from loket_backend.rondes.antwoorder import Ladder

PAPIEREN = (OverVerslag, OverVoorstel)
# What may stand in a text, whichever it is.
WAARDEN = {"medewerker": "Anja", "nummer": "06 12 34 56 78", "adres": "https://loket.example/x"}


def _zinnen() -> set[str]:
    bronnen = [pad.read_text(encoding="utf-8") for pad in Path(rondes.__file__).parent.glob("*.py")]
    return {zin for bron in bronnen for zin in re.findall(r'"(chat\.[a-z_]+)"', bron)}


def test_de_ladder_zegt_iets() -> None:
    assert {"chat.vraag", "chat.twijfel", "chat.correctie", "chat.herinnering"} <= _zinnen()


@pytest.mark.parametrize("papier", PAPIEREN)
def test_elk_papier_heeft_elke_zin_van_de_ladder(papier: type[Ladder[Any]]) -> None:
    eigen = {papier.wat, *papier.na_akkoord, *papier.gezegd}
    for zin in sorted(_zinnen() | eigen):
        assert papier.vorm.zin(zin, **WAARDEN), zin


@pytest.mark.parametrize("papier", PAPIEREN)
def test_elke_knop_betekent_iets_en_geen_twee_zeggen_hetzelfde(papier: type[Ladder[Any]]) -> None:
    assert {*papier.goed_of_niet, *papier.vorm.knoppen, "bel", "klaar", "toch"} == set(papier.knop)
    assert len({papier.vorm.zin(f"knoppen.{knop}") for knop in papier.knop}) == len(papier.knop)


@pytest.mark.parametrize("papier", PAPIEREN)
def test_een_knop_zegt_over_welke_ronde_hij_ging(papier: type[Ladder[Any]]) -> None:
    versie = papier.vorm.rondes.versie(ronde=12)
    for knop in papier.vorm.keuzes(versie, papier.vorm.knoppen):
        assert papier.vorm.lees_keuze(knop["waarde"]) == (knop["label"], 12)
        assert papier.vorm.lees_keuze(knop["label"]) == (knop["label"], None)
