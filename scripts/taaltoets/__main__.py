"""Prints the report of the language check; exits 1 when a text fails."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence

from loket_backend.taaltoets.regels import REGELS
from loket_backend.taaltoets.tekst import Tekst, lengte
from loket_backend.taaltoets.woorden import LIJST, fouten_in_lijst, ongewoon, toegestaan, uitzondering, woordkeus
from scripts.taaltoets import bronnen


def fouten(teksten: Sequence[Tekst]) -> Iterator[str]:
    for tekst in teksten:
        for naam, regel in {**REGELS, "woordkeus": woordkeus}.items():
            yield from (f"{tekst.bron}: {tekst.sleutel}: {naam}: {fout}" for fout in regel(tekst))


def verslag(teksten: Sequence[Tekst]) -> Iterator[str]:
    """Per source what there is, and which uncommon words may stand there."""
    kop = ("bron", "teksten", "labels", "gem.", "langst")
    yield "{:<40}{:>8}{:>8}{:>7}{:>8}".format(*kop)
    for bron in [*dict.fromkeys(t.bron for t in teksten), "samen"]:
        hier = [t for t in teksten if bron in (t.bron, "samen")]
        lengtes = [lengte(zin) for t in hier if not t.label for zin in t.zinnen]
        gemiddeld = f"{sum(lengtes) / len(lengtes):.1f}" if lengtes else "–"
        labels = sum(t.label for t in hier)
        yield f"{bron:<40}{len(hier) - labels:>8}{labels:>8}{gemiddeld:>7}{max(lengtes, default=0) or '–':>8}"


def uitzonderingen(teksten: Sequence[Tekst]) -> Iterator[str]:
    per_woord: dict[str, set[str]] = {}
    for tekst in teksten:
        for woord in ongewoon(tekst):
            per_woord.setdefault(woord, set()).add(tekst.bron)
    yield f"Ongewone woorden die mogen ({len(per_woord)}):"
    yield from (
        f"  {w}: {uitzondering(w)} [{', '.join(sorted(b))}]" for w, b in sorted(per_woord.items()) if uitzondering(w)
    )
    if over := sorted(set(toegestaan()) - set(per_woord)):
        yield f"Niet meer nodig in {LIJST.name}: {', '.join(over)}"


def main() -> int:
    teksten = list(bronnen.alle())
    gevonden = [*fouten(teksten), *(f"{LIJST.name}: {fout}" for fout in fouten_in_lijst())]
    print("\n".join([*verslag(teksten), "", *uitzonderingen(teksten), ""]))
    print("\n".join(gevonden) if gevonden else f"Taaltoets: {len(teksten)} teksten en labels in orde.")
    return 1 if gevonden else 0


if __name__ == "__main__":
    sys.exit(main())
