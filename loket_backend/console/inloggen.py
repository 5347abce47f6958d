"""Logging in and out: the password, and after it the code of who switched the second factor on."""

from __future__ import annotations

import re
from datetime import timedelta
from ipaddress import ip_address

from aiohttp import web
from aiohttp_session import Session, get_session
from sqlalchemy import func, select

from loket_backend.console import bewaard, menu
from loket_backend.console.gebruiker import BEWAARD, begin_sessie, eindig_sessie
from loket_backend.console.pagina import naar
from loket_backend.console.pagina import toon as toon_pagina
from loket_backend.db import Database
from loket_backend.errors import NietAangemeld, TeVaak
from loket_backend.intake.api import DATABASE
from loket_backend.tijd import nu
from loket_backend.toegang import pogingen, tweede, wachtwoorden
from loket_backend.toegang.audit import leg_vast
from loket_backend.toewijzing.models import Medewerker

BEGIN, CODE = "/console", "/console/inloggen/code"
# In the session of who gave the right password and still owes the code.
HALVERWEGE = "halverwege"
CODE_BINNEN = timedelta(minutes=5)
# Only addresses of the console itself: "//elders.nl" and "/\elders.nl" leave the site.
_EIGEN_ADRES = re.compile(r"/console(?![/\\]{2})[\w\-./?=&%]*")


async def toon(request: web.Request) -> web.Response:
    return await _formulier(request, request.query.get("naar", ""))


async def meld_aan(request: web.Request) -> web.Response:
    formulier = await request.post()
    login, wachtwoord, heen = (str(formulier.get(veld, "")) for veld in ("login", "wachtwoord", "naar"))
    try:
        wie = await controleer(request.app[DATABASE], login, wachtwoord, adres(request))
    except (NietAangemeld, TeVaak) as fout:
        return await _formulier(request, heen, fout=fout.detail, login=login, status=fout.status)
    async with request.app[DATABASE].lees() as session:
        vraag_code = await tweede.is_aan(session, wie)
    if vraag_code:
        tot = (nu() + CODE_BINNEN).timestamp()
        (await get_session(request))[HALVERWEGE] = {"wie": wie, "naar": veilig_adres(heen), "tot": tot}
        return naar(CODE)
    return await _binnen(request, wie, heen, "console")


async def toon_code(request: web.Request) -> web.Response:
    """Who didn't give the password, or too long ago, starts there."""
    if _halverwege(await get_session(request)) is None:
        return naar("/console/inloggen")
    return await toon_pagina(request, "inlogcode.html", {"fout": ""})


async def meld_aan_met_code(request: web.Request) -> web.Response:
    stand = _halverwege(await get_session(request))
    if stand is None:
        return naar("/console/inloggen")
    try:
        await controleer_code(request, stand["wie"], str((await request.post()).get("code", "")))
    except (NietAangemeld, TeVaak) as fout:
        return await toon_pagina(request, "inlogcode.html", {"fout": fout.detail}, status=fout.status)
    return await _binnen(request, stand["wie"], stand["naar"], "console, met code")


async def meld_af(request: web.Request) -> web.Response:
    await eindig_sessie(request)
    return naar("/console/inloggen")


async def controleer(database: Database, login: str, wachtwoord: str, adres: str) -> str:
    """The id of the medewerker. Raises TeVaak, and one and the same NietAangemeld for whatever is wrong.

    Three steps, because checking a password is slow and may not hold the one writer of SQLite.
    """
    async with database.schrijf() as session:
        await pogingen.tel(session, login, adres)
        medewerker = await session.scalar(
            select(Medewerker).where(func.lower(Medewerker.login) == login.strip().lower())
        )
    hash = medewerker.wachtwoord if medewerker and medewerker.actief else None
    if not await wachtwoorden.klopt(hash, wachtwoord) or medewerker is None:
        raise NietAangemeld("Deze inlognaam en dit wachtwoord horen niet bij elkaar.")
    async with database.schrijf() as session:
        await pogingen.gelukt(session, login, adres)
    return medewerker.id


async def controleer_code(request: web.Request, wie: str, code: str) -> None:
    """Counted on its own: a right password gives no new tries for the code. Raises TeVaak and NietAangemeld."""
    teller, plek = f"code|{wie}", adres(request)
    async with request.app[DATABASE].schrijf() as session:
        await pogingen.tel(session, teller, plek)
    async with request.app[DATABASE].schrijf() as session:
        if goed := await tweede.klopt(session, wie, code):
            await pogingen.gelukt(session, teller, plek)
    if not goed:
        raise NietAangemeld("Deze code klopt niet, of is al gebruikt. Wacht op de volgende code.")


def adres(request: web.Request) -> str:
    """Who calls: behind a proxy on this machine the address that the proxy adds last, which nobody else can write."""
    direct = request.remote or ""
    doorgegeven = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
    return doorgegeven if doorgegeven and _is_lokaal(direct) else direct


def _is_lokaal(direct: str) -> bool:
    try:
        return ip_address(direct).is_loopback
    except ValueError:
        return False


def veilig_adres(heen: str) -> str:
    """Where to go after logging in; never to another site."""
    return heen if _EIGEN_ADRES.fullmatch(heen) else BEGIN


async def _binnen(request: web.Request, wie: str, heen: str, grond: str) -> web.Response:
    """In, under a new session id; first to what was posted after the time-out, when there is something.

    Who has nothing on the worklist begins at the first page of the own menu.
    """
    async with request.app[DATABASE].schrijf() as session:
        leg_vast(session, wie, "aangemeld", wie, grond)
        rol = (await session.get_one(Medewerker, wie)).rol
    sessie = await begin_sessie(request, wie)
    doel = veilig_adres(heen)
    return naar(bewaard.PAD if BEWAARD in sessie else menu.begin(rol) if doel == BEGIN else doel)


def _halverwege(sessie: Session) -> dict[str, str] | None:
    stand = sessie.get(HALVERWEGE)
    return stand if stand is not None and stand["tot"] > nu().timestamp() else None


async def _formulier(
    request: web.Request, heen: str, *, fout: str = "", login: str = "", status: int = 200
) -> web.Response:
    heeft_tekst = BEWAARD in await get_session(request)
    inhoud = {"naar": veilig_adres(heen), "fout": fout, "login": login, "bewaard": heeft_tekst}
    return await toon_pagina(request, "inloggen.html", inhoud, status=status)
