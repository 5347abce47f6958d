"""Names as people type them when they are asked for."""

from __future__ import annotations

import pytest

from bot.lezen.naam import lees_naam
from tests.bot.hulp import nog_niet
from tests.bot.lezen.woordenschat import is_gewoon

NAMEN = [
    ("Oosterhuis, Frederik", "Frederik Oosterhuis"),
    ("Vries, Jan de", "Jan de Vries"),
    ("Bos, A.M.", "A.M. Bos"),
    ("Annie de Vries", "Annie de Vries"),
    ("annie de vries", "Annie de Vries"),
    ("annie de vries-bakker", "Annie de Vries-Bakker"),
    nog_niet("annie de vries - bakker", "Annie de Vries-Bakker", reden="leest nu Annie de Vries"),
    ("Annie", "Annie"),
    ("ahmed", "Ahmed"),
    ("jayden", "Jayden"),
    ("Jansen", "Jansen"),
    ("mijn naam is Truus Bos", "Truus Bos"),
    ("ik heet Henk", "Henk"),
    ("ik ben Jan Smit", "Jan Smit"),
    ("hij heet Jan Smit", "Jan Smit"),
    ("mw. G. Hendriks", "G. Hendriks"),
    ("mevrouw Hendriks", "Hendriks"),
    ("dhr. De Boer", "De Boer"),
    ("G. Hendriks", "G. Hendriks"),
    ("J.P. van der Meer", "J.P. van der Meer"),
    ("S. Kuiper, Icare", "S. Kuiper"),
    ("HENK DE JONG", "Henk de Jong"),
    ("van dijk", "van Dijk"),
    ("Jan", "Jan"),
    ("Piet Kok, 9471 AB", "Piet Kok"),
    ("Fatima el Idrissi", "Fatima el Idrissi"),
    ("Nguyen Thi Lan", "Nguyen Thi Lan"),
    ("dat is Klaas Vaak", "Klaas Vaak"),
    ("zeg maar Riet", "Riet"),
    ("met Willem van Oranje", "Willem van Oranje"),
    ("Jan en Riet Bos", "Jan en Riet Bos"),
    ("O'Brien", "O'Brien"),
    ("geert", "Geert"),
    ("Wil", "Wil"),
    nog_niet("wil de boer", "Wil de Boer", reden="leest nu None"),
    ("Roos", "Roos"),
    nog_niet("mien", "Mien", reden="leest nu None"),
    ("naam: Bakker", "Bakker"),
    ("Bakker", "Bakker"),
    ("Visser", "Visser"),
    nog_niet("de wit", "de Wit", reden="leest nu None"),
    ("zijn naam is Kees", "Kees"),
    ("mijn moeder heet Ria Post", "Ria Post"),
    ("Truus 😊", "Truus"),
]

NIET_NAMEN = [
    ("dat zeg ik niet", None),
    ("liever niet", None),
    ("weet ik niet", None),
    ("nee", None),
    ("ja", None),
    ("waarom", None),
    ("moet dat?", None),
    ("niemant", None),
    ("ja ja ja", None),
    ("nou ik kan nog best een sok breien voor een ander", None),
    ("9471 AB", None),
    ("0612345678", None),
    ("een maand", None),
    ("mail", None),
    ("skip", None),
    ("overslaan", None),
    ("wat bedoelt u", None),
    ("gaat je niks aan", None),
    ("hoi", None),
    ("dat heb ik al gezegd", None),
    ("anoniem", None),
    ("annie@ziggo.nl", None),
    ("ik wil liever anoniem blijven", None),
    ("Ik wil dat niet zeggen", None),
    ("Douchen lukt niet meer", None),
    ("bellen", None),
    ("morgenochtend", None),
]


@pytest.mark.parametrize(("tekst", "verwacht"), NAMEN)
def test_een_naam_wordt_gelezen_zoals_mensen_hem_typen(tekst: str, verwacht: object) -> None:
    assert lees_naam(tekst, is_gewoon) == verwacht


@pytest.mark.parametrize(("tekst", "verwacht"), NIET_NAMEN)
def test_wat_geen_naam_is_wordt_geen_naam(tekst: str, verwacht: object) -> None:
    assert lees_naam(tekst, is_gewoon) == verwacht
