"""The maandbeeld: how a wijk did this month, beside the months before; as a page, as CSV and as a PDF."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from aiohttp import web

from loket_backend.console import csv_uit
from loket_backend.console.gespreksverslag_papier import PERS
from loket_backend.console.maandbeeld_figuren import FIGUREN, Blik
from loket_backend.console.overzicht_figuur import Figuur, lees
from loket_backend.console.pagina import NAAM
from loket_backend.console.pagina import toon as toon_pagina
from loket_backend.errors import NietGevonden, OngeldigeInvoer
from loket_backend.intake.api import DATABASE
from loket_backend.maandbeeld import maanden, tellen
from loket_backend.maandbeeld.bewaren import Beelden
from loket_backend.maandbeeld.maanden import Maand
from loket_backend.maandbeeld.rapport import Deel, Rapport, als_pdf
from loket_backend.onderdrukking import ALLES
from loket_backend.tijd import lees_moment

BEELDEN = web.AppKey("maandbeelden", Beelden)
PERIODES = {"12": "12 maanden", "24": "24 maanden", "36": "36 maanden"}
FOUT = "Kies een maand uit de lijst. De maand mag niet in de toekomst liggen."


@dataclass(frozen=True)
class Keuze:
    """What was asked. `wijk`: an id, or ALLES; one that does not exist is all of them, and the page says so."""

    maand: Maand
    aantal: str
    wijk: str

    @property
    def vraag(self) -> str:
        """Behind the question mark of an address that gives the same again."""
        return urlencode({"maand": self.maand.sleutel, "maanden": self.aantal, "wijk": self.wijk})


async def toon(request: web.Request) -> web.Response:
    """A month that cannot be comes back with what is wrong with it, and without figures."""
    try:
        keuze = _keuze(request)
    except OngeldigeInvoer:
        keuze = Keuze(maanden.deze().vorige, "12", request.query.get("wijk", ALLES))
        formulier = await _formulier(request, keuze)
        return await toon_pagina(request, "maandbeeld.html", {**formulier, "fout": FOUT, "figuren": []}, status=400)
    blik, gemaakt_op = await _blik(request, keuze)
    inhoud = {
        **await _formulier(request, keuze),
        "fout": "",
        "figuren": [maak(blik) for maak in FIGUREN.values()],
        "naam": _naam(blik),
        "gemaakt_op": gemaakt_op,
    }
    return await toon_pagina(request, "maandbeeld.html", inhoud)


async def als_csv(request: web.Request) -> web.Response:
    """Raises NietGevonden for a figure that is not there, OngeldigeInvoer for a month that cannot be."""
    maak = FIGUREN.get(request.match_info["figuur"])
    if maak is None:
        raise NietGevonden()
    keuze = _keuze(request)
    figuur = maak((await _blik(request, keuze))[0])
    return csv_uit.antwoord(f"maandbeeld_{figuur.sleutel}_{keuze.maand.sleutel}", figuur.als_csv())


async def als_rapport(request: web.Request) -> web.Response:
    """All figures in one PDF. Raises OngeldigeInvoer for a month that cannot be."""
    keuze = _keuze(request)
    blik, gemaakt_op = await _blik(request, keuze)
    rapport = _rapport(blik, request.app[NAAM], gemaakt_op)
    async with request.app[PERS]:
        pdf = await asyncio.to_thread(als_pdf, rapport)
    naam = f'attachment; filename="maandbeeld_{keuze.maand.sleutel}.pdf"'
    koppen = {"Content-Disposition": naam, "Cache-Control": "no-store"}
    return web.Response(body=pdf, content_type="application/pdf", headers=koppen)


def _keuze(request: web.Request) -> Keuze:
    """Last month, unless asked otherwise. Raises OngeldigeInvoer."""
    gevraagd = request.query.get("maand", "")
    maand = maanden.lees(gevraagd) if gevraagd else maanden.deze().vorige
    if maand is None:
        raise OngeldigeInvoer("Deze maand kan niet.", [f"maand: {FOUT}"])
    aantal = request.query.get("maanden", "")
    return Keuze(maand, aantal if aantal in PERIODES else "12", request.query.get("wijk", ALLES))


async def _blik(request: web.Request, keuze: Keuze) -> tuple[Blik, str]:
    beeld = await request.app[BEELDEN].haal(keuze.maand, int(keuze.aantal))
    wijk = keuze.wijk if keuze.wijk in beeld.wijken else ALLES
    return Blik(beeld, wijk), lees_moment(beeld.op)


async def _formulier(request: web.Request, keuze: Keuze) -> Mapping[str, object]:
    async with request.app[DATABASE].lees() as session:
        wijken = await tellen.wijken(session)
    return {
        "keuze": keuze,
        "maanden": _te_kiezen(keuze.maand),
        "periodes": PERIODES,
        "wijken": {ALLES: "Alle wijken", **wijken},
        "csv_map": "/console/maandbeeld",
        "vraag": keuze.vraag,
        "lees": lees,
    }


def _te_kiezen(maand: Maand) -> list[Maand]:
    """Three years, the newest first, and the one that is looked at."""
    lijst = maanden.tot_en_met(maanden.deze(), maanden.MEESTE)
    return sorted({*lijst, maand}, reverse=True)


def _naam(blik: Blik) -> str:
    return "Alle wijken" if blik.wijk == ALLES else blik.beeld.wijken[blik.wijk]


def _rapport(blik: Blik, loket: str, gemaakt_op: str) -> Rapport:
    return Rapport(
        titel=f"Maandbeeld {blik.maanden[-1].naam}: {_naam(blik)}",
        loket=loket,
        inleiding=[
            f"Dit gaat over {len(blik.maanden)} maanden, van {blik.maanden[0].naam} tot en met {blik.maanden[-1].naam}. "
            f"De getallen zijn geteld op {gemaakt_op}.",
            "Groepen van minder dan 5 mensen blijven verborgen. Soms staat er ‘niet getoond’: "
            "dan kan niemand de kleine groep uitrekenen.",
        ],
        delen=[_deel(maak(blik)) for maak in FIGUREN.values()],
    )


def _deel(figuur: Figuur) -> Deel:
    rijen = [[lees(cel) for cel in rij] for rij in figuur.rijen]
    return Deel(figuur.titel, figuur.zin, str(figuur.grafiek), list(figuur.koppen), rijen, figuur.uitleg)
