"""Something more is said about what stands in the draft already: it is put beside what it is about."""

from __future__ import annotations

import re

from bot.actions import tegenspraak
from bot.actions.beurt import Beurt
from bot.actions.dossier import TEKSTVELDEN
from bot.actions.invullen import vul_gegevens_in
from bot.lezen.tekst import woorden


def vul_aan(beurt: Beurt) -> None:
    """Something more, or something else: it is put beside what it is about, else in the story."""
    vul_gegevens_in(beurt)
    tegenspraak.hernoem(beurt)
    beurt.tekst = re.sub(r"^(?:nee+|ja|o ja|oja)(?: hoor)?[,.!]?\s+(?=\S+ \S)", "", beurt.tekst, flags=re.IGNORECASE)
    beurt.dossier.hoor(beurt.uitspraken, beurt.volgnummer)
    if (strijdig := tegenspraak.merk_op(beurt)) is not None:
        tegenspraak.houd(beurt, strijdig.bezigheid, strijdig.aspect, strijdig.deel)
        return
    beurt.dossier.voeg_toe(_waar_over(beurt), beurt.tekst, beurt.volgnummer)


def _waar_over(beurt: Beurt) -> str:
    """The text field that the message is about by its words, else by what it was read as."""
    zeker = max(beurt.uitspraken, key=lambda u: float(u["zekerheid"]), default=None)
    return deelt_woorden(beurt) or (zeker["aspect"] if zeker else "hulpvraag")


def deelt_woorden(beurt: Beurt) -> str | None:
    """The text field that shares most telling words with the message."""
    gezegd = _zegwoorden(beurt.tekst)
    gedeeld = {v: len(gezegd & _zegwoorden(str(beurt.dossier.waarde(v) or ""))) for v in TEKSTVELDEN[1:]}
    beste = max(gedeeld, key=lambda v: gedeeld[v])
    return beste if gedeeld[beste] >= 1 and list(gedeeld.values()).count(gedeeld[beste]) == 1 else None


# Words that say nothing about what a sentence is about.
_VULWOORDEN = frozenset(
    woorden(
        "de het een en of ik u je mijn m'n mn me mij hij zij ze wij we er is ben bent zijn was niet nie geen meer nog ook wel toch maar dat die dit"
        " heeft heb kan wil moet gaat doet doe zelf graag nee ja voor van met om te aan op in bij dan nu hoor eigenlijk komt"
    )
)


def _zegwoorden(tekst: str) -> set[str]:
    return set(woorden(tekst)) - _VULWOORDEN
