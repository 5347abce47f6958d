"""PDFs of the papers of a resident for staff, to print or to send, and the note that a letter went out. Each goes into the audit trail."""

from __future__ import annotations

import asyncio

from aiohttp import web

from loket_backend.console import dossier, zicht
from loket_backend.console.gebruiker import GEBRUIKER
from loket_backend.console.pagina import lees_dag, naar, nummer
from loket_backend.errors import OngeldigeInvoer
from loket_backend.intake.api import DATABASE
from loket_backend.keukentafel import bevestiging, blad
from loket_backend.keukentafel.blad import Blad
from loket_backend.keukentafel.bladopmaak import Rand, als_pdf
from loket_backend.keukentafel.gespreksverslag import RONDES
from loket_backend.keukentafel.gespreksverslag_sjabloon import Kantoor
from loket_backend.keukentafel.leespagina import noten_bij
from loket_backend.toegang.audit import leg_vast

# One at a time: setting a PDF takes the processor.
PERS = web.AppKey("console_pers", asyncio.Semaphore)


async def versie_pdf(request: web.Request) -> web.Response:
    wie, kenmerk = request[GEBRUIKER], request.match_info["kenmerk"]
    async with request.app[DATABASE].schrijf() as session:
        intake = await dossier.zoek(session, wie, kenmerk)
        versie = await RONDES.ronde(session, kenmerk, nummer(request, "id"))
        leg_vast(session, wie.id, "gespreksverslag als PDF", kenmerk, zicht.grond(wie, intake))
        papier, noten = blad.uit_json(versie.blad or {}), await noten_bij(session, versie)
    return await als_bestand(request, papier, Rand(noten=noten), f"gespreksverslag-{kenmerk}-{versie.ronde}")


async def bevestiging_pdf(request: web.Request) -> web.Response:
    wie, kenmerk = request[GEBRUIKER], request.match_info["kenmerk"]
    async with request.app[DATABASE].schrijf() as session:
        intake = await dossier.zoek(session, wie, kenmerk)
        leg_vast(session, wie.id, "bevestiging als PDF", kenmerk, zicht.grond(wie, intake))
        papier = await bevestiging.maak(session, intake)
    return await als_bestand(request, papier, Rand(), f"bevestiging-{kenmerk}")


async def bevestiging_verstuurd(request: web.Request) -> web.Response:
    wie, kenmerk = request[GEBRUIKER], request.match_info["kenmerk"]
    op = lees_dag((await request.post()).get("verstuurd_op"))
    async with request.app[DATABASE].schrijf() as session:
        intake = await dossier.zoek(session, wie, kenmerk)
        if op is None:
            raise OngeldigeInvoer("Kies de dag waarop de brief op de post ging.", ["verstuurd_op: is geen dag"])
        await bevestiging.verstuurd(session, intake, op, wie.id)
        leg_vast(session, wie.id, "bevestiging per post verstuurd", kenmerk, zicht.grond(wie, intake))
    return naar(f"/console/intakes/{kenmerk}#bevestiging")


async def als_bestand(request: web.Request, papier: Blad, rand: Rand, naam: str) -> web.Response:
    async with request.app[PERS]:
        inhoud = await asyncio.to_thread(als_pdf, papier, rand, Kantoor.loket())
    koppen = {"Content-Disposition": f'attachment; filename="{naam}.pdf"', "Cache-Control": "no-store"}
    return web.Response(body=inhoud, content_type="application/pdf", headers=koppen)
