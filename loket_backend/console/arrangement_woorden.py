"""How staff read an arrangement: its standings, ways and fields in plain Dutch."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from loket_backend.arrangement.overzicht_vraag import (
    BUITEN,
    GELDT,
    NOG_NIET,
    TERUGKIJKEN,
    VOORBIJ,
    WACHT,
    WIL_ANDERS,
)
from loket_backend.arrangement.regels import BIJNA
from loket_backend.arrangement.verschil import ANDERS, Verschil, Wijziging
from loket_backend.catalogus import LEEFGEBIEDEN
from loket_backend.console.woorden import dag
from loket_backend.geld import toon_bedrag
from loket_backend.partijen.woorden import BEKOSTIGINGEN, PERIODEN, VORMEN
from loket_backend.tijd import vandaag

STAND = {
    "concept": "Concept, nog niet bij de inwoner",
    "voorgelegd": "Bij de inwoner, nog geen antwoord",
    "akkoord": "Goedgekeurd door de inwoner",
    "correctie_gevraagd": "De inwoner wil iets anders",
    "beeindigd": "Gestopt",
}
REACTIE = {"akkoord": "De inwoner vond het goed", "correctie_gevraagd": "De inwoner wilde iets anders"}
LIJST = {
    TERUGKIJKEN: "Samen kijken",
    WACHT: "Wacht op de inwoner",
    WIL_ANDERS: "Inwoner wil iets anders",
    GELDT: "Geldt nu",
    NOG_NIET: "Concept",
    BUITEN: "Buiten de regels",
    VOORBIJ: "Gestopt",
}
LEEG = {
    TERUGKIJKEN: "Er hoeft de komende twee weken nergens samen gekeken te worden hoe het gaat.",
    WACHT: "Geen enkel arrangement wacht op een antwoord van de inwoner.",
    WIL_ANDERS: "Geen inwoner wil iets anders.",
    GELDT: "Er geldt nu geen arrangement.",
    NOG_NIET: "Er is geen concept dat nog naar de inwoner moet.",
    BUITEN: "Er geldt geen hulp buiten de regels.",
    VOORBIJ: "Er is geen arrangement gestopt.",
}
VELD = {
    "leefgebied": "leefgebied",
    "vorm": "soort hulp",
    "bekostiging": "betaald uit",
    "wat": "hulp",
    "doel": "doel",
    "per": "hoe vaak, per",
    "begint_op": "begint op",
    "evaluatie_op": "samen kijken op",
    "keer": "hoe vaak, aantal keer",
    "minuten": "minuten per keer",
    "door_wie": "wie er komt",
    "partij_id": "organisatie",
    "eindigt_op": "stopt op",
    "kosten_jaar": "kosten per jaar",
    "buiten_regels": "buiten de regels",
    "reden": "reden",
}
_KEUZES: Mapping[str, Mapping[str, str]] = {
    "leefgebied": LEEFGEBIEDEN,
    "vorm": VORMEN,
    "bekostiging": BEKOSTIGINGEN,
    "per": {sleutel: woord for sleutel, (woord, _) in PERIODEN.items()},
}
PERIODE = _KEUZES["per"]


@dataclass(frozen=True)
class Verandering:
    """One sentence about one line, and what was in each field that changed."""

    zin: str
    velden: Sequence[tuple[str, str, str]] = ()


def veranderingen(verschil: Verschil, partijen: Mapping[str, str]) -> list[Verandering]:
    """`partijen`: the name by id."""
    zinnen = {"erbij": "Hulp erbij", "weg": "Hulp weggehaald", ANDERS: "Hulp veranderd"}
    bespaard = {"erbij": "Niet nodig, erbij", "weg": "Niet nodig, weggehaald"}
    return [
        *(_verandering(wijziging, zinnen, partijen) for wijziging in verschil.regels),
        *(_verandering(wijziging, bespaard, partijen) for wijziging in verschil.vermeden),
    ]


def _verandering(wijziging: Wijziging, zinnen: Mapping[str, str], partijen: Mapping[str, str]) -> Verandering:
    velden = [
        (VELD[veld], waarde(veld, was, partijen), waarde(veld, nu, partijen)) for veld, was, nu in wijziging.velden
    ]
    return Verandering(f"{zinnen[wijziging.soort]}: {wijziging.wat}", velden)


def waarde(veld: str, gegeven: Any, partijen: Mapping[str, str]) -> str:
    """One value of a line as staff read it."""
    if gegeven is None or gegeven == "":
        return "niets"
    if isinstance(gegeven, bool):
        return "ja" if gegeven else "nee"
    if isinstance(gegeven, date):
        return dag(gegeven)
    if veld == "kosten_jaar":
        return toon_bedrag(gegeven)
    if veld == "partij_id":
        return partijen.get(gegeven, gegeven)
    return _KEUZES.get(veld, {}).get(gegeven, str(gegeven))


def evaluatie(dag: date) -> tuple[str, str]:
    """How long until somebody looks how it goes, in words, and how pressing that is."""
    over = (dag - vandaag()).days
    if over < 0:
        return f"{-over} {'dag' if over == -1 else 'dagen'} te laat", "voorbij"
    if over == 0:
        return "vandaag", "krap"
    return f"over {over} {'dag' if over == 1 else 'dagen'}", "krap" if over <= BIJNA.days else "ruim"
