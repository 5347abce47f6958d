"""The menu: every page that somebody can start at, with the right it takes. What is for now and then stands under "Meer"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from loket_backend.toegang.rechten import (
    AANBODBEHEER,
    ALLE_DOSSIERS,
    BEHEER,
    BUDGET,
    CASUS,
    COORDINATIE,
    CRISIS,
    DOSSIERS,
    INLOGHULP,
    OVERZICHT,
    TEKSTEN,
    TOEZICHT,
    VERANTWOORDING,
    mag,
)


@dataclass(frozen=True)
class Item:
    """`telt`: which of the counters of the page stands behind the name; `telwoord`: what is counted, then nothing stands there for none.

    `niet_met`: who has that right has no use for this page.
    """

    adres: str
    naam: str
    recht: str
    telt: str | None = None
    telwoord: str = ""
    niet_met: str | None = None


DAGELIJKS = (
    Item("/console", "Werkvoorraad", DOSSIERS),
    Item("/console/vandaag", "Vandaag", DOSSIERS),
    Item("/console/agenda", "Agenda", DOSSIERS),
    Item("/console/termijnen", "Termijnen", DOSSIERS),
    Item("/console/taken", "Taken", DOSSIERS, telt="taken"),
    Item("/console/gesprekken", "Gesprekken", DOSSIERS),
    Item("/console/crisis", "Crisismeldingen", CRISIS),
)
MEER = (
    Item("/console/noodinzage", "Noodinzage", DOSSIERS, niet_met=ALLE_DOSSIERS),
    Item("/console/controle", "Controle", COORDINATIE),
    Item("/console/caseload", "Caseload", COORDINATIE),
    Item("/console/overzicht", "Overzicht", OVERZICHT),
    Item("/console/noodinzages", "Noodinzages", TOEZICHT, telt="noodinzages", telwoord="te bekijken"),
    Item("/console/audit", "Logboek", TOEZICHT),
    Item("/console/beheer", "Beheer", BEHEER, telt="beheer", telwoord="na te kijken"),
    Item("/console/beheer/teksten", "Teksten", TEKSTEN),
    Item("/console/account/collegas", "Hulp bij inloggen", INLOGHULP),
)
# What comes after the keukentafelgesprek.
SAMEN: tuple[Item, ...] = (
    Item("/console/arrangementen", "Arrangementen", DOSSIERS),
    Item("/console/aanbod", "Aanbod", AANBODBEHEER),
    Item("/console/wederkerigheid", "Wederkerigheid", DOSSIERS),
    Item("/console/geholpen", "Heeft het geholpen?", DOSSIERS),
    Item("/console/casusoverleg", "Casusoverleg", CASUS),
    Item("/console/wijkbudget", "Wijkbudget", BUDGET, telt="wijkbudget", telwoord="waarschuwingen"),
    Item("/console/maandbeeld", "Maandbeeld", VERANTWOORDING),
    Item("/console/businesscase", "Businesscase", VERANTWOORDING),
    Item("/console/partijen", "Partijen", BEHEER),
)


@dataclass(frozen=True)
class Menu:
    dagelijks: list[Item]
    samen: list[Item]
    meer: list[Item]


def voor(rol: str) -> Menu:
    """What somebody with this role can go to. Who has nothing for every day finds nothing behind "Meer" or "Samen"."""
    dagelijks, samen, meer = ([i for i in lijst if _is_voor(i, rol)] for lijst in (DAGELIJKS, SAMEN, MEER))
    if not dagelijks and not meer:
        return Menu(samen, [], [])
    return Menu(dagelijks, samen, meer) if dagelijks else Menu(meer, samen, [])


def _is_voor(item: Item, rol: str) -> bool:
    return mag(rol, item.recht) and not (item.niet_met and mag(rol, item.niet_met))


def begin(rol: str) -> str:
    """Where somebody with this role starts the day."""
    zijn = voor(rol)
    return next((item.adres for item in [*zijn.dagelijks, *zijn.samen, *zijn.meer]), "/console/account")


def aantal(item: Item, tellers: Mapping[str, int | None]) -> int | None:
    """The number behind the name; None when nothing is counted there."""
    gevonden = tellers.get(item.telt) if item.telt else None
    return gevonden or None if item.telwoord else gevonden
