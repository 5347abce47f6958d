"""Passwords of staff: argon2id. Checking costs the same time whether or not the login name exists."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

T = TypeVar("T")


class Hasher:
    """The parameters in use (RFC 9106, low memory). Tests set cheaper ones."""

    actief = PasswordHasher()


# One check takes 64 MiB: a burst of guesses may wait, it may not eat the memory.
_DRADEN = ThreadPoolExecutor(max_workers=2, thread_name_prefix="wachtwoord")


async def versleutel(wachtwoord: str) -> str:
    """The hash to store."""
    return await _in_draad(lambda: Hasher.actief.hash(wachtwoord))


async def klopt(hash: str | None, wachtwoord: str) -> bool:
    """Whether the password belongs to the hash; without a hash False, after the same work."""
    if hash is None:
        await versleutel(wachtwoord)
        return False
    return await _in_draad(lambda: _vergelijk(hash, wachtwoord))


def _vergelijk(hash: str, wachtwoord: str) -> bool:
    try:
        return Hasher.actief.verify(hash, wachtwoord)
    except (VerificationError, InvalidHashError):
        return False


async def _in_draad(werk: Callable[[], T]) -> T:
    """Conversations go on meanwhile."""
    return await asyncio.get_running_loop().run_in_executor(_DRADEN, werk)
