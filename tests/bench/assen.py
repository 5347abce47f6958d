"""The axis of a chart: where a value stands, and which values are written beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor, log10

BREED, HOOG = 720, 340
LINKS, RECHTS, BOVEN, ONDER = 64, 124, 64, 48


@dataclass(frozen=True)
class As:
    """From 0 to `top`, in steps that people read; or by powers of ten from `onder` when `log`."""

    top: float
    stap: float = 1.0
    onder: float = 0.0
    log: bool = False

    @classmethod
    def voor(cls, waarden: Sequence[float], log: bool = False) -> As:
        hoogst = max([w for w in waarden if w > 0], default=1.0)
        if not log:
            stap = stap_voor(hoogst)
            return cls(ceil(hoogst * 1.02 / stap) * stap, stap)
        laagst = min([w for w in waarden if w > 0], default=0.1)
        return cls(10 ** ceil(log10(hoogst * 1.001)), onder=10 ** floor(log10(laagst)), log=True)

    def y(self, waarde: float) -> float:
        hoogte = HOOG - BOVEN - ONDER
        if self.log:
            return HOOG - ONDER - hoogte * log10(max(waarde, self.onder) / self.onder) / log10(self.top / self.onder)
        return HOOG - ONDER - hoogte * waarde / self.top

    @property
    def streepjes(self) -> list[float]:
        if self.log:
            return [self.onder * 10**n for n in range(round(log10(self.top / self.onder)) + 1)]
        return [self.stap * n for n in range(round(self.top / self.stap) + 1)]


def stap_voor(hoogst: float) -> float:
    """A fourth or a fifth of it, as 1, 2, 2.5 or 5 times a power of ten."""
    macht = 10 ** floor(log10(hoogst / 4))
    return float(next(macht * n for n in (1, 2, 2.5, 5, 10) if macht * n * 5 >= hoogst))


def getal(waarde: float) -> str:
    """Three figures that count; thousands with a comma."""
    if waarde >= 100 or waarde == round(waarde):
        return f"{waarde:,.0f}"
    return f"{waarde:.1f}" if waarde >= 10 else f"{waarde:.2f}".rstrip("0").rstrip(".")
