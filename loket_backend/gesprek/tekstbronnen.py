"""The texts as they were shipped: where each stands, what it is about, and the buttons beside it. The files are the beginning and the fallback."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

HIER = Path(__file__)
BESTAND_LOKET = HIER.with_name("teksten.yml")
BESTAND_BOT = HIER.parents[2] / "domain.yml"
BESTAND_ONDERWERPEN = HIER.with_name("tekstonderwerpen.yml")

# The hub's own sentences, what the bot says, and the standard replies of staff.
LOKET, BOT, ANTWOORD = "loket", "bot", "antwoord"


class Vindplaats(NamedTuple):
    """Where a text stands. `variant`: the bot says some things in more than one way, counted from 1."""

    bron: str
    sleutel: str
    variant: int = 1


@dataclass(frozen=True)
class Geleverd:
    """One text as it was shipped. `label`: a button, not a sentence; `varianten`: how many ways there are to say it."""

    plaats: Vindplaats
    titel: str
    onderwerp: str
    tekst: str
    knoppen: tuple[str, ...] = ()
    label: bool = False
    varianten: int = 1


@cache
def loket() -> tuple[Geleverd, ...]:
    inhoud = _yaml(BESTAND_LOKET)
    teksten = ((s, t) for s, t in platgeslagen(inhoud) if not s.endswith(".vraag"))
    return tuple(
        Geleverd(Vindplaats(LOKET, s), _titel(s), _onderwerp(LOKET, s), t, label=s.startswith("knop_"))
        for s, t in teksten
    )


@cache
def bot() -> tuple[Geleverd, ...]:
    return tuple(
        tekst for naam, varianten in _yaml(BESTAND_BOT)["responses"].items() for tekst in _van(naam, varianten)
    )


def _van(naam: str, varianten: list[dict[str, Any]]) -> Iterator[Geleverd]:
    for nummer, variant in enumerate(varianten, start=1):
        knoppen = tuple(knop["title"] for knop in variant.get("buttons", []))
        plaats, onderwerp = Vindplaats(BOT, naam, nummer), _onderwerp(BOT, naam)
        yield Geleverd(plaats, _titel(naam), onderwerp, variant["text"], knoppen, varianten=len(varianten))


def platgeslagen(inhoud: Any, pad: str = "") -> Iterator[tuple[str, str]]:
    """Every string in nested data, with its path."""
    if isinstance(inhoud, str):
        yield pad, inhoud
    elif isinstance(inhoud, dict | list):
        delen = inhoud.items() if isinstance(inhoud, dict) else enumerate(inhoud, start=1)
        for sleutel, deel in delen:
            yield from platgeslagen(deel, f"{pad}.{sleutel}".lstrip("."))


def _titel(sleutel: str) -> str:
    """ "utter_vraag_naam" → "Vraag naam"."""
    return sleutel.removeprefix("utter_").removesuffix(".tekst").replace("_", " ").replace(".", " ").capitalize()


def _onderwerp(bron: str, sleutel: str) -> str:
    """The first subject one of whose beginnings fits; the file ends with one that fits all."""
    return next(o for o, begin in _onderwerpen()[bron].items() if sleutel.startswith(tuple(begin)))


@cache
def _onderwerpen() -> Mapping[str, Mapping[str, list[str]]]:
    inhoud: Mapping[str, Mapping[str, list[str]]] = _yaml(BESTAND_ONDERWERPEN)
    return inhoud


def _yaml(bestand: Path) -> Any:
    # The C loader reads domain.yml in a tenth of the time.
    return yaml.load(bestand.read_bytes(), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506
