"""The sociale kaart as CSV, one line an offer, for a spreadsheet. What is written here reads back as the same (docs/samen/aanbod.md)."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping

from loket_backend.aanbod.bestand import Gelezen, lees_id
from loket_backend.aanbod.gegevens import VELDEN, Gegevens
from loket_backend.errors import OngeldigeInvoer

BOM = "\ufeff"
# A cell that begins so is read as a formula by a spreadsheet (OWASP, CSV injection).
FORMULE = ("=", "+", "-", "@", "\t", "\r")
# The name of a column where it is not that of the field.
KOLOMNAMEN = {"partij_id": "organisatie"}
KOLOMMEN = ("id", *(KOLOMNAMEN.get(veld, veld) for veld in VELDEN))
VERPLICHT = ("naam", "vorm", "bekostiging", "leefgebieden")
_VELD_VAN = {KOLOMNAMEN.get(veld, veld): veld for veld in VELDEN}


def schrijf(aanbod: Mapping[str, Gegevens]) -> str:
    """Semicolons between the cells, and a mark in front by which a spreadsheet knows UTF-8."""
    uit = io.StringIO()
    schrijver = csv.writer(uit, delimiter=";", lineterminator="\r\n")
    schrijver.writerow(KOLOMMEN)
    schrijver.writerows([id, *(_bewaakt(_cel(veld, een)) for veld in VELDEN)] for id, een in aanbod.items())
    return BOM + uit.getvalue()


def _cel(veld: str, een: Gegevens) -> str:
    waarde = getattr(een, veld)
    if waarde is None:
        return ""
    if isinstance(waarde, bool):
        return "ja" if waarde else "nee"
    if isinstance(waarde, tuple):
        return ", ".join(waarde)
    if veld == "kosten_jaar":
        return f"{waarde // 100},{waarde % 100:02}"
    return str(waarde)


def _bewaakt(cel: str) -> str:
    """An apostrophe before what begins like a formula, and before what would look like one that got it."""
    return f"'{cel}" if _lijkt_formule(cel) else cel


def _ontdaan(cel: str) -> str:
    return cel[1:] if cel.startswith("'") and _lijkt_formule(cel[1:]) else cel


def _lijkt_formule(cel: str) -> bool:
    return cel.lstrip(" \n'").startswith(FORMULE)


def lees(tekst: str) -> list[Gelezen]:
    """Semicolons or commas, the columns in any order. Raises OngeldigeInvoer for what is no such table at all."""
    kop, _, _ = tekst.partition("\n")
    lezer = csv.reader(io.StringIO(tekst, newline=""), delimiter=";" if kop.count(";") >= kop.count(",") else ",")
    try:
        rijen = [(lezer.line_num, rij) for rij in lezer]
    except csv.Error as fout:
        raise OngeldigeInvoer(f"Regel {lezer.line_num} is geen CSV. Kijk naar de aanhalingstekens.") from fout
    if not rijen:
        raise OngeldigeInvoer("Dit bestand is leeg.")
    kolommen = _kolommen(rijen[0][1])
    return [_gelezen(nummer, kolommen, rij) for nummer, rij in rijen[1:] if any(cel.strip() for cel in rij)]


def _kolommen(kop: list[str]) -> list[str]:
    namen = [naam.strip().lower() for naam in kop]
    fouten = [f"{naam}: deze kolom ontbreekt" for naam in VERPLICHT if naam not in namen]
    fouten += [f"{naam or 'leeg'}: deze kolom kent het loket niet" for naam in namen if naam not in KOLOMMEN]
    fouten += [f"{naam}: deze kolom staat er twee keer" for naam in sorted({n for n in namen if namen.count(n) > 1})]
    if fouten:
        raise OngeldigeInvoer("De kolommen kloppen niet: " + "; ".join(fouten) + ".", fouten)
    return namen


def _gelezen(nummer: int, kolommen: list[str], rij: list[str]) -> Gelezen:
    if len(rij) != len(kolommen):
        uitleg = f"Er staan {len(rij)} cellen, en er zijn {len(kolommen)} kolommen."
        return Gelezen(nummer, "", {}, {"regel": uitleg})
    cellen = {naam: _ontdaan(cel) for naam, cel in zip(kolommen, rij, strict=True)}
    ingevuld = {_VELD_VAN[naam]: cel for naam, cel in cellen.items() if naam != "id"}
    if not ingevuld.get("actief", "ja").strip():
        ingevuld["actief"] = "ja"
    try:
        return Gelezen(nummer, lees_id(cellen.get("id"), cellen["naam"], cellen.get("organisatie")), ingevuld)
    except ValueError as fout:
        return Gelezen(nummer, "", ingevuld, {"id": str(fout)})
