"""How long the loket takes for the worklist and for one dossier, with 2,000 and with 20,000 dossiers, on SQLite and on PostgreSQL.

The real application answers over loopback HTTP from this process; a time is what a browser waits for the page, so it holds the client's
share too. Small and large take turns, so that what else this machine does counts for both. `cpu` is what this process worked for it (with
SQLite the queries too), which says more on a busy machine.

python -m tests.bench.console     (LOKET_DOSSIERS_KLEIN, LOKET_DOSSIERS)
"""

from __future__ import annotations

import asyncio
import json
import random
import sys
import tempfile
from contextlib import AsyncExitStack
from functools import partial
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from loket_backend.settings import Settings
from tests.bench.draai import draai
from tests.bench.lengtes import lengte
from tests.bench.opstelling import WIE, Opstelling, Tijden, instellingen, opstelling
from tests.bench.vulling import Dossier, vul
from tests.conftest import PG_BIN, Cluster

RONDES, WARM = 16, 3

# What is asked of the worklist, by name: who asks, and behind which question mark. {naam} and {kenmerk} are of some dossier.
LIJSTEN = {
    "mijn": ("medewerker", "lijst=mijn"),
    "mijn_wijk": ("medewerker", "lijst=wijk"),
    "mijn_wijk_ontvangen": ("medewerker", "lijst=wijk&volgorde=ontvangen"),
    "mijn_ongelezen": ("medewerker", "lijst=mijn&ongelezen=ja"),
    "zonder_medewerker": ("medewerker", "lijst=open"),
    "alle": ("coordinator", "lijst=alle"),
    "alle_pagina_5": ("coordinator", "lijst=alle&pagina=5"),
    "alle_per_wijk": ("coordinator", "lijst=alle&volgorde=wijk"),
    "alle_langst_stil": ("coordinator", "lijst=alle&volgorde=stil"),
    "alle_gesloten": ("coordinator", "lijst=alle&status=gesloten"),
    "alle_met_gesloten": ("coordinator", "lijst=alle&status=alles"),
    "alle_te_laat": ("coordinator", "lijst=alle&termijn=voorbij"),
    "alle_status": ("coordinator", "lijst=alle&status=verslag"),
    "alle_wijk": ("coordinator", "lijst=alle&wijk=wijk-05"),
    "alle_medewerker": ("coordinator", "lijst=alle&medewerker=mens-07&termijn=week"),
    "alle_leefgebied_vaak": ("coordinator", "lijst=alle&leefgebied=huishouden"),
    "alle_leefgebied_zelden": ("coordinator", "lijst=alle&leefgebied=veiligheid"),
    "alle_signaal": ("coordinator", "lijst=alle&signaal=onveilig"),
    "alle_signaal_en_leefgebied": ("coordinator", "lijst=alle&signaal=onveilig&leefgebied=veiligheid&wijk=wijk-02"),
    "alle_crisis_open": ("coordinator", "lijst=alle&crisis=open"),
    "alle_crisis": ("coordinator", "lijst=alle&crisis=geweest"),
    "alle_ongelezen": ("coordinator", "lijst=alle&ongelezen=ja"),
}
ZOEKEN = {
    "naam": ("coordinator", "lijst=alle&status=alles&zoek={naam}"),
    "naam_in_mijn_wijk": ("medewerker", "lijst=wijk&zoek={naam}"),
    "voornaam": ("coordinator", "lijst=alle&zoek=riek"),
    "begin": ("coordinator", "lijst=alle&zoek=jan"),
    "tussenvoegsel": ("coordinator", "lijst=alle&zoek=van+der"),
    "niemand": ("coordinator", "lijst=alle&zoek=bestaatniet"),
    "kenmerk": ("coordinator", "lijst=alle&status=alles&zoek={kenmerk}"),
    "wijk_en_naam": ("coordinator", "lijst=alle&zoek=wijkcdorp+annie"),
    "onderwerp": ("coordinator", "lijst=alle&zoek=huishouden"),
}
Loket = Opstelling[list[Dossier]]


async def _meet(soort: str, settings: list[Settings], aantallen: tuple[int, int]) -> dict[str, Any]:
    async with AsyncExitStack() as stapel:
        klein, groot = [
            await stapel.enter_async_context(opstelling(s, partial(vul, aantal=n, wie=WIE)))
            for s, n in zip(settings, aantallen, strict=True)
        ]
        dobbel = random.Random(3)
        for ronde in range(RONDES + WARM):
            for loket in (klein, groot) if ronde % 2 else (groot, klein):
                await _ronde(loket, dobbel)
            if ronde == WARM - 1:
                for loket in (klein, groot):
                    loket.vergeet()
    uit = uitslag(klein, groot)
    print(f"{soort}: {json.dumps({deel: w for deel, w in uit.items() if deel != 'per_vraag'})}", file=sys.stderr)
    return uit


async def _ronde(loket: Loket, dobbel: random.Random) -> None:
    een = dobbel.choice(loket.gevuld)
    woorden = {"naam": een.naam.replace(" ", "+"), "kenmerk": een.kenmerk.replace("-", "").lower()}
    for deel, vragen in (("lijst", LIJSTEN), ("zoek", ZOEKEN)):
        for naam, (wie, vraag) in vragen.items():
            await loket.haal(f"{deel}:{naam}", wie, f"/console?{vraag.format(**woorden)}")
    for _ in range(4):
        dossier = dobbel.choice(loket.gevuld)
        await loket.haal("dossier:dossier", "coordinator", f"/console/intakes/{dossier.kenmerk}")


def uitslag(klein: Loket, groot: Loket) -> dict[str, Any]:
    """By part of the console: the times over all that was asked, and how much they grew; then every question, the most grown first."""
    uit: dict[str, Any] = {}
    for deel in ("lijst", "zoek", "dossier"):
        tijd, werk = [
            (_van(deel, k), _van(deel, g)) for k, g in ((klein.tijden, groot.tijden), (klein.werk, groot.werk))
        ]
        uit[deel] = {
            "klein": _samen(tijd[0]),
            "groot": _samen(tijd[1]),
            "groei_p50": _groei(*tijd),
            "groei_p95": round(_p95(tijd[1]) / _p95(tijd[0]), 2),
            "cpu_groot_p50": round(median(werk[1]), 1),
            "groei_cpu": _groei(*werk),
        }
    vragen = [
        {"vraag": naam.partition(":")[2], **_samen(groot.tijden[naam]), "groei_cpu": _groei(klein.werk[naam], werk)}
        for naam, werk in groot.werk.items()
    ]
    return {**uit, "per_vraag": sorted(vragen, key=lambda v: -float(v["groei_cpu"]))}


def _van(deel: str, tijden: Tijden) -> list[float]:
    return [t for naam, gemeten in tijden.items() if naam.startswith(f"{deel}:") for t in gemeten]


def _groei(klein: list[float], groot: list[float]) -> float:
    return round(median(groot) / median(klein), 2)


def _samen(tijden: list[float]) -> dict[str, float]:
    return {"p50": round(median(tijden), 1), "p95": round(_p95(tijden), 1), "n": len(tijden)}


def _p95(tijden: list[float]) -> float:
    return quantiles(tijden, n=20)[-1]


def console(map_: Path, aantallen: tuple[int, int]) -> dict[str, Any]:
    """Both databases; PostgreSQL only where it is installed."""
    uit = {"sqlite": asyncio.run(_meet("sqlite", [instellingen(map_ / f"s{n}", "") for n in aantallen], aantallen))}
    if PG_BIN is None:
        return uit
    cluster = Cluster()
    try:
        for n in aantallen:
            cluster.sql(f"CREATE DATABASE bench{n}")
        lokets = [instellingen(map_ / f"p{n}", cluster.url(f"bench{n}")) for n in aantallen]
        uit["postgresql"] = asyncio.run(_meet("postgresql", lokets, aantallen))
    finally:
        cluster.stop()
    return uit


def meet() -> dict[str, Any]:
    with tempfile.TemporaryDirectory(prefix="loket-bench-") as map_:
        return {"console_ms": console(Path(map_), (lengte("LOKET_DOSSIERS_KLEIN"), lengte("LOKET_DOSSIERS")))}


if __name__ == "__main__":
    draai("console", meet)
