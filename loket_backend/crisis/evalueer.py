"""Runs the crisis gate over an evaluation file and writes a prediction a line.

python -m loket_backend.crisis.evalueer IN.jsonl UIT.jsonl
"""

from __future__ import annotations

import json
import sys

from loket_backend.crisis.model import MODELLEN, laad
from loket_backend.crisis.poort import Crisispoort


def main(invoer: str, uitvoer: str) -> None:
    poort = Crisispoort.uit_bestand(model=laad(MODELLEN))
    with open(invoer, encoding="utf-8") as bron, open(uitvoer, "w", encoding="utf-8") as doel:
        for regel in filter(str.strip, bron):
            rij = json.loads(regel)
            crisis = poort.beoordeel(rij["tekst"])
            voorspeld = {"id": rij["id"], "crisis": crisis.categorie if crisis else None}
            doel.write(json.dumps(voorspeld, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:3])
