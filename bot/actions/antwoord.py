"""An answer to the question that was asked, and whatever else the same message tells."""

from __future__ import annotations

import re
from typing import Any

from rasa_sdk import Action

from bot.actions import aanbod, bevestigingen, herhaling, indienen, volgorde
from bot.actions.beurt import Beurt, Beurtactie
from bot.actions.dossier import TEKSTVELDEN
from bot.actions.reactie import VERLIES, reageer
from bot.lezen.keuze import ja_nee
from bot.lezen.relatie import noem_persoon, noemt_iemand, spreekt_over_zichzelf
from bot.lezen.tekst import vouw, woorden
from loket_backend.catalogus import BESPROKEN, VELDEN

# From this certainty what a story says by the way is an answer: the question is not asked any more. What is needed is the story itself.
GEZEGD = {"nodig": 0.4, "kan": 0.7, "wil": 0.7, "netwerk": 0.7, "aanbod": 0.75}
# An answer that is this surely about another question than the one asked, belongs there.
ELDERS = 0.75
# What is read unasked in any message is kept when the field holds nothing yet.
ONGEVRAAGD = ("voor_wie", "relatie", "postcode", "telefoon")
JA_NEE = {"bevestigen": "ja", "ontkennen": "nee", "weet_niet": "weet_niet"}
ZEKER = 0.6
WIE_WOORDEN = 3
MISSERS = 3
# Acts that say nothing we can do something with.
NIETSZEGGEND = frozenset(("nlu_fallback", "buiten_bereik"))
ONLEESBAAR = frozenset(("postcode", "telefoon", "toestemming", "naam", "melder_naam"))


class ActionAntwoord(Beurtactie, Action):
    async def doe(self, beurt: Beurt) -> list[Any]:
        if beurt.kenmerk:
            beurt.zeg("utter_al_ingediend", kenmerk=beurt.kenmerk)
            return await beurt.besluit()
        if beurt.dossier.stand.get("vraagt") and not beurt.crisis:
            gevolg = await bevestigingen.handel_af(beurt)
            if gevolg is not None:
                return gevolg
        beurt.dossier.stand.pop("gepauzeerd", None)
        if beurt.dossier.stand.pop("na_crisis", False) and beurt.act in ("ontkennen", "bevestigen", "weet_niet"):
            beurt.zeg("utter_verder")
            return await beurt.vraag_verder()
        if beurt.vraag == "akkoord" and not beurt.crisis:
            return await _bij_akkoord(beurt)
        return await _bij_veld(beurt)


async def _bij_akkoord(beurt: Beurt) -> list[Any]:
    if beurt.act == "bevestigen" and volgorde.volgende(beurt.dossier) == "akkoord":
        return await indienen.dien_in(beurt)
    if beurt.act == "ontkennen":
        return await bevestigingen.vraag_wat_klopt_niet(beurt)
    if beurt.act == "hulpvraag":
        vul_aan(beurt)
        beurt.zeg("utter_aangevuld")
    return await beurt.vraag_verder()


async def _bij_veld(beurt: Beurt) -> list[Any]:
    """Keeps the answer; what cannot be read is asked once more and then left open for the medewerker."""
    if aanbod.is_aarzeling(beurt):
        return await aanbod.laat_los(beurt)
    if keer := herhaling.tel(beurt):
        return await herhaling.bij_herhaling(beurt, keer)
    if not beantwoord(beurt):
        return await vraag_opnieuw(beurt)
    beurt.dossier.stand.pop("pogingen", None)
    beurt.dossier.stand.pop("missers", None)
    if beurt.crisis:
        return await beurt.vraag_verder()
    if beurt.act == "hulpvraag" and beurt.vraag in (*TEKSTVELDEN, None):
        reageer(beurt)
    elif beurt.act == "weet_niet":
        beurt.zeg("utter_geeft_niet")
    return await beurt.vraag_verder()


async def vraag_opnieuw(beurt: Beurt) -> list[Any]:
    """Once more in other words. Then simpler words with buttons for who says nothing that means something, and for another
    the question is left for the medewerker. The third miss in a row offers a human."""
    stand, veld = beurt.dossier.stand, beurt.vraag
    if aanbod.is_aarzeling(beurt):
        return await aanbod.laat_los(beurt)
    verteld = beurt.act == "hulpvraag" and bool(beurt.uitspraken)
    stand["pogingen"], stand["missers"] = stand.get("pogingen", 0) + 1, stand.get("missers", 0) + (not verteld)
    if stand["missers"] >= MISSERS:
        stand.update(missers=0, pogingen=1)
        return await beurt.bied_mens("utter_bied_mens_aan")
    if stand["missers"] == MISSERS - 1 and (beurt.act in NIETSZEGGEND or veld in (None, *TEKSTVELDEN)) and not verteld:
        return await eenvoudiger(beurt)
    if stand["pogingen"] > 1 and veld in VELDEN and veld not in ("hulpvraag", "akkoord"):
        beurt.dossier.sla_over(veld, beurt.volgnummer)
        stand.pop("pogingen")
        beurt.zeg("utter_laat_maar")
    elif verteld:
        reageer(beurt)
    else:
        beurt.zeg(f"utter_onleesbaar_{veld}" if veld in ONLEESBAAR else "utter_onleesbaar")
    return await beurt.vraag_verder()


async def eenvoudiger(beurt: Beurt) -> list[Any]:
    """The open question in the simplest words, with buttons to press."""
    veld = beurt.vraag if beurt.vraag in VELDEN else volgorde.volgende(beurt.dossier)
    beurt.zeg("utter_eenvoudiger")
    beurt.zeg(
        f"utter_uitleg_{veld}", knoppen_van="utter_vraag_akkoord" if veld == "akkoord" else beurt.vraagtekst(veld)
    )
    return await beurt.besluit(vraag=veld)


def beantwoord(beurt: Beurt) -> bool:
    """Writes what this message answers into the draft. False when the question asked stays without an answer."""
    vul_gegevens_in(beurt)
    veld, dossier = beurt.vraag, beurt.dossier
    if beurt.act == "hulpvraag" or beurt.crisis:
        dossier.hoor(beurt.uitspraken, beurt.volgnummer)
    if veld is None or veld == "akkoord" or veld not in VELDEN:
        return _verhaal(beurt)
    if veld in TEKSTVELDEN:
        return _eigen_woorden(beurt, veld)
    return _gesloten(beurt, veld)


def _gesloten(beurt: Beurt, veld: str) -> bool:
    """A field with a closed value, a name or a moment."""
    dossier = beurt.dossier
    if veld in beurt.gegevens:
        return True
    ja = JA_NEE.get(beurt.act)
    plain = beurt.zekerheid >= ZEKER and len(woorden(beurt.tekst)) <= 5
    if VELDEN[veld].soort == "keuze" and ja in VELDEN[veld].keuzes and plain:
        dossier.zet(veld, ja, beurt.volgnummer)
        return True
    if veld == "contact_moment" and beurt.act == "hulpvraag":
        dossier.voeg_toe(veld, beurt.tekst, beurt.volgnummer)
        return True
    if beurt.act == "weet_niet" or (beurt.act == "ontkennen" and veld not in ("voor_wie", "relatie")):
        dossier.sla_over(veld, beurt.volgnummer)
        return True
    _verhaal(beurt)
    return not dossier.is_open(veld)


def vul_gegevens_in(beurt: Beurt) -> None:
    """Closed values: that of the question, and those that came along for fields that hold nothing yet."""
    for veld, waarde in beurt.gegevens.items():
        if veld == beurt.vraag or (veld in ONGEVRAAGD and beurt.dossier.waarde(veld) is None):
            zet_gegeven(beurt, veld, waarde)
    onthoud_persoon(beurt)
    onthoud_eigen_naam(beurt)


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
    van_wie = rf"\b{re.escape(persoon)}\b(?: en)? (?:die |hij |ze |zij )?(?:{_TOESTAND})\b"
    return re.search(van_wie, vouw(beurt.tekst)) is not None


# What is said of somebody who needs help, not of somebody who gives it ("mijn zoon doet de was").
_TOESTAND = "heeft|is|kan|vergeet|valt|viel|wordt|ligt|krijgt|zit|loopt|wil|durft|ziet|hoort|had|slaapt|eet|red|redt|moet|was|raakt|dwaalt"


def zet_gegeven(beurt: Beurt, veld: str, waarde: Any) -> None:
    if veld == "relatie" and beurt.dossier.waarde("voor_wie") == "zelf":
        return
    beurt.dossier.zet(veld, waarde, beurt.volgnummer)


def onthoud_eigen_naam(beurt: Beurt) -> None:
    """Who introduces themselves unasked gives their own name: that of the inwoner or of the melder, once it is known who it is for."""
    stand, dossier = beurt.dossier.stand, beurt.dossier
    if "naam" in beurt.gegevens and beurt.vraag not in ("naam", "melder_naam"):
        stand["eigen_naam"] = beurt.gegevens["naam"]
    veld = "melder_naam" if dossier.is_ander else "naam"
    if "eigen_naam" in stand and not dossier.is_open("voor_wie") and dossier.waarde(veld) is None:
        dossier.zet(veld, stand.pop("eigen_naam"), beurt.volgnummer)


def _eigen_woorden(beurt: Beurt, veld: str) -> bool:
    """A text field: the person's own words, when there are any."""
    if beurt.act == "weet_niet" and len(beurt.tekst.split()) <= 6:
        beurt.dossier.sla_over(veld, beurt.volgnummer)
        return True
    if veld == "hulpvraag":
        return _verhaal(beurt)
    if (kaal := _kaal_antwoord(beurt)) is not None:
        return _bij_kaal_antwoord(beurt, veld, kaal)
    if re.search(r"\?\s*$|\b(?:bsn|burgerservicenummer|sofinummer)\b", beurt.tekst.lower()) and not beurt.uitspraken:
        return False
    if _hoort_elders(beurt, veld) or _alleen_wie(beurt, veld):
        return True
    beurt.dossier.voeg_toe(veld, beurt.tekst, beurt.volgnummer)
    neem_op(beurt)
    return True


def _kaal_antwoord(beurt: Beurt) -> str | None:
    """`ja` or `nee` when that is all that was said."""
    return ja_nee(beurt.tekst) if len(woorden(beurt.tekst)) <= 3 and not beurt.uitspraken else None


def _bij_kaal_antwoord(beurt: Beurt, veld: str, kaal: str) -> bool:
    """A bare "nee" is an answer without words; a bare "ja" asks for them."""
    if kaal == "nee" or beurt.dossier.stand.get("pogingen"):
        beurt.dossier.antwoorden[veld] = {"waarde": None, "status": BESPROKEN, "bronnen": [beurt.volgnummer]}
        return True
    return False


def _alleen_wie(beurt: Beurt, veld: str) -> bool:
    """ "Voor mezelf" at another question says whom it is for, and answers nothing else."""
    return veld != "netwerk" and "voor_wie" in beurt.gegevens and len(woorden(beurt.tekst)) <= WIE_WOORDEN


def _hoort_elders(beurt: Beurt, veld: str) -> bool:
    """Once a question: what is surely said about another one is kept there, and this one stays open."""
    elders = beurt.dossier.stand.setdefault("elders", [])
    aspecten = {u["aspect"] for u in beurt.uitspraken}
    zeker = [u for u in beurt.uitspraken if u["zekerheid"] >= ELDERS]
    if veld in aspecten or veld in elders or not zeker or len(zeker) < len(beurt.uitspraken):
        return False
    elders.append(veld)
    for uitspraak in zeker:
        beurt.dossier.voeg_toe(uitspraak["aspect"], uitspraak["tekst"], beurt.volgnummer)
    return True


def _verhaal(beurt: Beurt) -> bool:
    """A piece of the story, told at whatever moment."""
    if beurt.act == "voor_ander":
        beurt.dossier.voeg_toe("hulpvraag", beurt.tekst, beurt.volgnummer)
        return True
    if beurt.act != "hulpvraag" and not beurt.crisis:
        return bool(beurt.gegevens)
    if not beurt.crisis and not _zegt_iets(beurt):
        return False
    beurt.dossier.voeg_toe("hulpvraag", beurt.tekst, beurt.volgnummer)
    neem_op(beurt)
    leid_voor_wie_af(beurt)
    return True


def _zegt_iets(beurt: Beurt) -> bool:
    """One loose word that means nothing to us ("kaas") is no story."""
    return bool(beurt.uitspraken) or len(woorden(beurt.tekst)) >= 2 or beurt.zekerheid >= ZEKER


def neem_op(beurt: Beurt) -> None:
    """What the message says plainly of kan, wil, nodig, netwerk or aanbod answers that question, in its own words."""
    open_aspecten = {a for a in GEZEGD if a != beurt.vraag and beurt.dossier.is_open(a)}
    for uitspraak in beurt.uitspraken:
        aspect = uitspraak["aspect"]
        if aspect in open_aspecten and uitspraak["zekerheid"] >= GEZEGD[aspect]:
            beurt.dossier.voeg_toe(aspect, uitspraak["tekst"], beurt.volgnummer)


def leid_voor_wie_af(beurt: Beurt) -> None:
    """Who speaks of themselves and mentions nobody else asks for themselves; the summary shows it."""
    vrij = beurt.dossier.is_open("voor_wie") and not noemt_iemand(beurt.tekst)
    if vrij and spreekt_over_zichzelf(beurt.tekst) and any(u["aspect"] == "nodig" for u in beurt.uitspraken):
        beurt.dossier.zet("voor_wie", "zelf", beurt.volgnummer)


def vul_aan(beurt: Beurt) -> None:
    """Something more, or something else: it is put beside what it is about, else in the story."""
    vul_gegevens_in(beurt)
    beurt.dossier.hoor(beurt.uitspraken, beurt.volgnummer)
    beurt.dossier.voeg_toe(_waar_over(beurt), beurt.tekst, beurt.volgnummer)


def _waar_over(beurt: Beurt) -> str:
    """The text field that shares most words with the message, or that it was read as."""
    gezegd = {w for w in woorden(beurt.tekst) if len(w) > 3}
    gedeeld = {v: len(gezegd & set(woorden(str(beurt.dossier.waarde(v) or "")))) for v in TEKSTVELDEN[1:]}
    beste = max(gedeeld, key=lambda v: gedeeld[v])
    if gedeeld[beste] >= 2:
        return beste
    zeker = max(beurt.uitspraken, key=lambda u: float(u["zekerheid"]), default=None)
    return zeker["aspect"] if zeker else "hulpvraag"
