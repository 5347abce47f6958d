"""One turn of the dialogue, as every action sees it: the message, the draft, and how the turn ends.

A turn ends once, in `vraag_verder` or `besluit`: the draft is stored in the loket, and the channel hears that the turn came to its end.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Mapping, Sequence
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from bot import sporen
from bot.actions import eigen_teksten, geleverd, loket, meervoud, volgorde
from bot.actions.dossier import Dossier
from bot.actions.samenvatting import samenvatting
from bot.actions.teksten import ONBEKEND

# Questions that are put differently when the help is for somebody else.
TE_VAAK = 4
# From this certainty a message tells something beside what it was taken for.
VERTELD = 0.5
VOOR_ANDER = frozenset(
    [
        "nodig",
        "kan",
        "netwerk",
        "wil",
        "aanbod",
        "naam",
        "volhoudtijd",
        "postcode",
        "telefoon",
        "toestemming",
        "clientondersteuning",
        "persoonlijk_plan",
    ]
)


class Beurt:
    def __init__(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Mapping[str, Any]) -> None:
        self._dispatcher, self._responses, self._gezegd = dispatcher, eigen_teksten.over(_responses(domain)), 0
        self._biedt_mens = False
        self.reden = ""  # why this turn concerns people too, whatever it ends with
        self._net_gezegd = {zin for tekst in tracker.get_slot("vorige") or () for zin in zinnen(tekst)}
        self.gesprek: str = tracker.sender_id.rpartition(":")[0] or tracker.sender_id
        self.volgnummer: int = int(tracker.get_slot("volgnummer") or 0)
        self.vraag: str | None = tracker.get_slot("vraag")
        self.crisis: bool = bool(tracker.get_slot("crisis"))
        self.kenmerk: str | None = tracker.get_slot("kenmerk")
        self.dossier = Dossier.van(tracker.get_slot("concept"))
        bericht: Mapping[str, Any] = tracker.latest_message
        self.tekst: str = bericht.get("text") or ""
        self.act: str = (bericht.get("intent") or {}).get("name") or ""
        self.zekerheid: float = float((bericht.get("intent") or {}).get("confidence") or 0)
        self.gegevens: dict[str, Any] = dict(bericht.get("gegevens") or {})
        self.uitspraken: list[dict[str, Any]] = list(bericht.get("uitspraken") or [])
        self.tussenvragen: tuple[str, ...] = ()
        if (naast := bericht.get("vraagzin")) and not self.crisis:
            self._leg_apart(naast)
        if self.act == "voor_ander" and any(u["zekerheid"] >= VERTELD for u in self.uitspraken):
            self.act = "hulpvraag"  # says for whom it is, and more

    def _leg_apart(self, vraagzin: Mapping[str, Any]) -> None:
        """Questions beside something else (bot/lezen/vraagzin.py): `tussenvragen` are their acts, and the rest is what was said.
        Without a rest nothing was."""
        self.tussenvragen, self.tekst = tuple(vraagzin["acten"]), vraagzin["rest"]
        gevraagd = " ".join(vraagzin["zinnen"])
        gezegd = [u for u in self.uitspraken if u["tekst"].strip(" ,.;?") not in gevraagd]
        self.uitspraken, self.gegevens = (gezegd, self.gegevens) if self.tekst else ([], {})

    def beantwoord_tussenvragen(self) -> None:
        """Says the text of each question that stood beside something else; not of what the turn itself is about."""
        for act in self.tussenvragen:
            if act != self.act:
                self.zeg(f"utter_{act}")

    def zeg(self, response: str, keuzes: Sequence[tuple[str, str]] = (), knoppen_van: str = "", **waarden: Any) -> None:
        """Says a response of domain.yml, in the words of staff where they changed it. `keuzes` are (label, value) pairs that
        only this moment knows; `knoppen_van` borrows the buttons of another response. Variants take turns, so nobody hears the
        same sentence twice in a row."""
        waarden = {"wie": self._wie(), "loketnummer": loketnummer(), **waarden}
        variant = self._variant(response, waarden)
        tekst = _tekst(variant, waarden)
        self._gezegd += 1
        self._net_gezegd |= zinnen(tekst)
        knoppen = [{"title": label, "payload": waarde} for label, waarde in keuzes]
        knoppen = knoppen or self._responses.get(knoppen_van, [{}])[0].get("buttons") or variant.get("buttons") or []
        knoppen = [{naam: vul(deel, waarden) for naam, deel in knop.items()} for knop in knoppen]
        self._dispatcher.utter_message(text=tekst, buttons=knoppen)

    def _variant(self, response: str, waarden: Mapping[str, Any]) -> Mapping[str, Any]:
        """The next variant in turn of which the least was said just now, in the turn before or in this one."""
        gezegd = self.dossier.stand.setdefault("gezegd", {})
        varianten: Sequence[Mapping[str, Any]] = self._responses[response]
        begin = gezegd.get(response, -1) + 1
        beurten = [(begin + n) % len(varianten) for n in range(len(varianten))]
        gezegd[response] = min(beurten, key=lambda n: len(self._net_gezegd & zinnen(_tekst(varianten[n], waarden))))
        return varianten[gezegd[response]]

    def net_gezegd(self, response: str) -> bool:
        """Whether all of this response, in every variant, was said just now."""
        waarden = {"wie": self._wie(), "loketnummer": loketnummer()}
        return all(zinnen(_tekst(v, waarden)) <= self._net_gezegd for v in self._responses[response])

    def kent(self, response: str) -> bool:
        """Whether domain.yml has this response."""
        return response in self._responses

    def _wie(self) -> str:
        """How the person the help is for is called: "uw vader", "mevrouw", or "deze persoon"."""
        return str(self.dossier.stand.get("wie") or ONBEKEND)

    async def vraag_verder(self) -> list[Any]:
        """Asks the next open question, or shows the summary when there is none."""
        if self.kenmerk:
            if not self._gezegd:
                self.zeg("utter_al_ingediend", kenmerk=self.kenmerk)
            return await self.besluit()
        if self.crisis:
            self.dossier.stand["na_crisis"] = True
            self.zeg("utter_na_crisis")
            return await self.besluit(vraag="hulpvraag")
        self.dossier.stand.pop("vraagt", None)
        volgorde.heropen(self.dossier)
        veld = self._volgende_vraag()
        self.stel(veld)
        return await self.besluit(vraag=veld)

    def _volgende_vraag(self) -> str:
        """The next open question; one that was put too often without an answer is left for the medewerker."""
        while True:
            veld = volgorde.volgende(self.dossier)
            eerder, keren = self.dossier.stand.get("gesteld", (None, 0))
            keren = keren + 1 if eerder == veld else 1
            self.dossier.stand["gesteld"] = (veld, keren)
            if keren <= TE_VAAK or veld in ("hulpvraag", "akkoord"):
                return veld
            self.dossier.sla_over(veld, self.volgnummer)

    def stel(self, veld: str) -> None:
        """Puts one question: that of the veld, in the form for oneself or for another."""
        if veld == "akkoord":
            self._vraag_akkoord()
            return
        persoon = self.dossier.stand.get("genoemd")
        if veld == "voor_wie" and persoon:
            self.zeg("utter_vraag_voor_wie_genoemd", persoon=persoon)
            return
        wie = self._wie()
        self.zeg(self.vraagtekst(veld), wie_begin=wie[:1].upper() + wie[1:])

    def vraagtekst(self, veld: str) -> str:
        """The response that asks for this veld."""
        return f"utter_vraag_{veld}{'_ander' if self.dossier.is_ander and veld in VOOR_ANDER else ''}"

    def _vraag_akkoord(self) -> None:
        """The whole summary when it is new or changed; only the question when it was just shown."""
        overzicht = samenvatting(self.dossier)
        vinger = hashlib.sha256(overzicht.encode()).hexdigest()
        if self.dossier.stand.get("getoond") == vinger:
            self.zeg("utter_vraag_akkoord_nog_eens")
            return
        veranderd = "getoond" in self.dossier.stand
        self.dossier.stand["getoond"] = vinger
        if (
            not veranderd
            and self.dossier.waarde("telefoon") is None
            and self.dossier.waarde("contact_voorkeur") != "chat"
        ):
            self.zeg("utter_geen_telefoon")
        self.zeg("utter_vraag_akkoord_veranderd" if veranderd else "utter_vraag_akkoord", overzicht=overzicht)

    async def bied_mens(self, response: str) -> list[Any]:
        """Asks whether a human should take over; a yes or no to it is heard in the next turn, and only then."""
        self._biedt_mens = True
        self.dossier.stand["vraagt"] = "mens"
        self.zeg(response)
        return await self.besluit(vraag=self.vraag)

    async def besluit(
        self, vraag: str | None = None, naar: str | None = None, reden: str = "", wis: bool = False
    ) -> list[Any]:
        """Stores the draft and ends the turn. `naar`: the status that the conversation goes to; `wis`: erase what was said."""
        if self.dossier.stand.get("vraagt") == "mens" and not self._biedt_mens:
            del self.dossier.stand["vraagt"]
        await loket.bewaar_concept(self.gesprek, self.volgnummer, self.dossier.als_json())
        einde = {"vraag": vraag, "naar": naar, "reden": reden or self.reden, "wis": wis}
        self._dispatcher.utter_message(json_message={"einde": einde})
        return []


class Beurtactie:
    """Beside Rasa's Action: its name comes from the class (ActionMensSpreken is action_mens_spreken), and it works on a Beurt."""

    def name(self) -> str:
        return re.sub(r"(?<!^)(?=[A-Z])", "_", type(self).__name__).lower()

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Mapping[str, Any]) -> list[Any]:
        with sporen.actie(self.name()):
            return await self.doe(Beurt(dispatcher, tracker, domain))

    async def doe(self, beurt: Beurt) -> list[Any]:
        raise NotImplementedError


def _responses(domain: Mapping[str, Any]) -> eigen_teksten.Responses:
    """Of the domain that came along, which our own channel leaves out (bot/actielijn.py)."""
    gegeven: eigen_teksten.Responses | None = domain.get("responses")
    return geleverd.responses() if gegeven is None else gegeven


def _tekst(variant: Mapping[str, Any], waarden: Mapping[str, Any]) -> str:
    return vul(meervoud.pas_aan(variant["text"], str(waarden["wie"])), waarden)


def loketnummer() -> str:
    """The phone number of the loket, as people read it; the loket hands it on (loket_backend/start.py)."""
    return os.environ.get("LOKET_TELEFOON", "")


def zinnen(tekst: str) -> set[str]:
    """The sentences of a text, to tell what was said before."""
    return {zin.strip().lower() for zin in re.split(r"(?<=[.!?])\s+|\n+", tekst) if zin.strip()}


def vul(tekst: str, waarden: Mapping[str, Any]) -> str:
    """Fills {name} places. What a resident said may hold braces, so nothing is filled in twice."""
    delen = tekst.split("{")
    uit = [delen[0]]
    for deel in delen[1:]:
        naam, sluit, rest = deel.partition("}")
        uit.append(f"{waarden[naam]}{rest}" if sluit and naam in waarden else "{" + deel)
    return "".join(uit)
