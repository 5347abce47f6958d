"""Pages of what residents can do for others: of the whole loket, and of one dossier. Writing it down, asking whether it may, noting an answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from aiohttp import web
from multidict import MultiMapping
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.catalogus import LEEFGEBIEDEN
from loket_backend.console import dossier, wederkerigheid_woorden, zicht
from loket_backend.console import wederkerigheid_lezen as lezen
from loket_backend.console.gebruiker import GEBRUIKER
from loket_backend.console.intakes import daad
from loket_backend.console.pagina import lees_getal, naar, nummer
from loket_backend.console.pagina import toon as toon_pagina
from loket_backend.errors import LoketFout, NietGevonden, OngeldigeInvoer
from loket_backend.gesprek import berichten
from loket_backend.gesprek.hub import HUB
from loket_backend.intake.api import DATABASE
from loket_backend.intake.models import Intake
from loket_backend.tijd import DAGEN
from loket_backend.toegang.audit import leg_vast
from loket_backend.toewijzing.models import Wijk
from loket_backend.wederkerigheid import bijdragen, toestemming
from loket_backend.wederkerigheid.bijdragen import Inhoud
from loket_backend.wederkerigheid.koppelstap import Hoe
from loket_backend.wederkerigheid.models import Bijdrage
from loket_backend.wederkerigheid.stand import HERVAT, PAUZEER
from loket_backend.wederkerigheid.woorden import BEREIK, TALEN

GROND = "wederkerigheid"


@dataclass(frozen=True)
class Mis:
    """A form that was refused: which one, what stood in it, and why; `fouten`: by field."""

    formulier: str
    gegeven: MultiMapping[Any]
    fout: LoketFout

    @property
    def fouten(self) -> dict[str, str]:
        return dict(fout.split(": ", 1) for fout in self.fout.fouten if ": " in fout)


def keuzes(wijken: list[Wijk]) -> Mapping[str, Any]:
    """What every form of this subject chooses from."""
    return {
        "ww": wederkerigheid_woorden,
        "DAGEN": list(enumerate(DAGEN)),
        "TALEN": TALEN,
        "BEREIK": BEREIK,
        "wijken": wijken,
    }


async def alle_wijken(session: AsyncSession) -> list[Wijk]:
    return list(await session.scalars(select(Wijk).order_by(Wijk.naam)))


async def toon(request: web.Request) -> web.Response:
    """All of the loket that this person may know of; each dossier in the list goes into the audit trail."""
    wie, filter_ = request[GEBRUIKER], _filter(request.query)
    async with request.app[DATABASE].schrijf() as session:
        koppel = filter_.lijst == "koppelingen"
        regels: list[Any] = list(await (lezen.koppelinglijst if koppel else lezen.bijdragen)(session, wie, filter_))
        for kenmerk in _kenmerken(regels[: lezen.PER_PAGINA]):
            leg_vast(session, wie.id, "lijst", kenmerk, GROND)
        wijken = await alle_wijken(session)
    verder = len(regels) > lezen.PER_PAGINA
    inhoud = {"filter": filter_, "regels": regels[: lezen.PER_PAGINA], "verder": verder, **keuzes(wijken)}
    return await toon_pagina(request, "wederkerigheid.html", inhoud)


def _filter(vraag: Mapping[str, str]) -> lezen.Filter:
    lijst = "bijdragen" if vraag.get("lijst") == "bijdragen" else "koppelingen"
    gebied = vraag.get("leefgebied", "")
    return lezen.Filter(
        lijst=lijst,
        leefgebied=gebied if gebied in LEEFGEBIEDEN else "",
        stand=vraag.get("stand", "") or lezen.OPEN,
        wijk=vraag.get("wijk", "")[:40],
        pagina=max(1, lees_getal(vraag.get("pagina"), 4) or 1),
    )


def _kenmerken(regels: list[Any]) -> list[str]:
    """Of every dossier in the list, also of those of which only the offer is shown."""
    gezien: list[str | None] = []
    for regel in regels:
        gezien += [regel.bijdrage.kenmerk] if isinstance(regel, lezen.Bijdrageregel) else [regel.bieder, regel.vrager]
    return sorted({kenmerk for kenmerk in gezien if kenmerk})


async def toon_dossier(request: web.Request) -> web.Response:
    return await _dossier(request)


async def _dossier(request: web.Request, mis: Mis | None = None) -> web.Response:
    wie = request[GEBRUIKER]
    async with request.app[DATABASE].schrijf() as session:
        intake = await dossier.zoek(session, wie, request.match_info["kenmerk"])
        leg_vast(session, wie.id, "wederkerigheid gelezen", intake.kenmerk, zicht.grond(wie, intake))
        blad = await lezen.dossierblad(session, wie, intake)
        wijken = await alle_wijken(session)
    uit = lees_getal(request.query.get("uit"))
    bron = next((u for u in blad.aanbod if u.id == uit), None)
    inhoud = {"intake": intake, "blad": blad, "bron": bron, "mis": mis, **keuzes(wijken)}
    return await toon_pagina(request, "wederkerigheid_dossier.html", inhoud, status=mis.fout.status if mis else 200)


async def maak(request: web.Request) -> web.Response:
    formulier = await request.post()
    try:
        async with daad(request, "bijdrage opgeschreven") as (session, intake):
            uit = lees_getal(formulier.get("uitspraak"))
            await bijdragen.maak(session, intake, _inhoud(formulier), request[GEBRUIKER].id, uit)
    except LoketFout as fout:
        return await _geweigerd(request, "nieuw", formulier, fout)
    return _terug(request)


async def wijzig(request: web.Request) -> web.Response:
    formulier, id_ = await request.post(), nummer(request, "id")
    try:
        async with daad(request, "bijdrage gewijzigd") as (session, intake):
            bijdrage = await bijdragen.vergrendel(session, id_, intake.kenmerk)
            await bijdragen.wijzig(session, intake, bijdrage, _inhoud(formulier), request[GEBRUIKER].id)
            await toestemming.sluit_zonder_vraag(session, intake.gesprek_id, bijdrage)
    except LoketFout as fout:
        return await _geweigerd(request, f"wijzig-{id_}", formulier, fout)
    return _terug(request)


def _inhoud(formulier: MultiMapping[Any]) -> Inhoud:
    """What was typed; a number that is none counts as missing."""
    dagen = [lees_getal(dag, 2) for dag in formulier.getall("dagen", [])]
    return Inhoud(
        leefgebied=str(formulier.get("leefgebied", "")),
        wat=str(formulier.get("wat", "")),
        dagen=[-1 if dag is None else dag for dag in dagen],
        bereik=str(formulier.get("bereik", "")),
        wijken=[str(wijk) for wijk in formulier.getall("wijken", [])],
        talen=[str(taal) for taal in formulier.getall("talen", [])],
        hoogstens=lees_getal(str(formulier.get("hoogstens", "")).strip(), 4),
    )


async def vraag(request: web.Request) -> web.Response:
    """In the resident's chat, in the name of the loket."""
    id_ = nummer(request, "id")
    try:
        async with daad(request, "toestemming gevraagd") as (session, intake):
            bijdrage = await bijdragen.vergrendel(session, id_, intake.kenmerk)
            gesprek = await berichten.vergrendel(session, intake.gesprek_id)
            await toestemming.vraag(session, gesprek, intake, bijdrage, request[GEBRUIKER].id)
    except LoketFout as fout:
        return await _geweigerd(request, f"antwoord-{id_}", await request.post(), fout)
    request.app[HUB].meld(intake.gesprek_id)
    return _terug(request)


async def noteer(request: web.Request) -> web.Response:
    """What the resident said on the phone or on paper, under the name of who wrote it down."""
    formulier, id_ = await request.post(), nummer(request, "id")
    try:
        gebeurtenis, weg = _antwoord(formulier)
        hoe = Hoe(request[GEBRUIKER].id, weg, toelichting=str(formulier.get("toelichting", "")))
        intake = await _zet(request, id_, "toestemming genoteerd", gebeurtenis, hoe)
    except LoketFout as fout:
        return await _geweigerd(request, f"antwoord-{id_}", formulier, fout)
    request.app[HUB].meld(intake.gesprek_id)
    return _terug(request)


def _antwoord(formulier: Mapping[str, Any]) -> tuple[str, str]:
    antwoord, weg = str(formulier.get("antwoord", "")), str(formulier.get("weg", ""))
    fouten = [] if antwoord in wederkerigheid_woorden.BIJDRAGEANTWOORD else ["antwoord: Kies wat de inwoner zei."]
    if weg not in wederkerigheid_woorden.WEG:
        fouten.append("weg: Kies hoe de inwoner antwoord gaf.")
    if fouten:
        raise OngeldigeInvoer("Niet alles is goed ingevuld.", fouten)
    return antwoord, weg


async def zet_stand(request: web.Request) -> web.Response:
    """Not for a while, or again."""
    formulier, id_ = await request.post(), nummer(request, "id")
    gebeurtenis = str(formulier.get("stand", ""))
    try:
        if gebeurtenis not in (PAUZEER, HERVAT):
            raise OngeldigeInvoer("Kies wat er met dit aanbod moet gebeuren.", ["stand: onbekend"])
        await _zet(request, id_, "bijdrage gepauzeerd of hervat", gebeurtenis, Hoe(request[GEBRUIKER].id))
    except LoketFout as fout:
        return await _geweigerd(request, f"antwoord-{id_}", formulier, fout)
    return _terug(request)


async def _zet(request: web.Request, id_: int, wat: str, gebeurtenis: str, hoe: Hoe) -> Intake:
    async with daad(request, wat) as (session, intake):
        bijdrage: Bijdrage = await bijdragen.vergrendel(session, id_, intake.kenmerk)
        gesprek = await berichten.vergrendel(session, intake.gesprek_id)
        await toestemming.noteer(session, gesprek, intake, bijdrage, gebeurtenis, hoe)
    return intake


async def _geweigerd(request: web.Request, welk: str, gegeven: MultiMapping[Any], fout: LoketFout) -> web.Response:
    if isinstance(fout, NietGevonden):
        raise fout
    return await _dossier(request, Mis(welk, gegeven, fout))


def _terug(request: web.Request) -> web.Response:
    return naar(f"/console/intakes/{request.match_info['kenmerk']}/wederkerigheid")
