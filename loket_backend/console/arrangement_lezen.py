"""The arrangement of one dossier as staff read it: its lines, what it costs and saves, how it stands, and what the resident said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.arrangement import dienst, regels
from loket_backend.arrangement.effect import Effect, effect
from loket_backend.arrangement.models import Arrangement, Arrangementstap, Arrangementversie, Vermeden
from loket_backend.arrangement.verschil import verschil
from loket_backend.console import arrangement_vermeden, arrangement_woorden
from loket_backend.console.arrangement_vermeden import Uitleg
from loket_backend.console.arrangement_woorden import Verandering
from loket_backend.console.dossier import namen_van_medewerkers
from loket_backend.console.gebruiker import Gebruiker
from loket_backend.console.rondes_lezen import Reactie, reacties
from loket_backend.intake.models import Intake
from loket_backend.partijen import kerncijfers, kerncijferversies
from loket_backend.partijen.kerncijferversies import Cijfers
from loket_backend.partijen.models import Partij
from loket_backend.rondes.models import CONCEPT


@dataclass(frozen=True)
class Stand:
    """`laatste`: saved last; `voorgelegd`: what the resident was given last; `geldend`: in force. Each with its lines, None when there is none."""

    stand: str
    sinds: datetime | None
    laatste: Arrangementversie | None
    voorgelegd: Arrangementversie | None
    geldend: Arrangementversie | None

    @property
    def basis(self) -> int:
        """The number of the version that is written on, 0 for none."""
        return self.laatste.nummer if self.laatste else 0

    @property
    def nieuwer_concept(self) -> bool:
        """Something was saved since the resident was given a version."""
        return self.voorgelegd is not None and self.laatste is not None and self.laatste.ronde is None


@dataclass(frozen=True)
class Bewaring:
    """One version in the history: who saved it when, and what changed in it."""

    versie: Arrangementversie
    door: str
    veranderingen: Sequence[Verandering]


@dataclass(frozen=True)
class Beeld:
    """What the page of the arrangement shows of its last version."""

    stand: Stand
    totalen: Sequence[regels.Totaal]
    effect: Effect
    partijen: Mapping[str, str]
    reacties: Sequence[Reactie]
    vermeden: Sequence[tuple[Vermeden, Uitleg]]


async def blok(session: AsyncSession, wie: Gebruiker, intake: Intake) -> dict[str, Any]:
    """For the page of the intake."""
    return {"arrangement": await stand(session, intake.kenmerk), "arr": arrangement_woorden}


async def stand(session: AsyncSession, kenmerk: str) -> Stand:
    arrangement = await session.get(Arrangement, kenmerk)
    if arrangement is None:
        return Stand(CONCEPT, None, None, None, None)
    return Stand(
        arrangement.stand,
        arrangement.stand_sinds,
        await dienst.laatste(session, kenmerk),
        await dienst.voorgelegd(session, kenmerk),
        await dienst.geldend(session, kenmerk),
    )


async def beeld(session: AsyncSession, intake: Intake) -> Beeld:
    nu, partijen = await stand(session, intake.kenmerk), await alle_partijen(session)
    helpt, spaart = regels.van(nu.laatste)
    gezegd = await reacties(session, dienst.RONDES, intake.kenmerk, await namen_van_medewerkers(session))
    laatste = gezegd.get(nu.voorgelegd.id, []) if nu.voorgelegd else []
    namen = {partij.id: partij.naam for partij in partijen}
    posten = await _vermeden(session, nu.laatste)
    return Beeld(nu, regels.totalen(helpt), effect(helpt, spaart, partijen), namen, laatste, posten)


async def _vermeden(session: AsyncSession, versie: Arrangementversie | None) -> list[tuple[Vermeden, Uitleg]]:
    """Each with how it was worked out, by the key figure as it was then."""
    rijen = versie.vermeden if versie else []
    ids = [rij.kerncijfer_versie for rij in rijen if rij.kerncijfer_versie]
    cijfers = Cijfers(await kerncijferversies.lees(session, ids) if ids else {}, kerncijfers.alle())
    return [(rij, arrangement_vermeden.vermeden(rij, cijfers)) for rij in rijen]


async def alle_partijen(session: AsyncSession) -> list[Partij]:
    return list(await session.scalars(select(Partij).order_by(Partij.naam)))


async def organisaties(session: AsyncSession) -> list[str]:
    """The names that a resident never reads."""
    return list(await session.scalars(select(Partij.naam)))


async def geschiedenis(session: AsyncSession, kenmerk: str) -> list[Bewaring]:
    """Every version, the newest first, with what changed since the one before."""
    versies = list(await session.scalars(dienst.RONDES.van(kenmerk).order_by(Arrangementversie.nummer)))
    namen = await namen_van_medewerkers(session)
    partijen = {partij.id: partij.naam for partij in await alle_partijen(session)}
    bewaringen = []
    for eerder, versie in zip([None, *versies], versies, strict=False):
        anders = arrangement_woorden.veranderingen(verschil(eerder, versie), partijen)
        bewaringen.append(Bewaring(versie, namen.get(versie.medewerker_id, "een medewerker"), anders))
    return bewaringen[::-1]


async def einde(session: AsyncSession, kenmerk: str) -> Arrangementstap | None:
    """How it ended last."""
    keuze = select(Arrangementstap).where(Arrangementstap.kenmerk == kenmerk, Arrangementstap.naar == "beeindigd")
    stap: Arrangementstap | None = await session.scalar(keuze.order_by(Arrangementstap.id.desc()).limit(1))
    return stap
