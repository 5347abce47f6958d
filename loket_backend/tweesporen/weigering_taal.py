"""Whether a resident says no to the help for everybody, or wants an aanvraag. The patterns stand in weigering_taal.yml.

Only what is plain is heard. Who doubts, asks something else or talks of a moment, another person or another matter is not: that stays for the bot.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from loket_backend.tweesporen.toestemming_taal import zonder_accenten

BESTAND = Path(__file__).with_name("weigering_taal.yml")
_VRAAGWOORD = re.compile(r"^(?:en |maar |of )?(?:kan|kunnen|mag|mogen|hoe|waar|wat|wie|wanneer|waarom|moet)\b")
_VRAAG = re.compile(r"^(?:en |maar |of )?(?:is|past|wil|heeft|krijg|komt)\b.*\?\W*$")


@dataclass(frozen=True)
class Weigering:
    """`reden`: a key of `redenen` in keuzes.yml. `vraagt`: asks whether an aanvraag is possible, and wants nothing yet."""

    reden: str
    vraagt: bool = False


@cache
def _taal() -> dict[str, Any]:
    gelezen: dict[str, Any] = yaml.safe_load(BESTAND.read_text(encoding="utf-8"))
    return gelezen


@cache
def _patroon(soort: str, reden: str = "") -> re.Pattern[str]:
    patronen = _taal()[soort][reden] if reden else _taal()[soort]
    return re.compile("|".join(f"(?:{patroon})" for patroon in patronen))


def _vindt(soort: str, plat: str) -> bool:
    return _patroon(soort).search(plat) is not None


def _reden(soort: str, plat: str) -> str | None:
    """The first kind that is found."""
    return next((reden for reden in _taal()[soort] if _patroon(soort, reden).search(plat)), None)


def _vraagt(plat: str) -> bool:
    return bool(_VRAAGWOORD.match(plat) or _VRAAG.match(plat))


def lees_aanvraag(tekst: str) -> Weigering | None:
    """Whether the resident wants an aanvraag, or asks if that is possible."""
    plat = zonder_accenten(tekst)
    if any(_vindt(soort, plat) for soort in ("geen_aanvraag", "ander", "twijfel")):
        return None
    wil_weten = _vindt("wil_weten", plat)
    if _vindt("vraagt", plat) and (wil_weten or _vraagt(plat)):
        return Weigering("wil_aanvraag", vraagt=True)
    reden = None if wil_weten or _vraagt(plat) else _reden("aanvraag", plat)
    return Weigering(reden) if reden else None


def lees_weigering(tekst: str, *, direct: bool = False) -> Weigering | None:
    """Whether the resident does not want the help for everybody, or says that it does not fit. `direct`: it follows the message about that help."""
    plat = zonder_accenten(tekst)
    if any(_vindt(soort, plat) for soort in ("geen_weigering", "ander", "twijfel")) or _vraagt(plat):
        return None
    reden = _reden("weigering", plat) or (_reden("kort", plat) if direct else None)
    return Weigering(reden) if reden else None
