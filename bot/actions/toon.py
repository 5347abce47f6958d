"""What is no answer and no question: anger, a pasted letter, another language. It gets a reaction that fits, and a human within reach."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action

from bot.actions import aanbod
from bot.actions.beurt import Beurt, Beurtactie
from loket_backend.catalogus import VELDEN


class ActionErgernis(Beurtactie, Action):
    """The first time a word about it and the thread again, after that a human; nothing of it goes into the dossier."""

    async def doe(self, beurt: Beurt) -> list[Any]:
        if aanbod.is_aarzeling(beurt):
            return await aanbod.laat_los(beurt)
        stand = beurt.dossier.stand
        stand["ergernis"] = stand.get("ergernis", 0) + 1
        if stand["ergernis"] > 1 and not beurt.kenmerk:
            return await beurt.bied_mens("utter_ergernis_mens")
        beurt.zeg("utter_ergernis")
        return await beurt.vraag_verder()


class ActionBrief(Beurtactie, Action):
    """Somebody else's letter: its phone numbers and postcodes are not the resident's, so nothing is read from it."""

    async def doe(self, beurt: Beurt) -> list[Any]:
        beurt.zeg("utter_brief")
        return await beurt.besluit(vraag=None if beurt.kenmerk else "hulpvraag")


class ActionAndereTaal(Beurtactie, Action):
    """That a human can help, in the language that was read first; and for any other language in all that we have."""

    async def doe(self, beurt: Beurt) -> list[Any]:
        taal = str(beurt.gegevens["taal"])
        beurt.dossier.stand["taal"] = taal
        beurt.zeg(f"utter_taal_{taal}")
        return await beurt.besluit(vraag=beurt.vraag if beurt.vraag in VELDEN else None)
