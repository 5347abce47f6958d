"""How many intakes a second the loket writes: for each the draft (PUT) and the submission (POST) through the internal /v1, as the action server
does it, by 1, 4 and 16 writers at once, on SQLite and on PostgreSQL. Submission assigns a medewerker too. Only the loket runs, no Rasa.

python -m tests.bench.intakes     (LOKET_INTAKES)
"""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

import aiohttp

from tests.bench.cijfers import samen, vertel
from tests.bench.draai import draai
from tests.bench.lengtes import lengte
from tests.bench.stapel import SOORTEN, database
from tests.conftest import vrije_poort
from tests.e2e.hulp.gesprek import Gesprek
from tests.e2e.hulp.loket import GEDULD_START, WORTEL
from tests.e2e.hulp.processen import wacht_tot

SCHRIJVERS = (1, 4, 16)
GEHEIM, VOLGNUMMER = "bench", 20
POSTCODES = ("7913BD", "7921KA", "7941AB", "1011AA")
VERTELD = {
    "hulpvraag": "Ik krijg de ramen en de vloeren niet meer schoon door mijn reuma.",
    "kan": "Koken en de was doe ik zelf.",
    "wil": "Ik wil graag weer naar het zangkoor.",
    "nodig": "Iemand die de ramen en de vloeren doet.",
    "netwerk": "Mijn zus helpt op donderdag met de boodschappen.",
    "aanbod": "Ik kan kinderen voorlezen.",
    "contact_moment": "dinsdagochtend",
}


def meet() -> dict[str, Any]:
    return {"per_keer": lengte("LOKET_INTAKES"), **{soort: _op(soort) for soort in SOORTEN}}


def _op(soort: str) -> dict[str, Any]:
    with database(soort) as url, alleen_loket(url) as (buiten, intern):
        uit = asyncio.run(_meet(buiten, intern))
    vertel(f"intakes op {soort}: {uit}")
    return uit


@contextmanager
def alleen_loket(database_url: str) -> Iterator[tuple[str, str]]:
    """One loket process; its public and its internal address."""
    with tempfile.TemporaryDirectory(prefix="loket-bench-") as map_:
        eigen = {
            "LOKET_PORT": vrije_poort(),
            "LOKET_INTERN_PORT": vrije_poort(),
            "LOKET_DATA": map_,
            "LOKET_DEMO": "klein",
        }
        eigen |= {"LOKET_GEHEIM": GEHEIM, "LOKET_DATABASE_URL": database_url, "PYTHONPATH": WORTEL}
        schoon = {naam: waarde for naam, waarde in os.environ.items() if not naam.startswith("LOKET_")}
        met = schoon | {naam: str(waarde) for naam, waarde in eigen.items()}
        stil = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        proces = subprocess.Popen([sys.executable, "-m", "loket_backend"], cwd=WORTEL, env=met, **stil)
        buiten, intern = (f"http://127.0.0.1:{eigen[naam]}" for naam in ("LOKET_PORT", "LOKET_INTERN_PORT"))
        try:
            wacht_tot(lambda: _leeft(buiten), GEDULD_START, "het loket")
            yield buiten, intern
        finally:
            proces.kill()
            proces.wait()


def _leeft(url: str) -> bool:
    try:
        with urlopen(f"{url}/gezond", timeout=5) as antwoord:
            return bool(antwoord.status == 200)
    except (URLError, OSError):
        return False


async def _meet(buiten: str, intern: str) -> dict[str, Any]:
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as http:
        await _schrijf(http, buiten, intern, 1, 20)  # warms up
        return {str(n): await _schrijf(http, buiten, intern, n, lengte("LOKET_INTAKES")) for n in SCHRIJVERS}


async def _schrijf(
    http: aiohttp.ClientSession, buiten: str, intern: str, schrijvers: int, aantal: int
) -> dict[str, Any]:
    """The conversations are opened first, outside the measuring."""
    ids = [(await Gesprek.open(http, buiten)).id for _ in range(aantal)]
    rij, tijden = iter(enumerate(ids)), list[float]()

    async def schrijver() -> None:
        for nummer, gesprek_id in rij:
            begin = time.perf_counter()
            await _een(http, f"{intern}/v1/intern/gesprekken/{gesprek_id}", nummer)
            tijden.append((time.perf_counter() - begin) * 1000)

    begin = time.perf_counter()
    await asyncio.gather(*(schrijver() for _ in range(schrijvers)))
    return {"per_s": round(aantal / (time.perf_counter() - begin), 1), **samen(tijden)}


async def _een(http: aiohttp.ClientSession, adres: str, nummer: int) -> None:
    kop, inhoud = {"X-Loket-Geheim": GEHEIM}, {"volgnummer": VOLGNUMMER, "concept": concept(nummer)}
    async with http.put(f"{adres}/concept", json=inhoud, headers=kop) as antwoord:
        antwoord.raise_for_status()
    async with http.post(f"{adres}/indiening", json=inhoud, headers=kop) as antwoord:
        antwoord.raise_for_status()
        assert (await antwoord.json())["kenmerk"]


def concept(nummer: int) -> dict[str, Any]:
    """A draft with everything in it, approved."""
    vast = {
        "voor_wie": "zelf",
        "naam": f"Willemien Oosterlaken {nummer}",
        "postcode": POSTCODES[nummer % len(POSTCODES)],
        "telefoon": "+31612345621",
        "contact_voorkeur": "bellen",
        "clientondersteuning": "nee",
        "persoonlijk_plan": "later",
        "toestemming": ["huisarts"],
        "akkoord": True,
    }
    antwoorden = {veld: {"waarde": w, "status": "besproken", "bronnen": [3]} for veld, w in (VERTELD | vast).items()}
    paren = (("huishouden", "nodig"), ("huishouden", "kan"), ("contact", "wil"), ("huishouden", "netwerk"))
    uitspraken = [{"leefgebied": g, "aspect": a, "tekst": VERTELD[a], "bron": 3} for g, a in paren]
    return {"antwoorden": antwoorden, "uitspraken": uitspraken, "stand": {}}


if __name__ == "__main__":
    draai("intakes", meet)
