"""The audit trail for the coordinator, newest first. Reading it is a line in it too."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime, time, timedelta
from urllib.parse import urlencode

from aiohttp import web
from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.console.dossier import namen_van_medewerkers
from loket_backend.console.gebruiker import GEBRUIKER
from loket_backend.console.pagina import lees_getal
from loket_backend.console.pagina import toon as toon_pagina
from loket_backend.errors import OngeldigeInvoer
from loket_backend.intake.api import DATABASE
from loket_backend.intake.models import Intake
from loket_backend.tijd import AMSTERDAM
from loket_backend.toegang.audit import leg_vast
from loket_backend.toegang.models import Auditregel

PER_PAGINA = 50


@dataclass(frozen=True)
class Filter:
    """As typed; empty is everything. `voor`: only lines before this volgnummer, to page back."""

    wie: str = ""
    kenmerk: str = ""
    van: str = ""
    tot: str = ""
    wat: str = ""
    voor: str = ""

    @classmethod
    def uit(cls, gegeven: Mapping[str, str]) -> Filter:
        return cls(**{f.name: gegeven.get(f.name, "").strip()[:80] for f in fields(cls)})

    def adres(self, voor: int | None = None) -> str:
        delen = {f.name: getattr(self, f.name) for f in fields(self) if f.name != "voor" and getattr(self, f.name)}
        return "/console/audit?" + urlencode({**delen, **({"voor": str(voor)} if voor else {})})

    @property
    def wiens(self) -> str:
        """Whom the search was about, for the line about the reading itself."""
        return (self.kenmerk or self.wie or "alles")[:40]


async def toon(request: web.Request) -> web.Response:
    """A date that is none is a fault, and nothing is shown then."""
    filter, fout = Filter.uit(request.query), ""
    regels: list[Auditregel] = []
    async with request.app[DATABASE].schrijf() as session:
        try:
            regels = await lees(session, filter)
            leg_vast(session, request[GEBRUIKER].id, "logboek gelezen", filter.wiens, "toezicht")
        except OngeldigeInvoer as mis:
            fout = mis.detail
        namen = await namen_van_medewerkers(session)
    verder = filter.adres(regels[-2].volgnummer) if len(regels) > PER_PAGINA else None
    inhoud = {"filter": filter, "regels": regels[:PER_PAGINA], "namen": namen, "verder": verder, "fout": fout}
    return await toon_pagina(request, "audit.html", inhoud, status=400 if fout else 200)


async def lees(session: AsyncSession, filter: Filter) -> list[Auditregel]:
    """One page and one line more when there is a next one. Raises OngeldigeInvoer."""
    keuze = select(Auditregel).where(*await _voorwaarden(session, filter))
    return list(await session.scalars(keuze.order_by(Auditregel.volgnummer.desc()).limit(PER_PAGINA + 1)))


async def _voorwaarden(session: AsyncSession, filter: Filter) -> list[ColumnElement[bool]]:
    voorwaarden: list[ColumnElement[bool]] = [Auditregel.volgnummer.is_not(None)]
    if filter.wie:
        voorwaarden.append(Auditregel.wie == filter.wie)
    if filter.kenmerk:
        voorwaarden.append(Auditregel.wiens.in_(await _namen_van(session, filter.kenmerk.upper())))
    if filter.wat:
        voorwaarden.append(or_(Auditregel.wat.icontains(filter.wat, autoescape=True)))
    if filter.van:
        voorwaarden.append(Auditregel.op >= _begin_van(filter.van))
    if filter.tot:
        voorwaarden.append(Auditregel.op < _begin_van(filter.tot, dagen=1))
    if (voor := lees_getal(filter.voor)) is not None:
        voorwaarden.append(Auditregel.volgnummer < voor)
    return voorwaarden


async def _namen_van(session: AsyncSession, kenmerk: str) -> list[str]:
    """A dossier is in the trail by its kenmerk, and by its conversation before it had one."""
    gesprek = await session.scalar(select(Intake.gesprek_id).where(Intake.kenmerk == kenmerk))
    return [kenmerk, gesprek] if gesprek else [kenmerk]


def _begin_van(dag: str, dagen: int = 0) -> datetime:
    try:
        begin = datetime.combine(date.fromisoformat(dag) + timedelta(days=dagen), time(), AMSTERDAM)
    except (ValueError, OverflowError) as fout:
        raise OngeldigeInvoer("Vul een datum in als jaar, maand en dag, zoals 2026-05-31.") from fout
    if not 2000 <= begin.year <= 3000:
        raise OngeldigeInvoer("Vul een datum in vanaf het jaar 2000.")
    return begin
