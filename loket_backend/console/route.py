"""One address of the console."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from aiohttp import web


@dataclass(frozen=True)
class Route:
    """`recht`: who may come there. A subject with many addresses names them in a module of its own, and routes.py takes them all in."""

    methode: str
    pad: str
    handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
    recht: str
    stil: bool = False  # a page calls it of itself
    ruimte: int | None = None  # how many bytes a form may have that carries a file
