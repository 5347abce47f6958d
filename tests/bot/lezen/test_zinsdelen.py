"""Cutting a message into clauses, each with its place in the message."""

from __future__ import annotations

import pytest

from bot.lezen.zinsdelen import knip

GEKNIPT = [
    ("koken gaat nog wel, stofzuigen lukt niet meer", ["koken gaat nog wel,", "stofzuigen lukt niet meer"]),
    ("ik kook zelf en mijn dochter doet de was", ["ik kook zelf", "en mijn dochter doet de was"]),
    ("mijn zoon helpt maar die kan niet elke week", ["mijn zoon helpt", "maar die kan niet elke week"]),
    ("ik kan niet lopen. En de trap ook niet!", ["ik kan niet lopen.", "En de trap ook niet!"]),
    ("ik ga niet weg want ik ben bang", ["ik ga niet weg", "want ik ben bang"]),
    ("lopen gaat slecht doordat ik val", ["lopen gaat slecht", "doordat ik val"]),
    ("eten gaat goed - douchen niet meer", ["eten gaat goed", "douchen niet meer"]),
    ("het gaat niet... ik ben moe", ["het gaat niet...", "ik ben moe"]),
    ("de was lukt\nde ramen lukken niet", ["de was lukt", "de ramen lukken niet"]),
    ("koken lukt; wassen lukt niet", ["koken lukt;", "wassen lukt niet"]),
    ("ik val vaak dus ik ga niet naar buiten", ["ik val vaak", "dus ik ga niet naar buiten"]),
    ("ik red me behalve met de ramen", ["ik red me", "behalve met de ramen"]),
    ("mien zoon helpt moar hij woont ver", ["mien zoon helpt", "moar hij woont ver"]),
    ("dhr. de Vries valt", ["dhr. de Vries valt"]),
    ("mw. Bos kookt zelf", ["mw. Bos kookt zelf"]),
    ("ik ga weg omdat ik me alleen voel", ["ik ga weg", "omdat ik me alleen voel"]),
]


@pytest.mark.parametrize(("tekst", "delen"), GEKNIPT)
def test_een_bericht_wordt_geknipt_waar_een_zin_begint(tekst: str, delen: list[str]) -> None:
    assert [deel.tekst for deel in knip(tekst)] == delen


HEEL = ["ja", "stofzuigen", "ik kan niet meer lopen", "de enige tante", "orde op zaken", "de maarten luther school", "dusver gaat het goed"]  # fmt: skip


@pytest.mark.parametrize("tekst", HEEL)
def test_een_zin_zonder_grens_blijft_heel(tekst: str) -> None:
    assert [deel.tekst for deel in knip(tekst)] == [tekst]


@pytest.mark.parametrize("tekst", ["", " ", "...", "😭", "?!", "\n\n", " - "])
def test_zonder_woorden_zijn_er_geen_zinsdelen(tekst: str) -> None:
    assert knip(tekst) == []


@pytest.mark.parametrize("tekst", ["ik ben moe, nee", "moe, ja", "wassen, koken, strijken"])
def test_een_los_woord_hoort_bij_wat_ervoor_stond(tekst: str) -> None:
    assert len(knip(tekst)) == 1


@pytest.mark.parametrize("tekst", ["koken lukt, wassen niet", "ik kook en zij wast", "eten - douchen gaat niet", *HEEL])
def test_elk_zinsdeel_staat_op_zijn_plek_in_het_bericht(tekst: str) -> None:
    assert all(tekst[deel.begin :].lstrip(" .-").startswith(deel.tekst) for deel in knip(tekst))
