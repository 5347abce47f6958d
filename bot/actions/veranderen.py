"""Values that replace earlier ones: only when somebody says that it was different."""

from __future__ import annotations

import re
from typing import Any

from bot.actions.beurt import Beurt
from bot.actions.bevestigingen import genoemd_veld
from bot.actions.personen import onthoud_persoon, wissel_voor_wie
from bot.actions.samenvatting import regel
from bot.lezen.naam import lees_naam
from bot.lezen.relatie import lees_relatie
from bot.lezen.tekst import vouw, woorden
from bot.lezen.toestemming import toestemming_erbij
from loket_backend.catalogus import VELDEN

# A value beside one of these words replaces the one that was given before, whatever was asked just now.
_HERSTELT = re.compile(
    r"\b(?:nee+|wacht|sorry|fout\w*|verkeerd\w*|toch|bedoel\w*|moet (?:het )?zijn|oeps|oei|klopt niet|eigenlijk|vergis\w*|typ\w*fout)\b"
)
_AANLOOP = re.compile(r"^(?:(?:oh?|ach|ja|nee+|sorry|wacht|oeps|oei|foutje)\b[,.! ]*)+", re.IGNORECASE)
_INLEIDING = re.compile(
    r"^.*?\b(?:ik bedoel(?:de)?|moet zijn|moet|het is|'t is|is eigenlijk|is|heet|wordt)\s+(?:eigenlijk |trouwens |toch )?",
    re.IGNORECASE,
)
KORT = 8


def verander(beurt: Beurt, velden: set[str] | None = None) -> bool:
    """Writes the values that the correction holds, of `velden` only when given. False when it holds none."""
    gezegd = {**_relatie(beurt), **_postcode_letters(beurt), **_eigen_naam_van_melder(beurt), **beurt.gegevens}
    if "melder_naam" in gezegd and gezegd.get("naam") == gezegd["melder_naam"]:
        del gezegd["naam"]
    if velden and "naam" in velden:
        velden = velden | {"melder_naam"}
    nieuw = {v: w for v, w in gezegd.items() if v in VELDEN and (velden is None or v in velden)}
    if "toestemming" in nieuw and beurt.vraag != "toestemming":
        nieuw["toestemming"] = _toestemming(beurt, nieuw["toestemming"])
    nieuw = {v: w for v, w in nieuw.items() if beurt.dossier.waarde(v) != w}
    if voor_wie := nieuw.pop("voor_wie", None):
        nieuw.pop(str(beurt.vraag), None)  # what was asked was about the other person
        wissel_voor_wie(beurt, voor_wie)
        onthoud_persoon(beurt)
    if "relatie" in nieuw:
        beurt.dossier.stand.pop("wie", None)
    for veld, waarde in nieuw.items():
        beurt.dossier.zet(veld, waarde, beurt.volgnummer)
    if nieuw.get("contact_voorkeur", "bellen") != "bellen":
        beurt.dossier.vergeet(["contact_moment"])
    onthoud_persoon(beurt)
    return bool(nieuw) or voor_wie is not None


_LETTERS = re.compile(
    r"\b(?:eindigt (?:op|met)|letters (?:zijn|is)|(?:op het einde|achteraan)(?: is het)?) ([a-z]{2})\b"
)


def _postcode_letters(beurt: Beurt) -> dict[str, Any]:
    """ "De postcode eindigt op KN": the digits that were given stay."""
    nu, letters = beurt.dossier.waarde("postcode"), _LETTERS.search(vouw(beurt.tekst))
    return {"postcode": nu[:4] + letters[1].upper()} if nu and letters else {}


def _eigen_naam_van_melder(beurt: Beurt) -> dict[str, Any]:
    """ "Mijn naam is …" of who writes for another is their own name."""
    naam = beurt.gegevens.get("naam")
    return {"melder_naam": naam} if naam and beurt.dossier.is_ander and beurt.vraag != "naam" else {}


def meld(beurt: Beurt) -> None:
    """Says what it was changed into, when that is one short value that can be read back."""
    gezegd = [v for v in ("postcode", "telefoon", "naam", "melder_naam") if _pas_veranderd(beurt, v)]
    if len(gezegd) == 1:
        kop, waarde = regel(beurt.dossier, gezegd[0])
        beurt.zeg("utter_veranderd_in", veld=kop.lower(), waarde=waarde)
    else:
        beurt.zeg("utter_veranderd")


def _pas_veranderd(beurt: Beurt, veld: str) -> bool:
    return beurt.dossier.waarde(veld) is not None and beurt.dossier.antwoorden[veld]["bronnen"][-1] == beurt.volgnummer


def neemt_terug(beurt: Beurt) -> bool:
    """Whether the words say that something was wrong."""
    return _HERSTELT.search(vouw(beurt.tekst)) is not None


def herstelt(beurt: Beurt) -> set[str]:
    """The fields, not asked now, of which this message takes back the value that was given earlier."""
    if not neemt_terug(beurt):
        return set()
    bekend = {v for v, w in beurt.gegevens.items() if beurt.dossier.waarde(v) not in (None, w)}
    return bekend & {"postcode", "telefoon", "naam"} - {str(beurt.vraag)}


def wisselt_voor_wie(beurt: Beurt) -> bool:
    """Whether the message says plainly that the help is for somebody else than was noted."""
    noemt = beurt.gegevens.get("voor_wie")
    return noemt is not None and beurt.dossier.waarde("voor_wie") not in (None, noemt)


def _relatie(beurt: Beurt) -> dict[str, Any]:
    """ "Sorry, het is mijn schoonvader": in a correction the word alone is enough."""
    if not beurt.dossier.is_ander or len(woorden(beurt.tekst)) > KORT:
        return {}
    kern = re.sub(r"^(?:nee|sorry|oeps|wacht|ik bedoel\w*|het is|dat is|[\s,.])+", "", vouw(beurt.tekst))
    relatie = lees_relatie(kern, gevraagd=True)
    return {"relatie": relatie} if relatie else {}


def _toestemming(beurt: Beurt, gelezen: list[str]) -> list[str]:
    """ "De huisarts mag het toch ook weten" adds one; "de huisarts toch niet" takes one away."""
    wel, niet = toestemming_erbij(beurt.tekst)
    if (not wel and not niet) or re.search(r"\balleen\b", vouw(beurt.tekst)):
        return gelezen
    nu = set(beurt.dossier.waarde("toestemming") or [])
    return [partij for partij in VELDEN["toestemming"].keuzes if partij in (nu | wel) - niet]


_VAN_DE_ANDER = re.compile(
    r"\b(?:zijn|haar|z'n|d'r|hun|(?!is\b|was\b|als\b)\w+s) (?:\w+ )?naam\b|\b(?:hij|zij|ze|vader|moeder) heet\b"
)


def verander_naam(beurt: Beurt) -> bool:
    """ "Ik bedoel Jan Smid": the name that was given last, when what follows looks like one."""
    bekend = [v for v in ("melder_naam", "naam") if beurt.dossier.waarde(v)]
    over_naam = bekend and (beurt.vraag in ("melder_naam", "postcode", "akkoord") or "naam" in woorden(beurt.tekst))
    gevonden = lees_naam(_INLEIDING.sub("", _AANLOOP.sub("", beurt.tekst)), lambda woord: False) if over_naam else None
    if (
        gevonden is None
        or not gevonden[0].isupper()
        or not re.search(rf"\b{re.escape(gevonden.split()[0])}", beurt.tekst)
    ):
        return False
    laatst = max(bekend, key=lambda v: beurt.dossier.antwoorden[v]["bronnen"][-1])
    genoemd = "naam" if _VAN_DE_ANDER.search(vouw(beurt.tekst)) else genoemd_veld(beurt.tekst)
    if beurt.vraag == "akkoord" and beurt.dossier.is_ander and "naam" in bekend:
        laatst = "naam"  # at the summary the person it is about comes first
    veld = genoemd if genoemd in bekend else laatst
    eerder = str(beurt.dossier.waarde(veld)).split()
    if "achternaam" in woorden(beurt.tekst) and len(eerder) > 1:
        gevonden = f"{eerder[0]} {gevonden[0].lower()}{gevonden[1:]}" if " " in gevonden else f"{eerder[0]} {gevonden}"
    beurt.dossier.zet(veld, gevonden, beurt.volgnummer)
    return True
