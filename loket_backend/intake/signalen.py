"""Signals for the medewerker: each from one visible rule, none of them a score (AI Act annex III 5(a); the bot never scores)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from loket_backend.catalogus import KORT_VOL_TE_HOUDEN


@dataclass(frozen=True)
class Gehoord:
    """What the rules look at: answers by veld and the (leefgebied, aspect) pairs that were heard."""

    waarden: Mapping[str, Any]
    paren: frozenset[tuple[str, str]]
    crisis: str | None


@dataclass(frozen=True)
class Signaal:
    sleutel: str
    label: str
    regel: str
    geldt: Callable[[Gehoord], bool]


SIGNALEN: Sequence[Signaal] = (
    Signaal(
        "volhoudtijd_kort",
        "Mantelzorger houdt het niet lang meer vol",
        "volhoudtijd is een week of een maand",
        lambda g: g.waarden.get("volhoudtijd") in KORT_VOL_TE_HOUDEN,
    ),
    Signaal(
        "mantelzorg_zwaar",
        "Zorgen voor een ander is te zwaar",
        "er is gehoord dat hulp nodig is bij mantelzorg",
        lambda g: ("mantelzorg", "nodig") in g.paren,
    ),
    Signaal(
        "onveilig",
        "Mogelijk onveilige situatie",
        "er is gehoord dat hulp nodig is bij veiligheid",
        lambda g: ("veiligheid", "nodig") in g.paren,
    ),
    Signaal(
        "inwoner_weet_niet",
        "De inwoner weet niet van de melding",
        "de melder zegt dat de inwoner het niet weet",
        lambda g: g.waarden.get("inwoner_weet_ervan") == "nee",
    ),
    Signaal(
        "geheugen_alleen",
        "Geheugenproblemen zonder hulp in de buurt",
        "hulp nodig bij geheugen en niemand genoemd die helpt",
        lambda g: ("geheugen", "nodig") in g.paren and not any(aspect == "netwerk" for _, aspect in g.paren),
    ),
    Signaal("crisis", "Er was een crisis in het gesprek", "de crisispoort ging af", lambda g: g.crisis is not None),
)


def signalen(gehoord: Gehoord) -> list[dict[str, str]]:
    """The signals that apply, each with the rule that raised it."""
    return [{"signaal": s.sleutel, "label": s.label, "regel": s.regel} for s in SIGNALEN if s.geldt(gehoord)]
