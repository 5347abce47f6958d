"""The forms of one budget: paying in, room for an organisation, a decision of managers, an invoice. Each is a page of its own."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from aiohttp import web
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.console import beheer_formulier, wijkbudget_leveren
from loket_backend.console.beheer_formulier import WEIGERING, Invoer
from loket_backend.console.gebruiker import GEBRUIKER
from loket_backend.console.pagina import naar, nummer, toon
from loket_backend.console.wijkbudget_lezer import Keuzes, Lezer, Veld
from loket_backend.intake.api import DATABASE
from loket_backend.partijen.models import Partij
from loket_backend.tijd import vandaag
from loket_backend.toegang.audit import leg_vast
from loket_backend.toewijzing.models import Wijk
from loket_backend.wijkbudget import boeken, lezen, realiseren, ruimte
from loket_backend.wijkbudget.lezen import Budgetregel
from loket_backend.wijkbudget.realiseren import Factuurregel
from loket_backend.wijkbudget.ruimte import ENIGE, MEER_RUIMTE, SOORTEN, Besluit

ADRES = "/console/wijkbudget"
GROND = "budget van de wijk"
RICHTING = [("erbij", "Erbij: de partij legt in"), ("eraf", "Eraf: een correctie")]
FACTUURSOORT = [("factuur", "Factuur"), ("creditnota", "Creditnota: er komt geld terug")]
PARTIJ = Veld("partij", "Partij", "keuze")
ORGANISATIE = Veld("partij", "Organisatie", "keuze")
BEDRAG = Veld("bedrag", "Bedrag in euro's", "decimal", lengte=20)


@dataclass(frozen=True)
class Formulier:
    """`doe` reads and writes, in one transaction; `budget` is the id of the address, None where there is none yet. It gives the budget."""

    pad: str
    titel: str
    uitleg: str
    velden: tuple[Veld, ...]
    keuzes: Callable[[AsyncSession, Budgetregel | None], Awaitable[Keuzes]]
    doe: Callable[[AsyncSession, int | None, Lezer, str], Awaitable[int]]
    knop: str = "Bewaar"

    async def toon(self, request: web.Request) -> web.Response:
        """What the address names is filled in already."""
        return await self._pagina(request, Invoer({naam: [waarde[:80]] for naam, waarde in request.query.items()}))

    async def verwerk(self, request: web.Request) -> web.Response:
        gegeven, id_ = await beheer_formulier.lees(request), self._id(request)
        try:
            async with request.app[DATABASE].schrijf() as session:
                budget = await lezen.een(session, id_) if id_ is not None else None
                lezer = Lezer(Invoer(gegeven), await self.keuzes(session, budget))
                id_ = await self.doe(session, id_, lezer, request[GEBRUIKER].id)
        except WEIGERING as fout:
            return await self._pagina(request, Invoer.geweigerd(gegeven, fout))
        return naar(f"{ADRES}/{id_}?bewaard=1")

    async def _pagina(self, request: web.Request, invoer: Invoer) -> web.Response:
        id_ = self._id(request)
        async with request.app[DATABASE].lees() as session:
            budget = await lezen.een(session, id_) if id_ is not None else None
            keuzes = await self.keuzes(session, budget)
        inhoud = {"formulier": self, "budget": budget, "keuzes": keuzes, "invoer": invoer, "adres": request.path}
        return await toon(request, "wijkbudget_formulier.html", inhoud, status=invoer.status)

    @staticmethod
    def _id(request: web.Request) -> int | None:
        return nummer(request, "id") if "id" in request.match_info else None


async def partijen(session: AsyncSession, *, levert: bool = False) -> list[tuple[str, str]]:
    keuze = select(Partij.id, Partij.naam).where(Partij.actief).order_by(Partij.naam)
    return [(id_, naam) for id_, naam in await session.execute(keuze.where(Partij.levert) if levert else keuze)]


def _moet(budget_id: int | None) -> int:
    """These forms stand on an address with a budget."""
    if budget_id is None:
        raise ValueError("zonder budget")
    return budget_id


async def _keuzes_nieuw(session: AsyncSession, _: Budgetregel | None) -> Keuzes:
    wijken = await session.execute(select(Wijk.id, Wijk.naam).order_by(Wijk.naam))
    jaar = vandaag().year
    return {
        "wijk": [(id_, naam) for id_, naam in wijken],
        "jaar": [(str(j), str(j)) for j in range(jaar - 3, jaar + 6)],
        "partij": await partijen(session),
    }


async def _open(session: AsyncSession, _: int | None, lezer: Lezer, wie: str) -> int:
    wijk, jaar, partij = lezer.keuze("wijk"), lezer.keuze("jaar"), lezer.keuze("partij")
    bedrag, uitleg = lezer.bedrag("bedrag"), lezer.tekst("toelichting", verplicht=False)
    lezer.klaar()
    budget_id = await boeken.open_budget(session, wijk, int(jaar))
    await boeken.leg_in(session, budget_id, partij, bedrag, wie, uitleg)
    return budget_id


async def _keuzes_inleg(session: AsyncSession, _: Budgetregel | None) -> Keuzes:
    return {"partij": await partijen(session), "richting": RICHTING}


async def _leg_in(session: AsyncSession, budget_id: int | None, lezer: Lezer, wie: str) -> int:
    """Taking back is explained."""
    partij, eraf = lezer.keuze("partij"), lezer.keuze("richting") == "eraf"
    bedrag, uitleg = lezer.bedrag("bedrag"), lezer.tekst("toelichting", verplicht=eraf)
    lezer.klaar()
    await boeken.leg_in(session, _moet(budget_id), partij, -bedrag if eraf else bedrag, wie, uitleg)
    return _moet(budget_id)


async def _keuzes_ruimte(session: AsyncSession, _: Budgetregel | None) -> Keuzes:
    return {"partij": await partijen(session, levert=True)}


async def _zet_ruimte(session: AsyncSession, budget_id: int | None, lezer: Lezer, wie: str) -> int:
    partij, uitleg = lezer.keuze("partij"), lezer.tekst("toelichting", verplicht=False)
    maximum = lezer.bedrag("bedrag", nul=True) if lezer.invoer.een("bedrag").strip() else None
    lezer.klaar()
    await ruimte.zet(session, _moet(budget_id), partij, maximum, wie, uitleg)
    return _moet(budget_id)


async def _keuzes_besluit(session: AsyncSession, budget: Budgetregel | None) -> Keuzes:
    enige = await wijkbudget_leveren.enige_aanbod(session, budget.wijk_id) if budget else {}
    return {
        "soort": list(SOORTEN.items()),
        "aanbod": [(id_, f"{a.aanbod} ({a.partij})") for id_, a in enige.items()],
        "partij": await partijen(session, levert=True),
    }


async def _besluit(session: AsyncSession, budget_id: int | None, lezer: Lezer, wie: str) -> int:
    """The only one that can deliver is the one whose offer it is."""
    soort = lezer.keuze("soort")
    aanbod = lezer.keuze("aanbod") if soort == ENIGE else ""
    extra = lezer.bedrag("bedrag") if soort == MEER_RUIMTE else 0
    partij = lezer.keuze("partij") if soort == MEER_RUIMTE else ""
    namen, dag, reden = lezer.namen("namen", 2), lezer.dag("dag"), lezer.tekst("reden")
    later = [("dag", "Deze dag moet nog komen.")] if dag > vandaag() else []
    lezer.klaar(later)
    if soort == ENIGE:
        budget = await lezen.een(session, _moet(budget_id))
        partij = (await wijkbudget_leveren.enige_aanbod(session, budget.wijk_id))[aanbod].partij_id
    genomen = Besluit(soort, partij, namen, dag, reden, aanbod or None, extra)
    await ruimte.besluit(session, _moet(budget_id), genomen, wie)
    return _moet(budget_id)


async def _keuzes_factuur(session: AsyncSession, _: Budgetregel | None) -> Keuzes:
    return {"partij": await partijen(session, levert=True), "soort": FACTUURSOORT}


async def _factuur(session: AsyncSession, budget_id: int | None, lezer: Lezer, wie: str) -> int:
    partij, terug = lezer.keuze("partij"), lezer.keuze("soort") == "creditnota"
    nummer_, bedrag, dag = lezer.tekst("nummer", lengte=40), lezer.bedrag("bedrag"), lezer.dag("tot_en_met")
    regel = lezer.tekst("regel", verplicht=False, lengte=32)
    uitleg = lezer.tekst("toelichting", verplicht=terug)
    lezer.klaar()
    factuur = Factuurregel(partij, nummer_, -bedrag if terug else bedrag, dag, regel, uitleg)
    boeking = await realiseren.boek_factuur(session, _moet(budget_id), factuur, wie)
    if boeking.kenmerk:
        leg_vast(session, wie, "factuur geboekt", boeking.kenmerk, GROND)
    return _moet(budget_id)


UITLEG = Veld("toelichting", "Toelichting", "lang", "Bij een correctie is dit verplicht.", verplicht=False, lengte=1000)
NIEUW = Formulier(
    "nieuw",
    "Een partij legt in",
    "Het budget van een wijk en een jaar begint met de eerste inleg.",
    (
        Veld("wijk", "Wijk", "keuze"),
        Veld("jaar", "Jaar", "keuze"),
        PARTIJ,
        BEDRAG,
        Veld("toelichting", "Toelichting", "lang", verplicht=False, lengte=1000),
    ),
    _keuzes_nieuw,
    _open,
)
INLEG = Formulier(
    "inleg",
    "Inleg of correctie",
    "Een correctie kan alleen zolang het geld nog vrij is.",
    (PARTIJ, Veld("richting", "Erbij of eraf", "keuze"), BEDRAG, UITLEG),
    _keuzes_inleg,
    _leg_in,
)
RUIMTE = Formulier(
    "ruimte",
    "Ruimte van een organisatie",
    "Zoveel van het budget mag deze organisatie gebruiken. Voor meer is een besluit van de managers nodig.",
    (
        ORGANISATIE,
        Veld("bedrag", "Ruimte in euro's", "decimal", "Laat leeg voor geen grens.", verplicht=False, lengte=20),
        Veld("toelichting", "Toelichting", "lang", verplicht=False, lengte=1000),
    ),
    _keuzes_ruimte,
    _zet_ruimte,
)
BESLUIT = Formulier(
    "besluit",
    "Besluit van de managers",
    "Leg vast wat de managers samen besloten. Een besluit blijft altijd staan.",
    (
        Veld("soort", "Wat is er besloten?", "keuze"),
        Veld("aanbod", "Welke hulp?", "keuze", "Kies dit als er één organisatie is die kan leveren.", verplicht=False),
        Veld(
            "partij", "Welke organisatie?", "keuze", "Kies dit als een organisatie meer ruimte krijgt.", verplicht=False
        ),
        Veld("bedrag", "Hoeveel meer, in euro's?", "decimal", "Alleen bij meer ruimte.", verplicht=False, lengte=20),
        Veld("namen", "Wie besloten dit?", "lang", "Minstens twee namen, elk op een eigen regel.", lengte=1000),
        Veld("dag", "Op welke dag?", "date"),
        Veld("reden", "Waarom?", "lang", lengte=1000),
    ),
    _keuzes_besluit,
    _besluit,
)
REALISATIE = Formulier(
    "realisatie",
    "Een factuur boeken",
    "Boek wat er echt is uitgegeven.",
    (
        ORGANISATIE,
        Veld("soort", "Soort", "keuze"),
        Veld("nummer", "Factuurnummer", lengte=40),
        BEDRAG,
        Veld("tot_en_met", "Voor hulp tot en met", "date", "De laatste dag waarvoor deze factuur is."),
        Veld("regel", "Nummer van de regel", uitleg="Leeg: voor alles wat zij leveren.", verplicht=False, lengte=32),
        Veld(
            "toelichting", "Toelichting", "lang", "Bij een creditnota is dit verplicht.", verplicht=False, lengte=1000
        ),
    ),
    _keuzes_factuur,
    _factuur,
    "Boek",
)
VAN_BUDGET = (INLEG, RUIMTE, BESLUIT, REALISATIE)
