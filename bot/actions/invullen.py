"""What one message answers, written into the draft: the question that was asked, and whatever else it tells."""

from __future__ import annotations

from typing import Any

from bot.actions import tegenspraak
from bot.actions.beurt import Beurt
from bot.actions.dossier import TEKSTVELDEN
from bot.actions.eigen_woorden import schrijf_eigen_woorden
from bot.actions.personen import onthoud_eigen_naam, onthoud_persoon
from bot.actions.teksten import DELEN_OOK
from bot.actions.verhaal import ZEKER, schrijf_verhaal
from bot.lezen.tekst import woorden
from bot.lezen.toestemming import andere_partij
from loket_backend.catalogus import VELDEN

# What is read unasked in any message is kept when the field holds nothing yet.
ONGEVRAAGD = (
    "voor_wie",
    "relatie",
    "inwoner_weet_ervan",
    "postcode",
    "telefoon",
    "melder_naam",
    "contact_voorkeur",
    "contact_moment",
)
JA_NEE = {"bevestigen": "ja", "ontkennen": "nee", "weet_niet": "weet_niet"}
KORT = 5


def beantwoord(beurt: Beurt) -> bool:
    """Writes what this message answers into the draft. False when the question asked stays without an answer."""
    if not beurt.tekst:
        return False  # beside its questions the message says nothing
    vul_gegevens_in(beurt)
    tegenspraak.hernoem(beurt)
    veld, dossier = beurt.vraag, beurt.dossier
    if beurt.act == "hulpvraag" or beurt.crisis:
        dossier.hoor(beurt.uitspraken, beurt.volgnummer)
    if veld is None or veld == "akkoord" or veld not in VELDEN:
        return schrijf_verhaal(beurt)
    if veld in TEKSTVELDEN:
        return schrijf_eigen_woorden(beurt, veld)
    return _gesloten(beurt, veld)


def _gesloten(beurt: Beurt, veld: str) -> bool:
    """A field with a closed value, a name or a moment."""
    dossier = beurt.dossier
    if veld in beurt.gegevens:
        return True
    ja = JA_NEE.get(beurt.act)
    plain = beurt.zekerheid >= ZEKER and len(woorden(beurt.tekst)) <= KORT
    if VELDEN[veld].soort == "keuze" and ja in VELDEN[veld].keuzes and plain:
        dossier.zet(veld, ja, beurt.volgnummer)
        return True
    if veld == "contact_moment" and beurt.act == "hulpvraag" and "?" not in beurt.tekst:
        dossier.voeg_toe(veld, beurt.tekst, beurt.volgnummer)
        return True
    if beurt.act == "weet_niet" or (beurt.act == "ontkennen" and veld not in ("voor_wie", "relatie")):
        dossier.sla_over(veld, beurt.volgnummer)
        return True
    schrijf_verhaal(beurt)
    return not dossier.is_open(veld)


def vul_gegevens_in(beurt: Beurt) -> None:
    """Closed values: that of the question, and those that came along for fields that hold nothing yet."""
    for veld, waarde in beurt.gegevens.items():
        if veld == beurt.vraag or (veld in ONGEVRAAGD and beurt.dossier.waarde(veld) is None):
            zet_gegeven(beurt, veld, waarde)
    if beurt.vraag == "toestemming" and "toestemming" in beurt.gegevens and andere_partij(beurt.tekst):
        beurt.dossier.voeg_toe("hulpvraag", f"{DELEN_OOK}: {beurt.tekst}", beurt.volgnummer)
    onthoud_persoon(beurt)
    onthoud_eigen_naam(beurt)


def zet_gegeven(beurt: Beurt, veld: str, waarde: Any) -> None:
    if veld in ("relatie", "melder_naam") and beurt.dossier.waarde("voor_wie") == "zelf":
        return
    if veld == "inwoner_weet_ervan" and not beurt.dossier.is_ander:
        return
    if veld == "contact_moment" and beurt.dossier.waarde("contact_voorkeur") != "bellen":
        return
    beurt.dossier.zet(veld, waarde, beurt.volgnummer)
