"""What the kinds of files have in common: one offer as it was read, and the id of one that brought none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid5

# The names under which ids are made; never another, or the same file would give its offers twice.
RUIMTE = UUID("6f0c0d52-6c0e-5e0b-9a57-0b8f2a3c4d11")


@dataclass(frozen=True)
class Gelezen:
    """`nummer`: the line of the file, or which one it is. `fouten`: what kept it from being read at all.

    `met_regels`: what it says is taken holds the places of lines of arrangements too.
    """

    nummer: int
    id: str
    ingevuld: Mapping[str, Any] = field(default_factory=dict)
    fouten: Mapping[str, str] = field(default_factory=dict)
    met_regels: bool = False

    @property
    def naam(self) -> str:
        naam = self.ingevuld.get("naam")
        return naam.strip()[:120] if isinstance(naam, str) and naam.strip() else "zonder naam"


def sleutel(*delen: str) -> str:
    """The same UUID for the same words."""
    return str(uuid5(RUIMTE, "|".join(delen)))


def lees_id(gegeven: object, naam: object, organisatie: object) -> str:
    """The UUID that was given, or one of the name and the organisation, so that reading a file twice doubles nothing. Raises ValueError."""
    tekst = str(gegeven or "").strip()
    if not tekst:
        return sleutel("aanbod", str(naam or "").strip().casefold(), str(organisatie or "").strip().casefold())
    try:
        return str(UUID(tekst))
    except ValueError as fout:
        raise ValueError("Een id is een UUID. Laat het leeg bij nieuw aanbod.") from fout
