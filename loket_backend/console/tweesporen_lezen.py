"""What the page of a dossier tells of the two tracks: where it stands, who has it, what was decided, and what may be shared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.console.gebruiker import Gebruiker
from loket_backend.gesprek.invoer import MAX_TEKENS
from loket_backend.intake.models import Intake
from loket_backend.toewijzing.models import Medewerker
from loket_backend.tweesporen import besluiten, overdracht, overleggen, sporen, toestemming_chat, toestemmingen
from loket_backend.tweesporen.keuzes import lijst, woord
from loket_backend.tweesporen.models import Besluit, Bezwaar
from loket_backend.tweesporen.spoormodels import Overdracht, Spoorstap
from loket_backend.tweesporen.sporen import MAG
from loket_backend.tweesporen.toestemmingen import Woord


@dataclass(frozen=True)
class Partij:
    """One party: whether it may look along now, whether a question waits for an answer, and what was said, the newest first."""

    sleutel: str
    naam: str
    mag: bool
    gevraagd: bool
    gezegd: list[Woord]


@dataclass(frozen=True)
class Voorzet:
    """For the hand-over, from what the resident said in the chat since the last step: `reden` and `mee` are keys."""

    reden: str
    toelichting: str
    mee: tuple[str, ...] = ("samenvatting", "wensen")


@dataclass(frozen=True)
class Tweesporen:
    """`voorzet`: what the resident asked for and nobody took up yet. `kan`: the steps that the table allows now.
    `consulent`: the name of the Wmo-consulent who has it.
    """

    stand: str | None
    kan: frozenset[str]
    consulent: str | None
    stappen: list[Spoorstap]
    overdrachten: list[Overdracht]
    besluiten: list[Besluit]
    bezwaren: list[Bezwaar]
    partijen: list[Partij]
    overleggen: int
    voorzet: Voorzet | None

    @property
    def mogen(self) -> list[str]:
        return [p.naam for p in self.partijen if p.mag]


async def lees(session: AsyncSession, intake: Intake) -> Tweesporen:
    kenmerk = intake.kenmerk
    stand, gezet = await sporen.stand(session, intake), await sporen.spoor(session, kenmerk)
    consulent = await session.get(Medewerker, gezet.consulent_id) if gezet and gezet.consulent_id else None
    stappen = await sporen.stappen(session, kenmerk)
    return Tweesporen(
        stand=stand,
        kan=frozenset(gebeurtenis for (van, gebeurtenis) in MAG if van == stand),
        consulent=consulent.naam if consulent else None,
        stappen=stappen,
        overdrachten=await overdracht.overdrachten(session, kenmerk),
        besluiten=await besluiten.besluiten(session, kenmerk),
        bezwaren=await besluiten.bezwaren(session, kenmerk),
        partijen=await partijen(session, intake),
        overleggen=len(await overleggen.van_dossier(session, kenmerk)),
        voorzet=_voorzet(stappen),
    )


def _voorzet(stappen: Sequence[Spoorstap]) -> Voorzet | None:
    """`stappen`: the newest first."""
    gezegd = list(takewhile(lambda stap: stap.gebeurtenis in sporen.GEZEGD, stappen))
    if not gezegd:
        return None
    woorden = "\n".join(f"“{stap.reden}”" for stap in reversed(gezegd))
    return Voorzet(gezegd[0].gebeurtenis, f"De inwoner zei in de chat:\n{woorden}"[:MAX_TEKENS])


async def partijen(session: AsyncSession, intake: Intake) -> list[Partij]:
    gegeven = await toestemmingen.lees(session, intake)
    gevraagd = await toestemming_chat.open_vragen(session, intake.gesprek_id)
    return [
        Partij(sleutel, naam, gegeven.geeft(sleutel), sleutel in gevraagd, gegeven.over(sleutel)[::-1])
        for sleutel, naam in lijst("partijen").items()
    ]


async def blok(session: AsyncSession, wie: Gebruiker, intake: Intake) -> dict[str, Any]:
    """For the page of the dossier."""
    return {"tweesporen": await lees(session, intake), "spoorwoord": woord}
