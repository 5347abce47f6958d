"""Headers on every answer: security, the version of the API, and which other origins may call it."""

from __future__ import annotations

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

API_VERSIE = "1.0.0"

VEILIG = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "Content-Security-Policy": "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'",
}
CORS = {
    "Access-Control-Allow-Methods": "GET, POST, OPTIONS",
    "Access-Control-Allow-Headers": "Authorization, Content-Type, Last-Event-ID, Cache-Control",
    "Access-Control-Max-Age": "600",
    "Vary": "Origin",
}


async def zet_koppen(request: web.Request, antwoord: web.StreamResponse) -> None:
    """Signal handler: runs before any answer goes out, event streams included."""
    antwoord.headers["Server"] = "loket"
    for naam, waarde in VEILIG.items():
        antwoord.headers.setdefault(naam, waarde)
    if request.path.startswith("/v1/"):
        antwoord.headers["API-Version"] = API_VERSIE
        antwoord.headers.setdefault("Cache-Control", "no-store")


def herkomsten(toegelaten: frozenset[str]) -> Middleware:
    """CORS for the chat protocol, only for pages on the allow-list; the OpenAPI text is open to all."""

    @web.middleware
    async def middleware(request: web.Request, handler: Handler) -> web.StreamResponse:
        herkomst = request.headers.get("Origin", "")
        mag = request.path.startswith("/v1/gesprekken") and herkomst in toegelaten
        if mag and request.method == "OPTIONS":
            return web.Response(status=204, headers={**CORS, "Access-Control-Allow-Origin": herkomst})
        if mag:
            request[_HERKOMST] = herkomst
        return await handler(request)

    return middleware


_HERKOMST = "loket_herkomst"


async def zet_cors(request: web.Request, antwoord: web.StreamResponse) -> None:
    """Signal handler beside zet_koppen: the origin that the middleware allowed."""
    if herkomst := request.get(_HERKOMST):
        antwoord.headers["Access-Control-Allow-Origin"] = herkomst
        antwoord.headers["Vary"] = "Origin"
