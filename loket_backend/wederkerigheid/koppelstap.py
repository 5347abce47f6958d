"""One step of a koppeling that the caller holds locked: what the tables allow, appended to its history."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.errors import NietGevonden
from loket_backend.gesprek.taken import open_taak, rond_af
from loket_backend.rondes.models import INWONER
from loket_backend.tijd import nu
from loket_backend.wederkerigheid.models import Koppeling, Koppelingstap
from loket_backend.wederkerigheid.stand import (
    BIEDER,
    KANT_MAG,
    KOPPELING_MAG,
    NOTEER,
    VERVAL,
    VOORAF,
    volgende,
)

# For the medewerker: somebody answered; see whether it goes well; tell what may be told; ask who is not in the chat.
TAAK_ANTWOORD, TAAK_LOOPT, TAAK_DOORGEVEN, TAAK_VRAGEN = (
    "koppeling_antwoord",
    "koppeling_loopt",
    "koppeling_doorgeven",
    "koppeling_vragen",
)


@dataclass(frozen=True)
class Hoe:
    """How something came about. `door`: INWONER or the id of a medewerker; `weg`: gespreksverslag_models.WEGEN; `volgnummer`: the message."""

    door: str
    weg: str | None = None
    volgnummer: int | None = None
    toelichting: str = ""

    @property
    def door_inwoner(self) -> bool:
        return self.door == INWONER

    def zonder_woorden(self) -> Hoe:
        """For a step that both sides' medewerkers read: what one resident said stays with that side."""
        return Hoe(self.door, self.weg)

    def als_rij(self) -> dict[str, object]:
        return {**vars(self), "toelichting": self.toelichting.strip() or None}


async def vergrendel(session: AsyncSession, koppeling_id: int) -> Koppeling:
    """Raises NietGevonden. Locked in this order: conversation, intake, bijdrage, koppeling."""
    koppeling = await session.get(Koppeling, koppeling_id, with_for_update=True, populate_existing=True)
    if koppeling is None:
        raise NietGevonden()
    return koppeling


async def stap(session: AsyncSession, koppeling: Koppeling, gebeurtenis: str, hoe: Hoe, uitkomst: str = "") -> None:
    """Raises Conflict when the table does not allow it."""
    van, naar = koppeling.stand, volgende(KOPPELING_MAG, koppeling.stand, gebeurtenis)
    _schrijf(session, koppeling, gebeurtenis, None, van, naar, hoe, uitkomst)
    koppeling.stand, koppeling.stand_sinds = naar, nu()
    await session.flush()


async def stap_van_kant(session: AsyncSession, koppeling: Koppeling, kant: str, gebeurtenis: str, hoe: Hoe) -> None:
    """The same for one side. Raises Conflict."""
    van = koppeling.bieder if kant == BIEDER else koppeling.vrager
    naar = volgende(KANT_MAG, van, gebeurtenis)
    _schrijf(session, koppeling, gebeurtenis, kant, van, naar, hoe)
    setattr(koppeling, kant, naar)
    setattr(koppeling, f"{kant}_op", nu())
    await session.flush()


def noteer(session: AsyncSession, koppeling: Koppeling, hoe: Hoe) -> None:
    _schrijf(session, koppeling, NOTEER, None, koppeling.stand, koppeling.stand, hoe)


def _schrijf(
    session: AsyncSession,
    koppeling: Koppeling,
    gebeurtenis: str,
    kant: str | None,
    van: str,
    naar: str,
    hoe: Hoe,
    uitkomst: str = "",
) -> None:
    session.add(
        Koppelingstap(
            koppeling_id=koppeling.id,
            gebeurtenis=gebeurtenis,
            kant=kant,
            van=van,
            naar=naar,
            uitkomst=uitkomst or None,
            op=nu(),
            **hoe.als_rij(),
        )
    )


async def laat_vallen(session: AsyncSession, bijdrage_id: int, hoe: Hoe) -> list[Koppeling]:
    """Whatever was not shared yet does not go on. Gives those in which the two know each other already. The bijdrage is locked."""
    van_bijdrage = select(Koppeling).where(Koppeling.bijdrage_id == bijdrage_id).order_by(Koppeling.id)
    verder = []
    for koppeling in await session.scalars(van_bijdrage.with_for_update().execution_options(populate_existing=True)):
        if koppeling.stand in VOORAF:
            await stap(session, koppeling, VERVAL, hoe.zonder_woorden())
        else:
            verder.append(koppeling)
    return verder


async def taak_klaar(session: AsyncSession, gesprek_id: str, soort: str, wie: str) -> None:
    """The medewerker acted, so the task is done."""
    if (taak := await open_taak(session, gesprek_id, soort)) is not None:
        await rond_af(session, taak.id, wie)
