"""`make bench`: what a turn costs through the hub beside the same text straight to Rasa's own REST channel, in the same run, and
how long it takes from a resident to a medewerker and back; and the pages of the console with 2,000 and 20,000 dossiers.

Progress goes to standard error; the last line is one JSON object. Times are in milliseconds, memory in MiB; a ratio says more than a time.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
import uuid
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from loket_backend import start
from loket_backend.crisis.model import MODELLEN, laad
from loket_backend.crisis.poort import Crisispoort
from tests.bench.console import console
from tests.bench.overname import overname
from tests.conftest import vrije_poort
from tests.e2e.hulp.loket import PROCESSEN, WORTEL, Loket
from tests.e2e.hulp.processen import wacht_tot

RONDES = 8
TEKSTEN = (
    "Goedemorgen, ik heb een nieuwe heup gekregen en kan voorlopig niet stofzuigen of dweilen.",
    "voor mezelf",
    "koken en de was doe ik nog zelf, maar de ramen lukken niet meer",
    "mijn dochter komt op zaterdag boodschappen doen",
    "ik wil graag weer naar de kaartclub",
    "moet ik hier iets voor betalen?",
    "ik zou wel voor een ander kunnen koken",
    "Henk Blokland",
    "6711 AS",
    "06-12345501",
    "waarom wilt u dat weten",
    "bellen",
)


def roep(url: str, inhoud: dict[str, Any] | None = None, token: str = "") -> Any:
    kop = {"Content-Type": "application/json", "Authorization": f"Bearer {token}"}
    vraag = urllib.request.Request(url, json.dumps(inhoud).encode() if inhoud is not None else None, kop)
    with urllib.request.urlopen(vraag, timeout=60) as antwoord:
        return json.load(antwoord)


def duur(werk: Callable[[], object]) -> float:
    begin = time.perf_counter()
    werk()
    return (time.perf_counter() - begin) * 1000


class Gesprek:
    """One conversation through the hub."""

    def __init__(self, url: str) -> None:
        geopend = roep(f"{url}/v1/gesprekken", {"kanaal": "web"})
        self.id, self.token = geopend["id"], geopend["token"]
        self._pad, self._gezien = f"{url}/v1/gesprekken/{self.id}/berichten", 3

    def zeg(self, tekst: str) -> None:
        """Sends, and waits until nothing waits for an answer any more."""
        roep(self._pad, {"clientBerichtId": str(uuid.uuid4()), "tekst": tekst}, self.token)
        while True:
            pagina = roep(f"{self._pad}?na={self._gezien}&wacht=10", token=self.token)
            self._gezien = max([self._gezien, *(b["volgnummer"] for b in pagina["berichten"])])
            if not pagina["bezig"]:
                return


def start_rest(loket: Loket) -> tuple[subprocess.Popen[bytes], str]:
    """A second Rasa with the same model, that has the REST channel."""
    poort = vrije_poort()
    opdracht = [str(start.BOT / "rasa"), "run", "-i", "127.0.0.1", "-p", str(poort), "-m", str(start.model())]
    opdracht += ["--endpoints", "bot/endpoints.yml", "--credentials", "tests/bench/credentials.yml"]
    met = {**os.environ, **loket.omgeving_van("rasa")}
    proces = subprocess.Popen(opdracht, cwd=WORTEL, env=met, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    wacht_tot(lambda: leeft(f"http://127.0.0.1:{poort}/webhooks/rest/"), 120, "Rasa met REST")
    return proces, f"http://127.0.0.1:{poort}/webhooks/rest/webhook"


def leeft(url: str) -> bool:
    try:
        return bool(roep(url)["status"] == "ok")
    except (OSError, urllib.error.URLError, ValueError):
        return False


def meet(loket: Loket, rest: str) -> tuple[list[float], list[float]]:
    """The same texts by both ways, in turn."""
    hub, kaal = [], []
    for ronde in range(RONDES + 1):
        gesprek = Gesprek(loket.url)
        for tekst in TEKSTEN:
            hub.append(duur(partial(gesprek.zeg, tekst)))
            kaal.append(duur(partial(roep, rest, {"sender": gesprek.id, "message": tekst})))
        if ronde == 0:  # the first round warms up
            hub.clear(), kaal.clear()
        print(f"ronde {ronde} van {RONDES}", file=sys.stderr)
    return hub, kaal


def geheugen(loket: Loket) -> dict[str, dict[str, int]]:
    """Resident memory now and at its highest, by process."""
    uit = {}
    for naam in PROCESSEN:
        status = Path(f"/proc/{loket.pid(naam)}/status").read_text()
        waarden = dict(regel.split(":", 1) for regel in status.splitlines())
        uit[naam] = {
            soort: int(waarden[sleutel].split()[0]) // 1024 for soort, sleutel in (("nu", "VmRSS"), ("hoogst", "VmHWM"))
        }
    return uit


def begrijpen() -> list[float]:
    """What it takes to understand each message of the development set: the crisis gate, then the pipeline. All models on this machine."""
    poort = Crisispoort.uit_bestand(model=laad(MODELLEN))
    berichten = WORTEL / "tests" / "data" / "uitspraken-ontwikkel.jsonl"
    opdracht = [str(start.BOT / "python"), "-W", "ignore", "-m", "tests.bench.begrijpen", str(berichten)]
    met = {**os.environ, **start.EEN_DRAAD}
    uit = subprocess.run(opdracht, cwd=WORTEL, env=met, stdout=subprocess.PIPE, check=True, text=True).stdout
    teksten = [json.loads(regel)["tekst"] for regel in berichten.read_text(encoding="utf-8").splitlines()]
    poort.beoordeel("hallo")
    keuring = [duur(partial(poort.beoordeel, tekst)) for tekst in teksten]
    return [a + b for a, b in zip(keuring, map(float, uit.split()), strict=True)]


def samen(tijden: list[float]) -> dict[str, float]:
    return {"p50": round(median(tijden), 1), "p95": round(quantiles(tijden, n=20)[-1], 1), "n": len(tijden)}


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="loket-bench-") as map_:
        begin = time.monotonic()
        loket, proces = Loket(Path(map_)), None
        try:
            loket.wacht_klaar(240)
            klaar = time.monotonic() - begin
            Gesprek(loket.url).zeg("hallo")
            eerste = time.monotonic() - begin
            proces, rest = start_rest(loket)
            hub, kaal = meet(loket, rest)
            uit = {
                "beurt_door_de_hub_ms": samen(hub),
                "beurt_rasa_rest_ms": samen(kaal),
                "verhouding_p50": round(median(hub) / median(kaal), 2),
                "begrijpen_ms": samen(begrijpen()),
                "console_ms": console(Path(map_) / "console"),
                "overname_ms": samen(overname(Path(map_) / "overname")),
                "geheugen_mib": geheugen(loket),
                "klaar_na_start_s": round(klaar, 1),
                "eerste_antwoord_na_start_s": round(eerste, 1),
            }
        finally:
            if proces:
                proces.kill()
                proces.wait()
            loket.stop()
    print(json.dumps(uit))


if __name__ == "__main__":
    main()
