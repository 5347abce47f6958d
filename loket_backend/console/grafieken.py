"""Charts as SVG, drawn here: bars, one stacked bar and lines over time. They need no script and no style (CSP).

Widths are in pixels and charts are not scaled, so that text stays as large as it is set; on a narrow screen a chart scrolls in its own box.
What a colour says is always said by a pattern, a marker or a label too (WCAG 1.4.1); next to each other they differ 3:1 or a white line
lies between them (1.4.11).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

BREED = 640
LETTER = 14
INKT, STIL, RASTER = "#1b2126", "#4a5560", "#c3cbd1"
# Dark, hatched, dotted, white: told apart without colour.
KLEUREN = ("#14566b", "#8a3b12", "#3d6b35", "#5b3a86")
STREPEN = ("", "8 4", "2 3", "10 3 2 3")
# A ball, a square, a triangle, a diamond around the point itself.
MERKEN = ("M-4 0A4 4 0 1 0 4 0A4 4 0 1 0 -4 0Z", "M-4 -4H4V4H-4Z", "M0 -5L5 4H-5Z", "M0 -6L6 0L0 6L-6 0Z")
VULLINGEN = ("vol", "streep", "punt", "leeg")

STAAFHOOGTE, REGELHOOGTE = 18, 46
NAAMRUIMTE = 170  # for the label behind the longest bar


@dataclass(frozen=True)
class Staaf:
    """`waarde` None: hidden; `tekst` says what is shown in its place."""

    label: str
    waarde: float | None
    tekst: str


@dataclass(frozen=True)
class Reeks:
    """A line. None: hidden; the line is broken there."""

    label: str
    waarden: Sequence[float | None]


@dataclass(frozen=True)
class Kop:
    """`sleutel`: unique on the page. Title and description are what a screen reader says of the picture."""

    sleutel: str
    titel: str
    omschrijving: str


def staven(kop: Kop, delen: Sequence[Staaf]) -> Markup:
    """Horizontal bars, each under its label, with its figure behind it. A hidden one has no length: a dotted box."""
    hoogste = max((d.waarde or 0 for d in delen), default=0) or 1
    rijen = [_staaf(deel, nr * REGELHOOGTE, hoogste) for nr, deel in enumerate(delen)]
    return _svg(kop, len(delen) * REGELHOOGTE + 4, rijen)


def _staaf(deel: Staaf, y: int, hoogste: float) -> Markup:
    onder = y + 22
    if deel.waarde is None:
        vak = _rechthoek(1, onder, 28, STAAFHOOGTE, "none", STIL, streep="3 3")
        return _tekst(0, y + 16, deel.label) + vak + _tekst(38, onder + 14, deel.tekst)
    lang = max(round(deel.waarde / hoogste * (BREED - NAAMRUIMTE)), 1 if deel.waarde else 0)
    vak = _rechthoek(0, onder, lang, STAAFHOOGTE, KLEUREN[0])
    return _tekst(0, y + 16, deel.label) + vak + _tekst(lang + 8, onder + 14, deel.tekst, dik=True)


def gestapeld(kop: Kop, delen: Sequence[Staaf]) -> Markup:
    """One bar divided in parts, each with a pattern of its own, and a legend with the figures. Hidden parts stand in the legend only."""
    som = sum(d.waarde or 0 for d in delen) or 1
    stukken, x = [_patronen(kop.sleutel)], 0.0
    for nr, deel in enumerate(delen):
        breed = (deel.waarde or 0) / som * (BREED - 4)
        if breed:
            stukken.append(_vlak(kop, nr, x, 2, max(breed - 3, 1), 40))
        stukken.append(_vlak(kop, nr, 0, 60 + nr * 28, 20, 20))
        stukken.append(_tekst(30, 75 + nr * 28, f"{deel.label}: {deel.tekst}"))
        x += breed
    return _svg(kop, 64 + len(delen) * 28, stukken)


def _vlak(kop: Kop, nr: int, x: float, y: int, breed: float, hoog: int) -> Markup:
    return _rechthoek(x + 1, y, breed, hoog, f"url(#{kop.sleutel}-{VULLINGEN[nr % 4]})", INKT)


def _patronen(sleutel: str) -> Markup:
    vol = Markup('<rect width="8" height="8" fill="{}"/>').format(KLEUREN[0])
    streep = Markup('<path d="M0 8L8 0M-2 2L2 -2M6 10L10 6" stroke="{}" stroke-width="2"/>').format(KLEUREN[1])
    punt = Markup('<circle cx="4" cy="4" r="1.8" fill="{}"/>').format(KLEUREN[2])
    wit = Markup('<rect width="8" height="8" fill="#ffffff"/>')
    inhoud = zip(VULLINGEN, (vol, wit + streep, wit + punt, wit), strict=True)
    patroon = Markup('<pattern id="{}-{}" width="8" height="8" patternUnits="userSpaceOnUse">{}</pattern>')
    return Markup("<defs>{}</defs>").format(Markup().join(patroon.format(sleutel, naam, deel) for naam, deel in inhoud))


LINKS, BOVEN, HOOG = 48, 12, 220
GAT = "Waar een punt ontbreekt, is het getal minder dan 5 of niet getoond."
STAP_LEGENDA = 24


def lijnen(kop: Kop, as_labels: Sequence[str], reeksen: Sequence[Reeks]) -> Markup:
    """Lines over time with a legend below; each has its own dashes and marker."""
    hoogste = _rond_op(max((w for r in reeksen for w in r.waarden if w is not None), default=0))
    delen = [_raster(hoogste), _as(as_labels)]
    for nr, reeks in enumerate(reeksen):
        delen += [_lijn(reeks, nr, hoogste), _legenda(reeks.label, nr, BOVEN + HOOG + 50 + nr * STAP_LEGENDA)]
    onder = BOVEN + HOOG + 50 + len(reeksen) * STAP_LEGENDA
    if any(waarde is None for reeks in reeksen for waarde in reeks.waarden):
        delen.append(_tekst(LINKS, onder, GAT))
    return _svg(kop, onder + 12, delen)


def _rond_op(getal: float) -> int:
    """The top of the scale: 4 equal whole steps."""
    stappen: Iterator[int] = (n * 10**macht for macht in range(7) for n in (1, 2, 5))
    for stap in stappen:
        if stap * 4 >= getal:
            return stap * 4
    return int(getal)


def _raster(hoogste: int) -> Markup:
    lijn = Markup('<path d="M{} {}H{}" stroke="{}"/>')
    delen = []
    for kwart in range(5):
        y = BOVEN + HOOG - HOOG * kwart // 4
        label = f"{hoogste * kwart // 4:,}".replace(",", ".")
        delen += [lijn.format(LINKS, y, BREED - 8, RASTER), _tekst(LINKS - 8, y + 5, label, anker="end")]
    return Markup().join(delen)


def _x(nr: int, aantal: int) -> float:
    return round(LINKS + 12 + nr * (BREED - LINKS - 44) / max(aantal - 1, 1), 1)


def _as(labels: Sequence[str]) -> Markup:
    """At most six labels, so that they don't touch."""
    stap = -(-len(labels) // 6) or 1
    getoond = range(0, len(labels), stap)
    y = BOVEN + HOOG + 22
    return Markup().join(
        _tekst(_x(nr, len(labels)), y, labels[nr], anker="start" if nr == 0 else "middle") for nr in getoond
    )


def _lijn(reeks: Reeks, nr: int, hoogste: int) -> Markup:
    punten = [
        None if waarde is None else (_x(plek, len(reeks.waarden)), round(BOVEN + HOOG - waarde / hoogste * HOOG, 1))
        for plek, waarde in enumerate(reeks.waarden)
    ]
    stukken = [[p for p in stuk if p] for zichtbaar, stuk in groupby(punten, bool) if zichtbaar]
    lijn = Markup('<polyline points="{}" fill="none" stroke="{}" stroke-width="2" stroke-dasharray="{}"/>')
    streep = STREPEN[nr % 4] or "none"
    wegen = [lijn.format(" ".join(f"{x},{y}" for x, y in stuk), KLEUREN[nr % 4], streep) for stuk in stukken]
    return Markup().join(wegen + [_merk(x, y, nr) for stuk in stukken for x, y in stuk])


def _merk(x: float, y: float, nr: int) -> Markup:
    merk = Markup('<path d="{}" transform="translate({} {})" fill="{}"/>')
    return merk.format(MERKEN[nr % 4], x, y, KLEUREN[nr % 4])


def _legenda(label: str, nr: int, y: int) -> Markup:
    lijn = Markup('<path d="M{} {}h36" stroke="{}" stroke-width="2" stroke-dasharray="{}"/>')
    voor = lijn.format(LINKS, y - 5, KLEUREN[nr % 4], STREPEN[nr % 4] or "none")
    return voor + _merk(LINKS + 18, y - 5, nr) + _tekst(LINKS + 46, y, label)


def _svg(kop: Kop, hoog: int, delen: Sequence[Markup]) -> Markup:
    """The label of the picture is its title, its description the sentence with the figures."""
    kader = Markup(
        '<svg class="grafiek" role="img" aria-labelledby="{0}-titel {0}-tekst" width="{1}" height="{2}" '
        'viewBox="0 0 {1} {2}" font-size="{3}" font-family="inherit" fill="{4}">'
        '<title id="{0}-titel">{5}</title><desc id="{0}-tekst">{6}</desc>{7}</svg>'
    )
    return kader.format(kop.sleutel, BREED, hoog, LETTER, INKT, kop.titel, kop.omschrijving, Markup().join(delen))


def _tekst(x: float, y: float, tekst: str, anker: str = "start", dik: bool = False) -> Markup:
    dikte = "700" if dik else "400"
    return Markup('<text x="{}" y="{}" text-anchor="{}" font-weight="{}">{}</text>').format(x, y, anker, dikte, tekst)


def _rechthoek(
    x: float, y: float, breed: float, hoog: float, vulling: str, rand: str = "none", streep: str = "none"
) -> Markup:
    vorm = Markup('<rect x="{}" y="{}" width="{}" height="{}" fill="{}" stroke="{}" stroke-dasharray="{}"/>')
    return vorm.format(round(x, 1), y, round(breed, 1), hoog, vulling, rand, streep)
