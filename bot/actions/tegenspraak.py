"""Something is said that an earlier message denies: the bot asks which of the two it is, once a task, and keeps the answer."""

from __future__ import annotations

import re
from typing import Any

from bot.actions.beurt import Beurt
from bot.actions.dossier import TEKSTVELDEN
from bot.lezen.bezigheden import Bezigheid, Gezegd, bezigheid, gaat_over, lees_bezigheden
from bot.lezen.keuze import ja_nee
from bot.lezen.relatie import noemt_iemand
from bot.lezen.tekst import vouw, woorden

_WISSELT = re.compile(r"\b(?:wissel\w*|soms|af en toe|de ene|verschilt|hangt|allebei|beide|een beetje|nog net)\b")
_NIET = re.compile(r"\b(?:niet|nie|nait|neet|niks|nooit|geen)\b")
_WEL = re.compile(r"\b(?:wel|nog|zelf|zolf|prima)\b")
# More words are a story, not an answer to this.
LANG = 12
ANDER = {"kan": "nodig", "nodig": "kan"}


def merk_op(beurt: Beurt) -> Gezegd | None:
    """Remembers what this message says of each task; the first that contradicts an earlier message, when it was not asked before."""
    stand = beurt.dossier.stand
    bekend: dict[str, str] = stand.setdefault("bezigheden", {})
    gevraagd: list[str] = stand.setdefault("nagevraagd", [])
    strijdig = None
    for gezegd in lees_bezigheden(beurt.tekst, over_ander=beurt.dossier.is_ander or "genoemd" in stand):
        naam = gezegd.bezigheid.naam
        if bekend.setdefault(naam, gezegd.aspect) == gezegd.aspect:
            continue
        if strijdig is None and naam not in gevraagd and _staat_er(beurt, gezegd):
            strijdig = gezegd
    return strijdig


def _staat_er(beurt: Beurt, gezegd: Gezegd) -> bool:
    """Only what stands in the draft under the other aspect can be contradicted."""
    eerder = str(beurt.dossier.waarde(ANDER[gezegd.aspect]) or "")
    return gaat_over(eerder, gezegd.bezigheid)


async def vraag(beurt: Beurt, gezegd: Gezegd) -> list[Any]:
    stand = beurt.dossier.stand
    stand["nagevraagd"].append(gezegd.bezigheid.naam)
    stand["tegenspraak"] = [gezegd.bezigheid.naam, gezegd.aspect, gezegd.deel]
    stand["vraagt"] = "tegenspraak"
    beurt.zeg(f"utter_tegenspraak_{gezegd.aspect}", wat=gezegd.bezigheid.naam)
    return await beurt.besluit()


async def handel_af(beurt: Beurt) -> list[Any] | None:
    """The answer: it does not go, it goes, or it varies and both stay. None when the message is about something else."""
    naam, aspect, deel = beurt.dossier.stand.pop("tegenspraak")
    uitkomst = _uitkomst(beurt, aspect)
    if uitkomst is None:
        return None
    wat = bezigheid(naam)
    if uitkomst == "wisselt":
        beurt.dossier.voeg_toe("nodig", deel if aspect == "nodig" else beurt.tekst, beurt.volgnummer)
        beurt.zeg("utter_tegenspraak_wisselt")
    else:
        houd(beurt, wat, uitkomst, deel if aspect == uitkomst else beurt.tekst)
        beurt.zeg("utter_tegenspraak_duidelijk")
    return await beurt.vraag_verder()


def _uitkomst(beurt: Beurt, aspect: str) -> str | None:
    plat = vouw(beurt.tekst)
    if _WISSELT.search(plat) or beurt.act == "weet_niet":
        return "wisselt"
    if len(woorden(plat)) > LANG:
        return None
    zonder = re.sub(r"^(?:ja|nee+|jawel|jazeker)(?: hoor)?[,. ]*", "", plat)
    if _NIET.search(zonder):
        return "nodig"
    if _WEL.search(zonder):
        return "kan"
    antwoord = ja_nee(beurt.tekst)
    return None if antwoord is None else aspect if antwoord == "ja" else ANDER[aspect]


def houd(beurt: Beurt, wat: Bezigheid, aspect: str, woorden_: str) -> None:
    """Takes the task out of the aspect that was wrong, and puts the words under the one that is right."""
    dossier, fout = beurt.dossier, ANDER[aspect]
    dossier.stand.setdefault("bezigheden", {})[wat.naam] = aspect
    dossier.uitspraken = [
        u
        for u in dossier.uitspraken
        if not (u["aspect"] == fout and u["leefgebied"] == wat.leefgebied and gaat_over(u["tekst"], wat))
    ]
    over = [r for r in str(dossier.waarde(fout) or "").split("\n") if r and not gaat_over(r, wat)]
    if not over:
        dossier.vergeet([fout])
    else:
        dossier.antwoorden[fout]["waarde"] = "\n".join(over)
    if not gaat_over(str(dossier.waarde(aspect) or ""), wat):
        dossier.voeg_toe(aspect, woorden_, beurt.volgnummer)
    if not any(u["aspect"] == aspect and gaat_over(u["tekst"], wat) for u in dossier.uitspraken):
        nieuw = {"leefgebied": wat.leefgebied, "aspect": aspect, "tekst": woorden_}
        dossier.hoor([nieuw], beurt.volgnummer)


def hernoem(beurt: Beurt) -> None:
    """What is plainly said to go or not to go is no answer about helpers or wishes: the pair gets the aspect that was said."""
    if beurt.vraag not in ("kan", "nodig", "netwerk", "wil", "aanbod"):
        return
    for gezegd in lees_bezigheden(beurt.tekst, over_ander=beurt.dossier.is_ander):
        if noemt_iemand(gezegd.deel):
            continue
        for uitspraak in beurt.uitspraken:
            van_de_vraag = uitspraak["aspect"] == beurt.vraag != gezegd.aspect
            if (
                van_de_vraag
                and gezegd.deel in uitspraak["tekst"]
                and uitspraak["leefgebied"] == gezegd.bezigheid.leefgebied
            ):
                uitspraak["aspect"] = gezegd.aspect


_NIEMAND = re.compile(r"\b(?:niemand|niemant|gien mens|geen mens|geen hulp|alleen ikzelf|sta er alleen voor)\b")
# "De zuster komt, verder niemand" names a helper already.
_TOCH = re.compile(r"\b(?:verder|behalve|buiten|voor de rest|op .{1,20} na)\b")
# From this chance the reader gives a helper is asked about; from the second where somebody is named.
HELPT_ZEKER, HELPT_GENOEMD = 0.6, 0.45


def helpt_toch_iemand(beurt: Beurt) -> bool:
    """Whether a helper is heard after it was noted that there is none; asked once."""
    eerder = vouw(str(beurt.dossier.waarde("netwerk") or ""))
    verteld = beurt.vraag in (None, *TEKSTVELDEN) and beurt.vraag != "netwerk" and "helper" not in beurt.dossier.stand
    return verteld and bool(_helpers(beurt)) and _NIEMAND.search(eerder) is not None and not _TOCH.search(eerder)


def _helpers(beurt: Beurt) -> list[str]:
    """What tells of a helper: heard for sure, or less sure where somebody is named ("mijn dochter wast mij")."""
    gehoord = [(u["tekst"], u["zekerheid"]) for u in beurt.uitspraken if u["aspect"] == "netwerk"]
    return [tekst for tekst, z in gehoord if z >= (HELPT_GENOEMD if noemt_iemand(tekst) else HELPT_ZEKER)]


async def vraag_netwerk(beurt: Beurt) -> list[Any]:
    beurt.dossier.stand.update(vraagt="netwerk", helper=_helpers(beurt)[0].strip(" ,."))
    beurt.zeg("utter_tegenspraak_netwerk")
    return await beurt.besluit()


async def handel_netwerk_af(beurt: Beurt) -> list[Any] | None:
    """Somebody helps after all, or nobody does."""
    dossier, antwoord = beurt.dossier, ja_nee(beurt.tekst)
    helper = dossier.stand["helper"]
    if len(woorden(beurt.tekst)) > LANG:
        return None
    if antwoord == "ja" or (antwoord is None and noemt_iemand(beurt.tekst)):
        dossier.zet("netwerk", helper, beurt.volgnummer)
    elif antwoord == "nee":
        dossier.uitspraken = [u for u in dossier.uitspraken if u["aspect"] != "netwerk" or helper not in u["tekst"]]
    else:
        return None
    beurt.zeg("utter_tegenspraak_duidelijk")
    return await beurt.vraag_verder()
