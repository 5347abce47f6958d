"""All closed values that one message holds, whatever was asked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bot.lezen import keuze
from bot.lezen.naam import lees_eigen_naam, lees_naam
from bot.lezen.postcode import lees_postcode
from bot.lezen.relatie import lees_relatie, lees_voor_wie
from bot.lezen.telefoon import lees_telefoon
from loket_backend.catalogus import VELDEN

Lezer = Callable[[str], Any]

# How the answer to the question of each closed field is read.
LEZERS: dict[str, Lezer] = {
    "voor_wie": lambda tekst: lees_voor_wie(tekst, gevraagd=True),
    "relatie": lambda tekst: lees_relatie(tekst, gevraagd=True),
    "inwoner_weet_ervan": keuze.weet_ervan,
    "volhoudtijd": keuze.volhoudtijd,
    "postcode": lambda tekst: lees_postcode(tekst, gevraagd=True),
    "telefoon": lees_telefoon,
    "contact_voorkeur": keuze.contact_voorkeur,
    "contact_moment": keuze.contact_moment,
    "clientondersteuning": keuze.ja_nee_later,
    "persoonlijk_plan": keuze.ja_nee_later,
    "toestemming": keuze.toestemming,
}


def lees_gegevens(tekst: str, vraag: str | None, bekend: Callable[[str], bool]) -> dict[str, Any]:
    """The values by veld: that of the question asked, and those that stand there unasked and beyond doubt."""
    gevonden = _ongevraagd(tekst)
    if vraag in LEZERS:
        gevonden[vraag] = LEZERS[vraag](tekst)
    if vraag == "voor_wie":
        gevonden["relatie"] = lees_relatie(tekst, gevraagd=True)
    if vraag is not None and vraag in VELDEN and VELDEN[vraag].soort == "naam":
        gevonden[vraag] = lees_naam(tekst, bekend)
    return {veld: waarde for veld, waarde in gevonden.items() if waarde is not None}


def _ongevraagd(tekst: str) -> dict[str, Any]:
    return {
        "postcode": lees_postcode(tekst, gevraagd=False),
        "telefoon": lees_telefoon(tekst),
        "voor_wie": lees_voor_wie(tekst, gevraagd=False),
        "relatie": lees_relatie(tekst, gevraagd=False),
        "naam": lees_eigen_naam(tekst),
    }
