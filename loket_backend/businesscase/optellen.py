"""What counts on every day of a quarter is added up by the database: most lines do, and nobody has to look at them one by one.

The same to the cent as rekenen.posten, with the same whole numbers: what begins, ends or happens once in the quarter is left to that
(`heel` says which is which).
"""

from __future__ import annotations

from calendar import isleap
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Select, and_, case, cast, false, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.arrangement.models import Arrangementregel, Arrangementversie, Vermeden
from loket_backend.businesscase.bedragen import MARGE, Band, vast
from loket_backend.businesscase.bundelen import Groep
from loket_backend.businesscase.perioden import Kwartaal
from loket_backend.businesscase.rekenen import KOSTEN, VERMEDEN, Soort
from loket_backend.intake.models import Intake
from loket_backend.partijen.kerncijferversies import Cijfers
from loket_backend.tijd import AMSTERDAM

EENMALIG = "eenmalig"
WIJK_ONBEKEND = "?"
EEN_DAG = timedelta(days=1)


def heel(kwartaal: Kwartaal, begin: Any, einde: Any) -> ColumnElement[bool]:
    """Whether a version in force counts from the first day of the quarter to the last, with lines from `begin` to `einde` (None: no end)."""
    v = Arrangementversie
    laatste = kwartaal.tot - EEN_DAG
    return and_(
        v.geldt_vanaf < datetime.combine(kwartaal.van, time(), AMSTERDAM),
        or_(v.geldt_tot.is_(None), v.geldt_tot >= kwartaal.einde),
        begin <= kwartaal.van,
        or_(einde.is_(None), einde >= laatste),
    )


def hele_regel(kwartaal: Kwartaal) -> ColumnElement[bool]:
    r = Arrangementregel
    return and_(r.per != EENMALIG, heel(kwartaal, r.begint_op, r.eindigt_op))


async def regels(session: AsyncSession, kwartaal: Kwartaal, soort: Callable[[str], Soort]) -> list[Groep]:
    """The lines that count on every day, by area and law. `soort`: whose money it is by a law."""
    r, v = Arrangementregel, Arrangementversie
    som = func.sum(_deel(cast(r.kosten_jaar, BigInteger), kwartaal))
    keuze: Select[Any] = select(Intake.wijk_id, r.bekostiging, func.aggregate_strings(r.kenmerk, ","), som)
    keuze = keuze.join_from(r, v, v.id == r.versie_id).join(Intake, Intake.kenmerk == r.kenmerk)
    rijen = await session.execute(keuze.where(hele_regel(kwartaal)).group_by(Intake.wijk_id, r.bekostiging))
    return [
        Groep(wijk or WIJK_ONBEKEND, KOSTEN, soort(wet), vast(int(centen)), set(wie.split(",")))
        for wijk, wet, wie, centen in rijen
    ]


async def vermeden(
    session: AsyncSession,
    kwartaal: Kwartaal,
    loopt: Any,
    cijfers: Cijfers,
    soort: Callable[[str, str | None], Soort],
) -> list[Groep]:
    """Avoided costs that count on every day, by area, law, party and key figure. `loopt`: the lines by version, with begin and einde."""
    m, v = Vermeden, Arrangementversie
    midden = cast(m.bedrag_jaar, BigInteger)
    sommen = [func.sum(_deel(jaar, kwartaal)) for jaar in (midden, *_afstanden(midden, cijfers))]
    sleutel = (Intake.wijk_id, m.bekostiging, m.partij_id, m.kerncijfer, m.kerncijfer_versie)
    keuze: Select[Any] = select(*sleutel, func.aggregate_strings(m.kenmerk, ","), *sommen)
    keuze = keuze.join_from(m, v, v.id == m.versie_id).join(Intake, Intake.kenmerk == m.kenmerk)
    keuze = keuze.join(loopt, loopt.c.versie_id == v.id).where(heel(kwartaal, loopt.c.begin, loopt.c.einde))
    return [
        Groep(
            wijk or WIJK_ONBEKEND,
            VERMEDEN,
            soort(wet, partij),
            _band(*map(int, som)),
            set(wie.split(",")),
            cijfers.van(cijfer, versie),
        )
        for wijk, wet, partij, cijfer, versie, wie, *som in await session.execute(keuze.group_by(*sleutel))
    ]


def _band(midden: int, omlaag: int, omhoog: int) -> Band:
    return Band(midden - omlaag, midden, midden + omhoog)


def _afstanden(midden: ColumnElement[int], cijfers: Cijfers) -> tuple[Any, Any]:
    """How far the low and the high estimate are from the middle (rekenen.schatting): as the key figure is, else MARGE."""
    laag = _per_cijfer(cijfers, lambda deel: _afgerond(midden * deel[0], deel[1]))
    hoog = _per_cijfer(cijfers, lambda deel: _afgerond(midden * deel[2], deel[1]))
    return midden - laag, hoog - midden


Deel = tuple[int, int, int]
EIGEN: Deel = (MARGE.denominator - MARGE.numerator, MARGE.denominator, MARGE.denominator + MARGE.numerator)


def _per_cijfer(cijfers: Cijfers, maak: Callable[[Deel], Any]) -> Any:
    """The same choice as Cijfers.van makes: first by version, then by key."""
    m = Vermeden
    takken = [(m.kerncijfer_versie == versie, maak((c.laag, c.midden, c.hoog))) for versie, c in cijfers.toen.items()]
    takken += [(m.kerncijfer == naam, maak((c.laag, c.midden, c.hoog))) for naam, c in cijfers.nu.items()]
    return case(*takken or [(false(), maak(EIGEN))], else_=maak(EIGEN))


def _deel(jaarbedrag: Any, kwartaal: Kwartaal) -> Any:
    """bedragen.naar_tijd for these whole days; amounts are never negative, so whole division is the same everywhere."""
    nieuwjaar = date(kwartaal.jaar, 1, 1)
    dagen = 366 if isleap(kwartaal.jaar) else 365
    van, tot = (kwartaal.van - nieuwjaar).days, (kwartaal.tot - nieuwjaar).days
    return _afgerond(jaarbedrag * tot, dagen) - _afgerond(jaarbedrag * van, dagen)


def _afgerond(teller: Any, noemer: int) -> Any:
    """Half a cent goes up (bedragen.rond_af)."""
    return (2 * teller + noemer) // (2 * noemer)
