"""The page where the coordinator sets the rules for assigning, and tries them on the last meldingen before they count."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from aiohttp import web
from multidict import MultiDictProxy
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.console.dossier import namen_van_medewerkers
from loket_backend.console.gebruiker import GEBRUIKER
from loket_backend.console.pagina import naar
from loket_backend.console.pagina import toon as toon_pagina
from loket_backend.errors import LoketFout
from loket_backend.intake import service
from loket_backend.intake.api import DATABASE
from loket_backend.intake.models import Intake
from loket_backend.tijd import vandaag
from loket_backend.toegang.audit import leg_vast
from loket_backend.toewijzing import regels as regelboek
from loket_backend.toewijzing.models import Medewerker, Wijk
from loket_backend.toewijzing.regels import Regels
from loket_backend.toewijzing.service import kies

PROEF = 20  # the last meldingen that the rules are tried on
ADRES = "/console/toewijsregels"


@dataclass(frozen=True)
class Proef:
    """Who one melding would get now: by the rules that count, and by those that were typed."""

    kenmerk: str
    nu: str
    straks: str
    reden: str

    @property
    def anders(self) -> bool:
        return self.nu != self.straks


async def toon(request: web.Request) -> web.Response:
    async with request.app[DATABASE].lees() as session:
        return await _pagina(request, session, await regelboek.geldend(session))


async def _pagina(
    request: web.Request, session: AsyncSession, regels: Regels, fout: LoketFout | None = None, **meer: Any
) -> web.Response:
    wijken = list(await session.scalars(select(Wijk).order_by(Wijk.naam)))
    functies = await session.scalars(select(Medewerker.functie).where(Medewerker.actief).distinct())
    inhoud = {
        "regels": regels,
        "voorkeur": {v.leefgebied: v.functie for v in regels.voorkeuren},
        "wijken": wijken,
        "functies": sorted({*functies, *(v.functie for v in regels.voorkeuren)}),
        "versies": await regelboek.versies(session),
        "namen": await namen_van_medewerkers(session),
        "fout": fout,
        "proeven": [],
        "gedaan": "De regels zijn bewaard. Ze gelden voor elke nieuwe melding." if "bewaard" in request.query else "",
        **meer,
    }
    return await toon_pagina(request, "toewijsregels.html", inhoud, status=fout.status if fout else 200)


async def zet(request: web.Request) -> web.Response:
    """The button "Probeer" shows what would change, "Bewaar" makes it count."""
    wie, formulier = request[GEBRUIKER], await request.post()
    getypt = _uit_formulier(formulier)
    async with request.app[DATABASE].schrijf() as session:
        try:
            regels = await regelboek.lees(session, getypt)
        except LoketFout as fout:
            return await _pagina(request, session, await regelboek.geldend(session), fout)
        if formulier.get("daad") != "bewaar":
            proeven = await probeer(session, await regelboek.geldend(session), regels)
            return await _pagina(request, session, regels, proeven=proeven, geprobeerd=True)
        regelboek.bewaar(session, regels, wie.id)
        leg_vast(session, wie.id, "toewijsregels veranderd", "toewijsregels", "coördinator")
    return naar(f"{ADRES}?bewaard")


async def probeer(session: AsyncSession, nu: Regels, straks: Regels) -> list[Proef]:
    """The last meldingen, assigned as if they came in now. Nothing is changed."""
    lasten, uit = await service.lasten(session), []
    laatste = select(Intake).order_by(Intake.ontvangen_op.desc(), Intake.kenmerk).limit(PROEF)
    for intake in list(await session.scalars(laatste)):
        zaak = await service.zaak_van(session, intake)
        voor = await kies(session, zaak, lasten, vandaag(), nu)
        na = await kies(session, zaak, lasten, vandaag(), straks)
        uit.append(Proef(intake.kenmerk, _naam(voor.medewerker), _naam(na.medewerker), na.reden))
    return uit


def _naam(medewerker: Medewerker | None) -> str:
    return medewerker.naam if medewerker else "wachtrij van de coördinator"


def _uit_formulier(formulier: MultiDictProxy[Any]) -> Mapping[str, Any]:
    velden = {naam: str(formulier.get(naam, "")) for naam in formulier}
    voorkeuren = {naam.removeprefix("voorkeur-"): w for naam, w in velden.items() if naam.startswith("voorkeur-")}
    buren = {naam.removeprefix("buren-"): formulier.getall(naam) for naam in velden if naam.startswith("buren-")}
    return {
        "eerdere_medewerker_eerst": "eerdere_medewerker_eerst" in velden,
        "verdeling": velden.get("verdeling", ""),
        "vol": velden.get("vol", ""),
        "voorkeuren": [{"leefgebied": g, "functie": f} for g, f in voorkeuren.items() if f],
        "buurwijken": {wijk: [str(b) for b in buurt if b and b != wijk] for wijk, buurt in buren.items()},
    }
