"""Connections that lead to nothing: who opens them and says little or nothing is not waited for.

aiohttp keeps a connection that sends no whole request for an hour, and reads a body for as long as it takes. A few thousand of those
and there is no room for anybody else (CWE-400, "slowloris").
"""

from __future__ import annotations

import asyncio
import resource

from aiohttp import web
from aiohttp.typedefs import Handler

# Seconds until a whole request, the first or the next one, must have come; longer than a reverse proxy keeps a connection (60).
STIL_HOOGSTENS = 75.0
# What sends a body may be slow, not endless: so long, and longer for what is large at this pace (bytes a second, a bad mobile line).
LEESTIJD, TEMPO = 30.0, 32_000
# No upload is larger; who says so is not given the time for it.
GROOTSTE = 16_000_000


@web.middleware
async def niet_eindeloos(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Cuts the connection when the body is not there in time; nothing was accepted then, and the sender may try again."""
    if request.content.is_eof():
        return await handler(request)
    hoogstens = LEESTIJD + min(request.content_length or 0, GROOTSTE) / TEMPO
    wekker = asyncio.get_running_loop().call_later(hoogstens, _breek_af, request)
    try:
        return await handler(request)
    finally:
        wekker.cancel()


def _breek_af(request: web.Request) -> None:
    if not request.content.is_eof() and request.transport is not None:
        request.transport.abort()


def neem_alle_ruimte() -> None:
    """As many open connections as the machine allows this process; the usual limit of 1,024 is one small attack away."""
    _, hoogstens = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hoogstens, hoogstens))
