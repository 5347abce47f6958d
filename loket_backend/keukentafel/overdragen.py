"""Another fixed medewerker for one dossier or for many: checked, kept with the reason, and told to the resident."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.errors import Conflict, OngeldigeInvoer
from loket_backend.gesprek import berichten
from loket_backend.gesprek.models import Gesprek
from loket_backend.gesprek.taken import maak_taak
from loket_backend.gesprek.teksten import Teksten
from loket_backend.intake import service
from loket_backend.intake.models import EINDE, Intake
from loket_backend.keukentafel import agenda
from loket_backend.keukentafel.afspraakdossier import MOMENTEN_NODIG, open_afspraken, vergrendel_intake
from loket_backend.keukentafel.afspraakstand import schrijf_bij
from loket_backend.toegang.rechten import DOSSIERS, mag
from loket_backend.toewijzing.models import Medewerker

GA_OVER = "ga_over"  # in the history of an appointment: to another medewerker
REDEN = "Overgedragen door de coördinator."
MAX_TEGELIJK = 200
MAX_TOELICHTING = 1000


@dataclass(frozen=True)
class Overdracht:
    """One dossier, and who had it when the choice was made: what changed meanwhile is not moved."""

    kenmerk: str
    van: str | None


@dataclass(frozen=True)
class Effect:
    """What a transfer does to one person's caseload: open dossiers before and after, and how many they can have."""

    medewerker_id: str
    naam: str
    nu: int
    straks: int
    hoogstens: int

    @property
    def te_vol(self) -> bool:
        return self.straks > max(self.hoogstens, self.nu)


async def effecten(session: AsyncSession, van: Sequence[str | None], naar: str | None) -> list[Effect]:
    """What moving dossiers of these owners to `naar` does to everybody it touches, by name."""
    lasten, weg = await service.lasten(session), Counter(van)
    betrokken = ({wie for wie in weg if wie is not None} | {naar}) - {None}
    mensen = await session.scalars(select(Medewerker).where(Medewerker.id.in_(betrokken)).order_by(Medewerker.naam))
    return [_effect(m, lasten, weg, len(van) if m.id == naar else 0) for m in mensen]


def _effect(wie: Medewerker, lasten: Mapping[str, int], weg: Mapping[str | None, int], erbij: int) -> Effect:
    last = lasten.get(wie.id, 0)
    return Effect(wie.id, wie.naam, last, last - weg.get(wie.id, 0) + erbij, wie.caseload_max)


async def draag_over(
    session: AsyncSession,
    overdrachten: Sequence[Overdracht],
    naar: str | None,
    toelichting: str,
    wie: str,
    teksten: Teksten,
) -> list[str]:
    """Moves all of them or none; gives the conversations in which something was said. `naar` None: back to the coordinator's queue.

    Raises OngeldigeInvoer that names every fault, NietGevonden, and Conflict that names what somebody else moved or closed meanwhile.
    """
    medewerker = await _controleer(session, overdrachten, naar, toelichting.strip())
    gesprekken, bezwaren = [], []
    for overdracht in sorted(overdrachten, key=lambda o: o.kenmerk):
        gesprek, intake = await vergrendel_intake(session, overdracht.kenmerk)
        if intake.status in EINDE or intake.medewerker_id != overdracht.van:
            bezwaren.append(overdracht.kenmerk)
            continue
        await service.geef_aan(session, intake, naar, REDEN, wie, toelichting.strip())
        if medewerker is not None:
            await neem_afspraken_mee(session, intake, medewerker, wie)
            vertel(session, gesprek, teksten, "nieuwe_medewerker", medewerker)
        gesprekken.append(intake.gesprek_id)
    if bezwaren:
        raise Conflict(f"Deze dossiers zijn intussen veranderd: {', '.join(bezwaren)}. Er is niets overgedragen.")
    return gesprekken


async def neem_afspraken_mee(session: AsyncSession, intake: Intake, naar: Medewerker, door: str) -> None:
    """What was planned goes into the calendar of who comes now; a moment that does not fit there becomes a task to propose others."""
    for afspraak in await open_afspraken(session, intake.kenmerk):
        afspraak.medewerker_id = naar.id
        schrijf_bij(session, afspraak, GA_OVER, door, naam=naar.naam)
        eigen = await agenda.van(session, naar, behalve=afspraak.id)
        if afspraak.begin is not None and list(eigen.bezwaren(afspraak.begin, afspraak.duur, afspraak.plaats)):
            await maak_taak(session, intake.gesprek_id, MOMENTEN_NODIG, {"naam": intake.naam})


def vertel(session: AsyncSession, gesprek: Gesprek, teksten: Teksten, zin: str, wie: Medewerker, **meer: str) -> None:
    """Says in the chat who it is from now on. The caller holds the conversation locked."""
    berichten.zeg(session, gesprek, teksten.zin(zin, medewerker=wie.naam, functie=wie.functie, **meer))


async def _controleer(
    session: AsyncSession, overdrachten: Sequence[Overdracht], naar: str | None, toelichting: str
) -> Medewerker | None:
    medewerker = await session.get(Medewerker, naar) if naar else None
    fouten = []
    if not overdrachten:
        fouten.append("Kies eerst een of meer dossiers.")
    if len(overdrachten) > MAX_TEGELIJK:
        fouten.append(f"Draag hooguit {MAX_TEGELIJK} dossiers tegelijk over.")
    if naar and (medewerker is None or not medewerker.actief or not mag(medewerker.rol, DOSSIERS)):
        fouten.append("Deze collega bestaat niet of werkt hier niet meer.")
    if naar is not None and (al := sorted(o.kenmerk for o in overdrachten if o.van == naar)):
        fouten.append(f"Al van deze collega: {', '.join(al)}. Haal het vinkje daar weg.")
    if not toelichting:
        fouten.append("Schrijf er kort bij waarom.")
    if len(toelichting) > MAX_TOELICHTING:
        fouten.append(f"De toelichting is te lang: hooguit {MAX_TOELICHTING} tekens.")
    if fouten:
        raise OngeldigeInvoer(" ".join(fouten), fouten)
    return medewerker
