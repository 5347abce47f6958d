"""The people of the loket: who works here, in which role and wijk, and a password to begin with."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from aiohttp import web
from aiohttp_session import get_session
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend import wijziging
from loket_backend.console import beheer_formulier as formulier
from loket_backend.console import beheer_verloop
from loket_backend.console.beheer_formulier import WEIGERING, Gegeven, Invoer
from loket_backend.console.gebruiker import GEBRUIKER
from loket_backend.console.pagina import naar, toon
from loket_backend.gesprek.models import MENS, Gesprek
from loket_backend.intake.api import DATABASE
from loket_backend.intake.service import lasten
from loket_backend.tijd import DAGEN
from loket_backend.toegang import sessies
from loket_backend.toegang.wachtwoorden import versleutel
from loket_backend.toewijzing import medewerkerbeheer
from loket_backend.toewijzing.medewerkerbeheer import Gegevens, Lopend
from loket_backend.toewijzing.models import Medewerker, Wijk

LIJST = "/console/beheer/medewerkers"
# In the session, until the page showed it: whose it is, and the password.
EENMALIG = "eenmalig_wachtwoord"
NIEUW = {"rol": ["medewerker"], "werkdagen": list(DAGEN[:5]), "caseload_max": ["40"]}


async def toon_lijst(request: web.Request) -> web.Response:
    async with request.app[DATABASE].lees() as session:
        mensen = list(await session.scalars(select(Medewerker).order_by(Medewerker.actief.desc(), Medewerker.naam)))
        regels = [(m, await medewerkerbeheer.gegevens(session, m)) for m in mensen]
        inhoud = {
            "regels": regels,
            "wijken": await _wijken(session),
            "lasten": await lasten(session),
            "bewaard": "bewaard" in request.query,
        }
    return await toon(request, "beheer_medewerkers.html", inhoud)


async def toon_nieuw(request: web.Request) -> web.Response:
    return await _nieuw(request, Invoer(NIEUW))


async def voeg_toe(request: web.Request) -> web.Response:
    gegeven = await formulier.lees(request)
    try:
        async with request.app[DATABASE].schrijf() as session:
            medewerker_id = await medewerkerbeheer.voeg_toe(session, request[GEBRUIKER].id, gegeven)
    except WEIGERING as fout:
        return await _nieuw(request, Invoer.geweigerd(gegeven, fout))
    return naar(f"{LIJST}/{medewerker_id}?bewaard=1")


async def toon_een(request: web.Request) -> web.Response:
    async with request.app[DATABASE].lees() as session:
        medewerker = await medewerkerbeheer.haal(session, formulier.sleutel(request))
        gegeven = await medewerkerbeheer.gegevens(session, medewerker)
    return await _een(request, Invoer(_als_formulier(gegeven)))


async def wijzig(request: web.Request) -> web.Response:
    """Who becomes inactive is logged out everywhere."""
    gegeven, medewerker_id = await formulier.lees(request), formulier.sleutel(request)
    try:
        async with request.app[DATABASE].schrijf() as session:
            wie, versie = request[GEBRUIKER].id, formulier.versie(gegeven)
            over = await _lopend(session, medewerker_id)
            await medewerkerbeheer.wijzig(session, wie, medewerker_id, gegeven, over, versie)
            if "actief" not in gegeven:
                await sessies.beeindig(session, medewerker_id)
    except WEIGERING as fout:
        return await _een(request, Invoer.geweigerd(gegeven, fout))
    return naar(f"{LIJST}/{medewerker_id}?bewaard=1")


async def geef_wachtwoord(request: web.Request) -> web.Response:
    """Made here and shown once, on the next page. Who still had a session with the old one is logged out."""
    medewerker_id, nieuw = formulier.sleutel(request), medewerkerbeheer.verzin_wachtwoord()
    hash = await versleutel(nieuw)
    try:
        async with request.app[DATABASE].schrijf() as session:
            await medewerkerbeheer.zet_wachtwoord(session, request[GEBRUIKER].id, medewerker_id, hash)
            await sessies.beeindig(session, medewerker_id)
    except WEIGERING as fout:
        async with request.app[DATABASE].lees() as session:
            stand = await medewerkerbeheer.gegevens(session, await medewerkerbeheer.haal(session, medewerker_id))
        return await _een(request, Invoer(_als_formulier(stand), {}, fout.detail, fout.status))
    (await get_session(request))[EENMALIG] = {"wie": medewerker_id, "wachtwoord": nieuw}
    return naar(f"{LIJST}/{medewerker_id}#wachtwoord")


async def _lopend(session: AsyncSession, medewerker_id: str) -> Lopend:
    gesprekken = select(func.count()).where(Gesprek.status == MENS, Gesprek.medewerker_id == medewerker_id)
    dossiers = (await lasten(session)).get(medewerker_id, 0)
    return Lopend(dossiers, await session.scalar(gesprekken) or 0)


async def _wijken(session: AsyncSession) -> Mapping[str, str]:
    return {wijk.id: wijk.naam for wijk in await session.scalars(select(Wijk).order_by(Wijk.naam))}


async def _nieuw(request: web.Request, invoer: Invoer) -> web.Response:
    async with request.app[DATABASE].lees() as session:
        inhoud = {"invoer": invoer, "wijken": await _wijken(session), "dagen": DAGEN}
    return await toon(request, "beheer_medewerker_nieuw.html", inhoud, status=invoer.status)


async def _een(request: web.Request, invoer: Invoer) -> web.Response:
    async with request.app[DATABASE].lees() as session:
        medewerker = await medewerkerbeheer.haal(session, formulier.sleutel(request))
        inhoud: dict[str, Any] = {
            "medewerker": medewerker,
            "invoer": invoer,
            "wijken": await _wijken(session),
            "dagen": DAGEN,
            "lopend": await _lopend(session, medewerker.id),
            "versie": await wijziging.versie(session, wijziging.MEDEWERKER, medewerker.id),
            "veranderingen": await beheer_verloop.lees(session, wijziging.MEDEWERKER, medewerker.id),
            "eenmalig": await _eenmalig(request, medewerker.id),
            "bewaard": "bewaard" in request.query,
        }
    return await toon(request, "beheer_medewerker.html", inhoud, status=invoer.status)


async def _eenmalig(request: web.Request, medewerker_id: str) -> str | None:
    """The new password, the first time that the page is asked for."""
    sessie = await get_session(request)
    gegeven = sessie.get(EENMALIG)
    if not gegeven or gegeven["wie"] != medewerker_id:
        return None
    del sessie[EENMALIG]
    return str(gegeven["wachtwoord"])


def _als_formulier(gegeven: Gegevens) -> Gegeven:
    return {
        "naam": [gegeven.naam],
        "functie": [gegeven.functie],
        "rol": [gegeven.rol],
        "login": [gegeven.login or ""],
        "wijken": list(gegeven.wijken),
        "werkdagen": [DAGEN[dag] for dag in gegeven.werkdagen],
        "caseload_max": [str(gegeven.caseload_max)],
        "actief": ["ja"] if gegeven.actief else [],
    }
