"""Who becomes the fixed medewerker. Visible rules (toewijzing/regels.py); the reason is kept and shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.catalogus import LEEFGEBIEDEN
from loket_backend.toewijzing.models import Afwezigheid, Medewerker, Postcodegebied, Wijk, Wijklid
from loket_backend.toewijzing.regels import MINSTE_DOSSIERS, TOCH, Regels


@dataclass(frozen=True)
class Keuze:
    """The outcome: without a medewerker the intake goes to the coordinator's queue, and the reason says why."""

    medewerker: Medewerker | None
    reden: str


async def wijk_van(session: AsyncSession, postcode: str | None) -> Wijk | None:
    """The wijk of a postcode (1234AB), or None: an unknown postcode is never guessed."""
    if postcode is None:
        return None
    gebied = select(Postcodegebied.wijk_id).where(Postcodegebied.van <= postcode, Postcodegebied.tot >= postcode)
    return await session.scalar(select(Wijk).where(Wijk.id.in_(gebied)).order_by(Wijk.id).limit(1))


async def vergrendel(session: AsyncSession) -> None:
    """Two intakes at the same moment are assigned one after the other. SQLite has one writer already; PostgreSQL locks the rows."""
    await session.execute(select(Medewerker.id).order_by(Medewerker.id).with_for_update())


@dataclass(frozen=True)
class Zaak:
    """What the rules look at. `eerder`: who helped this person before; `leefgebieden`: where help was asked."""

    wijk: Wijk | None
    postcode: str | None
    eerder: str | None = None
    leefgebieden: frozenset[str] = frozenset()


async def kies(session: AsyncSession, zaak: Zaak, lasten: Mapping[str, int], dag: date, regels: Regels) -> Keuze:
    """The medewerker for one intake. `lasten`: open intakes by medewerker."""
    vorige = await session.get(Medewerker, zaak.eerder) if zaak.eerder and regels.eerdere_medewerker_eerst else None
    if vorige is not None and await kan(session, vorige, dag):
        return Keuze(vorige, "Kent deze inwoner al van een eerdere melding.")
    if zaak.wijk is None:
        onbekend = zaak.postcode is None
        return Keuze(None, "De postcode is niet bekend." if onbekend else "De postcode ligt buiten ons gebied.")
    for wijk in await _wijken(session, zaak.wijk, regels):
        mensen = [m for m in await _in_wijk(session, wijk) if await kan(session, m, dag)]
        if vrij := [m for m in mensen if _ruimte(m, lasten) > 0]:
            return _uit(vrij, zaak, wijk, lasten, regels)
    mensen = [m for m in await _in_wijk(session, zaak.wijk) if await kan(session, m, dag)]
    if regels.vol == TOCH and mensen:
        return Keuze(
            _eerste(mensen, lasten, regels), f"Niemand in {zaak.wijk.naam} heeft ruimte; dit is de minst volle."
        )
    return Keuze(None, f"Niemand in {zaak.wijk.naam} heeft nu ruimte.")


def _uit(vrij: Sequence[Medewerker], zaak: Zaak, wijk: Wijk, lasten: Mapping[str, int], regels: Regels) -> Keuze:
    """One of those with room: first who fits a preference of the rules, then by how the work is shared out."""
    waar = f"Werkt in {wijk.naam}" + (
        "" if zaak.wijk == wijk else f", want in {zaak.wijk.naam if zaak.wijk else '?'} is geen ruimte"
    )
    for voorkeur in regels.voorkeuren:
        passend = [m for m in vrij if m.functie.casefold() == voorkeur.functie.casefold()]
        if voorkeur.leefgebied in zaak.leefgebieden and passend:
            gekozen = _eerste(passend, lasten, regels)
            gebied = LEEFGEBIEDEN[voorkeur.leefgebied].lower()
            return Keuze(gekozen, f"{waar} en is {gekozen.functie}: er is hulp gevraagd bij {gebied}.")
    gekozen = _eerste(vrij, lasten, regels)
    if regels.verdeling == MINSTE_DOSSIERS:
        return Keuze(gekozen, f"{waar} en heeft daar de minste dossiers ({lasten.get(gekozen.id, 0)}).")
    return Keuze(gekozen, f"{waar} en heeft daar de meeste ruimte ({_ruimte(gekozen, lasten)} plekken).")


def _eerste(mensen: Sequence[Medewerker], lasten: Mapping[str, int], regels: Regels) -> Medewerker:
    if regels.verdeling == MINSTE_DOSSIERS:
        return min(mensen, key=lambda m: (lasten.get(m.id, 0), m.id))
    return max(mensen, key=lambda m: (_ruimte(m, lasten), m.id))


def _ruimte(medewerker: Medewerker, lasten: Mapping[str, int]) -> int:
    return medewerker.caseload_max - lasten.get(medewerker.id, 0)


async def _wijken(session: AsyncSession, wijk: Wijk, regels: Regels) -> list[Wijk]:
    """The wijk itself, and then where the rules look next."""
    buren = [await session.get(Wijk, id) for id in regels.buurwijken.get(wijk.id, ())]
    return [wijk, *(buur for buur in buren if buur is not None)]


async def _in_wijk(session: AsyncSession, wijk: Wijk) -> list[Medewerker]:
    leden = select(Wijklid.medewerker_id).where(Wijklid.wijk_id == wijk.id)
    vraag = select(Medewerker).where(Medewerker.id.in_(leden), Medewerker.rol == "medewerker").order_by(Medewerker.id)
    return list(await session.scalars(vraag))


async def kan(session: AsyncSession, medewerker: Medewerker, dag: date) -> bool:
    """Works here, has working days, and is not away today."""
    weg = select(Afwezigheid.id).where(
        Afwezigheid.medewerker_id == medewerker.id, Afwezigheid.van <= dag, Afwezigheid.tot >= dag
    )
    return medewerker.actief and bool(medewerker.werkdagen) and await session.scalar(weg.limit(1)) is None
