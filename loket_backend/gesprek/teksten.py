"""The loket's own texts, from teksten.yml, with the name and phone number of this loket filled in."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

BESTAND = Path(__file__).with_name("teksten.yml")


@dataclass(frozen=True)
class Teksten:
    naam: str
    telefoon: str
    inhoud: dict[str, Any]

    @classmethod
    def lees(cls, naam: str, telefoon: str) -> Teksten:
        return cls(naam, telefoon, yaml.safe_load(BESTAND.read_text(encoding="utf-8")))

    def zin(self, sleutel: str, **waarden: str) -> str:
        """A text with the name and the phone number of the loket, and `waarden`, filled in."""
        return self._vul(self.inhoud[sleutel], **waarden)

    def opening(self, bereikbaar: str) -> list[dict[str, str | None]]:
        """The first messages of every conversation: a computer, what happens with the answers, whether a human is there, an open question."""
        delen = self.inhoud["opening"]
        return [{"tekst": self._vul(d["tekst"], bereikbaar=bereikbaar), "vraag": d.get("vraag")} for d in delen]

    def _vul(self, tekst: str, **waarden: str) -> str:
        return tekst.format(naam=self.naam, telefoon=self.telefoon, **waarden)
