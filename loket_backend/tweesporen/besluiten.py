"""What was decided on an aanvraag, and the objections to it. A note of what happened: the loket judges nothing here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.errors import Conflict, NietGevonden
from loket_backend.gesprek.invoer import MAX_TEKENS, schoon
from loket_backend.intake.models import Intake
from loket_backend.invoer import Veldfouten
from loket_backend.tijd import lees_datum, nu, vandaag
from loket_backend.tweesporen import sporen
from loket_backend.tweesporen.keuzes import lijst
from loket_backend.tweesporen.models import AFGEWEZEN, Besluit, Bezwaar


@dataclass(frozen=True)
class Beschikking:
    """What the letter says. `dag`: on which it was sent; None: not a date. A pgb is paid outside the budget of the wijk."""

    dag: date | None
    uitkomst: str
    vorm: str
    eigen_bijdrage: bool
    toelichting: str = ""


async def noteer(session: AsyncSession, intake: Intake, beschikking: Beschikking, wie: str) -> Besluit:
    """Notes the beschikking (art. 2.3.5 lid 2 Wmo 2015) and ends the two weeks, when they still run. The caller holds the intake locked.

    Noting it again on the same aanvraag corrects the note: the last row counts. Raises Veldfouten, Conflict, OngeldigeInvoer.
    """
    if intake.aanvraag_op is None:
        raise Conflict("Er is nog geen aanvraag. Leg die eerst vast.")
    if fouten := _fouten(beschikking, intake.aanvraag_op, intake.besluit_op):
        raise Veldfouten(fouten)
    assert beschikking.dag is not None  # _fouten asks for one
    if intake.besluit_op is None:
        await sporen.besluit(session, intake, beschikking.dag, wie)
    rij = Besluit(
        kenmerk=intake.kenmerk,
        aanvraag_op=intake.aanvraag_op,
        besluit_op=intake.besluit_op,
        uitkomst=beschikking.uitkomst,
        vorm=None if beschikking.uitkomst == AFGEWEZEN else beschikking.vorm,
        eigen_bijdrage=beschikking.eigen_bijdrage and beschikking.uitkomst != AFGEWEZEN,
        toelichting=schoon(beschikking.toelichting) if beschikking.toelichting.strip() else None,
        door=wie,
        op=nu(),
    )
    session.add(rij)
    await session.flush()
    return rij


def _fouten(b: Beschikking, aanvraag_op: date, besluit_op: date | None) -> dict[str, str]:
    """`besluit_op`: the day that was noted already; then it is that day."""
    fouten = {}
    if b.dag is None or not aanvraag_op <= b.dag <= vandaag():
        fouten["dag"] = "Kies de dag van het besluit, tussen de aanvraag en vandaag."
    elif besluit_op is not None and b.dag != besluit_op:
        fouten["dag"] = f"Dit besluit staat al op {lees_datum(besluit_op)}."
    if b.uitkomst not in lijst("uitkomsten"):
        fouten["uitkomst"] = "Kies wat er is besloten."
    if b.uitkomst != AFGEWEZEN and b.vorm not in lijst("vormen"):
        fouten["vorm"] = "Kies in welke vorm de hulp komt."
    if len(b.toelichting) > MAX_TEKENS:
        fouten["toelichting"] = f"De tekst is te lang: hooguit {MAX_TEKENS} tekens."
    return fouten


async def besluiten(session: AsyncSession, kenmerk: str) -> list[Besluit]:
    """The newest first."""
    return list(await session.scalars(select(Besluit).where(Besluit.kenmerk == kenmerk).order_by(Besluit.id.desc())))


@dataclass(frozen=True)
class Protest:
    """An objection as it came in. `soort`: BEZWAAR or BEROEP."""

    soort: str
    dag: date | None
    toelichting: str = ""


async def maak_bezwaar(session: AsyncSession, intake: Intake, protest: Protest, wie: str) -> Bezwaar:
    """Notes an objection, also a late one, or one because nothing was decided (art. 6:2 Awb): others judge that. Raises Veldfouten, Conflict."""
    eerste = intake.aanvraag_op
    if eerste is None:
        raise Conflict("Er is nog geen aanvraag waartegen bezwaar kan zijn gemaakt.")
    fouten = {}
    if protest.soort not in lijst("soorten"):
        fouten["soort"] = "Kies of het bezwaar of beroep is."
    if protest.dag is None or not eerste <= protest.dag <= vandaag():
        fouten["ontvangen_op"] = "Kies de dag waarop het binnenkwam, tussen de aanvraag en vandaag."
    if len(protest.toelichting) > MAX_TEKENS:
        fouten["toelichting"] = f"De tekst is te lang: hooguit {MAX_TEKENS} tekens."
    if fouten:
        raise Veldfouten(fouten)
    tekst = schoon(protest.toelichting) if protest.toelichting.strip() else None
    rij = Bezwaar(
        kenmerk=intake.kenmerk, soort=protest.soort, ontvangen_op=protest.dag, toelichting=tekst, door=wie, op=nu()
    )
    session.add(rij)
    await session.flush()
    return rij


async def rond_bezwaar_af(session: AsyncSession, intake: Intake, id_: int, dag: date | None, uitkomst: str) -> None:
    """How it ended. Raises NietGevonden, Veldfouten, and Conflict when that was noted already."""
    rij = await session.get(Bezwaar, id_, with_for_update=True, populate_existing=True)
    if rij is None or rij.kenmerk != intake.kenmerk:
        raise NietGevonden()
    if rij.uitkomst is not None:
        raise Conflict("Een collega schreef al op hoe dit afliep.")
    fouten = {}
    if uitkomst not in lijst("afloop"):
        fouten["afloop"] = "Kies hoe het afliep."
    if dag is None or not rij.ontvangen_op <= dag <= vandaag():
        fouten["klaar_op"] = "Kies de dag waarop het klaar was."
    if fouten:
        raise Veldfouten(fouten)
    rij.klaar_op, rij.uitkomst = dag, uitkomst


async def bezwaren(session: AsyncSession, kenmerk: str) -> list[Bezwaar]:
    """The newest first."""
    return list(await session.scalars(select(Bezwaar).where(Bezwaar.kenmerk == kenmerk).order_by(Bezwaar.id.desc())))
