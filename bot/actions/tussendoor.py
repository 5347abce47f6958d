"""Something in between: a question of the resident is answered, and the thread is taken up where it was."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

from bot.actions import bevestigingen
from bot.actions.antwoord import vraag_opnieuw
from bot.actions.beurt import Beurt
from loket_backend.catalogus import VELDEN


class ActionTussendoor(Action):
    """Answers with the text of the act itself: another one after submission, where there is one."""

    def name(self) -> str:
        return "action_tussendoor"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> list[Any]:
        beurt = Beurt(dispatcher, tracker, domain)
        if beurt.dossier.stand.get("vraagt"):
            gevolg = await bevestigingen.handel_af(beurt)
            if gevolg is not None:
                return gevolg
        na_indienen = f"utter_{beurt.act}_na_indienen"
        beurt.zeg(na_indienen if beurt.kenmerk and beurt.kent(na_indienen) else f"utter_{beurt.act}")
        return await beurt.vraag_verder()


class ActionHervatten(Action):
    """Back after a pause, or after having asked for a human."""

    def name(self) -> str:
        return "action_hervatten"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> list[Any]:
        beurt = Beurt(dispatcher, tracker, domain)
        beurt.dossier.stand.pop("vraagt", None)
        beurt.zeg("utter_hervatten")
        return await beurt.vraag_verder()


class ActionOverslaan(Action):
    """One question is left open. Nothing is ever forced."""

    def name(self) -> str:
        return "action_overslaan"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> list[Any]:
        beurt = Beurt(dispatcher, tracker, domain)
        if beurt.vraag in VELDEN and beurt.vraag != "akkoord":
            beurt.dossier.sla_over(beurt.vraag, beurt.volgnummer)
            beurt.dossier.stand.pop("pogingen", None)
            beurt.zeg("utter_overgeslagen")
        return await beurt.vraag_verder()


class ActionHerhalen(Action):
    """The question once more, in other and simpler words, with the same buttons."""

    def name(self) -> str:
        return "action_herhalen"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> list[Any]:
        beurt = Beurt(dispatcher, tracker, domain)
        veld = beurt.vraag
        if beurt.kenmerk or veld not in VELDEN:
            return await beurt.vraag_verder()
        knoppen = "utter_vraag_akkoord" if veld == "akkoord" else beurt.vraagtekst(veld)
        beurt.zeg(f"utter_uitleg_{veld}", knoppen_van=knoppen)
        return await beurt.besluit(vraag=veld)


class ActionWaarom(Action):
    """Why this question is asked."""

    def name(self) -> str:
        return "action_waarom"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> list[Any]:
        beurt = Beurt(dispatcher, tracker, domain)
        beurt.zeg(f"utter_waarom_{beurt.vraag}" if beurt.vraag in VELDEN else "utter_waarom")
        return await beurt.vraag_verder()


class ActionNietBegrepen(Action):
    """Not understood: simpler words first, and the third time a human."""

    def name(self) -> str:
        return "action_niet_begrepen"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> list[Any]:
        return await vraag_opnieuw(Beurt(dispatcher, tracker, domain))
