"""The page with the widget, the widget's script, and the other files that `npm run bouw` made."""

from __future__ import annotations

from html import escape
from pathlib import Path

from aiohttp import web

from loket_backend.gesprek.actueel import ACTUEEL
from loket_backend.settings import Settings

HIER = Path(__file__).parent
STATISCH = HIER.parent / "statisch"
PAGINA = HIER / "pagina.html"

# Nothing from elsewhere and nothing inline; the widget works within this on any page.
CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
SOORTEN = {".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8"}
NIET_GEBOUWD = "{naam} is er nog niet. Bouw de voorkant: npm ci && npm run bouw\n"


def voeg_toe(app: web.Application) -> None:
    app.router.add_get("/", pagina)
    app.router.add_get("/widget/loket-chat.js", script)
    app.router.add_get("/widget/nummers.json", nummers)
    app.router.add_get("/statisch/{naam:[a-z0-9][a-z0-9.-]*}", bestand)


async def pagina(request: web.Request) -> web.Response:
    settings = Settings.uit_omgeving()
    inhoud = PAGINA.read_text(encoding="utf-8")
    inhoud = inhoud.replace("{{naam}}", escape(settings.naam)).replace("{{telefoon}}", escape(settings.telefoon))
    inhoud = inhoud.replace("{{tel}}", "".join(teken for teken in settings.telefoon if teken in "+0123456789"))
    headers = {
        "Cache-Control": "no-cache",
        "Content-Security-Policy": CSP,
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
    }
    return web.Response(text=inhoud, content_type="text/html", charset="utf-8", headers=headers)


async def script(request: web.Request) -> web.StreamResponse:
    """The widget, loadable by a page of any origin: it holds no secret and nothing of anybody."""
    antwoord = gebouwd("loket-chat.js")
    antwoord.headers["Access-Control-Allow-Origin"] = "*"
    antwoord.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return antwoord


async def nummers(request: web.Request) -> web.Response:
    """The numbers to call as they stand now, from memory; the widget has those of its build for when the loket is away."""
    koppen = {
        "Access-Control-Allow-Origin": "*",
        "Cross-Origin-Resource-Policy": "cross-origin",
        "Cache-Control": "no-cache",
    }
    return web.json_response(request.app[ACTUEEL].nummers.nu.balken(), headers=koppen)


async def bestand(request: web.Request) -> web.StreamResponse:
    return gebouwd(request.match_info["naam"])


def gebouwd(naam: str) -> web.StreamResponse:
    """A built file with ETag; 503 that says what to do when nothing was built, 404 for a name that is not there."""
    pad = STATISCH / naam
    if pad.suffix in SOORTEN and pad.is_file():
        headers = {
            "Content-Type": SOORTEN[pad.suffix],
            "Cache-Control": "public, max-age=300",
            "X-Content-Type-Options": "nosniff",
        }
        return web.FileResponse(pad, headers=headers)
    if not (STATISCH / "loket-chat.js").is_file():
        return web.Response(status=503, text=NIET_GEBOUWD.format(naam=naam), headers={"Cache-Control": "no-store"})
    raise web.HTTPNotFound
