"""From what was agreed to amounts in a quarter. Pure functions: no database, no clock."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cache
from typing import NamedTuple

from loket_backend.businesscase.bedragen import MARGE, NIETS, Band, band_naar_tijd, rond_om
from loket_backend.businesscase.models import JA
from loket_backend.businesscase.perioden import Kwartaal
from loket_backend.partijen.kerncijfers import Kerncijfer

KOSTEN, VERMEDEN, BEGIN, WLZ = "kosten", "vermeden", "begin", "wlz"
GEEN_OORDEEL = "geen"
MAANDEN_PER_JAAR = 12


class Soort(NamedTuple):
    """Whose money it is: the law (BEKOSTIGINGEN) and the party (a key of vragen.Betalers). Of a judgement: the answer, and nobody."""

    bekostiging: str
    partij: str = ""


ZONDER_OORDEEL = Soort(GEEN_OORDEEL)


class Stuk(NamedTuple):
    """An amount a year that counts from `van` up to but not including `tot`. `ineens`: not by day but the whole of it on this one.

    `cijfer`: the key figure that it was worked out with, as it was then.
    """

    kenmerk: str
    wijk: str
    maat: str
    soort: Soort
    bedrag: Band
    van: date
    tot: date
    ineens: date | None = None
    cijfer: Kerncijfer | None = None


class Post(NamedTuple):
    """What of it falls in a period."""

    kenmerk: str
    wijk: str
    maat: str
    soort: Soort
    bedrag: Band
    cijfer: Kerncijfer | None = None


@dataclass(frozen=True)
class Oordeel:
    """A judgement about the Wlz. `op`: the day from which it counts; `maanden`: how long care is postponed, for JA."""

    kenmerk: str
    wijk: str
    oordeel: str
    maanden: int
    op: date


def schatting(bedrag_jaar: int, kerncijfer: Kerncijfer | None) -> Band:
    """How unsure an avoided amount is: as its key figure is, around what was noted; without one MARGE to both sides."""
    if kerncijfer is None:
        return rond_om(bedrag_jaar, 1 - MARGE, 1 + MARGE)
    return rond_om(bedrag_jaar, *_afstand(kerncijfer.laag, kerncijfer.midden, kerncijfer.hoog))


@cache
def _afstand(laag: int, midden: int, hoog: int) -> tuple[Fraction, Fraction]:
    """Which part of the middle the low and the high one are; the same few figures come back thousands of times."""
    return Fraction(laag, midden), Fraction(hoog, midden)


def posten(stukken: Iterable[Stuk], kwartaal: Kwartaal) -> list[Post]:
    """One for each that counts on a day of the quarter, also when it costs nothing: its person belongs to the group."""
    gevonden, begin, einde = [], kwartaal.van, kwartaal.tot
    for stuk in stukken:
        van, tot = max(stuk.van, begin), min(stuk.tot, einde)
        if van < tot:
            gevonden.append(Post(stuk.kenmerk, stuk.wijk, stuk.maat, stuk.soort, _bedrag(stuk, van, tot), stuk.cijfer))
    return gevonden


def _bedrag(stuk: Stuk, van: date, tot: date) -> Band:
    if stuk.ineens:
        return stuk.bedrag if van <= stuk.ineens < tot else Band()
    return band_naar_tijd(stuk.bedrag, van, tot)


def oordeelposten(
    oordelen: Sequence[Oordeel], geldend: Mapping[str, str], kwartaal: Kwartaal, etmaal: Kerncijfer | None
) -> list[Post]:
    """The last judgement of each dossier with an arrangement in force in the quarter (`geldend`: its wijk), and what its postponed days are worth.

    A day counts from the judgement on, as many months as it says, until the next judgement.
    """
    per: dict[str, list[Oordeel]] = {}
    for oordeel in oordelen:
        if oordeel.op < kwartaal.tot:
            per.setdefault(oordeel.kenmerk, []).append(oordeel)
    return [_oordeelpost(kenmerk, wijk, per.get(kenmerk, []), kwartaal, etmaal) for kenmerk, wijk in geldend.items()]


def _oordeelpost(
    kenmerk: str, wijk: str, oordelen: Sequence[Oordeel], kwartaal: Kwartaal, etmaal: Kerncijfer | None
) -> Post:
    if not oordelen:
        return Post(kenmerk, wijk, WLZ, ZONDER_OORDEEL, NIETS)
    dagen = sum(
        _dagen(oordeel, oordelen[nr + 1].op if nr + 1 < len(oordelen) else None, kwartaal)
        for nr, oordeel in enumerate(oordelen)
    )
    prijs = Band(etmaal.laag, etmaal.midden, etmaal.hoog) if etmaal else Band()
    waarde = Band(*(dagen * centen for centen in prijs))
    return Post(kenmerk, wijk, WLZ, Soort(oordelen[-1].oordeel), waarde)


def _dagen(oordeel: Oordeel, volgende: date | None, kwartaal: Kwartaal) -> int:
    if oordeel.oordeel != JA:
        return 0
    einde = min(d for d in (over_maanden(oordeel.op, oordeel.maanden), volgende, kwartaal.tot) if d)
    return max((einde - max(oordeel.op, kwartaal.van)).days, 0)


def over_maanden(dag: date, maanden: int) -> date:
    """The same day so many months later, or the last day of that month."""
    jaren, maand = divmod(dag.month - 1 + maanden, MAANDEN_PER_JAAR)
    volgende = date(dag.year + jaren + (maand == MAANDEN_PER_JAAR - 1), (maand + 1) % MAANDEN_PER_JAAR + 1, 1)
    lengte = (volgende - date(dag.year + jaren, maand + 1, 1)).days
    return date(dag.year + jaren, maand + 1, min(dag.day, lengte))
