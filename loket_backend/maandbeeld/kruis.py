"""Counting per month and wijk in one query: how often each soort occurs, and about how many dossiers that is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Unpack

from sqlalchemy import ColumnElement, Select, String, Subquery, case, func, literal_column, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.sql import FromClause

from loket_backend.intake.models import Intake
from loket_backend.onderdrukking import ALLES

GEEN_WIJK = "-"  # an intake of which the postcode was not given, or lies outside the wijken
Keuze = Select[Unpack[tuple[Any, ...]]]
Sleutel = tuple[str, ...]


@dataclass
class Telling:
    """By (number of the month, soort, wijk); soort ALLES is all of them together, for `personen` only: people don't add up over soorten.

    `bedragen` in cents.
    """

    aantallen: dict[Sleutel, int] = field(default_factory=dict)
    personen: dict[Sleutel, int] = field(default_factory=dict)
    bedragen: dict[Sleutel, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Vraag:
    """`rijen`: what is counted, joined with the months and with Intake. `kenmerk`: whose a row is. `soorten`: when a row is of each."""

    rijen: Keuze
    maand: Subquery
    kenmerk: ColumnElement[str]
    soorten: Mapping[str, ColumnElement[bool]]


def wijk() -> ColumnElement[str]:
    """The key stands in the text: PostgreSQL takes two parameters for two different things, and could not group by it."""
    return func.coalesce(Intake.wijk_id, literal_column(f"'{GEEN_WIJK}'", String))


async def tel(session: AsyncSession, vraag: Vraag) -> Telling:
    """First per dossier, so that a dossier counts as one person however often it is in it."""
    telling = Telling()
    for rij in await session.execute(_per_wijk(_per_dossier(vraag), len(vraag.soorten))):
        _neem_op(telling, str(rij[0]), str(rij[1]), list(vraag.soorten), [int(getal or 0) for getal in rij[2:]])
    return telling


def _per_dossier(vraag: Vraag) -> Subquery:
    kolommen = [func.sum(case((soort, 1), else_=0)).label(f"n{nr}") for nr, soort in enumerate(vraag.soorten.values())]
    sleutel = vraag.maand.c.nr.label("nr"), wijk().label("wijk"), vraag.kenmerk.label("kenmerk")
    rijen = vraag.rijen.with_only_columns(*sleutel, *kolommen, maintain_column_froms=True)
    return rijen.group_by(vraag.maand.c.nr, wijk(), vraag.kenmerk).subquery("dossier")


def _per_wijk(dossiers: FromClause, soorten: int) -> Keuze:
    """Per soort: how often, and of how many dossiers."""
    kolom = dossiers.c
    getallen: list[ColumnElement[Any]] = [func.count()]
    for nr in range(soorten):
        aantal = kolom[f"n{nr}"]
        getallen += [func.sum(aantal), func.sum(case((aantal > 0, 1), else_=0))]
    return select(kolom.nr, kolom.wijk, *getallen).group_by(kolom.nr, kolom.wijk)


def _neem_op(telling: Telling, maand: str, wijk_id: str, soorten: Sequence[str], getallen: list[int]) -> None:
    telling.personen[maand, ALLES, wijk_id] = getallen[0]
    for nr, soort in enumerate(soorten):
        sleutel, plek = (maand, soort, wijk_id), 1 + 2 * nr
        telling.aantallen[sleutel], telling.personen[sleutel] = getallen[plek : plek + 2]
