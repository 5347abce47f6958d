"""Somebody who asks no help but wants to give it: nothing is asked about what they need."""

from __future__ import annotations

import re

from bot.actions.beurt import Beurt
from bot.actions.reactie import ZEKER
from bot.lezen.tekst import woorden

# "Ik wil dat iemand mij helpt" is a need, so these words do not stand between the wish and the help.
_ERTUSSEN = r"(?:(?!(?:dat|die|mij|mijn|ons|hulp)\b)[\w']+ ){0,6}?"
_ANDEREN = r"(?:een ander|anderen|andere mensen|mensen|ouderen|de buurt|de wijk|de buren)"
_BIEDT_AAN = re.compile(
    rf"\b(?:wil|wilde|wou|zou|kom|kan|bereid|graag|meld|aanmelden) {_ERTUSSEN}(?:(?:me|mij) (?:graag )?inzetten|iets (?:kunnen )?betekenen|hulp (?:aan)?bieden"
    rf"|iets (?:\w+ ){{0,3}}doen voor {_ANDEREN}|iets voor {_ANDEREN} (?:\w+ ){{0,3}}doen|{_ANDEREN} (?:\w+ ){{0,2}}helpen"
    r"|als vrijwillig\w+|vrijwillig\w+ (?:zijn|worden|werk)|vrijwilligerswerk)\b"
    r"|\b(?:geen hulp nodig|niks nodig|niets nodig)\b.{0,20}\b(?:wil|kom) (?:\w+ )?(?:helpen|hulp bieden)\b"
    r"|^(?:nee )?ik (?:wil|kom)(?: juist| graag| zelf)* helpen\b"
)


def merk_aanbieder(beurt: Beurt) -> None:
    """Notes that the message only offers; a need, said before, now or later, takes it off again."""
    dossier, stand = beurt.dossier, beurt.dossier.stand
    vraagt_hulp = any(u["aspect"] == "nodig" and u["zekerheid"] >= ZEKER for u in beurt.uitspraken)
    if vraagt_hulp:
        stand.pop("biedt_aan", None)
        return
    if dossier.is_ander or dossier.waarde("nodig") or not biedt_aan(beurt.tekst):
        return
    stand["biedt_aan"] = True
    if dossier.is_open("voor_wie"):
        dossier.zet("voor_wie", "zelf", beurt.volgnummer)
    dossier.voeg_toe("aanbod", beurt.tekst, beurt.volgnummer)


def biedt_aan(tekst: str) -> bool:
    """Whether somebody says in so many words that they want to help others."""
    return _BIEDT_AAN.search(" ".join(woorden(tekst))) is not None
