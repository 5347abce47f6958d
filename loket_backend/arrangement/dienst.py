"""Writing an arrangement, laying it before the resident, and putting it in force when both sides agree.

Every function works in the caller's transaction and asks that the intake is held locked (intake/workflow.vergrendel). Only appended: a change
is a new version with all its lines.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any
from uuid import uuid4

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import selectinload

from loket_backend.arrangement.models import (
    AKKOORD,
    BEEINDIGD,
    CONCEPT,
    CORRECTIE,
    VOORGELEGD,
    Arrangement,
    Arrangementreactie,
    Arrangementregel,
    Arrangementstap,
    Arrangementversie,
    Vermeden,
)
from loket_backend.errors import Conflict
from loket_backend.intake import workflow
from loket_backend.intake.models import ARRANGEMENT, VERSLAG, Intake
from loket_backend.keukentafel.gespreksverslag import Antwoord, Weg
from loket_backend.partijen.kerncijferversies import zet_vast
from loket_backend.tijd import nu
from loket_backend.wijkbudget import toezeggen

LEG_VOOR, KEUR_GOED, CORRIGEER, EINDIG = "leg_voor", "keur_goed", "corrigeer", "eindig"
MAG: Mapping[tuple[str, str], str] = {
    (CONCEPT, LEG_VOOR): VOORGELEGD,
    (VOORGELEGD, LEG_VOOR): VOORGELEGD,
    (CORRECTIE, LEG_VOOR): VOORGELEGD,
    (AKKOORD, LEG_VOOR): VOORGELEGD,
    (VOORGELEGD, KEUR_GOED): AKKOORD,
    (CORRECTIE, KEUR_GOED): AKKOORD,
    (VOORGELEGD, CORRIGEER): CORRECTIE,
    (CORRECTIE, CORRIGEER): CORRECTIE,
    (AKKOORD, CORRIGEER): CORRECTIE,
    (AKKOORD, EINDIG): BEEINDIGD,
    (VOORGELEGD, EINDIG): BEEINDIGD,
    (CORRECTIE, EINDIG): BEEINDIGD,
    (BEEINDIGD, LEG_VOOR): VOORGELEGD,
}


@dataclass(frozen=True)
class Regel:
    """One line as somebody wrote it: the columns of Arrangementregel. Without a `sleutel` it is a new line."""

    leefgebied: str
    vorm: str
    bekostiging: str
    wat: str
    doel: str
    per: str
    begint_op: date
    evaluatie_op: date
    sleutel: str = field(default_factory=lambda: uuid4().hex)
    keer: int = 1
    minuten: int | None = None
    door_wie: str | None = None
    aanbod_id: str | None = None
    partij_id: str | None = None
    eindigt_op: date | None = None
    kosten_jaar: int = 0
    buiten_regels: bool = False
    reden: str | None = None


@dataclass(frozen=True)
class Besparing:
    """Help that is not needed because of the arrangement: the columns of Vermeden."""

    bekostiging: str
    wat: str
    aantal: float
    bedrag_jaar: int
    partij_id: str | None = None
    kerncijfer: str | None = None
    kerncijfer_versie: int | None = None
    keer: float | None = None
    per: str | None = None
    perioden: int | None = None
    bron: str | None = None


def _met_regels() -> Any:
    return select(Arrangementversie).options(
        selectinload(Arrangementversie.regels), selectinload(Arrangementversie.vermeden)
    )


async def laatste(session: AsyncSession, kenmerk: str) -> Arrangementversie | None:
    """The version that was saved last, with its lines; laid before the resident or not."""
    keuze = _met_regels().where(Arrangementversie.kenmerk == kenmerk)
    versie: Arrangementversie | None = await session.scalar(keuze.order_by(Arrangementversie.nummer.desc()).limit(1))
    return versie


async def voorgelegd(session: AsyncSession, kenmerk: str) -> Arrangementversie | None:
    """The version that the resident was given last, with its lines."""
    keuze = _met_regels().where(Arrangementversie.kenmerk == kenmerk, Arrangementversie.ronde.is_not(None))
    versie: Arrangementversie | None = await session.scalar(keuze.order_by(Arrangementversie.ronde.desc()).limit(1))
    return versie


async def geldend(session: AsyncSession, kenmerk: str) -> Arrangementversie | None:
    """The version in force now, with its lines."""
    versie: Arrangementversie | None = await session.scalar(
        _met_regels().where(
            Arrangementversie.kenmerk == kenmerk,
            Arrangementversie.geldt_vanaf.is_not(None),
            Arrangementversie.geldt_tot.is_(None),
        )
    )
    return versie


async def bewaar(
    session: AsyncSession,
    intake: Intake,
    regels: Sequence[Regel],
    besparingen: Sequence[Besparing],
    basis: int,
    wie: str,
) -> Arrangementversie:
    """Appends a version. `basis`: the number of the version that was written on, 0 for none. Raises Conflict when a colleague was first."""
    eerder = await laatste(session, intake.kenmerk)
    if (eerder.nummer if eerder else 0) != basis:
        raise Conflict("Een collega bewaarde dit arrangement terwijl u schreef. Kijk eerst hoe het er nu uitziet.")
    return await _voeg_toe(session, intake.kenmerk, regels, besparingen, wie)


async def _voeg_toe(
    session: AsyncSession, kenmerk: str, regels: Sequence[Regel], besparingen: Sequence[Besparing], wie: str
) -> Arrangementversie:
    if await session.get(Arrangement, kenmerk) is None:
        session.add(Arrangement(kenmerk=kenmerk, stand=CONCEPT, stand_sinds=nu()))
        await session.flush()
    hoogste = select(func.max(Arrangementversie.nummer)).where(Arrangementversie.kenmerk == kenmerk)
    versie = Arrangementversie(
        kenmerk=kenmerk,
        nummer=(await session.scalar(hoogste) or 0) + 1,
        medewerker_id=wie,
        op=nu(),
        regels=[Arrangementregel(kenmerk=kenmerk, volgorde=n, **asdict(r)) for n, r in enumerate(regels)],
        vermeden=[Vermeden(kenmerk=kenmerk, **asdict(b)) for b in besparingen],
    )
    await zet_vast(session, versie.vermeden)
    session.add(versie)
    await session.flush()
    return versie


async def leg_voor(
    session: AsyncSession,
    intake: Intake,
    versie: Arrangementversie,
    wie: str,
    weg: Weg,
    papier: Mapping[str, Any],
    hash_: str,
) -> None:
    """Lays a version before the resident: from now on its words stand, and the medewerker has agreed. `papier`: all that the resident reads.

    Raises Conflict when it was laid before already, is not the last one, or nothing is in it.
    """
    nieuwste = await laatste(session, intake.kenmerk)
    if nieuwste is None or nieuwste.id != versie.id or versie.ronde is not None or not versie.regels:
        raise Conflict("Dit arrangement kan nu niet naar de inwoner. Kijk eerst hoe het er nu voor staat.")
    vorige = await voorgelegd(session, intake.kenmerk)
    versie.ronde = (vorige.ronde or 0) + 1 if vorige else 1
    versie.blad, versie.hash, versie.weg = dict(papier), hash_, weg.soort
    versie.akkoord_door, versie.akkoord_op = wie, nu()
    await _stap(session, versie, LEG_VOOR, wie, weg)


async def reageer(session: AsyncSession, intake: Intake, versie_id: int, antwoord: Antwoord) -> Arrangementreactie:
    """Keeps what the resident said about one version, and puts it in force when they agree.

    Raises Conflict when they were given a newer one since, when this answer cannot follow, or when the budget of the wijk has no room for it.
    """
    nieuwste = await voorgelegd(session, intake.kenmerk)
    if nieuwste is None or nieuwste.id != versie_id or nieuwste.hash is None:
        raise Conflict("Er is al een nieuwer arrangement. Het gaat om dat arrangement.")
    goed = antwoord.soort == AKKOORD
    await _stap(session, nieuwste, KEUR_GOED if goed else CORRIGEER, antwoord.door, Weg(antwoord.weg))
    reactie = Arrangementreactie(
        kenmerk=intake.kenmerk, versie_id=versie_id, hash=nieuwste.hash, op=nu(), **vars(antwoord)
    )
    session.add(reactie)
    if goed:
        await _laat_gelden(session, intake, nieuwste, antwoord.door)
    await session.flush()
    return reactie


async def _laat_gelden(session: AsyncSession, intake: Intake, versie: Arrangementversie, door: str) -> None:
    oud, moment = await geldend(session, intake.kenmerk), nu()
    if oud is not None:
        oud.geldt_tot = moment
        await session.flush()
    versie.geldt_vanaf = moment
    await toezeggen.stem_af(session, intake.kenmerk, intake.wijk_id, versie.regels, door)
    if intake.status == VERSLAG:
        await workflow.wissel(session, intake, ARRANGEMENT, versie.akkoord_door or door)


async def eindig(session: AsyncSession, intake: Intake, wie: str, reden: str) -> None:
    """Nothing of the arrangement is in force any more; what it had taken of the budget comes free. Raises Conflict when it cannot end now."""
    versie = await geldend(session, intake.kenmerk) or await voorgelegd(session, intake.kenmerk)
    if versie is None:
        raise Conflict("Er is nog geen arrangement om te beëindigen.")
    await _stap(session, versie, EINDIG, wie, Weg(versie.weg or "", reden))
    if versie.geldt_vanaf is not None:
        versie.geldt_tot = nu()
    await toezeggen.stem_af(session, intake.kenmerk, intake.wijk_id, (), wie)


async def _stap(session: AsyncSession, versie: Arrangementversie, gebeurtenis: str, door: str, weg: Weg) -> None:
    arrangement = await session.get_one(Arrangement, versie.kenmerk, populate_existing=True)
    naar = MAG.get((arrangement.stand, gebeurtenis))
    if naar is None:
        raise Conflict("Deze stap kan nu niet meer. Kijk eerst hoe het arrangement er nu voor staat.")
    session.add(
        Arrangementstap(
            kenmerk=versie.kenmerk,
            van=arrangement.stand,
            naar=naar,
            ronde=versie.ronde or 0,
            weg=weg.soort,
            reden=weg.reden.strip() or None,
            door=door,
            op=nu(),
        )
    )
    arrangement.stand, arrangement.stand_sinds = naar, nu()
    await session.flush()
