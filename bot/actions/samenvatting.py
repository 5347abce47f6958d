"""The summary that the resident approves: their own words, grouped as the medewerker will read them."""

from __future__ import annotations

import re

import phonenumbers

from bot.actions.dossier import Dossier
from bot.actions.teksten import EEN_ANDER, KOPPEN, NIEMAND, REGELS, UZELF
from loket_backend.catalogus import label

# So many words may well be read twice.
KORT = 12


def samenvatting(dossier: Dossier) -> str:
    """Plain text, a line a field; what was not discussed is left out."""
    blokken = [_blok(dossier, veld, **kop) for veld, kop in KOPPEN.items() if not _is_het_verhaal(dossier, veld)]
    regels = [": ".join(regel(dossier, veld)) for veld in REGELS if _heeft(dossier, veld)]
    return "\n\n".join([blok for blok in blokken if blok] + (["\n".join(regels)] if regels else []))


def _is_het_verhaal(dossier: Dossier, veld: str) -> bool:
    """What is needed was the whole story: a long text is not shown twice."""
    verhaal = str(dossier.waarde("hulpvraag") or "")
    return veld == "nodig" and dossier.waarde(veld) == verhaal and len(verhaal.split()) > KORT


def _blok(dossier: Dossier, veld: str, zelf: str, ander: str) -> str:
    woorden = dossier.waarde(veld)
    kop = ander if dossier.is_ander else zelf
    return f"{kop}:\n“{woorden}”" if woorden else ""


def _voor_wie(dossier: Dossier) -> str:
    return str(dossier.stand.get("wie") or EEN_ANDER) if dossier.is_ander else UZELF


def _heeft(dossier: Dossier, veld: str) -> bool:
    return dossier.waarde(veld) is not None


def _leesbaar(veld: str, waarde: object) -> str:
    if isinstance(waarde, list):
        return ", ".join(map(label, waarde)) or NIEMAND
    tekst = str(waarde)
    if veld == "postcode":
        return f"{tekst[:4]} {tekst[4:]}"
    if veld == "telefoon":
        return _telefoon(tekst)
    return label(tekst)


def _telefoon(nummer: str) -> str:
    """A number in groups that can be read aloud: "06 12 34 56 78", "0528 123 456", "+49 1512 345 67 89"."""
    ontleed = phonenumbers.parse(nummer, "NL")
    vorm = phonenumbers.PhoneNumberFormat
    tekst = phonenumbers.format_number(ontleed, vorm.NATIONAL if ontleed.country_code == 31 else vorm.INTERNATIONAL)
    return re.sub(r"\d{5,}", lambda reeks: " ".join(re.findall(r"^\d{3}(?=(?:\d\d)+$)|\d\d", reeks[0])), tekst)


def regel(dossier: Dossier, veld: str) -> tuple[str, str]:
    """One line of the summary: what it is called, and what it says."""
    return REGELS[veld], _voor_wie(dossier) if veld == "voor_wie" else _leesbaar(veld, dossier.waarde(veld))
