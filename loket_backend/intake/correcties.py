"""What medewerkers put right in a submitted intake: fields and uitspraken. The intake holds what counts now; `correctie` holds how it came so.

The summary that the resident approved is a message in the conversation and stays as it was.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend import weglaten
from loket_backend.catalogus import ASPECTEN, BESPROKEN, LEEFGEBIEDEN, NIET_BESPROKEN, NIET_VAN_TOEPASSING, VELDEN
from loket_backend.db import Kluis
from loket_backend.errors import Conflict, NietGevonden, OngeldigeInvoer
from loket_backend.intake import kenmerken
from loket_backend.intake.dossiermodels import Correctie
from loket_backend.intake.geldig import MAX_TEKST, Antwoord, veldfouten
from loket_backend.intake.invullen import ALLEEN_VOOR_ANDER, UITLEG
from loket_backend.intake.models import Intake, Uitspraak
from loket_backend.intake.service import persoon
from loket_backend.tijd import nu
from loket_backend.toewijzing import service as toewijzing

VELD, UITSPRAAK = "veld", "uitspraak"
NIET_TE_CORRIGEREN = frozenset({"akkoord"})  # only the resident gives approval
MAX_REDEN = 1000
ALLEEN_ANDER = "Dit geldt alleen als de hulp voor een ander is. Pas eerst aan voor wie de hulp is."
INTUSSEN = "Een collega veranderde dit net ook. Kijk wat er nu staat en bewaar dan opnieuw."
Antwoorden = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True)
class Woorden:
    """An uitspraak as somebody writes it down. `bron`: the number of the message it is from; 0 when it was said elsewhere."""

    leefgebied: str
    aspect: str
    tekst: str
    bron: int = 0


def merk(waarde: Any) -> str:
    """What a form carries along to tell which value it showed, without the value itself."""
    return Kluis.open().index(f"correctie|{json.dumps(waarde, sort_keys=True)}")[:32]


async def correcties(session: AsyncSession, kenmerk: str) -> list[Correctie]:
    """Everything that was put right, oldest first."""
    return list(await session.scalars(select(Correctie).where(Correctie.kenmerk == kenmerk).order_by(Correctie.id)))


def van(gegeven: Iterable[Correctie], soort: str, wat: str) -> list[Correctie]:
    """The history of one thing, the newest first."""
    return [c for c in reversed(list(gegeven)) if (c.soort, c.wat) == (soort, wat)]


async def corrigeer_veld(
    session: AsyncSession, intake: Intake, veld: str, waarde: Any, wie: str, *, was: str, reden: str = ""
) -> None:
    """Writes another value into a field; None takes the value back, and asks a reason. The caller holds the intake locked.

    Raises NietGevonden for an unknown field, OngeldigeInvoer with every fault, Conflict when `was` is not the mark of what stands there now.
    """
    if veld not in VELDEN or veld in NIET_TE_CORRIGEREN:
        raise NietGevonden()
    voor = intake.antwoorden.get(veld, {})
    na = _antwoord(waarde, voor.get("bronnen", []), wie)
    _weiger(_waardefouten(veld, na, intake.antwoorden) + _redenfouten(reden, verplicht=waarde is None))
    if was != merk(voor.get("waarde")):
        raise Conflict(INTUSSEN)
    if voor.get("waarde") == na.waarde:
        return
    _zet(session, intake, veld, na, wie, reden)
    if (veld, waarde) == ("voor_wie", "zelf"):  # as when the resident says so (bot/actions/personen.py)
        _haal_melder_weg(session, intake, wie)
    await after_correctie(session, intake)


def _zet(session: AsyncSession, intake: Intake, veld: str, na: Antwoord, wie: str, reden: str) -> None:
    voor, bewaard = intake.antwoorden.get(veld), na.model_dump()
    intake.antwoorden = {**intake.antwoorden, veld: bewaard}
    _noteer(session, intake, VELD, veld, voor, bewaard if na.waarde is not None else None, wie, reden)


def _haal_melder_weg(session: AsyncSession, intake: Intake, wie: str) -> None:
    leeg = Antwoord.model_construct(
        waarde=None, bronnen=[], status=NIET_VAN_TOEPASSING, door="medewerker", medewerker=wie
    )
    for veld in ALLEEN_VOOR_ANDER:
        if intake.antwoorden.get(veld, {}).get("waarde") is not None:
            _zet(session, intake, veld, leeg, wie, "De hulp is voor de melder zelf.")


async def voeg_toe(
    session: AsyncSession, intake: Intake, woorden: Woorden, wie: str, *, laatste_bericht: int, reden: str = ""
) -> Uitspraak:
    """Adds an uitspraak to a locked intake. Raises OngeldigeInvoer with every fault."""
    schoon = _gekeurd(woorden, laatste_bericht, reden)
    uitspraak = Uitspraak(kenmerk=intake.kenmerk, medewerker_id=wie, **schoon)
    session.add(uitspraak)
    await session.flush()
    _noteer(session, intake, UITSPRAAK, str(uitspraak.id), None, schoon, wie, reden)
    await after_correctie(session, intake)
    return uitspraak


async def corrigeer_uitspraak(
    session: AsyncSession,
    intake: Intake,
    id_: int,
    woorden: Woorden,
    wie: str,
    *,
    laatste_bericht: int,
    was: str,
    reden: str = "",
) -> None:
    """Other words, or another place for them. Raises as `corrigeer_veld` does."""
    na = _gekeurd(woorden, laatste_bericht, reden)
    uitspraak, voor = await _staat_er_nog(session, intake, id_, was)
    if voor == na:
        return
    for deel, waarde in na.items():
        setattr(uitspraak, deel, waarde)
    _noteer(session, intake, UITSPRAAK, str(id_), voor, na, wie, reden)
    await after_correctie(session, intake)


async def neem_terug(session: AsyncSession, intake: Intake, id_: int, wie: str, *, was: str, reden: str) -> None:
    """Takes an uitspraak out; what it said stays in the history. Raises as `corrigeer_veld` does, also without a reason."""
    _weiger(_redenfouten(reden, verplicht=True))
    uitspraak, voor = await _staat_er_nog(session, intake, id_, was)
    await session.delete(uitspraak)
    _noteer(session, intake, UITSPRAAK, str(id_), voor, None, wie, reden)
    await after_correctie(session, intake)


async def after_correctie(session: AsyncSession, intake: Intake) -> None:
    """What follows from another value: the wijk from the postcode, the index by which an earlier melding is found, and what a worklist searches on."""
    naam, postcode = (intake.antwoorden.get(veld, {}).get("waarde") for veld in ("naam", "postcode"))
    wijk = await toewijzing.wijk_van(session, postcode)
    intake.wijk_id, intake.naam, intake.persoon = wijk.id if wijk else None, naam, persoon(naam, postcode)
    await kenmerken.werk_bij(session, intake)


def als_woorden(uitspraak: Uitspraak) -> dict[str, Any]:
    """An uitspraak as the history keeps it."""
    return {deel: getattr(uitspraak, deel) for deel in ("leefgebied", "aspect", "tekst", "bron")}


async def _staat_er_nog(session: AsyncSession, intake: Intake, id_: int, was: str) -> tuple[Uitspraak, dict[str, Any]]:
    keuze = select(Uitspraak).where(Uitspraak.id == id_, Uitspraak.kenmerk == intake.kenmerk)
    uitspraak = await session.scalar(keuze)
    if uitspraak is None:
        if van(await correcties(session, intake.kenmerk), UITSPRAAK, str(id_)):
            raise Conflict("Een collega nam deze uitspraak net terug.")
        raise NietGevonden()
    voor = als_woorden(uitspraak)
    if was != merk(voor):
        raise Conflict(INTUSSEN)
    return uitspraak, voor


def _gekeurd(woorden: Woorden, laatste_bericht: int, reden: str) -> dict[str, Any]:
    tekst = weglaten.masker(woorden.tekst.strip())
    fouten = [] if woorden.leefgebied in LEEFGEBIEDEN else ["Kies waar het over gaat."]
    fouten += [] if woorden.aspect in ASPECTEN else ["Kies wat de inwoner daarover zegt."]
    fouten += [] if 0 < len(tekst) <= MAX_TEKST else ["Schrijf op wat de inwoner zei."]
    nummer_klopt = 0 <= woorden.bron <= laatste_bericht
    fouten += [] if nummer_klopt else [f"Vul een berichtnummer in tot en met {laatste_bericht}, of laat het leeg."]
    _weiger(fouten + _redenfouten(reden, verplicht=False))
    return {"leefgebied": woorden.leefgebied, "aspect": woorden.aspect, "tekst": tekst, "bron": woorden.bron}


def _antwoord(waarde: Any, bronnen: Sequence[int], wie: str) -> Antwoord:
    """Not validated yet: `veldfouten` does that."""
    status = BESPROKEN if waarde is not None else NIET_BESPROKEN
    return Antwoord.model_construct(
        waarde=waarde, status=status, bronnen=list(bronnen), door="medewerker", medewerker=wie
    )


def _waardefouten(veld: str, na: Antwoord, antwoorden: Antwoorden) -> list[str]:
    if na.waarde is None:
        return []
    if VELDEN[veld].alleen_voor_ander and antwoorden.get("voor_wie", {}).get("waarde") != "ander":
        return [ALLEEN_ANDER]
    return [UITLEG[VELDEN[veld].soort]] if veldfouten(veld, na) else []


def _redenfouten(reden: str, *, verplicht: bool) -> list[str]:
    if len(reden) > MAX_REDEN:
        return [f"De reden is te lang: hooguit {MAX_REDEN} tekens."]
    return ["Schrijf er kort bij waarom."] if verplicht and not reden.strip() else []


def _weiger(fouten: Sequence[str]) -> None:
    if fouten:
        raise OngeldigeInvoer(" ".join(fouten), fouten)


def _noteer(
    session: AsyncSession, intake: Intake, soort: str, wat: str, voor: Any, na: Any, wie: str, reden: str
) -> None:
    tekst = weglaten.masker(reden.strip()) or None
    session.add(
        Correctie(kenmerk=intake.kenmerk, soort=soort, wat=wat, voor=voor, na=na, reden=tekst, door=wie, op=nu())
    )
