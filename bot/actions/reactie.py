"""What the bot says back to a piece of the story, before it asks on: one short sentence that fits what was heard.

It names what was said; it does not pretend to feel. Each reaction is used once in a conversation, then a plain receipt.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.actions.beurt import Beurt
from bot.actions.dossier import TEKSTVELDEN
from bot.lezen.citaat import citaat
from bot.lezen.relatie import noemt_iemand
from bot.lezen.tekst import vouw
from loket_backend.catalogus import KORT_VOL_TE_HOUDEN, OVERGESLAGEN

ZEKER, GEHOORD = 0.5, 0.4
# So many times in a row "weet ik niet", and the bot says that the medewerker will find out with them.
ONBEKEND = 3
ONTKENT = re.compile(r"\b(?:niet|nie|niks|niets|geen|gin|nooit)\b")
# Nobody there, or nobody who can: no reason to be glad.
_HELPT_WEINIG = re.compile(
    r"\b(?:niemand|niemant|niet|nie|geen|gin|gien|nooit|weinig|nauwelijks|amper|alleen (?:ik|ikzelf|maar)|ik alleen|zelf|druk|lastig\w*|verhuis\w*|ver weg)\b"
)
VERLIES = (
    r"\b(?:overl(?:e|ee|ij|ei|i)?d(?:en|n|e|t)?|gestorv\w+|dood ?gegaan|is (?:al \w+ )?dood|oet de tied"
    r"|weduwe|weduwnaar|begraven|verloren heb|is er niet meer|uit de tijd)\b"
)


@dataclass(frozen=True)
class Reactie:
    """Fits when the words are there, or when one of the pairs was heard; with `samen` only when the words are in what was heard."""

    response: str
    woorden: str = ""
    paren: tuple[str, ...] = ()
    samen: bool = False


def _bij(response: str, woorden: str, *leefgebieden: str) -> Reactie:
    """A reaction that names the thing: the word was said, and something does not work in that leefgebied."""
    return Reactie(response, rf"\b(?:{woorden})\b", tuple(f"{lg}/nodig" for lg in leefgebieden), samen=True)


# In this order: the first that fits and was not said before.
REACTIES = (
    Reactie(
        "utter_reactie_bang",
        r"\b(?:uit huis (?:worden )?(?:gehaald|geplaatst)|afpakken|afgepakt|weggehaald|bang dat (?:we|ik|ze|jullie))\b",
    ),
    Reactie(
        "utter_reactie_boos",
        r"\b(?:spuugzat|zat van|het zat|belachelijk|schandalig|schande|niemand (?:belt|doet|luistert|komt)|kastje naar de muur"
        r"|godver\w*|klote\w*|kut\w*|rot op|boos|woest|laat me in de steek)\b|\bal \w+ (?:weken|maanden) wachte?n?\b",
    ),
    Reactie("utter_reactie_verlies", VERLIES),
    Reactie(
        "utter_reactie_radeloos",
        r"\b(?:(?:geen|gin) raad (?:meer|mee)|ten einde raad|radeloos|wanhopig|op (?:mijn|m'n) tandvlees"
        r"|zit er (?:helemaal )?doorheen|weet het (?:echt |gewoon )?niet meer)\b",
    ),
    Reactie("utter_reactie_gevallen", r"\b(?:gevallen|val ik|valt (?:vaak|steeds)|viel (?:ik|hij|ze)|valpartij\w*)\b"),
    Reactie("utter_reactie_mantelzorg", paren=("mantelzorg/nodig",)),
    Reactie("utter_reactie_veiligheid", paren=("veiligheid/nodig",)),
    _bij("utter_reactie_trap", r"trap(?:pen)?|traplopen|trap (?:op|af)", "mobiliteit", "wonen"),
    _bij("utter_reactie_wassen", r"douche\w*|wassen|aankleden|kousen|haren wassen|in bad", "zelfzorg"),
    _bij("utter_reactie_boodschappen", r"boodschap\w*|winkel\w*|supermarkt", "huishouden", "mobiliteit"),
    _bij("utter_reactie_tuin", r"tuin\w*|gras|heg|onkruid", "huishouden", "wonen"),
    _bij("utter_reactie_koken", r"koken|eten maken|maaltijd\w*|warm eten", "huishouden", "zelfzorg"),
    _bij(
        "utter_reactie_schoonmaken",
        r"stofzuig\w*|dweil\w*|ramen|poets\w*|schoonma\w*|schoonhouden|soppen",
        "huishouden",
    ),
    _bij("utter_reactie_zien", r"slechtziend\w*|blind\w*|zie\w*|ogen|staar", "gezondheid", "administratie"),
    _bij("utter_reactie_horen", r"slechthorend\w*|doof|hoor\w*|gehoor\w*", "gezondheid", "contact"),
    _bij("utter_reactie_slapen", r"slaa?p\w*|wakker", "gezondheid", "gemoed"),
    _bij("utter_reactie_pijn", r"pijn\w*|zeer|zere", "gezondheid", "mobiliteit"),
    _bij(
        "utter_reactie_geld",
        r"geld\w*|schuld\w*|rekening\w*|betal\w*|rondkomen|incasso\w*|deurwaarder\w*",
        "administratie",
    ),
    Reactie("utter_reactie_geheugen", paren=("geheugen/nodig",)),
    Reactie("utter_reactie_gemoed", paren=("gemoed/nodig",)),
    Reactie("utter_reactie_contact", paren=("contact/nodig",)),
    Reactie("utter_reactie_gezin", paren=("gezin/nodig",)),
    Reactie("utter_reactie_papieren", paren=("administratie/nodig",)),
    Reactie("utter_reactie_gezondheid", paren=("gezondheid/nodig",)),
    Reactie("utter_reactie_lopen", paren=("mobiliteit/nodig", "wonen/nodig")),
    Reactie("utter_reactie_huis", paren=("huishouden/nodig", "zelfzorg/nodig")),
)
# What fits the question that was answered.
BIJ_VRAAG = {
    "kan": "utter_reactie_kan",
    "wil": "utter_reactie_wil",
    "netwerk": "utter_reactie_netwerk",
    "aanbod": "utter_reactie_aanbod",
}


def zeg_iets_terug(beurt: Beurt) -> None:
    """One sentence that fits the answer, before the next question."""
    stand = beurt.dossier.stand
    stand["onbekend"] = stand.get("onbekend", 0) + 1 if beurt.act == "weet_niet" else 0
    if stand["onbekend"] == ONBEKEND:
        beurt.zeg("utter_weet_niet_vaak")
    elif beurt.act == "weet_niet":
        beurt.zeg("utter_geeft_niet")
    elif beurt.vraag == "volhoudtijd" and beurt.dossier.waarde("volhoudtijd") in KORT_VOL_TE_HOUDEN:
        beurt.zeg("utter_volhoudtijd_kort")
    elif beurt.vraag == "inwoner_weet_ervan" and beurt.dossier.waarde("inwoner_weet_ervan") == "nee":
        beurt.zeg("utter_weet_er_niet_van")
    elif beurt.act == "ontkennen" and beurt.dossier.status(beurt.vraag or "") == OVERGESLAGEN:
        beurt.zeg("utter_overgeslagen")
    elif stand.get("biedt_aan") and "utter_biedt_aan" not in stand.setdefault("gereageerd", []):
        stand["gereageerd"].append("utter_biedt_aan")
        beurt.zeg("utter_biedt_aan")
    elif beurt.act == "hulpvraag" and beurt.vraag in (*TEKSTVELDEN, None):
        # a colleague gets a receipt; the other reactions are for who lives it
        if beurt.dossier.van_professional:
            beurt.zeg("utter_gehoord")
        else:
            reageer(beurt)


def reageer(beurt: Beurt) -> None:
    """Says one reaction."""
    gezegd = beurt.dossier.stand.setdefault("gereageerd", [])
    passend = next((r.response for r in REACTIES if r.response not in gezegd and _past(beurt, r)), None)
    bij_vraag = BIJ_VRAAG.get(beurt.vraag or "")
    gehoord = any(u["aspect"] == beurt.vraag and u["zekerheid"] >= GEHOORD for u in beurt.uitspraken)
    if beurt.vraag == "kan" and (noemt_iemand(beurt.tekst) or ONTKENT.search(vouw(beurt.tekst))):
        gehoord = False  # the question colours what is heard; "mijn dochter doet dat" is no ability of one's own
    if beurt.vraag == "netwerk" and (_HELPT_WEINIG.search(vouw(beurt.tekst)) or re.search(VERLIES, vouw(beurt.tekst))):
        gehoord = False
    if passend is None and bij_vraag and bij_vraag not in gezegd and gehoord:
        passend = bij_vraag
    if passend is None:
        beurt.zeg("utter_gehoord")
        return
    gezegd.append(passend)
    beurt.zeg(passend)


def _past(beurt: Beurt, reactie: Reactie) -> bool:
    gehoord = [
        u["tekst"]
        for u in beurt.uitspraken
        if u["zekerheid"] >= ZEKER and f"{u['leefgebied']}/{u['aspect']}" in reactie.paren
    ]
    if reactie.samen:  # "koken doe ik nog" beside a need is no trouble with cooking
        return any(re.search(reactie.woorden, vouw(citaat(beurt.tekst, deel))) for deel in gehoord)
    return bool(gehoord) or (bool(reactie.woorden) and re.search(reactie.woorden, vouw(beurt.tekst)) is not None)
