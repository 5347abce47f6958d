"""The second factor: a code of six digits from an authenticator (TOTP, RFC 6238), and recovery codes for who lost it."""

from __future__ import annotations

import secrets
from io import BytesIO

import pyotp
import segno
from sqlalchemy import delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.db import Kluis
from loket_backend.tijd import nu
from loket_backend.toegang.models import Herstelcode, TweedeFactor

STAP = 30  # seconds
SPELING = 1  # steps: clocks differ, and typing takes time
AANTAL_HERSTELCODES = 10
# Letters and digits that cannot be taken for one another: 10 of 30 make 49 bits.
_TEKENS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"


async def is_aan(session: AsyncSession, wie: str) -> bool:
    factor = await session.get(TweedeFactor, wie)
    return factor is not None and factor.aan_op is not None


async def begin(session: AsyncSession, wie: str) -> None:
    """A new secret, that works once it is confirmed. Does nothing when the second factor is on."""
    if not await is_aan(session, wie):
        await session.merge(TweedeFactor(medewerker_id=wie, geheim=pyotp.random_base32(), aan_op=None, laatste_stap=0))


async def onbevestigd(session: AsyncSession, wie: str) -> str | None:
    """The secret that waits for its first code."""
    factor = await session.get(TweedeFactor, wie)
    return factor.geheim if factor is not None and factor.aan_op is None else None


async def bevestig(session: AsyncSession, wie: str, code: str) -> list[str] | None:
    """Switches it on when the code fits; the recovery codes, which are not kept readable. None when it doesn't fit."""
    if await onbevestigd(session, wie) is None or not await _neem_code(session, wie, code):
        return None
    await session.execute(update(TweedeFactor).where(TweedeFactor.medewerker_id == wie).values(aan_op=nu()))
    await session.execute(delete(Herstelcode).where(Herstelcode.medewerker_id == wie))
    codes = [_nieuwe_code() for _ in range(AANTAL_HERSTELCODES)]
    session.add_all(Herstelcode(medewerker_id=wie, hash=_hash(code)) for code in codes)
    return codes


async def klopt(session: AsyncSession, wie: str, code: str) -> bool:
    """Takes a code of the authenticator or a recovery code; each is taken once."""
    if not await is_aan(session, wie):
        return False
    return await _neem_code(session, wie, code) or await _neem_herstelcode(session, wie, code)


async def zet_uit(session: AsyncSession, wie: str) -> bool:
    """Whether there was something to switch off."""
    await session.execute(delete(Herstelcode).where(Herstelcode.medewerker_id == wie))
    weg = delete(TweedeFactor).where(TweedeFactor.medewerker_id == wie).returning(TweedeFactor.medewerker_id)
    return await session.scalar(weg) is not None


async def wie_heeft_hem_aan(session: AsyncSession) -> set[str]:
    return set(await session.scalars(select(TweedeFactor.medewerker_id).where(TweedeFactor.aan_op.is_not(None))))


async def herstelcodes_over(session: AsyncSession, wie: str) -> int:
    over = (Herstelcode.medewerker_id == wie) & Herstelcode.gebruikt_op.is_(None)
    return await session.scalar(select(func.count()).select_from(Herstelcode).where(over)) or 0


def qr(geheim: str, wie: str, loket: str) -> bytes:
    """The QR code that an authenticator reads, as an SVG file."""
    uri = pyotp.TOTP(geheim, interval=STAP).provisioning_uri(name=wie, issuer_name=loket)
    uit = BytesIO()
    segno.make(uri, error="m", micro=False).save(uit, kind="svg", scale=6, border=4, light="#fff", svgns=True)
    return uit.getvalue()


def in_groepen(geheim: str) -> str:
    """As people type it over: four characters at a time."""
    return " ".join(geheim[n : n + 4] for n in range(0, len(geheim), 4))


async def _neem_code(session: AsyncSession, wie: str, code: str) -> bool:
    """Compare-and-set on the time step: the same code a second time, or an older one, is refused (RFC 6238 section 5.2)."""
    factor = await session.get(TweedeFactor, wie)
    stap = _stap_van(factor.geheim, code.replace(" ", "")) if factor is not None else None
    if stap is None:
        return False
    nieuwer = (TweedeFactor.medewerker_id == wie) & (TweedeFactor.laatste_stap < stap)
    zet = update(TweedeFactor).where(nieuwer).values(laatste_stap=stap).returning(TweedeFactor.medewerker_id)
    return await session.scalar(zet.execution_options(synchronize_session=False)) is not None


def _stap_van(geheim: str, code: str) -> int | None:
    """The time step to which a code belongs, of those that are accepted now. All are compared, whichever fits."""
    totp, nu_stap = pyotp.TOTP(geheim, interval=STAP), int(nu().timestamp()) // STAP
    past = [
        stap
        for stap in range(nu_stap - SPELING, nu_stap + SPELING + 1)
        if secrets.compare_digest(totp.generate_otp(stap).encode(), code.encode())
    ]
    return past[-1] if past else None


async def _neem_herstelcode(session: AsyncSession, wie: str, code: str) -> bool:
    vrij = (Herstelcode.medewerker_id == wie) & (Herstelcode.hash == _hash(code)) & Herstelcode.gebruikt_op.is_(None)
    zet = update(Herstelcode).where(vrij).values(gebruikt_op=nu()).returning(Herstelcode.id)
    return await session.scalar(zet.execution_options(synchronize_session=False)) is not None


def _nieuwe_code() -> str:
    deel = ["".join(secrets.choice(_TEKENS) for _ in range(5)) for _ in range(2)]
    return "-".join(deel)


def _hash(code: str) -> str:
    """Keyed: with the database alone nothing can be tried out."""
    return Kluis.open().index("herstelcode|" + "".join(filter(str.isalnum, code.upper())))
