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

from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.aanbod import regelplekken
from loket_backend.arrangement.models import (
    BEEINDIGD,
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
from loket_backend.partijen.kerncijferversies import zet_vast
from loket_backend.rondes import dienst as rondes
from loket_backend.rondes.antwoord import Antwoord, Weg
from loket_backend.rondes.dienst import LEG_VOOR, Rondes
from loket_backend.rondes.models import AKKOORD, CORRECTIE, VOORGELEGD
from loket_backend.tijd import nu
from loket_backend.wijkbudget import toezeggen

EINDIG = "eindig"
MAG: Mapping[tuple[str, str], str] = {
    **rondes.MAG,
    (AKKOORD, EINDIG): BEEINDIGD,
    (VOORGELEGD, EINDIG): BEEINDIGD,
    (CORRECTIE, EINDIG): BEEINDIGD,
    (BEEINDIGD, LEG_VOOR): VOORGELEGD,
}
RONDES = Rondes(
    Arrangement,
    Arrangementversie,
    Arrangementstap,
    Arrangementreactie,
    "arrangement",
    MAG,
    laadt=(Arrangementversie.regels, Arrangementversie.vermeden),
)
laatste, voorgelegd = RONDES.laatste, RONDES.voorgelegd


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


async def geldend(session: AsyncSession, kenmerk: str) -> Arrangementversie | None:
    """The version in force now, with its lines."""
    nu_geldend = Arrangementversie.geldt_vanaf.is_not(None), Arrangementversie.geldt_tot.is_(None)
    return await session.scalar(RONDES.van(kenmerk).where(*nu_geldend))


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
    kenmerk = intake.kenmerk
    vermeden = [Vermeden(kenmerk=kenmerk, **asdict(b)) for b in besparingen]
    await zet_vast(session, vermeden)
    return await RONDES.voeg_toe(
        session,
        kenmerk,
        wie,
        regels=[Arrangementregel(kenmerk=kenmerk, volgorde=n, **asdict(r)) for n, r in enumerate(regels)],
        vermeden=vermeden,
    )


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
    versie.akkoord_door, versie.akkoord_op = wie, nu()
    await RONDES.leg_voor(session, versie, wie, weg, papier, hash_)


async def reageer(session: AsyncSession, intake: Intake, versie_id: int, antwoord: Antwoord) -> Arrangementreactie:
    """Keeps what the resident said about one version, and puts it in force when they agree.

    Raises Conflict when they were given a newer one since, when this answer cannot follow, when the budget of the wijk has no room for it, or when an
    offer has no place: then the caller undoes the transaction.
    """
    versie = await RONDES.ligt_er(session, intake.kenmerk, versie_id)
    reactie = await RONDES.neem_op(session, versie, antwoord)
    if antwoord.soort == AKKOORD:
        await _laat_gelden(session, intake, versie, antwoord.door)
    await session.flush()
    return reactie


async def _laat_gelden(session: AsyncSession, intake: Intake, versie: Arrangementversie, door: str) -> None:
    oud, moment = await geldend(session, intake.kenmerk), nu()
    if oud is not None:
        oud.geldt_tot = moment
        await session.flush()
    versie.geldt_vanaf = moment
    await toezeggen.stem_af(session, intake.kenmerk, intake.wijk_id, versie.regels, door)
    await regelplekken.stem_af(session, intake.kenmerk, versie.regels)
    if intake.status == VERSLAG:
        await workflow.wissel(session, intake, ARRANGEMENT, versie.akkoord_door or door)


async def eindig(session: AsyncSession, intake: Intake, wie: str, reden: str) -> None:
    """Nothing of the arrangement is in force any more; what it had taken of the budget and of offers comes free.

    Raises Conflict when it cannot end now.
    """
    versie = await geldend(session, intake.kenmerk) or await voorgelegd(session, intake.kenmerk)
    if versie is None:
        raise Conflict("Er is nog geen arrangement om te beëindigen.")
    await RONDES.zet_stap(session, versie, EINDIG, wie, Weg(versie.weg or "", reden))
    if versie.geldt_vanaf is not None:
        versie.geldt_tot = nu()
    await toezeggen.stem_af(session, intake.kenmerk, intake.wijk_id, (), wie)
    await regelplekken.stem_af(session, intake.kenmerk, ())
