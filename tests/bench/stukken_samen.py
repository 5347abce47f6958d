"""The part of docs/prestaties.md about the lists and dashboards of what comes after the keukentafelgesprek."""

from __future__ import annotations

from tests.bench.assen import getal
from tests.bench.grafiek import Doel, staven
from tests.bench.stuk import Stuk, Uitslag, databases, maak_stuk

# Long words over two lines, as the chart breaks a label at a comma.
AFGEBROKEN = {
    "wederkerigheid": "weder-, kerigheid",
    "arrangementen": "arrange-, menten",
    "wijkbudget": "wijk-, budget",
    "casusoverleg": "casus-, overleg",
    "maandbeeld": "maand-, beeld",
    "businesscase": "business-, case",
}


def samen(u: Uitslag) -> Stuk:
    """tests/bench/samen.py gives for each database its pages by name: p50, p95, cpu, eerst."""
    per_database, doel = databases(u["samen_ms"]), u["doel_p95_ms"]
    kop = [f"{naam} {w}" for naam, _ in per_database for w in ("p50", "p95", "cpu", "very first")]
    rijen: list[list[object]] = [["page (ms)", *kop]]
    paginas = next(d for _, d in per_database)
    for pagina in paginas:
        rijen.append([pagina, *(d[pagina][w] for _, d in per_database for w in ("p50", "p95", "cpu", "eerst"))])
    gezien = [pagina for pagina in paginas if pagina not in u["gedwongen"]]
    delen: dict[str, list[str]] = {}
    for pagina in gezien:
        delen.setdefault(pagina.split()[0], []).append(pagina)
    groepen = {
        AFGEBROKEN.get(deel, deel): {naam: max(float(d[p]["p95"]) for p in hier) for naam, d in per_database}
        for deel, hier in delen.items()
    }
    grens = [Doel(doel, f"p95 ≤ {doel} ms")]
    beeld = staven("The slowest page of each part, p95", "ms, by powers of ten", groepen, grens, log=True)
    maten = u["maten"]
    gevuld = (
        f"{maten['arrangementen']:,} arrangements, {maten['aanbod']:,} offers, {maten['jaren']} years of events. "
        "`cpu` is what the process of the loket worked, with SQLite the queries too; `very first` is once, since the start."
    )
    return maak_stuk(rijen, {"samen": ("The slowest page of each part", beeld)}, f"{gevuld}\n\n{_oordeel(u)}")


def _oordeel(u: Uitslag) -> str:
    """What was forced is nobody's page: it stands in the table only."""
    doel, per_database = u["doel_p95_ms"], databases(u["samen_ms"])
    alle = [(n, p, t["p95"]) for n, d in per_database for p, t in d.items() if p not in u["gedwongen"]]
    boven = [f"{naam}, {pagina} ({getal(p95)} ms)" for naam, pagina, p95 in alle if p95 > doel]
    if not boven:
        return f"Goal: p95 ≤ {doel} ms; all {len(alle)} within it."
    return f"Goal: p95 ≤ {doel} ms; {len(boven)} of {len(alle)} above it: {'; '.join(boven)}."
