"""Signals for the medewerker: each from one visible rule, none of them a score (AI Act annex III 5(a); the bot never scores).

The rules are data: intake/signalen.yml, with an owner and a date.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from loket_backend.catalogus import ASPECTEN, BESPROKEN
from loket_backend.intake.models import Intake
from loket_backend.intake.signalen_regels import Gehoord, Gezegd, lees

__all__ = ["LIJST", "Gehoord", "Gezegd", "gehoord_van", "signalen"]

LIJST = lees()


def signalen(gehoord: Gehoord) -> list[dict[str, Any]]:
    """The signals that apply, in the order of the file: key, words, the rule that raised each, and what was said that made it so.

    `omdat` is a list of {"tekst", "bronnen"}; empty where the rule looks at something that nobody said in so many words.
    """
    return [
        {"signaal": sleutel, "label": signaal.label, "regel": signaal.regel, "omdat": [_json(r) for r in redenen]}
        for sleutel, signaal in LIJST.signalen.items()
        if (redenen := LIJST.redenen(sleutel, gehoord)) is not None
    ]


def gehoord_van(intake: Intake, crisis: str | None) -> Gehoord:
    """What the rules look at in one intake, its uitspraken loaded."""
    antwoorden = intake.antwoorden
    return Gehoord(
        waarden={veld: a.get("waarde") for veld, a in antwoorden.items()},
        paren=frozenset((u.leefgebied, u.aspect) for u in intake.uitspraken),
        crisis=crisis,
        gezegd=[*_uitspraken(intake), *_in_eigen_woorden(antwoorden)],
        bronnen={veld: a.get("bronnen", []) for veld, a in antwoorden.items()},
    )


def _uitspraken(intake: Intake) -> Sequence[Gezegd]:
    return [Gezegd(u.tekst, (u.bron,) if u.bron else (), (u.leefgebied, u.aspect)) for u in intake.uitspraken]


def _in_eigen_woorden(antwoorden: Mapping[str, Mapping[str, Any]]) -> Sequence[Gezegd]:
    tekstvelden = ("hulpvraag", *(aspect for aspect in ASPECTEN if aspect != "aanbod"))
    return [
        Gezegd(str(a["waarde"]), tuple(a.get("bronnen", ())))
        for veld in tekstvelden
        if (a := antwoorden.get(veld, {})).get("status") == BESPROKEN and a.get("waarde")
    ]


def _json(reden: Gezegd) -> dict[str, Any]:
    return {"tekst": reden.tekst, "bronnen": list(reden.bronnen)}
