"""Saved views of the worklist: the filters of one person under a name of their own."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Boolean, ForeignKey, delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from loket_backend.db import Basis, Moment, Versleuteld
from loket_backend.errors import NietGevonden, OngeldigeInvoer
from loket_backend.tijd import nu

HOOGSTENS, MAX_NAAM = 20, 60


class Weergave(Basis):
    """`parameters`: as they stand in the address; encrypted like `naam`, because people search for names. `begin`: where this person starts."""

    __tablename__ = "weergave"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    medewerker_id: Mapped[str] = mapped_column(ForeignKey("medewerker.id"), index=True)
    naam: Mapped[str] = mapped_column(Versleuteld)
    parameters: Mapped[str] = mapped_column(Versleuteld)
    begin: Mapped[bool] = mapped_column(Boolean, default=False)
    op: Mapped[datetime] = mapped_column(Moment)


async def van(session: AsyncSession, medewerker_id: str) -> list[Weergave]:
    keuze = select(Weergave).where(Weergave.medewerker_id == medewerker_id)
    return sorted(await session.scalars(keuze), key=lambda w: (w.naam.casefold(), w.id))


async def bewaar(session: AsyncSession, medewerker_id: str, naam: str, parameters: str) -> Weergave:
    """Raises OngeldigeInvoer with every fault, each a sentence for the person who typed it."""
    naam = " ".join(naam.split())
    bestaand = await van(session, medewerker_id)
    if fouten := _fouten(naam, bestaand):
        raise OngeldigeInvoer(" ".join(fouten), fouten)
    weergave = Weergave(medewerker_id=medewerker_id, naam=naam, parameters=parameters, begin=False, op=nu())
    session.add(weergave)
    await session.flush()
    return weergave


def _fouten(naam: str, bestaand: list[Weergave]) -> list[str]:
    fouten = [] if naam else ["Geef de weergave een naam."]
    if len(naam) > MAX_NAAM or not naam.isprintable():
        fouten.append(f"Kies een naam van hooguit {MAX_NAAM} gewone tekens.")
    if naam.casefold() in {w.naam.casefold() for w in bestaand}:
        fouten.append("U heeft al een weergave met deze naam.")
    if len(bestaand) >= HOOGSTENS:
        fouten.append(f"U heeft al {HOOGSTENS} weergaven. Haal er eerst een weg.")
    return fouten


async def verwijder(session: AsyncSession, medewerker_id: str, weergave_id: int) -> None:
    """Raises NietGevonden for what is absent and for what is somebody else's."""
    eigen = (Weergave.id == weergave_id) & (Weergave.medewerker_id == medewerker_id)
    if await session.scalar(delete(Weergave).where(eigen).returning(Weergave.id)) is None:
        raise NietGevonden()


async def begin_met(session: AsyncSession, medewerker_id: str, weergave_id: int, aan: bool) -> None:
    """This person starts with this view from now on (`aan`), or with the ordinary list. Raises NietGevonden as `verwijder`."""
    if weergave_id not in {w.id for w in await van(session, medewerker_id)}:
        raise NietGevonden()
    eigen = update(Weergave).where(Weergave.medewerker_id == medewerker_id).execution_options(synchronize_session=False)
    await session.execute(eigen.values(begin=False))
    await session.execute(eigen.where(Weergave.id == weergave_id).values(begin=aan))
