"""Whom one could ask for a dossier: candidates with the reasons, the best first. A person chooses; nothing is asked of anybody by this.

What must never be is left out here and refused in koppelen.py: the same person or household, no consent, no place left, or tried before.
What fits less (another day, another language) stays in the list, lower and said.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, case, exists, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from loket_backend.catalogus import LEEFGEBIEDEN
from loket_backend.intake.models import INGETROKKEN, Intake
from loket_backend.tijd import DAGEN
from loket_backend.toewijzing.models import Wijk
from loket_backend.wederkerigheid.koppelen import Wens
from loket_backend.wederkerigheid.mensen import Huis
from loket_backend.wederkerigheid.models import Bijdrage, Bijdragewijk, Koppeling
from loket_backend.wederkerigheid.stand import ACTIEF, BESCHIKBAAR
from loket_backend.wederkerigheid.woorden import OVERAL, TALEN

# How many are looked at (the nearest, and who waits longest), and how many are shown.
BEKEKEN, GETOOND = 200, 8


@dataclass(frozen=True)
class Kandidaat:
    """One who could be asked, without who it is. `redenen`: what fits; `bezwaren`: what does not; `vrij`: how many more they can help."""

    bijdrage: Bijdrage
    wijk: str | None
    redenen: tuple[str, ...]
    bezwaren: tuple[str, ...]
    vrij: int

    @property
    def gewicht(self) -> tuple[int, int]:
        return len(self.bezwaren), -len(self.redenen)


async def kandidaten(session: AsyncSession, intake: Intake, wens: Wens) -> list[Kandidaat]:
    """At most GETOOND. Equal ones in the order of how long they wait to be asked."""
    eigen, gevonden = Huis.van(intake), []
    for bijdrage, bieder, wijk, bezet in await session.execute(_keuze(intake, wens)):
        if not eigen.is_ook(Huis.van(bieder)):
            redenen, bezwaren = _waarom(bijdrage, wijk if bieder.wijk_id == intake.wijk_id else None, wens, bezet)
            gevonden.append(Kandidaat(bijdrage, wijk, redenen, bezwaren, bijdrage.hoogstens - bezet))
    return sorted(gevonden, key=lambda k: k.gewicht)[:GETOOND]


def _keuze(intake: Intake, wens: Wens) -> Select[Bijdrage, Intake, str | None, int]:
    bieder = aliased(Intake)
    bezet = (
        select(func.count(Koppeling.id))
        .where(Koppeling.bijdrage_id == Bijdrage.id, Koppeling.stand.in_(ACTIEF))
        .correlate(Bijdrage)
        .scalar_subquery()
    )
    eerder = exists().where(Koppeling.bijdrage_id == Bijdrage.id, Koppeling.kenmerk == intake.kenmerk)
    dichtbij = bieder.wijk_id == (intake.wijk_id or "")  # without a wijk nobody is near
    return (
        select(Bijdrage, bieder, Wijk.naam, bezet)
        .join(bieder, bieder.kenmerk == Bijdrage.kenmerk)
        .outerjoin(Wijk, Wijk.id == bieder.wijk_id)
        .where(
            Bijdrage.stand == BESCHIKBAAR,
            Bijdrage.toestemming_op.is_not(None),
            Bijdrage.leefgebied == wens.leefgebied,
            bieder.kenmerk != intake.kenmerk,
            bieder.status != INGETROKKEN,
            bezet < Bijdrage.hoogstens,
            ~eerder.correlate(Bijdrage),
            or_(dichtbij, *_bereikt(intake)),
        )
        .order_by(case((dichtbij, 0), else_=1), bezet, Bijdrage.stand_sinds, Bijdrage.id)
        .limit(BEKEKEN)
    )


def _bereikt(intake: Intake) -> list[ColumnElement[bool]]:
    gekozen = exists().where(Bijdragewijk.bijdrage_id == Bijdrage.id, Bijdragewijk.wijk_id == intake.wijk_id)
    return [Bijdrage.bereik == OVERAL, gekozen.correlate(Bijdrage)]


def _waarom(
    bijdrage: Bijdrage, samen_in: str | None, wens: Wens, bezet: int
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """`samen_in`: the name of the wijk or village where both live."""
    redenen = [f"Past bij: {LEEFGEBIEDEN[wens.leefgebied]}"]
    bezwaren: list[str] = []
    redenen.append(f"Woont ook in {samen_in}" if samen_in else "Wil ook in deze wijk helpen")
    _weeg_dagen(bijdrage, wens, redenen, bezwaren)
    _weeg_talen(bijdrage, wens, redenen, bezwaren)
    redenen.append("Helpt nu nog niemand" if not bezet else f"Helpt nu {_mensen(bezet)}, en heeft nog plek")
    return tuple(redenen), tuple(bezwaren)


def _mensen(aantal: int) -> str:
    return "1 mens" if aantal == 1 else f"{aantal} mensen"


def _weeg_dagen(bijdrage: Bijdrage, wens: Wens, redenen: list[str], bezwaren: list[str]) -> None:
    if not wens.dagen:
        return
    samen = sorted(set(bijdrage.dagen) & set(wens.dagen)) if bijdrage.dagen else sorted(wens.dagen)
    if samen:
        redenen.append(f"Kan op {' en '.join(DAGEN[d] for d in samen)}")
    else:
        bezwaren.append(f"Kan alleen op {' en '.join(DAGEN[d] for d in bijdrage.dagen)}")


def _weeg_talen(bijdrage: Bijdrage, wens: Wens, redenen: list[str], bezwaren: list[str]) -> None:
    if not wens.talen:
        return
    samen = [TALEN[t] for t in wens.talen if t in bijdrage.talen]
    if samen:
        redenen.append(f"Spreekt {' en '.join(samen)}")
    else:
        bezwaren.append(f"Spreekt geen {' of '.join(TALEN[t] for t in wens.talen)}")
