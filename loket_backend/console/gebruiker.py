"""Who is logged in: the person behind a session."""

from __future__ import annotations

from dataclasses import dataclass

from aiohttp import web
from aiohttp_session import Session, get_session, new_session
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.tijd import nu
from loket_backend.toegang import csrf, noodinzage, sessies
from loket_backend.toegang.rechten import ALLE_DOSSIERS, mag
from loket_backend.toegang.sessies import Sessieopslag
from loket_backend.toewijzing.models import Medewerker, Wijklid
from loket_backend.tweesporen import sporen

OPSLAG = web.AppKey("opslag", Sessieopslag)
WIE, GEZIEN = sessies.WIE, sessies.GEZIEN
# What somebody posted after the time-out, kept on the server until they are back (console/bewaard.py).
BEWAARD = "bewaard"


@dataclass(frozen=True)
class Gebruiker:
    """`wijken`: the ids of the wijken where this person works. `noodinzage`: the kenmerken opened by a break-glass, now.

    `overgedragen`: the kenmerken of which this person is the Wmo-consulent.
    """

    id: str
    naam: str
    rol: str
    wijken: frozenset[str] = frozenset()
    noodinzage: frozenset[str] = frozenset()
    overgedragen: frozenset[str] = frozenset()

    @property
    def ziet_alles(self) -> bool:
        return mag(self.rol, ALLE_DOSSIERS)


GEBRUIKER = web.RequestKey("gebruiker", Gebruiker)


async def laad(session: AsyncSession, medewerker_id: str | None) -> Gebruiker | None:
    """The person of a session; None when nobody is logged in or when that person left."""
    medewerker = await session.get(Medewerker, medewerker_id) if medewerker_id else None
    if medewerker is None or not medewerker.actief:
        return None
    wijken = await session.scalars(select(Wijklid.wijk_id).where(Wijklid.medewerker_id == medewerker.id))
    nood = await noodinzage.van(session, medewerker.id)
    overgedragen = await sporen.van_consulent(session, medewerker.id)
    return Gebruiker(medewerker.id, medewerker.naam, medewerker.rol, frozenset(wijken), nood, overgedragen)


async def begin_sessie(request: web.Request, medewerker_id: str) -> Session:
    """A new session id at every login: one that somebody planted before is worth nothing.

    Of the old one only what this same person had posted comes along.
    """
    oud = await get_session(request)
    bewaard = oud.get(BEWAARD) or {}
    await request.app[OPSLAG].vergeet(oud)
    nieuw = await new_session(request)
    nieuw[WIE] = medewerker_id
    if bewaard.get("wie") == medewerker_id:
        nieuw[BEWAARD] = bewaard
    csrf.token(nieuw)
    return nieuw


async def eindig_sessie(request: web.Request) -> None:
    (await get_session(request)).invalidate()


def houd_wakker(sessie: Session) -> None:
    """Somebody does something: the idle time starts again. At most one write a minute."""
    seconden = nu().timestamp()
    if abs(seconden - float(sessie.get(GEZIEN, 0))) > 60:  # abs: the clock may have been put back
        sessie[GEZIEN] = seconden
