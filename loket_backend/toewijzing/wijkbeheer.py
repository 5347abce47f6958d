"""Wijken with their postcodes: adding, changing, and taking away what nothing refers to."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import delete, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend import wijziging
from loket_backend.db import Basis
from loket_backend.errors import Conflict, NietGevonden
from loket_backend.invoer import Veldfouten
from loket_backend.toewijzing.gebieden import Gebied, dubbel
from loket_backend.toewijzing.models import Postcodegebied, Wijk

MAX_NAAM = 80


async def voeg_toe(session: AsyncSession, wie: str, naam: str, regels: str) -> str:
    """The id of the new wijk. Raises Veldfouten."""
    naam, gebieden = await _controleer(session, None, naam, regels)
    wijk_id = await vrije_sleutel(session, Wijk, naam)
    session.add(Wijk(id=wijk_id, naam=naam))
    await session.flush()
    await _zet_gebieden(session, wijk_id, gebieden)
    await wijziging.schrijf_op(session, wie, wijziging.WIJK, wijk_id, None, _inhoud(naam, gebieden))
    return wijk_id


async def wijzig(session: AsyncSession, wie: str, wijk_id: str, naam: str, regels: str, gezien: int) -> None:
    """Raises NietGevonden, Veldfouten, and Conflict after somebody else's change."""
    wijk = await haal(session, wijk_id)
    voor = _inhoud(wijk.naam, await gebieden_van(session, wijk_id))
    naam, gebieden = await _controleer(session, wijk_id, naam, regels)
    wijk.naam = naam
    await _zet_gebieden(session, wijk_id, gebieden)
    await wijziging.schrijf_op(session, wie, wijziging.WIJK, wijk_id, voor, _inhoud(naam, gebieden), gezien)


async def verwijder(session: AsyncSession, wie: str, wijk_id: str, gezien: int) -> None:
    """Raises NietGevonden, and Conflict as long as anything refers to the wijk."""
    wijk = await haal(session, wijk_id)
    if gebruik := await in_gebruik(session, wijk_id):
        raise Conflict(f"{wijk.naam} is nog in gebruik ({opsomming(gebruik)}). Daarom kan deze wijk niet weg.")
    voor = _inhoud(wijk.naam, await gebieden_van(session, wijk_id))
    await session.execute(delete(Postcodegebied).where(Postcodegebied.wijk_id == wijk_id))
    await session.delete(wijk)
    await wijziging.schrijf_op(session, wie, wijziging.WIJK, wijk_id, voor, None, gezien)


async def haal(session: AsyncSession, wijk_id: str) -> Wijk:
    wijk = await session.get(Wijk, wijk_id)
    if wijk is None:
        raise NietGevonden()
    return wijk


async def gebieden_van(session: AsyncSession, wijk_id: str) -> list[Gebied]:
    rijen = await session.scalars(select(Postcodegebied).where(Postcodegebied.wijk_id == wijk_id))
    return sorted(Gebied(rij.van, rij.tot) for rij in rijen)


TELWOORD = {
    "intake": "meldingen",
    "gesprek": "gesprekken",
    "wijklid": "medewerkers",
    "woonwijk": "bevestigd door inwoners",
    "aanbod_wijk": "aanbod",
    "buurtteam_wijk": "buurtteams",
}


async def in_gebruik(session: AsyncSession, wijk_id: str) -> dict[str, int]:
    """How many rows refer to the wijk, by table; its own postcodes don't count. Found in the schema, so no table is forgotten."""
    verwijzingen = {sleutel for tabel in Basis.metadata.tables.values() for sleutel in tabel.foreign_keys}
    aantallen: dict[str, int] = {}
    for kolom in (s.parent for s in verwijzingen if s.column is Wijk.__table__.c.id):
        if kolom.table is not Postcodegebied.__table__:
            aantal = await session.scalar(select(func.count()).select_from(kolom.table).where(kolom == wijk_id))
            aantallen[kolom.table.name] = aantallen.get(kolom.table.name, 0) + (aantal or 0)
    return {tabel: n for tabel, n in sorted(aantallen.items()) if n}


def opsomming(gebruik: Mapping[str, int]) -> str:
    """ "meldingen: 12, medewerkers: 3"."""
    return ", ".join(f"{TELWOORD.get(tabel, tabel)}: {n}" for tabel, n in gebruik.items())


async def vrije_sleutel(session: AsyncSession, model: type[Any], naam: str) -> str:
    """An id made of the name: "anja-mulder", with a number behind it when that is taken. It stays the same for ever."""
    ascii_naam = unicodedata.normalize("NFKD", naam).encode("ascii", "ignore").decode().lower()
    begin = "-".join("".join(t if t.isalnum() else " " for t in ascii_naam).split())[:34].strip("-")
    begin = begin if len(begin) > 1 else f"{model.__tablename__}-{begin or '1'}"
    bezet = set(await session.scalars(select(model.id).where(model.id.startswith(begin))))
    return next(kans for kans in _kansen(begin) if kans not in bezet)


def _kansen(begin: str) -> Iterator[str]:
    yield begin
    yield from (f"{begin}-{n}" for n in range(2, 10_000))


async def _controleer(session: AsyncSession, wijk_id: str | None, naam: str, regels: str) -> tuple[str, list[Gebied]]:
    """One at a time: two people could else give the same postcodes to two wijken."""
    await session.execute(select(Wijk.id).order_by(Wijk.id).with_for_update())
    naam, fouten = " ".join(naam.split()), dict[str, str]()
    if not naam or len(naam) > MAX_NAAM:
        fouten["naam"] = f"Vul een naam in van 1 tot {MAX_NAAM} tekens."
    elif await _naam_bezet(session, wijk_id, naam):
        fouten["naam"] = f"Er is al een wijk die {naam} heet."
    gebieden, verkeerd = _lees(regels)
    overlap = dubbel_met(gebieden, await _van_anderen(session, wijk_id))
    if klachten := [*verkeerd, *overlap]:
        fouten["postcodes"] = " ".join(klachten)
    if fouten:
        raise Veldfouten(fouten)
    return naam, sorted(gebieden)


def dubbel_met(eigen: Sequence[Gebied], anderen: Sequence[tuple[str, Gebied]]) -> Iterator[str]:
    """A sentence for each overlap of one's own ranges with each other, and with those of another wijk."""
    yield from dubbel([("", gebied) for gebied in eigen])
    for gebied in eigen:
        for wijk, ander in anderen:
            yield from dubbel([("", gebied), (wijk, ander)])


def _lees(regels: str) -> tuple[list[Gebied], list[str]]:
    """The ranges, one a line or separated by commas, and what could not be read."""
    gebieden, verkeerd = [], []
    for regel in regels.replace(",", "\n").splitlines():
        if regel.strip():
            try:
                gebieden.append(Gebied.lees(regel))
            except ValueError as fout:
                verkeerd.append(str(fout))
    return gebieden, verkeerd


async def _naam_bezet(session: AsyncSession, wijk_id: str | None, naam: str) -> bool:
    zelfde = select(Wijk.id).where(func.lower(Wijk.naam) == naam.lower(), Wijk.id != (wijk_id or ""))
    return await session.scalar(zelfde.limit(1)) is not None


async def _van_anderen(session: AsyncSession, wijk_id: str | None) -> list[tuple[str, Gebied]]:
    vraag = select(Wijk.naam, Postcodegebied.van, Postcodegebied.tot).join(Wijk, Wijk.id == Postcodegebied.wijk_id)
    rijen = await session.execute(vraag.where(Postcodegebied.wijk_id != (wijk_id or "")))
    return [(naam, Gebied(van, tot)) for naam, van, tot in rijen]


async def _zet_gebieden(session: AsyncSession, wijk_id: str, gebieden: Sequence[Gebied]) -> None:
    await session.execute(delete(Postcodegebied).where(Postcodegebied.wijk_id == wijk_id))
    session.add_all(Postcodegebied(wijk_id=wijk_id, van=g.van, tot=g.tot) for g in gebieden)


def _inhoud(naam: str, gebieden: Sequence[Gebied]) -> dict[str, Any]:
    return {"naam": naam, "postcodes": [str(gebied) for gebied in gebieden]}
