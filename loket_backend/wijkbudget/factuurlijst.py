"""Many invoices at once, from a CSV: first a look at what would happen, then all of it or nothing."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import zip_longest
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.errors import OngeldigeInvoer
from loket_backend.geld import lees_bedrag
from loket_backend.partijen.models import Partij
from loket_backend.wijkbudget import boeken, realiseren, waarschuwen
from loket_backend.wijkbudget.realiseren import Factuurregel
from loket_backend.wijkbudget.tabellen import Factuur, Toezegging

KOPPEN = ("factuur", "organisatie", "regel", "bedrag", "tot_en_met", "toelichting")
VERPLICHT = frozenset({"factuur", "organisatie", "bedrag", "tot_en_met"})
MEESTE = 1000
T = TypeVar("T")
GEEN_DATUM = "Vul bij tot_en_met een datum in, zoals 31-12-2026."


@dataclass(frozen=True)
class Rij:
    """One row of the file. `fouten`: everything that is wrong with it; `al`: it was booked before, and is left alone."""

    nummer: int
    cellen: Mapping[str, str]
    factuur: Factuurregel | None = None
    fouten: list[str] = field(default_factory=list)
    al: bool = False


@dataclass(frozen=True)
class Lijst:
    rijen: list[Rij]

    @property
    def fout(self) -> list[Rij]:
        return [rij for rij in self.rijen if rij.fouten]

    @property
    def nieuw(self) -> list[Factuurregel]:
        return [rij.factuur for rij in self.rijen if rij.factuur and not rij.al and not rij.fouten]

    @property
    def bedrag(self) -> int:
        return sum(factuur.bedrag for factuur in self.nieuw)


def lees_bedrag_met_teken(tekst: str) -> int:
    """Cents; a minus in front makes it a credit note. Raises ValueError with a Dutch sentence."""
    kaal = tekst.strip()
    bedrag = lees_bedrag(kaal.removeprefix("-"))
    if not bedrag:
        raise ValueError("Een bedrag van nul heeft geen zin.")
    return -bedrag if kaal.startswith("-") else bedrag


def lees_datum(tekst: str) -> date:
    """31-12-2026 or 2026-12-31. Raises ValueError with a Dutch sentence."""
    for vorm in ("%d-%m-%Y", "%Y-%m-%d"):
        try:
            return datetime.strptime(tekst.strip(), vorm).date()
        except ValueError:
            continue
    raise ValueError(GEEN_DATUM)


def lees_rijen(tekst: str) -> list[Rij]:
    """The cells by the names of their columns. Raises OngeldigeInvoer when it is no list of invoices at all."""
    regels = tekst.lstrip("\ufeff").strip("\r\n").splitlines()
    if not regels:
        raise OngeldigeInvoer("Kies een bestand, of plak de lijst.")
    kop, *rest = _cellen(regels)
    namen = [naam.strip().lower() for naam in kop]
    if mist := sorted(VERPLICHT - set(namen)):
        raise OngeldigeInvoer(f"Deze kolommen ontbreken: {', '.join(mist)}.")
    if len(rest) > MEESTE:
        raise OngeldigeInvoer(f"Er kunnen hooguit {MEESTE} regels tegelijk.")
    gevuld = ((n, cellen) for n, cellen in enumerate(rest, 2) if any(c.strip() for c in cellen))
    return [Rij(n, dict(zip_longest(namen, map(_schoon, cellen[: len(namen)]), fillvalue=""))) for n, cellen in gevuld]


def _cellen(regels: list[str]) -> list[list[str]]:
    try:
        return list(csv.reader(regels, delimiter=";" if ";" in regels[0] else ","))
    except csv.Error as fout:
        raise OngeldigeInvoer("Dit is geen lijst die het loket kan lezen.") from fout


def _schoon(cel: str) -> str:
    """Without the mark that keeps a spreadsheet from reading a formula (console/csv_uit.py)."""
    return cel.strip().removeprefix("'")


async def bekijk(session: AsyncSession, budget_id: int, tekst: str) -> Lijst:
    """What would happen with each row; nothing is written. Raises OngeldigeInvoer."""
    partijen = await _partijen(session)
    keuze = select(Toezegging.regel, Toezegging.partij_id).where(Toezegging.budget_id == budget_id)
    regels = {regel: partij for regel, partij in await session.execute(keuze)}
    eerder = select(Factuur.partij_id, Factuur.nummer, Factuur.regel).where(Factuur.budget_id == budget_id)
    geboekt = {tuple(rij) for rij in await session.execute(eerder)}
    gezien: set[tuple[str, ...]] = set()
    rijen = []
    for rij in lees_rijen(tekst):
        beoordeeld = _beoordeel(rij, partijen, regels, gezien)
        if factuur := beoordeeld.factuur:
            sleutel = (factuur.partij_id, factuur.nummer, factuur.regel)
            gezien.add(sleutel)
            beoordeeld = Rij(rij.nummer, rij.cellen, factuur, beoordeeld.fouten, sleutel in geboekt)
        rijen.append(beoordeeld)
    return Lijst(rijen)


async def _partijen(session: AsyncSession) -> dict[str, str]:
    """By id and by name, in small letters."""
    paren = (await session.execute(select(Partij.id, Partij.naam))).tuples().all()
    return {naam.lower(): id_ for id_, naam in paren} | {id_.lower(): id_ for id_, _ in paren}


def _beoordeel(
    rij: Rij, partijen: Mapping[str, str], regels: Mapping[str, str | None], gezien: Iterable[tuple[str, ...]]
) -> Rij:
    cel, fouten = rij.cellen.get, list[str]()
    partij = partijen.get(cel("organisatie", "").lower(), "")
    if not partij:
        fouten.append("Deze organisatie kent het loket niet.")
    if not 0 < len(nummer := cel("factuur", "")) <= 40:
        fouten.append("Vul een factuurnummer in van hooguit 40 tekens.")
    regel = cel("regel", "")
    if regel and (regel not in regels or (partij and regels[regel] not in (None, partij))):
        fouten.append("Deze regel staat niet in dit budget bij deze organisatie.")
    if (partij, nummer, regel) in gezien:
        fouten.append("Deze factuur staat twee keer in de lijst.")
    bedrag = _of_fout(lees_bedrag_met_teken, cel("bedrag", ""), fouten)
    dag = _of_fout(lees_datum, cel("tot_en_met", ""), fouten)
    if bedrag is None or dag is None or fouten:
        return Rij(rij.nummer, rij.cellen, None, fouten)
    factuur = Factuurregel(partij, nummer, bedrag, dag, regel, cel("toelichting", "")[:500])
    return Rij(rij.nummer, rij.cellen, factuur)


def _of_fout(lees: Callable[[str], T], tekst: str, fouten: list[str]) -> T | None:
    try:
        return lees(tekst)
    except ValueError as fout:
        fouten.append(str(fout))
        return None


async def boek(session: AsyncSession, budget_id: int, tekst: str, door: str) -> int:
    """Books what is new, all of it or nothing; gives how many. Raises OngeldigeInvoer when a row is wrong, Conflict when the budget refuses."""
    await boeken.vergrendel(session, [budget_id])
    lijst = await bekijk(session, budget_id, tekst)
    if lijst.fout:
        raise OngeldigeInvoer("Er staan fouten in de lijst. Er is niets geboekt.")
    for factuur in lijst.nieuw:
        await realiseren.schrijf(session, budget_id, factuur, door)
    await waarschuwen.kijk(session, budget_id)
    return len(lijst.nieuw)
