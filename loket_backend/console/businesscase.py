"""The business case: choose a period and an area, look at the tables, take them along. Every export goes into the audit trail."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

from aiohttp import web
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.businesscase import bijlage, dienst, perioden, rapport, rekenblad, tabellen, vragen
from loket_backend.businesscase.bundelen import ALLE_WIJKEN
from loket_backend.businesscase.models import Loketkosten
from loket_backend.businesscase.perioden import Periode
from loket_backend.businesscase.rapport import Rapport
from loket_backend.businesscase.tabel import Cel, Centen, Tabel
from loket_backend.console import csv_uit
from loket_backend.console.businesscase_figuren import figuren, lees
from loket_backend.console.businesscase_rapport import als_pdf
from loket_backend.console.gebruiker import GEBRUIKER
from loket_backend.console.gespreksverslag_papier import PERS
from loket_backend.console.intakes import formulier
from loket_backend.console.pagina import naar
from loket_backend.console.pagina import toon as toon_pagina
from loket_backend.errors import OngeldigeInvoer
from loket_backend.intake.api import DATABASE
from loket_backend.invoer import Veldfouten
from loket_backend.partijen.models import SOORTEN, Partij
from loket_backend.partijen.woorden import BEKOSTIGINGEN
from loket_backend.tijd import lees_datum, vandaag
from loket_backend.toegang.audit import leg_vast

BEGIN = "/console/businesscase"
GROND = "verantwoording"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


async def toon(request: web.Request) -> web.Response:
    return await _toon(request)


async def _toon(
    request: web.Request, gegeven: Mapping[str, str] | None = None, fout: Veldfouten | None = None
) -> web.Response:
    """`gegeven`, `fout`: the form with the costs of the loket that was refused."""
    periode, keuzefout = _kies(request)
    wijk = request.query.get("wijk", ALLE_WIJKEN)
    gelezen = await rapport.lees(request.app[DATABASE], periode, wijk) if periode else None
    async with request.app[DATABASE].lees() as session:
        inhoud = {**await _rand(session), "wijken": {ALLE_WIJKEN: "Alle wijken", **await vragen.wijken(session)}}
    gekozen = {"periode": periode.sleutel if periode else request.query.get("periode", ""), "wijk": wijk}
    inhoud |= {
        "perioden": perioden.voorbije(),
        "gekozen": gekozen,
        "vraag": urlencode(gekozen),
        "keuzefout": keuzefout,
        "rapport": gelezen,
        "figuren": figuren(tabellen.tabellen(gelezen)) if gelezen else [],
        "aannames": bijlage.aannames(gelezen) if gelezen else [],
        "lees": lees,
        "wetten": BEKOSTIGINGEN,
        "soorten": SOORTEN,
        "gegeven": gegeven or {},
        "fouten": fout.per_veld if fout else {},
        "bewaard": request.query.get("bewaard") == "1" and not fout,
    }
    return await toon_pagina(request, "businesscase.html", inhoud, status=400 if fout or keuzefout else 200)


async def _rand(session: AsyncSession) -> dict[str, object]:
    """What the form with the costs of the loket shows."""
    kosten: dict[int, Loketkosten] = await vragen.loketkosten(session)
    partijen = await session.execute(select(Partij.id, Partij.naam).where(Partij.actief).order_by(Partij.naam))
    return {
        "loketkosten": sorted(kosten.values(), key=lambda k: -k.jaar),
        "partijen": [(id_, naam) for id_, naam in partijen],
        "dit_jaar": vandaag().year,
    }


def _kies(request: web.Request) -> tuple[Periode | None, str]:
    """The period that was asked for, else the newest quarter; and what is wrong with it."""
    gevraagd = request.query.get("periode")
    if gevraagd:
        try:
            return perioden.lees(gevraagd), ""
        except OngeldigeInvoer as fout:
            return None, fout.detail
    return next(p for p in perioden.voorbije() if len(p.kwartalen) == 1), ""


async def als_csv(request: web.Request) -> web.Response:
    """One row for each cell: a table that a program can filter."""
    gelezen = await _neem_mee(request, "businesscase als CSV")
    return csv_uit.antwoord(_naam(gelezen), _lange_rijen(gelezen))


async def als_xlsx(request: web.Request) -> web.Response:
    gelezen = await _neem_mee(request, "businesscase als rekenblad")
    inhoud = await asyncio.to_thread(rekenblad.als_xlsx, tabellen.tabellen(gelezen), kop(gelezen))
    return _bestand(inhoud, f"{_naam(gelezen)}.xlsx", XLSX)


async def als_rapport(request: web.Request) -> web.Response:
    gelezen = await _neem_mee(request, "businesscase als PDF")
    async with request.app[PERS]:
        inhoud = await asyncio.to_thread(als_pdf, gelezen, kop(gelezen))
    return _bestand(inhoud, f"{_naam(gelezen)}.pdf", "application/pdf")


async def _neem_mee(request: web.Request, wat: str) -> Rapport:
    """The report that was asked for, once the audit trail says who takes which. Raises OngeldigeInvoer for a period that cannot be."""
    periode, wijk = perioden.lees(request.query.get("periode", "")), request.query.get("wijk", ALLE_WIJKEN)
    gelezen = await rapport.lees(request.app[DATABASE], periode, wijk)
    async with request.app[DATABASE].schrijf() as session:
        wiens = f"{periode.sleutel} {'alle wijken' if gelezen.wijk == ALLE_WIJKEN else gelezen.wijk}"
        leg_vast(session, request[GEBRUIKER].id, wat, wiens[:40], GROND)
    return gelezen


def kop(gelezen: Rapport) -> list[str]:
    """What stands on top of an export."""
    eerste, laatste = lees_datum(gelezen.periode.van), lees_datum(gelezen.periode.laatste_dag)
    regels = [
        f"Businesscase over {gelezen.periode.naam}",
        f"Van {eerste} tot en met {laatste}.",
        f"Gebied: {gelezen.wijken[gelezen.wijk]}.",
        f"Gemaakt op {lees_datum(vandaag())}.",
    ]
    if gelezen.getoond:
        regels.append(f"Mensen met een arrangement: ongeveer {gelezen.mensen}.")
    else:
        regels.append("Er zijn te weinig mensen om bedragen te laten zien.")
    return [*regels, *bijlage.aannames(gelezen)]


def _lange_rijen(gelezen: Rapport) -> list[Sequence[csv_uit.Waarde]]:
    rijen: list[Sequence[csv_uit.Waarde]] = [("Tabel", "Regel", "Kolom", "Waarde", "Eenheid")]
    for tabel in tabellen.tabellen(gelezen):
        rijen += _cellen(tabel)
    return [*rijen, *(("Toelichting", str(nr), "", regel, "tekst") for nr, regel in enumerate(kop(gelezen), 1))]


def _cellen(tabel: Tabel) -> list[Sequence[csv_uit.Waarde]]:
    return [
        (tabel.titel, str(rij[0]), kolom, *_waarde(cel))
        for rij in tabel.rijen
        for kolom, cel in zip(tabel.koppen[1:], rij[1:], strict=True)
    ]


def _waarde(cel: Cel) -> tuple[csv_uit.Waarde, str]:
    if isinstance(cel, Centen):
        return cel / 100, "euro"
    return cel, "aantal" if isinstance(cel, int) else "tekst"


def _naam(gelezen: Rapport) -> str:
    gebied = "alle-wijken" if gelezen.wijk == ALLE_WIJKEN else gelezen.wijk
    return f"businesscase-{gelezen.periode.sleutel}-{gebied}"


def _bestand(inhoud: bytes, naam: str, soort: str) -> web.Response:
    koppen = {"Content-Disposition": f'attachment; filename="{naam}"', "Cache-Control": "no-store"}
    return web.Response(body=inhoud, content_type=soort, headers=koppen)


async def zet_loketkosten(request: web.Request) -> web.Response:
    wie, gegeven = request[GEBRUIKER], await formulier(request)
    try:
        async with request.app[DATABASE].schrijf() as session:
            rij = await dienst.zet_loketkosten(session, gegeven, wie.id)
            leg_vast(session, wie.id, "kosten van het loket genoteerd", str(rij.jaar), GROND)
    except Veldfouten as fout:
        return await _toon(request, gegeven, fout)
    return naar(f"{BEGIN}?{urlencode({'bewaard': '1'})}#loketkosten")
