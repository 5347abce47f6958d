"""Scores predictions against an evaluation file: one JSON object. Standard library only.

python scripts/scores.py uitspraken|intenties|crisis GOUD.jsonl VOORSPELD.jsonl
"""

from __future__ import annotations

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Any

Rijen = dict[str, dict[str, Any]]


def lees(pad: str) -> Rijen:
    with open(pad, encoding="utf-8") as bestand:
        return {rij["id"]: rij for rij in map(json.loads, filter(str.strip, bestand))}


def prf(goed: int, gevonden: int, gevraagd: int) -> dict[str, float | int]:
    """Precision, recall and F1; `n` is how many there should be."""
    p, r = goed / gevonden if gevonden else 0.0, goed / gevraagd if gevraagd else 0.0
    f1 = 2 * p * r / (p + r) if p + r else 0.0
    return {"p": round(p, 4), "r": round(r, 4), "f1": round(f1, 4), "n": gevraagd}


def tel(goud: Iterable[set[Any]], gevonden: Iterable[set[Any]]) -> dict[str, float | int]:
    paren = list(zip(goud, gevonden, strict=True))
    return prf(sum(len(g & v) for g, v in paren), sum(len(v) for _, v in paren), sum(len(g) for g, _ in paren))


def uitspraken(goud: Rijen, voorspeld: Rijen) -> dict[str, Any]:
    """Micro scores over (leefgebied, aspect), over each alone, and per leefgebied and per aspect."""
    g = [{tuple(p) for p in rij["uitspraken"]} for rij in goud.values()]
    v = [{tuple(p) for p in voorspeld[sleutel]["uitspraken"]} for sleutel in goud]
    uit: dict[str, Any] = {"micro": tel(g, v)}
    for kant, naam in enumerate(("leefgebied", "aspect")):
        uit[f"{naam}_alleen"] = tel([{p[kant] for p in x} for x in g], [{p[kant] for p in x} for x in v])
        for sleutel in sorted({p[kant] for x in g for p in x}):
            uit[f"{naam}:{sleutel}"] = tel(*([{p for p in x if p[kant] == sleutel} for x in y] for y in (g, v)))
    return uit


def intenties(goud: Rijen, voorspeld: Rijen) -> dict[str, Any]:
    paren = [(rij["intentie"], voorspeld[sleutel]["intentie"]) for sleutel, rij in goud.items()]
    goed, gevraagd, gevonden = (
        Counter(g for g, v in paren if g == v),
        Counter(g for g, _ in paren),
        Counter(v for _, v in paren),
    )
    per = {label: prf(goed[label], gevonden[label], gevraagd[label]) for label in sorted(gevraagd)}
    macro = sum(s["f1"] for s in per.values()) / len(per)
    return {"accuracy": round(sum(goed.values()) / len(paren), 4), "macro_f1": round(macro, 4), "per": per}


def crisis(goud: Rijen, voorspeld: Rijen) -> dict[str, Any]:
    """Recall per category for explicit and indirect messages, and the false-positive rate per stratum."""
    telling: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0])
    for sleutel, rij in goud.items():
        gehoord = voorspeld[sleutel]["crisis"] is not None
        soort = "expliciet" if rij["expliciet"] else "indirect"
        namen = (
            (f"recall:{rij['crisis']}:{soort}", f"recall:{soort}")
            if rij["crisis"]
            else ("vals_alarm", f"vals_alarm:{rij['stratum']}")
        )
        for naam in namen:
            telling[naam][0] += gehoord
            telling[naam][1] += 1
    return {naam: {"deel": round(a / b, 4), "n": b} for naam, (a, b) in sorted(telling.items())}


SOORTEN = {"uitspraken": uitspraken, "intenties": intenties, "crisis": crisis}

if __name__ == "__main__":
    print(json.dumps(SOORTEN[sys.argv[1]](lees(sys.argv[2]), lees(sys.argv[3])), ensure_ascii=False))
