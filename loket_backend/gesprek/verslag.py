"""The conversation as its resident may keep it: what both sides said, who said it and when.

Answers that were never sent and the notes of staff are not in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.gesprek.models import INWONER, Bericht, Gesprek
from loket_backend.gesprek.queries import berichten_na
from loket_backend.gesprek.verslagteksten import Verslagteksten
from loket_backend.intake.queries import kenmerk_van
from loket_backend.tijd import AMSTERDAM, lees_datum, lees_moment, nu
from loket_backend.toewijzing.models import Medewerker


@dataclass(frozen=True)
class Regel:
    """One message; `soort` is the afzender, `wie` how people read it, `tijd` as "14.05"."""

    soort: str
    wie: str
    tijd: str
    tekst: str


@dataclass(frozen=True)
class Dag:
    datum: str
    regels: list[Regel]


@dataclass(frozen=True)
class Verslag:
    """`feiten`: what stands above the conversation, as (name, value)."""

    titel: str
    feiten: list[tuple[str, str]]
    dagen: list[Dag]


async def lees(session: AsyncSession, gesprek: Gesprek, teksten: Verslagteksten) -> Verslag:
    berichten = await berichten_na(session, gesprek.id, 0)
    namen = await _namen(session, berichten)
    feiten = [("begonnen", lees_moment(gesprek.geopend_op)), ("gemaakt", lees_moment(nu()))]
    if kenmerk := await kenmerk_van(session, gesprek.id):
        feiten.insert(0, ("kenmerk", kenmerk))
    return Verslag(
        titel=teksten.zin("titel"),
        feiten=[(teksten.zin(naam), waarde) for naam, waarde in feiten],
        dagen=[Dag(datum, list(regels)) for datum, regels in _per_dag(berichten, namen, teksten)],
    )


def _per_dag(
    berichten: Sequence[Bericht], namen: dict[str, str], teksten: Verslagteksten
) -> Iterator[tuple[str, list[Regel]]]:
    vorige = {bericht.volgnummer: voor for voor, bericht in zip([None, *berichten], berichten, strict=False)}
    for dag, groep in groupby(berichten, lambda b: b.tijdstip.astimezone(AMSTERDAM).date()):
        yield lees_datum(dag), [_regel(b, vorige[b.volgnummer], namen, teksten) for b in groep]


def _regel(bericht: Bericht, vorige: Bericht | None, namen: dict[str, str], teksten: Verslagteksten) -> Regel:
    return Regel(
        soort=bericht.afzender,
        wie=teksten.afzender(bericht.afzender, namen.get(bericht.medewerker_id or "")),
        tijd=f"{bericht.tijdstip.astimezone(AMSTERDAM):%H.%M}",
        tekst=_leesbaar(bericht, vorige.keuzes if vorige else []),
    )


def _leesbaar(bericht: Bericht, keuzes: Sequence[dict[str, Any]]) -> str:
    """A pressed button was sent as its `waarde`; it is read as its label, as on the screen."""
    if bericht.afzender != INWONER:
        return bericht.tekst
    return next((str(k["label"]) for k in keuzes if k["waarde"] == bericht.tekst), bericht.tekst)


async def _namen(session: AsyncSession, berichten: Sequence[Bericht]) -> dict[str, str]:
    ids = {b.medewerker_id for b in berichten if b.medewerker_id}
    rijen = await session.execute(select(Medewerker.id, Medewerker.naam).where(Medewerker.id.in_(ids)))
    return {id: naam for id, naam in rijen}
