"""A resident on Telegram, before a Bot API of our own."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

import yaml

from tests.e2e.hulp.loket import WORTEL
from tests.loket.hulp import tot
from tests.telegram.nep_api import NepApi, Verstuurd

KLAAR = "ingediend"
ANTWOORD_BINNEN = 60.0


@cache
def vragen() -> dict[str, str]:
    """The veld by the last line of each way in which the bot asks for it; and how an intake ends."""
    teksten = yaml.safe_load((WORTEL / "domain.yml").read_text(encoding="utf-8"))["responses"]
    begin, regels = "utter_vraag_", {}
    for naam, manieren in teksten.items():
        veld = naam.removeprefix(begin)
        if naam.startswith(begin) and any(t.get("buttons") for t in manieren):
            regels |= {_laatste_regel(t["text"]): "akkoord" if veld.startswith("akkoord") else veld for t in manieren}
    return regels | {_laatste_regel(teksten["utter_hoe_verder"][0]["text"]): KLAAR}


def veld(tekst: str) -> str | None:
    """The veld that this message asks for, or KLAAR."""
    return vragen().get(_laatste_regel(tekst))


def _laatste_regel(tekst: str) -> str:
    return tekst.strip().splitlines()[-1]


@dataclass
class Telegrammer:
    """`gevraagd`: what the bot asked for, in order."""

    api: NepApi
    chat: int
    gevraagd: list[str] = field(default_factory=list)
    _gelezen: int = 0

    async def leest(self, tekst: str) -> Verstuurd:
        """Waits until a message that was not read before holds these words, and reads up to there."""

        async def er_is() -> bool:
            return any(tekst in v.tekst for v in self._nieuw())

        await tot(er_is, ANTWOORD_BINNEN)
        return self._lees_tot(next(v for v in self._nieuw() if tekst in v.tekst))

    async def vraag(self) -> str:
        """The veld that the bot asks for next, or KLAAR."""

        async def er_is() -> bool:
            return any(veld(v.tekst) for v in self._nieuw())

        await tot(er_is, ANTWOORD_BINNEN)
        gesteld = self._lees_tot(next(v for v in self._nieuw() if veld(v.tekst)))
        self.gevraagd.append(veld(gesteld.tekst) or "")
        return self.gevraagd[-1]

    def typt(self, tekst: str) -> None:
        self.api.bericht(self.chat, tekst)

    def drukt(self, label: str) -> None:
        """The last button of this name; fails with those that are there."""
        for verstuurd in reversed(self._alles()):
            for knop in verstuurd.knoppen:
                if knop["text"] == label:
                    self.api.druk(self.chat, verstuurd.message_id, knop["callback_data"])
                    return
        raise AssertionError(f"geen knop {label!r}:\n{self.verslag()}")

    def ongelezen(self) -> list[str]:
        return [v.tekst for v in self._nieuw()]

    def verslag(self) -> str:
        return "\n".join(f"{v.tekst}  {[k['text'] for k in v.knoppen]}" for v in self._alles())

    def _alles(self) -> list[Verstuurd]:
        return [v for v in self.api.ontvangen if v.chat == self.chat]

    def _nieuw(self) -> list[Verstuurd]:
        return self._alles()[self._gelezen :]

    def _lees_tot(self, verstuurd: Verstuurd) -> Verstuurd:
        self._gelezen = self._alles().index(verstuurd) + 1
        return verstuurd
