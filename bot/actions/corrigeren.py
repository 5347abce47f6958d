"""An earlier answer was wrong: the new value when it was given, else the words, else the question which one."""

from __future__ import annotations

import re
from typing import Any

from rasa_sdk import Action

from bot.actions import bevestigingen
from bot.actions.antwoord import onthoud_persoon, vraag_opnieuw, vul_aan
from bot.actions.beurt import Beurt, Beurtactie
from bot.lezen.naam import lees_naam
from bot.lezen.tekst import woorden
from loket_backend.catalogus import VELDEN

_INLEIDING = re.compile(
    r"^.*?\b(?:ik bedoel(?:de)?|moet zijn|moet|het is|'t is|is eigenlijk|is|heet|wordt)\s+(?:eigenlijk |trouwens |toch )?",
    re.IGNORECASE,
)
# So many words are content; fewer only say that something is wrong.
INHOUD = 4


class ActionCorrigeren(Beurtactie, Action):
    async def doe(self, beurt: Beurt) -> list[Any]:
        beurt.dossier.stand.pop("vraagt", None)
        if beurt.kenmerk:
            beurt.zeg("utter_al_ingediend", kenmerk=beurt.kenmerk)
            return await beurt.besluit()
        if beurt.dossier.is_leeg:
            return await vraag_opnieuw(beurt)
        if verander(beurt) or _verander_naam(beurt):
            beurt.zeg("utter_veranderd")
            return await beurt.vraag_verder()
        return await _zonder_waarde(beurt)


async def _zonder_waarde(beurt: Beurt) -> list[Any]:
    veld = bevestigingen.genoemd_veld(beurt.tekst)
    if veld is not None and beurt.dossier.waarde(veld) is not None and len(woorden(beurt.tekst)) <= 7:
        beurt.dossier.vergeet([veld])
        return await beurt.vraag_verder()
    if beurt.vraag == "akkoord" and len(woorden(beurt.tekst)) > INHOUD:
        vul_aan(beurt)
        beurt.zeg("utter_aangevuld")
        return await beurt.vraag_verder()
    return await bevestigingen.vraag_wat_klopt_niet(beurt)


def verander(beurt: Beurt) -> bool:
    """Writes the values that the correction holds. False when it holds none."""
    nieuw = {v: w for v, w in beurt.gegevens.items() if v in VELDEN and beurt.dossier.waarde(v) != w}
    if nieuw.get("voor_wie"):
        beurt.dossier.stand.pop("wie", None)
    if nieuw.get("voor_wie") == "zelf":
        beurt.dossier.vergeet(("relatie", "inwoner_weet_ervan", "melder_naam", "volhoudtijd"))
    for veld, waarde in nieuw.items():
        beurt.dossier.zet(veld, waarde, beurt.volgnummer)
    onthoud_persoon(beurt)
    return bool(nieuw)


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
