"""Wijken and medewerkers from a file: the way a gemeente brings in its own. Doing it again changes, never doubles."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.errors import OngeldigeInvoer
from loket_backend.invoer import controleer
from loket_backend.tijd import DAGEN
from loket_backend.toegang.wachtwoorden import versleutel
from loket_backend.toewijzing import plek
from loket_backend.toewijzing.gebieden import Gebied, dubbel
from loket_backend.toewijzing.medewerkerbeheer import gegevens
from loket_backend.toewijzing.medewerkerbeheer import inhoud as regels
from loket_backend.toewijzing.models import Medewerker, Postcodegebied, Wijk, Wijklid
from loket_backend.toewijzing.plek import Plek
from loket_backend.toewijzing.wijkbeheer import gebieden_van
from loket_backend.wijziging import MEDEWERKER, WIJK, schrijf_op

# Who changed it, in the history, when it came from a file.
DOOR = "inrichten"


class NieuweWijk(BaseModel):
    """`postcodes`: ranges such as "7913AA-7914ZZ", both ends included. `plek`: where it lies, when residents may send a place on the map."""

    model_config = ConfigDict(extra="forbid")

    id: str = Field(pattern=r"^[a-z0-9-]{2,40}$")
    naam: str = Field(min_length=1, max_length=80)
    postcodes: list[str]
    plek: Plek | None = None


class NieuweMedewerker(BaseModel):
    model_config = ConfigDict(extra="forbid")

    id: str = Field(pattern=r"^[a-z0-9-]{2,40}$")
    naam: str
    functie: str
    rol: str = Field(default="medewerker", pattern="^(medewerker|coordinator|beheerder|partner)$")
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
    if fouten := [*_fouten(inrichting), *await _overlap(session, inrichting)]:
        raise OngeldigeInvoer("Het bestand klopt niet: " + "; ".join(fouten), fouten)
    for wijk in inrichting.wijken:
        await _zet_wijk(session, wijk)
    for nieuw in inrichting.medewerkers:
        await _zet_medewerker(session, nieuw)
    return len(inrichting.wijken), len(inrichting.medewerkers)


async def schrijf_uit(session: AsyncSession) -> dict[str, Any]:
    """What stands in the loket, in the form that `richt_in` reads. Passwords and who is inactive are not in it."""
    wijken = [
        {"id": w.id, **await _van_wijk(session, w)} for w in await session.scalars(select(Wijk).order_by(Wijk.id))
    ]
    actief = list(await session.scalars(select(Medewerker).where(Medewerker.actief).order_by(Medewerker.id)))
    mensen = [{"id": m.id, **regels(await gegevens(session, m))} for m in actief]
    for mens in mensen:
        del mens["actief"]
    return {"wijken": wijken, "medewerkers": mensen}


async def _zet_wijk(session: AsyncSession, nieuw: NieuweWijk) -> None:
    oud = await session.get(Wijk, nieuw.id)
    voor = await _van_wijk(session, oud) if oud else None
    wijk = oud or Wijk(id=nieuw.id)
    wijk.naam = nieuw.naam
    plek.zet(wijk, nieuw.plek)
    session.add(wijk)
    await session.flush()
    await session.execute(delete(Postcodegebied).where(Postcodegebied.wijk_id == nieuw.id))
    gebieden = sorted(Gebied.lees(gebied) for gebied in nieuw.postcodes)
    session.add_all(Postcodegebied(wijk_id=nieuw.id, van=g.van, tot=g.tot) for g in gebieden)
    await session.flush()
    na = await _van_wijk(session, wijk)
    if voor != na:
        await schrijf_op(session, DOOR, WIJK, nieuw.id, voor, na)


async def _van_wijk(session: AsyncSession, wijk: Wijk) -> dict[str, Any]:
    """As a file holds it, without the id."""
    waar = plek.van(wijk)
    regels = {"naam": wijk.naam, "postcodes": [str(g) for g in await gebieden_van(session, wijk.id)]}
    return {**regels, "plek": waar.model_dump()} if waar else regels


async def _zet_medewerker(session: AsyncSession, nieuw: NieuweMedewerker) -> None:
    oud = await session.get(Medewerker, nieuw.id)
    voor = regels(await gegevens(session, oud)) if oud else None
    medewerker = oud or Medewerker(id=nieuw.id)
    medewerker.naam, medewerker.functie, medewerker.rol = nieuw.naam, nieuw.functie, nieuw.rol
    medewerker.login, medewerker.caseload_max = nieuw.login, nieuw.caseload_max
    medewerker.werkdagen = [DAGEN.index(dag) for dag in nieuw.werkdagen]
    session.add(medewerker)
    await session.flush()
    await session.execute(delete(Wijklid).where(Wijklid.medewerker_id == nieuw.id))
    session.add_all(Wijklid(medewerker_id=nieuw.id, wijk_id=wijk) for wijk in nieuw.wijken)
    na = regels(await gegevens(session, medewerker))
    if voor != na:
        await schrijf_op(session, DOOR, MEDEWERKER, nieuw.id, voor, na)


async def _overlap(session: AsyncSession, inrichting: Inrichting) -> list[str]:
    """Also with the wijken that are in the loket and not in the file: those stay."""
    in_bestand = {wijk.id for wijk in inrichting.wijken}
    vraag = select(Wijk.naam, Postcodegebied.van, Postcodegebied.tot).join(Wijk, Wijk.id == Postcodegebied.wijk_id)
    rijen = await session.execute(vraag.where(Wijk.id.not_in(in_bestand)))
    gebieden = [(naam, Gebied(van, tot)) for naam, van, tot in rijen]
    for wijk in inrichting.wijken:
        gebieden += [(wijk.naam, Gebied.lees(p)) for p in wijk.postcodes if not _fout(p)]
    return list(dubbel(gebieden))


def _fout(tekst: str) -> str | None:
    try:
        Gebied.lees(tekst)
    except ValueError as fout:
        return str(fout)
    return None


def _fouten(inrichting: Inrichting) -> list[str]:
    bekend = {wijk.id for wijk in inrichting.wijken}
    fouten = [f"wijk {w.id}: {fout}" for w in inrichting.wijken for p in w.postcodes if (fout := _fout(p))]
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
