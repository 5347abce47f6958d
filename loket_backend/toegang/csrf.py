"""Protection against forms on other sites: a token per session, and where the browser says the request came from."""

from __future__ import annotations

import secrets
from urllib.parse import urlsplit

from aiohttp import web
from aiohttp_session import Session

from loket_backend.errors import Verboden

VELD = "csrf"
UITLEG = "Deze pagina is verlopen of kwam van een andere site. Laad de pagina opnieuw en probeer het nog eens."


def token(session: Session) -> str:
    """The token of this session; made at the first call."""
    if VELD not in session:
        session[VELD] = secrets.token_urlsafe(32)
    return str(session[VELD])


async def controleer(request: web.Request, session: Session) -> None:
    """Raises Verboden unless the form came from a page of this session on this site."""
    gegeven, bekend = (await request.post()).get(VELD), str(session.get(VELD, ""))
    klopt = isinstance(gegeven, str) and bekend and secrets.compare_digest(gegeven.encode(), bekend.encode())
    if not klopt or not van_deze_site(request):
        raise Verboden(UITLEG)


def van_deze_site(request: web.Request) -> bool:
    """What the browser tells must fit; old browsers that tell nothing are left to the token."""
    if request.headers.get("Sec-Fetch-Site", "same-origin") != "same-origin":
        return False
    herkomst = request.headers.get("Origin")
    return herkomst is None or urlsplit(herkomst).netloc == request.host
