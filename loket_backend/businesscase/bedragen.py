"""Amounts of a business case: integer cents, low, middle and high, over part of a year, so that parts always add up to the whole."""

from __future__ import annotations

from calendar import isleap
from datetime import date
from fractions import Fraction
from typing import NamedTuple

# An estimate of one's own has no key figure that says how unsure it is; so much lower and higher stands in every report.
MARGE = Fraction(1, 4)


class Band(NamedTuple):
    """Cents: `laag` ≤ `midden` ≤ `hoog`. What is known has all three the same."""

    laag: int = 0
    midden: int = 0
    hoog: int = 0

    def plus(self, ander: Band) -> Band:
        return Band(self.laag + ander.laag, self.midden + ander.midden, self.hoog + ander.hoog)


NIETS = Band()
SCHATTINGEN: dict[str, str] = {"laag": "Lage schatting", "midden": "Midden", "hoog": "Hoge schatting"}


def vast(centen: int) -> Band:
    return Band(centen, centen, centen)


def rond_af(bedrag: Fraction) -> int:
    """Half a cent goes up."""
    return (2 * bedrag.numerator + bedrag.denominator) // (2 * bedrag.denominator)


def rond_om(midden: int, laag: Fraction, hoog: Fraction) -> Band:
    """`laag`, `hoog`: which part of the middle they are (at most 1, at least 1)."""
    return Band(rond_af(midden * laag), midden, rond_af(midden * hoog))


def naar_tijd(jaarbedrag: int, van: date, tot: date) -> int:
    """What falls from `van` up to but not including `tot`, by days of each calendar year (365 or 366).

    Rounded on the day count since the new year, so neighbouring parts add up to the whole to the cent, and a whole year is the whole amount.
    """
    som = 0
    while van < tot:
        einde = min(tot, date(van.year + 1, 1, 1))
        nieuwjaar = date(van.year, 1, 1).toordinal()
        dagen = 366 if isleap(van.year) else 365
        som += _tot_dag(jaarbedrag, einde.toordinal() - nieuwjaar, dagen)
        som -= _tot_dag(jaarbedrag, van.toordinal() - nieuwjaar, dagen)
        van = einde
    return som


def _tot_dag(jaarbedrag: int, dag: int, dagen: int) -> int:
    return (2 * jaarbedrag * dag + dagen) // (2 * dagen)


def band_naar_tijd(jaar: Band, van: date, tot: date) -> Band:
    """The same for all three. The distances are divided, not the amounts: else rounding could put the low one above the middle."""
    midden = naar_tijd(jaar.midden, van, tot)
    if jaar.laag == jaar.hoog:
        return vast(midden)
    return Band(
        midden - naar_tijd(jaar.midden - jaar.laag, van, tot),
        midden,
        midden + naar_tijd(jaar.hoog - jaar.midden, van, tot),
    )
