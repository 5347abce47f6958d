"""The pages on which one line of an arrangement is written, and help that is not needed because of it. Every save is a new version."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from typing import Any

from aiohttp import web
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.aanbod.models import Aanbod, Aanbodgebied
from loket_backend.arrangement import dienst, invoer, regels
from loket_backend.arrangement.dienst import Regel
from loket_backend.arrangement.invoer import Bekend
from loket_backend.console import arrangement_lezen as lezen
from loket_backend.console import arrangement_woorden, dossier, zicht
from loket_backend.console import beheer_formulier as formulier
from loket_backend.console.arrangement import NODIG, adres, basis_van
from loket_backend.console.beheer_formulier import WEIGERING, Gegeven, Invoer
from loket_backend.console.gebruiker import GEBRUIKER
from loket_backend.console.intakes import daad
from loket_backend.console.pagina import lees_getal, naar
from loket_backend.console.pagina import toon as toon_pagina
from loket_backend.errors import Conflict, NietGevonden, OngeldigeInvoer
from loket_backend.geld import toon_bedrag
from loket_backend.intake.api import DATABASE
from loket_backend.intake.models import Intake
from loket_backend.partijen.woorden import BEKOSTIGINGEN, VORMEN, ZONDER_GELD
from loket_backend.toegang.audit import leg_vast

NIEUW: Mapping[str, str] = {"keer": "1", "per": "week"}
_SLEUTEL = re.compile(r"[0-9a-f]{32}")


async def toon_nieuw(request: web.Request) -> web.Response:
    """With `?aanbod=` from an offer of the sociale kaart, with `?uitspraak=` from what the resident said to need."""
    return await _toon(request, None, None)


async def toon_regel(request: web.Request) -> web.Response:
    return await _toon(request, request.match_info["sleutel"], None)


async def voeg_toe(request: web.Request) -> web.Response:
    return await _bewaar(request, None)


async def wijzig(request: web.Request) -> web.Response:
    return await _bewaar(request, request.match_info["sleutel"])


async def _bewaar(request: web.Request, sleutel: str | None) -> web.Response:
    gegeven = await formulier.lees(request)
    ingevuld = {veld: waarden[0] for veld, waarden in gegeven.items()}
    if "reken" in gegeven:
        return await _reken(request, sleutel, gegeven, ingevuld)
    try:
        async with daad(request, "hulp in arrangement bewaard") as (session, intake):
            helpt, spaart = regels.van(await dienst.laatste(session, intake.kenmerk))
            regel = invoer.lees_regel(ingevuld, await _bekend(session, ingevuld), sleutel)
            _moet_er_zijn(helpt, sleutel, ingevuld)
            wie = request[GEBRUIKER].id
            await dienst.bewaar(session, intake, regels.met(helpt, regel), spaart, basis_van(ingevuld), wie)
    except WEIGERING as fout:
        return await _toon(request, sleutel, Invoer.geweigerd(gegeven, fout), botst=isinstance(fout, Conflict))
    return naar(f"{adres(intake.kenmerk)}?bewaard=1")


def _moet_er_zijn(helpt: list[Regel], sleutel: str | None, ingevuld: Mapping[str, str]) -> None:
    """A line that never was is not made by its address; one that a colleague took away comes back when it is saved again."""
    if sleutel is None or any(r.sleutel == sleutel for r in helpt):
        return
    if ingevuld.get("was_er") != "1" or not _SLEUTEL.fullmatch(sleutel):
        raise NietGevonden()


async def _reken(
    request: web.Request, sleutel: str | None, gegeven: dict[str, list[str]], ingevuld: Mapping[str, str]
) -> web.Response:
    """The form as it was typed, with the estimate in it; nothing is saved."""
    try:
        kosten = invoer.lees_schatting(ingevuld)
    except OngeldigeInvoer as fout:
        return await _toon(request, sleutel, Invoer.geweigerd(gegeven, fout))
    return await _toon(request, sleutel, Invoer({**gegeven, "kosten_jaar": [toon_bedrag(kosten)]}), geschat=kosten)


async def _bekend(session: AsyncSession, ingevuld: Mapping[str, str]) -> Bekend:
    partijen = await lezen.alle_partijen(session)
    aanbod = ingevuld.get("aanbod_id", "").strip()
    bestaat = await session.scalar(select(Aanbod.id).where(Aanbod.id == aanbod)) if aanbod else None
    return Bekend([p.id for p in partijen], [bestaat] if bestaat else [], [p.naam for p in partijen])


async def _toon(
    request: web.Request,
    sleutel: str | None,
    gegeven: Invoer | None,
    *,
    botst: bool = False,
    geschat: int | None = None,
) -> web.Response:
    wie = request[GEBRUIKER]
    async with request.app[DATABASE].schrijf() as session:
        intake = await dossier.zoek(session, wie, request.match_info["kenmerk"], dossier.MET_UITSPRAKEN)
        leg_vast(session, wie.id, "arrangement gelezen", intake.kenmerk, zicht.grond(wie, intake))
        laatste = await dienst.laatste(session, intake.kenmerk)
        staat = next((r for r in regels.van(laatste)[0] if r.sleutel == sleutel), None)
        if sleutel is not None and staat is None and gegeven is None:
            raise NietGevonden()
        begin = await _begin(session, request.query, intake) if sleutel is None else {}
        partijen = await lezen.alle_partijen(session)
        basis = laatste.nummer if laatste else 0
    velden = gegeven or Invoer(_als_gegeven({**NIEUW, **begin} if staat is None else als_formulier(staat)))
    inhoud: dict[str, Any] = {
        "intake": intake,
        "sleutel": sleutel,
        "invoer": velden,
        # Who typed on an older version keeps that number, until they have seen what a colleague made of it.
        "basis": basis if gegeven is None or botst else velden.een("basis"),
        "ander": _van_ander(staat, partijen) if botst else None,
        "botst": botst,
        "geschat": geschat,
        "gehoord": begin.get("citaat"),
        "partijen": [(p.id, p.naam) for p in partijen if (p.actief and p.levert) or p.id == velden.een("partij_id")],
        "vormen": list(VORMEN.items()),
        "bekostigingen": list(BEKOSTIGINGEN.items()),
        "perioden": list(arrangement_woorden.PERIODE.items()),
    }
    return await toon_pagina(request, "arrangement_regel.html", inhoud, status=velden.status)


def _van_ander(staat: Regel | None, partijen: Any) -> list[tuple[str, str]]:
    """The line as a colleague left it, by field; nothing when they took it away or never had it."""
    if staat is None:
        return []
    namen = {p.id: p.naam for p in partijen}
    woorden = arrangement_woorden
    return [(w, woorden.waarde(veld, getattr(staat, veld), namen)) for veld, w in woorden.VELD.items()]


async def _begin(session: AsyncSession, vraag: Mapping[str, str], intake: Intake) -> dict[str, str]:
    """What a new line starts with. Raises NietGevonden for an offer that is not there any more."""
    uit_nodig = _uit_nodig(intake, lees_getal(vraag.get("uitspraak")))
    return {**uit_nodig, **await _uit_aanbod(session, vraag["aanbod"], uit_nodig)} if vraag.get("aanbod") else uit_nodig


def _uit_nodig(intake: Intake, id_: int | None) -> dict[str, str]:
    gezegd = next((u for u in intake.uitspraken if u.id == id_ and u.aspect == NODIG), None)
    return {"leefgebied": gezegd.leefgebied, "doel": gezegd.tekst[:300], "citaat": gezegd.tekst} if gezegd else {}


async def _uit_aanbod(session: AsyncSession, id_: str, al: Mapping[str, str]) -> dict[str, str]:
    aanbod = await session.get(Aanbod, id_[:40])
    if aanbod is None or not aanbod.actief:
        raise NietGevonden("Dit aanbod is er niet meer. Begin een nieuwe regel, of zoek in de sociale kaart.")
    keuze = select(Aanbodgebied.leefgebied).where(Aanbodgebied.aanbod_id == aanbod.id).order_by(Aanbodgebied.leefgebied)
    gebieden = list(await session.scalars(keuze))
    past = al.get("leefgebied") if al.get("leefgebied") in gebieden or not gebieden else gebieden[0]
    return {
        "aanbod_id": aanbod.id,
        "wat": aanbod.naam,
        "vorm": aanbod.vorm,
        "bekostiging": aanbod.bekostiging,
        "partij_id": aanbod.partij_id or "",
        "leefgebied": past or "",
        "kosten_jaar": toon_bedrag(aanbod.kosten_jaar) if aanbod.kosten_jaar else "",
    }


def als_formulier(regel: Regel) -> dict[str, str]:
    """The line as it stands in the fields of its form."""
    kaal = {veld.name: getattr(regel, veld.name) for veld in fields(regel)}
    tekst = {veld: w.isoformat() if isinstance(w, date) else str(w) for veld, w in kaal.items() if w is not None}
    kosten = toon_bedrag(regel.kosten_jaar) if regel.bekostiging != ZONDER_GELD or regel.kosten_jaar else ""
    return {**tekst, "kosten_jaar": kosten, "buiten_regels": "1" if regel.buiten_regels else ""}


def _als_gegeven(velden: Mapping[str, str]) -> Gegeven:
    return {veld: [waarde] for veld, waarde in velden.items()}
