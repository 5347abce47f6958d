"""Server-side sessions: the cookie holds a random token, the table its hash and what belongs to it."""

from __future__ import annotations

import hashlib
import secrets
from collections import OrderedDict
from datetime import UTC, datetime, timedelta

from aiohttp import web
from aiohttp_session import AbstractStorage, Session
from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.db import Database
from loket_backend.tijd import Klok, nu
from loket_backend.toegang.models import Sessie

STIL = timedelta(minutes=60)
HOOGSTENS = timedelta(hours=12)
BEGONNEN, WIE, GEZIEN = "begonnen", "medewerker", "gezien"
MAX_AGENT = 160
ONTHOUDEN = 10_000


class Looptijden:
    """Until when the sessions run that this process saved, by a clock that nobody can put elsewhere.

    Without it, everybody is logged out at once when the wall clock is put an hour forth. What another process saved since, goes by the
    wall clock alone.
    """

    def __init__(self) -> None:
        self._tot: OrderedDict[str, tuple[datetime, float]] = OrderedDict()

    def onthoud(self, id_: str, geldig_tot: datetime) -> None:
        self._tot[id_] = (geldig_tot, Klok.loopt() + (geldig_tot - nu()).total_seconds())
        self._tot.move_to_end(id_)
        if len(self._tot) > ONTHOUDEN:
            self._tot.popitem(last=False)

    def loopt(self, id_: str, geldig_tot: datetime) -> bool:
        bewaard, tot = self._tot.get(id_, (None, 0.0))
        return bewaard == geldig_tot and Klok.loopt() < tot


class Sessieopslag(AbstractStorage):
    """Sessions in the table `sessie`. Reading never prolongs one; saving does, up to HOOGSTENS after it began."""

    def __init__(self, database: Database, *, veilig: bool) -> None:
        # Lax, not Strict: a link in a mail would arrive logged out, and the login page would then replace the session.
        naam = "__Host-loket_sessie" if veilig else "loket_sessie"
        super().__init__(cookie_name=naam, secure=veilig, httponly=True, samesite="Lax")
        self._database, self.looptijden = database, Looptijden()

    def _leeft(self, rij: Sessie) -> bool:
        return rij.geldig_tot > nu() or self.looptijden.loopt(rij.id, rij.geldig_tot)

    async def load_session(self, request: web.Request) -> Session:
        token = self.load_cookie(request)
        if token:
            async with self._database.lees() as session:
                rij = await session.get(Sessie, sessie_id(token))
            if rij is not None and self._leeft(rij):
                return Session(token, data={"created": int(nu().timestamp()), "session": rij.inhoud}, new=False)
        return Session(None, data=None, new=True)

    async def save_session(self, request: web.Request, response: web.StreamResponse, session: Session) -> None:
        if session.empty:
            await self.vergeet(session)
            self._zet_koekje(response, "", max_age=0)
            return
        token = session.identity or secrets.token_urlsafe(32)
        session.setdefault(BEGONNEN, nu().timestamp())
        geldig_tot = _geldig_tot(session)
        async with self._database.schrijf() as schrijver:
            await self._bewaar(schrijver, token, session, geldig_tot, request.headers.get("User-Agent", ""))
        self.looptijden.onthoud(sessie_id(token), geldig_tot)
        self._zet_koekje(response, token)

    async def vergeet(self, session: Session) -> None:
        """The session ends on the server, whatever the browser keeps."""
        if session.identity is not None:
            async with self._database.schrijf() as schrijver:
                await schrijver.execute(delete(Sessie).where(Sessie.id == sessie_id(session.identity)))

    async def _bewaar(
        self, schrijver: AsyncSession, token: str, session: Session, geldig_tot: datetime, agent: str
    ) -> None:
        """A session that was ended meanwhile is not brought back: only a new one adds a row.

        Who timed out is known for a while yet, so that what they post then is kept for them.
        """
        inhoud = {"inhoud": dict(session), "geldig_tot": geldig_tot, "gezien_op": nu()}
        if session.identity is None:
            await schrijver.execute(delete(Sessie).where(Sessie.geldig_tot < nu() - HOOGSTENS))
            kort = "".join(filter(str.isprintable, agent))[:MAX_AGENT]
            schrijver.add(
                Sessie(id=sessie_id(token), medewerker_id=session.get(WIE), gemaakt_op=nu(), agent=kort, **inhoud)
            )
        elif (rij := await schrijver.get(Sessie, sessie_id(token))) is not None:
            for kolom, waarde in inhoud.items():
                setattr(rij, kolom, waarde)

    async def wie_verliep(self, request: web.Request) -> str | None:
        """Whose session it was that timed out in this browser; None when it was ended, or when there was none."""
        token = self.load_cookie(request)
        async with self._database.lees() as session:
            rij = await session.get(Sessie, sessie_id(token)) if token else None
        return rij.medewerker_id if rij is not None and not self._leeft(rij) else None

    def _zet_koekje(self, response: web.StreamResponse, token: str, max_age: int | None = None) -> None:
        """Also to take it away: browsers refuse a `__Host-` cookie without Secure, which del_cookie leaves out."""
        response.set_cookie(
            self.cookie_name,
            token,
            path="/",
            max_age=max_age,
            secure=self.cookie_params["secure"],
            httponly=True,
            samesite="Lax",
        )


async def lopende(session: AsyncSession, wie: str) -> list[Sessie]:
    """Where somebody is logged in, the last used first."""
    keuze = select(Sessie).where(Sessie.medewerker_id == wie, Sessie.geldig_tot > nu())
    return list(await session.scalars(keuze.order_by(Sessie.gezien_op.desc(), Sessie.id)))


async def beeindig(session: AsyncSession, wie: str, *, alleen: str | None = None, behalve: str | None = None) -> int:
    """Ends the sessions of this person: that one alone, or all but one, or all. Returns how many ended."""
    keuze = delete(Sessie).where(Sessie.medewerker_id == wie)
    keuze = keuze.where(Sessie.id == alleen) if alleen is not None else keuze
    keuze = keuze.where(Sessie.id != behalve) if behalve is not None else keuze
    return len(list(await session.scalars(keuze.returning(Sessie.id))))


def resterend(session: Session) -> int:
    """Seconds until this session ends when nobody does anything."""
    begonnen = datetime.fromtimestamp(session.get(BEGONNEN, nu().timestamp()), UTC)
    gezien = datetime.fromtimestamp(session.get(GEZIEN, nu().timestamp()), UTC)
    return int((min(gezien + STIL, begonnen + HOOGSTENS) - nu()).total_seconds())


def sessie_id(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _geldig_tot(session: Session) -> datetime:
    begonnen = datetime.fromtimestamp(session[BEGONNEN], UTC)
    return min(nu() + STIL, begonnen + HOOGSTENS)
