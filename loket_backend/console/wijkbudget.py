"""The money of the wijken: all of them in a year, one of them with its ledger, and both as CSV."""

from __future__ import annotations

from collections.abc import Iterable

from aiohttp import web

from loket_backend.console import csv_uit, wijkbudget_leveren, zicht
from loket_backend.console.beheer_formulier import Invoer
from loket_backend.console.gebruiker import GEBRUIKER
from loket_backend.console.pagina import lees_getal, naar, nummer, toon
from loket_backend.console.wijkbudget_formulieren import ADRES, VAN_BUDGET
from loket_backend.errors import Conflict
from loket_backend.intake.api import DATABASE
from loket_backend.partijen.woorden import VORMEN
from loket_backend.tijd import AMSTERDAM, vandaag
from loket_backend.wijkbudget import doorlopen, lezen, waarschuwen
from loket_backend.wijkbudget.lezen import PER_PAGINA, Budgetregel
from loket_backend.wijkbudget.models import INLEG, REALISATIE, TOEZEGGING, VRIJVAL
from loket_backend.wijkbudget.ruimte import SOORTEN

SOORT = {INLEG: "Inleg", TOEZEGGING: "Toegezegd", VRIJVAL: "Vrijgevallen", REALISATIE: "Uitgegeven"}
KOPPEN = ("Wijk", "Jaar", "Ingelegd", "Toegezegd", "Vrij", "Uitgegeven", "Prognose", "Waarschuwing")
ERNST = {"hoog": "Tekort dreigt", "let_op": "Let op"}


def euro(centen: int) -> float:
    """For a spreadsheet, that writes its own signs."""
    return centen / 100


async def toon_overzicht(request: web.Request) -> web.Response:
    jaar = _jaar(request)
    async with request.app[DATABASE].lees() as session:
        regels, jaren = await lezen.overzicht(session, jaar), await lezen.jaren(session)
    inhoud = {
        "jaar": jaar,
        "jaren": sorted({*jaren, vandaag().year, jaar}),
        "regels": regels,
        "samen": {naam: sum(getattr(r.stand, naam) for r in regels) for naam in SAMEN},
        "ernst": ERNST,
    }
    return await toon(request, "wijkbudget.html", inhoud)


SAMEN = ("totaal", "toegezegd", "gerealiseerd", "prognose")


def _jaar(request: web.Request) -> int:
    """The year in the address; this one when it names none that can be."""
    gevraagd = lees_getal(request.query.get("jaar"), 4)
    return gevraagd if gevraagd and 2000 <= gevraagd <= 2100 else vandaag().year


async def overzicht_csv(request: web.Request) -> web.Response:
    jaar = _jaar(request)
    async with request.app[DATABASE].lees() as session:
        regels = await lezen.overzicht(session, jaar)
    return csv_uit.antwoord(f"wijkbudget_{jaar}", [KOPPEN, *map(_als_rij, regels)])


def _als_rij(r: Budgetregel) -> list[csv_uit.Waarde]:
    s = r.stand
    bedragen = map(euro, (s.totaal, s.toegezegd, r.vrij, s.gerealiseerd, s.prognose))
    return [r.wijk, str(r.jaar), *bedragen, " ".join(n.zin for n in r.waarschuwingen)]


async def toon_een(request: web.Request) -> web.Response:
    return await _een(request, Invoer({}))


async def _een(request: web.Request, invoer: Invoer) -> web.Response:
    wie, id_ = request[GEBRUIKER], nummer(request, "id")
    pagina = max(1, lees_getal(request.query.get("pagina"), 4) or 1)
    async with request.app[DATABASE].lees() as session:
        budget = await lezen.een(session, id_)
        boekingen = await lezen.boekingen(session, id_, zicht.intakes(wie), pagina)
        besluiten = await lezen.besluiten(session, id_)
        inhoud = {
            "budget": budget,
            "partijen": await lezen.partijen(session, id_),
            "boven": await lezen.boven_toezegging(session, id_, zicht.intakes(wie)),
            "besluiten": besluiten,
            "leveringen": await wijkbudget_leveren.lees(session, budget.wijk_id, besluiten),
            "meldingen": await lezen.meldingen(session, id_),
            "doorlopend": await doorlopen.lees(session, id_),
            "boekingen": boekingen[:PER_PAGINA],
            "verder": len(boekingen) > PER_PAGINA,
        }
    rand = {"pagina": pagina, "invoer": invoer, "bewaard": "bewaard" in request.query, "formulieren": VAN_BUDGET}
    woorden = {"SOORT": SOORT, "SOORTEN": SOORTEN, "VORMEN": VORMEN, "ernst": ERNST}
    return await toon(request, "wijkbudget_een.html", {**inhoud, **rand, **woorden}, status=invoer.status)


async def neem_mee(request: web.Request) -> web.Response:
    """Lines that go on from the year before."""
    id_ = nummer(request, "id")
    try:
        async with request.app[DATABASE].schrijf() as session:
            await doorlopen.neem_mee(session, id_, request[GEBRUIKER].id)
    except Conflict as fout:
        return await _een(request, Invoer.geweigerd({}, fout))
    return naar(f"{ADRES}/{id_}?bewaard=1")


async def zie(request: web.Request) -> web.Response:
    id_ = nummer(request, "id")
    async with request.app[DATABASE].schrijf() as session:
        await lezen.een(session, id_)
        await waarschuwen.zie(session, id_, request[GEBRUIKER].id)
    return naar(f"{ADRES}/{id_}#meldingen")


async def boekingen_csv(request: web.Request) -> web.Response:
    """The kenmerk only where this person may see the dossier."""
    id_ = nummer(request, "id")
    async with request.app[DATABASE].lees() as session:
        budget = await lezen.een(session, id_)
        regels = await lezen.boekingen(session, id_, zicht.intakes(request[GEBRUIKER]))
    koppen = ("Moment", "Soort", "Bedrag", "Partij", "Dossier", "Regel", "Toelichting")
    rijen: Iterable[list[csv_uit.Waarde]] = (
        [
            b.op.astimezone(AMSTERDAM).strftime("%Y-%m-%d %H:%M"),
            SOORT[b.soort],
            euro(b.bedrag),
            b.partij or "",
            b.kenmerk or "",
            b.regel or "",
            b.toelichting or "",
        ]
        for b in regels
    )
    return csv_uit.antwoord(f"boekingen_{budget.jaar}_{id_}", [koppen, *rijen])


async def toezeggingen_csv(request: web.Request) -> web.Response:
    """For organisations to write their invoices in: the columns that the import reads, with what each line takes."""
    id_ = nummer(request, "id")
    async with request.app[DATABASE].lees() as session:
        budget = await lezen.een(session, id_)
        regels = await lezen.toezeggingen(session, id_)
    koppen = ("factuur", "organisatie", "regel", "bedrag", "tot_en_met", "toelichting", "toegezegd", "uitgegeven")
    rijen: list[list[csv_uit.Waarde]] = [
        ["", naam or "", t.regel, "", "", "", euro(t.bedrag), euro(t.gerealiseerd)] for t, naam in regels
    ]
    return csv_uit.antwoord(f"toezeggingen_{budget.jaar}_{id_}", [koppen, *rijen])
