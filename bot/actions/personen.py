"""Who is meant: the person the help is for, the name of whoever writes, and what changes when it turns out to be somebody else."""

from __future__ import annotations

import re

from bot.actions.beurt import Beurt
from bot.actions.reactie import VERLIES
from bot.lezen.citaat import zinnen
from bot.lezen.relatie import noem_persoon, noemt_iemand, spreekt_over_zichzelf
from bot.lezen.tekst import vouw

# What is said of somebody who needs help, not of somebody who gives it ("mijn zoon doet de was").
_TOESTAND = "heeft|hef|hek|is|kan|vergeet|valt|viel|wordt|ligt|krijgt|zit|loopt|wil|durft|ziet|hoort|had|slaapt|eet|red|redt|moet|was|raakt|dwaalt"
_LEEFTIJD = r"(?:,? (?:van |is )?(?:in de )?\d{1,3}(?: jaar)?,?| \(\d{1,3}\))?"
ALLEEN_VOOR_ANDER = ("relatie", "inwoner_weet_ervan", "melder_naam", "volhoudtijd")


def onthoud_persoon(beurt: Beurt) -> None:
    """The word by which the writer calls the person: surely once it is for another, as a guess to ask for while that is open."""
    persoon = noem_persoon(beurt.tekst)
    if persoon is None:
        return
    if beurt.dossier.is_ander and "wie" not in beurt.dossier.stand:
        beurt.dossier.stand["wie"] = persoon if persoon in ("mevrouw", "meneer") else f"uw {persoon}"
    elif beurt.dossier.is_open("voor_wie") and _heeft_het_nodig(beurt, persoon):
        beurt.dossier.stand.setdefault("genoemd", persoon)


def _heeft_het_nodig(beurt: Beurt, persoon: str) -> bool:
    """Whether the person mentioned is the one of whom a need was told: not the helper, and not somebody who died."""
    if re.search(VERLIES, vouw(beurt.tekst)):
        return False
    van_wie = rf"\b{re.escape(persoon)}\b{_LEEFTIJD}(?: en)? ?(?:die |hij |ze |zij )?(?:{_TOESTAND})\b"
    zorgt_voor = rf"\bzorg\w*\b(?: \w+){{0,4}}? voor (?:\w+ ){{1,2}}{re.escape(persoon)}\b"
    return re.search(rf"{van_wie}|{zorgt_voor}", vouw(beurt.tekst)) is not None


def onthoud_eigen_naam(beurt: Beurt) -> None:
    """Who introduces themselves unasked gives their own name: that of the inwoner or of the melder, once it is known who it is for."""
    stand, dossier = beurt.dossier.stand, beurt.dossier
    if "naam" in beurt.gegevens and beurt.vraag not in ("naam", "melder_naam"):
        stand["eigen_naam"] = beurt.gegevens["naam"]
    if "naam_ander" in beurt.gegevens:
        stand["naam_ander"] = beurt.gegevens["naam_ander"]
    veld = "melder_naam" if dossier.is_ander else "naam"
    if "eigen_naam" in stand and not dossier.is_open("voor_wie") and dossier.waarde(veld) is None:
        dossier.zet(veld, stand.pop("eigen_naam"), beurt.volgnummer)
    if "naam_ander" in stand and dossier.is_ander and dossier.waarde("naam") is None:
        dossier.zet("naam", stand.pop("naam_ander"), beurt.volgnummer)


def leid_voor_wie_af(beurt: Beurt) -> None:
    """Who speaks of themselves, and mentioned others only as helpers or as lost, asks for themselves; the summary shows it."""
    if not beurt.dossier.is_open("voor_wie"):
        return
    if _noemt_een_ander(beurt):
        # "Mijn moeder in Assen", and in the next message "ik kan niet elke dag": for whom it is has to be asked.
        beurt.dossier.stand["noemde"] = True
    nodig = any(u["aspect"] == "nodig" for u in beurt.uitspraken)
    if nodig and spreekt_over_zichzelf(beurt.tekst) and "noemde" not in beurt.dossier.stand:
        beurt.dossier.zet("voor_wie", "zelf", beurt.volgnummer)


def _noemt_een_ander(beurt: Beurt) -> bool:
    """Whether a sentence mentions somebody who is not just the one who helps, and did not die."""
    nodig = [u["tekst"] for u in beurt.uitspraken if u["aspect"] == "nodig"]
    helpt = [u["tekst"] for u in beurt.uitspraken if u["aspect"] == "netwerk"]
    return any(
        noemt_iemand(zin)
        and not (any(h in zin for h in helpt) and not any(n in zin for n in nodig))
        and not re.search(VERLIES, vouw(zin))
        for zin in zinnen(beurt.tekst)
    )


def wissel_voor_wie(beurt: Beurt, voor_wie: str) -> None:
    """The help turns out to be for somebody else: what was told stays, and each name goes to whom it belongs."""
    dossier = beurt.dossier
    dossier.stand.pop("wie", None)
    eigen = dossier.antwoorden.get("melder_naam" if dossier.is_ander else "naam")
    if voor_wie == "zelf":
        dossier.vergeet((*ALLEEN_VOOR_ANDER, "naam"))
        if eigen and eigen.get("waarde"):
            dossier.antwoorden["naam"] = eigen
    elif eigen and not dossier.is_ander:
        dossier.vergeet(["naam"])
        dossier.antwoorden["melder_naam"] = eigen
    dossier.zet("voor_wie", voor_wie, beurt.volgnummer)
