"""The forms about one text: proposing, judging, taking back. Once something is decided it counts here at once."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping

from aiohttp import web
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.console import tekstenlijst
from loket_backend.console.gebruiker import GEBRUIKER
from loket_backend.console.pagina import lees_getal, naar
from loket_backend.console.teksten import Ingevuld, adres, formulier, plaats_van, toon
from loket_backend.errors import Conflict, LoketFout, NietGevonden, OngeldigeInvoer, Verboden
from loket_backend.gesprek import tekstversies
from loket_backend.gesprek.eigenteksten import ververs
from loket_backend.gesprek.tekstbronnen import Geleverd
from loket_backend.gesprek.tekstversies import AFGEWEZEN, GOEDGEKEURD, INGETROKKEN
from loket_backend.intake.api import DATABASE
from loket_backend.toegang.audit import leg_vast

GROND = "beheer van teksten"
GELEVERD = "geleverd"

Daad = Callable[[AsyncSession, Geleverd, Mapping[str, str], str], Awaitable[str]]


async def stel_voor(request: web.Request) -> web.Response:
    return await _doe(request, "voorstel", _stel_voor)


async def beoordeel(request: web.Request) -> web.Response:
    return await _doe(request, "beoordeling", _beoordeel)


async def trek_in(request: web.Request) -> web.Response:
    return await _doe(request, "intrekking", _trek_in)


async def _doe(request: web.Request, waar: str, daad: Daad) -> web.Response:
    """Commits with a line in the audit trail; what is refused comes back on the page, as it was typed."""
    geleverd, gegeven, wie = plaats_van(request), await formulier(request), request[GEBRUIKER].id
    try:
        async with request.app[DATABASE].schrijf() as session:
            wat = await daad(session, geleverd, gegeven, wie)
            leg_vast(session, wie, wat, _wiens(geleverd), GROND)
    except (OngeldigeInvoer, Conflict, Verboden) as fout:
        return await toon(request, Ingevuld(waar, gegeven, _fouten(fout), fout.status))
    await ververs(request.app[DATABASE])
    return naar(adres(geleverd.plaats))


def _fouten(fout: LoketFout) -> tuple[str, ...]:
    return tuple(fout.fouten or [fout.detail])


def _wiens(geleverd: Geleverd) -> str:
    """Which text, in the forty characters of the audit trail."""
    return f"{geleverd.plaats.sleutel.removeprefix('utter_')}.{geleverd.plaats.variant}"[:40]


async def _stel_voor(session: AsyncSession, geleverd: Geleverd, gegeven: Mapping[str, str], wie: str) -> str:
    tekst = await _gekozen(session, geleverd, gegeven)
    await tekstversies.stel_voor(session, geleverd, tekst, wie, gegeven.get("toelichting", ""))
    return "tekst voorgesteld"


async def _gekozen(session: AsyncSession, geleverd: Geleverd, gegeven: Mapping[str, str]) -> str | None:
    """What was typed, or an earlier version that somebody wants back; None for the shipped text."""
    versie = gegeven.get("versie")
    if versie is None:
        return gegeven.get("tekst", "")
    if versie == GELEVERD:
        return None
    eerder = await tekstenlijst.geschiedenis(session, geleverd.plaats)
    gevonden = [v for v in eerder if v.id == lees_getal(versie)]
    if not gevonden:
        raise NietGevonden()
    return gevonden[0].tekst


async def _beoordeel(session: AsyncSession, geleverd: Geleverd, gegeven: Mapping[str, str], wie: str) -> str:
    besluit = gegeven.get("besluit")
    if besluit not in (GOEDGEKEURD, AFGEWEZEN):
        raise OngeldigeInvoer("Kies goedkeuren of afwijzen.")
    goed, opmerking = besluit == GOEDGEKEURD, gegeven.get("opmerking", "")
    await tekstversies.beoordeel(session, geleverd, _nummer(gegeven), wie, goed=goed, opmerking=opmerking)
    return f"tekst {besluit}"


async def _trek_in(session: AsyncSession, geleverd: Geleverd, gegeven: Mapping[str, str], wie: str) -> str:
    await tekstversies.trek_in(session, geleverd.plaats, _nummer(gegeven), wie)
    return f"tekst {INGETROKKEN}"


def _nummer(gegeven: Mapping[str, str]) -> int:
    nummer = lees_getal(gegeven.get("versie"))
    if nummer is None:
        raise OngeldigeInvoer("Dit voorstel is er niet meer.")
    return nummer
