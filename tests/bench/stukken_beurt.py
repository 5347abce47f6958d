"""The parts of docs/prestaties.md about a turn: what it costs, and how many there are in a second."""

from __future__ import annotations

from tests.bench.assen import getal
from tests.bench.grafiek import staven
from tests.bench.stuk import Stuk, Uitslag, maak_stuk


def verhouding(u: Uitslag) -> Stuk:
    wegen = {"through the hub": u["hub_ms"], "Rasa's REST channel": u["rest_ms"]}
    rijen = [["one turn (ms)", "p50", "p95", "turns"], *([n, w["p50"], w["p95"], w["n"]] for n, w in wegen.items())]
    v, tussen = u["verhouding"], "–".join(f"{g:.2f}" for g in u["verhouding"]["p50_tussen"])
    erbij = f"Ratio of the medians **{v['p50']:.2f}** (95% between {tussen}), of the p95s {v['p95']:.2f}; goal ≤ {u['doel']}."
    groepen = {soort: {naam: w[soort] for naam, w in wegen.items()} for soort in ("p50", "p95")}
    beeld = staven("One turn: through the hub and over bare REST", "ms", groepen)
    return maak_stuk(rijen, {"verhouding": ("A turn through the hub and over bare REST", beeld)}, erbij)


def lengte(u: Uitslag) -> Stuk:
    """tests/bench/lengte.py gives beurt_<n>_p50_ms for two turns, their ratio, and how many of each."""
    beurten = {f"turn {naam.split('_')[1]}": p50 for naam, p50 in u.items() if naam.startswith("beurt_")}
    rijen: list[list[object]] = [["one turn (ms)", "p50"], *([naam, p50] for naam, p50 in beurten.items())]
    beeld = staven("One turn, early and late in a conversation", "ms", {n: {"p50": p50} for n, p50 in beurten.items()})
    erbij = f"Ratio **{u['verhouding']:.2f}**, of {u['n']} of each; goal ≤ 1.2."
    return maak_stuk(rijen, {"lengte": ("A turn early and late in a conversation", beeld)}, erbij)


def doorvoer(u: Uitslag) -> Stuk:
    namen = {"standaard": "Rasa's default", "rasa": "our Rasa", "hub": "through the hub"}
    groepen = {f"{k} at once": {namen[w]: t["per_s"] for w, t in rij.items()} for k, rij in u["beurten"].items()}
    rijen: list[list[object]] = [
        ["at once", *(f"{n} (turns/s; p95 ms)" for n in namen.values()), "our Rasa ×", "hub ×"]
    ]
    for k, rij in u["beurten"].items():
        keer = u["keer_standaard"][k]
        cellen = [f"{getal(rij[w]['per_s'])}; {getal(rij[w]['p95'])}" for w in namen]
        rijen.append([k, *cellen, f"{keer['rasa']:.2f}", f"{keer['hub']:.2f}"])
    erbij = (
        f"Goal: ≥ {u['doel']:.0f} × Rasa's default, which was trained for {u['epochs_standaard']} epochs over the messages "
        f"and said nothing in {u['standaard_zweeg']:.0%} of its turns."
    )
    beeld = staven("Turns a second", "turns/s", groepen)
    return maak_stuk(rijen, {"doorvoer": ("Turns a second of Rasa's default, our Rasa and the hub", beeld)}, erbij)


def rasas(u: Uitslag) -> Stuk:
    wegen = {"straight to Rasa": u["rasas"], **({"through the hub": u["hub"]} if "hub" in u else {})}
    rijen: list[list[object]] = [
        ["Rasa processes", *(f"{w} ({s})" for w in wegen for s in ("turns/s", "p95 ms", "× one"))]
    ]
    for n in u["rasas"]:
        cellen = [(t[n]["per_s"], t[n]["p95"], f"{t[n]['per_s'] / t['1']['per_s']:.2f}") for t in wegen.values()]
        rijen.append([n, *(cel for deel in cellen for cel in deel)])
    groepen = {f"{n} Rasa": {weg: t[n]["per_s"] for weg, t in wegen.items()} for n in u["rasas"]}
    beeld = staven(f"Turns a second, {u['tegelijk']} conversations at once", "turns/s", groepen)
    return maak_stuk(rijen, {"rasas": ("Turns a second with one, two and three Rasa processes", beeld)})
