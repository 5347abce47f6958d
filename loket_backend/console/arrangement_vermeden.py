"""How staff read what is avoided: the key figure with its source and date, and how an amount was worked out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from loket_backend.arrangement.besparing import VAAK, Berekening
from loket_backend.arrangement.models import Vermeden
from loket_backend.console.woorden import dag
from loket_backend.geld import toon_bedrag
from loket_backend.partijen.kerncijfers import AANTALLEN, Kerncijfer, Kerncijferboek, groepen
from loket_backend.partijen.kerncijferversies import Cijfers
from loket_backend.partijen.models import SOORTEN
from loket_backend.partijen.woorden import BEKOSTIGINGEN

# Of which there are so many in a year: one, and more.
PERIODEN: Mapping[str, tuple[str, str]] = {
    "dag": ("dag", "dagen"),
    "week": ("week", "weken"),
    "maand": ("maand", "maanden"),
    "kwartaal": ("kwartaal", "kwartalen"),
    "jaar": ("jaar", "jaar"),
}
ZELF = ("keer", "keer")


@dataclass(frozen=True)
class Keuze:
    """One key figure to choose. `bedrag`: what one unit costs, with the low and the high one; `bron`: with its date."""

    sleutel: str
    wat: str
    bedrag: str
    bron: str


@dataclass(frozen=True)
class Uitleg:
    """One avoided cost in words. `cijfer`, `bron`: what the amount rests on; `nieuwer`: the key figure says something else now."""

    som: str
    grenzen: str
    bron: str
    nieuwer: bool = False


def keuzes(boek: Kerncijferboek) -> list[tuple[str, Sequence[Keuze]]]:
    """By law and kind of party, as the form has them."""
    return [
        (f"{BEKOSTIGINGEN[wet]}, {SOORTEN[soort].lower()} betaalt", [_keuze(boek, s) for s in sleutels])
        for (wet, soort), sleutels in groepen(boek.cijfers).items()
    ]


def _keuze(boek: Kerncijferboek, sleutel: str) -> Keuze:
    cijfer = boek.cijfers[sleutel]
    oud = f" Ouder dan {boek.verouderd_na_jaar} jaar." if boek.is_oud(cijfer) else ""
    laag, hoog = toon_bedrag(cijfer.laag), toon_bedrag(cijfer.hoog)
    bedrag = f"{toon_bedrag(cijfer.midden)} {cijfer.per} (laag {laag}, hoog {hoog})"
    return Keuze(sleutel, cijfer.wat, bedrag, bron_van(cijfer, oud))


def bron_van(cijfer: Kerncijfer, erbij: str = "") -> str:
    """Where it comes from and of which day it is."""
    if cijfer.eigen_aanname:
        return f"Zonder bron: een aanname van het loket, {dag(cijfer.datum)}.{erbij}"
    return f"Bron: {cijfer.bron}, {dag(cijfer.datum)}.{erbij} {cijfer.adres}"


def berekening(som: Berekening) -> Uitleg:
    """What somebody typed, worked out; nothing is saved."""
    hoeveel = som.hoeveel
    wat = _som(float(hoeveel.keer), hoeveel.per, hoeveel.perioden, hoeveel.aantal, som.cijfer)
    return Uitleg(f"{wat} {_maal(hoeveel.aantal, som.bedrag, som.cijfer)}", _grenzen(som.bedrag, som.cijfer), "")


def vermeden(rij: Vermeden, cijfers: Cijfers) -> Uitleg:
    cijfer = cijfers.van(rij.kerncijfer, rij.kerncijfer_versie)
    aantal = Decimal(str(rij.aantal))
    som = f"{_som(rij.keer, rij.per, rij.perioden, aantal, cijfer)} {_maal(aantal, rij.bedrag_jaar, cijfer)}"
    if cijfer is not None:
        nieuwer = cijfers.nu.get(rij.kerncijfer or "") != cijfer
        return Uitleg(som, _grenzen(rij.bedrag_jaar, cijfer), _kerncijfer(cijfer), nieuwer)
    return Uitleg(som, "", f"Eigen schatting. Bron: {rij.bron}" if rij.bron else "Eigen schatting, zonder bron.")


def _kerncijfer(cijfer: Kerncijfer) -> str:
    return f"Kerncijfer: {cijfer.wat}, {toon_bedrag(cijfer.midden)} {cijfer.per}. {bron_van(cijfer)}"


def _som(keer: float | None, per: str | None, perioden: int | None, aantal: Decimal, cijfer: Kerncijfer | None) -> str:
    """ "3 uur per week, 40 weken: 120 uur per jaar."; how it was worked out is not known of what was noted before that was kept."""
    eenheid = AANTALLEN[cijfer.eenheid] if cijfer else ZELF
    totaal = f"{met_eenheid(aantal, eenheid)} per jaar."
    if keer is None or per not in VAAK or per == "jaar":
        return totaal
    lang = f", {met_eenheid(Decimal(perioden), PERIODEN[per])}" if perioden else ""
    return f"{met_eenheid(Decimal(str(keer)), eenheid)} {VAAK[per]}{lang}: {totaal}"


def _maal(aantal: Decimal, bedrag: int, cijfer: Kerncijfer | None) -> str:
    if cijfer is None:
        return f"Dat is {toon_bedrag(bedrag)} per jaar."
    return f"{getal(aantal)} × {toon_bedrag(cijfer.midden)} = {toon_bedrag(bedrag)} per jaar."


def _grenzen(bedrag: int, cijfer: Kerncijfer | None) -> str:
    if cijfer is None:
        return ""
    laag, hoog = map(toon_bedrag, cijfer.rondom(bedrag))
    return f"Lage schatting {laag}, hoge schatting {hoog}."


def met_eenheid(aantal: Decimal, eenheid: tuple[str, str]) -> str:
    return f"{getal(aantal)} {eenheid[0] if aantal == 1 else eenheid[1]}"


def getal(aantal: Decimal) -> str:
    """ "104" or "52,5"."""
    return f"{aantal.normalize():f}".replace(".", ",")
