"""The summary that the resident approves: their own words, grouped as the medewerker will read them."""

from __future__ import annotations

import re

import phonenumbers

from bot.actions.dossier import Dossier
from bot.actions.teksten import KOPPEN, NIEMAND, REGELS
from loket_backend.catalogus import label


def samenvatting(dossier: Dossier) -> str:
    """Plain text, a line a field; what was not discussed is left out."""
    blokken = [_blok(dossier, veld, **kop) for veld, kop in KOPPEN.items()]
    regels = [
        f"{kop}: {_leesbaar(veld, dossier.waarde(veld))}" for veld, kop in REGELS.items() if _heeft(dossier, veld)
    ]
    return "\n\n".join([blok for blok in blokken if blok] + (["\n".join(regels)] if regels else []))


def _blok(dossier: Dossier, veld: str, zelf: str, ander: str) -> str:
    woorden = dossier.waarde(veld)
    kop = ander if dossier.is_ander else zelf
    return f"{kop}:\n“{woorden}”" if woorden else ""


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
