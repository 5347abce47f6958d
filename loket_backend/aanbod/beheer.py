"""Keeping the sociale kaart: an offer is made, changed, checked and retired, and never removed. Every change is in the history."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from uuid import uuid4

from sqlalchemy import delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend import wijziging
from loket_backend.aanbod import lezen
from loket_backend.aanbod.gegevens import Gegevens, controleer, inhoud
from loket_backend.aanbod.models import Aanbod, Aanbodgebied, Aanbodwijk
from loket_backend.aanbod.zoeken import heeft_plek
from loket_backend.aanbod.zoekmodels import Zoektekst, zoektekst
from loket_backend.db import Basis
from loket_backend.errors import Conflict, NietGevonden
from loket_backend.invoer import Veldfouten
from loket_backend.tijd import nu, vandaag

AANBOD = "aanbod"
VOL = "Er is geen plek meer vrij. Kijk of er ander aanbod is."
NIEMAND = "Er is geen plek met de hand geteld. Er is dus niets om terug te geven."
ONGETELD = "Bij dit aanbod worden geen plekken geteld."
GESTOPT = "Dit aanbod is gestopt. Kijk of er ander aanbod is."

Ingevuld = Mapping[str, Any]
Lijst = Sequence[Mapping[str, str]]


async def voeg_toe(session: AsyncSession, wie: str, ingevuld: Ingevuld) -> str:
    """The id of the new offer. Raises Veldfouten."""
    gegevens, aanbod_id = controleer(ingevuld, await lezen.bekend(session)), str(uuid4())
    await bewaar(session, {aanbod_id: gegevens}, {})
    await wijziging.schrijf_op(session, wie, AANBOD, aanbod_id, None, inhoud(gegevens))
    return aanbod_id


async def wijzig(session: AsyncSession, wie: str, aanbod_id: str, ingevuld: Ingevuld, gezien: int) -> None:
    """Everything but how many places are taken: that is counted while somebody types. What is not filled in stays.

    Raises NietGevonden, Veldfouten, and Conflict after somebody else's change.
    """
    voor = await lezen.een(session, aanbod_id, vast=True)
    staat = {**voor.model_dump(), **ingevuld, "bezet": voor.bezet}
    bekend = (await lezen.bekend(session)).bij(aanbod_id, voor)
    try:
        na = controleer(staat, bekend)
    except Veldfouten as fout:
        # The form does not ask how many are taken: too many are too few places.
        raise Veldfouten({"plekken" if veld == "bezet" else veld: zin for veld, zin in fout.per_veld.items()}) from fout
    await _vervang(session, wie, aanbod_id, voor, na, gezien)


async def kijk_na(session: AsyncSession, wie: str, aanbod_id: str, gezien: int) -> None:
    """It was looked up today, and it is right. Raises NietGevonden, Conflict."""
    await _zet(session, wie, aanbod_id, gezien, {"gecontroleerd_op": vandaag()})


async def zet_stand(session: AsyncSession, wie: str, aanbod_id: str, gezien: int, *, actief: bool) -> None:
    """Retires an offer, or takes it back. It stays to be found, and arrangements keep it. Raises NietGevonden, Conflict."""
    await _zet(session, wie, aanbod_id, gezien, {"actief": actief})


async def _zet(session: AsyncSession, wie: str, aanbod_id: str, gezien: int, anders: dict[str, Any]) -> None:
    voor = await lezen.een(session, aanbod_id, vast=True)
    await _vervang(session, wie, aanbod_id, voor, voor.model_copy(update=anders), gezien)


async def _vervang(session: AsyncSession, wie: str, aanbod_id: str, voor: Gegevens, na: Gegevens, gezien: int) -> None:
    await wijziging.schrijf_op(session, wie, AANBOD, aanbod_id, inhoud(voor), inhoud(na), gezien)
    await bewaar(session, {aanbod_id: na}, {aanbod_id: voor})


async def bewaar(session: AsyncSession, per_id: Mapping[str, Gegevens], voor: Mapping[str, Gegevens]) -> None:
    """Writes many at once, without their history: over what stands there (`voor`), and what is not in that as new rows."""
    rijen = {aanbod_id: _rij(aanbod_id, g) for aanbod_id, g in per_id.items()}
    if erbij := [rij for aanbod_id, rij in rijen.items() if aanbod_id not in voor]:
        await session.execute(insert(Aanbod), erbij)
    if anders := [rij for aanbod_id, rij in rijen.items() if aanbod_id in voor]:
        await session.execute(update(Aanbod), anders)
    for model, wat in LIJSTEN.items():
        nieuw = {
            id: lijst for id, een in per_id.items() if (lijst := wat(een)) != (wat(voor[id]) if id in voor else ())
        }
        await _bewaar_lijst(session, model, nieuw, voor)


async def _bewaar_lijst(session: AsyncSession, model: Any, nieuw: Mapping[str, Lijst], voor: Mapping[str, Any]) -> None:
    """Only of offers of which it is another one: a file that was looked over changes few of them."""
    if weg := sorted(nieuw.keys() & voor.keys()):
        await session.execute(delete(model).where(model.aanbod_id.in_(weg)))
    if rijen := [{"aanbod_id": id, **rij} for id, lijst in nieuw.items() for rij in lijst]:
        await session.execute(insert(model), rijen)


def _rij(aanbod_id: str, gegevens: Gegevens) -> dict[str, Any]:
    los = gegevens.model_dump(exclude={"leefgebieden", "wijken"})
    return {"id": aanbod_id, **los, "gewijzigd_op": nu()}


# What stands beside an offer, each as rows of a table.
LIJSTEN: Mapping[type[Basis], Callable[[Gegevens], Lijst]] = {
    Aanbodgebied: lambda een: tuple({"leefgebied": gebied} for gebied in een.leefgebieden),
    Aanbodwijk: lambda een: tuple({"wijk_id": wijk} for wijk in een.wijken),
    Zoektekst: lambda een: ({"tekst": zoektekst(een.naam, een.omschrijving, een.voorwaarden, een.contact)},),
}


async def neem_plek(session: AsyncSession, aanbod_id: str) -> None:
    """One place more is taken, counted by hand; nothing happens where places are not counted. Two at once never take the same one.

    Raises NietGevonden, and Conflict when it is full or was retired.
    """
    erbij = update(Aanbod).where(Aanbod.id == aanbod_id, Aanbod.actief, Aanbod.plekken.is_not(None), heeft_plek())
    if await session.scalar(erbij.values(bezet=Aanbod.bezet + 1).returning(Aanbod.id)) is None:
        await _mag_niet(session, aanbod_id, VOL, moet_lopen=True)


async def geef_plek_terug(session: AsyncSession, aanbod_id: str) -> None:
    """One place is free again, also of an offer that was retired. Raises NietGevonden, and Conflict when none was taken."""
    eraf = update(Aanbod).where(Aanbod.id == aanbod_id, Aanbod.plekken.is_not(None), Aanbod.bezet > 0)
    if await session.scalar(eraf.values(bezet=Aanbod.bezet - 1).returning(Aanbod.id)) is None:
        await _mag_niet(session, aanbod_id, NIEMAND, moet_lopen=False)


async def _mag_niet(session: AsyncSession, aanbod_id: str, waarom: str, *, moet_lopen: bool) -> None:
    """Why no place changed hands; nothing when they are not counted."""
    rij = (await session.execute(select(Aanbod.plekken, Aanbod.actief).where(Aanbod.id == aanbod_id))).one_or_none()
    if rij is None:
        raise NietGevonden()
    if moet_lopen and not rij.actief:
        raise Conflict(GESTOPT)
    if rij.plekken is not None:
        raise Conflict(waarom)


async def boek_plek(session: AsyncSession, wie: str, aanbod_id: str, *, erbij: bool) -> None:
    """The same by hand, with its line in the history. Raises NietGevonden, Conflict."""
    voor = await lezen.een(session, aanbod_id, vast=True)
    if voor.plekken is None:
        raise Conflict(ONGETELD)
    await (neem_plek if erbij else geef_plek_terug)(session, aanbod_id)
    na = voor.bezet + (1 if erbij else -1)
    await wijziging.schrijf_op(session, wie, AANBOD, aanbod_id, {"bezet": voor.bezet}, {"bezet": na})
