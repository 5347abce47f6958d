"""Reading offers as they stand: for the form, the export and the comparison with a file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from sqlalchemy import Select, select
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.aanbod.gegevens import Bekend, Gegevens
from loket_backend.aanbod.models import Aanbod, Aanbodgebied, Aanbodwijk
from loket_backend.catalogus import LEEFGEBIEDEN
from loket_backend.errors import NietGevonden
from loket_backend.partijen.models import Partij
from loket_backend.toewijzing.models import Wijk

_LOS = tuple(veld for veld in Gegevens.model_fields if veld not in ("leefgebieden", "wijken"))


async def bekend(session: AsyncSession) -> Bekend:
    """The wijken and parties there are, by name, and what lines of arrangements have."""
    wijken = await session.execute(select(Wijk.id, Wijk.naam).order_by(Wijk.naam))
    partijen = await session.execute(select(Partij.id, Partij.naam).order_by(Partij.naam))
    geteld = await session.execute(select(Aanbod.id, Aanbod.bezet_regels).where(Aanbod.bezet_regels > 0))
    return Bekend(
        {id: naam for id, naam in wijken}, {id: naam for id, naam in partijen}, {id: aantal for id, aantal in geteld}
    )


async def alles(
    session: AsyncSession, ids: Collection[str] | None = None, *, vast: bool = False
) -> dict[str, Gegevens]:
    """By id, in the order of the names; all of them without `ids`. Three queries. `vast`: the rows are held until the transaction ends."""
    keuze = select(Aanbod).order_by(Aanbod.naam, Aanbod.id)
    rijen = list(await session.scalars(_alleen(keuze, ids).with_for_update() if vast else _alleen(keuze, ids)))
    gebieden = await _per_aanbod(session, select(Aanbodgebied.aanbod_id, Aanbodgebied.leefgebied), ids)
    wijken = await _per_aanbod(session, select(Aanbodwijk.aanbod_id, Aanbodwijk.wijk_id), ids)
    return {rij.id: _gegevens(rij, gebieden[rij.id], wijken[rij.id]) for rij in rijen}


async def een(session: AsyncSession, aanbod_id: str, *, vast: bool = False) -> Gegevens:
    """Raises NietGevonden."""
    gevonden = await alles(session, [aanbod_id], vast=vast)
    if aanbod_id not in gevonden:
        raise NietGevonden()
    return gevonden[aanbod_id]


def _alleen(keuze: Select[Aanbod], ids: Collection[str] | None) -> Select[Aanbod]:
    return keuze if ids is None else keuze.where(Aanbod.id.in_(sorted(ids)))


async def _per_aanbod(
    session: AsyncSession, keuze: Select[str, str], ids: Collection[str] | None
) -> defaultdict[str, set[str]]:
    kolom = keuze.selected_columns[0]
    per: defaultdict[str, set[str]] = defaultdict(set)
    for aanbod_id, waarde in await session.execute(keuze if ids is None else keuze.where(kolom.in_(sorted(ids)))):
        per[aanbod_id].add(waarde)
    return per


def _gegevens(rij: Aanbod, gebieden: Collection[str], wijken: Collection[str]) -> Gegevens:
    """As it stands, without judging it anew."""
    op_volgorde = tuple(sleutel for sleutel in LEEFGEBIEDEN if sleutel in gebieden)
    los = {veld: getattr(rij, veld) for veld in _LOS}
    return Gegevens.model_construct(**los, leefgebieden=op_volgorde, wijken=tuple(sorted(wijken)))
