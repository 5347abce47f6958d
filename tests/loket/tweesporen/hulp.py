"""A dossier of Anja's, a buurtteam around it, and a partner of the wijkverpleging in it."""

from __future__ import annotations

from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.db import Database
from loket_backend.intake import workflow
from loket_backend.tijd import vandaag
from loket_backend.toewijzing.models import Medewerker
from loket_backend.tweesporen import overleggen, teams, toestemmingen
from loket_backend.tweesporen.overleggen import Nieuw
from loket_backend.tweesporen.toestemmingen import Gezegd
from tests.samenhulp import maak_dossier

TEAM = "team-noord"
LEDEN = (
    ("wil", "medewerker", "wmo_consulent", ""),
    ("jet", "medewerker", "jeugdconsulent", ""),
    ("pia", "partner", "wijkverpleegkundige", "wijkverpleging"),
    ("hans", "partner", "huisarts", "huisarts"),
)


async def maak_team(database: Database, wijk: str = "noord") -> str:
    """The id of a team with a Wmo-consulent (wil), a jeugdconsulent (jet), and two partners (pia, hans)."""
    async with database.schrijf() as session:
        team_id = await teams.voeg_toe(session, "ben", "Team Noord", [wijk])
        for wie, rol, discipline, partij in LEDEN:
            if await session.get(Medewerker, wie) is None:
                session.add(Medewerker(id=wie, naam=wie.capitalize(), functie=discipline, rol=rol, login=wie))
                await session.flush()
            await teams.voeg_lid_toe(session, "ben", team_id, wie, discipline, partij)
    return team_id


async def maak_zaak(database: Database) -> str:
    """The kenmerk of a dossier of Anja's, with a team beside it."""
    kenmerk = await maak_dossier(database)
    await maak_team(database)
    return kenmerk


async def zeg(database: Database, kenmerk: str, partij: str, *, geeft: bool) -> None:
    """What the resident said on paper."""
    async with database.schrijf() as session:
        intake = await workflow.vergrendel(session, kenmerk)
        await toestemmingen.leg_vast(session, intake, partij, Gezegd(geeft, "papier", "anja"))


async def maak_overleg(
    database: Database, kenmerk: str, deelnemers: tuple[str, ...] = ("pia", "jet"), **anders: object
) -> int:
    async with database.schrijf() as session:
        intake = await workflow.vergrendel(session, kenmerk)
        gewoon = {"team_id": TEAM, "dag": vandaag(), "vraag": "Hoe houdt Riek het vol?", "deelt": ["kan", "nodig"]}
        nieuw = Nieuw(deelnemers=deelnemers, **{**gewoon, **anders})  # type: ignore[arg-type]
        return (await overleggen.maak(session, intake, nieuw, "anja")).id


async def mag_zien(session: AsyncSession, wie: str) -> bool:
    return bool(await overleggen.zichtbare(session, wie))
