"""An earlier answer was wrong: the new value when it was given, else the words, else the question which one."""

from __future__ import annotations

import re
from typing import Any

from rasa_sdk import Action

from bot.actions import bevestigingen, tegenspraak
from bot.actions.antwoord import deelt_woorden, vraag_opnieuw, vul_aan
from bot.actions.beurt import Beurt, Beurtactie
from bot.actions.veranderen import meld, verander
from bot.lezen.naam import lees_naam
from bot.lezen.tekst import vouw, woorden

_INLEIDING = re.compile(
    r"^.*?\b(?:ik bedoel(?:de)?|moet zijn|moet|het is|'t is|is eigenlijk|is|heet|wordt)\s+(?:eigenlijk |trouwens |toch )?",
    re.IGNORECASE,
)
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
        if verander(beurt) or _verander_naam(beurt):
            meld(beurt)
            return await beurt.vraag_verder()
        if (strijdig := tegenspraak.merk_op(beurt)) is not None:
            tegenspraak.houd(beurt, strijdig.bezigheid, strijdig.aspect, strijdig.deel)
            beurt.zeg("utter_veranderd")
            return await beurt.vraag_verder()
        return await _zonder_waarde(beurt)


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


def _verander_naam(beurt: Beurt) -> bool:
    """ "Ik bedoel Jan Smid": the name that was given last, when what follows looks like one."""
    bekend = [v for v in ("melder_naam", "naam") if beurt.dossier.waarde(v)]
    over_naam = bekend and (beurt.vraag in ("melder_naam", "postcode", "akkoord") or "naam" in woorden(beurt.tekst))
    gevonden = lees_naam(_INLEIDING.sub("", beurt.tekst), lambda woord: False) if over_naam else None
    if (
        gevonden is None
        or not gevonden[0].isupper()
        or not re.search(rf"\b{re.escape(gevonden.split()[0])}", beurt.tekst)
    ):
        return False
    laatst = max(bekend, key=lambda v: beurt.dossier.antwoorden[v]["bronnen"][-1])
    genoemd = bevestigingen.genoemd_veld(beurt.tekst)
    beurt.dossier.zet(genoemd if genoemd in bekend else laatst, gevonden, beurt.volgnummer)
    return True
