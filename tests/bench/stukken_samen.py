"""The part of docs/prestaties.md about the lists and dashboards of what comes after the keukentafelgesprek."""

from __future__ import annotations

from collections.abc import Sequence

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
    gevraagd = _gevraagd(u)
    delen = dict.fromkeys(pagina.split()[0] for _, d in gevraagd for pagina in d)
    groepen = {AFGEBROKEN.get(deel, deel): {naam: _hoogste(d, deel) for naam, d in gevraagd} for deel in delen}
    grens = [Doel(doel, f"p95 ≤ {doel} ms")]
    beeld = staven("The slowest page of each part, p95", "ms, by powers of ten", groepen, grens, log=True)
    maten = u["maten"]
    gevuld = (
        f"{maten['arrangementen']:,} arrangements, {maten['aanbod']:,} offers, {maten['jaren']} years of events. "
        "`cpu` is what the process of the loket worked, with SQLite the queries too; `very first` is once, since the start."
    )
    return maak_stuk(
        rijen, {"samen": ("The slowest page of each part", beeld)}, f"{gevuld}\n\n{_oordeel(doel, gevraagd)}"
    )


def _gevraagd(u: Uitslag) -> list[tuple[str, Uitslag]]:
    """The pages that somebody asks for. What was forced is nobody's page: it stands in the table only."""
    per_database = databases(u["samen_ms"])
    return [(naam, {p: t for p, t in d.items() if p not in u["gedwongen"]}) for naam, d in per_database]


def _hoogste(paginas: Uitslag, deel: str) -> float:
    return float(max(uit["p95"] for pagina, uit in paginas.items() if pagina.split()[0] == deel))


def _oordeel(doel: float, gevraagd: Sequence[tuple[str, Uitslag]]) -> str:
    alle = [(naam, pagina, t["p95"]) for naam, d in gevraagd for pagina, t in d.items()]
    boven = [f"{naam}, {pagina} ({getal(p95)} ms)" for naam, pagina, p95 in alle if p95 > doel]
    if not boven:
        return f"Goal: p95 ≤ {doel} ms; all {len(alle)} within it."
    return f"Goal: p95 ≤ {doel} ms; {len(boven)} of {len(alle)} above it: {'; '.join(boven)}."
