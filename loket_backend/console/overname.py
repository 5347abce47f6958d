"""What staff do in a conversation, as forms: take it up, write, hand it on, give it back, close it, make a note.

A form that fails comes back with what stood in it. The page's own script asks for JSON, and gets problem+json when it fails.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

from aiohttp import web
from aiohttp_session import get_session
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.console import gesprekken, meldingen, rij, verslag
from loket_backend.console.gebruiker import GEBRUIKER, houd_wakker
from loket_backend.console.pagina import naar, wil_json
from loket_backend.errors import Conflict, OngeldigeInvoer
from loket_backend.gesprek import mensen
from loket_backend.gesprek.hub import HUB
from loket_backend.gesprek.mensen import Doel
from loket_backend.gesprek.models import MENS, Gesprek
from loket_backend.toegang.audit import leg_vast

RIJ = "/console/gesprekken"


async def pak_op(request: web.Request) -> web.Response:
    """One gets it, with the crisis alerts that are open in it. Who comes too late is told who has it."""
    gesprek_id, wie = request.match_info["id"], request[GEBRUIKER]
    try:
        async with request.app[HUB].database.schrijf() as session:
            grond = await _grond_om_op_te_pakken(session, request)
            gesprek = await mensen.pak_op(session, gesprek_id, wie.id)
            leg_vast(session, wie.id, "gesprek opgepakt", gesprek.id, grond)
            await meldingen.bevestig_alle(session, gesprek_id, wie)
    except Conflict as fout:
        return await rij.toon(request, fout=fout.detail, status=fout.status)
    request.app[HUB].meld(gesprek_id)
    return naar(f"{RIJ}/{gesprek_id}#schrijf")


async def neem_over(request: web.Request) -> web.Response:
    """From a colleague; both pages show at once who has it now."""
    wie, gesprek_id = request[GEBRUIKER], request.match_info["id"]
    try:
        async with _daad(request, "gesprek overgenomen") as session:
            await mensen.neem_over(session, gesprek_id, wie.id, request.app[HUB].postvak.teksten)
            await meldingen.bevestig_alle(session, gesprek_id, wie)
    except Conflict as fout:
        return await _opnieuw(request, fout, {})
    return naar(f"{RIJ}/{gesprek_id}#schrijf")


async def zeg(request: web.Request) -> web.Response:
    """The same `sleutel` again sends nothing again."""
    formulier = await _formulier(request)
    hub, wie, gesprek_id = request.app[HUB], request[GEBRUIKER], request.match_info["id"]
    try:
        async with _daad(request, "bericht geschreven") as session:
            sleutel = formulier.get("sleutel") or None
            bericht = await mensen.zeg(
                session, gesprek_id, wie.id, formulier.get("tekst", ""), hub.postvak.teksten, sleutel
            )
    except (Conflict, OngeldigeInvoer) as fout:
        return await _opnieuw(request, fout, formulier)
    hub.aanwezigheid.stop_typen(gesprek_id, wie.id)
    if wil_json(request):
        return web.json_response({"volgnummer": bericht.volgnummer})
    return naar(f"{RIJ}/{gesprek_id}#schrijf")


async def geef_door(request: web.Request) -> web.Response:
    formulier = await _formulier(request)
    soort, _, wie_of_waar = formulier.get("doel", "").partition(":")
    doel = Doel(**{f"{soort}_id": wie_of_waar}) if soort in ("medewerker", "wijk") else Doel()
    try:
        async with _daad(request, "gesprek doorgegeven") as session:
            await mensen.geef_door(
                session,
                request.match_info["id"],
                request[GEBRUIKER].id,
                doel,
                formulier.get("notitie", ""),
                request.app[HUB].postvak.teksten,
            )
    except (Conflict, OngeldigeInvoer) as fout:
        return await _opnieuw(request, fout, formulier)
    return naar(f"{RIJ}?gedaan=doorgegeven")


async def geef_terug(request: web.Request) -> web.Response:
    teksten = request.app[HUB].postvak.teksten
    try:
        async with _daad(request, "gesprek teruggegeven") as session:
            await mensen.geef_terug(session, request.match_info["id"], request[GEBRUIKER].id, teksten)
    except Conflict as fout:
        return await _opnieuw(request, fout, {})
    return naar(f"{RIJ}?gedaan=terug")


async def sluit(request: web.Request) -> web.Response:
    formulier, teksten = await _formulier(request), request.app[HUB].postvak.teksten
    reden = formulier.get("reden", "")
    try:
        async with _daad(request, "gesprek gesloten") as session:
            await mensen.sluit(session, request.match_info["id"], request[GEBRUIKER].id, reden, teksten)
    except (Conflict, OngeldigeInvoer) as fout:
        return await _opnieuw(request, fout, formulier)
    return naar(f"{RIJ}?gedaan=gesloten")


async def noteer(request: web.Request) -> web.Response:
    formulier, gesprek_id = await _formulier(request), request.match_info["id"]
    try:
        async with _daad(request, "notitie geschreven") as session:
            await mensen.noteer(session, gesprek_id, request[GEBRUIKER].id, formulier.get("notitie", ""))
    except OngeldigeInvoer as fout:
        return await _opnieuw(request, fout, {"aantekening": formulier.get("notitie", "")})
    return naar(f"{RIJ}/{gesprek_id}#notities")


async def wees_aanwezig(request: web.Request) -> web.Response:
    """The page tells that it is looked at, how far (`gezien`), whether somebody types in it (`typt`: 1 or 0), or that it is left (`weg`)."""
    hub, wie, gesprek_id = request.app[HUB], request[GEBRUIKER], request.match_info["id"]
    formulier = await _formulier(request)
    gezien = gesprekken.volgnummer(formulier.get("gezien"))
    async with hub.database.lees() as session:
        gesprek = await verslag.zoek(session, wie, gesprek_id)
        van_mij = gesprek.is_van(wie.id)
    if formulier.get("weg") == "1":
        hub.aanwezigheid.ga_weg(gesprek_id, wie.id)
        hub.wekker.roep(gesprek_id)
        return web.Response(status=204)
    nieuws = hub.aanwezigheid.meld_kijken(gesprek_id, wie.id)
    if van_mij and gesprek.gezien_medewerker < gezien:
        async with hub.database.schrijf() as session:
            nieuws |= await gesprekken.zie(session, wie, gesprek_id, gezien)
    if van_mij and formulier.get("typt") == "1":
        houd_wakker(await get_session(request))
        nieuws |= hub.aanwezigheid.meld_typen(gesprek_id, wie.id)
    elif formulier.get("typt") == "0":
        hub.aanwezigheid.stop_typen(gesprek_id, wie.id)
        nieuws = True
    if nieuws:
        hub.wekker.roep(gesprek_id)
    return web.Response(status=204)


@asynccontextmanager
async def _daad(request: web.Request, wat: str) -> AsyncIterator[AsyncSession]:
    """One transaction in a conversation that this person may see, with its line in the audit trail; then everybody hears of it.

    Raises NietGevonden.
    """
    hub, wie, gesprek_id = request.app[HUB], request[GEBRUIKER], request.match_info["id"]
    async with hub.database.schrijf() as session:
        grond = await verslag.grond(session, wie, gesprek_id)
        yield session
        leg_vast(session, wie.id, wat, gesprek_id, grond)
    hub.meld(gesprek_id)


async def _grond_om_op_te_pakken(session: AsyncSession, request: web.Request) -> str:
    """A conversation that a colleague took goes out of sight for others: who clicked on it a moment later still hears who was first."""
    wie, gesprek_id = request[GEBRUIKER], request.match_info["id"]
    gesprek = await session.get(Gesprek, gesprek_id)
    if gesprek is not None and gesprek.status == MENS and not gesprek.is_van(wie.id):
        return ""  # pak_op refuses, and says why
    return await verslag.grond(session, wie, gesprek_id)


async def _formulier(request: web.Request) -> dict[str, str]:
    return {naam: waarde for naam, waarde in (await request.post()).items() if isinstance(waarde, str)}


async def _opnieuw(request: web.Request, fout: Conflict | OngeldigeInvoer, ingevuld: Mapping[str, str]) -> web.Response:
    if wil_json(request):
        raise fout
    return await gesprekken.toon(request, fout, ingevuld)
