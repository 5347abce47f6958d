"""The numbers to call: what residents see, who looks after it, and when it was looked up last."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from aiohttp import web

from loket_backend import wijziging
from loket_backend.console import beheer_formulier as formulier
from loket_backend.console import beheer_verloop
from loket_backend.console.beheer_formulier import WEIGERING, Invoer
from loket_backend.console.gebruiker import GEBRUIKER
from loket_backend.console.pagina import lees_getal, naar, toon
from loket_backend.crisis import nummerbeheer
from loket_backend.crisis.nummers import ALARM, Nummer
from loket_backend.errors import LoketFout, NietGevonden
from loket_backend.gesprek.actueel import ACTUEEL
from loket_backend.intake.api import DATABASE

LIJST = "/console/beheer/nummers"


async def toon_lijst(request: web.Request) -> web.Response:
    return await _lijst(request, Invoer({"dagen": [str(request.app[ACTUEEL].nummers.dagen)]}))


async def toon_een(request: web.Request) -> web.Response:
    nummer = await _nummer(request)
    return await _een(request, Invoer({veld: [str(getattr(nummer, veld))] for veld in nummerbeheer.VELDEN}))


async def wijzig(request: web.Request) -> web.Response:
    gegeven, sleutel = await formulier.lees(request), formulier.sleutel(request)
    oud = await _nummer(request)
    try:
        async with request.app[DATABASE].schrijf() as session:
            ingevuld = {veld: waarden[0] for veld, waarden in gegeven.items()}
            versie = formulier.versie(gegeven)
            await nummerbeheer.wijzig(session, request[GEBRUIKER].id, sleutel, oud, ingevuld, versie)
    except WEIGERING as fout:
        return await _een(request, Invoer.geweigerd(gegeven, fout))
    return await _klaar(request, f"{LIJST}?bewaard=1")


async def kijk_na(request: web.Request) -> web.Response:
    gegeven, oud = await formulier.lees(request), await _nummer(request)
    try:
        async with request.app[DATABASE].schrijf() as session:
            wie, sleutel = request[GEBRUIKER].id, formulier.sleutel(request)
            await nummerbeheer.kijk_na(session, wie, sleutel, oud, formulier.versie(gegeven))
    except WEIGERING as fout:
        return await _geweigerd(request, fout)
    return await _klaar(request, f"{LIJST}?bewaard=1")


async def zet_terug(request: web.Request) -> web.Response:
    gegeven, oud = await formulier.lees(request), await _nummer(request)
    sleutel = formulier.sleutel(request)
    meegeleverd = request.app[ACTUEEL].nummers.basis.nummers[sleutel]
    try:
        async with request.app[DATABASE].schrijf() as session:
            versie = formulier.versie(gegeven)
            await nummerbeheer.zet_terug(session, request[GEBRUIKER].id, sleutel, oud, meegeleverd, versie)
    except WEIGERING as fout:
        return await _geweigerd(request, fout)
    return await _klaar(request, f"{LIJST}?bewaard=1")


async def zet_termijn(request: web.Request) -> web.Response:
    gegeven, boek = await formulier.lees(request), request.app[ACTUEEL].nummers
    try:
        async with request.app[DATABASE].schrijf() as session:
            dagen = lees_getal(gegeven.get("dagen", [""])[0].strip(), 4)
            await nummerbeheer.zet_termijn(session, request[GEBRUIKER].id, boek.dagen, dagen)
    except WEIGERING as fout:
        return await _lijst(request, Invoer.geweigerd(gegeven, fout))
    return await _klaar(request, f"{LIJST}?bewaard=1")


async def _klaar(request: web.Request, adres: str) -> web.Response:
    """Residents get the new number from now on."""
    await request.app[ACTUEEL].ververs()
    return naar(adres)


async def _nummer(request: web.Request) -> Nummer:
    """As it stands in the database: another process may have changed it. Raises NietGevonden."""
    await request.app[ACTUEEL].ververs()
    nummer = request.app[ACTUEEL].nummers.nu.nummers.get(formulier.sleutel(request))
    if nummer is None:
        raise NietGevonden()
    return nummer


async def _geweigerd(request: web.Request, fout: LoketFout) -> web.Response:
    return await _lijst(
        request, Invoer({"dagen": [str(request.app[ACTUEEL].nummers.dagen)]}, {}, fout.detail, fout.status)
    )


async def _lijst(request: web.Request, invoer: Invoer) -> web.Response:
    boek = request.app[ACTUEEL].nummers
    await request.app[ACTUEEL].ververs()
    async with request.app[DATABASE].lees() as session:
        bekend = await wijziging.laatste(session, wijziging.NUMMER)
        namen = await beheer_verloop.namen_van(session, {rij.door for rij in bekend.values()})
        verloop = await beheer_verloop.lees(session, wijziging.TERMIJN)
    regels = sorted(boek.nu.nummers.items(), key=lambda paar: (not boek.is_te_laat(paar[1]), paar[1].voorbeeld))
    inhoud: dict[str, Any] = {
        "regels": regels,
        "boek": boek,
        "versies": {sleutel: rij.versie for sleutel, rij in bekend.items()},
        "door": {sleutel: namen.get(rij.door, rij.door) for sleutel, rij in bekend.items()},
        "categorieen": {s: [c for c, sleutels in boek.nu.toon.items() if s in sleutels] for s in boek.nu.nummers},
        "invoer": invoer,
        "veranderingen": verloop,
        "bewaard": "bewaard" in request.query,
    }
    return await toon(request, "beheer_nummers.html", inhoud, status=invoer.status)


async def _een(request: web.Request, invoer: Invoer) -> web.Response:
    boek, sleutel = request.app[ACTUEEL].nummers, formulier.sleutel(request)
    nummer = await _nummer(request)
    async with request.app[DATABASE].lees() as session:
        versie = await wijziging.versie(session, wijziging.NUMMER, sleutel)
        verloop = await beheer_verloop.lees(session, wijziging.NUMMER, sleutel)
    inhoud: dict[str, Any] = {
        "sleutel": sleutel,
        "nummer": nummer,
        "meegeleverd": boek.basis.nummers[sleutel],
        "is_alarm": sleutel == ALARM,
        "te_laat": boek.is_te_laat(nummer),
        "opnieuw_op": nummer.gecontroleerd_op + timedelta(days=boek.dagen),
        "regel": boek.nu.regel,
        "versie": versie,
        "veranderingen": verloop,
        "invoer": invoer,
    }
    return await toon(request, "beheer_nummer.html", inhoud, status=invoer.status)
