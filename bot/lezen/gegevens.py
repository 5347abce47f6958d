"""All closed values that one message holds, whatever was asked."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from bot.lezen import keuze
from bot.lezen.citaat import zinnen
from bot.lezen.naam import lees_eigen_naam, lees_naam, lees_naam_van_ander
from bot.lezen.postcode import lees_postcode
from bot.lezen.relatie import is_het_zelf, lees_relatie, lees_voor_wie
from bot.lezen.tekst import vouw
from bot.lezen.telefoon import lees_telefoon
from bot.lezen.toestemming import toestemming
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
    "toestemming": toestemming,
}


def lees_gegevens(tekst: str, vraag: str | None, bekend: Callable[[str], bool]) -> dict[str, Any]:
    """The values by veld: that of the question asked, and those that stand there unasked and beyond doubt."""
    gevonden = _ongevraagd(tekst)
    if gevonden["contact_voorkeur"]:
        gevonden["contact_moment"] = _moment_erbij(tekst)
    if vraag in LEZERS:
        gevonden[vraag] = LEZERS[vraag](tekst)
    if vraag == "voor_wie":
        gevonden["relatie"] = lees_relatie(tekst, gevraagd=True)
    if vraag in ("relatie", "inwoner_weet_ervan") and is_het_zelf(tekst):
        gevonden["voor_wie"] = "zelf"  # "weet uw vader hiervan?" rested on a mistake
    if vraag is not None and vraag in VELDEN and VELDEN[vraag].soort == "naam":
        gevonden[vraag] = lees_naam(tekst, bekend)
        gevonden["melder_naam"] = (
            _eigen_naam_erbij(tekst, gevonden[vraag]) if vraag == "naam" else gevonden.get("melder_naam")
        )
    if vraag in ("telefoon", "contact_voorkeur"):
        gezegd = _TOESTEL.sub(" ", _GEVRAAGD.sub(" ", tekst)) if vraag == "telefoon" else tekst
        gevonden |= {v: w for v, w in _bereikbaar(gezegd).items() if v != vraag}
    if vraag == "akkoord":
        gevonden |= _teruggekomen(tekst)
    return {veld: waarde for veld, waarde in gevonden.items() if waarde is not None}


# Beside a number these words only name the thing: "mobiel 06 …" does not ask for a call.
_TOESTEL = re.compile(r"\b(?:telefoon\w*|tel|mobiel\w*|mobieltje|vaste (?:lijn|nummer)|gsm)\b", re.IGNORECASE)


# "Belt u dan overdag?" is no wish.
_GEVRAAGD = re.compile(r"[^.!?]*\?")


def _bereikbaar(tekst: str) -> dict[str, Any]:
    """How and when to be reached, said along with the number."""
    return {"contact_voorkeur": keuze.contact_voorkeur(tekst), "contact_moment": keuze.dagdeel(tekst)}


_KOMT_TERUG = re.compile(r"\b(?:toch|liever|niet|geen|ook)\b")
_DELEN = re.compile(r"\b(?:mag|mogen|delen|gedeeld|weten|lezen|inzien|toestemming)\b")


def _teruggekomen(tekst: str) -> dict[str, Any]:
    """At the summary somebody changes their mind: with whom it may be shared, how and when to be reached."""
    plat = vouw(tekst)
    if not _KOMT_TERUG.search(plat):
        return {}
    gevonden = {v: w for v, w in _bereikbaar(tekst).items() if re.search(r"\b(?:bel|mail|app|chat)", plat)}
    if _DELEN.search(plat):
        gevonden["toestemming"] = toestemming(tekst)
    return gevonden


_HEET = re.compile(r"\b(?:hij|zij|ze|vader|moeder|man|vrouw) (?:heet|is)\b")


def _eigen_naam_erbij(tekst: str, naam: str | None) -> str | None:
    """ "Hij heet Wim Postma en ik heet Anja Postma": the second is that of the writer."""
    eigen = lees_eigen_naam(tekst)
    return eigen if eigen != naam and _HEET.search(vouw(tekst)) else None


def _ongevraagd(tekst: str) -> dict[str, Any]:
    return {
        "postcode": lees_postcode(tekst, gevraagd=False),
        "telefoon": lees_telefoon(tekst),
        "voor_wie": lees_voor_wie(tekst, gevraagd=False),
        "relatie": lees_relatie(tekst, gevraagd=False),
        "naam": lees_eigen_naam(tekst),
        "naam_ander": lees_naam_van_ander(tekst),
        "inwoner_weet_ervan": keuze.weet_ervan_ongevraagd(tekst),
        "contact_voorkeur": _bel_me(tekst),
    }


_BEL_ME = re.compile(
    r"\b(?P<doe>bel|mail) (?:me|mij|ons|mien)\b(?! (?:toch |maar |liever |nu |even )*(?:niet|nie)\b)|\b(?:het )?liefst (?:via )?(?:de )?(?P<liefst>bellen|mailen|telefonisch|telefoon|mail)\b"
    r"|\b(?P<graag>bellen|mailen|gebeld|telefonisch|per mail) (?:heeft (?:de|mijn) voorkeur|graag|het liefst|is het (?:fijnst|beste|handigst))\b"
)


def _bel_me(tekst: str) -> str | None:
    """How somebody wants to be reached, said unasked and in so many words."""
    gevonden = _BEL_ME.search(vouw(tekst))
    if gevonden is None:
        return None
    return "mailen" if "mail" in (gevonden["doe"] or gevonden["liefst"] or gevonden["graag"]) else "bellen"


def _moment_erbij(tekst: str) -> str | None:
    """The moment in the sentence that asks for a call."""
    return next((m for zin in zinnen(tekst) if _BEL_ME.search(vouw(zin)) and (m := keuze.dagdeel(zin))), None)
