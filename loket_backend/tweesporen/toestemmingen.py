"""With which parties the resident lets the case be talked over. Nothing is the default, and withdrawing counts at once (art. 7 lid 3 AVG).

What counts now follows from three things, in the order in which they happened: the answer in the melding, what was put right in that answer,
and what the resident said since. So a correction of the melding withdraws too. No copy of it is kept that could be behind.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.catalogus import BESPROKEN
from loket_backend.errors import Conflict
from loket_backend.gesprek.invoer import MAX_TEKENS, schoon
from loket_backend.intake.correcties import VELD as VELDCORRECTIE
from loket_backend.intake.dossiermodels import Correctie
from loket_backend.intake.models import EINDE, Intake
from loket_backend.invoer import Veldfouten
from loket_backend.tijd import nu
from loket_backend.tweesporen.keuzes import lijst
from loket_backend.tweesporen.spoormodels import Toestemming

VELD = "toestemming"
CHAT, PAPIER, TELEFOON, INTAKE, VERBETERING = "chat", "papier", "telefoon", "intake", "verbetering"
INWONER = "inwoner"


@dataclass(frozen=True)
class Woord:
    """One moment at which something was said about one party. `volgnummer`: the message it was said in, when there is one."""

    partij: str
    geeft: bool
    via: str
    door: str
    op: datetime
    volgnummer: int | None = None
    toelichting: str | None = None


@dataclass(frozen=True)
class Toestemmingen:
    """Everything that was said, the oldest first."""

    woorden: list[Woord] = field(default_factory=list)

    def geeft(self, partij: str) -> bool:
        """Whether this party may look along now."""
        gezegd = self.over(partij)
        return bool(gezegd) and gezegd[-1].geeft

    def over(self, partij: str) -> list[Woord]:
        return [w for w in self.woorden if w.partij == partij]

    @property
    def nu(self) -> list[str]:
        """The parties that may look along now, in the order of keuzes.yml."""
        return [partij for partij in lijst("partijen") if self.geeft(partij)]


async def lees(session: AsyncSession, intake: Intake) -> Toestemmingen:
    """What was said about every party of this dossier."""
    return (await lees_alle(session, [intake]))[intake.kenmerk]


async def lees_alle(session: AsyncSession, intakes: Collection[Intake]) -> dict[str, Toestemmingen]:
    """The same for several dossiers, by kenmerk."""
    kenmerken = [intake.kenmerk for intake in intakes]
    verbeterd = select(Correctie).where(
        Correctie.kenmerk.in_(kenmerken), Correctie.soort == VELDCORRECTIE, Correctie.wat == VELD
    )
    gezegd = select(Toestemming).where(Toestemming.kenmerk.in_(kenmerken)).order_by(Toestemming.id)
    correcties = list(await session.scalars(verbeterd.order_by(Correctie.id)))
    rijen = list(await session.scalars(gezegd))
    return {
        intake.kenmerk: Toestemmingen(
            uit(
                intake,
                [c for c in correcties if c.kenmerk == intake.kenmerk],
                [r for r in rijen if r.kenmerk == intake.kenmerk],
            )
        )
        for intake in intakes
    }


def uit(intake: Intake, correcties: Iterable[Correctie], rijen: Iterable[Toestemming]) -> list[Woord]:
    """Everything in the order in which it was said; at the same moment what the resident said since goes last."""
    correcties = list(correcties)
    eerste = correcties[0].voor if correcties else intake.antwoorden.get(VELD)
    bronnen = (intake.antwoorden.get(VELD) or {}).get("bronnen") or [None]
    woorden = [Woord(p, True, INTAKE, INWONER, intake.ontvangen_op, bronnen[0]) for p in _partijen(eerste)]
    for c in correcties:
        voor, na = _partijen(c.voor), _partijen(c.na)
        anders = [(p, True) for p in na if p not in voor] + [(p, False) for p in voor if p not in na]
        woorden += [Woord(p, geeft, VERBETERING, c.door, c.op) for p, geeft in anders]
    woorden += [Woord(r.partij, r.geeft, r.via, r.door, r.op, r.volgnummer, r.toelichting) for r in rijen]
    return sorted(woorden, key=lambda w: w.op)


def _partijen(antwoord: Mapping[str, Any] | None) -> list[str]:
    """Of an answer as the intake keeps it."""
    if not antwoord or antwoord.get("status") != BESPROKEN:
        return []
    return [partij for partij in antwoord.get("waarde") or [] if partij in lijst("partijen")]


@dataclass(frozen=True)
class Gezegd:
    """What is to be kept: by which way it came, and who wrote it down."""

    geeft: bool
    via: str = CHAT
    door: str = INWONER
    volgnummer: int | None = None
    toelichting: str = ""


async def leg_vast(session: AsyncSession, intake: Intake, partij: str, gezegd: Gezegd) -> Toestemming:
    """Keeps what the resident said. The caller holds the intake locked. Raises Veldfouten, and Conflict for a closed dossier that would be opened up."""
    fouten = {}
    if partij not in lijst("partijen"):
        fouten["partij"] = "Kies om wie het gaat."
    if gezegd.via not in (CHAT, PAPIER, TELEFOON):
        fouten["via"] = "Kies hoe de inwoner het zei."
    if len(gezegd.toelichting) > MAX_TEKENS:
        fouten["toelichting"] = f"De tekst is te lang: hooguit {MAX_TEKENS} tekens."
    if fouten:
        raise Veldfouten(fouten)
    if gezegd.geeft and intake.status in EINDE:
        raise Conflict("Dit dossier is gesloten. Open het eerst weer.")
    rij = Toestemming(
        kenmerk=intake.kenmerk,
        partij=partij,
        geeft=gezegd.geeft,
        via=gezegd.via,
        volgnummer=gezegd.volgnummer,
        toelichting=schoon(gezegd.toelichting) if gezegd.toelichting.strip() else None,
        door=gezegd.door,
        op=nu(),
    )
    session.add(rij)
    await session.flush()
    return rij
