"""Dossiers, arrangements and bookings at moments that a test chooses, written straight into the tables."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from itertools import count
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.arrangement.models import Arrangement, Arrangementregel, Arrangementversie
from loket_backend.geholpen.models import ZES_WEKEN, Evaluatie
from loket_backend.gesprek.models import Gesprek
from loket_backend.intake.models import ARRANGEMENT, Intake, Uitspraak
from loket_backend.rondes.models import AKKOORD
from loket_backend.tijd import AMSTERDAM
from loket_backend.toewijzing.models import Medewerker, Wijk
from loket_backend.tweesporen.models import Besluit, Bezwaar
from loket_backend.wijkbudget.models import Budgetboeking, Wijkbudget

NUMMERS = count(1)
WIE = "anja"


def op(maand: int, dag: int, uur: int = 12, minuut: int = 0, jaar: int = 2026) -> datetime:
    """A moment as the clock in Amsterdam says it."""
    return datetime(jaar, maand, dag, uur, minuut, tzinfo=AMSTERDAM)


async def zet_wijken(session: AsyncSession, *wijken: str) -> None:
    session.add_all(Wijk(id=wijk, naam=wijk.capitalize()) for wijk in wijken)
    if await session.get(Medewerker, WIE) is None:
        session.add(Medewerker(id=WIE, naam="Anja", functie="dorpsregisseur"))
    await session.flush()


async def dossier(
    session: AsyncSession, wijk: str | None, ontvangen: datetime, gehoord: Sequence[str] = (), nummer: int | None = None
) -> str:
    """The kenmerk of an intake in which these aspecten were heard."""
    nr = next(NUMMERS)
    kenmerk, gesprek = f"2026-{nr:06}", f"maandbeeld-{nr}"
    session.add(
        Gesprek(
            id=gesprek, kanaal="web", token_hash=gesprek, status="bot", laatste_volgnummer=0,
            geopend_op=ontvangen, status_sinds=ontvangen,
        )
    )  # fmt: skip
    await session.flush()
    rij = Intake(
        kenmerk=kenmerk, gesprek_id=gesprek, status=ARRANGEMENT, wijk_id=wijk, naam="Riek", antwoorden={},
        ontvangen_op=ontvangen, status_sinds=ontvangen,
    )  # fmt: skip
    session.add(rij)
    await session.flush()
    session.add_all(Uitspraak(kenmerk=kenmerk, leefgebied="huishouden", aspect=a, tekst="x", bron=1) for a in gehoord)
    await session.flush()
    return kenmerk


def regel(vorm: str = "individueel", kosten: int = 100_000, **anders: Any) -> dict[str, Any]:
    return {
        "leefgebied": "huishouden",
        "vorm": vorm,
        "bekostiging": "wijkbudget",
        "wat": "Hulp",
        "doel": "Een schoon huis",
        "per": "week",
        "begint_op": date(2026, 1, 1),
        "evaluatie_op": date(2027, 1, 1),
        "kosten_jaar": kosten,
        **anders,
    }


async def geldt(
    session: AsyncSession, kenmerk: str, vanaf: datetime, tot: datetime | None, *regels: dict[str, Any]
) -> int:
    """The id of a version that was in force from one moment until another."""
    if await session.get(Arrangement, kenmerk) is None:
        session.add(Arrangement(kenmerk=kenmerk, stand=AKKOORD, stand_sinds=vanaf))
        await session.flush()
    versie = Arrangementversie(
        kenmerk=kenmerk, nummer=next(NUMMERS), ronde=next(NUMMERS), medewerker_id=WIE, op=vanaf,
        geldt_vanaf=vanaf, geldt_tot=tot,
    )  # fmt: skip
    session.add(versie)
    await session.flush()
    session.add_all(
        Arrangementregel(versie_id=versie.id, kenmerk=kenmerk, sleutel=f"r{next(NUMMERS)}", volgorde=n, **r)
        for n, r in enumerate(regels)
    )
    await session.flush()
    return versie.id


async def vindt(
    session: AsyncSession,
    kenmerk: str,
    versie: int,
    moment: datetime | None,
    geholpen: str | None,
    tevreden: str | None,
) -> None:
    """An answer, or with no moment a question that was not answered."""
    voor = date(2026, 1, 1) + timedelta(days=next(NUMMERS) % 300)
    session.add(
        Evaluatie(
            kenmerk=kenmerk, versie_id=versie, aanleiding=ZES_WEKEN, voor=voor, gevraagd_op=op(1, 1),
            beantwoord_op=moment, geholpen=geholpen, tevreden=tevreden,
        )
    )  # fmt: skip
    await session.flush()


async def besluit(session: AsyncSession, kenmerk: str, dag: date, vorm: str | None) -> None:
    uitkomst = "toegekend" if vorm else "afgewezen"
    session.add(
        Besluit(
            kenmerk=kenmerk, aanvraag_op=dag, besluit_op=dag, uitkomst=uitkomst, vorm=vorm, door=WIE, op=op(1, 1)
        )
    )  # fmt: skip
    await session.flush()


async def bezwaar(session: AsyncSession, kenmerk: str, dag: date, soort: str) -> None:
    session.add(Bezwaar(kenmerk=kenmerk, soort=soort, ontvangen_op=dag, door=WIE, op=op(1, 1)))
    await session.flush()


async def budget(session: AsyncSession, wijk: str, jaar: int = 2026) -> int:
    rij = Wijkbudget(wijk_id=wijk, jaar=jaar, totaal=0, toegezegd=0, gerealiseerd=0)
    session.add(rij)
    await session.flush()
    return rij.id


async def boek(
    session: AsyncSession, budget_id: int, soort: str, bedrag: int, moment: datetime, kenmerk: str | None = None
) -> None:
    session.add(Budgetboeking(budget_id=budget_id, soort=soort, bedrag=bedrag, kenmerk=kenmerk, door=WIE, op=moment))
    await session.flush()
