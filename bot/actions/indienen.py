"""Submitting the approved intake, and saying who comes and by when."""

from __future__ import annotations

from typing import Any

from bot.actions import loket, volgorde
from bot.actions.beurt import Beurt


async def dien_in(beurt: Beurt) -> list[Any]:
    """Exactly once: the loket gives the same kenmerk when this turn is run again."""
    beurt.dossier.zet("akkoord", True, beurt.volgnummer)
    volgorde.sluit_af(beurt.dossier)
    uitkomst = await loket.dien_in(beurt.gesprek, beurt.volgnummer, beurt.dossier.als_json())
    beurt.kenmerk = uitkomst["kenmerk"]
    _zeg_wie(beurt, uitkomst)
    _zeg_hoe_verder(beurt, uitkomst["termijnen"])
    return await beurt.besluit()


def _zeg_wie(beurt: Beurt, uitkomst: dict[str, Any]) -> None:
    medewerker, kenmerk = uitkomst["medewerker"], uitkomst["kenmerk"]
    if medewerker is None:
        beurt.zeg("utter_ingediend_zonder_medewerker", kenmerk=kenmerk)
        return
    tekst = "utter_ingediend_ander" if beurt.dossier.is_ander else "utter_ingediend"
    beurt.zeg(tekst, kenmerk=kenmerk, medewerker=medewerker["naam"], functie=medewerker["functie"].lower())


def _zeg_hoe_verder(beurt: Beurt, termijnen: dict[str, str]) -> None:
    # art. 2.3.2 lid 1, 2 en 3 Wmo 2015: bevestiging, persoonlijk plan binnen zeven dagen, onderzoek binnen zes weken
    beurt.zeg("utter_hoe_verder", plan=termijnen["persoonlijk_plan"], onderzoek=termijnen["onderzoek"])
