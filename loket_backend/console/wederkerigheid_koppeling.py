"""Looking for somebody who can help, and the page of one match: asking both, noting, sharing, and how it goes."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import web
from multidict import MultiMapping
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.catalogus import LEEFGEBIEDEN
from loket_backend.console import dossier, zicht
from loket_backend.console import wederkerigheid_lezen as lezen
from loket_backend.console.gebruiker import GEBRUIKER
from loket_backend.console.intakes import daad
from loket_backend.console.pagina import lees_getal, naar, nummer
from loket_backend.console.pagina import toon as toon_pagina
from loket_backend.console.wederkerigheid import GROND, Mis, alle_wijken, keuzes
from loket_backend.errors import LoketFout, NietGevonden
from loket_backend.gesprek.hub import HUB
from loket_backend.intake.api import DATABASE
from loket_backend.intake.models import Intake, Uitspraak
from loket_backend.tijd import DAGEN
from loket_backend.toegang.audit import leg_vast
from loket_backend.wederkerigheid import delen, koppelen, koppelstap, koppelvragen, verloop
from loket_backend.wederkerigheid.koppelen import Wens
from loket_backend.wederkerigheid.koppelstap import Hoe
from loket_backend.wederkerigheid.stand import BIEDER
from loket_backend.wederkerigheid.woorden import TALEN
from loket_backend.wederkerigheid.zoeken import kandidaten


async def toon_kandidaten(request: web.Request) -> web.Response:
    return await _kandidaten(request, request.query)


async def _kandidaten(request: web.Request, gegeven: MultiMapping[Any], fout: LoketFout | None = None) -> web.Response:
    """Without a name: each whose offer is shown goes into the audit trail."""
    wie = request[GEBRUIKER]
    async with request.app[DATABASE].schrijf() as session:
        intake = await dossier.zoek(session, wie, request.match_info["kenmerk"])
        wens = _wens(gegeven, await _eerste_nodig(session, intake.kenmerk))
        leg_vast(session, wie.id, "gezocht naar wie kan helpen", intake.kenmerk, zicht.grond(wie, intake))
        gevonden = await kandidaten(session, intake, wens)
        for kandidaat in gevonden:
            leg_vast(session, wie.id, "aanbod gelezen", kandidaat.bijdrage.kenmerk, GROND)
        wijken = await alle_wijken(session)
    inhoud = {"intake": intake, "wens": wens, "kandidaten": gevonden, "fout": fout, **keuzes(wijken)}
    return await toon_pagina(request, "wederkerigheid_kandidaten.html", inhoud, status=fout.status if fout else 200)


async def _eerste_nodig(session: AsyncSession, kenmerk: str) -> str:
    """What somebody looks for who did not say what: the first thing that was asked for."""
    nodig = select(Uitspraak.leefgebied).where(Uitspraak.kenmerk == kenmerk, Uitspraak.aspect == "nodig")
    return await session.scalar(nodig.order_by(Uitspraak.id).limit(1)) or next(iter(LEEFGEBIEDEN))


def _wens(gegeven: MultiMapping[Any], standaard: str = "") -> Wens:
    """What is not known does not count. Raises NietGevonden for a leefgebied that is none."""
    gebied = str(gegeven.get("leefgebied", standaard))
    if gebied not in LEEFGEBIEDEN:
        raise NietGevonden()
    dagen = {lees_getal(dag, 1) for dag in gegeven.getall("dagen", [])}
    return Wens(
        gebied,
        tuple(dag for dag in range(len(DAGEN)) if dag in dagen),
        tuple(taal for taal in TALEN if taal in gegeven.getall("talen", [])),
    )


async def koppel(request: web.Request) -> web.Response:
    """A person chooses; nobody is asked yet."""
    formulier, wie = await request.post(), request[GEBRUIKER]
    wens, bijdrage_id = _wens(formulier), lees_getal(formulier.get("bijdrage"))
    try:
        async with daad(request, "iemand gekozen die kan helpen") as (session, intake):
            if bijdrage_id is None:
                raise NietGevonden()
            koppeling = await koppelen.koppel(session, intake, bijdrage_id, wens, wie.id)
            bieder = await koppelvragen.kenmerk_van(session, koppeling, BIEDER)
            leg_vast(session, wie.id, "gekozen om te helpen", bieder, GROND)
    except LoketFout as fout:
        if isinstance(fout, NietGevonden):
            raise
        return await _kandidaten(request, formulier, fout)
    return naar(f"/console/koppelingen/{koppeling.id}")


async def toon(request: web.Request) -> web.Response:
    return await _blad(request)


async def _blad(request: web.Request, mis: Mis | None = None) -> web.Response:
    wie = request[GEBRUIKER]
    async with request.app[DATABASE].schrijf() as session:
        blad = await lezen.koppelblad(session, wie, nummer(request, "id"))
        for intake in blad.zichtbaar:
            leg_vast(session, wie.id, "koppeling gelezen", intake.kenmerk, zicht.grond(wie, intake))
    inhoud = {"blad": blad, "mis": mis, **keuzes([])}
    return await toon_pagina(request, "wederkerigheid_koppeling.html", inhoud, status=mis.fout.status if mis else 200)


@asynccontextmanager
async def _daad(request: web.Request, wat: str, kant: str | None = None) -> AsyncIterator[tuple[AsyncSession, int]]:
    """One transaction on a koppeling that this person may see, with a line for both dossiers. `kant`: only who may see that dossier.

    Raises the same NietGevonden for what is absent and for what this person may not see.
    """
    wie, id_ = request[GEBRUIKER], nummer(request, "id")
    async with request.app[DATABASE].lees() as session:
        blad = await lezen.koppelblad(session, wie, id_)
    if not blad.ziet(kant):
        raise NietGevonden()
    gronden = {intake.kenmerk: zicht.grond(wie, intake) for intake in blad.zichtbaar}
    async with request.app[DATABASE].schrijf() as session:
        yield session, id_
        for kenmerk in (blad.koppeling.kenmerk, blad.bijdrage.kenmerk):
            leg_vast(session, wie.id, wat, kenmerk, gronden.get(kenmerk, GROND))


async def vraag(request: web.Request) -> web.Response:
    """One side, in its own chat."""
    formulier = await request.post()
    try:
        async with _daad(request, "gevraagd of het mag") as (session, id_):
            k = await koppelvragen.vergrendel(session, id_, str(formulier.get("kant", "")))
            await koppelvragen.vraag(session, k, request[GEBRUIKER].id)
    except LoketFout as fout:
        return await _geweigerd(request, "vraag", formulier, fout)
    return _klaar(request, k.intake)


async def noteer_antwoord(request: web.Request) -> web.Response:
    """What one side said on the phone or on paper: only who may see that dossier spoke with them."""
    formulier = await request.post()
    kant, antwoord, weg, deelt = (str(formulier.get(veld, "")) for veld in ("kant", "antwoord", "weg", "deelt"))
    try:
        async with _daad(request, "antwoord genoteerd", kant) as (session, id_):
            k = await koppelvragen.vergrendel(session, id_, kant)
            hoe = Hoe(request[GEBRUIKER].id, weg, toelichting=str(formulier.get("toelichting", "")))
            await koppelvragen.noteer(session, k, antwoord, deelt, hoe)
    except LoketFout as fout:
        return await _geweigerd(request, f"antwoord-{kant}", formulier, fout)
    return _klaar(request, k.intake)


async def deel(request: web.Request) -> web.Response:
    """Each side reads in their own chat what the other agreed to give."""
    try:
        async with _daad(request, "gegevens gedeeld") as (session, id_):
            tweetal = await delen.vergrendel(session, id_)
            await delen.deel(session, tweetal, request[GEBRUIKER].id)
    except LoketFout as fout:
        return await _geweigerd(request, "gegevens", await request.post(), fout)
    return _klaar(request, *tweetal.intakes.values())


async def leg_uitkomst_vast(request: web.Request) -> web.Response:
    formulier = await request.post()
    try:
        async with _daad(request, "hoe het gaat genoteerd") as (session, id_):
            koppeling = await koppelstap.vergrendel(session, id_)
            vrager = await session.get_one(Intake, koppeling.kenmerk)
            hoe = _met_notitie(request, formulier)
            uitkomst = str(formulier.get("uitkomst", ""))
            await verloop.leg_uitkomst_vast(session, koppeling, vrager.gesprek_id, uitkomst, hoe)
    except LoketFout as fout:
        return await _geweigerd(request, "verloop", formulier, fout)
    return _klaar(request)


async def noteer(request: web.Request) -> web.Response:
    formulier = await request.post()
    try:
        async with _daad(request, "notitie bij koppeling") as (session, id_):
            hoe = _met_notitie(request, formulier)
            verloop.controleer_notitie(hoe.toelichting, verplicht=True)
            koppelstap.noteer(session, await koppelstap.vergrendel(session, id_), hoe)
    except LoketFout as fout:
        return await _geweigerd(request, "notitie", formulier, fout)
    return _klaar(request)


def _met_notitie(request: web.Request, formulier: Mapping[str, Any]) -> Hoe:
    return Hoe(request[GEBRUIKER].id, toelichting=str(formulier.get("notitie", "")))


async def _geweigerd(request: web.Request, welk: str, gegeven: MultiMapping[Any], fout: LoketFout) -> web.Response:
    if isinstance(fout, NietGevonden):
        raise fout
    return await _blad(request, Mis(welk, gegeven, fout))


def _klaar(request: web.Request, *intakes: Intake) -> web.Response:
    """Whoever has one of these chats open sees it at once."""
    for intake in intakes:
        request.app[HUB].meld(intake.gesprek_id)
    return naar(f"/console/koppelingen/{nummer(request, 'id')}")
