"""How long the loket takes for the lists and dashboards of what comes after the keukentafelgesprek, with 5,000 arrangements, 2,000 offers and
3 years of events, on SQLite and on PostgreSQL.

The real application answers over loopback HTTP from this process (opstelling.py); a time is what a browser waits for the page. `cpu` is what this
process worked for it (with SQLite the queries too), which says more on a busy machine. As in daily life the loket has counted ahead what is over
(console/verantwoording.py); the first look at a maandbeeld is measured apart from a later one, which is from memory. `eerst` is the very first
time that a page is asked since the start. What counting ahead saves is measured too, with the memory of the business case emptied before each
(GEDWONGEN): nobody waits for those but in the minute after a dossier moved to another wijk.

python -m tests.bench.samen     (LOKET_ARRANGEMENTEN, LOKET_SAMENRONDES)
"""

from __future__ import annotations

import asyncio
import json
import random
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

from loket_backend.businesscase.perioden import Periode, voorbije
from loket_backend.businesscase.rapport import Geheugen
from loket_backend.db import Database
from loket_backend.maandbeeld.maanden import MEESTE, Maand, deze, tot_en_met
from loket_backend.settings import Settings
from tests.bench import samenvulling
from tests.bench.cijfers import p, vertel
from tests.bench.draai import draai
from tests.bench.lengtes import lengte
from tests.bench.opstelling import WIE, Opstelling, instellingen, opstelling
from tests.bench.samenvulling import Geval, Maten
from tests.bench.samenvulling_rest import Rest, vul_rest
from tests.conftest import PG_BIN, Cluster

DOEL, WARM, COLLEGA = 200, 2, "gerda-bakels"
# By name (of which the first word is its part of the report): who asks, and what. {…}: of some dossier, wijk, budget or moment (_woorden).
PAGINAS = {
    "aanbod lijst": ("medewerker", "aanbod"),
    "aanbod pagina 5": ("medewerker", "aanbod?pagina=5"),
    "aanbod leefgebied": ("medewerker", "aanbod?leefgebied=huishouden"),
    "aanbod vorm en wijk": ("medewerker", "aanbod?vorm=informeel&wijk={wijk}"),
    "aanbod plek vrij": ("medewerker", "aanbod?vrij=ja&bekostiging=wmo"),
    "aanbod lang niet nagekeken": ("medewerker", "aanbod?nagekeken=12"),
    "aanbod alles": ("medewerker", "aanbod?stand=alles&pagina=9"),
    "aanbod zoek": ("medewerker", "aanbod?zoek=koffie"),
    "aanbod zoek twee woorden": ("medewerker", "aanbod?zoek=boodschappenhulp+brieven"),
    "aanbod zoek niets": ("medewerker", "aanbod?zoek=bestaatniet"),
    "dossier met suggesties": ("coordinator", "intakes/{kenmerk}"),
    "dossier van mij": ("medewerker", "intakes/{van_mij}"),
    "dossier arrangement": ("coordinator", "intakes/{kenmerk}/arrangement"),
    "dossier sporen": ("coordinator", "intakes/{kenmerk}/sporen"),
    "dossier wederkerigheid": ("coordinator", "intakes/{kenmerk}/wederkerigheid"),
    "dossier kandidaten": ("coordinator", "intakes/{kenmerk}/kandidaten?leefgebied=huishouden"),
    "wederkerigheid koppelingen": ("coordinator", "wederkerigheid"),
    "wederkerigheid mijn koppelingen": ("medewerker", "wederkerigheid?stand=alles"),
    "wederkerigheid bijdragen": ("coordinator", "wederkerigheid?lijst=bijdragen&stand=alles"),
    "wederkerigheid mijn bijdragen": ("medewerker", "wederkerigheid?lijst=bijdragen&leefgebied=huishouden"),
    "arrangementen terugkijken": ("coordinator", "arrangementen?lijst=terugkijken"),
    "arrangementen terugkijken, mijn": ("medewerker", "arrangementen?lijst=terugkijken"),
    "arrangementen terugkijken, wijk": ("coordinator", "arrangementen?lijst=terugkijken&wijk={wijk}"),
    "arrangementen terugkijken, leefgebied": ("coordinator", "arrangementen?lijst=terugkijken&leefgebied=huishouden"),
    "arrangementen terugkijken, pagina 20": ("coordinator", "arrangementen?lijst=terugkijken&pagina=20"),
    "arrangementen wacht": ("coordinator", "arrangementen?lijst=wacht"),
    "arrangementen wil anders": ("coordinator", "arrangementen?lijst=wil_anders"),
    "arrangementen geldt": ("coordinator", "arrangementen?lijst=geldt"),
    "arrangementen geldt, mijn": ("medewerker", "arrangementen?lijst=geldt"),
    "arrangementen geldt, wijk en geld": ("coordinator", "arrangementen?lijst=geldt&wijk={wijk}&bekostiging=wmo"),
    "arrangementen geldt, pagina 50": ("coordinator", "arrangementen?lijst=geldt&pagina=50"),
    "arrangementen concept": ("coordinator", "arrangementen?lijst=concept"),
    "arrangementen regelruimte": ("coordinator", "arrangementen?lijst=regelruimte"),
    "arrangementen voorbij": ("coordinator", "arrangementen?lijst=voorbij"),
    "wijkbudget lijst": ("coordinator", "wijkbudget"),
    "wijkbudget vorig jaar": ("coordinator", "wijkbudget?jaar={vorig_jaar}"),
    "wijkbudget een wijk": ("coordinator", "wijkbudget/{budget}"),
    "wijkbudget boekingen": ("coordinator", "wijkbudget/{budget}?pagina=20"),
    "wijkbudget facturen": ("coordinator", "wijkbudget/{budget}/facturen"),
    "casusoverleg lijst": ("medewerker", "casusoverleg"),
    "casusoverleg een": ("medewerker", "casusoverleg/{overleg}"),
    "geholpen lijst": ("coordinator", "geholpen"),
    "geholpen mijn": ("medewerker", "geholpen"),
    "geholpen pagina 40": ("coordinator", "geholpen?pagina=40"),
    "geholpen wacht": ("coordinator", "geholpen?stand=wacht"),
    "geholpen nee": ("coordinator", "geholpen?stand=nee_open"),
    "geholpen wijk": ("coordinator", "geholpen?wijk={wijk}&aanleiding=zes_weken"),
    "maandbeeld eerste blik": ("coordinator", "maandbeeld?maand={maand}"),
    "maandbeeld daarna": ("coordinator", "maandbeeld?maand={maand}"),
    "maandbeeld een wijk": ("coordinator", "maandbeeld?maand={maand}&wijk={wijk}"),
    "maandbeeld drie jaar, eerste blik": ("coordinator", "maandbeeld?maand={maand}&maanden=36"),
    "maandbeeld drie jaar, daarna": ("coordinator", "maandbeeld?maand={maand}&maanden=36&wijk={wijk}"),
    "businesscase kwartaal, zonder geheugen": ("coordinator", "businesscase?periode={kwartaal}"),
    "businesscase kwartaal, daarna": ("coordinator", "businesscase?periode={kwartaal}"),
    "businesscase een wijk": ("coordinator", "businesscase?periode={kwartaal}&wijk={wijk}"),
    "businesscase jaar, zonder geheugen": ("coordinator", "businesscase?periode={jaar}"),
    "businesscase jaar, daarna": ("coordinator", "businesscase?periode={jaar}"),
}
# What is kept of the quarters is thrown away before these.
GEDWONGEN = ("businesscase kwartaal, zonder geheugen", "businesscase jaar, zonder geheugen")


@dataclass(frozen=True)
class Gevuld:
    gevallen: Sequence[Geval]
    rest: Rest

    @property
    def met_arrangement(self) -> list[Geval]:
        return [geval for geval in self.gevallen if geval.begin]


Loket = Opstelling[Gevuld]


def maten() -> Maten:
    """A tenth more dossiers than arrangements."""
    aantal = lengte("LOKET_ARRANGEMENTEN")
    return Maten(arrangementen=aantal, intakes=aantal * 11 // 10)


async def vul(database: Database) -> Gevuld:
    gevallen = await samenvulling.vul(database, maten(), wie=WIE)
    return Gevuld(gevallen, await vul_rest(database, gevallen, WIE, COLLEGA))


async def _meet(soort: str, settings: Settings, rondes: int) -> dict[str, Any]:
    async with opstelling(settings, vul) as loket:
        dobbel, keren = random.Random(5), count()
        await _vooruitgeteld()
        await _ronde(loket, dobbel, next(keren))
        eerst = {naam: tijden[0] for naam, tijden in loket.tijden.items()}
        await _vooruitgeteld()
        gewoon = [naam for naam in PAGINAS if naam not in GEDWONGEN]
        for _ in range(WARM):
            await _ronde(loket, dobbel, next(keren), gewoon)
        loket.vergeet()
        for namen in (gewoon, GEDWONGEN):
            for _ in range(rondes):
                await _ronde(loket, dobbel, next(keren), namen)
    uit = {naam: _van(loket, naam, eerst[naam]) for naam in PAGINAS}
    te_lang = {naam: u for naam, u in uit.items() if u["p95"] > DOEL and naam not in GEDWONGEN}
    vertel(f"{soort}: boven {DOEL} ms: {json.dumps(te_lang)}")
    return uit


async def _vooruitgeteld() -> None:
    """Until the loket has counted what is over: after it started, and after its memory was emptied."""
    begin = time.monotonic()
    while not any(len(b) >= len(_perioden(1)) for b in Geheugen.per_database.values()):  # noqa: ASYNC110 - nobody tells
        await asyncio.sleep(0.1)
    vertel(f"vooruitgeteld na {time.monotonic() - begin:.1f} s")


def _van(loket: Loket, naam: str, eerst: float) -> dict[str, float]:
    tijden, werk = loket.tijden[naam], loket.werk[naam]
    return {"p50": p(tijden, 50), "p95": p(tijden, 95), "cpu": p(werk, 50), "eerst": round(eerst, 1), "n": len(tijden)}


async def _ronde(loket: Loket, dobbel: random.Random, ronde: int, namen: Iterable[str] = tuple(PAGINAS)) -> None:
    woorden = _woorden(loket.gevuld, dobbel, ronde)
    for naam in namen:
        wie, pad = PAGINAS[naam]
        if naam in GEDWONGEN:
            Geheugen.per_database.clear()
        await loket.haal(naam, wie, f"/console/{pad.format(**woorden)}")


def _woorden(gevuld: Gevuld, dobbel: random.Random, ronde: int) -> dict[str, object]:
    """A month that was not asked lately, so that it is a first look."""
    maand, mijn = _maanden()[ronde % MEESTE], samenvulling_wijk(gevuld)
    return {
        "kenmerk": dobbel.choice(gevuld.met_arrangement).kenmerk,
        "van_mij": dobbel.choice([g for g in gevuld.met_arrangement if g.wijk == mijn]).kenmerk,
        "wijk": dobbel.choice(gevuld.gevallen).wijk,
        "budget": dobbel.choice(gevuld.rest.budgetten),
        "overleg": dobbel.choice(gevuld.rest.overleggen),
        "vorig_jaar": deze().jaar - 1,
        "maand": maand.sleutel,
        "kwartaal": dobbel.choice(_perioden(1)).sleutel,
        "jaar": dobbel.choice(_perioden(4)[:2]).sleutel,
    }


def samenvulling_wijk(gevuld: Gevuld) -> str:
    """That of WIE: the first one."""
    return min(geval.wijk for geval in gevuld.gevallen)


def _maanden() -> list[Maand]:
    return list(reversed(tot_en_met(deze(), MEESTE)))


def _perioden(kwartalen: int) -> list[Periode]:
    """Quarters (1) or years (4) that are over, the newest first."""
    return [periode for periode in voorbije() if len(periode.kwartalen) == kwartalen]


@contextmanager
def _cluster() -> Iterator[Cluster]:
    cluster = Cluster()
    try:
        cluster.sql("CREATE DATABASE samen")
        yield cluster
    finally:
        cluster.stop()


def samen(map_: Path, rondes: int) -> dict[str, Any]:
    """Both databases; PostgreSQL only where it is installed."""
    uit = {"sqlite": asyncio.run(_meet("sqlite", instellingen(map_ / "s", ""), rondes))}
    if PG_BIN is not None:
        with _cluster() as cluster:
            settings = instellingen(map_ / "p", cluster.url("samen"))
            uit["postgresql"] = asyncio.run(_meet("postgresql", settings, rondes))
    return uit


def meet() -> dict[str, Any]:
    grootte = {"arrangementen": maten().arrangementen, "aanbod": maten().aanbod, "jaren": maten().jaren}
    with tempfile.TemporaryDirectory(prefix="loket-bench-") as map_:
        return {
            "doel_p95_ms": DOEL,
            "gedwongen": GEDWONGEN,
            "maten": grootte,
            "samen_ms": samen(Path(map_), lengte("LOKET_SAMENRONDES")),
        }


if __name__ == "__main__":
    draai("samen", meet)
