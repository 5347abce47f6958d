"""Writing a gespreksverslag, laying it before the resident, and keeping what they say about it.

Every function works in the caller's transaction. What changes a verslag holds the intake locked; where the chat is in it too, the conversation first.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.errors import Conflict, OngeldigeInvoer
from loket_backend.gesprek.invoer import MAX_TEKENS, schoon
from loket_backend.intake import workflow
from loket_backend.intake.models import ARRANGEMENT, ONDERZOEK, VERSLAG, Intake
from loket_backend.keukentafel import blad, gespreksverslag_blad
from loket_backend.keukentafel.gespreksverslag_models import (
    AKKOORD,
    CHAT,
    CONCEPT,
    CORRECTIE,
    VOORGELEGD,
    WEGEN,
    Gespreksverslag,
    Verslagreactie,
    Verslagstap,
    Verslagversie,
)
from loket_backend.keukentafel.gespreksverslag_sjabloon import (
    NIET_BESPROKEN,
    NIET_RELEVANT,
    Deel,
    Kantoor,
    delen,
)
from loket_backend.tijd import nu
from loket_backend.toewijzing.models import Medewerker

LEG_VOOR, KEUR_GOED, CORRIGEER = "leg_voor", "keur_goed", "corrigeer"
GEBEURTENISSEN = (LEG_VOOR, KEUR_GOED, CORRIGEER)

# What is not in the table is not allowed. A correction may follow an approval, and an approval a correction; each keeps its own row.
MAG: Mapping[tuple[str, str], str] = {
    (CONCEPT, LEG_VOOR): VOORGELEGD,
    (VOORGELEGD, LEG_VOOR): VOORGELEGD,
    (VOORGELEGD, KEUR_GOED): AKKOORD,
    (VOORGELEGD, CORRIGEER): CORRECTIE,
    (CORRECTIE, LEG_VOOR): VOORGELEGD,
    (CORRECTIE, KEUR_GOED): AKKOORD,
    (CORRECTIE, CORRIGEER): CORRECTIE,
    (AKKOORD, LEG_VOOR): VOORGELEGD,
    (AKKOORD, CORRIGEER): CORRECTIE,
}
# Where the dossier must be: the verslag is the outcome of the investigation, and it may be told again later.
MAG_VOORLEGGEN = frozenset({ONDERZOEK, VERSLAG, ARRANGEMENT})
MAX_REDEN = 1000

Delen = dict[str, dict[str, str]]


class AnderWasEerst(Conflict):
    """Somebody saved meanwhile; `nieuwste` is what they wrote, by part."""

    def __init__(self, naam: str, nieuwste: Delen) -> None:
        super().__init__(
            f"{naam} bewaarde dit verslag terwijl u schreef. Uw tekst staat hieronder nog. Kijk wat u wilt houden."
        )
        self.nieuwste = nieuwste


@dataclass(frozen=True)
class Weg:
    """How the verslag goes to the resident; `reden`: why not in the chat."""

    soort: str = CHAT
    reden: str = ""


async def laatste(session: AsyncSession, kenmerk: str) -> Verslagversie | None:
    """The version that was saved last, laid before the resident or not."""
    keuze = select(Verslagversie).where(Verslagversie.kenmerk == kenmerk)
    return await session.scalar(keuze.order_by(Verslagversie.nummer.desc()).limit(1))


async def voorgelegd(session: AsyncSession, kenmerk: str) -> Verslagversie | None:
    """The version that the resident was given last."""
    keuze = select(Verslagversie).where(Verslagversie.kenmerk == kenmerk, Verslagversie.ronde.is_not(None))
    return await session.scalar(keuze.order_by(Verslagversie.ronde.desc()).limit(1))


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
    return await _voeg_toe(session, intake, geldig, wie)


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


async def _voeg_toe(session: AsyncSession, intake: Intake, tekst: Delen, wie: str) -> Verslagversie:
    kenmerk = intake.kenmerk
    if await session.get(Gespreksverslag, kenmerk) is None:
        session.add(Gespreksverslag(kenmerk=kenmerk, stand=CONCEPT, stand_sinds=nu()))
        await session.flush()
    hoogste = select(func.max(Verslagversie.nummer)).where(Verslagversie.kenmerk == kenmerk)
    nummer = (await session.scalar(hoogste) or 0) + 1
    versie = Verslagversie(kenmerk=kenmerk, nummer=nummer, delen=tekst, medewerker_id=wie, op=nu())
    session.add(versie)
    await session.flush()
    return versie


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
    _controleer(weg)
    nieuw = await _maak_ronde(session, intake, versie, wie, weg)
    await _stap(session, nieuw, LEG_VOOR, wie, weg)
    if intake.status == ONDERZOEK:
        await workflow.wissel(session, intake, VERSLAG, wie)
    return nieuw


def _controleer(weg: Weg) -> None:
    if weg.soort not in WEGEN:
        raise OngeldigeInvoer("Kies hoe het verslag naar de inwoner gaat.", ["weg: onbekend"])
    if weg.soort != CHAT and not weg.reden.strip():
        raise OngeldigeInvoer("Schrijf er kort bij waarom het niet in de chat gaat.", ["reden: ontbreekt"])
    if len(weg.reden) > MAX_REDEN:
        raise OngeldigeInvoer(f"De reden is te lang: hooguit {MAX_REDEN} tekens.", ["reden: te lang"])


async def _maak_ronde(
    session: AsyncSession, intake: Intake, versie: Verslagversie, wie: str, weg: Weg
) -> Verslagversie:
    vorige = await voorgelegd(session, intake.kenmerk)
    schrijver = await session.get_one(Medewerker, wie)
    papier = gespreksverslag_blad.maak(
        intake, schrijver, versie.delen, await aanvullingen(session, intake.kenmerk), Kantoor.loket(), nu()
    )
    nieuw = await _voeg_toe(session, intake, versie.delen, wie)
    nieuw.ronde = (vorige.ronde or 0) + 1 if vorige else 1
    nieuw.blad, nieuw.hash, nieuw.weg = papier.als_json(), blad.hash_van(papier), weg.soort
    await session.flush()
    return nieuw


async def aanvullingen(session: AsyncSession, kenmerk: str) -> list[tuple[datetime, str]]:
    """Every correction of the resident so far, in their own words."""
    keuze = select(Verslagreactie.op, Verslagreactie.tekst).where(
        Verslagreactie.kenmerk == kenmerk, Verslagreactie.soort == CORRECTIE
    )
    return [(op, tekst) for op, tekst in await session.execute(keuze.order_by(Verslagreactie.id))]


@dataclass(frozen=True)
class Antwoord:
    """What the resident said about one version: AKKOORD or CORRECTIE, in which words and by which way; `door`: who wrote it down."""

    soort: str
    tekst: str
    weg: str
    door: str
    volgnummer: int | None = None


async def reageer(session: AsyncSession, versie_id: int, antwoord: Antwoord) -> Verslagreactie:
    """Keeps what the resident said. The caller holds the intake locked.

    Raises Conflict when the resident was given a newer version since, or when this answer cannot follow.
    """
    versie = await session.get_one(Verslagversie, versie_id)
    nieuwste = await voorgelegd(session, versie.kenmerk)
    if nieuwste is None or nieuwste.id != versie.id or versie.hash is None:
        raise Conflict("Er is al een nieuwer verslag. Het gaat om dat verslag.")
    gebeurtenis = KEUR_GOED if antwoord.soort == AKKOORD else CORRIGEER
    await _stap(session, versie, gebeurtenis, antwoord.door, Weg(antwoord.weg))
    reactie = Verslagreactie(kenmerk=versie.kenmerk, versie_id=versie.id, hash=versie.hash, op=nu(), **vars(antwoord))
    session.add(reactie)
    await session.flush()
    return reactie


async def _stap(session: AsyncSession, versie: Verslagversie, gebeurtenis: str, door: str, weg: Weg) -> None:
    verslag = await session.get_one(Gespreksverslag, versie.kenmerk, populate_existing=True)
    naar = MAG.get((verslag.stand, gebeurtenis))
    if naar is None:
        raise Conflict("Deze stap kan nu niet meer. Kijk eerst hoe het verslag er nu voor staat.")
    session.add(
        Verslagstap(
            kenmerk=versie.kenmerk,
            van=verslag.stand,
            naar=naar,
            ronde=versie.ronde or 0,
            weg=weg.soort,
            reden=weg.reden.strip() or None,
            door=door,
            op=nu(),
        )
    )
    verslag.stand, verslag.stand_sinds = naar, nu()
    await session.flush()
