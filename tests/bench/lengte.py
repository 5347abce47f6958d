"""What a turn costs deep in a conversation beside one at its beginning, through the whole chain with the real Rasa.

python -m tests.bench.lengte: one JSON line with the p50 of turn 5 and of turn 150, in milliseconds, and their ratio.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
import urllib.request
import uuid
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path
from statistics import median
from typing import Any

from tests.e2e.hulp.loket import Loket

# Nothing that ends a conversation, so that all of them are heard by the bot.
TEKSTEN = (
    "stofzuigen en dweilen lukken niet meer",
    "koken en de was doe ik nog zelf",
    "mijn dochter komt op zaterdag boodschappen doen",
    "ik wil graag weer naar de kaartclub",
    "waarom wilt u dat weten",
    "ik zou wel voor een ander kunnen breien",
    "sla maar over",
)
VROEG, LAAT = 5, 150


class Gesprek:
    """One conversation through the hub."""

    def __init__(self, url: str) -> None:
        geopend = _roep(f"{url}/v1/gesprekken", {"kanaal": "web"})
        self._token, self._gezien = geopend["token"], geopend["berichten"][-1]["volgnummer"]
        self._pad = f"{url}/v1/gesprekken/{geopend['id']}/berichten"

    def zeg(self, tekst: str) -> float:
        """Sends, and waits until nothing waits for an answer any more. In milliseconds."""
        begin = time.perf_counter()
        _roep(self._pad, {"clientBerichtId": str(uuid.uuid4()), "tekst": tekst}, self._token)
        bezig = True
        while bezig:
            pagina = _roep(f"{self._pad}?na={self._gezien}&wacht=10", token=self._token)
            self._gezien = max([self._gezien, *(b["volgnummer"] for b in pagina["berichten"])])
            bezig = pagina["bezig"]
        return (time.perf_counter() - begin) * 1000


def _roep(url: str, inhoud: dict[str, Any] | None = None, token: str = "") -> Any:
    kop = {"Content-Type": "application/json", "Authorization": f"Bearer {token}"}
    vraag = urllib.request.Request(url, json.dumps(inhoud).encode() if inhoud is not None else None, kop)
    with urllib.request.urlopen(vraag, timeout=60) as antwoord:
        return json.load(antwoord)


def beurt_5_en_150(url: str, gesprekken: int = 4) -> dict[str, Any]:
    """So many long conversations, and beside each turn 150 a turn 5 of a fresh one: both are timed in the same minute."""
    vroeg, laat = [], []
    for nummer in range(gesprekken):
        lang, teksten = _tot_en_met(url, LAAT - 1)
        for _ in range(len(TEKSTEN)):  # what is said differs a lot in length; every one of them is timed at both ends
            kort, _ = _tot_en_met(url, VROEG - 1)
            tekst = next(teksten)
            vroeg.append(kort.zeg(tekst))
            laat.append(lang.zeg(tekst))
        print(f"gesprek {nummer + 1} van {gesprekken}", file=sys.stderr)
    return {
        f"beurt_{VROEG}_p50_ms": round(median(vroeg), 1),
        f"beurt_{LAAT}_p50_ms": round(median(laat), 1),
        "verhouding": round(median(laat) / median(vroeg), 2),
        "n": len(laat),
    }


def _tot_en_met(url: str, beurten: int) -> tuple[Gesprek, Iterator[str]]:
    """A conversation of so many turns, and what is said next in it."""
    gesprek, teksten = Gesprek(url), cycle(TEKSTEN)
    for _ in range(beurten):
        gesprek.zeg(next(teksten))
    return gesprek, teksten


def meet() -> dict[str, Any]:
    """With a loket of its own."""
    with tempfile.TemporaryDirectory(prefix="loket-lengte-") as map_:
        loket = Loket(Path(map_))
        try:
            loket.wacht_klaar(240)
            return beurt_5_en_150(loket.url)
        finally:
            loket.stop()


if __name__ == "__main__":
    print(json.dumps(meet()))
