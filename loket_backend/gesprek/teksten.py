"""The loket's own texts: what was approved in the console, else teksten.yml, with the name and phone number of this loket filled in."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from loket_backend.gesprek.eigenteksten import Eigen
from loket_backend.gesprek.tekstbronnen import LOKET, Vindplaats

BESTAND = Path(__file__).with_name("teksten.yml")


@dataclass(frozen=True)
class Teksten:
    """`bron`: under which name the console changes these; empty when it does not."""

    naam: str
    telefoon: str
    inhoud: dict[str, Any]
    bron: str = ""

    @classmethod
    def lees(cls, naam: str, telefoon: str) -> Teksten:
        return cls(naam, telefoon, yaml.safe_load(BESTAND.read_text(encoding="utf-8")), LOKET)

    def zin(self, sleutel: str, **waarden: str) -> str:
        """A text with the name and the phone number of the loket, and `waarden`, filled in."""
        return self._vul(sleutel, self.inhoud[sleutel], **waarden)

    def opening(self, bereikbaar: str) -> list[dict[str, str | None]]:
        """The first messages of every conversation: a computer, what happens with the answers, whether a human is there, an open question."""
        delen = enumerate(self.inhoud["opening"], start=1)
        return [
            {"tekst": self._vul(f"opening.{n}.tekst", d["tekst"], bereikbaar=bereikbaar), "vraag": d.get("vraag")}
            for n, d in delen
        ]

    def _vul(self, sleutel: str, geleverd: str, **waarden: str) -> str:
        alles = {"naam": self.naam, "telefoon": self.telefoon, **waarden}
        return Eigen.vul(Vindplaats(self.bron, sleutel), geleverd, alles)
