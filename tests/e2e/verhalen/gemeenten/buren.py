"""Other people of the wijk, so that a dashboard has something to tell: put in by the services themselves, before the story begins."""

from __future__ import annotations

from loket_backend.arrangement.dienst import Regel
from loket_backend.db import Database
from loket_backend.geholpen.models import BEETJE, JA, ZES_WEKEN, Evaluatie
from loket_backend.intake import workflow
from loket_backend.intake.models import VERSLAG
from loket_backend.tijd import nu, vandaag
from tests.loket.console.conftest import nieuwe_intake
from tests.samenhulp import maak_arrangement, regel

# How many neighbours there are; how many of them have help for one person, answered how it goes, and are content.
BUREN, INDIVIDUEEL, ANTWOORDEN, TEVREDEN = 12, 7, 11, 6


async def vul_wijk(database: Database, postcode: str, van: str) -> None:
    """Everybody drinks coffee and eats together; nothing of it is paid from the budget of the wijk."""
    for nummer in range(BUREN):
        kenmerk = await klaar_voor_arrangement(database, f"Buur {nummer + 1}", postcode, van)
        async with database.schrijf() as session:
            versie = await maak_arrangement(session, kenmerk, _hulp(nummer), wie=van, budget=False)
            if nummer < ANTWOORDEN:
                tevreden = JA if nummer < TEVREDEN else BEETJE
                session.add(_antwoord(kenmerk, versie.id, tevreden))


async def klaar_voor_arrangement(database: Database, naam: str, postcode: str, van: str) -> str:
    """The kenmerk of somebody whose gespreksverslag was laid before them."""
    kenmerk = await nieuwe_intake(database, naam=naam, postcode=postcode, van=van)
    async with database.schrijf() as session:
        (await workflow.vergrendel(session, kenmerk)).status = VERSLAG
    return kenmerk


def _hulp(nummer: int) -> list[Regel]:
    koffie = regel("Koffie in de huiskamer", vorm="informeel", bekostiging="informeel", kosten_jaar=0)
    eten = regel("Samen eten", vorm="collectief", bekostiging="collectief", kosten_jaar=30_000)
    alleen = regel("Hulp in huis", vorm="individueel", bekostiging="wmo", kosten_jaar=312_000)
    return [koffie, eten, alleen][: 3 if nummer < INDIVIDUEEL else 2]


def _antwoord(kenmerk: str, versie_id: int, tevreden: str) -> Evaluatie:
    return Evaluatie(
        kenmerk=kenmerk,
        versie_id=versie_id,
        aanleiding=ZES_WEKEN,
        voor=vandaag(),
        gevraagd_op=nu(),
        beantwoord_op=nu(),
        geholpen=JA,
        tevreden=tevreden,
    )
