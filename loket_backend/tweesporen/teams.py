"""Buurtteams: making one, its wijken, and who is in it. Nobody is removed: who leaves has an end, and a team becomes inactive."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend import wijziging
from loket_backend.errors import Conflict, NietGevonden
from loket_backend.invoer import Veldfouten
from loket_backend.tijd import nu
from loket_backend.toegang.audit import leg_vast
from loket_backend.toegang.rechten import CASUS, DOSSIERS, mag
from loket_backend.toewijzing.models import Medewerker, Wijk
from loket_backend.toewijzing.wijkbeheer import vrije_sleutel
from loket_backend.tweesporen.keuzes import WMO_CONSULENT, lijst
from loket_backend.tweesporen.teammodels import Buurtteam, Teamlid, Teamwijk

BUURTTEAM, GROND = "buurtteam", "beheer"
MAX_NAAM = 80


@dataclass(frozen=True)
class Lid:
    """Somebody who is in the team now."""

    id: int
    medewerker_id: str
    naam: str
    rol: str
    discipline: str
    partij: str | None
    actief: bool


async def haal(session: AsyncSession, team_id: str) -> Buurtteam:
    """Raises NietGevonden."""
    team = await session.get(Buurtteam, team_id, populate_existing=True)
    if team is None:
        raise NietGevonden()
    return team


async def alle(session: AsyncSession) -> list[Buurtteam]:
    return list(await session.scalars(select(Buurtteam).order_by(Buurtteam.naam)))


async def wijken_van(session: AsyncSession, team_id: str) -> list[str]:
    keuze = select(Teamwijk.wijk_id).where(Teamwijk.team_id == team_id).order_by(Teamwijk.wijk_id)
    return list(await session.scalars(keuze))


async def leden(session: AsyncSession, team_id: str) -> list[Lid]:
    """Who is in it now, by name."""
    keuze = select(Teamlid, Medewerker).join(Medewerker, Medewerker.id == Teamlid.medewerker_id)
    keuze = keuze.where(Teamlid.team_id == team_id, Teamlid.tot.is_(None)).order_by(Medewerker.naam)
    return [
        Lid(lid.id, m.id, m.naam, m.rol, lid.discipline, lid.partij, m.actief)
        for lid, m in await session.execute(keuze)
    ]


async def voor_wijk(session: AsyncSession, wijk_id: str | None) -> list[Buurtteam]:
    """The active teams, those of this wijk first."""
    hier = set(await session.scalars(select(Teamwijk.team_id).where(Teamwijk.wijk_id == wijk_id)))
    return sorted((t for t in await alle(session) if t.actief), key=lambda t: (t.id not in hier, t.naam))


async def voeg_toe(session: AsyncSession, wie: str, naam: str, wijken: Sequence[str]) -> str:
    """The id of the new team. Raises Veldfouten."""
    naam = await _controleer(session, None, naam, wijken)
    team = Buurtteam(id=await vrije_sleutel(session, Buurtteam, naam), naam=naam, actief=True)
    session.add(team)
    await session.flush()
    await _zet_wijken(session, team.id, wijken)
    await _noteer(session, wie, team, None, None)
    return team.id


async def wijzig(
    session: AsyncSession, wie: str, team_id: str, naam: str, wijken: Sequence[str], gezien: int, *, actief: bool
) -> None:
    """Raises NietGevonden, Veldfouten, and Conflict after somebody else's change."""
    team = await haal(session, team_id)
    voor = await inhoud(session, team)
    team.naam, team.actief = await _controleer(session, team_id, naam, wijken), actief
    await _zet_wijken(session, team_id, wijken)
    await _noteer(session, wie, team, voor, gezien)


async def voeg_lid_toe(
    session: AsyncSession, wie: str, team_id: str, medewerker_id: str, discipline: str, partij: str
) -> None:
    """`partij` "": somebody of the loket itself. Raises NietGevonden, Veldfouten, Conflict."""
    team = await haal(session, team_id)
    medewerker = await session.get(Medewerker, medewerker_id)
    if fouten := _lidfouten(medewerker, discipline, partij):
        raise Veldfouten(fouten)
    if any(lid.medewerker_id == medewerker_id for lid in await leden(session, team_id)):
        raise Conflict("Deze persoon zit al in het team.")
    voor = await inhoud(session, team)
    session.add(
        Teamlid(team_id=team_id, medewerker_id=medewerker_id, discipline=discipline, partij=partij or None, van=nu())
    )
    await session.flush()
    await _noteer(session, wie, team, voor, None)


async def beeindig_lid(session: AsyncSession, wie: str, team_id: str, lid_id: int) -> None:
    """From now on this person sees no case of the team any more. Raises NietGevonden."""
    team = await haal(session, team_id)
    lid = await session.get(Teamlid, lid_id)
    if lid is None or lid.team_id != team_id or lid.tot is not None:
        raise NietGevonden()
    voor = await inhoud(session, team)
    lid.tot = nu()
    await session.flush()
    await _noteer(session, wie, team, voor, None)


async def inhoud(session: AsyncSession, team: Buurtteam) -> dict[str, Any]:
    """For the history: as people read it."""
    return {
        "naam": team.naam,
        "wijken": await wijken_van(session, team.id),
        "leden": [
            f"{lid.naam}: {lijst('disciplines').get(lid.discipline, lid.discipline)}"
            + (f" ({lijst('partijen').get(lid.partij, lid.partij)})" if lid.partij else "")
            for lid in await leden(session, team.id)
        ],
        "actief": team.actief,
    }


async def _noteer(
    session: AsyncSession, wie: str, team: Buurtteam, voor: Mapping[str, Any] | None, gezien: int | None
) -> None:
    await wijziging.schrijf_op(session, wie, BUURTTEAM, team.id, voor, await inhoud(session, team), gezien)
    leg_vast(session, wie, "buurtteam gewijzigd" if voor else "buurtteam toegevoegd", team.id, GROND)


async def _zet_wijken(session: AsyncSession, team_id: str, wijken: Sequence[str]) -> None:
    await session.execute(delete(Teamwijk).where(Teamwijk.team_id == team_id))
    session.add_all(Teamwijk(team_id=team_id, wijk_id=wijk) for wijk in sorted(set(wijken)))
    await session.flush()


async def _controleer(session: AsyncSession, team_id: str | None, naam: str, wijken: Sequence[str]) -> str:
    naam, fouten = " ".join(naam.split()), dict[str, str]()
    zelfde = select(Buurtteam.id).where(func.lower(Buurtteam.naam) == naam.lower(), Buurtteam.id != (team_id or ""))
    if not 0 < len(naam) <= MAX_NAAM:
        fouten["naam"] = f"Vul een naam in van 1 tot {MAX_NAAM} tekens."
    elif await session.scalar(zelfde.limit(1)) is not None:
        fouten["naam"] = f"Er is al een team dat {naam} heet."
    if set(wijken) - set(await session.scalars(select(Wijk.id))):
        fouten["wijken"] = "Deze wijk bestaat niet meer. Kies opnieuw."
    elif not wijken:
        fouten["wijken"] = "Kies in welke wijk het team werkt."
    if fouten:
        raise Veldfouten(fouten)
    return naam


def _lidfouten(medewerker: Medewerker | None, discipline: str, partij: str) -> dict[str, str]:
    fouten = {}
    if medewerker is None or not medewerker.actief or not mag(medewerker.rol, CASUS):
        fouten["medewerker"] = "Kies iemand die casussen mag bespreken."
    if discipline not in lijst("disciplines"):
        fouten["discipline"] = "Kies een discipline."
    if partij and partij not in lijst("partijen"):
        fouten["partij"] = "Kies een partij."
    elif medewerker is not None and not partij and not mag(medewerker.rol, DOSSIERS):
        fouten["partij"] = "Kies voor welke partij deze partner werkt."
    if discipline == WMO_CONSULENT and (partij or (medewerker is not None and not mag(medewerker.rol, DOSSIERS))):
        fouten["discipline"] = "Een Wmo-consulent werkt voor het loket zelf."
    return fouten
