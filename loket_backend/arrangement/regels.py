"""Lines of an arrangement as data to work on: out of the database, put together anew, counted, and told in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from loket_backend.arrangement.dienst import Besparing, Regel
from loket_backend.arrangement.models import Arrangementregel, Arrangementversie, Vermeden
from loket_backend.partijen.woorden import BEKOSTIGINGEN, PERIODEN
from loket_backend.tijd import vandaag

EENMALIG = "eenmalig"
# So long before its day a line is among those to look at together.
BIJNA = timedelta(days=14)


@dataclass(frozen=True)
class Ritme:
    """How often help comes, and how long each time."""

    keer: int
    per: str
    minuten: int | None

    @classmethod
    def van(cls, regel: Regel | Arrangementregel) -> Ritme:
        return cls(regel.keer, regel.per, regel.minuten)


@dataclass(frozen=True)
class Totaal:
    """What lines of one bekostiging cost together, cents a year."""

    bekostiging: str
    regels: int
    bedrag: int


def uit_rij(rij: Arrangementregel) -> Regel:
    return Regel(**{veld.name: getattr(rij, veld.name) for veld in fields(Regel)})


def uit_vermeden(rij: Vermeden) -> Besparing:
    return Besparing(**{veld.name: getattr(rij, veld.name) for veld in fields(Besparing)})


def van(versie: Arrangementversie | None) -> tuple[list[Regel], list[Besparing]]:
    """All that stands in a version, to write the next one with; nothing without a version."""
    if versie is None:
        return [], []
    return [uit_rij(rij) for rij in versie.regels], [uit_vermeden(rij) for rij in versie.vermeden]


def met(regels: Sequence[Regel], regel: Regel) -> list[Regel]:
    """In the place of the line with the same sleutel; behind the others when there is none."""
    if all(r.sleutel != regel.sleutel for r in regels):
        return [*regels, regel]
    return [regel if r.sleutel == regel.sleutel else r for r in regels]


def zonder(regels: Sequence[Regel], sleutel: str) -> list[Regel]:
    return [r for r in regels if r.sleutel != sleutel]


def te_bekijken(regels: Iterable[Regel | Arrangementregel]) -> list[Regel | Arrangementregel]:
    """Those that still run, of which the day to look how it goes has come or nearly so."""
    nu = vandaag()
    return [r for r in regels if r.evaluatie_op <= nu + BIJNA and (r.eindigt_op is None or r.eindigt_op >= nu)]


def kijk_weer(regels: Sequence[Regel], dag: date) -> list[Regel]:
    """The same help, looked at again on this day where it was time to; on its last day when a line ends before that."""
    nu = {r.sleutel for r in te_bekijken(regels)}
    return [replace(r, evaluatie_op=min(dag, r.eindigt_op or dag)) if r.sleutel in nu else r for r in regels]


def schatting(ritme: Ritme, uurtarief: int) -> int:
    """What help costs in a year by frequency, minutes and cents an hour: whole cents. 0 when nobody said how long it takes."""
    keer_per_jaar = ritme.keer * PERIODEN[ritme.per][1]
    uren = Decimal(keer_per_jaar * (ritme.minuten or 0)) / 60
    return int((uren * uurtarief).quantize(Decimal(1), ROUND_HALF_UP))


def totalen(regels: Iterable[Regel | Arrangementregel]) -> list[Totaal]:
    """In the order of BEKOSTIGINGEN; what nothing is paid from is not there."""
    alle = list(regels)
    per = {b: [r.kosten_jaar for r in alle if r.bekostiging == b] for b in BEKOSTIGINGEN}
    return [Totaal(b, len(bedragen), sum(bedragen)) for b, bedragen in per.items() if bedragen]


def hoe_vaak(regel: Regel | Arrangementregel) -> str:
    """ "2 keer per week, 1,5 uur"; "één keer"."""
    ritme = Ritme.van(regel)
    vaak = "één keer" if ritme.per == EENMALIG else f"{ritme.keer} keer {PERIODEN[ritme.per][0]}"
    return f"{vaak}, {hoe_lang(ritme.minuten)}" if ritme.minuten else vaak


def hoe_lang(minuten: int) -> str:
    """Whole and half hours as hours, the rest in minutes."""
    if minuten >= 60 and minuten % 30 == 0:
        return f"{minuten / 60:g} uur".replace(".", ",")
    return f"{minuten} minuten" if minuten != 1 else "1 minuut"
