"""A message that takes back an earlier value, or says that the help is for somebody else after all."""

from __future__ import annotations

from typing import Any

from bot.actions.beurt import Beurt
from bot.actions.invullen import beantwoord
from bot.actions.veranderen import KORT, herstelt, meld, neemt_terug, verander, verander_naam, wisselt_voor_wie
from bot.actions.verhaal import ZEKER
from bot.lezen.relatie import noem_persoon
from bot.lezen.tekst import woorden


async def komt_terug_op_iets(beurt: Beurt) -> list[Any] | None:
    """What is done about it; None when the message takes nothing back."""
    velden = herstelt(beurt)
    if velden or (beurt.vraag in ("melder_naam", "postcode") and neemt_terug(beurt) and verander_naam(beurt)):
        verander(beurt, velden)
        meld(beurt)
        return await beurt.vraag_verder()
    if not wisselt_voor_wie(beurt):
        return None
    if beurt.vraag in ("voor_wie", "relatie") or (len(woorden(beurt.tekst)) <= KORT and not _vertelt(beurt)):
        verander(beurt, {"voor_wie", "relatie"})
        beurt.zeg("utter_veranderd")
        return await beurt.vraag_verder()
    beantwoord(beurt)
    if persoon := noem_persoon(beurt.tekst):
        beurt.dossier.stand["genoemd"] = persoon
    beurt.zeg("utter_tegenspraak_voor_wie")
    beurt.stel("voor_wie")
    return await beurt.besluit(vraag="voor_wie")


def _vertelt(beurt: Beurt) -> bool:
    """Whether something is said of another question than the one asked, which could make anything of three words."""
    return any(u["aspect"] != beurt.vraag and u["zekerheid"] >= ZEKER for u in beurt.uitspraken)
