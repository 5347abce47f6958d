"""The rounds of a paper: its versions, laying one before the resident, and keeping what they say about it.

Every function works in the caller's transaction. What changes a paper asks that its intake is held locked (intake/workflow.vergrendel).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

from sqlalchemy import Select, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute, selectinload

from loket_backend.errors import Conflict, NietGevonden
from loket_backend.rondes.antwoord import Antwoord, Weg
from loket_backend.rondes.models import (
    AKKOORD,
    CONCEPT,
    CORRECTIE,
    VOORGELEGD,
    Papierstand,
    Reactie,
    Stap,
    Versie,
)
from loket_backend.tijd import nu

V = TypeVar("V", bound=Versie)
R = TypeVar("R", bound=Reactie)

LEG_VOOR, KEUR_GOED, CORRIGEER = "leg_voor", "keur_goed", "corrigeer"
GEBEURTENISSEN = (LEG_VOOR, KEUR_GOED, CORRIGEER)

# What is not in the table is not allowed. A correction may follow an approval, and an approval a correction; each keeps its own row.
MAG: Mapping[tuple[str, str], str] = {
    (CONCEPT, LEG_VOOR): VOORGELEGD,
    (VOORGELEGD, LEG_VOOR): VOORGELEGD,
    (VOORGELEGD, KEUR_GOED): AKKOORD,
    (VOORGELEGD, CORRIGEER): CORRECTIE,
    (CORRECTIE, LEG_VOOR): VOORGELEGD,
    (CORRECTIE, KEUR_GOED): AKKOORD,
    (CORRECTIE, CORRIGEER): CORRECTIE,
    (AKKOORD, LEG_VOOR): VOORGELEGD,
    (AKKOORD, CORRIGEER): CORRECTIE,
}


@dataclass(frozen=True)
class Rondes(Generic[V, R]):
    """One kind of paper: its four tables. `naam`: as it stands in a sentence ("verslag"); `laadt`: what comes along with a version."""

    papier: type[Papierstand]
    versie: type[V]
    stap: type[Stap]
    reactie: type[R]
    naam: str
    mag: Mapping[tuple[str, str], str]
    laadt: Sequence[InstrumentedAttribute[Any]] = ()

    def van(self, kenmerk: str) -> Select[V]:
        """Every version of one dossier."""
        return select(self.versie).options(*map(selectinload, self.laadt)).where(self.versie.kenmerk == kenmerk)

    def gegeven(self, kenmerk: str) -> Select[V]:
        """Those that the resident was given."""
        return self.van(kenmerk).where(self.versie.ronde.is_not(None))

    async def laatste(self, session: AsyncSession, kenmerk: str) -> V | None:
        """The version that was saved last, laid before the resident or not."""
        return await session.scalar(self.van(kenmerk).order_by(self.versie.nummer.desc()).limit(1))

    async def voorgelegd(self, session: AsyncSession, kenmerk: str) -> V | None:
        """The version that the resident was given last."""
        return await session.scalar(self.gegeven(kenmerk).order_by(self.versie.ronde.desc()).limit(1))

    async def ronde(self, session: AsyncSession, kenmerk: str, nummer: int) -> V:
        """One version that the resident was given. Raises NietGevonden."""
        versie = await session.scalar(self.van(kenmerk).where(self.versie.ronde == nummer))
        if versie is None:
            raise NietGevonden()
        return versie

    async def voeg_toe(self, session: AsyncSession, kenmerk: str, wie: str, **inhoud: Any) -> V:
        """Appends a version; the first one begins the paper."""
        if await session.get(self.papier, kenmerk) is None:
            session.add(self.papier(kenmerk=kenmerk, stand=CONCEPT, stand_sinds=nu()))
            await session.flush()
        hoogste = select(func.max(self.versie.nummer)).where(self.versie.kenmerk == kenmerk)
        nummer = (await session.scalar(hoogste) or 0) + 1
        versie = self.versie(kenmerk=kenmerk, nummer=nummer, medewerker_id=wie, op=nu(), **inhoud)
        session.add(versie)
        await session.flush()
        return versie

    async def leg_voor(
        self, session: AsyncSession, versie: V, wie: str, weg: Weg, blad: Mapping[str, Any], hash_: str
    ) -> None:
        """From now on the resident reads this version: the next round. `blad`: all that they read."""
        vorige = await self.voorgelegd(session, versie.kenmerk)
        versie.ronde = (vorige.ronde or 0) + 1 if vorige else 1
        versie.blad, versie.hash, versie.weg = dict(blad), hash_, weg.soort
        await self.zet_stap(session, versie, LEG_VOOR, wie, weg)

    async def ligt_er(self, session: AsyncSession, kenmerk: str, versie_id: int) -> V:
        """The version, when it still is the one that the resident was given last. Raises Conflict."""
        nieuwste = await self.voorgelegd(session, kenmerk)
        if nieuwste is None or nieuwste.id != versie_id or nieuwste.hash is None:
            raise Conflict(f"Er is al een nieuwer {self.naam}. Het gaat om dat {self.naam}.")
        return nieuwste

    async def neem_op(self, session: AsyncSession, versie: V, antwoord: Antwoord) -> R:
        """Keeps what the resident said about it. Raises Conflict when this answer cannot follow."""
        gebeurtenis = KEUR_GOED if antwoord.soort == AKKOORD else CORRIGEER
        await self.zet_stap(session, versie, gebeurtenis, antwoord.door, Weg(antwoord.weg))
        reactie = self.reactie(kenmerk=versie.kenmerk, versie_id=versie.id, hash=versie.hash, op=nu(), **vars(antwoord))
        session.add(reactie)
        await session.flush()
        return reactie

    async def zet_stap(self, session: AsyncSession, versie: V, gebeurtenis: str, door: str, weg: Weg) -> None:
        papier = await session.get_one(self.papier, versie.kenmerk, populate_existing=True)
        naar = self.mag.get((papier.stand, gebeurtenis))
        if naar is None:
            raise Conflict(f"Deze stap kan nu niet meer. Kijk eerst hoe het {self.naam} er nu voor staat.")
        session.add(
            self.stap(
                kenmerk=versie.kenmerk,
                van=papier.stand,
                naar=naar,
                ronde=versie.ronde or 0,
                weg=weg.soort,
                reden=weg.reden.strip() or None,
                door=door,
                op=nu(),
            )
        )
        papier.stand, papier.stand_sinds = naar, nu()
        await session.flush()

    async def laatst_gezegd(self, session: AsyncSession, versie_id: int, soort: str) -> datetime | None:
        """When the resident last answered so about this version."""
        keuze = select(self.reactie.op).where(self.reactie.versie_id == versie_id, self.reactie.soort == soort)
        return await session.scalar(keuze.order_by(self.reactie.id.desc()).limit(1))
