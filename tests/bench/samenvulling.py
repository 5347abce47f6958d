"""Fills a loket with what comes after the keukentafelgesprek: 3 years of arrangements, offers, money and outcomes.

Past the services but in the shape that they make, in bulk and the same for the same seed; for measuring, not for showing. The dossiers have no
messages. The database must be migrated and empty.

python -m tests.bench.samenvulling sqlite+aiosqlite:////tmp/vol.db     (the keys come from LOKET_DATA, as for the loket)
"""

from __future__ import annotations

import argparse
import asyncio
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import count
from typing import Any
from uuid import UUID

from sqlalchemy import func, insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.aanbod.models import Aanbod, Aanbodgebied, Aanbodwijk
from loket_backend.arrangement.models import BEEINDIGD, Arrangement, Arrangementregel, Arrangementversie, Vermeden
from loket_backend.catalogus import ASPECTEN, LEEFGEBIEDEN
from loket_backend.db import Basis, Database, Kluis, open_database
from loket_backend.geholpen.models import EVALUATIE, ZES_WEKEN, Evaluatie
from loket_backend.gesprek.models import GESLOTEN, INWONER, Gesprek
from loket_backend.intake.kenmerken import VERSIE
from loket_backend.intake.models import AFGEROND, ARRANGEMENT, Intake, Intakewissel, Uitspraak
from loket_backend.migreer import migreer
from loket_backend.partijen.models import Partij
from loket_backend.partijen.woorden import VORMEN
from loket_backend.rondes.models import AKKOORD
from loket_backend.settings import Settings
from loket_backend.tijd import AMSTERDAM, nu
from loket_backend.toewijzing.models import Medewerker, Wijk, Wijklid
from loket_backend.tweesporen.models import BEROEP, BEZWAAR, Besluit, Bezwaar
from loket_backend.versleuteling import Sleutelbos
from loket_backend.wijkbudget.models import INLEG, REALISATIE, TOEZEGGING, VRIJVAL, Budgetboeking, Wijkbudget

ZAAD, STUK = 7, 500
WIJKEN, PARTIJEN, AANBOD, INTAKES, ARRANGEMENTEN, JAREN = 12, 20, 2000, 5500, 5000, 3
# How often each vorm occurs, and what its bekostiging may be.
VAAK = {"informeel": 35, "collectief": 20, "algemeen": 20, "individueel": 25}
GELD = {
    "informeel": ("informeel",),
    "collectief": ("collectief", "wijkbudget"),
    "algemeen": ("algemeen", "wijkbudget"),
    "individueel": ("wijkbudget", "wmo", "zvw", "wlz", "jeugd"),
}
PER_JAAR = 365


@dataclass(frozen=True)
class Maten:
    """How much there is to be; smaller for a quick look."""

    wijken: int = WIJKEN
    aanbod: int = AANBOD
    intakes: int = INTAKES
    arrangementen: int = ARRANGEMENTEN
    jaren: int = JAREN

    @property
    def dagen(self) -> int:
        return self.jaren * PER_JAAR


@dataclass(frozen=True)
class Geval:
    """One dossier, and what came of it. `einde`: when the arrangement ended, None when it is in force."""

    nummer: int
    wijk: str
    ontvangen: datetime
    begin: datetime | None
    gewijzigd: datetime | None
    einde: datetime | None

    @property
    def kenmerk(self) -> str:
        return f"{self.ontvangen:%Y}-S{self.nummer:05}"

    @property
    def gesprek(self) -> str:
        return f"samen-{self.nummer:06}"


class Vulling:
    """One filling: the dice, the numbers that the rows get, and the moments that it reaches."""

    def __init__(self, maten: Maten, zaad: int = ZAAD) -> None:
        self.maten, self.dobbel, self.nu = maten, random.Random(zaad), nu()
        self.wijken = [f"samen-wijk-{n:02}" for n in range(maten.wijken)]
        self.partijen = [f"samen-partij-{n:02}" for n in range(PARTIJEN)]
        self.budgetten: dict[tuple[str, int], int] = {}
        self.versies, self.sleutels = count(1), count(1)
        self.boekingen: list[dict[str, Any]] = []

    def na(self, moment: datetime, hoogstens: int) -> datetime | None:
        """Some days later; None when that is not yet."""
        later = moment + timedelta(days=self.dobbel.randrange(1, hoogstens), minutes=self.dobbel.randrange(600))
        return later if later < self.nu else None

    def gevallen(self) -> list[Geval]:
        return [self._geval(nummer) for nummer in range(self.maten.intakes)]

    def _geval(self, nummer: int) -> Geval:
        """Of every ten arrangements four were changed once, and five ended."""
        ontvangen = self.nu - timedelta(days=self.dobbel.randrange(60, self.maten.dagen), minutes=nummer % 1440)
        begin = self.na(ontvangen, 50) if nummer < self.maten.arrangementen else None
        gewijzigd = self.na(begin, 300) if begin and self.dobbel.random() < 0.4 else None
        einde = self.na(gewijzigd or begin, 700) if begin and self.dobbel.random() < 0.5 else None
        return Geval(nummer, self.dobbel.choice(self.wijken), ontvangen, begin, gewijzigd, einde)


async def vul(database: Database, maten: Maten | None = None, zaad: int = ZAAD) -> list[Geval]:
    """Fills an empty, migrated database; gives the dossiers."""
    vulling = Vulling(maten or Maten(), zaad)
    gevallen = vulling.gevallen()
    async with database.schrijf() as session:
        await _rondom(session, vulling)
        await _aanbod(session, vulling)
    for begin in range(0, len(gevallen), STUK):
        async with database.schrijf() as session:
            await _dossiers(session, vulling, gevallen[begin : begin + STUK])
    async with database.schrijf() as session:
        await _geld(session, vulling)
    return gevallen


async def _rondom(session: AsyncSession, vulling: Vulling) -> None:
    await _voeg_toe(session, Wijk, [{"id": id, "naam": f"Wijk {id[-2:]}"} for id in vulling.wijken])
    mensen = [f"samen-mens-{n:02}" for n in range(len(vulling.wijken))]
    await _voeg_toe(session, Medewerker, [{"id": id, "naam": id, "functie": "dorpsregisseur"} for id in mensen])
    leden = zip(vulling.wijken, mensen, strict=True)
    await _voeg_toe(session, Wijklid, [{"wijk_id": wijk, "medewerker_id": mens} for wijk, mens in leden])
    partijen = [
        {"id": id, "naam": f"Partij {id[-2:]}", "soort": "aanbieder", "levert": True} for id in vulling.partijen
    ]
    await _voeg_toe(session, Partij, [{**partij, "betaalt_voor": []} for partij in partijen])


async def _aanbod(session: AsyncSession, vulling: Vulling) -> None:
    dobbel = vulling.dobbel
    ids = [str(UUID(int=dobbel.getrandbits(128), version=4)) for _ in range(vulling.maten.aanbod)]
    await _voeg_toe(session, Aanbod, [_een_aanbod(vulling, nr, id) for nr, id in enumerate(ids)])
    gebieden = [(id, gebied) for id in ids for gebied in dobbel.sample(list(LEEFGEBIEDEN), dobbel.randint(1, 3))]
    await _voeg_toe(session, Aanbodgebied, [{"aanbod_id": id, "leefgebied": gebied} for id, gebied in gebieden])
    hoeveel = min(3, len(vulling.wijken))
    wijken = [(id, w) for id in ids if dobbel.random() < 0.7 for w in dobbel.sample(vulling.wijken, hoeveel)]
    await _voeg_toe(session, Aanbodwijk, [{"aanbod_id": id, "wijk_id": wijk} for id, wijk in wijken])


def _een_aanbod(vulling: Vulling, nummer: int, id: str) -> dict[str, Any]:
    dobbel, vorm = vulling.dobbel, _vorm(vulling)
    plekken = dobbel.choice([None, 5, 10, 40])
    return {
        "id": id,
        "naam": f"Aanbod {nummer}",
        "omschrijving": "Samen iets doen in de buurt, elke week, met koffie.",
        "vorm": vorm,
        "bekostiging": dobbel.choice(GELD[vorm]),
        "partij_id": dobbel.choice([None, *vulling.partijen]),
        "plekken": plekken,
        "bezet": dobbel.randint(0, plekken) if plekken else 0,
        "kosten_jaar": dobbel.choice([None, 0, 120_000]),
        "gecontroleerd_op": (vulling.nu - timedelta(days=dobbel.randrange(500))).date(),
        "gewijzigd_op": vulling.nu,
    }


def _vorm(vulling: Vulling) -> str:
    return vulling.dobbel.choices(list(VORMEN), [VAAK[vorm] for vorm in VORMEN])[0]


async def _dossiers(session: AsyncSession, vulling: Vulling, deel: Sequence[Geval]) -> None:
    await _voeg_toe(session, Gesprek, [_gesprek(geval) for geval in deel])
    await _voeg_toe(session, Intake, [_intake(geval) for geval in deel])
    await _voeg_toe(session, Uitspraak, [rij for geval in deel for rij in _uitspraken(vulling, geval)])
    await _voeg_toe(session, Intakewissel, [_wissel(geval) for geval in deel])
    met = [geval for geval in deel if geval.begin]
    stand = [{"kenmerk": g.kenmerk, "stand": BEEINDIGD if g.einde else AKKOORD, "stand_sinds": g.begin} for g in met]
    await _voeg_toe(session, Arrangement, stand)
    versies = [rij for geval in met for rij in _versies(vulling, geval)]
    await _voeg_toe(session, Arrangementversie, versies)
    regels = [rij for versie in versies for rij in _regels(vulling, versie)]
    await _voeg_toe(session, Arrangementregel, regels)
    await _voeg_toe(session, Vermeden, [_vermeden(vulling, versie) for versie in versies])
    await _voeg_toe(session, Evaluatie, [rij for versie in versies for rij in _evaluaties(vulling, versie)])
    await _voeg_toe(session, Besluit, [_besluit(vulling, geval) for geval in deel if geval.nummer % 5 == 0])
    await _voeg_toe(session, Bezwaar, [_bezwaar(vulling, geval) for geval in deel if geval.nummer % 40 == 0])
    wijken = {geval.kenmerk: geval.wijk for geval in deel}
    perioden = {versie["id"]: (versie["geldt_vanaf"], versie["geldt_tot"]) for versie in versies}
    for regel in regels:
        if regel["bekostiging"] == "wijkbudget":
            vulling.boekingen += _boekingen(vulling, regel, wijken[regel["kenmerk"]], *perioden[regel["versie_id"]])


def _gesprek(geval: Geval) -> dict[str, Any]:
    return {
        "id": geval.gesprek,
        "kanaal": "web",
        "token_hash": geval.gesprek,
        "status": GESLOTEN,
        "laatste_volgnummer": 0,
        "geopend_op": geval.ontvangen,
        "status_sinds": geval.ontvangen,
    }


def _intake(geval: Geval) -> dict[str, Any]:
    return {
        "kenmerk": geval.kenmerk,
        "gesprek_id": geval.gesprek,
        "status": AFGEROND if geval.einde else ARRANGEMENT,
        "wijk_id": geval.wijk,
        "medewerker_id": f"samen-mens-{geval.wijk[-2:]}",
        "naam": "Riek",
        "antwoorden": {},
        "ontvangen_op": geval.ontvangen,
        "status_sinds": geval.begin or geval.ontvangen,
        "gemerkt": VERSIE,
    }


def _uitspraken(vulling: Vulling, geval: Geval) -> Iterator[dict[str, Any]]:
    for _ in range(8):
        paar = {
            "leefgebied": vulling.dobbel.choice(list(LEEFGEBIEDEN)),
            "aspect": vulling.dobbel.choice(list(ASPECTEN)),
        }
        yield {"kenmerk": geval.kenmerk, **paar, "tekst": "de ramen lukken niet meer", "bron": 1}


def _wissel(geval: Geval) -> dict[str, Any]:
    return {"kenmerk": geval.kenmerk, "van": None, "status": "nieuw", "door": "bot", "op": geval.ontvangen}


def _versies(vulling: Vulling, geval: Geval) -> Iterator[dict[str, Any]]:
    """One, or two of which the second replaced the first."""
    grenzen = [moment for moment in (geval.begin, geval.gewijzigd) if moment]
    for nummer, vanaf in enumerate(grenzen):
        yield {
            "id": next(vulling.versies),
            "kenmerk": geval.kenmerk,
            "nummer": nummer + 1,
            "ronde": nummer + 1,
            "medewerker_id": f"samen-mens-{geval.wijk[-2:]}",
            "op": vanaf,
            "geldt_vanaf": vanaf,
            "geldt_tot": grenzen[nummer + 1] if nummer + 1 < len(grenzen) else geval.einde,
        }


def _regels(vulling: Vulling, versie: dict[str, Any]) -> Iterator[dict[str, Any]]:
    dobbel, begin = vulling.dobbel, versie["geldt_vanaf"].date()
    for volgorde in range(dobbel.randint(1, 5)):
        vorm = _vorm(vulling)
        bekostiging = dobbel.choice(GELD[vorm])
        yield {
            "versie_id": versie["id"],
            "kenmerk": versie["kenmerk"],
            "sleutel": f"samen-{next(vulling.sleutels)}",
            "volgorde": volgorde,
            "leefgebied": dobbel.choice(list(LEEFGEBIEDEN)),
            "vorm": vorm,
            "bekostiging": bekostiging,
            "partij_id": dobbel.choice([None, *vulling.partijen]),
            "wat": "Hulp bij het schoonmaken",
            "doel": "Een schoon huis",
            "per": "week",
            "minuten": 120,
            "begint_op": begin,
            "evaluatie_op": begin + timedelta(days=182),
            "kosten_jaar": 0 if bekostiging == "informeel" else dobbel.randrange(10_000, 500_000),
            "buiten_regels": dobbel.random() < 0.05,
        }


def _vermeden(vulling: Vulling, versie: dict[str, Any]) -> dict[str, Any]:
    dobbel = vulling.dobbel
    rij = {"versie_id": versie["id"], "kenmerk": versie["kenmerk"], "bekostiging": dobbel.choice(["zvw", "wlz", "wmo"])}
    return {**rij, "wat": "Wijkverpleging", "aantal": 52.0, "bedrag_jaar": dobbel.randrange(50_000, 900_000)}


def _evaluaties(vulling: Vulling, versie: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Six weeks and half a year after it came into force; two in three were answered."""
    dobbel = vulling.dobbel
    for aanleiding, dagen in ((ZES_WEKEN, 42), (EVALUATIE, 182)):
        gevraagd = versie["geldt_vanaf"] + timedelta(days=dagen)
        if gevraagd >= vulling.nu or versie["nummer"] > 1:
            continue
        antwoord = vulling.na(gevraagd, 9) if dobbel.random() < 0.67 else None
        yield {
            "kenmerk": versie["kenmerk"],
            "versie_id": versie["id"],
            "aanleiding": aanleiding,
            "voor": gevraagd.date(),
            "gevraagd_op": gevraagd,
            "beantwoord_op": antwoord,
            "geholpen": dobbel.choice(["ja", "ja", "beetje", "nee"]) if antwoord else None,
            "tevreden": dobbel.choice(["ja", "ja", "beetje", "nee"]) if antwoord else None,
            "door": INWONER if antwoord else None,
        }


def _besluit(vulling: Vulling, geval: Geval) -> dict[str, Any]:
    aanvraag, vorm = (
        geval.ontvangen.date() + timedelta(days=20),
        vulling.dobbel.choice(["natura", "natura", "pgb", None]),
    )
    rij = {"kenmerk": geval.kenmerk, "aanvraag_op": aanvraag, "besluit_op": aanvraag + timedelta(days=12), "vorm": vorm}
    return {**rij, "uitkomst": "toegekend" if vorm else "afgewezen", "door": "samen-mens-00", "op": geval.ontvangen}


def _bezwaar(vulling: Vulling, geval: Geval) -> dict[str, Any]:
    dag = geval.ontvangen.date() + timedelta(days=50)
    soort = vulling.dobbel.choice([BEZWAAR, BEZWAAR, BEROEP])
    return {
        "kenmerk": geval.kenmerk,
        "soort": soort,
        "ontvangen_op": dag,
        "door": "samen-mens-00",
        "op": geval.ontvangen,
    }


def _boekingen(
    vulling: Vulling, regel: dict[str, Any], wijk: str, vanaf: datetime, tot: datetime | None
) -> Iterator[dict[str, Any]]:
    """A year's share is committed when a line begins and each first of January; every month an invoice; what is over comes free at its end."""
    einde = min(tot or vulling.nu, vulling.nu)
    wie = {"kenmerk": regel["kenmerk"], "regel": regel["sleutel"], "partij_id": regel["partij_id"], "wijk": wijk}
    for jaar in range(vanaf.year, einde.year + 1):
        begin = max(vanaf, datetime(jaar, 1, 1, 9, tzinfo=AMSTERDAM))
        rest = max((date(jaar, 12, 31) - begin.date()).days, 1)
        deel = regel["kosten_jaar"] * rest // PER_JAAR
        yield {**wie, "jaar": jaar, "soort": TOEZEGGING, "bedrag": deel, "op": begin}
        moment, uitgegeven = begin + timedelta(days=30), 0
        while moment <= einde and moment.year == jaar:
            uitgegeven += (termijn := min(regel["kosten_jaar"] // 12, deel - uitgegeven))
            yield {**wie, "jaar": jaar, "soort": REALISATIE, "bedrag": termijn, "op": moment}
            moment += timedelta(days=30)
        if tot and tot < vulling.nu and tot.year == jaar and deel > uitgegeven:
            yield {**wie, "jaar": jaar, "soort": VRIJVAL, "bedrag": uitgegeven - deel, "op": tot}


async def _geld(session: AsyncSession, vulling: Vulling) -> None:
    """The budgets with their totals as the ledger has them; each is paid in so that a fifth stays free."""
    geboekt = [b for b in vulling.boekingen if b["bedrag"]]
    som: dict[tuple[str, int, str], int] = {}
    for b in geboekt:
        kolom = "gerealiseerd" if b["soort"] == REALISATIE else "toegezegd"
        som[b["wijk"], b["jaar"], kolom] = som.get((b["wijk"], b["jaar"], kolom), 0) + b["bedrag"]
        if b["soort"] == TOEZEGGING:
            som[b["wijk"], b["jaar"], "ooit"] = som.get((b["wijk"], b["jaar"], "ooit"), 0) + b["bedrag"]
    jaren = sorted({(b["wijk"], b["jaar"]) for b in geboekt})
    nummers = {plek: nr for nr, plek in enumerate(jaren, start=1)}
    totaal = {plek: som.get((*plek, "ooit"), 0) * 5 // 4 for plek in jaren}
    rijen = [_budget(nummers[plek], plek, totaal[plek], som) for plek in jaren]
    await _voeg_toe(session, Wijkbudget, rijen)
    inleg = [_inleg(vulling, nummers[plek], plek[1], totaal[plek]) for plek in jaren]
    boekingen = [*inleg, *(_boeking(nummers[b["wijk"], b["jaar"]], b) for b in geboekt)]
    boekingen.sort(key=lambda b: b["op"])
    for begin in range(0, len(boekingen), 20 * STUK):
        await _voeg_toe(session, Budgetboeking, boekingen[begin : begin + 20 * STUK])


def _budget(id: int, plek: tuple[str, int], totaal: int, som: dict[tuple[str, int, str], int]) -> dict[str, Any]:
    standen = {kolom: som.get((*plek, kolom), 0) for kolom in ("toegezegd", "gerealiseerd")}
    return {"id": id, "wijk_id": plek[0], "jaar": plek[1], "totaal": totaal, **standen}


def _inleg(vulling: Vulling, budget: int, jaar: int, bedrag: int) -> dict[str, Any]:
    op = datetime(jaar, 1, 1, 8, tzinfo=AMSTERDAM)
    rij = {"budget_id": budget, "soort": INLEG, "bedrag": bedrag, "partij_id": vulling.partijen[0], "op": op}
    return {**rij, "kenmerk": None, "regel": None, "door": "samen-mens-00"}


def _boeking(budget: int, b: dict[str, Any]) -> dict[str, Any]:
    rij = {naam: b[naam] for naam in ("soort", "bedrag", "partij_id", "kenmerk", "regel", "op")}
    return {**rij, "budget_id": budget, "door": "samen-mens-00"}


async def _voeg_toe(session: AsyncSession, model: type[Basis], rijen: list[dict[str, Any]]) -> None:
    if rijen:
        await session.execute(insert(model), rijen)


async def tel(database: Database) -> dict[str, int]:
    """How many rows there are of what was made."""
    modellen = (Wijk, Aanbod, Intake, Arrangementversie, Arrangementregel, Evaluatie, Besluit, Bezwaar, Budgetboeking)
    async with database.lees() as session:
        return {m.__tablename__: await session.scalar(select(func.count()).select_from(m)) or 0 for m in modellen}


async def _main(url: str) -> None:
    settings = Settings.uit_omgeving()
    Kluis.bos = Sleutelbos.uit(settings.sleutel, settings.map / "sleutel")
    await asyncio.to_thread(migreer, url)
    database = open_database(url)
    await vul(database)
    print(await tel(database))
    await database.sluit()


if __name__ == "__main__":
    lezer = argparse.ArgumentParser(description=__doc__)
    lezer.add_argument("url", help="SQLAlchemy URL with an async driver")
    asyncio.run(_main(lezer.parse_args().url))
