"""The resident steers: to a human, a call back, a pause, the end, the beginning, or to their own data."""

from __future__ import annotations

import re
from typing import Any

from rasa_sdk import Action

from bot.actions import bevestigingen
from bot.actions.beurt import Beurt, Beurtactie
from bot.actions.niet_begrepen import vraag_opnieuw
from bot.actions.samenvatting import samenvatting
from bot.actions.tussendoor import ActionHerhalen
from bot.lezen.tekst import vouw


class ActionMensSpreken(Beurtactie, Action):
    async def doe(self, beurt: Beurt) -> list[Any]:
        return await bevestigingen.geef_door(beurt)


class ActionTerugbellen(Beurtactie, Action):
    """A call back: noted, and the number asked when it is not known yet."""

    async def doe(self, beurt: Beurt) -> list[Any]:
        if beurt.kenmerk:
            beurt.zeg("utter_terugbellen_na_indienen")
            return await beurt.besluit(naar="wacht_op_mens", reden="terugbellen")
        beurt.dossier.zet("contact_voorkeur", "bellen", beurt.volgnummer)
        if "telefoon" in beurt.gegevens:
            beurt.dossier.zet("telefoon", beurt.gegevens["telefoon"], beurt.volgnummer)
        beurt.zeg("utter_terugbellen")
        beurt.reden = "terugbellen"  # the loket makes a task of it, also when nobody finishes the conversation
        if beurt.dossier.is_open("telefoon"):
            beurt.stel("telefoon")
            return await beurt.besluit(vraag="telefoon")
        return await beurt.vraag_verder()


class ActionPauzeren(Beurtactie, Action):
    """Later: everything is kept. Also for whoever says goodbye before the end."""

    async def doe(self, beurt: Beurt) -> list[Any]:
        if (gevolg := await bevestigingen.handel_af_bij(beurt, "bewaren")) is not None:
            return gevolg
        bewaard = not (beurt.kenmerk or beurt.dossier.is_leeg)
        beurt.dossier.stand["gepauzeerd"] = bewaard
        beurt.zeg("utter_pauzeren" if bewaard else "utter_afscheid")
        return await beurt.besluit()


class ActionStoppen(Beurtactie, Action):
    """The end, with the choice to keep the draft or to erase it."""

    async def doe(self, beurt: Beurt) -> list[Any]:
        if beurt.kenmerk:
            beurt.zeg("utter_stoppen_na_indienen", kenmerk=beurt.kenmerk)
            return await beurt.besluit()
        if beurt.dossier.is_leeg or beurt.dossier.stand.get("vraagt") == "bewaren":
            beurt.zeg("utter_gestopt_bewaard")
            return await beurt.besluit(naar="gesloten", reden="inwoner_stopt")
        return await bevestigingen.vraag(beurt, "bewaren")


class ActionOpnieuw(Beurtactie, Action):
    async def doe(self, beurt: Beurt) -> list[Any]:
        if beurt.kenmerk:
            beurt.zeg("utter_opnieuw_na_indienen", kenmerk=beurt.kenmerk)
            return await beurt.besluit()
        return await bevestigingen.vraag(beurt, "opnieuw")


class ActionGegevensWissen(Beurtactie, Action):
    async def doe(self, beurt: Beurt) -> list[Any]:
        if beurt.kenmerk:
            beurt.zeg("utter_wissen_na_indienen")
            return await beurt.besluit(naar="wacht_op_mens", reden="gegevens_wissen")
        if (gevolg := await bevestigingen.handel_af_bij(beurt, "bewaren", "wissen")) is not None:
            return gevolg
        return await bevestigingen.vraag(beurt, "wissen")


class ActionGegevensInzien(Beurtactie, Action):
    """Everything that the draft holds, shown in the conversation itself."""

    async def doe(self, beurt: Beurt) -> list[Any]:
        overzicht = samenvatting(beurt.dossier)
        beurt.zeg("utter_gegevens_inzien" if overzicht else "utter_nog_niets_bewaard", overzicht=overzicht)
        return await beurt.vraag_verder()


class ActionStatus(Beurtactie, Action):
    async def doe(self, beurt: Beurt) -> list[Any]:
        if beurt.kenmerk:
            beurt.zeg("utter_status_ingediend", kenmerk=beurt.kenmerk)
        else:
            beurt.zeg("utter_status")
        return await beurt.vraag_verder()


class ActionClientondersteuning(Beurtactie, Action):
    """Free and independent (art. 2.2.4 Wmo 2015): who asks for it, gets it noted."""

    async def doe(self, beurt: Beurt) -> list[Any]:
        if beurt.vraag == "clientondersteuning":
            if _VRAAGT_WAT.search(vouw(beurt.tekst)):
                return await ActionHerhalen().doe(beurt)
            if not _VRAAGT_EROM.search(vouw(beurt.tekst)):
                return await vraag_opnieuw(beurt)
        beurt.zeg("utter_clientondersteuning")
        if not beurt.kenmerk and beurt.dossier.waarde("clientondersteuning") != "ja":
            beurt.dossier.zet("clientondersteuning", "ja", beurt.volgnummer)
        return await beurt.vraag_verder()


_VRAAGT_WAT = re.compile(r"^(?:en |maar |eh+ |o )?(?:wie|wat|hoe|waar\w*|welke?|is (?:dat|die))\b")
# At the question itself "is al betrokken" is no request; these words are.
_VRAAGT_EROM = re.compile(r"\b(?:wil|graag|ja|zou|kan ik|mag ik|heb ik nodig|nodig|iemand die|fijn|vraag|regel\w*)\b")
