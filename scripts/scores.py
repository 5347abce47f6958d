"""Scores predictions against an evaluation file: one JSON object. Standard library only.

python scripts/scores.py uitspraken|intenties|gesloten|crisis GOUD.jsonl VOORSPELD.jsonl
"""

from __future__ import annotations

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Any

Rijen = dict[str, dict[str, Any]]
# At these questions the act alone may be the answer.
JA_NEE = {"bevestigen": "ja", "ontkennen": "nee", "weet_niet": "weet_niet"}
JA_NEE_VRAGEN = ("inwoner_weet_ervan", "clientondersteuning", "persoonlijk_plan")


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


def gesloten(goud: Rijen, voorspeld: Rijen) -> dict[str, Any]:
    """Per question how many answers were read right, and how many were read as something else than was meant."""
    telling: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for sleutel, rij in goud.items():
        gelezen = _gelezen(rij["vraag"], voorspeld[sleutel])
        goed = gelezen is not None if rij["waarde"] == "tekst" else gelezen == rij["waarde"]
        for naam in (rij["vraag"], "alles"):
            telling[naam].update(n=1, goed=goed, verkeerd=not goed and gelezen is not None)
    return {naam: {**t, "deel": round(t["goed"] / t["n"], 4)} for naam, t in sorted(telling.items())}


def _gelezen(vraag: str, voorspeld: dict[str, Any]) -> Any:
    """The value of the question that was asked; what the act says where the act is the answer."""
    ja = {"bevestigen": "ja", "ontkennen": "nee", "corrigeren": "nee"} if vraag == "akkoord" else JA_NEE
    act = voorspeld["act"] if vraag in ("akkoord", *JA_NEE_VRAGEN) else None
    if vraag == "contact_moment" and voorspeld["act"] == "hulpvraag":
        return "tekst"
    return voorspeld["gegevens"].get(vraag, ja.get(act or ""))


SOORTEN = {"uitspraken": uitspraken, "intenties": intenties, "gesloten": gesloten, "crisis": crisis}

if __name__ == "__main__":
    print(json.dumps(SOORTEN[sys.argv[1]](lees(sys.argv[2]), lees(sys.argv[3])), ensure_ascii=False))
