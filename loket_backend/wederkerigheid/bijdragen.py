"""Writing down what a resident can do for another, and what they said about it. Nothing is matched without their consent.

Every function works in the caller's transaction. Who changes a bijdrage holds it locked, after the conversation and the intake.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.catalogus import LEEFGEBIEDEN
from loket_backend.errors import NietGevonden, OngeldigeInvoer
from loket_backend.gesprek.invoer import schoon
from loket_backend.gesprek.taken import maak_taak
from loket_backend.intake.models import Intake, Uitspraak
from loket_backend.rondes.models import WEGEN
from loket_backend.tijd import DAGEN, nu
from loket_backend.toewijzing.models import Wijk
from loket_backend.wederkerigheid import koppelstap
from loket_backend.wederkerigheid.koppelstap import TAAK_ANTWOORD, Hoe
from loket_backend.wederkerigheid.mensen import zonder_gegevens
from loket_backend.wederkerigheid.models import Bijdrage, Bijdragestap, Bijdragewijk, Koppeling
from loket_backend.wederkerigheid.stand import (
    ACTIEF,
    BESCHIKBAAR,
    BIJDRAGE_MAG,
    GEPAUZEERD,
    MAAK,
    STEM_TOE,
    TREK_IN,
    VRAAG,
    WIJZIG,
    volgende,
)
from loket_backend.wederkerigheid.woorden import BEREIK, EIGEN_WIJK, TALEN, WIJKEN

MAX_WAT, MAX_TOELICHTING, MAX_HOOGSTENS = 300, 1000, 20
# What a resident said, or a medewerker decided, that ends the consent in force.
_ZONDER_TOESTEMMING = frozenset({TREK_IN, WIJZIG})


@dataclass(frozen=True)
class Inhoud:
    """What can be filled in. `dagen`: weekday numbers; `wijken`: ids, only with the bereik WIJKEN."""

    leefgebied: str
    wat: str
    dagen: Sequence[int] = ()
    bereik: str = EIGEN_WIJK
    wijken: Sequence[str] = ()
    talen: Sequence[str] = ("nl",)
    hoogstens: int | None = 1


async def vergrendel(session: AsyncSession, bijdrage_id: int, kenmerk: str | None = None) -> Bijdrage:
    """Raises NietGevonden, also when it is not of this dossier."""
    bijdrage = await session.get(Bijdrage, bijdrage_id, with_for_update=True, populate_existing=True)
    if bijdrage is None or kenmerk not in (None, bijdrage.kenmerk):
        raise NietGevonden()
    return bijdrage


async def maak(
    session: AsyncSession, intake: Intake, inhoud: Inhoud, wie: str, uitspraak_id: int | None = None
) -> Bijdrage:
    """Raises OngeldigeInvoer that names every fault, NietGevonden for an uitspraak of another dossier."""
    geldig = await _geldig(session, intake, inhoud)
    if uitspraak_id is not None:
        await _eigen_aanbod(session, intake.kenmerk, uitspraak_id)
    bijdrage = Bijdrage(kenmerk=intake.kenmerk, uitspraak_id=uitspraak_id, stand_sinds=nu(), **_kolommen(geldig))
    session.add(bijdrage)
    await session.flush()
    await _zet_wijken(session, bijdrage, geldig)
    _schrijf(session, bijdrage, MAAK, None, bijdrage.stand, Hoe(wie))
    return bijdrage


async def _eigen_aanbod(session: AsyncSession, kenmerk: str, uitspraak_id: int) -> None:
    eigen = select(Uitspraak.id).where(
        Uitspraak.id == uitspraak_id, Uitspraak.kenmerk == kenmerk, Uitspraak.aspect == "aanbod"
    )
    if await session.scalar(eigen) is None:
        raise NietGevonden()


async def wijzig(session: AsyncSession, intake: Intake, bijdrage: Bijdrage, inhoud: Inhoud, wie: str) -> None:
    """Other words than the resident agreed to ask their consent anew. Raises OngeldigeInvoer, Conflict."""
    geldig = await _geldig(session, intake, inhoud)
    andere_woorden = (geldig.wat, geldig.leefgebied) != (bijdrage.wat, bijdrage.leefgebied)
    if andere_woorden:
        await zet(session, bijdrage, WIJZIG, Hoe(wie))
    else:
        _schrijf(session, bijdrage, WIJZIG, bijdrage.stand, bijdrage.stand, Hoe(wie))
    for kolom, waarde in _kolommen(geldig).items():
        setattr(bijdrage, kolom, waarde)
    await _zet_wijken(session, bijdrage, geldig)


def _kolommen(inhoud: Inhoud) -> dict[str, object]:
    return {
        "leefgebied": inhoud.leefgebied,
        "wat": inhoud.wat,
        "dagen": sorted(set(inhoud.dagen)),
        "bereik": inhoud.bereik,
        "talen": list(inhoud.talen),
        "hoogstens": inhoud.hoogstens,
    }


async def _zet_wijken(session: AsyncSession, bijdrage: Bijdrage, inhoud: Inhoud) -> None:
    await session.execute(delete(Bijdragewijk).where(Bijdragewijk.bijdrage_id == bijdrage.id))
    if inhoud.bereik == WIJKEN:
        session.add_all(Bijdragewijk(bijdrage_id=bijdrage.id, wijk_id=w) for w in sorted(set(inhoud.wijken)))
    await session.flush()


async def _geldig(session: AsyncSession, intake: Intake, inhoud: Inhoud) -> Inhoud:
    bestaand = set(await session.scalars(select(Wijk.id)))
    fouten = [fout for fout in _fouten(inhoud, bestaand) if fout]
    try:
        zonder_gegevens(inhoud.wat, intake)
    except OngeldigeInvoer as fout:
        fouten += fout.fouten
    if fouten:
        raise OngeldigeInvoer("Niet alles is goed ingevuld.", fouten)
    return Inhoud(**{**vars(inhoud), "wat": schoon(inhoud.wat)})


def _fouten(inhoud: Inhoud, wijken: set[str]) -> list[str]:
    wat, hoogstens = inhoud.wat.strip(), inhoud.hoogstens
    kies_wijk = inhoud.bereik == WIJKEN and not (inhoud.wijken and set(inhoud.wijken) <= wijken)
    return [
        "" if inhoud.leefgebied in LEEFGEBIEDEN else "leefgebied: Kies waar het over gaat.",
        "" if wat else "wat: Schrijf op wat de inwoner voor een ander kan doen.",
        "" if len(wat) <= MAX_WAT else f"wat: De tekst is te lang: hooguit {MAX_WAT} tekens.",
        "" if set(inhoud.dagen) <= set(range(len(DAGEN))) else "dagen: Kies dagen uit de lijst.",
        "" if inhoud.bereik in BEREIK else "bereik: Kies waar de inwoner wil helpen.",
        "wijken: Kies een of meer wijken uit de lijst." if kies_wijk else "",
        "" if inhoud.talen and set(inhoud.talen) <= TALEN.keys() else "talen: Kies een of meer talen.",
        ""
        if hoogstens is not None and 1 <= hoogstens <= MAX_HOOGSTENS
        else f"hoogstens: Vul een getal in van 1 tot en met {MAX_HOOGSTENS}.",
    ]


async def zet(session: AsyncSession, bijdrage: Bijdrage, gebeurtenis: str, hoe: Hoe) -> None:
    """One step. Consent comes with STEM_TOE and ends with TREK_IN and WIJZIG; then what was not shared yet does not go on.

    Raises Conflict when the table does not allow it, OngeldigeInvoer for a yes without the way it was given.
    """
    van, naar = bijdrage.stand, volgende(BIJDRAGE_MAG, bijdrage.stand, gebeurtenis)
    _controleer(hoe)
    if gebeurtenis == STEM_TOE:
        _geef_toestemming(bijdrage, hoe)
    if gebeurtenis == VRAAG:
        bijdrage.ronde += 1
    bijdrage.stand, bijdrage.stand_sinds = naar, nu()
    if gebeurtenis in _ZONDER_TOESTEMMING:
        _neem_toestemming_weg(bijdrage)
    _schrijf(session, bijdrage, gebeurtenis, van, naar, hoe)
    await session.flush()
    if van in (BESCHIKBAAR, GEPAUZEERD) and gebeurtenis in _ZONDER_TOESTEMMING:
        await _laat_vallen(session, bijdrage, hoe)


def _controleer(hoe: Hoe) -> None:
    if len(hoe.toelichting) > MAX_TOELICHTING:
        raise OngeldigeInvoer("De toelichting is te lang.", [f"toelichting: hooguit {MAX_TOELICHTING} tekens."])


def _geef_toestemming(bijdrage: Bijdrage, hoe: Hoe) -> None:
    """Who gave it, when, how, and in which message: without that it is no consent (art. 7 lid 1 AVG)."""
    if hoe.weg not in WEGEN:
        raise OngeldigeInvoer("Kies hoe de inwoner antwoord gaf.", ["weg: Kies hoe de inwoner antwoord gaf."])
    bijdrage.toestemming_op, bijdrage.toestemming_weg = nu(), hoe.weg
    bijdrage.toestemming_door, bijdrage.toestemming_bericht = hoe.door, hoe.volgnummer


def _neem_toestemming_weg(bijdrage: Bijdrage) -> None:
    """As easily as it was given (art. 7 lid 3 AVG); that it was given stays in the history."""
    bijdrage.toestemming_op = bijdrage.toestemming_weg = None
    bijdrage.toestemming_door = bijdrage.toestemming_bericht = None


async def _laat_vallen(session: AsyncSession, bijdrage: Bijdrage, hoe: Hoe) -> None:
    """Who know each other already are not parted by the loket; the medewerker hears of it."""
    verder = await koppelstap.laat_vallen(session, bijdrage.id, hoe)
    if hoe.door_inwoner and any(k.stand in ACTIEF for k in verder):
        gesprek_id = await session.scalar(select(Intake.gesprek_id).where(Intake.kenmerk == bijdrage.kenmerk))
        await maak_taak(session, gesprek_id or "", TAAK_ANTWOORD, {})


def _schrijf(session: AsyncSession, bijdrage: Bijdrage, gebeurtenis: str, van: str | None, naar: str, hoe: Hoe) -> None:
    session.add(
        Bijdragestap(bijdrage_id=bijdrage.id, gebeurtenis=gebeurtenis, van=van, naar=naar, op=nu(), **hoe.als_rij())
    )


async def bezet(session: AsyncSession, bijdrage_id: int) -> int:
    """How many places are taken. Only with the bijdrage locked is it still true a moment later."""
    lopend = select(Koppeling.id).where(Koppeling.bijdrage_id == bijdrage_id, Koppeling.stand.in_(ACTIEF))
    return len(list(await session.scalars(lopend)))
