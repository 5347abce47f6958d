"""What it takes to understand each message of the development set: the crisis gate, then the pipeline; without any server.

python -m tests.bench.begrijpen
"""

from __future__ import annotations

import json
import os
import subprocess
from functools import partial
from typing import Any

from loket_backend import start
from loket_backend.crisis.model import MODELLEN, laad
from loket_backend.crisis.poort import Crisispoort
from loket_backend.rasaserver import EEN_DRAAD
from tests.bench.cijfers import duur, samen
from tests.bench.draai import draai
from tests.e2e.hulp.loket import WORTEL

BERICHTEN = WORTEL / "tests" / "data" / "uitspraken-ontwikkel.jsonl"


def meet() -> dict[str, Any]:
    poort = Crisispoort.uit_bestand(model=laad(MODELLEN))
    teksten = [json.loads(regel)["tekst"] for regel in BERICHTEN.read_text(encoding="utf-8").splitlines()]
    poort.beoordeel("hallo")
    keuring = [duur(partial(poort.beoordeel, tekst)) for tekst in teksten]
    return {"begrijpen_ms": samen([a + b for a, b in zip(keuring, _in_rasa(), strict=True)])}


def _in_rasa() -> list[float]:
    opdracht = [str(start.BOT / "python"), "-W", "ignore", "-m", "tests.bench.begrijpen_in_rasa", str(BERICHTEN)]
    met = {**os.environ, **EEN_DRAAD}
    uit = subprocess.run(opdracht, cwd=WORTEL, env=met, stdout=subprocess.PIPE, check=True, text=True).stdout
    return list(map(float, uit.split()))


if __name__ == "__main__":
    draai("begrijpen", meet)
