"""The sociale kaart out of the loket and into it: files to download, and a file that first says what it would do."""

from __future__ import annotations

import base64
import binascii
import zlib
from typing import Any

from aiohttp import web
from aiohttp.web_request import FileField

from loket_backend.aanbod import inlezen
from loket_backend.aanbod.csvbestand import KOLOMMEN, VERPLICHT
from loket_backend.aanbod.inlezen import MAX_BYTES, Voorstel
from loket_backend.console.gebruiker import GEBRUIKER
from loket_backend.console.pagina import lees_getal, naar
from loket_backend.console.pagina import toon as toon_pagina
from loket_backend.errors import OngeldigeInvoer
from loket_backend.intake.api import DATABASE
from loket_backend.tijd import vandaag

PAGINA = "/console/aanbod/bestand"
# Room for the file, also when it comes back packed in the form.
RUIMTE = 9_000_000
# More lines than these nobody reads on a page; the numbers tell of all.
TOON_REGELS = 200


async def toon(request: web.Request) -> web.Response:
    aantallen = [lees_getal(request.query.get(soort, "")) for soort in ("nieuw", "veranderd", "gelijk")]
    return await _toon(request, gedaan=None if None in aantallen else aantallen)


async def csv(request: web.Request) -> web.Response:
    async with request.app[DATABASE].lees() as session:
        return _download(await inlezen.schrijf_csv(session), "csv", "text/csv")


async def hsds(request: web.Request) -> web.Response:
    async with request.app[DATABASE].lees() as session:
        return _download(await inlezen.schrijf_hsds(session), "json", "application/json")


def _download(tekst: str, soort: str, type_: str) -> web.Response:
    naam = f"sociale-kaart-{vandaag().isoformat()}.{soort}"
    koppen = {"Content-Disposition": f'attachment; filename="{naam}"', "Cache-Control": "no-store"}
    return web.Response(text=tekst, content_type=type_, charset="utf-8", headers=koppen)


async def probeer(request: web.Request) -> web.Response:
    """Says what the file would do, and writes nothing."""
    veld = (await request.post()).get("bestand")
    try:
        if not isinstance(veld, FileField) or not veld.filename:
            raise OngeldigeInvoer("Kies eerst een bestand.")
        bestand = veld.file.read()
        async with request.app[DATABASE].lees() as session:
            voorstel = await inlezen.bekijk(session, bestand)
    except OngeldigeInvoer as fout:
        return await _toon(request, fout=fout)
    return await _toon(request, voorstel=voorstel, inhoud=_pak_in(bestand) if voorstel.goed else "")


async def lees_in(request: web.Request) -> web.Response:
    """What was tried just now, judged anew: meanwhile somebody may have changed something. Nobody waits for the judging of a long file."""
    try:
        bestand = _pak_uit((await request.post()).get("inhoud"))
        async with request.app[DATABASE].lees() as session:
            voorstel = await inlezen.bekijk(session, bestand)
        async with request.app[DATABASE].schrijf() as session:
            voorstel = await inlezen.lees_in(session, request[GEBRUIKER].id, voorstel)
    except OngeldigeInvoer as fout:
        return await _toon(request, fout=fout)
    telling = voorstel.aantallen
    return naar(f"{PAGINA}?{'&'.join(f'{soort}={telling[soort]}' for soort in ('nieuw', 'veranderd', 'gelijk'))}")


def _pak_in(bestand: bytes) -> str:
    return base64.b64encode(zlib.compress(bestand)).decode("ascii")


def _pak_uit(gegeven: object) -> bytes:
    """At most MAX_BYTES and one more, however small it was packed. Raises OngeldigeInvoer."""
    try:
        ingepakt = base64.b64decode(str(gegeven or ""), validate=True)
        bestand = zlib.decompressobj().decompress(ingepakt, MAX_BYTES + 1)
    except (binascii.Error, ValueError, zlib.error) as fout:
        raise OngeldigeInvoer("Het bestand kwam niet goed aan. Kies het nog eens.") from fout
    return bestand


async def _toon(
    request: web.Request,
    *,
    voorstel: Voorstel | None = None,
    inhoud: str = "",
    fout: OngeldigeInvoer | None = None,
    gedaan: list[int | None] | None = None,
) -> web.Response:
    anders = [regel for regel in voorstel.regels if regel.soort != inlezen.GELIJK] if voorstel else []
    anders.sort(key=lambda regel: regel.soort != inlezen.FOUT)
    mis = fout is not None or (voorstel is not None and not voorstel.goed)
    om: dict[str, Any] = {
        "voorstel": voorstel,
        "regels": anders[:TOON_REGELS],
        "meer": len(anders[TOON_REGELS:]),
        "inhoud": inhoud,
        "fout": fout,
        "gedaan": gedaan,
        "KOLOMMEN": KOLOMMEN,
        "VERPLICHT": VERPLICHT,
    }
    return await toon_pagina(request, "aanbod_bestand.html", om, status=400 if mis else 200)
