"""What a resident reads about an appointment, from teksten.yml, with this loket and this appointment filled in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from loket_backend.keukentafel.afspraakmodels import Afspraak
from loket_backend.tijd import AMSTERDAM, DAGEN, MAANDEN, nu
from loket_backend.toewijzing.models import Medewerker

BESTAND = Path(__file__).with_name("teksten.yml")
PAD = "/afspraken"


@cache
def _inhoud() -> dict[str, str]:
    gelezen: dict[str, Any] = yaml.safe_load(BESTAND.read_text(encoding="utf-8"))
    deel: dict[str, str] = gelezen["afspraak"]
    return deel


def in_woorden(moment: datetime) -> str:
    """ "dinsdag 1 december om 10 uur", "om 14.30 uur"; with the year when that is another one."""
    lokaal = moment.astimezone(AMSTERDAM)
    jaar = "" if lokaal.year == nu().astimezone(AMSTERDAM).year else f" {lokaal.year}"
    klok = f"{lokaal.hour}.{lokaal.minute:02}" if lokaal.minute else str(lokaal.hour)
    return f"{dag_in_woorden(moment)}{jaar} om {klok} uur"


def dag_in_woorden(moment: datetime) -> str:
    lokaal = moment.astimezone(AMSTERDAM)
    return f"{DAGEN[lokaal.weekday()]} {lokaal.day} {MAANDEN[lokaal.month - 1]}"


@dataclass(frozen=True)
class Afspraakteksten:
    """`adres`: where residents reach the loket (https://…); without it no link is given."""

    telefoon: str
    adres: str = ""

    def zin(self, sleutel: str, afspraak: Afspraak | None = None, wie: Medewerker | None = None, **meer: str) -> str:
        plekken = {"telefoon": self.telefoon, **meer}
        if wie is not None:
            plekken |= {"medewerker": wie.naam, "functie": wie.functie}
        if afspraak is not None:
            plekken |= {"waar_begin": self.waar(afspraak), "duur": duur_in_woorden(afspraak.duur)}
            plekken |= _moment(afspraak)
        return _inhoud()[sleutel].format_map(plekken)

    def waar(self, afspraak: Afspraak) -> str:
        if afspraak.adres:
            return _inhoud()["waar_op"].format(adres=afspraak.adres)
        return _inhoud()[f"waar_{afspraak.plaats}"]

    def knoppen(self, *sleutels: str) -> list[dict[str, str]]:
        return keuzes([_inhoud()[sleutel] for sleutel in sleutels])

    def momenten(self, momenten: Sequence[datetime]) -> list[dict[str, str]]:
        return keuzes([*map(in_woorden, momenten), _inhoud()["geen_van_deze"]])

    def link(self, code: str) -> str:
        return f"{self.adres.rstrip('/')}{PAD}/{code}.ics" if self.adres else ""


def keuzes(labels: Sequence[str]) -> list[dict[str, str]]:
    """A press is read back by people, so what it sends is what stands on it."""
    return [{"label": label, "waarde": label} for label in labels]


def duur_in_woorden(minuten: int) -> str:
    """ "een uur", "45 minuten", "anderhalf uur"."""
    gewoon = {60: "een uur", 90: "anderhalf uur", 120: "twee uur", 30: "een half uur"}
    return gewoon.get(minuten, f"{minuten} minuten")


def _moment(afspraak: Afspraak) -> dict[str, str]:
    if afspraak.begin is None:
        return {}
    woorden = in_woorden(afspraak.begin)
    return {"moment": woorden, "moment_begin": woorden[0].upper() + woorden[1:]}


def laatste_dag(vervalt_op: datetime | None) -> str:
    """The last whole day before a proposal expires."""
    return dag_in_woorden((vervalt_op or nu()) - timedelta(seconds=1))
