"""What tests of an arrangement do in the console, as a medewerker does it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy import select

from loket_backend.arrangement.models import Arrangementversie
from loket_backend.db import Database
from loket_backend.intake import workflow
from loket_backend.intake.models import VERSLAG
from loket_backend.partijen.models import Partij
from loket_backend.tijd import vandaag
from loket_backend.toegang.models import Auditregel

from .conftest import Client, csrf_van, nieuwe_intake

LATER = vandaag() + timedelta(days=90)
HULP = {
    "wat": "Hulp bij het schoonmaken",
    "doel": "Ik wil fris wonen",
    "door_wie": "Marja",
    "keer": "1",
    "per": "week",
    "minuten": "120",
    "begint_op": vandaag().isoformat(),
    "evaluatie_op": LATER.isoformat(),
    "leefgebied": "huishouden",
    "vorm": "individueel",
    "bekostiging": "wmo",
    "kosten_jaar": "3.120",
}


def pad(kenmerk: str, rest: str = "") -> str:
    return f"/console/intakes/{kenmerk}/arrangement{rest}"


async def klaar_voor_arrangement(database: Database, **wat: Any) -> str:
    """The kenmerk of an intake of Anja with a gespreksverslag."""
    kenmerk = await nieuwe_intake(database, van=wat.pop("van", "anja"), **wat)
    async with database.schrijf() as session:
        (await workflow.vergrendel(session, kenmerk)).status = VERSLAG
    return kenmerk


async def maak_partijen(database: Database) -> None:
    """Who pays, and who delivers. Residents never read these names."""
    async with database.schrijf() as session:
        for id_, naam, soort, betaalt in (
            ("gemeente", "Gemeente Elzerveen", "gemeente", ["wmo", "jeugd"]),
            ("zekerzorg", "ZekerZorg", "zorgverzekeraar", ["zvw"]),
            ("dorp", "Dorpscoöperatie De Essen", "dorpscooperatie", []),
        ):
            session.add(Partij(id=id_, naam=naam, soort=soort, betaalt_voor=betaalt, levert=not betaalt, actief=True))


async def doe(client: Client, adres: str, **velden: str) -> Any:
    """Posts a form; the csrf of the account page does for all."""
    gegevens = {"csrf": await csrf_van(client, "/console/account"), **velden}
    return await client.post(adres, data=gegevens, allow_redirects=False)


async def schrijf_hulp(client: Client, kenmerk: str, basis: int = 0, sleutel: str = "", **anders: str) -> Any:
    adres = pad(kenmerk, f"/regels/{sleutel}" if sleutel else "/regels")
    meer = {"was_er": "1"} if sleutel else {}
    return await doe(client, adres, basis=str(basis), **{**HULP, **meer, **anders})


async def leg_voor(client: Client, kenmerk: str, basis: int = 1, **anders: str) -> Any:
    velden = {"basis": str(basis), "weg": "papier", "reden": "geen chat", **anders}
    return await doe(client, pad(kenmerk, "/voorlegging"), **velden)


async def noteer(client: Client, kenmerk: str, ronde: int = 1, **anders: str) -> Any:
    velden = {"ronde": str(ronde), "soort": "akkoord", "weg": "papier", **anders}
    return await doe(client, pad(kenmerk, "/reacties"), **velden)


async def lees(client: Client, adres: str, status: int = 200) -> str:
    antwoord = await client.get(adres)
    assert antwoord.status == status
    return await antwoord.text()


async def versies(database: Database, kenmerk: str) -> list[Arrangementversie]:
    """Without their lines."""
    async with database.lees() as session:
        keuze = select(Arrangementversie).where(Arrangementversie.kenmerk == kenmerk)
        return list(await session.scalars(keuze.order_by(Arrangementversie.nummer)))


async def audit(database: Database, kenmerk: str) -> list[str]:
    async with database.lees() as session:
        return list(await session.scalars(select(Auditregel.wat).where(Auditregel.wiens == kenmerk)))
