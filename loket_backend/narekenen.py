"""Which hidden figures follow from the sums of a table, for somebody who solves them all at once.

In a table with totals each figure stands in one row and one column, and each row and column adds up to its total. Take the rows and columns
as points and each hidden figure as a line between its two: then whoever changes hidden figures and keeps every sum goes round in circles over
those lines. So a hidden figure can be another number exactly when such a circle goes over it in which every step may be taken
(the residual network of a flow: Ahuja, Magnanti and Orlin, Network Flows, 1993, paragraph 2.4). Whole numbers suffice.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

Sleutel = tuple[str, ...]
Punt = tuple[str, str]
# Where somebody can go from a point, and over which figure.
Wegen = Mapping[Punt, list[tuple[Punt, Sleutel]]]


@dataclass(frozen=True)
class Vak:
    """A figure that a reader does not know. `teken`: -1 for the total of a row or column, 1 otherwise. `omlaag`, `omhoog`: whether it may be
    one less or one more, by what is said about it. `telt`: whether it must stay unknown."""

    sleutel: Sleutel
    rij: str
    kolom: str
    teken: int
    omlaag: bool
    omhoog: bool
    telt: bool = True


def vast(vakken: Iterable[Vak]) -> Sleutel | None:
    """A figure that can be one number only; None when there is none. `vakken`: all that are unknown in one table.

    Every figure on a circle that was found can be another number, so it needs no search of its own.
    """
    alle = list(vakken)
    wegen, los = _wegen(alle), set[Sleutel]()
    for vak in alle:
        if vak.telt and vak.sleutel not in los:
            if not (kring := _kring(vak, wegen)):
                return vak.sleutel
            los |= kring
    return None


def _wegen(vakken: Iterable[Vak]) -> Wegen:
    wegen: dict[Punt, list[tuple[Punt, Sleutel]]] = {}
    for vak in vakken:
        for van, naar in _stappen(vak):
            wegen.setdefault(van, []).append((naar, vak.sleutel))
    return wegen


def _stappen(vak: Vak) -> list[tuple[Punt, Punt]]:
    heen = ("rij", vak.rij), ("kolom", vak.kolom)
    meer, minder = (heen, heen[::-1]) if vak.teken == 1 else (heen[::-1], heen)
    return [stap for stap, mag in ((meer, vak.omhoog), (minder, vak.omlaag)) if mag]


def _kring(vak: Vak, wegen: Wegen) -> set[Sleutel]:
    """The figures of a circle that goes over this one; empty when there is none."""
    for van, naar in _stappen(vak):
        if weg := _weg(naar, van, vak.sleutel, wegen):
            return {vak.sleutel, *weg}
    return set()


def _weg(begin: Punt, einde: Punt, niet: Sleutel, wegen: Wegen) -> list[Sleutel]:
    """The figures on a way from one point to the other that visits no point twice and does not go over this figure; empty when there is none."""
    kwam: dict[Punt, tuple[Punt, Sleutel] | None] = {begin: None}
    straks = [begin]
    while straks:
        punt = straks.pop()
        if punt == einde:
            return _terug(punt, kwam)
        for naar, over in wegen.get(punt, ()):
            if naar not in kwam and over != niet:
                kwam[naar] = (punt, over)
                straks.append(naar)
    return []


def _terug(punt: Punt, kwam: Mapping[Punt, tuple[Punt, Sleutel] | None]) -> list[Sleutel]:
    weg = []
    while (stap := kwam[punt]) is not None:
        punt, over = stap
        weg.append(over)
    return weg
