"""An earlier answer was wrong: the new value when it was given, else the words, else the question which one."""

from __future__ import annotations

import re
from typing import Any

from rasa_sdk import Action

from bot.actions import bevestigingen, tegenspraak
from bot.actions.aanvullen import deelt_woorden, vul_aan
from bot.actions.beurt import Beurt, Beurtactie
from bot.actions.niet_begrepen import vraag_opnieuw
from bot.actions.veranderen import meld, verander, verander_naam
from bot.lezen.tekst import vouw, woorden
from loket_backend.catalogus import VELDEN

_NIET_MAAR = re.compile(r"\b(?:niet|geen) \w+(?: \w+)? maar \w+")
# So many words are content; fewer only say that something is wrong.
INHOUD = 4


class ActionCorrigeren(Beurtactie, Action):
    async def doe(self, beurt: Beurt) -> list[Any]:
        vraagt = beurt.dossier.stand.pop("vraagt", None)
        if vraagt == "tegenspraak" and (gevolg := await tegenspraak.handel_af(beurt)) is not None:
            return gevolg
        if beurt.kenmerk:
            beurt.zeg("utter_al_ingediend", kenmerk=beurt.kenmerk)
            return await beurt.besluit()
        if beurt.dossier.is_leeg:
            return await vraag_opnieuw(beurt)
        veranderd = verander(beurt)
        if "naam" in woorden(beurt.tekst) or not veranderd:  # one message may put more right
            veranderd = verander_naam(beurt) or veranderd
        if veranderd:
            meld(beurt)
            return await beurt.vraag_verder()
        if _stond_er_al(beurt):
            beurt.zeg("utter_stond_er_al")
            return await beurt.vraag_verder()
        if (strijdig := tegenspraak.merk_op(beurt)) is not None:
            tegenspraak.houd(beurt, strijdig.bezigheid, strijdig.aspect, strijdig.deel)
            beurt.zeg("utter_veranderd")
            return await beurt.vraag_verder()
        return await _zonder_waarde(beurt)


def _stond_er_al(beurt: Beurt) -> bool:
    """Nothing but values that are known already."""
    gezegd = {v: w for v, w in beurt.gegevens.items() if v in VELDEN}
    return bool(gezegd) and not beurt.uitspraken and all(beurt.dossier.waarde(v) == w for v, w in gezegd.items())


async def _zonder_waarde(beurt: Beurt) -> list[Any]:
    veld = bevestigingen.genoemd_veld(beurt.tekst)
    if veld is not None and beurt.dossier.waarde(veld) is not None and len(woorden(beurt.tekst)) <= 7:
        beurt.dossier.vergeet([veld])
        return await beurt.vraag_verder()
    inhoud = len(woorden(beurt.tekst)) > INHOUD or _NIET_MAAR.search(vouw(beurt.tekst)) is not None
    if inhoud and (beurt.vraag == "akkoord" or deelt_woorden(beurt) is not None):
        vul_aan(beurt)
        beurt.zeg("utter_aangevuld")
        return await beurt.vraag_verder()
    return await bevestigingen.vraag_wat_klopt_niet(beurt)
