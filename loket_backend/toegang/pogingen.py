"""Slows guessing down: login attempts are counted per login name and per address, both as blind indexes.

An attempt is counted before the password is checked, so that many guesses at once don't slip through together.
"""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import delete, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.db import Kluis
from loket_backend.errors import TeVaak
from loket_backend.tijd import nu
from loket_backend.toegang.models import Inlogpoging

VENSTER = timedelta(minutes=15)
MAX_PER_NAAM = 5
MAX_PER_ADRES = 20
UITLEG = "Er is te vaak een verkeerd wachtwoord ingevuld. Wacht een kwartier en probeer het dan opnieuw."


async def tel(session: AsyncSession, login: str, adres: str) -> None:
    """Counts one attempt. Raises TeVaak when there were too many; then the password may not be checked."""
    naam, plek = _sleutels(login, adres)
    await session.execute(delete(Inlogpoging).where(Inlogpoging.op < nu() - VENSTER))
    if await _aantal(session, naam) >= MAX_PER_NAAM or await _aantal(session, plek) >= MAX_PER_ADRES:
        raise TeVaak(UITLEG)
    session.add_all(Inlogpoging(wie=wie, op=nu()) for wie in (naam, plek))


async def gelukt(session: AsyncSession, login: str, adres: str) -> None:
    """The name starts anew; the address only gets this attempt back: one good login may not pay for many guesses."""
    naam, plek = _sleutels(login, adres)
    laatste = select(func.max(Inlogpoging.id)).where(Inlogpoging.wie == plek).scalar_subquery()
    await session.execute(delete(Inlogpoging).where((Inlogpoging.wie == naam) | (Inlogpoging.id == laatste)))


async def _aantal(session: AsyncSession, wie: str) -> int:
    return await session.scalar(select(func.count()).where(Inlogpoging.wie == wie)) or 0


def _sleutels(login: str, adres: str) -> tuple[str, str]:
    bos = Kluis.open()
    return bos.index(f"login|{login.strip().casefold()}"), bos.index(f"adres|{adres}")
