"""One figure of the overview: a sentence, a table, and the same numbers as a chart. How numbers read in Dutch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from math import ceil

from markupsafe import Markup

from loket_backend.console.grafieken import Staaf
from loket_backend.onderdrukking import MINSTENS, Getal, Verborgen

Cel = str | int | float | Verborgen | None  # None: does not apply
GEEN_GRAFIEK = Markup()


@dataclass(frozen=True)
class Figuur:
    """`rijen`: the first cell is the heading of the row. `uitleg`: what counts, and what does not. `warm`: shaded by size too."""

    sleutel: str
    titel: str
    zin: str
    uitleg: str
    koppen: Sequence[str]
    rijen: Sequence[Sequence[Cel]]
    grafiek: Markup = GEEN_GRAFIEK
    warm: bool = False

    def tint(self, cel: Cel) -> int:
        """0 to 4: how much of the largest number in the table."""
        hoogste = max((c for rij in self.rijen for c in rij[1:] if isinstance(c, int)), default=0)
        return ceil(cel / hoogste * 4) if isinstance(cel, int) and hoogste else 0

    def als_csv(self) -> list[list[str | int | float]]:
        return [list(self.koppen), *([_voor_csv(cel) for cel in rij] for rij in self.rijen)]


def _voor_csv(cel: Cel) -> str | int | float:
    return cel if isinstance(cel, str | int | float) else "" if cel is None else cel.value


def lees(cel: Cel) -> str:
    """ "1.234", "2,5", "minder dan 5"; a dash for what does not apply."""
    if isinstance(cel, Verborgen):
        return cel.value
    if isinstance(cel, float):
        return f"{cel:.1f}".replace(".", ",")
    return "–" if cel is None else f"{cel:,}".replace(",", ".") if isinstance(cel, int) else cel


def zeg(getal: Getal, wat: str) -> str:
    """A number in a sentence: "geen gesprekken", "12 gesprekken", "minder dan 5 gesprekken"."""
    if getal is Verborgen.EROMHEEN:
        return f"een aantal {wat} (niet getoond)"
    return f"{'geen' if getal == 0 else lees(getal)} {wat}"


def bij(getal: Getal) -> str:
    """A number that stands on its own in a sentence, after "bij"."""
    return "een aantal (niet getoond)" if getal is Verborgen.EROMHEEN else lees(getal)


def staaf(label: str, getal: Getal) -> Staaf:
    return Staaf(label, None if isinstance(getal, Verborgen) else getal, lees(getal))


def hoogste(delen: Sequence[tuple[str, Getal]]) -> tuple[str, int] | None:
    """The largest shown number with its label; None when nothing is shown."""
    getoond = [(label, n) for label, n in delen if isinstance(n, int) and n]
    return max(getoond, key=lambda deel: deel[1]) if getoond else None


def binnen(duren: Sequence[timedelta], deel: float, eenheid: timedelta) -> Cel:
    """Within how many units this part of the durations falls (nearest rank); hidden for a group under five, None for nobody."""
    if not duren:
        return None
    if len(duren) < MINSTENS:
        return Verborgen.KLEIN
    return round(sorted(duren)[ceil(deel * len(duren)) - 1] / eenheid, 1)
