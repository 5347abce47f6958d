"""The draft intake during one turn: what is known, what was heard, and where the dialogue stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from loket_backend.catalogus import BESPROKEN, NIET_BESPROKEN, NIET_VAN_TOEPASSING, OVERGESLAGEN

# Characters in one text field: well under what the loket accepts.
GENOEG = 8_000
# Uitspraken in one draft. It goes along with every turn, so a conversation without end must not make it grow without end.
GENOEG_UITSPRAKEN = 200
# What says that a medewerker filled a field in (loket_backend/intake/geldig.py). It goes with the words that it stands beside.
MERK = ("door", "medewerker")
TEKSTVELDEN = ("hulpvraag", "kan", "wil", "nodig", "netwerk", "aanbod")


@dataclass
class Dossier:
    """`antwoorden`: per veld {waarde, status, bronnen}; `uitspraken`: {leefgebied, aspect, tekst, bron}; `stand`: the dialogue's own memory.

    An answer also holds the keys of MERK when a medewerker wrote it.
    """

    antwoorden: dict[str, dict[str, Any]] = field(default_factory=dict)
    uitspraken: list[dict[str, Any]] = field(default_factory=list)
    stand: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def van(cls, inhoud: Mapping[str, Any] | None) -> Dossier:
        inhoud = inhoud or {}
        return cls(
            {veld: dict(a) for veld, a in inhoud.get("antwoorden", {}).items()},
            [dict(u) for u in inhoud.get("uitspraken", [])],
            dict(inhoud.get("stand", {})),
        )

    def als_json(self) -> dict[str, Any]:
        return {"antwoorden": self.antwoorden, "uitspraken": self.uitspraken, "stand": self.stand}

    def status(self, veld: str) -> str:
        return str(self.antwoorden.get(veld, {}).get("status", NIET_BESPROKEN))

    def waarde(self, veld: str) -> Any:
        return self.antwoorden.get(veld, {}).get("waarde")

    def is_open(self, veld: str) -> bool:
        return self.status(veld) == NIET_BESPROKEN

    def zet(self, veld: str, waarde: Any, bron: int) -> None:
        """A closed value; an earlier one is replaced and its sources are kept. The resident's own word takes the MERK off."""
        bronnen = [*self.antwoorden.get(veld, {}).get("bronnen", []), bron]
        self.antwoorden[veld] = {"waarde": waarde, "status": BESPROKEN, "bronnen": list(dict.fromkeys(bronnen))}

    def voeg_toe(self, veld: str, tekst: str, bron: int) -> None:
        """The person's own words; what was said before stays in front of them."""
        eerder = self.waarde(veld)
        if eerder and len(eerder) + len(tekst) > GENOEG:
            return  # the transcript has the rest; the medewerker reads both
        merk = {k: self.antwoorden[veld][k] for k in MERK if eerder and k in self.antwoorden[veld]}
        self.zet(veld, f"{eerder}\n{tekst}" if eerder and tekst not in eerder else eerder or tekst, bron)
        self.antwoorden[veld] |= merk  # part of it is still what the medewerker wrote

    def sla_over(self, veld: str, bron: int) -> None:
        if self.waarde(veld) is None:
            self.antwoorden[veld] = {"waarde": None, "status": OVERGESLAGEN, "bronnen": [bron]}

    def niet_van_toepassing(self, velden: Iterable[str]) -> None:
        for veld in velden:
            self.antwoorden[veld] = {"waarde": None, "status": NIET_VAN_TOEPASSING, "bronnen": []}

    def vergeet(self, velden: Iterable[str]) -> None:
        for veld in velden:
            self.antwoorden.pop(veld, None)

    def hoor(self, uitspraken: Iterable[Mapping[str, Any]], bron: int) -> None:
        """Adds what the clause reader heard in message `bron`; the same pair from the same message once. Enough is enough: the transcript has the rest."""
        for uitspraak in uitspraken:
            if len(self.uitspraken) >= GENOEG_UITSPRAKEN:
                return
            nieuw = {k: uitspraak[k] for k in ("leefgebied", "aspect", "tekst")} | {"bron": bron}
            if nieuw not in self.uitspraken:
                self.uitspraken.append(nieuw)

    def heeft(self, leefgebied: str, aspect: str) -> bool:
        return any(u["leefgebied"] == leefgebied and u["aspect"] == aspect for u in self.uitspraken)

    @property
    def is_ander(self) -> bool:
        return self.waarde("voor_wie") == "ander"

    @property
    def van_professional(self) -> bool:
        """Whether a colleague writes, not somebody close."""
        return self.waarde("relatie") == "professional"

    @property
    def is_leeg(self) -> bool:
        return not any(a.get("waarde") is not None for a in self.antwoorden.values())
