"""The calendar of one medewerker: which moments are free by rule, and what speaks against a moment."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.errors import NietGevonden
from loket_backend.gesprek.openingstijden import Openingstijden
from loket_backend.keukentafel.afspraakmodels import BELLEN, Afspraak, Voorstelmoment
from loket_backend.keukentafel.afspraakstand import GEPLAND, VOORGESTELD
from loket_backend.keukentafel.huisregels import Afspraakbeleid, Huisregels
from loket_backend.tijd import AMSTERDAM, DAGEN, nu, vandaag
from loket_backend.toewijzing.models import Afwezigheid, Medewerker

# A moment further away than this is a typing mistake.
VERSTE = timedelta(days=183)
# Nobody has this many free days in a row; then the search stops.
ZOEK_DAGEN = 120


@dataclass(frozen=True)
class Bezet:
    """Time that is taken: by an appointment, or by a moment that somebody may still choose (`vast` false)."""

    begin: datetime
    eind: datetime
    plaats: str
    kenmerk: str
    vast: bool


@dataclass(frozen=True)
class Agenda:
    """What is known of one medewerker's time. All moments are aware; `afwezig`: first and last day away."""

    werkdagen: Sequence[int]
    afwezig: Sequence[tuple[date, date]]
    bezet: Sequence[Bezet]
    regels: Huisregels
    tijden: Openingstijden

    def bezwaren(self, begin: datetime, duur: int, plaats: str) -> list[str]:
        """Everything that speaks against this moment, in Dutch; empty when it is free."""
        if begin <= nu():
            return ["ligt in het verleden"]
        if begin > nu() + VERSTE:
            return ["ligt meer dan een half jaar vooruit"]
        return [
            *self._dag(begin.astimezone(AMSTERDAM).date()),
            *self._uur(begin, duur),
            *self._botst(begin, duur, plaats),
        ]

    def vrij(self, duur: int, plaats: str) -> list[datetime]:
        """The free moments on the next working days after today, in order, in local time."""
        momenten = (m for dag in self._werkbare_dagen() for m in self._momenten(dag))
        return [m for m in momenten if not self.bezwaren(m, duur, plaats)]

    def _werkbare_dagen(self) -> list[date]:
        komend = (vandaag() + timedelta(days=n) for n in range(1, ZOEK_DAGEN))
        return [dag for dag in komend if not any(self._dag(dag))][: self.regels.werkdagen_vooruit]

    def _momenten(self, dag: date) -> Iterator[datetime]:
        for minuut in range(self.regels.open_van, self.regels.open_tot, self.regels.stap):
            yield datetime.combine(dag, time(minuut // 60, minuut % 60), AMSTERDAM)

    def _dag(self, dag: date) -> Iterator[str]:
        if self.tijden.vrije_dag(dag):
            yield "is een vrije dag of feestdag"
        elif dag.weekday() not in self.werkdagen:
            yield f"valt op {DAGEN[dag.weekday()]}: dan werkt de medewerker niet"
        if any(van <= dag <= tot for van, tot in self.afwezig):
            yield "valt in een periode dat de medewerker afwezig is"

    def _uur(self, begin: datetime, duur: int) -> Iterator[str]:
        lokaal = begin.astimezone(AMSTERDAM)
        van = lokaal.hour * 60 + lokaal.minute
        if van < self.regels.open_van or van + duur > self.regels.open_tot:
            yield f"past niet binnen {self.regels.kantooruren.replace(':', '.').replace('-', ' tot ')} uur"

    def _botst(self, begin: datetime, duur: int, plaats: str) -> Iterator[str]:
        eind = begin + timedelta(minutes=duur)
        for ander in self.bezet:
            reis = timedelta() if BELLEN in (plaats, ander.plaats) else self.regels.reis
            if begin < ander.eind and ander.begin < eind:
                yield f"botst met {'een afspraak' if ander.vast else 'een voorstel'} ({ander.kenmerk})"
            elif begin < ander.eind + reis and ander.begin < eind + reis:
                yield f"laat te weinig reistijd over naast {ander.kenmerk}: er is {self.regels.reistijd} minuten nodig"


async def vergrendel(session: AsyncSession, medewerker_id: str) -> Medewerker:
    """The medewerker, locked: who plans in this calendar does so one after the other. Raises NietGevonden."""
    medewerker = await session.get(Medewerker, medewerker_id, with_for_update=True, populate_existing=True)
    if medewerker is None:
        raise NietGevonden()
    return medewerker


async def van(session: AsyncSession, medewerker: Medewerker, behalve: int | None = None) -> Agenda:
    """The calendar from today on. `behalve`: an appointment that is being moved and does not stand in its own way."""
    weg = select(Afwezigheid.van, Afwezigheid.tot).where(
        Afwezigheid.medewerker_id == medewerker.id, Afwezigheid.tot >= vandaag()
    )
    return Agenda(
        medewerker.werkdagen,
        [(eerste, laatste) for eerste, laatste in await session.execute(weg)],
        await bezet(session, medewerker.id, behalve),
        Afspraakbeleid.regels(),
        Afspraakbeleid.tijden(),
    )


async def bezet(session: AsyncSession, medewerker_id: str, behalve: int | None = None) -> list[Bezet]:
    """Appointments from today on, and moments that are kept free for whoever has not chosen yet."""
    eigen = (Afspraak.medewerker_id == medewerker_id, Afspraak.id != (behalve or 0))
    sinds = nu() - timedelta(days=1)
    gepland = select(Afspraak, Afspraak.begin).where(*eigen, Afspraak.stand == GEPLAND, Afspraak.begin >= sinds)
    open_ = select(Afspraak, Voorstelmoment.begin).join(Voorstelmoment, Voorstelmoment.afspraak_id == Afspraak.id)
    nog_geldig = or_(Afspraak.vervalt_op.is_(None), Afspraak.vervalt_op > nu())
    open_ = open_.where(*eigen, Afspraak.stand == VOORGESTELD, nog_geldig, Voorstelmoment.begin >= sinds)
    rijen = [*await session.execute(gepland), *await session.execute(open_)]
    gelezen = (
        Bezet(begin, begin + timedelta(minutes=a.duur), a.plaats, a.kenmerk, a.stand == GEPLAND)
        for a, begin in rijen
        if begin is not None
    )
    return sorted(gelezen, key=lambda b: b.begin)
