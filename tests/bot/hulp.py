"""What the tests of the bot share: a turn without Rasa, a loket that records, and cases that are known to fail."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from rasa_sdk import Action, Tracker
from rasa_sdk.executor import ActionExecutor, CollectingDispatcher

import bot.actions as pakket
from bot.actions.dossier import Dossier

WORTEL = Path(__file__).resolve().parents[2]
DOMEIN: dict[str, Any] = yaml.safe_load((WORTEL / "domain.yml").read_text(encoding="utf-8"))
RESPONSES: dict[str, list[dict[str, Any]]] = DOMEIN["responses"]


def nog_niet(*waarden: Any, reden: str) -> Any:
    """A case that a fair person expects to work and that does not yet; it fails when it starts to."""
    return pytest.param(*waarden, marks=pytest.mark.xfail(strict=True, reason=reden))


@dataclass
class NepLoket:
    """Records what the actions write; `uitkomst` is what submitting gives back."""

    concepten: list[dict[str, Any]] = field(default_factory=list)
    indieningen: list[dict[str, Any]] = field(default_factory=list)
    uitkomst: dict[str, Any] = field(
        default_factory=lambda: {
            "kenmerk": "2026-ABCDEF",
            "medewerker": {"naam": "Marjan Kuipers", "functie": "Wmo-consulent"},
            "wijk": "Noord",
            "termijnen": {"persoonlijk_plan": "zondag 29 november 2026", "onderzoek": "zondag 3 januari 2027"},
        }
    )

    async def bewaar_concept(self, gesprek: str, volgnummer: int, concept: dict[str, Any]) -> None:
        self.concepten.append(concept)

    async def dien_in(self, gesprek: str, volgnummer: int, concept: dict[str, Any]) -> dict[str, Any]:
        self.indieningen.append(concept)
        return self.uitkomst


@dataclass
class Gezegd:
    """What one turn said and how it ended."""

    berichten: list[dict[str, Any]]

    @property
    def responses(self) -> list[str]:
        """The responses of domain.yml that were said, in order."""
        return [naam for b in self.berichten if b.get("text") for naam in responses_van(b["text"])]

    @property
    def einde(self) -> dict[str, Any]:
        return next(b["custom"]["einde"] for b in self.berichten if "einde" in (b.get("custom") or {}))

    @property
    def eindes(self) -> int:
        return sum("einde" in (b.get("custom") or {}) for b in self.berichten)

    @property
    def vraag(self) -> str | None:
        vraag: str | None = self.einde["vraag"]
        return vraag

    @property
    def tekst(self) -> str:
        return "\n".join(b["text"] for b in self.berichten if b.get("text"))

    @property
    def knoppen(self) -> set[str]:
        return {knop["payload"] for b in self.berichten for knop in b.get("buttons") or []}


@cache
def _vormen() -> list[tuple[str, re.Pattern[str]]]:
    return [
        (naam, re.compile(re.sub(r"\\\{\w+\\\}", "(?s:.*)", re.escape(variant["text"]))))
        for naam, varianten in RESPONSES.items()
        for variant in varianten
    ]


def responses_van(tekst: str) -> list[str]:
    """The responses that this text can be; usually one."""
    return list(dict.fromkeys(naam for naam, vorm in _vormen() if vorm.fullmatch(tekst)))


@dataclass
class NepBeurt:
    """One turn as Rasa would hand it to an action."""

    act: str
    tekst: str = ""
    vraag: str | None = None
    dossier: Dossier = field(default_factory=Dossier)
    gegevens: Mapping[str, Any] = field(default_factory=dict)
    uitspraken: Sequence[Mapping[str, Any]] = ()
    crisis: bool = False
    kenmerk: str | None = None
    volgnummer: int = 7
    vorige: Sequence[str] = ()
    vraagzin: Mapping[str, Any] | None = None

    async def door(self, actie: str) -> Gezegd:
        """What the action of this name says."""
        dispatcher = CollectingDispatcher()
        await _acties()[actie].run(dispatcher, self._tracker(), DOMEIN)
        return Gezegd(dispatcher.messages)

    def _tracker(self) -> Tracker:
        namen = ("vraag", "volgnummer", "crisis", "kenmerk")
        slots = {naam: getattr(self, naam) for naam in namen} | {
            "concept": self.dossier.als_json(),
            "vorige": list(self.vorige),
        }
        bericht = {
            "text": self.tekst,
            "intent": {"name": self.act, "confidence": 0.9},
            "gegevens": dict(self.gegevens),
            "uitspraken": list(self.uitspraken),
            "vraagzin": self.vraagzin,
        }
        return Tracker(f"gesprek-1:{self.volgnummer}", slots, bericht, [], False, None, {}, "action_listen")


@cache
def _acties() -> dict[str, Action]:
    ActionExecutor().register_package(pakket)
    eigen = [klasse() for klasse in Action.__subclasses__() if klasse.__module__.startswith("bot.")]
    return {actie.name(): actie for actie in eigen}


def uitspraak(leefgebied: str, aspect: str, tekst: str = "iets", zekerheid: float = 0.9) -> dict[str, Any]:
    return {"leefgebied": leefgebied, "aspect": aspect, "tekst": tekst, "zekerheid": zekerheid}


def dossier(**waarden: Any) -> Dossier:
    """A draft in which these fields were discussed."""
    gevuld = Dossier()
    for veld, waarde in waarden.items():
        gevuld.zet(veld, waarde, 1)
    return gevuld


def vol_dossier(**anders: Any) -> Dossier:
    """Everything answered, for oneself: only the summary is left."""
    waarden: dict[str, Any] = {
        "hulpvraag": "ik kan niet meer stofzuigen", "voor_wie": "zelf", "nodig": "stofzuigen", "kan": "koken", "netwerk": "mijn zoon", "wil": "thuis blijven",
        "aanbod": "breien", "naam": "Annie Vos", "postcode": "9471AB", "telefoon": "+31612345678", "contact_voorkeur": "bellen", "contact_moment": "ochtend",
        "clientondersteuning": "nee", "persoonlijk_plan": "nee", "toestemming": ["huisarts"],
    }  # fmt: skip
    return dossier(**(waarden | anders))
