"""Laying an arrangement before the resident, in the chat, on paper or by telephone."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.arrangement import bezorgen, blad, dienst, leescode
from loket_backend.arrangement.models import Arrangementversie
from loket_backend.arrangement.witlabel import genoemd
from loket_backend.errors import Conflict, OngeldigeInvoer
from loket_backend.gesprek.invoer import schoon
from loket_backend.gesprek.models import Gesprek
from loket_backend.intake.models import ARRANGEMENT, VERSLAG, Intake
from loket_backend.keukentafel import blad as papier
from loket_backend.keukentafel.blad import Blad
from loket_backend.keukentafel.gespreksverslag_sjabloon import Kantoor
from loket_backend.rondes.antwoord import MAX_REDEN, Weg, controleer_weg
from loket_backend.rondes.models import CHAT
from loket_backend.tijd import nu, vandaag
from loket_backend.toewijzing.models import Medewerker

# Where the dossier must be: what was found is written down first.
MAG_VOORLEGGEN = frozenset({VERSLAG, ARRANGEMENT})


def wat_ontbreekt(intake: Intake, versie: Arrangementversie | None, organisaties: Collection[str]) -> list[str]:
    """Why this version cannot go to the resident, in words for the medewerker. `organisaties`: names that a resident never reads."""
    if versie is None or not versie.regels:
        return ["Er staat nog geen hulp in het arrangement."]
    ontbreekt = []
    if intake.status not in MAG_VOORLEGGEN:
        ontbreekt.append("Leg eerst het gespreksverslag voor. Daarna kan het arrangement.")
    if versie.ronde is not None:
        ontbreekt.append("De inwoner heeft deze versie al.")
    for regel in versie.regels:
        if regel.eindigt_op is not None and regel.eindigt_op < vandaag():
            ontbreekt.append(
                f"“{regel.wat}”: deze hulp is al gestopt. Haal die weg, of kies een latere dag om te stoppen."
            )
        elif regel.evaluatie_op < vandaag():
            ontbreekt.append(f"“{regel.wat}”: de dag waarop u samen kijkt hoe het gaat, is voorbij.")
        if genoemd(f"{regel.wat} {regel.doel} {regel.door_wie or ''}", organisaties):
            ontbreekt.append(f"“{regel.wat}”: hierin staat een wet, organisatie of bedrag. De inwoner leest dat niet.")
    return ontbreekt


async def voorbeeld(session: AsyncSession, wie: str, intake: Intake, versie: Arrangementversie) -> Blad:
    """The version as the resident will read it when this medewerker lays it before them now."""
    return blad.maak(intake, await session.get_one(Medewerker, wie), versie.regels, Kantoor.loket(), nu())


async def leg_voor(
    session: AsyncSession, intake: Intake, basis: int, wie: str, weg: Weg, organisaties: Collection[str]
) -> Arrangementversie:
    """From here on the resident reads it. The caller holds the conversation and the intake locked. `basis`: the number of the version that was read.

    Raises Conflict when it cannot go now or when a colleague was first, OngeldigeInvoer.
    """
    versie = await dienst.laatste(session, intake.kenmerk)
    if ontbreekt := wat_ontbreekt(intake, versie, organisaties):
        raise Conflict(" ".join(ontbreekt))
    assert versie is not None  # wat_ontbreekt asks for one
    if versie.nummer != basis:
        raise Conflict("Een collega veranderde het arrangement. Lees eerst hoe het er nu uitziet.")
    controleer_weg(weg, dienst.RONDES.naam)
    vel = await voorbeeld(session, wie, intake, versie)
    await dienst.leg_voor(session, intake, versie, wie, weg, vel.als_json(), papier.hash_van(vel))
    if weg.soort != CHAT:
        await bezorgen.sluit_vragen(session, intake.gesprek_id, intake.kenmerk)
        return versie
    gesprek = await session.get_one(Gesprek, intake.gesprek_id)
    adres = await leescode.adres(session, Kantoor.loket(), versie.id)
    await bezorgen.stuur(session, gesprek, intake, versie, wie, adres)
    return versie


def lees_reden(formulier: Mapping[str, str]) -> str:
    """Why an arrangement ends. Raises OngeldigeInvoer."""
    reden = formulier.get("reden", "").strip()
    if not reden:
        raise OngeldigeInvoer("Schrijf er kort bij waarom het arrangement stopt.", ["reden: ontbreekt"])
    if len(reden) > MAX_REDEN:
        raise OngeldigeInvoer(f"De reden is te lang: hooguit {MAX_REDEN} tekens.", ["reden: te lang"])
    return schoon(reden)
