"""A question back that none of the texts answers, where own words were asked: it goes along to the medewerker."""

from __future__ import annotations

import re
from typing import Any

from bot.actions.beurt import Beurt
from bot.lezen.tekst import vouw

_WEDERVRAAG = re.compile(
    r"^(?:en |maar |eh+ )?(?:mag|mogen|moet|moeten|wordt|worden|komt|komen|krijg|hoe|wanneer|wie|welke|waar|hoeveel|wat)\b.*\?$"
)
_ERBIJ = re.compile(r"\b(?:erbij|er bij|aanwezig|meekomen|meeluisteren)\b")


def is_wedervraag(beurt: Beurt) -> bool:
    gevraagd = beurt.vraag in ("kan", "wil", "netwerk", "aanbod", "contact_moment") and not beurt.crisis
    return gevraagd and beurt.act == "hulpvraag" and _WEDERVRAAG.match(vouw(beurt.tekst)) is not None


def vraagt_iemand_erbij(beurt: Beurt) -> bool:
    return is_wedervraag(beurt) and _ERBIJ.search(vouw(beurt.tekst)) is not None


async def geef_mee(beurt: Beurt) -> list[Any]:
    beurt.dossier.voeg_toe("hulpvraag", beurt.tekst, beurt.volgnummer)
    beurt.zeg("utter_iemand_erbij" if vraagt_iemand_erbij(beurt) else "utter_vraag_voor_medewerker")
    return await beurt.vraag_verder()
