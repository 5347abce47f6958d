"""What can be said about an offer, in one shape for the form, the CSV and HSDS: read, tidied, and every fault named at once."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError, ValidationInfo

from loket_backend.catalogus import LEEFGEBIEDEN
from loket_backend.geld import lees_bedrag, toon_bedrag
from loket_backend.invoer import Veldfouten
from loket_backend.partijen.woorden import BEKOSTIGINGEN, VORMEN
from loket_backend.tijd import vandaag

MAX_TEKST = 2000
MAX_PLEKKEN = 100_000
# The column is 32 bits wide.
MAX_KOSTEN = 20_000_000_00
_SCHEIDING = re.compile(r"[,;|\n]")
_TELEFOON = re.compile(r"\+?[0-9][0-9 ()./-]{2,30}")
_MAIL = re.compile(r"[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;]+")
_DAG = re.compile(r"(\d{1,2})[-/](\d{1,2})[-/](\d{4})")
_JA_NEE = {"ja": True, "nee": False, "": False, "true": True, "false": False}


@dataclass(frozen=True)
class Bekend:
    """The wijken and parties there are, as id and name. `per_aanbod`: how many places lines of arrangements have of each offer, where they have any.

    `in_regels`: how many of those the offer that is judged has to leave room for.
    """

    wijken: Mapping[str, str] = field(default_factory=dict)
    partijen: Mapping[str, str] = field(default_factory=dict)
    per_aanbod: Mapping[str, int] = field(default_factory=dict)
    in_regels: int = 0

    def bij(self, aanbod_id: str, voor: Gegevens) -> Bekend:
        """To judge another `voor` with. Where more was given than there is, what stood there may stay as it was."""
        in_regels = self.per_aanbod.get(aanbod_id, 0)
        ruimte = in_regels if voor.plekken is None else max(0, voor.plekken - voor.bezet)
        return replace(self, in_regels=min(in_regels, ruimte))


def _tekst(waarde: object) -> str:
    """Without control characters and what no database keeps."""
    if waarde is None:
        return ""
    if not isinstance(waarde, str):
        raise ValueError("Dit is geen tekst.")
    tekst = waarde.replace("\r\n", "\n").replace("\r", "\n")
    if not tekst.isprintable():
        tekst = "".join(t for t in tekst if t in "\n\t" or unicodedata.category(t) not in ("Cc", "Cs", "Cn"))
    return unicodedata.normalize("NFC", tekst).strip()


def _regel(lengte: int) -> Callable[[object], str]:
    """One line of at most so many characters."""

    def lees(waarde: object) -> str:
        tekst = " ".join(_tekst(waarde).split())
        if len(tekst) > lengte:
            raise ValueError(f"Dit is te lang: {len(tekst)} tekens. Er passen {lengte} tekens in.")
        return tekst

    return lees


def _alinea(waarde: object) -> str:
    if len(tekst := _tekst(waarde)) > MAX_TEKST:
        raise ValueError(f"Dit is te lang: {len(tekst)} tekens. Er passen {MAX_TEKST} tekens in.")
    return tekst


def _naam(waarde: object) -> str:
    if not (naam := _regel(120)(waarde)):
        raise ValueError("Vul een naam in.")
    return naam


def _sleutel(keuzes: Mapping[str, str], leeg: str) -> Callable[[object], str]:
    def lees(waarde: object) -> str:
        sleutel = _regel(120)(waarde).lower()
        if sleutel not in keuzes:
            raise ValueError(f"“{sleutel}” kan hier niet. Kies uit: {', '.join(keuzes)}." if sleutel else leeg)
        return sleutel

    return lees


def _delen(waarde: object) -> list[str]:
    """The parts of a list, also of one that was typed with commas."""
    rij = _SCHEIDING.split(waarde) if isinstance(waarde, str) else waarde
    if not isinstance(rij, Sequence):
        raise ValueError("Dit is geen lijst.")
    return [deel for stuk in rij if (deel := _regel(120)(stuk))]


def _leefgebieden(waarde: object) -> tuple[str, ...]:
    """In the order of the catalogue."""
    gekozen = {deel.lower() for deel in _delen(waarde)}
    if vreemd := sorted(gekozen - set(LEEFGEBIEDEN)):
        raise ValueError(f"Dit is geen leefgebied: {', '.join(vreemd)}.")
    if not gekozen:
        raise ValueError("Kies minstens één leefgebied.")
    return tuple(sleutel for sleutel in LEEFGEBIEDEN if sleutel in gekozen)


def _bekende(delen: Sequence[str], bekend: Mapping[str, str], wat: str) -> list[str]:
    """The ids to what was given as an id or a name."""
    op_naam = {naam.casefold(): sleutel for sleutel, naam in bekend.items()}
    gevonden = [deel if deel in bekend else op_naam.get(deel.casefold()) for deel in delen]
    if vreemd := [deel for deel, sleutel in zip(delen, gevonden, strict=True) if sleutel is None]:
        raise ValueError(f"Het loket kent {wat} niet: {', '.join(vreemd)}.")
    return [sleutel for sleutel in gevonden if sleutel is not None]


def _wijken(waarde: object, info: ValidationInfo) -> tuple[str, ...]:
    return tuple(sorted(set(_bekende(_delen(waarde), _bekend(info).wijken, "deze wijk"))))


def _partij(waarde: object, info: ValidationInfo) -> str | None:
    tekst = _regel(120)(waarde)
    return _bekende([tekst], _bekend(info).partijen, "deze organisatie")[0] if tekst else None


def _bekend(info: ValidationInfo) -> Bekend:
    return info.context if isinstance(info.context, Bekend) else Bekend()


def _getal(waarde: object) -> int | None:
    tekst = "" if waarde is None else str(waarde).strip()
    if not tekst:
        return None
    if isinstance(waarde, bool) or not (tekst.isascii() and tekst.isdecimal()) or int(tekst[:9]) > MAX_PLEKKEN:
        raise ValueError(f"Vul een heel getal in van 0 tot {MAX_PLEKKEN}.")
    return int(tekst)


def _bezet(waarde: object, info: ValidationInfo) -> int:
    """None taken where places don't matter."""
    bezet, plekken, in_regels = _getal(waarde) or 0, info.data.get("plekken"), _bekend(info).in_regels
    if plekken is not None and bezet + in_regels > plekken:
        raise ValueError(f"Er zijn meer plekken bezet ({bezet + in_regels}) dan er zijn ({plekken}).{_via(in_regels)}")
    return 0 if plekken is None else bezet


def _via(in_regels: int) -> str:
    een = in_regels == 1
    wie = "is er 1 bezet via een arrangement" if een else f"zijn er {in_regels} bezet via arrangementen"
    return f" Daarvan {wie}." if in_regels else ""


def _ja(waarde: object) -> bool:
    if isinstance(waarde, bool):
        return waarde
    if (tekst := _regel(20)(waarde).lower()) not in _JA_NEE:
        raise ValueError("Vul ja of nee in.")
    return _JA_NEE[tekst]


def _telefoon(waarde: object) -> str:
    if (tekst := _regel(32)(waarde)) and not _TELEFOON.fullmatch(tekst):
        raise ValueError("Vul een telefoonnummer in, zoals 0528 123456.")
    return tekst


def _mail(waarde: object) -> str:
    if (tekst := _regel(120)(waarde)) and not _MAIL.fullmatch(tekst):
        raise ValueError("Vul een mailadres in, zoals naam@voorbeeld.nl.")
    return tekst


def _website(waarde: object) -> str:
    """http or https and nothing else: it becomes a link."""
    if not (tekst := _regel(300)(waarde)):
        return ""
    adres = tekst if "://" in tekst else f"https://{tekst}"
    try:
        delen = urlsplit(adres)
        goed = delen.scheme in ("http", "https") and "." in (delen.hostname or "") and " " not in adres
    except ValueError:
        goed = False
    if not goed or len(adres) > 300:
        raise ValueError("Vul een website in, zoals https://www.voorbeeld.nl.")
    return adres


def _kosten(waarde: object) -> int | None:
    """Cents; a text is in euros, as people write it."""
    if waarde is None or waarde == "":
        return None
    if isinstance(waarde, bool) or not isinstance(waarde, int | str):
        raise ValueError("Vul een bedrag in, zoals 1250 of 1.250,50.")
    centen = lees_bedrag(waarde) if isinstance(waarde, str) else waarde
    if not 0 <= centen <= MAX_KOSTEN:
        raise ValueError(f"Vul een bedrag in van 0 tot {toon_bedrag(MAX_KOSTEN)}.")
    return centen


def _dag(waarde: object) -> date | None:
    """As a date field or a spreadsheet writes it; never in the future."""
    tekst = waarde.isoformat() if isinstance(waarde, date) else _regel(20)(waarde)
    if not tekst:
        return None
    if anders := _DAG.fullmatch(tekst):
        tekst = f"{anders[3]}-{int(anders[2]):02}-{int(anders[1]):02}"
    try:
        dag = date.fromisoformat(tekst)
    except ValueError as fout:
        raise ValueError("Vul een datum in, zoals 31-12-2026.") from fout
    if dag > vandaag():
        raise ValueError("Deze datum is nog niet geweest.")
    return dag


class Gegevens(BaseModel):
    """`kosten_jaar`: cents a place a year. `plekken` None: places don't matter; `bezet`: how many are taken besides those of lines of arrangements.
    `wijken` empty: it reaches all of them.

    `model_validate(..., context=Bekend(...))`: names of wijken and parties are turned into ids; what is not known is a fault.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", validate_default=True)

    naam: Annotated[str, BeforeValidator(_naam)] = ""
    omschrijving: Annotated[str, BeforeValidator(_alinea)] = ""
    vorm: Annotated[str, BeforeValidator(_sleutel(VORMEN, "Kies welke vorm van hulp het is."))] = ""
    bekostiging: Annotated[str, BeforeValidator(_sleutel(BEKOSTIGINGEN, "Kies waar het geld vandaan komt."))] = ""
    leefgebieden: Annotated[tuple[str, ...], BeforeValidator(_leefgebieden)] = ()
    wijken: Annotated[tuple[str, ...], BeforeValidator(_wijken)] = ()
    partij_id: Annotated[str | None, BeforeValidator(_partij)] = None
    plekken: Annotated[int | None, BeforeValidator(_getal)] = None
    bezet: Annotated[int, BeforeValidator(_bezet)] = 0
    voorwaarden: Annotated[str, BeforeValidator(_alinea)] = ""
    alleen_leden: Annotated[bool, BeforeValidator(_ja)] = False
    contact: Annotated[str, BeforeValidator(_regel(120))] = ""
    telefoon: Annotated[str, BeforeValidator(_telefoon)] = ""
    mail: Annotated[str, BeforeValidator(_mail)] = ""
    website: Annotated[str, BeforeValidator(_website)] = ""
    kosten_jaar: Annotated[int | None, BeforeValidator(_kosten)] = None
    gecontroleerd_op: Annotated[date | None, BeforeValidator(_dag)] = None
    actief: Annotated[bool, BeforeValidator(_ja)] = True


VELDEN = tuple(Gegevens.model_fields)
LABELS: Mapping[str, str] = {
    "naam": "Naam",
    "omschrijving": "Omschrijving",
    "vorm": "Vorm",
    "bekostiging": "Bekostiging",
    "leefgebieden": "Leefgebieden",
    "wijken": "Wijken",
    "partij_id": "Organisatie",
    "plekken": "Plekken",
    "bezet": "Bezet",
    "voorwaarden": "Voorwaarden",
    "alleen_leden": "Alleen voor leden",
    "contact": "Contact",
    "telefoon": "Telefoon",
    "mail": "Mail",
    "website": "Website",
    "kosten_jaar": "Kosten per jaar",
    "gecontroleerd_op": "Nagekeken op",
    "actief": "Actief",
}


def controleer(ingevuld: Mapping[str, Any], bekend: Bekend) -> Gegevens:
    """Raises Veldfouten that names every fault."""
    try:
        return Gegevens.model_validate(dict(ingevuld), context=bekend)
    except ValidationError as fout:
        raise Veldfouten(_per_veld(fout)) from fout


def _per_veld(fout: ValidationError) -> dict[str, str]:
    return {str(een["loc"][0]): een["msg"].removeprefix("Value error, ") for een in fout.errors() if een["loc"]}


def verschil(voor: Gegevens, na: Gegevens) -> list[str]:
    """The fields that differ, in words."""
    return [LABELS[veld] for veld in VELDEN if getattr(voor, veld) != getattr(na, veld)]


def inhoud(gegevens: Gegevens) -> dict[str, Any]:
    """As the history keeps it: readable, also after years."""
    staat = gegevens.model_dump(mode="json")
    kosten = gegevens.kosten_jaar
    return {**staat, "kosten_jaar": None if kosten is None else toon_bedrag(kosten)}
