"""The main menu: what is closed stays in its line, what holds this page stands open behind it, in the order of the Tab key."""

from __future__ import annotations

import re

import pytest

from tests.loket.console.conftest import MeldAan

GROEP = re.compile(r'<details class="kop-meer"( open)?>\s*<summary>(\w+)</summary>')


@pytest.mark.parametrize(
    ("adres", "groepen"),
    [
        ("/console", [("", "Samen"), ("", "Meer")]),
        ("/console/arrangementen", [("", "Meer"), (" open", "Samen")]),
        ("/console/caseload", [("", "Samen"), (" open", "Meer")]),
    ],
)
async def test_de_groep_van_deze_pagina_staat_open_en_achteraan(
    als: MeldAan, adres: str, groepen: list[tuple[str, str]]
) -> None:
    gerda = await als("gerda")
    assert GROEP.findall(await (await gerda.get(adres)).text()) == groepen


async def test_wie_weinig_mag_krijgt_geen_lege_groep(als: MeldAan) -> None:
    ben = await als("ben")
    assert GROEP.findall(await (await ben.get("/console/beheer")).text()) == [("", "Samen")]
