"""Each part of docs/prestaties.md by name; here those about load, writing, memory and the console."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.bench.assen import getal
from tests.bench.grafiek import Doel, lijnen, staven
from tests.bench.stuk import Stuk, Uitslag, databases, maak_stuk
from tests.bench.stukken_beurt import doorvoer, lengte, rasas, verhouding
from tests.bench.stukken_samen import samen


def belasting(u: Uitslag) -> Stuk:
    fasen = {"gewoon": "ordinary", "stoot": "burst", "erna": "after it"}
    rijen: list[list[object]] = [
        ["", "messages/s", "acknowledge p50", "p95", "p99", "reply p50", "p95", "p99", "longest", "messages"]
    ]
    for naam, deel in databases(u):
        for fase, woord in fasen.items():
            a, b = deel[fase]["bevestigen_ms"], deel[fase]["antwoord_ms"]
            tijden = [*(a[s] for s in ("p50", "p95", "p99")), *(b[s] for s in ("p50", "p95", "p99", "hoogst"))]
            rijen.append([f"{naam}, {woord}", deel[fase]["per_s"], *tijden, b["n"]])
    beelden = {
        "antwoord": ("How long a reply takes", _druk(u, fasen, "antwoord_ms", "Reply", "antwoord_p95", "antwoord_p99")),
        "bevestigen": (
            "How long an acknowledgement takes",
            _druk(u, fasen, "bevestigen_ms", "Acknowledge", "bevestigen_p95"),
        ),
    }
    erbij = [f"Times in ms, {u['gesprekken']} open conversations."]
    return maak_stuk(
        rijen, beelden, "\n\n".join([*erbij, *(f"{naam}: {_nagerekend(deel)}" for naam, deel in databases(u))])
    )


def _druk(u: Uitslag, fasen: dict[str, str], wat: str, titel: str, *doelen: str) -> str:
    groepen = {
        f"{naam}, {woord}": {s: deel[fase][wat][s] for s in ("p50", "p95", "p99")}
        for naam, deel in databases(u)
        for fase, woord in fasen.items()
    }
    grens = [Doel(u["doelen_ms"][d], f"{d[-3:]} ≤ {u['doelen_ms'][d]:,} ms") for d in doelen]
    return staven(f"{titel}, from the planned moment", "ms, by powers of ten", groepen, grens, log=True)


def _nagerekend(deel: Uitslag) -> str:
    n = deel["nagerekend"]
    fout = f"{n['verloren']} lost, {n['dubbel']} doubled, {n['niet_op_volgorde']} out of order, {n['zonder_antwoord']} without an answer"
    uit = f"{n['bevestigd']:,} acknowledged; {fout}; {n['naar_mensen']} to people, {n['fouten']} requests failed."
    bezet = ", ".join(f"{naam} {w}" for naam, w in deel.get("kernen_bezet", {}).items())
    return f"{uit} Cores in use: {bezet}." if bezet else uit


def achterstand(u: Uitslag) -> Stuk:
    rijen: list[list[object]] = [
        ["", "accepted/s", "drained after (s)", "messages/s", "new resident p50 (ms)", "p95", "longest", "of"]
    ]
    for naam, d in databases(u):
        nieuw = d["nieuwe_inwoner_ms"]
        rijen.append(
            [naam, d["aannemen_per_s"], d["leeg_na_s"], d["per_s"], *(nieuw[s] for s in ("p50", "p95", "hoogst", "n"))]
        )
    reeksen = {naam: [(p["s"], p["over"]) for p in d["verloop"]] for naam, d in databases(u)}
    beeld = lijnen(f"A backlog of {u['berichten']:,} messages", "messages left", reeksen, "seconds since Rasa went on")
    erbij = "\n\n".join(f"{naam}: {_nagerekend(d)}" for naam, d in databases(u))
    return maak_stuk(rijen, {"achterstand": ("How a backlog is drained", beeld)}, erbij)


def intakes(u: Uitslag) -> Stuk:
    rijen: list[list[object]] = [
        ["writers at once", *(f"{naam} ({w})" for naam, _ in databases(u) for w in ("per s", "p50 ms", "p95 ms"))]
    ]
    aantallen = next(d for _, d in databases(u))
    for n in aantallen:
        rijen.append([n, *(d[n][s] for _, d in databases(u) for s in ("per_s", "p50", "p95"))])
    groepen = {f"{n} at once": {naam: d[n]["per_s"] for naam, d in databases(u)} for n in aantallen}
    beeld = staven("Intakes written", "a second", groepen)
    return maak_stuk(rijen, {"intakes": ("Intakes written a second by the number of writers", beeld)})


def geheugen(u: Uitslag) -> Stuk:
    doel, groei = u["doelen"], {vanaf: f"{(keer - 1) * 100:+.1f}%" for vanaf, keer in u["groei"].items()}
    rijen: list[list[object]] = [["PSS (MiB)", *u["na_start_mib"]], ["after start", *u["na_start_mib"].values()]]
    rijen.append([f"after {u['soak_s']} s of conversations", *u["na_soak_mib"].values()])
    klaar = ", ".join(getal(s) for s in u["klaar_s"])
    erbij = (
        f"Ready after {klaar} s (goal ≤ {doel['klaar_s']} s). After the soak {groei['start']} since the start "
        f"(goal ≤ 5%), {groei['eerste_minuut']} since the first minute of conversations. "
        f"Goal after start: ≤ {doel['mib']:,} MiB."
    )
    verloop = {"all processes": [(p["s"], p["mib"]) for p in u["verloop"]]}
    grens = [Doel(doel["mib"], "start ≤ 1.3 GB")]
    beeld = lijnen("Memory of everything", "MiB", verloop, "seconds", grens)
    return maak_stuk(rijen, {"geheugen": ("Memory of all processes through time", beeld)}, erbij)


def console(u: Uitslag) -> Stuk:
    rijen: list[list[object]] = [["", "few dossiers p50 (ms)", "p95", "many p50", "p95", "growth p50"]]
    for naam, d in databases(u["console_ms"]):
        for deel in ("lijst", "zoek", "dossier"):
            k, g = d[deel]["klein"], d[deel]["groot"]
            rijen.append([f"{naam}, {deel}", k["p50"], k["p95"], g["p50"], g["p95"], f"{d[deel]['groei_p50']:.2f}"])
    return maak_stuk(rijen, {})


def plat(u: Uitslag) -> Stuk:
    """Any part without a shape of its own: its figures by name."""
    rijen: list[list[object]] = [["figure", "value"]]
    return maak_stuk(rijen + [[naam, waarde] for naam, waarde in _plat("", u)], {})


def _plat(voor: str, waarde: Any) -> list[tuple[str, object]]:
    if not isinstance(waarde, dict):
        return [(voor, waarde)] if isinstance(waarde, int | float | str) else []
    return [rij for naam, deel in waarde.items() if naam != "gemeten" for rij in _plat(f"{voor} {naam}".strip(), deel)]


STUKKEN: dict[str, Callable[[Uitslag], Stuk]] = {
    "verhouding": verhouding,
    "lengte": lengte,
    "doorvoer": doorvoer,
    "belasting": belasting,
    "achterstand": achterstand,
    "intakes": intakes,
    "rasas": rasas,
    "geheugen": geheugen,
    "begrijpen": plat,
    "overname": plat,
    "console": console,
    "samen": samen,
}
