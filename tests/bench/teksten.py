"""What residents say while something is measured."""

from __future__ import annotations

from functools import cache

from tests.e2e.hulp.loket import WORTEL
from tests.e2e.hulp.speler import Scenario, lees_scenarios

# One conversation, with what makes turns differ: a story, a short answer, a question back, a name, a number.
TEKSTEN = (
    "Goedemorgen, ik heb een nieuwe heup gekregen en kan voorlopig niet stofzuigen of dweilen.",
    "voor mezelf",
    "koken en de was doe ik nog zelf, maar de ramen lukken niet meer",
    "mijn dochter komt op zaterdag boodschappen doen",
    "ik wil graag weer naar de kaartclub",
    "moet ik hier iets voor betalen?",
    "ik zou wel voor een ander kunnen koken",
    "Henk Blokland",
    "6711 AS",
    "06-12345501",
    "waarom wilt u dat weten",
    "bellen",
)
VERTELD = ("kan", "wil", "nodig", "netwerk", "aanbod")


@cache
def scenarios() -> list[Scenario]:
    """People who hand in a melding in the end, without a crisis: what the load is made of."""
    alle = lees_scenarios(WORTEL / "tests" / "data" / "scenarios.jsonl")
    return [s for s in alle if s["verwacht"]["einde"] == "ingediend" and not s["verwacht"]["crisis"]]


def verteld(scenario: Scenario, aantal: int) -> list[str]:
    """So many messages of this person that can stand in a row whatever is asked: told in own words, again and again."""
    regels = [*scenario["opening"], *(r for veld in VERTELD for r in scenario["antwoorden"].get(veld, []))]
    return [regels[n % len(regels)] for n in range(aantal)]
