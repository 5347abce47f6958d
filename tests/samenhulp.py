"""Rows to begin with in tests of what comes after the keukentafelgesprek: parties, offers, arrangements in force."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.aanbod.models import Aanbod, Aanbodgebied, Aanbodwijk
from loket_backend.arrangement import dienst
from loket_backend.arrangement.dienst import Besparing, Regel
from loket_backend.arrangement.models import Arrangementversie
from loket_backend.db import Database
from loket_backend.intake import workflow
from loket_backend.intake.models import VERSLAG
from loket_backend.partijen.models import Partij
from loket_backend.rondes.antwoord import Antwoord, Weg
from loket_backend.rondes.models import AKKOORD
from loket_backend.tijd import nu, vandaag
from loket_backend.toewijzing.models import Medewerker, Postcodegebied, Wijk
from loket_backend.wijkbudget import boeken
from loket_backend.wijkbudget.boeken import Post
from loket_backend.wijkbudget.models import INLEG, Wijkbudget
from tests.loket.console.conftest import nieuwe_intake


async def maak_dossier(database: Database, wijk: str = "noord", van: str = "anja", naam: str = "Riek") -> str:
    """The kenmerk of an intake that is ready for an arrangement, with its wijk and its medewerker."""
    nummers = {"noord": 10, "zuid": 20}
    async with database.schrijf() as session:
        if await session.get(Wijk, wijk) is None:
            session.add(Wijk(id=wijk, naam=wijk.capitalize()))
            await session.flush()
            session.add(Postcodegebied(wijk_id=wijk, van=f"{nummers[wijk]}00AA", tot=f"{nummers[wijk]}99ZZ"))
        if await session.get(Medewerker, van) is None:
            session.add(Medewerker(id=van, naam=van.capitalize(), functie="dorpsregisseur"))
    kenmerk = await nieuwe_intake(database, naam=naam, postcode=f"{nummers[wijk]}10AB", van=van)
    async with database.schrijf() as session:
        (await workflow.vergrendel(session, kenmerk)).status = VERSLAG
    return kenmerk


async def maak_partij(session: AsyncSession, id: str, soort: str = "welzijn", **kolommen: Any) -> Partij:
    partij = Partij(id=id, naam=kolommen.pop("naam", id.capitalize()), soort=soort, **kolommen)
    session.add(partij)
    await session.flush()
    return partij


async def maak_aanbod(
    session: AsyncSession, naam: str, leefgebieden: tuple[str, ...], wijken: tuple[str, ...] = (), **kolommen: Any
) -> Aanbod:
    gewoon = {"vorm": "informeel", "bekostiging": "informeel", "gecontroleerd_op": vandaag(), "gewijzigd_op": nu()}
    aanbod = Aanbod(id=str(uuid4()), naam=naam, **{**gewoon, **kolommen})
    session.add(aanbod)
    await session.flush()
    session.add_all(Aanbodgebied(aanbod_id=aanbod.id, leefgebied=leefgebied) for leefgebied in leefgebieden)
    session.add_all(Aanbodwijk(aanbod_id=aanbod.id, wijk_id=wijk) for wijk in wijken)
    await session.flush()
    return aanbod


def regel(wat: str = "Hulp bij het schoonmaken", **anders: Any) -> Regel:
    """A line that starts today, every week, reviewed in half a year."""
    begin: date = anders.pop("begint_op", vandaag())
    gewoon: dict[str, Any] = {
        "leefgebied": "huishouden",
        "vorm": "individueel",
        "bekostiging": "wijkbudget",
        "doel": "Een schoon huis",
        "per": "week",
        "minuten": 120,
        "kosten_jaar": 300_000,
        "begint_op": begin,
        "evaluatie_op": begin + timedelta(days=182),
    }
    return Regel(wat=wat, **{**gewoon, **anders})


async def maak_ruim_budget(session: AsyncSession, wijk: str) -> None:
    """A million this year and the next, where the wijk has no budget yet."""
    jaren = {vandaag().year, vandaag().year + 1}
    jaren -= set(await session.scalars(select(Wijkbudget.jaar).where(Wijkbudget.wijk_id == wijk)))
    for jaar in sorted(jaren):
        budget_id = await boeken.open_budget(session, wijk, jaar)
        await boeken.boek(session, budget_id, Post(INLEG, 100_000_000, "gerda"))


async def maak_arrangement(
    session: AsyncSession,
    kenmerk: str,
    regels: list[Regel],
    besparingen: tuple[Besparing, ...] = (),
    *,
    wie: str = "anja",
    geldt: bool = True,
    budget: bool = True,
) -> Arrangementversie:
    """A saved version; in force when `geldt`: laid before the resident on paper, who agreed.

    `budget`: with more than enough money in the wijk, in years for which there is no budget yet.
    """
    intake = await workflow.vergrendel(session, kenmerk)
    if budget and intake.wijk_id:
        await maak_ruim_budget(session, intake.wijk_id)
    eerder = await dienst.laatste(session, kenmerk)
    basis = eerder.nummer if eerder else 0
    versie = await dienst.bewaar(session, intake, regels, besparingen, basis, wie)
    if geldt:
        await dienst.leg_voor(
            session, intake, versie, wie, Weg("papier", "geen chat"), {"titel": "Arrangement"}, "0" * 64
        )
        await dienst.reageer(session, intake, versie.id, Antwoord(AKKOORD, "Ja, dat is goed.", "papier", wie))
    return versie
