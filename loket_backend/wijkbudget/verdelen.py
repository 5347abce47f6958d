"""What a line costs in each calendar year, and what of it is still to come. Pure, in whole cents that add up exactly."""

from __future__ import annotations

from calendar import isleap
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

EENMALIG = "eenmalig"


@dataclass(frozen=True)
class Deel:
    """What falls in one year: cents, and the first and last day they are for."""

    bedrag: int
    van: date
    tot: date


def verdeel(begint_op: date, eindigt_op: date | None, kosten_jaar: int, per: str, tot_jaar: int) -> dict[int, Deel]:
    """The years up to and including `tot_jaar`. A whole year costs `kosten_jaar`, part of one its days; once is once, on the first day.

    Rounded from the beginning on, so that the years together are the whole, and a later `tot_jaar` changes nothing in earlier years.
    """
    if per == EENMALIG:
        hele = Deel(kosten_jaar, begint_op, begint_op)
        return {begint_op.year: hele} if begint_op.year <= tot_jaar else {}
    delen, eerder, deel_van_jaren = {}, 0, Fraction(0)
    for jaar in range(begint_op.year, min(tot_jaar, eindigt_op.year if eindigt_op else tot_jaar) + 1):
        van, tot = max(begint_op, date(jaar, 1, 1)), min(eindigt_op or date.max, date(jaar, 12, 31))
        if van > tot:
            break
        deel_van_jaren += Fraction((tot - van).days + 1, 366 if isleap(jaar) else 365)
        samen = rond_af(kosten_jaar * deel_van_jaren)
        delen[jaar], eerder = Deel(samen - eerder, van, tot), samen
    return delen


def rond_af(bedrag: Fraction) -> int:
    """Whole cents, half a cent up."""
    return (bedrag + Fraction(1, 2)).__floor__()


def te_komen(bedrag: int, van: date, tot: date, gefactureerd_tot: date | None) -> int:
    """What the days after the last invoice cost: an invoice that is late makes nothing cheaper."""
    if gefactureerd_tot is None or gefactureerd_tot < van:
        return bedrag
    over = max(0, (tot - gefactureerd_tot).days)
    return rond_af(Fraction(bedrag * over, (tot - van).days + 1))


def gisteren(vandaag: date) -> date:
    return vandaag - timedelta(days=1)


def prognose(gerealiseerd: int, nog_te_komen: int) -> int:
    """What will have been spent on 31 December: what was, and what the days after the last invoices cost (te_komen). The only rule for it."""
    return gerealiseerd + nog_te_komen
