"""What stands around the conversation in a verslag, from verslag.yml: the same words on the page and in the PDF."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from loket_backend.gesprek.models import MEDEWERKER

BESTAND = Path(__file__).with_name("verslag.yml")


@cache
def _inhoud() -> dict[str, Any]:
    inhoud: dict[str, Any] = yaml.safe_load(BESTAND.read_text(encoding="utf-8"))
    return inhoud


@dataclass(frozen=True)
class Verslagteksten:
    """`naam` and `telefoon`: of this loket."""

    naam: str
    telefoon: str

    def zin(self, sleutel: str) -> str:
        return str(_inhoud()["zinnen"][sleutel]).format(naam=self.naam, telefoon=self.telefoon)

    def afzender(self, soort: str, naam: str | None = None) -> str:
        """How a speaker is called; a medewerker by name, where it is known."""
        woorden = _inhoud()["afzenders"]
        if soort == MEDEWERKER and naam:
            return str(woorden["medewerker_met_naam"]).format(medewerker=naam)
        return str(woorden[soort]).format(naam=self.naam)
