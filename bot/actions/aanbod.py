"""Wederkerigheid: asked once as an invitation, apart from the help, and let go at the first hesitation."""

from __future__ import annotations

import re
from typing import Any

from bot.actions.beurt import Beurt
from bot.lezen.keuze import ja_nee
from bot.lezen.tekst import vouw, woorden
from bot.lezen.toon import aarzelt, vraagt_of_het_moet, weigert

PLAIN_AANBOD, KAAL = 0.6, 3
_WAAROM_ZOU_IK = re.compile(r"\bte maken\b|\bwaarom zou\b|^hoezo\b")
# What at this question is no offer, whatever the words are.
GEEN_AANBOD = frozenset(("vraag_recht", "klacht", "ergernis", "buiten_bereik", "nlu_fallback", "weet_niet"))


def is_aarzeling(beurt: Beurt) -> bool:
    """Whether the answer to the question what somebody could do for another is anything less than an offer."""
    if beurt.vraag != "aanbod" or beurt.crisis or beurt.dossier.stand.get("vraagt"):
        return False
    if beurt.act == "hulpvraag" and weigert(beurt.tekst):
        return True
    if (
        any(u["aspect"] == "aanbod" and u["zekerheid"] >= PLAIN_AANBOD for u in beurt.uitspraken)
        and "?" not in beurt.tekst
    ):
        return False
    if len(woorden(beurt.tekst)) <= KAAL and ja_nee(beurt.tekst):
        return False  # a bare yes or no is an answer (bot/actions/eigen_woorden.py)
    return (
        beurt.act in GEEN_AANBOD
        or beurt.act == "ontkennen"
        or _WAAROM_ZOU_IK.search(vouw(beurt.tekst)) is not None
        or vraagt_of_het_moet(beurt.tekst)
        or (beurt.act in ("hulpvraag", "ontkennen", "bevestigen") and aarzelt(beurt.tekst))
    )


async def laat_los(beurt: Beurt) -> list[Any]:
    """Says that it has nothing to do with the help, and asks on. What was told meanwhile is heard."""
    if beurt.act == "hulpvraag":
        beurt.dossier.hoor((u for u in beurt.uitspraken if u["aspect"] != "aanbod"), beurt.volgnummer)
    beurt.dossier.sla_over("aanbod", beurt.volgnummer)
    beurt.zeg("utter_aanbod_hoeft_niet")
    return await beurt.vraag_verder()
