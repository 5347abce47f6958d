"""A question beside a story or an answer is found, and what is left is what was said."""

from __future__ import annotations

import pytest

from bot.lezen.vraagzin import Vraagzin, lees_vraagzin


def lees(zin: str) -> tuple[str, float]:
    """In place of the classifier: by one word."""
    return next(
        (
            (act, 0.9)
            for woord, act in (("kost", "vraag_kosten"), ("lez", "vraag_privacy"), ("duurt", "vraag_proces"))
            if woord in zin
        ),
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
    assert (gevonden.zinnen, gevonden.rest) == ((zin,), rest)


SAMEN = [
    ("Ik  val  vaak. Wat  kost het?\nEn wie  kan dit  lezen?", ("vraag_kosten", "vraag_privacy"), "Ik val vaak."),
    ("Wat kost het en hoe lang duurt het?", ("vraag_kosten", "vraag_proces"), ""),
    ("Hoi. Hoe lang duurt het? En wat kost dat dan?", ("vraag_proces", "vraag_kosten"), ""),
    ("Ik kan niet meer poetsen, wat kost dat en wie kan dit lezen?", ("vraag_kosten", "vraag_privacy"), "Ik kan niet meer poetsen"),
    ("Wat kost het? Wie kan dit lezen? Wat kost het de gemeente? Ik val vaak.", ("vraag_kosten", "vraag_privacy"), "Ik val vaak."),
    ("Wat kost het? Wie kan het lezen, wie gaat het lezen? En hoe lang duurt het?", ("vraag_kosten", "vraag_privacy"), "En hoe lang duurt het?"),
]  # fmt: skip


@pytest.mark.parametrize(("tekst", "acten", "rest"), SAMEN)
def test_van_meer_vragen_tellen_de_eerste_twee(tekst: str, acten: tuple[str, ...], rest: str) -> None:
    gevonden = lees_vraagzin(tekst, lees)
    assert gevonden is not None
    assert (gevonden.acten, gevonden.rest) == (acten, rest)


NIET = [
    "Wat kost dat?",
    "Hallo, wat kost dat?",
    "Ik kan niet meer poetsen.",
    "Ik kan niet meer poetsen. Kunt u iemand sturen?",
    "De buurvrouw kreeg het ook, dus ik toch ook?",
    "",
]


@pytest.mark.parametrize("tekst", NIET)
def test_een_losse_vraag_of_een_vraag_zonder_vast_antwoord_blijft_zoals_hij_is(tekst: str) -> None:
    assert lees_vraagzin(tekst, lees) is None


def test_wat_niet_zeker_een_vraag_is_telt_niet() -> None:
    assert lees_vraagzin("Ik kan niet meer poetsen. Wat kost dat?", lambda _: ("vraag_kosten", 0.3)) is None
