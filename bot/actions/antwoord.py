"""An answer to the question that was asked: what it does to the draft, and what is said back."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action

from bot.actions import aanbod, bevestigingen, herhaling, indienen, tegenspraak, volgorde, wedervraag
from bot.actions.aanvullen import vul_aan
from bot.actions.beurt import Beurt, Beurtactie
from bot.actions.invullen import beantwoord
from bot.actions.niet_begrepen import vraag_opnieuw
from bot.actions.reactie import zeg_iets_terug
from bot.actions.terugkomen import komt_terug_op_iets


class ActionAntwoord(Beurtactie, Action):
    async def doe(self, beurt: Beurt) -> list[Any]:
        if beurt.kenmerk:
            beurt.zeg("utter_al_ingediend", kenmerk=beurt.kenmerk)
            return await beurt.besluit()
        if beurt.dossier.stand.get("vraagt") and not beurt.crisis:
            gevolg = await bevestigingen.handel_af(beurt)
            if gevolg is not None:
                return gevolg
        beurt.dossier.stand.pop("gepauzeerd", None)
        if beurt.dossier.stand.pop("na_crisis", False) and beurt.act in ("ontkennen", "bevestigen", "weet_niet"):
            beurt.zeg("utter_verder")
            return await beurt.vraag_verder()
        if beurt.vraag == "akkoord" and not beurt.crisis:
            return await _bij_akkoord(beurt)
        return await _bij_veld(beurt)


async def _bij_akkoord(beurt: Beurt) -> list[Any]:
    if beurt.act == "bevestigen" and volgorde.volgende(beurt.dossier) == "akkoord":
        return await indienen.dien_in(beurt)
    if beurt.act == "ontkennen":
        return await bevestigingen.vraag_wat_klopt_niet(beurt)
    if beurt.act == "hulpvraag":
        vul_aan(beurt)
        beurt.zeg("utter_aangevuld")
    return await beurt.vraag_verder()


async def _bij_veld(beurt: Beurt) -> list[Any]:
    """Keeps the answer; what cannot be read is asked once more and then left open for the medewerker."""
    if not beurt.crisis and (gevolg := await _in_plaats_van_antwoord(beurt)) is not None:
        return gevolg
    gelukt = beantwoord(beurt)
    if not beurt.crisis and (gevolg := await _spreekt_tegen(beurt)) is not None:
        return gevolg
    if not gelukt and not beurt.tussenvragen and not beurt.crisis:
        return await vraag_opnieuw(beurt)
    beurt.dossier.stand.pop("pogingen", None)
    beurt.dossier.stand.pop("missers", None)
    if beurt.crisis:
        return await beurt.vraag_verder()
    if gelukt:
        zeg_iets_terug(beurt)
    beurt.beantwoord_tussenvragen()
    if bevestigingen.past_eigen_gesprek(beurt):
        return await bevestigingen.vraag(beurt, "eigen_gesprek")
    return await beurt.vraag_verder()


async def _in_plaats_van_antwoord(beurt: Beurt) -> list[Any] | None:
    """What comes where an answer was asked: something taken back, a hesitation, the same words again, a question, no beginning."""
    if (gevolg := await komt_terug_op_iets(beurt)) is not None:
        return gevolg
    if aanbod.is_aarzeling(beurt) and not wedervraag.vraagt_iemand_erbij(beurt):
        return await aanbod.laat_los(beurt)
    if keer := herhaling.tel(beurt):
        return await herhaling.bij_herhaling(beurt, keer)
    if wedervraag.is_wedervraag(beurt):
        return await wedervraag.geef_mee(beurt)
    begin = beurt.vraag == "hulpvraag" or (beurt.vraag is None and beurt.dossier.is_leeg)
    if beurt.act == "weet_niet" and begin and not beurt.dossier.stand.get("op_gang"):
        beurt.dossier.stand["op_gang"] = True
        beurt.zeg("utter_op_gang")
        return await beurt.besluit(vraag="hulpvraag")
    return None


async def _spreekt_tegen(beurt: Beurt) -> list[Any] | None:
    """A question about what contradicts an earlier message."""
    if (strijdig := tegenspraak.merk_op(beurt)) is not None:
        return await tegenspraak.vraag(beurt, strijdig)
    if tegenspraak.helpt_toch_iemand(beurt):
        return await tegenspraak.vraag_netwerk(beurt)
    return None
