"""The arrangement of one dossier as staff read it: its lines, what it costs and saves, how it stands, and what the resident said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import selectinload

from loket_backend.arrangement import dienst, regels
from loket_backend.arrangement.effect import Effect, effect
from loket_backend.arrangement.models import (
    CONCEPT,
    Arrangement,
    Arrangementreactie,
    Arrangementstap,
    Arrangementversie,
    Vermeden,
)
from loket_backend.arrangement.verschil import verschil
from loket_backend.console import arrangement_vermeden, arrangement_woorden
from loket_backend.console.arrangement_vermeden import Uitleg
from loket_backend.console.arrangement_woorden import Verandering
from loket_backend.console.dossier import naam_van, namen_van_medewerkers
from loket_backend.console.gebruiker import Gebruiker
from loket_backend.errors import NietGevonden
from loket_backend.intake.models import Intake
from loket_backend.keukentafel.gespreksverslag_models import INWONER
from loket_backend.partijen import kerncijfers, kerncijferversies
from loket_backend.partijen.models import Partij


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
class Reactie:
    """`door`: the name of who wrote it down, None when the resident did."""

    soort: str
    tekst: str
    weg: str
    door: str | None
    op: datetime
    volgnummer: int | None


@dataclass(frozen=True)
class Ronde:
    """One version that the resident was given, and what they said about it. `hash` in short, to compare by eye."""

    nummer: int
    weg: str
    door: str
    op: datetime | None
    hash: str
    reden: str | None
    reacties: Sequence[Reactie]


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
    reacties = await _reacties(session, intake.kenmerk, await namen_van_medewerkers(session))
    laatste = reacties.get(nu.voorgelegd.id, []) if nu.voorgelegd else []
    namen = {partij.id: partij.naam for partij in partijen}
    posten = await _vermeden(session, nu.laatste)
    return Beeld(nu, regels.totalen(helpt), effect(helpt, spaart, partijen), namen, laatste, posten)


async def _vermeden(session: AsyncSession, versie: Arrangementversie | None) -> list[tuple[Vermeden, Uitleg]]:
    """Each with how it was worked out, by the key figure as it was then."""
    rijen = versie.vermeden if versie else []
    ids = [rij.kerncijfer_versie for rij in rijen if rij.kerncijfer_versie]
    toen, nu_ = await kerncijferversies.lees(session, ids) if ids else {}, kerncijfers.alle()
    return [(rij, arrangement_vermeden.vermeden(rij, toen, nu_)) for rij in rijen]


async def alle_partijen(session: AsyncSession) -> list[Partij]:
    return list(await session.scalars(select(Partij).order_by(Partij.naam)))


async def organisaties(session: AsyncSession) -> list[str]:
    """The names that a resident never reads."""
    return list(await session.scalars(select(Partij.naam)))


async def rondes(session: AsyncSession, kenmerk: str) -> list[Ronde]:
    namen = await namen_van_medewerkers(session)
    reacties = await _reacties(session, kenmerk, namen)
    stappen = select(Arrangementstap).where(Arrangementstap.kenmerk == kenmerk, Arrangementstap.reden.is_not(None))
    redenen = {s.ronde: s.reden for s in await session.scalars(stappen) if s.naar == "voorgelegd"}
    keuze = select(Arrangementversie).where(Arrangementversie.kenmerk == kenmerk, Arrangementversie.ronde.is_not(None))
    return [
        Ronde(
            nummer=v.ronde or 0,
            weg=v.weg or "",
            door=naam_van(v.akkoord_door, namen) or "een medewerker",
            op=v.akkoord_op,
            hash=(v.hash or "")[:12],
            reden=redenen.get(v.ronde or 0),
            reacties=reacties.get(v.id, []),
        )
        for v in await session.scalars(keuze.order_by(Arrangementversie.ronde))
    ]


async def _reacties(session: AsyncSession, kenmerk: str, namen: Mapping[str, str]) -> dict[int, list[Reactie]]:
    per_versie: dict[int, list[Reactie]] = {}
    keuze = select(Arrangementreactie).where(Arrangementreactie.kenmerk == kenmerk).order_by(Arrangementreactie.id)
    for r in await session.scalars(keuze):
        door = None if r.door == INWONER else namen.get(r.door, "een medewerker")
        per_versie.setdefault(r.versie_id, []).append(Reactie(r.soort, r.tekst, r.weg, door, r.op, r.volgnummer))
    return per_versie


async def geschiedenis(session: AsyncSession, kenmerk: str) -> list[Bewaring]:
    """Every version, the newest first, with what changed since the one before."""
    keuze = select(Arrangementversie).where(Arrangementversie.kenmerk == kenmerk).order_by(Arrangementversie.nummer)
    keuze = keuze.options(selectinload(Arrangementversie.regels), selectinload(Arrangementversie.vermeden))
    versies = list(await session.scalars(keuze))
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


async def ronde(session: AsyncSession, kenmerk: str, nummer: int) -> Arrangementversie:
    """One version that the resident was given. Raises NietGevonden."""
    keuze = select(Arrangementversie).where(Arrangementversie.kenmerk == kenmerk, Arrangementversie.ronde == nummer)
    versie: Arrangementversie | None = await session.scalar(keuze)
    if versie is None:
        raise NietGevonden()
    return versie
