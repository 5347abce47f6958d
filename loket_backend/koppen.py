"""Headers on every answer: security, the version of the API, and which other origins may call it."""

from __future__ import annotations

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

API_VERSIE = "1.0.0"

VEILIG = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "Content-Security-Policy": "; ".join(
        (
            *(f"{soort}-src 'self'" for soort in ("default", "script", "style", "img", "connect", "font")),
            *(f"{soort} 'none'" for soort in ("object-src", "frame-src", "worker-src", "base-uri", "frame-ancestors")),
            "form-action 'self'",
        )
    ),
}
# Two years, as the NCSC asks; only over https, which in production is all there is.
HSTS = "max-age=63072000; includeSubDomains"
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


async def zet_hsts(request: web.Request, antwoord: web.StreamResponse) -> None:
    """Signal handler for production: browsers come back over https only (RFC 6797)."""
    antwoord.headers["Strict-Transport-Security"] = HSTS


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
