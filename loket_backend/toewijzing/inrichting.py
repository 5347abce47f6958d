"""Wijken and medewerkers from a file: the way a gemeente brings in its own. Doing it again changes, never doubles."""

from __future__ import annotations

import re
from typing import Any

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.errors import OngeldigeInvoer
from loket_backend.invoer import controleer
from loket_backend.tijd import DAGEN
from loket_backend.toegang.wachtwoorden import versleutel
from loket_backend.toewijzing.models import Medewerker, Postcodegebied, Wijk, Wijklid

_GEBIED = r"^[1-9]\d{3}[A-Z]{2}-[1-9]\d{3}[A-Z]{2}$"


class NieuweWijk(BaseModel):
    """`postcodes`: ranges such as "7913AA-7914ZZ", both ends included."""

    model_config = ConfigDict(extra="forbid")

    id: str = Field(pattern=r"^[a-z0-9-]{2,40}$")
    naam: str = Field(min_length=1, max_length=80)
    postcodes: list[str]


class NieuweMedewerker(BaseModel):
    model_config = ConfigDict(extra="forbid")

    id: str = Field(pattern=r"^[a-z0-9-]{2,40}$")
    naam: str
    functie: str
    rol: str = Field(default="medewerker", pattern="^(medewerker|coordinator|beheerder)$")
    login: str | None = None
    wijken: list[str] = Field(default_factory=list)
    werkdagen: list[str] = Field(default_factory=lambda: list(DAGEN[:5]))
    caseload_max: int = Field(default=40, ge=0, le=500)


class Inrichting(BaseModel):
    model_config = ConfigDict(extra="forbid")

    wijken: list[NieuweWijk]
    medewerkers: list[NieuweMedewerker]


async def richt_in(session: AsyncSession, inhoud: Any) -> tuple[int, int]:
    """Writes what the file holds; returns how many wijken and medewerkers. Raises OngeldigeInvoer that names every fault."""
    inrichting = controleer(inhoud, Inrichting)
    if fouten := _fouten(inrichting):
        raise OngeldigeInvoer("Het bestand klopt niet: " + "; ".join(fouten), fouten)
    for wijk in inrichting.wijken:
        await session.merge(Wijk(id=wijk.id, naam=wijk.naam))
        await session.flush()
        await session.execute(delete(Postcodegebied).where(Postcodegebied.wijk_id == wijk.id))
        paren = [gebied.split("-") for gebied in wijk.postcodes]
        session.add_all(Postcodegebied(wijk_id=wijk.id, van=van, tot=tot) for van, tot in paren)
    for nieuw in inrichting.medewerkers:
        await _zet_medewerker(session, nieuw)
    return len(inrichting.wijken), len(inrichting.medewerkers)


async def _zet_medewerker(session: AsyncSession, nieuw: NieuweMedewerker) -> None:
    medewerker = await session.get(Medewerker, nieuw.id) or Medewerker(id=nieuw.id)
    medewerker.naam, medewerker.functie, medewerker.rol = nieuw.naam, nieuw.functie, nieuw.rol
    medewerker.login, medewerker.caseload_max = nieuw.login, nieuw.caseload_max
    medewerker.werkdagen = [DAGEN.index(dag) for dag in nieuw.werkdagen]
    session.add(medewerker)
    await session.flush()
    await session.execute(delete(Wijklid).where(Wijklid.medewerker_id == nieuw.id))
    session.add_all(Wijklid(medewerker_id=nieuw.id, wijk_id=wijk) for wijk in nieuw.wijken)


def _fouten(inrichting: Inrichting) -> list[str]:
    bekend = {wijk.id for wijk in inrichting.wijken}
    fouten = [
        f"wijk {w.id}: {p} is geen gebied" for w in inrichting.wijken for p in w.postcodes if not re.match(_GEBIED, p)
    ]
    for medewerker in inrichting.medewerkers:
        fouten += [f"{medewerker.id}: onbekende wijk {w}" for w in medewerker.wijken if w not in bekend]
        fouten += [f"{medewerker.id}: onbekende dag {d}" for d in medewerker.werkdagen if d not in DAGEN]
    return fouten


MIN_LENGTE = 12


async def zet_wachtwoord(session: AsyncSession, login: str, nieuw: str) -> None:
    """Sets the password of a login. Raises OngeldigeInvoer for an unknown login or a short password."""
    medewerker = await session.scalar(select(Medewerker).where(Medewerker.login == login))
    fouten = [] if medewerker else [f"login {login} bestaat niet"]
    if len(nieuw) < MIN_LENGTE:
        fouten.append(f"het wachtwoord heeft minder dan {MIN_LENGTE} tekens")
    if fouten or medewerker is None:
        raise OngeldigeInvoer("; ".join(fouten), fouten)
    medewerker.wachtwoord = await versleutel(nieuw)
