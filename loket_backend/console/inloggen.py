"""Logging in and out."""

from __future__ import annotations

import re
from ipaddress import ip_address

from aiohttp import web
from sqlalchemy import func, select

from loket_backend.console.gebruiker import begin_sessie, eindig_sessie
from loket_backend.console.pagina import naar
from loket_backend.console.pagina import toon as toon_pagina
from loket_backend.db import Database
from loket_backend.errors import NietAangemeld, TeVaak
from loket_backend.intake.api import DATABASE
from loket_backend.toegang import pogingen, wachtwoorden
from loket_backend.toegang.audit import leg_vast
from loket_backend.toewijzing.models import Medewerker

BEGIN = "/console"
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
    await begin_sessie(request, wie)
    return naar(veilig_adres(heen))


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
        leg_vast(session, medewerker.id, "aangemeld", medewerker.id, "console")
    return medewerker.id


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


async def _formulier(
    request: web.Request, heen: str, *, fout: str = "", login: str = "", status: int = 200
) -> web.Response:
    inhoud = {"naar": veilig_adres(heen), "fout": fout, "login": login}
    return await toon_pagina(request, "inloggen.html", inhoud, status=status)
