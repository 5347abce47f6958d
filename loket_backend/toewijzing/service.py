"""Who becomes the fixed medewerker. Visible rules in a fixed order; the reason is kept and shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.toewijzing.models import Afwezigheid, Medewerker, Postcodegebied, Wijk, Wijklid


@dataclass(frozen=True)
class Keuze:
    """The outcome: without a medewerker the intake goes to the coordinator's queue, and the reason says why."""

    medewerker: Medewerker | None
    reden: str


async def wijk_van(session: AsyncSession, postcode: str | None) -> Wijk | None:
    """The wijk of a postcode (1234AB), or None: an unknown postcode is never guessed."""
    if postcode is None:
        return None
    gebied = select(Postcodegebied.wijk_id).where(Postcodegebied.van <= postcode, Postcodegebied.tot >= postcode)
    return await session.scalar(select(Wijk).where(Wijk.id.in_(gebied)).order_by(Wijk.id).limit(1))


async def vergrendel(session: AsyncSession) -> None:
    """Two intakes at the same moment are assigned one after the other. SQLite has one writer already; PostgreSQL locks the rows."""
    await session.execute(select(Medewerker.id).order_by(Medewerker.id).with_for_update())


async def kies(
    session: AsyncSession,
    wijk: Wijk | None,
    postcode: str | None,
    eerder: str | None,
    lasten: Mapping[str, int],
    dag: date,
) -> Keuze:
    """The medewerker for one intake. `eerder`: who helped this person before; `lasten`: open intakes by medewerker."""
    vorige = await session.get(Medewerker, eerder) if eerder else None
    if vorige is not None and await _kan(session, vorige, dag):
        return Keuze(vorige, "Kent deze inwoner al van een eerdere melding.")
    if wijk is None:
        return Keuze(None, "De postcode is niet bekend." if postcode is None else "De postcode ligt buiten ons gebied.")
    kandidaten = [m for m in await _in_wijk(session, wijk) if await _kan(session, m, dag)]
    ruimte = {m.id: m.caseload_max - lasten.get(m.id, 0) for m in kandidaten}
    vrij = [m for m in kandidaten if ruimte[m.id] > 0]
    if not vrij:
        return Keuze(None, f"Niemand in {wijk.naam} heeft nu ruimte.")
    gekozen = max(vrij, key=lambda m: (ruimte[m.id], m.id))
    return Keuze(gekozen, f"Werkt in {wijk.naam} en heeft daar de meeste ruimte ({ruimte[gekozen.id]} plekken).")


async def _in_wijk(session: AsyncSession, wijk: Wijk) -> list[Medewerker]:
    leden = select(Wijklid.medewerker_id).where(Wijklid.wijk_id == wijk.id)
    vraag = select(Medewerker).where(Medewerker.id.in_(leden), Medewerker.rol == "medewerker").order_by(Medewerker.id)
    return list(await session.scalars(vraag))


async def _kan(session: AsyncSession, medewerker: Medewerker, dag: date) -> bool:
    """Works here, has working days, and is not away today."""
    weg = select(Afwezigheid.id).where(
        Afwezigheid.medewerker_id == medewerker.id, Afwezigheid.van <= dag, Afwezigheid.tot >= dag
    )
    return medewerker.actief and bool(medewerker.werkdagen) and await session.scalar(weg.limit(1)) is None
