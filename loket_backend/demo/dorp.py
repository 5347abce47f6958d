"""The invented village while its last year is told: who lives there, and what a step in a dossier works with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.aanbod.models import Aanbod
from loket_backend.arrangement.invoer import Bekend
from loket_backend.demo import Verteller, op_de_dag
from loket_backend.gesprek.models import Gesprek
from loket_backend.intake.models import Intake
from loket_backend.keukentafel.afspraakdossier import vergrendel_intake
from loket_backend.partijen.models import Partij
from loket_backend.tijd import nu, vandaag
from loket_backend.toegang.audit import leg_vast

Gegeven = Mapping[str, Any]
# The coordinator, who does what is not of one dossier.
COORDINATOR = "gerda-bakels"
# As console/zicht.py calls it.
GROND = "eigen dossier"


@dataclass
class Dorp:
    """`dossiers`: the kenmerk of each resident, by name; `partijen`: names by id; `aanbod`: the offers by name.

    `echt`: the real now, from which the data count back in days.
    """

    session: AsyncSession
    verteller: Verteller
    dossiers: dict[str, str]
    partijen: dict[str, str]
    aanbod: dict[str, Aanbod]
    echt: datetime = field(default_factory=nu)
    dag: date = field(default_factory=vandaag)

    @classmethod
    async def lees(cls, session: AsyncSession, verteller: Verteller) -> Dorp:
        bekend = {intake.naam or "": intake.kenmerk for intake in await session.scalars(select(Intake))}
        partijen = dict((await session.execute(select(Partij.id, Partij.naam))).tuples().all())
        aanbod = {een.naam: een for een in await session.scalars(select(Aanbod))}
        return cls(session, verteller, bekend, partijen, aanbod)

    def moment(self, dagen: int, uur: int = 10) -> datetime:
        """So many days ago at this hour; never later than now."""
        return min(op_de_dag(self.dag_van(dagen), uur, 20), self.echt)

    def dag_van(self, dagen: int) -> date:
        """Less than zero is still to come."""
        return self.dag - timedelta(days=dagen)

    @property
    def bekend(self) -> Bekend:
        ids = [een.id for een in self.aanbod.values()]
        return Bekend(self.partijen.keys(), ids, tuple(self.partijen.values()))

    async def stap(self, naam: str, gegeven: Gegeven) -> Stap:
        """What somebody does in the dossier of this resident, with everything locked."""
        gesprek, intake = await vergrendel_intake(self.session, self.dossiers[naam])
        return Stap(self, gesprek, intake, gegeven.get("wie") or intake.medewerker_id or COORDINATOR, gegeven)


@dataclass(frozen=True)
class Stap:
    """`wie`: the medewerker who does it; `gegeven`: how it stands in the data."""

    dorp: Dorp
    gesprek: Gesprek
    intake: Intake
    wie: str
    gegeven: Gegeven

    @property
    def session(self) -> AsyncSession:
        return self.dorp.session

    @property
    def kenmerk(self) -> str:
        return self.intake.kenmerk

    def tekst(self, veld: str) -> str:
        return str(self.gegeven.get(veld, ""))

    def teken_op(self, wat: str) -> None:
        """The line that a page of the console leaves in the audit trail for the same deed."""
        leg_vast(self.session, self.wie, wat, self.kenmerk, GROND)
