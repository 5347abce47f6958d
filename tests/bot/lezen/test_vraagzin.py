"""A question beside a story or an answer is found, and what is left is what was said."""

from __future__ import annotations

import pytest

from bot.lezen.vraagzin import Vraagzin, lees_vraagzin


def lees(zin: str) -> tuple[str, float]:
    """In place of the classifier: by one word."""
    return next(
        ((act, 0.9) for woord, act in (("kost", "vraag_kosten"), ("lez", "vraag_privacy")) if woord in zin),
        ("hulpvraag", 0.9),
    )


NAAST = [
    ("Ik kan niet meer poetsen. Wat kost dat?", "Wat kost dat?", "Ik kan niet meer poetsen."),
    ("Ik kan niet meer poetsen, wat kost dat?", "wat kost dat?", "Ik kan niet meer poetsen"),
    ("En kost dat veel geld? Ik krijg het bed niet meer opgemaakt.", "En kost dat veel geld?", "Ik krijg het bed niet meer opgemaakt."),
    ("06-12345678 maar wie kan dat lezen?", "maar wie kan dat lezen?", "06-12345678"),
]  # fmt: skip


@pytest.mark.parametrize(("tekst", "zin", "rest"), NAAST)
def test_een_vraag_naast_een_verhaal_wordt_apart_gelegd(tekst: str, zin: str, rest: str) -> None:
    gevonden = lees_vraagzin(tekst, lees)
    assert isinstance(gevonden, Vraagzin)
    assert (gevonden.zin, gevonden.rest) == (zin, rest)


NIET = [
    "Wat kost dat?",
    "Hallo, wat kost dat?",
    "Ik kan niet meer poetsen.",
    "Ik kan niet meer poetsen. Kunt u iemand sturen?",
    "",
]


@pytest.mark.parametrize("tekst", NIET)
def test_een_losse_vraag_of_een_vraag_zonder_vast_antwoord_blijft_zoals_hij_is(tekst: str) -> None:
    assert lees_vraagzin(tekst, lees) is None


def test_wat_niet_zeker_een_vraag_is_telt_niet() -> None:
    assert lees_vraagzin("Ik kan niet meer poetsen. Wat kost dat?", lambda _: ("vraag_kosten", 0.3)) is None
