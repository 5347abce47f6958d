"""What could help, beside each thing that is needed: help from close by first. It says why an offer stands there, and nothing about rights."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, SQLColumnExpression, and_, case, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.aanbod.models import Aanbod, Aanbodgebied, Aanbodwijk
from loket_backend.aanbod.zoeken import OUD_NA, heeft_plek, is_oud, maanden_terug, overal, volgorde_vorm
from loket_backend.partijen.models import Partij
from loket_backend.tijd import MAANDEN
from loket_backend.toewijzing.models import Wijk

HOOGSTENS = 5


@dataclass(frozen=True)
class Suggestie:
    """`redenen`: why it stands here, each a few Dutch words. `vol`, `oud`: to look at before anybody is told of it."""

    aanbod_id: str
    naam: str
    vorm: str
    organisatie: str | None
    redenen: tuple[str, ...]
    vol: bool
    oud: bool


async def bij(
    session: AsyncSession, wijk_id: str | None, leefgebieden: Sequence[str], hoogstens: int = HOOGSTENS
) -> dict[str, list[Suggestie]]:
    """For each leefgebied at most so many, in one query.

    Informal comes before collective, general and individual help; in each of those the own wijk before everywhere, free places before
    none, and what was looked up lately before what was not. The best of each of those always has a place, so that much help from close by
    hides nothing else. Without a wijk only what is for everybody.
    """
    gevonden: dict[str, list[Suggestie]] = {leefgebied: [] for leefgebied in leefgebieden}
    if not leefgebieden or hoogstens < 1:
        return gevonden
    for leefgebied, aanbod, organisatie, wijk in await session.execute(_keuze(wijk_id, leefgebieden, hoogstens)):
        gevonden[leefgebied].append(_suggestie(leefgebied, aanbod, organisatie, wijk))
    return gevonden


def _keuze(
    wijk_id: str | None, leefgebieden: Sequence[str], hoogstens: int
) -> Select[str, Aanbod, str | None, str | None]:
    """The best of each leefgebied, numbered by the database. `plek`: the place in the whole order, `in_vorm`: among offers of the same vorm."""
    eigen = and_(Aanbodwijk.aanbod_id == Aanbod.id, Aanbodwijk.wijk_id == (wijk_id or ""))
    gebied, volgorde = Aanbodgebied.leefgebied, _volgorde()
    plek = func.row_number().over(partition_by=gebied, order_by=volgorde)
    in_vorm = func.row_number().over(partition_by=(gebied, Aanbod.vorm), order_by=volgorde)
    past = (
        select(Aanbod.id, gebied, Aanbodwijk.wijk_id, plek.label("plek"), in_vorm.label("in_vorm"))
        .join(Aanbodgebied, Aanbodgebied.aanbod_id == Aanbod.id)
        .outerjoin(Aanbodwijk, eigen)
        .where(Aanbod.actief, gebied.in_(leefgebieden), or_(Aanbodwijk.wijk_id.is_not(None), overal()))
        .subquery()
    )
    # The best of each vorm comes in, whatever there is that comes before it.
    eerst = [case((past.c.in_vorm == 1, 0), else_=1), past.c.plek]
    rang = func.row_number().over(partition_by=past.c.leefgebied, order_by=eerst)
    genummerd = select(past, rang.label("rang")).subquery()
    return (
        select(genummerd.c.leefgebied, Aanbod, Partij.naam, Wijk.naam)
        .join(Aanbod, Aanbod.id == genummerd.c.id)
        .outerjoin(Partij, Partij.id == Aanbod.partij_id)
        .outerjoin(Wijk, Wijk.id == genummerd.c.wijk_id)
        .where(genummerd.c.rang <= hoogstens)
        .order_by(genummerd.c.leefgebied, genummerd.c.plek)
    )


def _volgorde() -> list[SQLColumnExpression[Any]]:
    vers = Aanbod.gecontroleerd_op >= maanden_terug(OUD_NA)
    eerst = [case((ja, 0), else_=1) for ja in (Aanbodwijk.wijk_id.is_not(None), heeft_plek(), vers)]
    return [volgorde_vorm(), *eerst, Aanbod.gecontroleerd_op.desc().nulls_last(), Aanbod.naam, Aanbod.id]


def _suggestie(leefgebied: str, aanbod: Aanbod, organisatie: str | None, wijk: str | None) -> Suggestie:
    vrij = aanbod.vrij
    redenen = [f"voor {leefgebied}", f"in {wijk}" if wijk else "in alle wijken"]
    redenen += [] if vrij is None else [plekken(vrij)]
    redenen += ["alleen voor leden van de coöperatie"] if aanbod.alleen_leden else []
    redenen.append(nagekeken(aanbod.gecontroleerd_op))
    return Suggestie(
        aanbod.id, aanbod.naam, aanbod.vorm, organisatie, tuple(redenen), vrij == 0, is_oud(aanbod.gecontroleerd_op)
    )


def plekken(vrij: int) -> str:
    return "nu geen plek vrij" if vrij <= 0 else "1 plek vrij" if vrij == 1 else f"{vrij} plekken vrij"


def nagekeken(dag: date | None) -> str:
    if dag is None:
        return "nog nooit nagekeken"
    wanneer = f"{dag.day} {MAANDEN[dag.month - 1]} {dag.year}"
    return (
        f"langer dan {OUD_NA} maanden niet nagekeken, het laatst op {wanneer}"
        if is_oud(dag)
        else f"nagekeken op {wanneer}"
    )
