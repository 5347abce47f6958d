"""Help for everybody begins at once, and the resident reads in the chat what it is, who comes and from when (white label)."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.arrangement.witlabel import genoemd
from loket_backend.gesprek import vragen
from loket_backend.gesprek.invoer import schoon
from loket_backend.gesprek.models import Gesprek
from loket_backend.intake.models import Intake
from loket_backend.invoer import Veldfouten
from loket_backend.tijd import lees_datum, vandaag
from loket_backend.tweesporen import sporen, weigering
from loket_backend.tweesporen.teksten import zin

MAX_WAT, MAX_WIE = 200, 80
# A day further away than this was not meant.
DICHTBIJ = timedelta(days=366)


@dataclass(frozen=True)
class Hulp:
    """What somebody filled in: `wat` help, `wie` comes (may be empty), and from which day."""

    wat: str
    wie: str
    vanaf: date | None


async def begin(
    session: AsyncSession, gesprek: Gesprek, intake: Intake, hulp: Hulp, organisaties: Collection[str], wie: str
) -> None:
    """Starts it and tells the resident, who may refuse. Both are held locked, the conversation first. `organisaties`: names that a resident never reads.

    Raises Veldfouten that names every fault, OngeldigeInvoer, Conflict when it cannot begin now.
    """
    if fouten := _fouten(hulp, organisaties):
        raise Veldfouten(fouten)
    regels = list(_regels(hulp))
    await sporen.begin(session, intake, wie, "\n".join(regels))
    await weigering.sluit_vragen(session, gesprek.id)
    tekst = zin("hulp.begint", hulp="\n".join(f"• {r}" if n == 0 else r for n, r in enumerate(regels)))
    await vragen.stel(session, gesprek, weigering.HULP, intake.kenmerk, tekst, knoppen("goed", "past_niet", "aanvraag"))


def knoppen(*welke: str) -> list[dict[str, str]]:
    """Buttons say what one could type too."""
    return [{"label": zin(f"hulp_knoppen.{knop}"), "waarde": zin(f"hulp_knoppen.{knop}")} for knop in welke]


def _regels(hulp: Hulp) -> Iterator[str]:
    yield _op_een_regel(hulp.wat)
    if hulp.wie:
        yield zin("hulp.wie", wie=_op_een_regel(hulp.wie))
    assert hulp.vanaf is not None  # _fouten asks for one
    yield zin("hulp.vanaf", datum=lees_datum(hulp.vanaf))


def _op_een_regel(tekst: str) -> str:
    return " ".join(schoon(tekst).split())


def _fouten(hulp: Hulp, organisaties: Collection[str]) -> dict[str, str]:
    fouten = {}
    if not hulp.wat:
        fouten["wat"] = "Schrijf op welke hulp begint. De inwoner leest dit."
    for veld, tekst, hooguit in (("wat", hulp.wat, MAX_WAT), ("wie", hulp.wie, MAX_WIE)):
        if len(tekst) > hooguit:
            fouten[veld] = f"De tekst is te lang: hooguit {hooguit} tekens."
        elif woorden := genoemd(tekst, organisaties):
            fouten[veld] = f"De inwoner leest dit. Laat dit weg: {', '.join(woorden)}."
    if hulp.vanaf is None:
        fouten["vanaf"] = "Kies de dag waarop de hulp begint."
    elif abs(hulp.vanaf - vandaag()) > DICHTBIJ:
        fouten["vanaf"] = "Kies een dag binnen een jaar van nu."
    return fouten
