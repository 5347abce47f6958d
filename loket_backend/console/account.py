"""My account: where I am logged in, my password, and the state of my second factor."""

from __future__ import annotations

from collections.abc import Mapping

from aiohttp import web
from aiohttp_session import get_session

from loket_backend.console.browser import browser
from loket_backend.console.gebruiker import GEBRUIKER, houd_wakker
from loket_backend.console.inloggen import adres
from loket_backend.console.pagina import KOPPEN, naar
from loket_backend.console.pagina import toon as toon_pagina
from loket_backend.errors import LoketFout, NietAangemeld, NietGevonden, OngeldigeInvoer, TeVaak
from loket_backend.intake.api import DATABASE
from loket_backend.toegang import pogingen, sessies, tweede, wachtwoorden
from loket_backend.toegang.audit import leg_vast
from loket_backend.toegang.rechten import INLOGHULP, mag
from loket_backend.toewijzing.inrichting import MIN_LENGTE
from loket_backend.toewijzing.models import Medewerker

PAD = "/console/account"
MAX_LENGTE = 200
GEDAAN = {
    "wachtwoord": "Uw wachtwoord is veranderd. Op andere plekken bent u uitgelogd.",
    "sessie": "U bent daar uitgelogd.",
    "code-uit": "Inloggen met een code staat nu uit.",
}


async def toon(request: web.Request, fouten: Mapping[str, str] | None = None, status: int = 200) -> web.Response:
    wie, eigen = request[GEBRUIKER], await _eigen(request)
    async with request.app[DATABASE].lees() as session:
        inhoud = {
            "sessies": [(s, browser(s.agent), s.id == eigen) for s in await sessies.lopende(session, wie.id)],
            "code_aan": await tweede.is_aan(session, wie.id),
            "herstelcodes": await tweede.herstelcodes_over(session, wie.id),
            "helpt": mag(wie.rol, INLOGHULP),
        }
    rand = {"fouten": fouten or {}, "gedaan": GEDAAN.get(request.query.get("gedaan", ""), ""), "min": MIN_LENGTE}
    return await toon_pagina(request, "account.html", {**inhoud, **rand}, status=status)


async def verander_wachtwoord(request: web.Request) -> web.Response:
    """Ends every other session: whoever knew the old password is out."""
    formulier, wie = await request.post(), request[GEBRUIKER].id
    oud, nieuw, nog_eens = (str(formulier.get(veld, "")) for veld in ("wachtwoord", "nieuw", "nog_eens"))
    try:
        _keur(oud, nieuw, nog_eens)
        await controleer_wachtwoord(request, oud)
    except (OngeldigeInvoer, NietAangemeld, TeVaak) as fout:
        return await toon(request, als_fouten(fout), status=fout.status)
    hash = await wachtwoorden.versleutel(nieuw)
    async with request.app[DATABASE].schrijf() as session:
        (await session.get_one(Medewerker, wie)).wachtwoord = hash
        await sessies.beeindig(session, wie, behalve=await _eigen(request))
        leg_vast(session, wie, "wachtwoord veranderd", wie, "eigen account")
    return naar(f"{PAD}?gedaan=wachtwoord")


async def beeindig_sessie(request: web.Request) -> web.Response:
    """Raises NietGevonden for a session that is not of this person, or not there."""
    wie = request[GEBRUIKER].id
    async with request.app[DATABASE].schrijf() as session:
        if not await sessies.beeindig(session, wie, alleen=request.match_info["sessie"]):
            raise NietGevonden()
        leg_vast(session, wie, "sessie beëindigd", wie, "eigen account")
    return naar(f"{PAD}?gedaan=sessie")


async def beeindig_andere(request: web.Request) -> web.Response:
    wie = request[GEBRUIKER].id
    async with request.app[DATABASE].schrijf() as session:
        await sessies.beeindig(session, wie, behalve=await _eigen(request))
        leg_vast(session, wie, "andere sessies beëindigd", wie, "eigen account")
    return naar(f"{PAD}?gedaan=sessie")


async def hoe_lang_nog(request: web.Request) -> web.Response:
    """For the warning in the page; asking doesn't prolong."""
    over = sessies.resterend(await get_session(request))
    return web.json_response({"over": over}, headers=KOPPEN)


async def blijf(request: web.Request) -> web.Response:
    """The button "Ingelogd blijven"; at most until the session is twelve hours old."""
    sessie = await get_session(request)
    sessie[sessies.GEZIEN] = 0
    houd_wakker(sessie)
    return web.json_response({"over": sessies.resterend(sessie)}, headers=KOPPEN)


async def controleer_wachtwoord(request: web.Request, wachtwoord: str) -> None:
    """The own password, once more, counted like a login. Raises NietAangemeld and TeVaak."""
    wie, plek = request[GEBRUIKER].id, adres(request)
    async with request.app[DATABASE].schrijf() as session:
        await pogingen.tel(session, f"account|{wie}", plek)
        hash = (await session.get_one(Medewerker, wie)).wachtwoord
    if not await wachtwoorden.klopt(hash, wachtwoord):
        raise NietAangemeld("wachtwoord: Dit is niet uw wachtwoord van nu.")
    async with request.app[DATABASE].schrijf() as session:
        await pogingen.gelukt(session, f"account|{wie}", plek)


def als_fouten(fout: LoketFout) -> dict[str, str]:
    """The faults by field; what belongs to no field stands on top of the page."""
    delen = [f.partition(": ") for f in fout.fouten or [fout.detail]]
    return {veld if zin else "": zin or veld for veld, _, zin in delen}


def _keur(oud: str, nieuw: str, nog_eens: str) -> None:
    fouten = []
    if not MIN_LENGTE <= len(nieuw) <= MAX_LENGTE:
        fouten.append(f"nieuw: Neem een wachtwoord van {MIN_LENGTE} tot {MAX_LENGTE} tekens.")
    elif nieuw == oud:
        fouten.append("nieuw: Neem een ander wachtwoord dan u nu heeft.")
    if nieuw != nog_eens:
        fouten.append("nog_eens: Dit is niet hetzelfde als het nieuwe wachtwoord.")
    if fouten:
        raise OngeldigeInvoer("Niet alles is goed ingevuld.", fouten)


async def _eigen(request: web.Request) -> str:
    """The id of this very session."""
    return sessies.sessie_id((await get_session(request)).identity or "")
