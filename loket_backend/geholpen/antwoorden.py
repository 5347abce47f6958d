"""Keeping what somebody answered, in the chat or by telephone, and what it asks of the medewerker."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.errors import Conflict, NietGevonden, OngeldigeInvoer
from loket_backend.geholpen import stellen
from loket_backend.geholpen.models import BEETJE, JA, NEE, Evaluatie
from loket_backend.gesprek import terugbellen, wektijden
from loket_backend.gesprek.invoer import MAX_TEKENS, schoon
from loket_backend.gesprek.models import INWONER, Gesprek
from loket_backend.gesprek.taken import maak_taak, open_taak
from loket_backend.rondes.chatvorm import na_werkdagen
from loket_backend.tijd import AMSTERDAM, lees_datum, nu

# Tasks: ask by telephone, do something about a "nee", read what could be better.
TAAK_VRAGEN, TAAK_NEE, TAAK_BETER = "geholpen_vragen", "geholpen_nee", "geholpen_beter"
STILTE = "geholpen_stilte"
# In working days: so long a "nee" may wait before somebody called.
BINNEN = 5
SCHAAL = (JA, BEETJE, NEE)
# On the form: the question was put and not answered.
GEEN = "geen"


@dataclass(frozen=True)
class Antwoorden:
    """What a medewerker wrote down, as it was typed: JA, BEETJE, NEE or GEEN twice, and the resident's own words."""

    geholpen: str = ""
    tevreden: str = ""
    beter: str = ""


async def leg_taak_neer(session: AsyncSession, gesprek_id: str, soort: str, **meer: str) -> None:
    """With the name and number that the dossier knows."""
    await maak_taak(session, gesprek_id, soort, {**await terugbellen.uit_dossier(session, gesprek_id), **meer})


async def bel_over_nee(session: AsyncSession, gesprek_id: str) -> None:
    """A task with the day by which somebody calls."""
    dag = na_werkdagen(nu(), BINNEN).astimezone(AMSTERDAM).date()
    await leg_taak_neer(session, gesprek_id, TAAK_NEE, wens=f"uiterlijk {lees_datum(dag)}")


def voeg_woorden_toe(evaluatie: Evaluatie, tekst: str) -> None:
    """What could be better is kept as it was said, one line a message."""
    evaluatie.beter = f"{evaluatie.beter}\n{tekst}" if evaluatie.beter else tekst


async def rond_af(session: AsyncSession, gesprek_id: str, evaluatie: Evaluatie, door: str) -> None:
    """The round is over, with the answers that there are. `door`: INWONER or the id of a medewerker."""
    evaluatie.beantwoord_op, evaluatie.door = nu(), door
    await stellen.sluit(session, gesprek_id, evaluatie.id)
    await wektijden.annuleer(session, gesprek_id, STILTE)
    if (taak := await open_taak(session, gesprek_id, TAAK_VRAGEN)) is not None:
        taak.gedaan_op, taak.gedaan_door = nu(), None if door == INWONER else door
    await _vraag_aandacht(session, gesprek_id, evaluatie)
    await session.flush()


async def _vraag_aandacht(session: AsyncSession, gesprek_id: str, evaluatie: Evaluatie) -> None:
    gegeven = (evaluatie.geholpen, evaluatie.tevreden)
    if NEE in gegeven:
        await bel_over_nee(session, gesprek_id)
    elif evaluatie.beter or BEETJE in gegeven:
        await leg_taak_neer(session, gesprek_id, TAAK_BETER)


async def noteer(
    session: AsyncSession, gesprek: Gesprek, kenmerk: str, evaluatie_id: int, gegeven: Antwoorden, wie: str
) -> Evaluatie:
    """What a medewerker heard, by telephone or at the table. The caller holds the conversation locked.

    Raises NietGevonden, Conflict when it was answered already, and OngeldigeInvoer that names every fault.
    """
    evaluatie = await session.get(Evaluatie, evaluatie_id, with_for_update=True, populate_existing=True)
    if evaluatie is None or evaluatie.kenmerk != kenmerk:
        raise NietGevonden()
    if evaluatie.beantwoord_op is not None:
        raise Conflict("Op deze vragen is al een antwoord. Kijk in het dossier wat er staat.")
    _controleer(gegeven)
    evaluatie.geholpen, evaluatie.tevreden = (w if w in SCHAAL else None for w in (gegeven.geholpen, gegeven.tevreden))
    if gegeven.beter.strip():
        voeg_woorden_toe(evaluatie, schoon(gegeven.beter))
    evaluatie.gevraagd_op = evaluatie.gevraagd_op or nu()
    await rond_af(session, gesprek.id, evaluatie, wie)
    return evaluatie


def _controleer(gegeven: Antwoorden) -> None:
    fouten = []
    if gegeven.geholpen not in (*SCHAAL, GEEN):
        fouten.append("geholpen: kies wat de inwoner antwoordde op de eerste vraag")
    if gegeven.tevreden not in (*SCHAAL, GEEN):
        fouten.append("tevreden: kies wat de inwoner antwoordde op de tweede vraag")
    if len(gegeven.beter) > MAX_TEKENS:
        fouten.append(f"beter: schrijf hooguit {MAX_TEKENS} tekens op")
    if fouten:
        raise OngeldigeInvoer("Vul dit nog aan: " + "; ".join(f.split(": ", 1)[1] for f in fouten) + ".", fouten)
