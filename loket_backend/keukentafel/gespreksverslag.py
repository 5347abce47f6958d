"""Writing a gespreksverslag, laying it before the resident, and keeping what they say about it.

Every function works in the caller's transaction. What changes a verslag holds the intake locked; where the chat is in it too, the conversation first.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.errors import Conflict, OngeldigeInvoer
from loket_backend.gesprek.invoer import MAX_TEKENS, schoon
from loket_backend.intake import workflow
from loket_backend.intake.models import ARRANGEMENT, ONDERZOEK, VERSLAG, Intake
from loket_backend.keukentafel import blad, gespreksverslag_blad
from loket_backend.keukentafel.blad import Blad
from loket_backend.keukentafel.gespreksverslag_models import Gespreksverslag, Verslagreactie, Verslagstap, Verslagversie
from loket_backend.keukentafel.gespreksverslag_sjabloon import (
    NIET_BESPROKEN,
    NIET_RELEVANT,
    Deel,
    Kantoor,
    delen,
)
from loket_backend.rondes.antwoord import Antwoord, Weg, controleer_weg
from loket_backend.rondes.dienst import MAG, Rondes
from loket_backend.rondes.models import CORRECTIE
from loket_backend.tijd import nu
from loket_backend.toewijzing.models import Medewerker

RONDES = Rondes(Gespreksverslag, Verslagversie, Verslagstap, Verslagreactie, "verslag", MAG)
laatste, voorgelegd = RONDES.laatste, RONDES.voorgelegd

# Where the dossier must be: the verslag is the outcome of the investigation, and it may be told again later.
MAG_VOORLEGGEN = frozenset({ONDERZOEK, VERSLAG, ARRANGEMENT})

Delen = dict[str, dict[str, str]]


class AnderWasEerst(Conflict):
    """Somebody saved meanwhile; `nieuwste` is what they wrote, by part."""

    def __init__(self, naam: str, nieuwste: Delen) -> None:
        super().__init__(
            f"{naam} bewaarde dit verslag terwijl u schreef. Uw tekst staat hieronder nog. Kijk wat u wilt houden."
        )
        self.nieuwste = nieuwste


async def bewaar(session: AsyncSession, kenmerk: str, tekst: Delen, basis: int, wie: str) -> Verslagversie:
    """Appends a version; what did not change is not saved again. `basis`: the number of the version that was written on, 0 for none.

    Raises NietGevonden, AnderWasEerst, and OngeldigeInvoer that names every part that is too long.
    """
    intake = await workflow.vergrendel(session, kenmerk)
    geldig = _geldig(tekst)
    eerder = await laatste(session, kenmerk)
    if eerder is not None and eerder.nummer != basis and eerder.delen != geldig:
        naam = await session.scalar(select(Medewerker.naam).where(Medewerker.id == eerder.medewerker_id))
        raise AnderWasEerst(naam or "Een collega", eerder.delen)
    if eerder is not None and eerder.delen == geldig:
        return eerder
    return await RONDES.voeg_toe(session, intake.kenmerk, wie, delen=geldig)


def _geldig(tekst: Delen) -> Delen:
    """Only the parts of the template; without what may not be kept (a BSN)."""
    uit, fouten = {}, []
    for deel in delen():
        gegeven = tekst.get(deel.sleutel, {})
        try:
            uit[deel.sleutel] = _geldig_deel(deel, gegeven)
        except OngeldigeInvoer:
            fouten.append(f"{deel.sleutel}: meer dan {MAX_TEKENS} tekens")
    if fouten:
        raise OngeldigeInvoer(f"Een deel is te lang. Er passen {MAX_TEKENS} tekens in elk deel.", fouten)
    return uit


def _geldig_deel(deel: Deel, gegeven: Mapping[str, str]) -> dict[str, str]:
    tekst = gegeven.get("tekst", "")
    leeg = NIET_RELEVANT if gegeven.get("leeg") == NIET_RELEVANT else NIET_BESPROKEN
    return {"tekst": schoon(tekst) if tekst.strip() else "", "leeg": leeg if deel.is_onderwerp else ""}


def wat_ontbreekt(intake: Intake, versie: Verslagversie | None) -> list[str]:
    """Why the verslag cannot go to the resident yet, in words for the medewerker."""
    ontbreekt = []
    if intake.status not in MAG_VOORLEGGEN:
        ontbreekt.append("Zet het dossier eerst op de status Onderzoek.")
    if versie is None or not any(deel["tekst"] for deel in versie.delen.values()):
        ontbreekt.append("Er staat nog niets in het verslag. Schrijf en bewaar het eerst.")
    return ontbreekt


async def leg_voor(session: AsyncSession, intake: Intake, basis: int, wie: str, weg: Weg) -> Verslagversie:
    """Lays the last saved version before the resident: from now on its words stand. The caller holds the intake locked.

    The investigation ends here: its outcome is now given in writing (art. 2.3.2 Wmo 2015). So the intake goes to the status VERSLAG.
    Raises Conflict, AnderWasEerst when `basis` is not the last version, OngeldigeInvoer.
    """
    versie = await laatste(session, intake.kenmerk)
    if ontbreekt := wat_ontbreekt(intake, versie):
        raise Conflict(" ".join(ontbreekt))
    assert versie is not None  # wat_ontbreekt asks for one
    if versie.nummer != basis:
        naam = await session.scalar(select(Medewerker.naam).where(Medewerker.id == versie.medewerker_id))
        raise AnderWasEerst(naam or "Een collega", versie.delen)
    controleer_weg(weg, RONDES.naam)
    papier = await als_blad(session, intake, versie, wie)
    nieuw = await RONDES.voeg_toe(session, intake.kenmerk, wie, delen=versie.delen)
    await RONDES.leg_voor(session, nieuw, wie, weg, papier.als_json(), blad.hash_van(papier))
    if intake.status == ONDERZOEK:
        await workflow.wissel(session, intake, VERSLAG, wie)
    return nieuw


async def als_blad(session: AsyncSession, intake: Intake, versie: Verslagversie, wie: str) -> Blad:
    """The version as the resident reads it when this medewerker lays it before them now."""
    schrijver, gezegd = await session.get_one(Medewerker, wie), await aanvullingen(session, intake.kenmerk)
    return gespreksverslag_blad.maak(intake, schrijver, versie.delen, gezegd, Kantoor.loket(), nu())


async def aanvullingen(session: AsyncSession, kenmerk: str) -> list[tuple[datetime, str]]:
    """Every correction of the resident so far, in their own words."""
    keuze = select(Verslagreactie.op, Verslagreactie.tekst).where(
        Verslagreactie.kenmerk == kenmerk, Verslagreactie.soort == CORRECTIE
    )
    return [(op, tekst) for op, tekst in await session.execute(keuze.order_by(Verslagreactie.id))]


async def reageer(session: AsyncSession, versie_id: int, antwoord: Antwoord) -> Verslagreactie:
    """Keeps what the resident said. The caller holds the intake locked.

    Raises Conflict when the resident was given a newer version since, or when this answer cannot follow.
    """
    versie = await session.get_one(Verslagversie, versie_id)
    return await RONDES.neem_op(session, await RONDES.ligt_er(session, versie.kenmerk, versie_id), antwoord)
