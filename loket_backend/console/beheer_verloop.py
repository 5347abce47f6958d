"""Who changed what, when, and what stood there before: the history under every page of the beheer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend import wijziging
from loket_backend.console import woorden
from loket_backend.toewijzing.inrichting import DOOR
from loket_backend.toewijzing.models import Medewerker
from loket_backend.wijziging import Wijziging

VELDEN = {
    "caseload_max": "Dossiers tegelijk",
    "login": "Inlognaam",
    "rol": "Rol",
    "functie": "Functie",
    "naam": "Naam",
    "actief": "Actief",
    "tel": "Belt",
    "gecontroleerd_op": "Nagekeken op",
    "feestdagen_dicht": "Dicht op feestdagen",
    "gesloten": "Dagen dicht",
    "open": "Dagen extra open",
    "week": "Week",
    "dagen": "Dagen",
    "wachtwoord": "Wachtwoord",
    "voorbeeld": "Verzonnen voorbeeld",
    "bron": "Website",
    "plek": "Plek op de kaart",
    "balk": "Woorden in de balk",
    "partij_id": "Organisatie",
    "kosten_jaar": "Kosten per jaar",
    "alleen_leden": "Alleen voor leden",
}


@dataclass(frozen=True)
class Verandering:
    wat: str
    voor: str
    na: str


@dataclass(frozen=True)
class Regel:
    """One change. `soort`: "toegevoegd", "veranderd" or "verwijderd"."""

    op: datetime
    wie: str
    soort: str
    veranderingen: list[Verandering]


async def lees(session: AsyncSession, soort: str, sleutel: str = wijziging.ENIGE) -> list[Regel]:
    """The last changes of one thing, the newest first."""
    rijen = await wijziging.verloop(session, soort, sleutel)
    namen = await namen_van(session, {rij.door for rij in rijen})
    return [_regel(rij, namen) for rij in rijen]


async def namen_van(session: AsyncSession, wie: set[str]) -> dict[str, str]:
    """The names to the ids; what came from a file is called so."""
    gevonden = await session.execute(select(Medewerker.id, Medewerker.naam).where(Medewerker.id.in_(wie)))
    return {DOOR: "uit een bestand", **{sleutel: naam for sleutel, naam in gevonden}}


def _regel(rij: Wijziging, namen: Mapping[str, str]) -> Regel:
    soort = "toegevoegd" if rij.voor is None else "verwijderd" if rij.na is None else "veranderd"
    voor, na = rij.voor or {}, rij.na or {}
    velden = [veld for veld in {**voor, **na} if voor.get(veld) != na.get(veld)]
    return Regel(
        rij.op,
        namen.get(rij.door, rij.door),
        soort,
        [Verandering(label(v), leesbaar(v, voor.get(v)), leesbaar(v, na.get(v))) for v in velden],
    )


def label(veld: str) -> str:
    return VELDEN.get(veld, veld.replace("_", " ").capitalize())


def leesbaar(veld: str, waarde: Any) -> str:
    """A stored value in words."""
    if isinstance(waarde, bool):
        return "ja" if waarde else "nee"
    if isinstance(waarde, list):
        return ", ".join(_deel(deel) for deel in waarde) or "geen"
    if isinstance(waarde, dict):
        return "; ".join(f"{sleutel} {leesbaar('', deel)}" for sleutel, deel in waarde.items()) or "geen"
    if waarde is None or waarde == "":
        return "leeg"
    if veld == "gecontroleerd_op":
        return woorden.dag(date.fromisoformat(waarde))
    return woorden.woord(woorden.ROL, waarde) if veld == "rol" else str(waarde)


def _deel(deel: Any) -> str:
    """ "24 december 2026: kerstavond" for a day with what belongs to it."""
    if not isinstance(deel, dict):
        return str(deel)
    rest = deel.get("reden") or ", ".join(deel.get("tijden", []))
    return f"{woorden.dag(date.fromisoformat(deel['dag']))}: {rest}"
