"""Break-glass: one dossier outside somebody's own work, with a reason, for a limited time, and always looked at afterwards.

NEN 7513 and the AVG (art. 5 lid 1 f): who goes past the ordinary rules says why, and somebody else sees it.
"""

from __future__ import annotations

import re
from datetime import timedelta

from sqlalchemy import ColumnElement, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.errors import NietGevonden, OngeldigeInvoer
from loket_backend.tijd import nu
from loket_backend.toegang.audit import leg_vast
from loket_backend.toegang.models import Noodinzage

DUUR = timedelta(hours=8)
MIN_WOORDEN, MAX_TEKENS = 3, 500
GROND = "noodinzage"
_KENMERK = re.compile(r"\d{4}-[2-9A-HJKMNP-TV-Z]{6}", re.ASCII)


def lees(kenmerk: str, reden: str) -> tuple[str, str]:
    """What was typed, tidied. Raises OngeldigeInvoer with every fault; whether the dossier exists is not looked at."""
    kenmerk, reden = kenmerk.strip().upper(), reden.strip()
    fouten = []
    if not _KENMERK.fullmatch(kenmerk):
        fouten.append("kenmerk: Vul een kenmerk in, zoals 2026-ABC234.")
    if len(reden.split()) < MIN_WOORDEN:
        fouten.append(f"reden: Schrijf in minstens {MIN_WOORDEN} woorden waarom het nodig is.")
    if len(reden) > MAX_TEKENS:
        fouten.append(f"reden: Schrijf hoogstens {MAX_TEKENS} tekens.")
    if fouten:
        raise OngeldigeInvoer("Niet alles is goed ingevuld.", fouten)
    return kenmerk, reden


async def leg_reden_vast(session: AsyncSession, wie: str, kenmerk: str, reden: str, *, bestond: bool) -> None:
    """Keeps the reason and opens the dossier; an absent one is kept and audited just the same."""
    van = nu()
    session.add(Noodinzage(medewerker_id=wie, kenmerk=kenmerk, bestond=bestond, reden=reden, van=van, tot=van + DUUR))
    leg_vast(session, wie, "noodinzage" if bestond else "noodinzage: bestaat niet", kenmerk, GROND)


async def van(session: AsyncSession, wie: str) -> frozenset[str]:
    """The kenmerken that somebody may see this way, now."""
    keuze = select(Noodinzage.kenmerk).where(Noodinzage.medewerker_id == wie, _loopt())
    return frozenset(await session.scalars(keuze))


async def lopende(session: AsyncSession, wie: str) -> list[Noodinzage]:
    keuze = select(Noodinzage).where(Noodinzage.medewerker_id == wie, _loopt())
    return list(await session.scalars(keuze.order_by(Noodinzage.tot.desc())))


async def te_bekijken(session: AsyncSession) -> list[Noodinzage]:
    """What no coordinator has seen yet, the oldest first."""
    return list(await session.scalars(select(Noodinzage).where(_ongezien()).order_by(Noodinzage.id)))


async def bekeken(session: AsyncSession, aantal: int = 20) -> list[Noodinzage]:
    keuze = select(Noodinzage).where(Noodinzage.gezien_op.is_not(None))
    return list(await session.scalars(keuze.order_by(Noodinzage.gezien_op.desc()).limit(aantal)))


async def aantal_te_bekijken(session: AsyncSession) -> int:
    return await session.scalar(select(func.count()).select_from(Noodinzage).where(_ongezien())) or 0


async def markeer_gezien(session: AsyncSession, id: int, wie: str) -> None:
    """Once is enough: the first who saw it stays. Raises NietGevonden."""
    rij = await session.get(Noodinzage, id)
    if rij is None:
        raise NietGevonden()
    zet = update(Noodinzage).where(Noodinzage.id == id, _ongezien()).values(gezien_op=nu(), gezien_door=wie)
    if await session.scalar(zet.returning(Noodinzage.id).execution_options(synchronize_session=False)) is not None:
        leg_vast(session, wie, "noodinzage gezien", rij.kenmerk, "toezicht")


def _loopt() -> ColumnElement[bool]:
    return Noodinzage.bestond & (Noodinzage.tot > nu())


def _ongezien() -> ColumnElement[bool]:
    return Noodinzage.gezien_op.is_(None)
