"""The legal dates that follow from a melding, as data, and how each of them stands on a given day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from loket_backend.tijd import AMSTERDAM

ONTVANGEN, AANVRAAG = "ontvangen", "aanvraag"
# With so many days left or fewer a termijn is nearly over.
BIJNA = 7

# How a termijn stands. VERLOPEN still runs, after its last day; TE_LAAT was done after it.
LOOPT, VERLOPEN, OPGESCHORT, GEHAALD, TE_LAAT, VERVALLEN = (
    "loopt",
    "verlopen",
    "opgeschort",
    "gehaald",
    "te_laat",
    "vervallen",
)


@dataclass(frozen=True)
class Termijn:
    """`dagen` after the melding was received or the aanvraag was made. `van_loket`: the loket must do something before it ends."""

    sleutel: str
    label: str
    dagen: int
    artikel: str
    vanaf: str = ONTVANGEN
    van_loket: bool = False


TERMIJNEN = (
    Termijn("bevestiging", "Bevestiging van de melding", 0, "art. 2.3.2 lid 1 Wmo 2015"),
    Termijn("persoonlijk_plan", "Persoonlijk plan inleveren", 7, "art. 2.3.2 lid 2 Wmo 2015"),
    Termijn("onderzoek", "Onderzoek klaar", 42, "art. 2.3.2 lid 1 Wmo 2015", van_loket=True),
    Termijn("besluit", "Besluit op de aanvraag", 14, "art. 2.3.5 lid 2 Wmo 2015", AANVRAAG, van_loket=True),
)


@dataclass(frozen=True)
class Looptijd:
    """What the dates of one dossier follow from. `opschortingen`: (van, tot), both days included; tot None: still going on.

    `gesloten_op`: the day the dossier was closed; what ran then no longer matters.
    """

    ontvangen_op: datetime
    onderzocht_op: date | None = None
    aanvraag_op: date | None = None
    besluit_op: date | None = None
    gesloten_op: date | None = None
    opschortingen: Sequence[tuple[date, date | None]] = ()


@dataclass(frozen=True)
class Termijnstand:
    """One termijn: its last day, when it was done (None: not yet), how it stands, and the days that are left (negative: too late).

    `einde_bekend` is false while an opschorting goes on: then the last day moves along with today.
    """

    termijn: Termijn
    uiterlijk: date
    klaar_op: date | None
    stand: str
    dagen_over: int
    einde_bekend: bool = True

    @property
    def loopt(self) -> bool:
        return self.stand in (LOOPT, VERLOPEN, OPGESCHORT)


def termijnen(ontvangen_op: datetime) -> dict[str, date]:
    """The last day of each termijn of a fresh melding, by key."""
    return {s.termijn.sleutel: s.uiterlijk for s in standen(Looptijd(ontvangen_op), lokaal(ontvangen_op))}


def standen(looptijd: Looptijd, vandaag: date) -> list[Termijnstand]:
    """How every termijn that applies stands on this day, in the order of the law."""
    return [_stand(termijn, looptijd, begin, vandaag) for termijn, begin in _die_gelden(looptijd)]


def eerstvolgende(gegeven: Iterable[Termijnstand]) -> Termijnstand | None:
    """The first date before which the loket itself must still do something; None when nothing runs, or when that date is not known yet."""
    lopend = [s for s in gegeven if s.termijn.van_loket and s.loopt and s.einde_bekend]
    return min(lopend, key=lambda s: s.uiterlijk, default=None)


def om_te_zien(gegeven: Sequence[Termijnstand]) -> Termijnstand | None:
    """What somebody should look at: the first date that runs, else the termijn that stands still for who knows how long."""
    return eerstvolgende(gegeven) or next((s for s in gegeven if s.stand == OPGESCHORT), None)


def lokaal(moment: datetime) -> date:
    return moment.astimezone(AMSTERDAM).date()


def _die_gelden(looptijd: Looptijd) -> list[tuple[Termijn, date]]:
    begin = {ONTVANGEN: lokaal(looptijd.ontvangen_op), AANVRAAG: looptijd.aanvraag_op}
    return [(t, dag) for t in TERMIJNEN if (dag := begin[t.vanaf]) is not None]


def _stand(termijn: Termijn, looptijd: Looptijd, begin: date, vandaag: date) -> Termijnstand:
    klaar_op = _klaar(termijn, looptijd)
    einde = klaar_op or looptijd.gesloten_op or vandaag
    stil = _stille_dagen(looptijd, begin, einde) if termijn.van_loket else 0
    uiterlijk = begin + timedelta(days=termijn.dagen + stil)
    stand = _woord(termijn, looptijd, klaar_op, uiterlijk, vandaag)
    bekend = stand != OPGESCHORT or all(tot is not None for _, tot in looptijd.opschortingen)
    return Termijnstand(termijn, uiterlijk, klaar_op, stand, (uiterlijk - vandaag).days, bekend)


def _klaar(termijn: Termijn, looptijd: Looptijd) -> date | None:
    """The confirmation goes out with the melding itself, in the chat."""
    klaar = {"bevestiging": lokaal(looptijd.ontvangen_op), "onderzoek": looptijd.onderzocht_op}
    return {**klaar, "besluit": looptijd.besluit_op}.get(termijn.sleutel)


def _woord(termijn: Termijn, looptijd: Looptijd, klaar_op: date | None, uiterlijk: date, vandaag: date) -> str:
    if klaar_op is not None:
        return GEHAALD if klaar_op <= uiterlijk else TE_LAAT
    if looptijd.gesloten_op is not None or (not termijn.van_loket and vandaag > uiterlijk):
        return VERVALLEN
    if termijn.van_loket and _staat_stil(looptijd, vandaag):
        return OPGESCHORT
    return LOOPT if vandaag <= uiterlijk else VERLOPEN


def _staat_stil(looptijd: Looptijd, dag: date) -> bool:
    return any(van <= dag and (tot is None or dag <= tot) for van, tot in looptijd.opschortingen)


def _stille_dagen(looptijd: Looptijd, begin: date, einde: date) -> int:
    """The days from `begin` on that lie in an opschorting, each once. One with an end counts whole; one that goes on, up to `einde`."""
    dagen: set[date] = set()
    for van, tot in looptijd.opschortingen:
        eerste, laatste = max(van, begin), einde if tot is None else tot
        dagen |= {eerste + timedelta(days=n) for n in range((laatste - eerste).days + 1)}
    return len(dagen)
