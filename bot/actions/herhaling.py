"""Somebody sends the same message again: it is written down once, and the second time a human is offered."""

from __future__ import annotations

import hashlib
from typing import Any

from bot.actions.beurt import Beurt
from bot.lezen.tekst import vouw, woorden
from loket_backend.catalogus import VELDEN

WOORDEN = 3


def tel(beurt: Beurt) -> int:
    """How often this story was told right before, in the same words. Short answers may well be the same, and so may
    the words that answer another question."""
    if beurt.act != "hulpvraag" or beurt.crisis or len(woorden(beurt.tekst)) < WOORDEN:
        return 0
    stand, vinger = beurt.dossier.stand, hashlib.sha256(vouw(beurt.tekst).encode()).hexdigest()[:16]
    eerder, keer, bij = stand.get("verteld", (None, 0, None))
    ander_antwoord = beurt.vraag == "nodig" and bij in (None, "hulpvraag")  # the story is what is needed
    stand["verteld"] = (vinger, keer + 1 if eerder == vinger and not ander_antwoord else 0, beurt.vraag)
    return int(stand["verteld"][1])


async def bij_herhaling(beurt: Beurt, keer: int) -> list[Any]:
    """Once: the same question in the simplest words. Twice: a human. After that the question is left for the medewerker."""
    veld = beurt.vraag
    if keer == 2:
        return await beurt.bied_mens("utter_herhaling_mens")
    if keer > 2 and veld in VELDEN and veld not in ("hulpvraag", "akkoord"):
        beurt.dossier.sla_over(veld, beurt.volgnummer)
    beurt.zeg("utter_al_opgeschreven")
    return await beurt.vraag_verder()
