"""Arrangements at moments that a test chooses, written straight into the tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.arrangement.models import Arrangement, Arrangementregel, Arrangementversie, Vermeden
from loket_backend.businesscase import bundelen
from loket_backend.businesscase.bundelen import Boek
from loket_backend.businesscase.rekenen import Post
from loket_backend.gesprek.models import BOT, Gesprek
from loket_backend.intake.models import Intake
from loket_backend.partijen.models import Partij
from loket_backend.rondes.models import AKKOORD
from loket_backend.tijd import AMSTERDAM
from loket_backend.toewijzing.models import Medewerker, Wijk

# A year with a whole first quarter of 90 days: € 365 a year is € 90.
NIEUWJAAR = date(2025, 1, 1)


def middag(dag: date) -> datetime:
    return datetime(dag.year, dag.month, dag.day, 12, tzinfo=AMSTERDAM)


async def zet_gemeente(session: AsyncSession) -> None:
    """Two wijken, a medewerker, and the three parties that pay; the budget of the wijk is shared."""
    for wijk in ("noord", "zuid"):
        if await session.get(Wijk, wijk) is None:
            session.add(Wijk(id=wijk, naam=wijk.capitalize()))
    if await session.get(Medewerker, "anja") is None:
        session.add(Medewerker(id="anja", naam="Anja", functie="dorpsregisseur"))
    betalen = {"gemeente": ["wmo", "jeugd"], "zorgverzekeraar": ["zvw"], "zorgkantoor": ["wlz"]}
    for soort, wetten in betalen.items():
        session.add(Partij(id=soort, naam=f"{soort.capitalize()} Veld", soort=soort, betaalt_voor=wetten))
    await session.flush()


@dataclass(frozen=True)
class Versie:
    """In force from `van` up to `tot`; `regels`: (bekostiging, cents a year, more columns); `vermeden`: (bekostiging, kerncijfer, cents a year)."""

    van: date
    tot: date | None = None
    regels: Sequence[tuple[str, int, dict[str, Any]]] = (("wijkbudget", 36_500, {}),)
    vermeden: Sequence[tuple[str, str | None, int]] = ()


async def zet_dossier(session: AsyncSession, naam: str, *versies: Versie, wijk: str | None = "noord") -> str:
    """The kenmerk: 2025-naam."""
    kenmerk, moment = f"2025-{naam}"[:16], middag(versies[0].van)
    session.add(
        Gesprek(
            id=f"g-{naam}",
            kanaal="web",
            token_hash=f"g-{naam}",
            status=BOT,
            laatste_volgnummer=0,
            geopend_op=moment,
            status_sinds=moment,
        )
    )
    await session.flush()
    session.add(
        Intake(
            kenmerk=kenmerk,
            gesprek_id=f"g-{naam}",
            wijk_id=wijk,
            naam="Riek Geheim",
            antwoorden={},
            ontvangen_op=moment,
            status_sinds=moment,
            medewerker_id="anja",
        )
    )
    await session.flush()
    session.add(Arrangement(kenmerk=kenmerk, stand=AKKOORD, stand_sinds=moment))
    await session.flush()
    for nummer, versie in enumerate(versies, 1):
        session.add(_versie(kenmerk, nummer, versie))
        await session.flush()
    return kenmerk


def _versie(kenmerk: str, nummer: int, versie: Versie) -> Arrangementversie:
    return Arrangementversie(
        kenmerk=kenmerk,
        nummer=nummer,
        ronde=nummer,
        medewerker_id="anja",
        op=middag(versie.van),
        geldt_vanaf=middag(versie.van),
        geldt_tot=middag(versie.tot) if versie.tot else None,
        regels=[_regel(kenmerk, nr, wet, cent, meer, versie) for nr, (wet, cent, meer) in enumerate(versie.regels)],
        vermeden=[
            Vermeden(kenmerk=kenmerk, bekostiging=wet, wat="minder zorg", kerncijfer=k, aantal=1, bedrag_jaar=cent)
            for wet, k, cent in versie.vermeden
        ],
    )


def _regel(kenmerk: str, nr: int, wet: str, cent: int, meer: dict[str, Any], versie: Versie) -> Arrangementregel:
    gewoon: dict[str, Any] = {
        "sleutel": f"{kenmerk}-{nr}",
        "per": "week",
        "begint_op": versie.van,
        "evaluatie_op": versie.van + timedelta(days=182),
    }
    return Arrangementregel(
        kenmerk=kenmerk,
        volgorde=nr,
        leefgebied="huishouden",
        vorm="individueel",
        bekostiging=wet,
        wat="Hulp bij het schoonmaken",
        doel="Een schoon huis",
        kosten_jaar=cent,
        **{**gewoon, **meer},
    )


def maak(posten: Sequence[Post]) -> Boek:
    """The book of one quarter."""
    return bundelen.maak(bundelen.groepeer(posten))
