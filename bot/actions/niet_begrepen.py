"""A message that answers nothing: other words, then simpler ones with buttons, then a human."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action

from bot.actions import aanbod, bevestigingen, volgorde
from bot.actions.beurt import Beurt, Beurtactie
from bot.actions.dossier import TEKSTVELDEN
from bot.actions.reactie import reageer
from loket_backend.catalogus import VELDEN

MISSERS = 3
# Acts that say nothing we can do something with.
NIETSZEGGEND = frozenset(("nlu_fallback", "buiten_bereik"))
ONLEESBAAR = frozenset(("postcode", "telefoon", "toestemming", "naam", "melder_naam"))


class ActionNietBegrepen(Beurtactie, Action):
    """Not understood: simpler words first, and the third time a human."""

    async def doe(self, beurt: Beurt) -> list[Any]:
        if (gevolg := await bevestigingen.handel_af_bij(beurt, "bewaren", "tegenspraak")) is not None:
            return gevolg
        return await vraag_opnieuw(beurt)


async def vraag_opnieuw(beurt: Beurt) -> list[Any]:
    """Once more in other words. Then simpler words with buttons for who says nothing that means something, and for another
    the question is left for the medewerker. The third miss in a row offers a human."""
    stand, veld = beurt.dossier.stand, beurt.vraag
    if aanbod.is_aarzeling(beurt):
        return await aanbod.laat_los(beurt)
    verteld = beurt.act == "hulpvraag" and bool(beurt.uitspraken)
    stand["pogingen"], stand["missers"] = stand.get("pogingen", 0) + 1, stand.get("missers", 0) + (not verteld)
    if stand["missers"] >= MISSERS:
        stand.update(missers=0, pogingen=1)
        return await beurt.bied_mens("utter_bied_mens_aan")
    if stand["missers"] == MISSERS - 1 and (beurt.act in NIETSZEGGEND or veld in (None, *TEKSTVELDEN)) and not verteld:
        return await eenvoudiger(beurt)
    if stand["pogingen"] > 1 and veld in VELDEN and veld not in ("hulpvraag", "akkoord"):
        beurt.dossier.sla_over(veld, beurt.volgnummer)
        stand.pop("pogingen")
        beurt.zeg("utter_laat_maar")
    elif verteld:
        reageer(beurt)
    else:
        beurt.zeg(f"utter_onleesbaar_{veld}" if veld in ONLEESBAAR else "utter_onleesbaar")
    return await beurt.vraag_verder()


async def eenvoudiger(beurt: Beurt) -> list[Any]:
    """The open question in the simplest words, with buttons to press."""
    veld = beurt.vraag if beurt.vraag in VELDEN else volgorde.volgende(beurt.dossier)
    beurt.zeg("utter_eenvoudiger")
    beurt.zeg(
        f"utter_uitleg_{veld}", knoppen_van="utter_vraag_akkoord" if veld == "akkoord" else beurt.vraagtekst(veld)
    )
    return await beurt.besluit(vraag=veld)
