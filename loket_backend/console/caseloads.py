"""How much everybody has: open dossiers against what they can have, what is late, and who is away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import case, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.console.termijnlijst import bijna, te_laat
from loket_backend.intake.models import EINDE, Intake
from loket_backend.keukentafel.waarneming import Waarneming
from loket_backend.tijd import vandaag
from loket_backend.toegang.rechten import DOSSIERS, mag
from loket_backend.toewijzing.models import Afwezigheid, Medewerker, Wijk, Wijklid


@dataclass(frozen=True)
class Regel:
    """One medewerker. `afwezig_tot`: the last day, when away today."""

    id: str
    naam: str
    functie: str
    wijken: str
    actief: bool
    open: int
    hoogstens: int
    te_laat: int
    bijna: int
    afwezig_tot: date | None

    @property
    def ruimte(self) -> int:
        return self.hoogstens - self.open


@dataclass(frozen=True)
class Dossierregel:
    """One dossier that may be handed on, with who has it."""

    kenmerk: str
    naam: str | None
    status: str
    wijk: str | None
    medewerker_id: str | None
    medewerker: str | None


async def lees(session: AsyncSession) -> list[Regel]:
    """Everybody who can have dossiers, and whoever left but still has some."""
    tellers = await _tellers(session)
    wijken = await _wijken(session)
    weg = await _afwezig(session)
    mensen = await session.scalars(select(Medewerker).order_by(Medewerker.naam))
    return [
        Regel(m.id, m.naam, m.functie, ", ".join(wijken.get(m.id, [])), m.actief, *_van(tellers, m), weg.get(m.id))
        for m in mensen
        if (m.actief and m.rol == "medewerker") or m.id in tellers
    ]


def _van(tellers: dict[str, tuple[int, int, int]], wie: Medewerker) -> tuple[int, int, int, int]:
    aantal, laat, krap = tellers.get(wie.id, (0, 0, 0))
    return aantal, wie.caseload_max, laat, krap


async def _tellers(session: AsyncSession) -> dict[str, tuple[int, int, int]]:
    """Open, late and nearly late, by medewerker."""
    laat, krap = (func.sum(case((welke, 1), else_=0)) for welke in (te_laat(), bijna()))
    keuze = select(Intake.medewerker_id, func.count(), laat, krap).where(
        Intake.medewerker_id.is_not(None), Intake.status.not_in(EINDE)
    )
    rijen = await session.execute(keuze.group_by(Intake.medewerker_id))
    return {wie: (int(n), int(a), int(b)) for wie, n, a, b in rijen if wie is not None}


async def _wijken(session: AsyncSession) -> dict[str, list[str]]:
    keuze = select(Wijklid.medewerker_id, Wijk.naam).join(Wijk, Wijk.id == Wijklid.wijk_id).order_by(Wijk.naam)
    gevonden: dict[str, list[str]] = {}
    for wie, wijk in await session.execute(keuze):
        gevonden.setdefault(wie, []).append(wijk)
    return gevonden


async def _afwezig(session: AsyncSession) -> dict[str, date]:
    dag = vandaag()
    keuze = select(Afwezigheid.medewerker_id, func.max(Afwezigheid.tot)).where(
        Afwezigheid.van <= dag, Afwezigheid.tot >= dag
    )
    return {wie: tot for wie, tot in await session.execute(keuze.group_by(Afwezigheid.medewerker_id))}


async def waarnemingen(session: AsyncSession) -> list[Waarneming]:
    """Those that are planned or going on, the first to begin on top."""
    vraag = select(Waarneming).where(Waarneming.geeindigd_op.is_(None))
    return list(await session.scalars(vraag.order_by(Waarneming.van, Waarneming.id)))


async def collegas(session: AsyncSession) -> list[Medewerker]:
    """Who may get dossiers."""
    vraag = select(Medewerker).where(Medewerker.actief).order_by(Medewerker.naam)
    return [m for m in await session.scalars(vraag) if mag(m.rol, DOSSIERS)]


async def dossiers(session: AsyncSession, kenmerken: Sequence[str], van: str | None) -> list[Dossierregel]:
    """The open ones among these, or all open ones of one medewerker."""
    welke = Intake.medewerker_id == van if van else Intake.kenmerk.in_(kenmerken)
    keuze = select(
        Intake.kenmerk, Intake.naam, Intake.status, Wijk.naam, Intake.medewerker_id, Medewerker.naam
    ).outerjoin(Wijk, Wijk.id == Intake.wijk_id)
    keuze = keuze.outerjoin(Medewerker, Medewerker.id == Intake.medewerker_id)
    rijen = await session.execute(keuze.where(welke, Intake.status.not_in(EINDE)).order_by(Intake.kenmerk))
    return [Dossierregel(*rij._tuple()) for rij in rijen]
