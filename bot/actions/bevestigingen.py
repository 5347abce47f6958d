"""Questions of the bot that are no veld: are you sure, keep or erase, what must change. `stand["vraagt"]` remembers which."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from typing import Any

from bot.actions import tegenspraak
from bot.actions.beurt import Beurt
from bot.actions.dossier import Dossier
from bot.actions.teksten import EIGEN_GESPREK, KNOPPEN
from bot.actions.volgorde import VRAGEN
from bot.lezen.keuze import ja_nee
from bot.lezen.tekst import vouw
from loket_backend.catalogus import KORT_VOL_TE_HOUDEN

# How people name a field when they want to change it.
VELDNAMEN: dict[str, str] = {
    "postcode": r"post ?code|adres",
    "telefoon": r"telefoon\w*|nummer|mobiel\w*",
    "melder_naam": r"mijn (?:eigen )?naam|naam van de melder|m'n naam",
    "naam": r"naam",
    "contact_voorkeur": r"contact via|bellen|mailen|contact ?voorkeur",
    "contact_moment": r"wanneer|moment|tijdstip",
    "volhoudtijd": r"volhoud\w*|zo lang gaat het nog|vol te houden",
    "clientondersteuning": r"client ?ondersteun\w*|(?:gratis )?onafhankelijke hulp",
    "persoonlijk_plan": r"persoonlijk plan|eigen plan\w*",
    "toestemming": r"toestemming|delen",
    "aanbod": r"aanbod|voor een ander",
    "netwerk": r"wie helpt|wie er helpt|netwerk|helpers?",
    "nodig": r"wat (?:is|er) nodig(?: is)?|nodig",
    "kan": r"wat kunt u zelf|wat ik kan|wat ik zelf|wat gaat er nog",
    "wil": r"wat wilt u|wat ik wil|belangrijk",
    "hulpvraag": r"verhaal|hulpvraag",
    "relatie": r"relatie",
    "voor_wie": r"voor wie",
}
KORT_ANTWOORD = 4
BEWAART = frozenset(("bevestigen", "stoppen", "afscheid", "bedanken", "pauzeren"))
_WISSEN = re.compile(r"\b(?:wis\w*|verwijder\w*|weggooien|weg(?:doen)?|weghalen|delete)\b")
_NIET_WISSEN = re.compile(
    r"\b(?:niet|nie|niks|niets|nooit)\b.{0,15}\b(?:wis\w*|verwijder\w*|weg\w*)|\bwis\w* .{0,8}\b(?:niet|nie|niks)\b"
)
_NIET_BEWAREN = re.compile(r"\b(?:niet|nie|niks|niets)\b.{0,8}\bbewa\w+")
_OM_HET_EVEN = re.compile(r"\b(?:maakt? .{0,12}(?:niet|niks|nie) uit|om het even|zie maar|wat u wilt|kies maar)\b")
TWIJFELT = frozenset(("weet_niet", "nlu_fallback", "overslaan"))
_BEWAREN = re.compile(r"\b(?:bewa\w+|opslaan|houden|laat(?: maar)? staan)\b")
_DOORGAAN = re.compile(r"^nee+\b|\b(?:toch (?:niet|door\w*|verder)|doorgaan|verder|ga door)\b")


async def vraag_wat_klopt_niet(beurt: Beurt) -> list[Any]:
    beurt.dossier.stand["vraagt"] = "corrigeer"
    bekend = [v.veld for v in VRAGEN if beurt.dossier.waarde(v.veld) is not None and v.veld in KNOPPEN]
    beurt.zeg("utter_wat_klopt_niet", keuzes=[(KNOPPEN[veld], KNOPPEN[veld].lower()) for veld in bekend])
    return await beurt.besluit(vraag=beurt.vraag)


def genoemd_veld(tekst: str) -> str | None:
    """The field that somebody names, or None."""
    plat = vouw(tekst)
    return next((veld for veld, naam in VELDNAMEN.items() if re.search(rf"\b(?:{naam})\b", plat)), None)


async def vraag(beurt: Beurt, soort: str) -> list[Any]:
    """Asks to confirm something that cannot be taken back."""
    beurt.dossier.stand["vraagt"] = soort
    if soort == "eigen_gesprek":
        beurt.dossier.stand["eigen_gesprek"] = True
    beurt.zeg(f"utter_bevestig_{soort}")
    return await beurt.besluit()


async def handel_af(beurt: Beurt) -> list[Any] | None:
    """What the resident answered to a question of this kind. None: it was about something else, the dialogue goes on."""
    soort = beurt.dossier.stand.pop("vraagt")
    return await AFHANDELING[soort](beurt)


async def handel_af_bij(beurt: Beurt, *soorten: str) -> list[Any] | None:
    """The same, but only when one of these questions stands open."""
    return await handel_af(beurt) if beurt.dossier.stand.get("vraagt") in soorten else None


async def _corrigeer(beurt: Beurt) -> list[Any] | None:
    if beurt.act == "bevestigen" and not beurt.gegevens:
        return await beurt.vraag_verder()
    veld = genoemd_veld(beurt.tekst)
    if veld is None or beurt.gegevens or len(beurt.tekst.split()) > 5:
        return None
    beurt.dossier.vergeet([veld])
    return await beurt.vraag_verder()


async def _bewaren(beurt: Beurt) -> list[Any] | None:
    plat = vouw(beurt.tekst)
    if _NIET_BEWAREN.search(plat) or (_WISSEN.search(plat) and not _NIET_WISSEN.search(plat)):
        return await wis(beurt)
    if _DOORGAAN.search(plat):
        beurt.zeg("utter_niet_opnieuw")
        return await beurt.vraag_verder()
    if beurt.act in TWIJFELT or _OM_HET_EVEN.search(plat):  # nothing is erased for who doubts
        beurt.zeg("utter_gestopt_twijfel")
        return await beurt.besluit(naar="gesloten", reden="inwoner_stopt")
    if _NIET_WISSEN.search(plat) or _BEWAREN.search(plat) or ja_nee(plat) == "ja" or beurt.act in BEWAART:
        beurt.zeg("utter_gestopt_bewaard")
        return await beurt.besluit(naar="gesloten", reden="inwoner_stopt")
    return await vraag(beurt, "bewaren") if beurt.act == "gegevens_wissen" else None


async def _wissen(beurt: Beurt) -> list[Any] | None:
    if ja_nee(beurt.tekst) != "nee" and (
        beurt.act in ("bevestigen", "gegevens_wissen")
        or ja_nee(beurt.tekst) == "ja"
        or _WISSEN.search(vouw(beurt.tekst))
    ):
        return await wis(beurt)
    beurt.zeg("utter_niet_gewist")
    return await beurt.vraag_verder()


async def _opnieuw(beurt: Beurt) -> list[Any] | None:
    if beurt.act in ("bevestigen", "opnieuw") or ja_nee(beurt.tekst) == "ja":
        gezegd = beurt.dossier.stand.get("gezegd", {})
        beurt.dossier = Dossier(stand={"gezegd": gezegd})  # what the bot said, so that it does not say the same again
        beurt.zeg("utter_opnieuw_begonnen")
        return await beurt.vraag_verder()
    beurt.zeg("utter_niet_opnieuw")
    return await beurt.vraag_verder()


# How people say that they are at the end of their strength, where the reader may not be sure that it is the care.
_OP = re.compile(
    r"\b(?:bekaf|doodop|doodmoe|uitgeput|gesloopt|overspannen|aan het eind van (?:mijn|m'n|me) (?:latijn|krachten)"
    r"|(?:trek|hou|houd|red) (?:het|dit|'t|t) (?:zelf )?(?:bijna |haast |zo )?niet)\b"
)


def past_eigen_gesprek(beurt: Beurt) -> bool:
    """Somebody close who cannot go on for long is offered a talk of their own. Once, right after the volhoudtijd, when
    that is short or a half year with an overload heard; who asks help for themselves has that talk already."""
    dossier, duur = beurt.dossier, beurt.dossier.waarde("volhoudtijd")
    kort = duur in KORT_VOL_TE_HOUDEN or (duur == "half_jaar" and _overbelast(dossier))
    return beurt.vraag == "volhoudtijd" and dossier.is_ander and kort and not dossier.stand.get("eigen_gesprek")


def _overbelast(dossier: Dossier) -> bool:
    verhaal = vouw(" ".join(str(dossier.waarde(veld) or "") for veld in ("hulpvraag", "nodig", "netwerk")))
    return dossier.heeft("mantelzorg", "nodig") or bool(_OP.search(verhaal))


async def _eigen_gesprek(beurt: Beurt) -> list[Any] | None:
    """Own load is the mantelzorger's own confidence: noted apart, as what they need, and never asked twice."""
    antwoord = ja_nee(beurt.tekst)
    if antwoord == "ja" or beurt.act == "bevestigen":
        beurt.dossier.voeg_toe("nodig", f"{EIGEN_GESPREK} ({beurt.tekst})", beurt.volgnummer)
        nieuw = {"leefgebied": "mantelzorg", "aspect": "nodig", "tekst": f"{EIGEN_GESPREK} ({beurt.tekst})"}
        beurt.dossier.hoor([nieuw], beurt.volgnummer)
        beurt.zeg("utter_eigen_gesprek_ja")
        return await beurt.vraag_verder()
    if antwoord == "nee" or beurt.act in ("ontkennen", "weet_niet"):
        beurt.zeg("utter_eigen_gesprek_nee")
        return await beurt.vraag_verder()
    return None


async def _mens(beurt: Beurt) -> list[Any] | None:
    """Only a plain yes or no to the offer of a human; anything else is said to the question that stands open."""
    antwoord = ja_nee(beurt.tekst) if len(beurt.tekst.split()) <= KORT_ANTWOORD else None
    if antwoord == "ja":
        return await geef_door(beurt)
    if antwoord == "nee":
        beurt.zeg("utter_niet_opnieuw")
        return await beurt.vraag_verder()
    return None


async def geef_door(beurt: Beurt) -> list[Any]:
    """To a human; said in the language that somebody wrote in, when that is not Dutch."""
    in_taal = f"utter_mens_spreken_{beurt.dossier.stand.get('taal')}"
    beurt.zeg(in_taal if beurt.kent(in_taal) else "utter_mens_spreken")
    return await beurt.besluit(naar="wacht_op_mens", reden="mens_gevraagd")


async def wis(beurt: Beurt) -> list[Any]:
    """Erases the draft and the words of this conversation; what was submitted only people can erase."""
    beurt.dossier = Dossier()
    beurt.zeg("utter_gewist")
    return await beurt.besluit(naar="gesloten", reden="gegevens_gewist", wis=True)


AFHANDELING: dict[str, Callable[[Beurt], Awaitable[list[Any] | None]]] = {
    "corrigeer": _corrigeer,
    "bewaren": _bewaren,
    "wissen": _wissen,
    "opnieuw": _opnieuw,
    "eigen_gesprek": _eigen_gesprek,
    "tegenspraak": tegenspraak.handel_af,
    "netwerk": tegenspraak.handel_netwerk_af,
    "mens": _mens,
}
