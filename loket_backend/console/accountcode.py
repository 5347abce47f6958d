"""The second factor of my account: on with a QR code, off with password and code; and the help for a colleague who lost it."""

from __future__ import annotations

from aiohttp import web
from aiohttp_session import get_session
from sqlalchemy import select

from loket_backend.console.account import PAD, als_fouten, controleer_wachtwoord, toon
from loket_backend.console.gebruiker import GEBRUIKER
from loket_backend.console.inloggen import adres, controleer_code
from loket_backend.console.pagina import KOPPEN, NAAM, naar
from loket_backend.console.pagina import toon as toon_pagina
from loket_backend.errors import NietAangemeld, NietGevonden, TeVaak
from loket_backend.intake.api import DATABASE
from loket_backend.toegang import pogingen, sessies, tweede
from loket_backend.toegang.audit import leg_vast
from loket_backend.toewijzing.models import Medewerker

HERSTELCODES = "herstelcodes"
FOUT = "Deze code klopt niet. Wacht op de volgende code en vul die in."


async def begin(request: web.Request) -> web.Response:
    async with request.app[DATABASE].schrijf() as session:
        await tweede.begin(session, request[GEBRUIKER].id)
    return naar(f"{PAD}/code")


async def toon_code(request: web.Request, fout: str = "", status: int = 200) -> web.Response:
    async with request.app[DATABASE].lees() as session:
        geheim = await tweede.onbevestigd(session, request[GEBRUIKER].id)
    if geheim is None:
        return naar(PAD)
    return await toon_pagina(
        request, "accountcode.html", {"geheim": tweede.in_groepen(geheim), "fout": fout}, status=status
    )


async def qr(request: web.Request) -> web.Response:
    """Only until it is confirmed; later nobody can read the secret again. Raises NietGevonden."""
    wie = request[GEBRUIKER]
    async with request.app[DATABASE].lees() as session:
        geheim = await tweede.onbevestigd(session, wie.id)
    if geheim is None:
        raise NietGevonden()
    plaatje = tweede.qr(geheim, wie.naam, request.app[NAAM])
    return web.Response(body=plaatje, content_type="image/svg+xml", headers=KOPPEN)


async def bevestig(request: web.Request) -> web.Response:
    wie, code = request[GEBRUIKER].id, str((await request.post()).get("code", ""))
    try:
        async with request.app[DATABASE].schrijf() as session:
            await pogingen.tel(session, f"code|{wie}", adres(request))
    except TeVaak as fout:
        return await toon_code(request, fout.detail, fout.status)
    async with request.app[DATABASE].schrijf() as session:
        codes = await tweede.bevestig(session, wie, code)
        if codes is not None:
            await pogingen.gelukt(session, f"code|{wie}", adres(request))
            leg_vast(session, wie, "inloggen met code aangezet", wie, "eigen account")
    if codes is None:
        return await toon_code(request, FOUT, 400)
    (await get_session(request))[HERSTELCODES] = codes
    return naar(f"{PAD}/herstelcodes")


async def toon_herstelcodes(request: web.Request) -> web.Response:
    """Once: after this page nobody can read them again."""
    codes = (await get_session(request)).pop(HERSTELCODES, None)
    if codes is None:
        return naar(PAD)
    return await toon_pagina(request, "herstelcodes.html", {"codes": codes})


async def zet_uit(request: web.Request) -> web.Response:
    formulier, wie = await request.post(), request[GEBRUIKER].id
    try:
        await controleer_wachtwoord(request, str(formulier.get("wachtwoord", "")))
        await controleer_code(request, wie, str(formulier.get("code", "")))
    except (NietAangemeld, TeVaak) as fout:
        return await toon(
            request, {f"uit_{veld}" if veld else "": z for veld, z in als_fouten(fout).items()}, fout.status
        )
    async with request.app[DATABASE].schrijf() as session:
        await tweede.zet_uit(session, wie)
        leg_vast(session, wie, "inloggen met code uitgezet", wie, "eigen account")
    return naar(f"{PAD}?gedaan=code-uit")


async def toon_collegas(request: web.Request) -> web.Response:
    async with request.app[DATABASE].lees() as session:
        met_code = await tweede.wie_heeft_hem_aan(session)
        keuze = select(Medewerker).where(Medewerker.id.in_(met_code), Medewerker.id != request[GEBRUIKER].id)
        collegas = list(await session.scalars(keuze.order_by(Medewerker.naam)))
    return await toon_pagina(request, "inloghulp.html", {"collegas": collegas})


async def zet_uit_voor(request: web.Request) -> web.Response:
    """For a colleague who lost the telephone. Their sessions end. Not for oneself: that takes password and code."""
    wie, collega = request[GEBRUIKER].id, request.match_info["medewerker"]
    async with request.app[DATABASE].schrijf() as session:
        if collega == wie or not await tweede.zet_uit(session, collega):
            raise NietGevonden()
        await sessies.beeindig(session, collega)
        leg_vast(session, wie, "inloggen met code uitgezet", collega, "hulp aan collega")
    return naar(f"{PAD}/collegas")
