"""Each part of docs/prestaties.md: a table of its figures, and the charts beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from tests.bench.assen import getal
from tests.bench.grafiek import Doel, lijnen, staven

Uitslag = dict[str, Any]
DATABASES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}


@dataclass(frozen=True)
class Stuk:
    """`tekst`: markdown. `grafieken`: SVG by name; each is shown in the text as beeld/prestaties-<name>.svg."""

    tekst: str
    grafieken: dict[str, str] = field(default_factory=dict)


def _stuk(rijen: Sequence[Sequence[object]], grafieken: dict[str, tuple[str, str]], erbij: str = "") -> Stuk:
    """`grafieken`: by name, what the picture shows in words, and the picture."""
    beelden = [f"![{wat}](beeld/prestaties-{naam}.svg)" for naam, (wat, _) in grafieken.items()]
    delen = [*beelden, _tabel(rijen), *([erbij] if erbij else [])]
    return Stuk("\n\n".join(delen), {naam: svg for naam, (_, svg) in grafieken.items()})


def _tabel(rijen: Sequence[Sequence[object]]) -> str:
    kop, *rest = [[getal(cel) if isinstance(cel, float | int) else str(cel) for cel in rij] for rij in rijen]
    return "\n".join(f"| {' | '.join(rij)} |" for rij in (kop, ["---"] * len(kop), *rest))


def _databases(uitslag: Uitslag) -> list[tuple[str, Uitslag]]:
    return [(naam, uitslag[soort]) for soort, naam in DATABASES.items() if soort in uitslag]


def verhouding(u: Uitslag) -> Stuk:
    wegen = {"through the hub": u["hub_ms"], "Rasa's REST channel": u["rest_ms"]}
    rijen = [["one turn (ms)", "p50", "p95", "turns"], *([n, w["p50"], w["p95"], w["n"]] for n, w in wegen.items())]
    v, tussen = u["verhouding"], "–".join(f"{g:.2f}" for g in u["verhouding"]["p50_tussen"])
    erbij = f"Ratio of the medians **{v['p50']:.2f}** (95% between {tussen}), of the p95s {v['p95']:.2f}; goal ≤ {u['doel']}."
    groepen = {soort: {naam: w[soort] for naam, w in wegen.items()} for soort in ("p50", "p95")}
    beeld = staven("One turn: through the hub and over bare REST", "ms", groepen)
    return _stuk(rijen, {"verhouding": ("A turn through the hub and over bare REST", beeld)}, erbij)


def lengte(u: Uitslag) -> Stuk:
    """tests/bench/lengte.py gives beurt_<n>_p50_ms for two turns, their ratio, and how many of each."""
    beurten = {f"turn {naam.split('_')[1]}": p50 for naam, p50 in u.items() if naam.startswith("beurt_")}
    rijen: list[list[object]] = [["one turn (ms)", "p50"], *([naam, p50] for naam, p50 in beurten.items())]
    beeld = staven("One turn, early and late in a conversation", "ms", {n: {"p50": p50} for n, p50 in beurten.items()})
    erbij = f"Ratio **{u['verhouding']:.2f}**, of {u['n']} of each; goal ≤ 1.2."
    return _stuk(rijen, {"lengte": ("A turn early and late in a conversation", beeld)}, erbij)


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
    return _stuk(rijen, {"doorvoer": ("Turns a second of Rasa's default, our Rasa and the hub", beeld)}, erbij)


def belasting(u: Uitslag) -> Stuk:
    fasen = {"gewoon": "ordinary", "stoot": "burst", "erna": "after it"}
    rijen: list[list[object]] = [
        ["", "messages/s", "acknowledge p50", "p95", "p99", "reply p50", "p95", "p99", "longest", "messages"]
    ]
    for naam, deel in _databases(u):
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
    return _stuk(
        rijen, beelden, "\n\n".join([*erbij, *(f"{naam}: {_nagerekend(deel)}" for naam, deel in _databases(u))])
    )


def _druk(u: Uitslag, fasen: dict[str, str], wat: str, titel: str, *doelen: str) -> str:
    groepen = {
        f"{naam}, {woord}": {s: deel[fase][wat][s] for s in ("p50", "p95", "p99")}
        for naam, deel in _databases(u)
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
    for naam, d in _databases(u):
        nieuw = d["nieuwe_inwoner_ms"]
        rijen.append(
            [naam, d["aannemen_per_s"], d["leeg_na_s"], d["per_s"], *(nieuw[s] for s in ("p50", "p95", "hoogst", "n"))]
        )
    reeksen = {naam: [(p["s"], p["over"]) for p in d["verloop"]] for naam, d in _databases(u)}
    beeld = lijnen(f"A backlog of {u['berichten']:,} messages", "messages left", reeksen, "seconds since Rasa went on")
    erbij = "\n\n".join(f"{naam}: {_nagerekend(d)}" for naam, d in _databases(u))
    return _stuk(rijen, {"achterstand": ("How a backlog is drained", beeld)}, erbij)


def intakes(u: Uitslag) -> Stuk:
    rijen: list[list[object]] = [
        ["writers at once", *(f"{naam} ({w})" for naam, _ in _databases(u) for w in ("per s", "p50 ms", "p95 ms"))]
    ]
    aantallen = next(d for _, d in _databases(u))
    for n in aantallen:
        rijen.append([n, *(d[n][s] for _, d in _databases(u) for s in ("per_s", "p50", "p95"))])
    groepen = {f"{n} at once": {naam: d[n]["per_s"] for naam, d in _databases(u)} for n in aantallen}
    beeld = staven("Intakes written", "a second", groepen)
    return _stuk(rijen, {"intakes": ("Intakes written a second by the number of writers", beeld)})


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
    return _stuk(rijen, {"rasas": ("Turns a second with one, two and three Rasa processes", beeld)})


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
    return _stuk(rijen, {"geheugen": ("Memory of all processes through time", beeld)}, erbij)


def console(u: Uitslag) -> Stuk:
    rijen: list[list[object]] = [["", "few dossiers p50 (ms)", "p95", "many p50", "p95", "growth p50"]]
    for naam, d in _databases(u["console_ms"]):
        for deel in ("lijst", "zoek", "dossier"):
            k, g = d[deel]["klein"], d[deel]["groot"]
            rijen.append([f"{naam}, {deel}", k["p50"], k["p95"], g["p50"], g["p95"], f"{d[deel]['groei_p50']:.2f}"])
    return _stuk(rijen, {})


def plat(u: Uitslag) -> Stuk:
    """Any part without a shape of its own: its figures by name."""
    rijen: list[list[object]] = [["figure", "value"]]
    return _stuk(rijen + [[naam, waarde] for naam, waarde in _plat("", u)], {})


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
}
