"""Charts as SVG, from nothing but text: bars in groups, and lines. Readable on a light and on a dark page; a table stands beside each of them.

Every bar and every line has a pattern of its own beside its colour; a goal is a dashed line with words to it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from math import floor

from tests.bench.assen import BREED, HOOG, LINKS, ONDER, RECHTS, As, getal, stap_voor

# Colours that differ to who is colour-blind (Okabe and Ito), and that stand out on white and on near-black.
KLEUREN = ("#0072b2", "#d55e00", "#009e73", "#b05a8c")
STIJL = """\
text { font: 13px system-ui, sans-serif; fill: #1b1f24 } .titel { font-weight: 600; font-size: 15px }
.grond { fill: #ffffff } .as { stroke: #6b7280 } .net { stroke: #d7dbe0 } .doel { stroke: #b91c1c; stroke-dasharray: 7 4; stroke-width: 2 }
.doeltekst { fill: #b91c1c } .waarde { stroke: #ffffff; stroke-width: 4; paint-order: stroke }
@media (prefers-color-scheme: dark) {
  text { fill: #e6e9ed } .grond { fill: #14181d } .as { stroke: #9aa3ad } .net { stroke: #333b44 } .doel { stroke: #ff8a80 }
  .doeltekst { fill: #ff8a80 } .waarde { stroke: #14181d }
}"""
STREPEN = ("", "8 4", "2 3", "10 3 2 3")


@dataclass(frozen=True)
class Doel:
    """A goal, drawn across; `tekst` says what it is."""

    waarde: float
    tekst: str


def staven(
    titel: str, eenheid: str, groepen: Mapping[str, Mapping[str, float]], doelen: Sequence[Doel] = (), log: bool = False
) -> str:
    """Groups along the bottom, in each the same rows: {"sqlite": {"p50": 12.0, "p95": 40.0}}."""
    as_ = As.voor([w for groep in groepen.values() for w in groep.values()] + [d.waarde for d in doelen], log)
    reeksen = list(dict.fromkeys(naam for groep in groepen.values() for naam in groep))
    vak = (BREED - LINKS - RECHTS) / len(groepen)
    breed = min(vak * 0.8 / len(reeksen), 70)
    delen = []
    for g, (groep, waarden) in enumerate(groepen.items()):
        midden = LINKS + vak * (g + 0.5)
        delen += [_tekst(midden, HOOG - ONDER + 18 + 16 * n, deel) for n, deel in enumerate(groep.split(", "))]
        for r, naam in enumerate(reeksen):
            if naam in waarden:
                delen += _staaf(as_, midden + (r - len(reeksen) / 2) * breed, breed, waarden[naam], r)
    return _beeld(titel, eenheid, as_, reeksen, doelen, delen)


def _staaf(as_: As, x: float, breed: float, waarde: float, reeks: int) -> list[str]:
    y = as_.y(waarde)
    vorm = f'<rect x="{x + 2:.1f}" y="{y:.1f}" width="{breed - 4:.1f}" height="{HOOG - ONDER - y:.1f}"'
    tekst = f'<text class="waarde" x="{x + breed / 2:.1f}" y="{y - 5:.1f}" text-anchor="middle">{getal(waarde)}</text>'
    return [f'{vorm} fill="url(#p{reeks})" stroke="{KLEUREN[reeks]}"/>', tekst]


def lijnen(
    titel: str,
    eenheid: str,
    reeksen: Mapping[str, Sequence[tuple[float, float]]],
    onder: str,
    doelen: Sequence[Doel] = (),
) -> str:
    """Points (x, y) by row, with what stands along the bottom in words."""
    punten = [punt for reeks in reeksen.values() for punt in reeks]
    as_ = As.voor([y for _, y in punten] + [d.waarde for d in doelen])
    ver = max([x for x, _ in punten], default=1.0) or 1.0
    plek = (BREED - LINKS - RECHTS) / ver
    delen = [_tekst(LINKS + (BREED - LINKS - RECHTS) / 2, HOOG - 8, onder)]
    stap = stap_voor(ver)
    for n in range(floor(ver / stap) + 1):
        delen.append(_tekst(LINKS + n * stap * plek, HOOG - ONDER + 18, getal(n * stap)))
    for r, reeks in enumerate(reeksen.values()):
        lijn = " ".join(f"{LINKS + x * plek:.1f},{as_.y(y):.1f}" for x, y in reeks)
        streep = f'stroke="{KLEUREN[r]}" stroke-dasharray="{STREPEN[r]}"'
        delen.append(f'<polyline points="{lijn}" fill="none" stroke-width="2.5" {streep}/>')
    return _beeld(titel, eenheid, as_, list(reeksen), doelen, delen)


def _beeld(
    titel: str, eenheid: str, as_: As, reeksen: Sequence[str], doelen: Sequence[Doel], delen: Sequence[str]
) -> str:
    kop = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {BREED} {HOOG}" role="img" aria-label="{escape(titel)}">'
    )
    naam = [f'<text x="16" y="24" class="titel">{escape(titel)}</text>', *_legenda(reeksen)]
    grond = f'<rect class="grond" width="{BREED}" height="{HOOG}"/>'
    streepjes = [deel for waarde in as_.streepjes for deel in _streepje(as_, waarde)]
    maat = f'<text x="{BREED - 16}" y="24" text-anchor="end">{escape(eenheid)}</text>'
    grenzen = [deel for doel in doelen for deel in _doel(as_, doel)]
    regels = [kop, f"<style>{STIJL}</style>", _patronen(), grond, *naam, maat, *streepjes, *grenzen, *delen]
    return "\n".join([*regels, "</svg>\n"])


def _patronen() -> str:
    """Plain, and slanted one way, the other way, and lying."""
    strepen = ("", "M0 8 L8 0", "M0 0 L8 8", "M0 4 L8 4")
    delen = [
        f'<pattern id="p{n}" width="8" height="8" patternUnits="userSpaceOnUse"><rect width="8" height="8" fill="{kleur}"/>'
        f'<path d="{streep}" stroke="#ffffff" stroke-opacity="0.55" stroke-width="1.6"/></pattern>'
        for n, (kleur, streep) in enumerate(zip(KLEUREN, strepen, strict=True))
    ]
    return f"<defs>{''.join(delen)}</defs>"


def _legenda(reeksen: Sequence[str]) -> list[str]:
    delen, x = [], 16.0
    for n, naam in enumerate(reeksen):
        vak = f'<rect x="{x}" y="36" width="14" height="14" fill="url(#p{n})" stroke="{KLEUREN[n]}"/>'
        delen += [vak, f'<text x="{x + 20}" y="48">{escape(naam)}</text>']
        x += 44 + 7.2 * len(naam)
    return delen


def _streepje(as_: As, waarde: float) -> list[str]:
    y = as_.y(waarde)
    soort = "net" if waarde > as_.onder else "as"
    lijn = f'<line class="{soort}" x1="{LINKS}" x2="{BREED - RECHTS}" y1="{y:.1f}" y2="{y:.1f}"/>'
    return [lijn, _tekst(LINKS - 8, y + 4, getal(waarde), "end")]


def _doel(as_: As, doel: Doel) -> list[str]:
    y = as_.y(doel.waarde)
    lijn = f'<line class="doel" x1="{LINKS}" x2="{BREED - RECHTS}" y1="{y:.1f}" y2="{y:.1f}"/>'
    tekst = f'<text class="doeltekst" x="{BREED - RECHTS + 6}" y="{y + 4:.1f}">{escape(doel.tekst)}</text>'
    return [lijn, tekst]


def _tekst(x: float, y: float, tekst: str, plaats: str = "middle") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{plaats}">{escape(tekst)}</text>'
