"""/.well-known/security.txt: whom to tell about a vulnerability (RFC 9116; on the list of the Forum Standaardisatie)."""

from __future__ import annotations

import re
from datetime import timedelta

from aiohttp import web

from loket_backend.settings import Settings
from loket_backend.tijd import nu

PAD = "/.well-known/security.txt"
CONTACT = web.AppKey("beveiligingscontact", str)
ADRES = web.AppKey("adres_van_buiten", str)
# RFC 9116 section 2.5.5: less than a year. Made at every reading, so it never lies in the past.
GELDIG = timedelta(days=180)


def voeg_toe(app: web.Application, settings: Settings) -> None:
    app[CONTACT] = settings.beveiligingscontact or _bel(settings.telefoon)
    app[ADRES] = settings.adres_buiten.rstrip("/")
    app.add_routes([web.get(PAD, toon)])


async def toon(request: web.Request) -> web.Response:
    regels = [f"Contact: {request.app[CONTACT]}", f"Expires: {nu() + GELDIG:%Y-%m-%dT%H:%M:%SZ}"]
    regels.append("Preferred-Languages: nl, en")
    if request.app[ADRES]:
        regels.append(f"Canonical: {request.app[ADRES]}{PAD}")
    return web.Response(text="\n".join(regels) + "\n", content_type="text/plain", charset="utf-8")


def _bel(telefoon: str) -> str:
    """The phone number as a URI: "0528 12 34 56" is tel:+31528123456."""
    return "tel:" + re.sub(r"^0", "+31", re.sub(r"\D", "", telefoon))
