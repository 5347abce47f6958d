"""What somebody posted after their session timed out is not lost, also without JavaScript.

The fields go into the new, still anonymous session: on the server and encrypted, so not into the address, the page or
the browser. They come back only for the person whose session it was, and go nowhere before that person presses a
button again. Files are not kept.
"""

from __future__ import annotations

from typing import Any

from aiohttp import web
from aiohttp_session import get_session

from loket_backend.console.gebruiker import BEWAARD, GEBRUIKER, OPSLAG
from loket_backend.console.pagina import naar
from loket_backend.console.pagina import toon as toon_pagina
from loket_backend.toegang import csrf

PAD = "/console/bewaard"
MAX_TEKENS = 60_000
NOOIT = frozenset({csrf.VELD, "wachtwoord", "nieuw", "nog_eens", "code"})
# Short, and without a space: what a page sends along, not what somebody wrote.
_KORT = 40


async def bewaar(request: web.Request) -> None:
    """Keeps the fields of a form of this site, when the session of this browser timed out."""
    wie = await request.app[OPSLAG].wie_verliep(request)
    if wie is not None and csrf.van_deze_site(request):
        await _leg_weg(request, wie)


async def bewaar_na_nieuwe_login(request: web.Request) -> bool:
    """The same for a page from before somebody logged in again, in another tab: its token is of the old session.

    Only when the browser says itself that the form is ours; a form of another site is never shown again.
    """
    wie, zegt_het = request.get(GEBRUIKER), {"Sec-Fetch-Site", "Origin"} & set(request.headers)
    return bool(wie and zegt_het and csrf.van_deze_site(request) and await _leg_weg(request, wie.id))


async def _leg_weg(request: web.Request, wie: str) -> bool:
    """False when nobody wrote anything, or too much to keep."""
    velden = [
        [naam, waarde]
        for naam, waarde in (await request.post()).items()
        if isinstance(waarde, str) and naam not in NOOIT
    ]
    past = sum(len(naam) + len(waarde) for naam, waarde in velden) <= MAX_TEKENS
    if bewaart := past and any(_getypt(waarde) for _, waarde in velden):
        (await get_session(request))[BEWAARD] = {"wie": wie, "pad": request.path, "velden": velden}
    return bewaart


async def toon(request: web.Request) -> web.Response:
    stand = (await get_session(request)).get(BEWAARD)
    if stand is None:
        return naar("/console")
    return await toon_pagina(request, "bewaard.html", {"pad_van": stand["pad"], **verdeel(stand["velden"])})


async def gooi_weg(request: web.Request) -> web.Response:
    (await get_session(request)).pop(BEWAARD, None)
    return naar("/console")


def verdeel(velden: list[list[str]]) -> dict[str, Any]:
    """What somebody wrote, to read and change; the rest goes along unseen."""
    return {
        "getypt": [(naam, waarde) for naam, waarde in velden if _getypt(waarde)],
        "mee": [(naam, waarde) for naam, waarde in velden if not _getypt(waarde)],
    }


def _getypt(waarde: str) -> bool:
    return len(waarde) > _KORT or any(teken.isspace() for teken in waarde)
