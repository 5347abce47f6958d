"""The parties around the loket: adding and changing. None is removed, because offers and money refer to them: who leaves becomes inactive."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend import wijziging
from loket_backend.aanbod.models import Aanbod
from loket_backend.errors import NietGevonden
from loket_backend.invoer import Veldfouten
from loket_backend.partijen.models import SOORTEN, Partij
from loket_backend.partijen.woorden import BEKOSTIGINGEN, ZONDER_GELD
from loket_backend.toewijzing.wijkbeheer import vrije_sleutel

PARTIJ = "partij"
MAX_NAAM = 80
# What somebody can pay for: what costs nothing, nobody pays.
GELD = {sleutel: woord for sleutel, woord in BEKOSTIGINGEN.items() if sleutel != ZONDER_GELD}

Formulier = Mapping[str, Sequence[str]]


async def voeg_toe(session: AsyncSession, wie: str, formulier: Formulier, partij_id: str | None = None) -> str:
    """The id of the new party: the one that was asked for (free: the caller looked), else made of its name. Raises Veldfouten."""
    inhoud = await _lees(session, {**formulier, "actief": ["ja"]}, None)
    partij_id = partij_id or await vrije_sleutel(session, Partij, inhoud["naam"])
    session.add(Partij(id=partij_id, **inhoud))
    await wijziging.schrijf_op(session, wie, PARTIJ, partij_id, None, inhoud)
    return partij_id


async def wijzig(session: AsyncSession, wie: str, partij_id: str, formulier: Formulier, gezien: int) -> None:
    """Raises NietGevonden, Veldfouten, and Conflict after somebody else's change."""
    partij = await haal(session, partij_id)
    voor, na = inhoud_van(partij), await _lees(session, formulier, partij_id)
    await wijziging.schrijf_op(session, wie, PARTIJ, partij_id, voor, na, gezien)
    for veld, waarde in na.items():
        setattr(partij, veld, waarde)


async def haal(session: AsyncSession, partij_id: str) -> Partij:
    """Raises NietGevonden."""
    partij = await session.get(Partij, partij_id, with_for_update=True)
    if partij is None:
        raise NietGevonden()
    return partij


async def lijst(session: AsyncSession) -> list[tuple[Partij, int]]:
    """Each with how many offers it has that run, those who take part first."""
    telling = select(Aanbod.partij_id, func.count().label("aantal")).where(Aanbod.actief).group_by(Aanbod.partij_id)
    per = telling.subquery()
    keuze = select(Partij, func.coalesce(per.c.aantal, 0)).outerjoin(per, per.c.partij_id == Partij.id)
    rijen = await session.execute(keuze.order_by(Partij.actief.desc(), Partij.naam, Partij.id))
    return [(partij, aantal) for partij, aantal in rijen]


def inhoud_van(partij: Partij) -> dict[str, Any]:
    velden = ("naam", "soort", "levert", "betaalt_voor", "actief")
    return {veld: getattr(partij, veld) for veld in velden}


async def _lees(session: AsyncSession, formulier: Formulier, partij_id: str | None) -> dict[str, Any]:
    naam, soort = " ".join(_een(formulier, "naam").split()), _een(formulier, "soort")
    betaalt = [b for b in formulier.get("betaalt_voor", ()) if b]
    fouten: dict[str, str] = {}
    if not naam or len(naam) > MAX_NAAM or not naam.isprintable():
        fouten["naam"] = f"Vul een naam in van 1 tot {MAX_NAAM} tekens."
    elif await _naam_bezet(session, naam, partij_id):
        fouten["naam"] = f"Er is al een partij die {naam} heet."
    if soort not in SOORTEN:
        fouten["soort"] = "Kies wat voor partij dit is."
    if set(betaalt) - set(GELD):
        fouten["betaalt_voor"] = "Kies alleen uit de lijst."
    if fouten:
        raise Veldfouten(fouten)
    staat = {"levert": "ja" in formulier.get("levert", ()), "actief": "ja" in formulier.get("actief", ())}
    return {"naam": naam, "soort": soort, "betaalt_voor": [b for b in GELD if b in betaalt], **staat}


def _een(formulier: Formulier, veld: str) -> str:
    return next(iter(formulier.get(veld, ())), "")


async def _naam_bezet(session: AsyncSession, naam: str, partij_id: str | None) -> bool:
    """An import finds a party by its name, so two never have the same."""
    rijen = await session.execute(select(Partij.id, Partij.naam))
    return any(naam.casefold() == ander.casefold() and id != partij_id for id, ander in rijen)
