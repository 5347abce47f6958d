"""Trains the shipped intent pipeline, unchanged, on another Dutch set and scores it: one JSON line with accuracy and macro F1.

python -m bot.evalueer_vreemd TRAIN.csv TEST.csv      lines `intent,text`, no header
"""

from __future__ import annotations

import csv
import json
import sys

import yaml

from bot.lezen.intenties import Intentiemodel
from bot.lezen.kenmerken import Invoer
from bot.lezen.taal import laad_taal
from bot.train import WORTEL


def lees(pad: str) -> tuple[list[str], list[str]]:
    """Labels and texts. Raises SystemExit that names the line that is not `intent,text`."""
    labels, teksten = [], []
    with open(pad, encoding="utf-8-sig", newline="") as bestand:
        for nummer, rij in enumerate(csv.reader(bestand), 1):
            if not rij:
                continue
            if len(rij) < 2 or not rij[0].strip():
                sys.exit(f"{pad}:{nummer}: verwacht intent,text")
            labels.append(rij[0].strip())
            teksten.append(",".join(rij[1:]))
    return labels, teksten


def scores(goud: list[str], gevonden: list[str]) -> dict[str, float | int]:
    """Accuracy, and F1 averaged over the labels of the test file."""
    f1 = []
    for label in sorted(set(goud)):
        goed = sum(g == label == v for g, v in zip(goud, gevonden, strict=True))
        totaal = goud.count(label) + gevonden.count(label)
        f1.append(2 * goed / totaal)
    juist = sum(g == v for g, v in zip(goud, gevonden, strict=True))
    return {"accuracy": round(juist / len(goud), 4), "macro_f1": round(sum(f1) / len(f1), 4), "n": len(goud)}


def instellingen() -> dict[str, float]:
    """The classifier's settings as they stand in config.yml."""
    inhoud = yaml.safe_load((WORTEL / "config.yml").read_text(encoding="utf-8"))
    deel = next(d for d in inhoud["pipeline"] if d["name"].endswith(".Intentielezer"))
    return {naam: waarde for naam, waarde in deel.items() if naam in ("C", "vraaggewicht")}


def main(train: str, test: str) -> None:
    taal, model = laad_taal(), Intentiemodel(**instellingen())
    labels, teksten = lees(train)
    model.leer([Invoer(taal(t)) for t in teksten], labels)
    goud, vragen = lees(test)
    gevonden = [volgorde[0][0] for volgorde in model.rangschik([Invoer(taal(t)) for t in vragen], 1)]
    print(json.dumps(scores(goud, gevonden)))


if __name__ == "__main__":
    main(*sys.argv[1:3])
