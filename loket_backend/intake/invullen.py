"""What staff write into the draft while they have the conversation, and how it lies over what the bot stored."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.catalogus import ASPECTEN, BESPROKEN, LEEFGEBIEDEN, VELDEN
from loket_backend.errors import Conflict, OngeldigeInvoer
from loket_backend.intake.geldig import MAX_TEKST, Antwoord, GelezenUitspraak, veldfouten
from loket_backend.intake.models import UITSPRAAK, Invulling
from loket_backend.intake.queries import kenmerk_van
from loket_backend.tijd import nu

# What staff read beside a field that they filled in wrongly, by soort of the catalogue.
UITLEG = {
    "keuze": "Kies een van de antwoorden.",
    "lijst": "Kies uit de lijst, elk antwoord één keer.",
    "naam": "Vul een naam in.",
    "postcode": "Vul vier cijfers en twee letters in, zoals 1234 AB.",
    "telefoon": "Vul een heel telefoonnummer in, zoals 06 12 34 56 78.",
    "tekst": f"Schrijf iets op, van hooguit {MAX_TEKST} tekens.",
    "akkoord": "Alleen de inwoner kan akkoord geven. De assistent vraagt daarom.",
}
ALLEEN_VOOR_ANDER = tuple(veld.sleutel for veld in VELDEN.values() if veld.alleen_voor_ander)


async def vul_in(
    session: AsyncSession, gesprek_id: str, volgnummer: int, veld: str, waarde: Any, medewerker_id: str
) -> None:
    """Fills in one veld after message `volgnummer`; None opens it again, so that the bot asks for it.

    The caller holds the conversation locked. Raises OngeldigeInvoer, and Conflict once the intake was submitted.
    """
    await _moet_open_zijn(session, gesprek_id)
    if fouten := _fouten(veld, antwoord := _antwoord(waarde, [volgnummer], medewerker_id)):
        raise OngeldigeInvoer(UITLEG[VELDEN[veld].soort] if veld in VELDEN else "Dit veld bestaat niet.", fouten)
    rij = {"gesprek_id": gesprek_id, "volgnummer": volgnummer, "medewerker_id": medewerker_id}
    session.add(Invulling(**rij, veld=veld, waarde=antwoord.waarde, op=nu()))
    if veld == "voor_wie" and waarde == "zelf":  # as when the resident says so (bot/actions/personen.py)
        session.add_all(Invulling(**rij, veld=weg, waarde=None, op=nu()) for weg in ALLEEN_VOOR_ANDER)


async def hoor(
    session: AsyncSession, gesprek_id: str, volgnummer: int, paar: tuple[str, str], tekst: str, medewerker_id: str
) -> None:
    """Adds an uitspraak: a (leefgebied, aspect) with the resident's words. Raises as `vul_in` does, every fault at once."""
    await _moet_open_zijn(session, gesprek_id)
    leefgebied, aspect = paar
    fouten = [] if leefgebied in LEEFGEBIEDEN else ["Kies waar het over gaat."]
    fouten += [] if aspect in ASPECTEN else ["Kies wat de inwoner daarover zegt."]
    fouten += [] if 0 < len(tekst) <= MAX_TEKST else ["Schrijf op wat de inwoner zei."]
    if fouten:
        raise OngeldigeInvoer(" ".join(fouten), fouten)
    waarde = {"leefgebied": leefgebied, "aspect": aspect, "tekst": tekst}
    session.add(
        Invulling(
            gesprek_id=gesprek_id,
            volgnummer=volgnummer,
            veld=UITSPRAAK,
            waarde=waarde,
            medewerker_id=medewerker_id,
            op=nu(),
        )
    )


async def invullingen(session: AsyncSession, gesprek_id: str, vanaf: int, tot: int) -> list[Invulling]:
    """What was filled in from message `vanaf` and before message `tot`, oldest first."""
    vraag = select(Invulling).where(
        Invulling.gesprek_id == gesprek_id, Invulling.volgnummer >= vanaf, Invulling.volgnummer < tot
    )
    return list(await session.scalars(vraag.order_by(Invulling.id)))


def leg_over(inhoud: dict[str, Any], rijen: Iterable[Invulling]) -> dict[str, Any]:
    """The draft with what staff filled in; the draft that was given stays as it is."""
    antwoorden, uitspraken = dict(inhoud["antwoorden"]), list(inhoud["uitspraken"])
    for rij in rijen:
        if rij.veld == UITSPRAAK:
            gehoord = GelezenUitspraak(
                **rij.waarde, bron=rij.volgnummer, door="medewerker", medewerker=rij.medewerker_id
            )
            uitspraken += [nieuw] if (nieuw := gehoord.model_dump()) not in uitspraken else []
        elif rij.waarde is None:
            antwoorden.pop(rij.veld, None)
        else:
            bronnen = [*antwoorden.get(rij.veld, {}).get("bronnen", []), rij.volgnummer]
            antwoorden[rij.veld] = _antwoord(rij.waarde, bronnen, rij.medewerker_id).model_dump()
    return {**inhoud, "antwoorden": antwoorden, "uitspraken": uitspraken}


def _antwoord(waarde: Any, bronnen: Iterable[int], medewerker_id: str) -> Antwoord:
    return Antwoord.model_construct(
        waarde=waarde,
        status=BESPROKEN,
        bronnen=list(dict.fromkeys(bronnen)),
        door="medewerker",
        medewerker=medewerker_id,
    )


def _fouten(veld: str, antwoord: Antwoord) -> list[str]:
    if veld == "akkoord":
        return ["akkoord: geeft alleen de inwoner"]
    return veldfouten(veld, antwoord)


async def _moet_open_zijn(session: AsyncSession, gesprek_id: str) -> None:
    if await kenmerk_van(session, gesprek_id) is not None:
        raise Conflict("Deze melding is al ingediend. Verbeter wat niet klopt in het dossier.")
