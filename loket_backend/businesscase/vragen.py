"""What the business case reads. Only keys, dates and amounts: no words of a resident, and nothing that is encrypted.

Thousands of lines are looked at in a thread, so that nobody's chat waits for them.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from hashlib import blake2b
from typing import Any

from sqlalchemy import ColumnElement, Row, String, Subquery, and_, cast, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.arrangement.models import Arrangementregel, Arrangementversie, Vermeden
from loket_backend.businesscase.bedragen import naar_tijd, vast
from loket_backend.businesscase.bundelen import Groep, groepeer
from loket_backend.businesscase.models import Beginhulp, Beginsituatie, Loketkosten, Wlzoordeel
from loket_backend.businesscase.optellen import EEN_DAG, EENMALIG, WIJK_ONBEKEND, heel, hele_regel
from loket_backend.businesscase.perioden import Kwartaal
from loket_backend.businesscase.rekenen import BEGIN, KOSTEN, VERMEDEN, Oordeel, Post, Soort, Stuk, schatting
from loket_backend.intake.models import Intake
from loket_backend.partijen.kerncijfers import Kerncijfer
from loket_backend.partijen.kerncijferversies import Cijfers
from loket_backend.partijen.models import SOORTEN, Partij
from loket_backend.partijen.woorden import BEKOSTIGINGEN, WIJKBUDGET, ZONDER_GELD
from loket_backend.tijd import AMSTERDAM
from loket_backend.toewijzing.models import Wijk
from loket_backend.wijkbudget.models import INLEG, Budgetboeking, Wijkbudget

EEUWIG = date(9999, 1, 1)


@dataclass(frozen=True)
class Betalers:
    """Who pays by which law. A key is the id of a party, "soort:…" for several parties of one kind, or one of the words below."""

    namen: Mapping[str, str]
    per_wet: Mapping[str, str]

    # The shared budget belongs to nobody alone; free help is paid by nobody.
    POT, NIEMAND, ONBEKEND = "budget van de wijk", "niemand", "niet bekend"

    def van(self, bekostiging: str, partij: str | None = None) -> str:
        if bekostiging == ZONDER_GELD:
            return self.NIEMAND
        return partij or self.per_wet.get(bekostiging, self.ONBEKEND)

    def naam(self, sleutel: str) -> str:
        vast_woord = {self.POT: "Budget van de wijk", self.NIEMAND: "Niemand", self.ONBEKEND: "Nog niet bekend"}
        soort = SOORTEN.get(sleutel.removeprefix("soort:"), sleutel)
        return self.namen.get(sleutel) or vast_woord.get(sleutel) or f"{soort}, samen"


async def betalers(session: AsyncSession) -> Betalers:
    partijen = (await session.scalars(select(Partij).order_by(Partij.naam))).all()
    per_wet = {WIJKBUDGET: Betalers.POT}
    for wet in BEKOSTIGINGEN:
        betalen = [p for p in partijen if p.actief and wet in p.betaalt_voor]
        soorten = {p.soort for p in betalen}
        if wet != WIJKBUDGET and betalen and len(soorten) == 1:
            per_wet[wet] = betalen[0].id if len(betalen) == 1 else f"soort:{betalen[0].soort}"
    return Betalers({p.id: p.naam for p in partijen}, per_wet)


async def wijken(session: AsyncSession) -> dict[str, str]:
    """The names of all wijken, by id."""
    return {id_: naam for id_, naam in await session.execute(select(Wijk.id, Wijk.naam).order_by(Wijk.naam))}


async def regelstukken(session: AsyncSession, kwartaal: Kwartaal, wie_betaalt: Betalers) -> list[Stuk]:
    """The lines of arrangements that were in force on a day of the quarter, but not for the whole of it (optellen.regels).

    A one-time line counts once, when it began to count.
    """
    r, v = Arrangementregel, Arrangementversie
    kolommen: Any = select(
        r.kenmerk, r.sleutel, r.bekostiging, r.per, r.begint_op, r.eindigt_op, r.kosten_jaar,
        v.geldt_vanaf, v.geldt_tot, Intake.wijk_id,
    )  # fmt: skip
    vraag = kolommen.join(v, v.id == r.versie_id).join(Intake, Intake.kenmerk == r.kenmerk)
    loopt = and_(r.begint_op < kwartaal.tot, or_(r.eindigt_op.is_(None), r.eindigt_op >= kwartaal.van))
    waar = (_geldend(kwartaal), or_(r.per == EENMALIG, loopt), ~hele_regel(kwartaal))
    rijen = (await session.execute(vraag.where(*waar))).all()
    eerste = await _eerste(session, kwartaal)
    return await asyncio.to_thread(lambda: [_regelstuk(rij, wie_betaalt, eerste) for rij in rijen])


def _geldend(kwartaal: Kwartaal) -> ColumnElement[bool]:
    v = Arrangementversie
    begin = datetime.combine(kwartaal.van, datetime.min.time(), AMSTERDAM)
    return and_(v.geldt_vanaf < kwartaal.einde, or_(v.geldt_tot.is_(None), v.geldt_tot >= begin))


async def _eerste(session: AsyncSession, kwartaal: Kwartaal) -> dict[str, date]:
    """When each one-time line first came in force, by its sleutel."""
    r, v = Arrangementregel, Arrangementversie
    vraag = select(r.sleutel, func.min(v.geldt_vanaf)).join(v, v.id == r.versie_id).where(r.per == EENMALIG)
    rijen = await session.execute(vraag.where(v.geldt_vanaf < kwartaal.einde).group_by(r.sleutel))
    return {sleutel: _dag(moment) for sleutel, moment in rijen if moment}


def _regelstuk(rij: Sequence[Any], wie_betaalt: Betalers, eerste: Mapping[str, date]) -> Stuk:
    kenmerk, sleutel, wet, per, begint_op, eindigt_op, kosten, geldt_vanaf, geldt_tot, wijk = rij
    van, tot = _gold(geldt_vanaf, geldt_tot)
    ineens = max(begint_op, eerste[sleutel]) if per == EENMALIG else None
    einde = eindigt_op + EEN_DAG if eindigt_op and ineens is None else EEUWIG
    soort = Soort(wet, wie_betaalt.van(wet))
    van, tot = max(van, begint_op), min(tot, einde)
    return Stuk(kenmerk, wijk or WIJK_ONBEKEND, KOSTEN, soort, vast(kosten), van, tot, ineens)


def looptijden(kwartaal: Kwartaal) -> Subquery:
    """Of each version in force in the quarter the first day and the last on which one of its lines runs."""
    r, v = Arrangementregel, Arrangementversie
    begin, einde = func.min(r.begint_op), func.max(func.coalesce(r.eindigt_op, EEUWIG - EEN_DAG))
    keuze = select(r.versie_id, begin.label("begin"), einde.label("einde")).join(v, v.id == r.versie_id)
    return keuze.where(_geldend(kwartaal)).group_by(r.versie_id).subquery("looptijd")


async def vermeden_stukken(
    session: AsyncSession, kwartaal: Kwartaal, wie_betaalt: Betalers, cijfers: Cijfers
) -> list[Stuk]:
    """Avoided costs of those arrangements, for as long as one of their lines runs; but not those for the whole quarter (optellen.vermeden)."""
    m, v, loopt = Vermeden, Arrangementversie, looptijden(kwartaal)
    kolommen: Any = select(
        m.kenmerk, m.bekostiging, m.partij_id, m.kerncijfer, m.kerncijfer_versie, m.bedrag_jaar,
        v.geldt_vanaf, v.geldt_tot, Intake.wijk_id, loopt.c.begin, loopt.c.einde,
    )  # fmt: skip
    vraag = kolommen.join_from(m, v, v.id == m.versie_id).join(Intake, Intake.kenmerk == m.kenmerk)
    ooit = and_(loopt.c.begin < kwartaal.tot, loopt.c.einde >= kwartaal.van)
    vraag = vraag.join(loopt, loopt.c.versie_id == v.id).where(ooit, ~heel(kwartaal, loopt.c.begin, loopt.c.einde))
    rijen = (await session.execute(vraag)).all()
    return await asyncio.to_thread(
        lambda: [_vermeden(rij, wie_betaalt, cijfers.van(rij.kerncijfer, rij.kerncijfer_versie)) for rij in rijen]
    )


def _vermeden(rij: Row[Any], wie_betaalt: Betalers, cijfer: Kerncijfer | None) -> Stuk:
    van, tot = _gold(rij.geldt_vanaf, rij.geldt_tot)
    soort = Soort(rij.bekostiging, wie_betaalt.van(rij.bekostiging, rij.partij_id))
    bedrag, wijk = schatting(rij.bedrag_jaar, cijfer), rij.wijk_id or WIJK_ONBEKEND
    van, tot = max(van, rij.begin), min(tot, rij.einde + EEN_DAG)
    return Stuk(rij.kenmerk, wijk, VERMEDEN, soort, bedrag, van, tot, cijfer=cijfer)


async def begin(
    session: AsyncSession, kwartaal: Kwartaal, geldend: Mapping[str, str], wie_betaalt: Betalers
) -> list[Groep]:
    """What the situation at the start would have cost in this quarter, as it was noted last before the end of it."""
    laatste = (
        select(func.max(Beginsituatie.id))
        .where(Beginsituatie.op < kwartaal.einde)
        .group_by(Beginsituatie.kenmerk)
        .scalar_subquery()
    )
    vraag = select(Beginsituatie.kenmerk, Beginhulp.bekostiging, Beginhulp.kosten_jaar).join(
        Beginhulp, Beginhulp.beginsituatie_id == Beginsituatie.id
    )
    rijen = (await session.execute(vraag.where(Beginsituatie.id.in_(laatste)))).tuples().all()

    def post(kenmerk: str, wet: str, kosten: int) -> Post:
        bedrag = vast(naar_tijd(kosten, kwartaal.van, kwartaal.tot))
        return Post(kenmerk, geldend[kenmerk], BEGIN, Soort(wet, wie_betaalt.van(wet)), bedrag)

    return await asyncio.to_thread(lambda: groepeer(post(*rij) for rij in rijen if rij[0] in geldend))


async def oordelen(session: AsyncSession, kwartaal: Kwartaal) -> list[Oordeel]:
    """The judgements about the Wlz, the oldest first."""
    o = Wlzoordeel
    vraag = select(o.kenmerk, o.oordeel, o.maanden, o.op, Intake.wijk_id).join(Intake, Intake.kenmerk == o.kenmerk)
    rijen = await session.execute(vraag.where(o.op < kwartaal.einde).order_by(o.id))
    return [Oordeel(k, wijk or WIJK_ONBEKEND, wat, maanden or 0, _dag(op)) for k, wat, maanden, op, wijk in rijen]


async def stempel(session: AsyncSession, kwartaal: Kwartaal) -> tuple[object, ...]:
    """What changes when something of this quarter does: a quarter that is over stays as it is, but for what moves to another wijk.

    What came into force since, and where those live, is not in it: so a quarter that was worked out stays worked out.
    """
    v = Arrangementversie
    telling = select(
        select(func.count()).where(v.geldt_vanaf < kwartaal.einde).scalar_subquery(),
        select(func.count()).where(v.geldt_tot < kwartaal.einde).scalar_subquery(),
        select(func.max(Beginsituatie.id)).where(Beginsituatie.op < kwartaal.einde).scalar_subquery(),
        select(func.max(Wlzoordeel.id)).where(Wlzoordeel.op < kwartaal.einde).scalar_subquery(),
    )
    return (*(await session.execute(telling)).one(), await _wie_waar(session, kwartaal))


async def _wie_waar(session: AsyncSession, kwartaal: Kwartaal) -> bytes:
    """Tells which arrangements were in force in the quarter, each with the wijk of its dossier as that is now."""
    v = Arrangementversie
    ids = func.aggregate_strings(cast(v.id, String), ",")
    keuze = select(Intake.wijk_id, ids).join_from(v, Intake, Intake.kenmerk == v.kenmerk).where(_geldend(kwartaal))
    rijen = await session.execute(keuze.group_by(Intake.wijk_id))
    waar = sorted((wijk or WIJK_ONBEKEND, sorted(versies.split(","))) for wijk, versies in rijen)
    return blake2b(repr(waar).encode(), digest_size=16).digest()


async def inleg(session: AsyncSession, jaar: int) -> dict[str, dict[str, int]]:
    """What each party paid in for the budget of each wijk, as it is now: cents, by wijk and party."""
    b, w = Budgetboeking, Wijkbudget
    som = select(w.wijk_id, b.partij_id, func.sum(b.bedrag)).join(b, b.budget_id == w.id)
    som = som.where(w.jaar == jaar, b.soort == INLEG, b.partij_id.is_not(None)).group_by(w.wijk_id, b.partij_id)
    per: dict[str, dict[str, int]] = {}
    for wijk, partij, bedrag in await session.execute(som.order_by(w.wijk_id, b.partij_id)):
        per.setdefault(wijk, {})[partij or ""] = int(bedrag)
    return per


async def loketkosten(session: AsyncSession) -> dict[int, Loketkosten]:
    """The last that was noted for each year."""
    rijen = await session.scalars(select(Loketkosten).order_by(Loketkosten.id))
    return {rij.jaar: rij for rij in rijen}


@lru_cache(maxsize=4096)
def _gold(vanaf: datetime, tot: datetime | None) -> tuple[date, date]:
    """The days on which a version was in force: on the day of a change only the newer one counts."""
    return _dag(vanaf), _dag(tot) if tot else EEUWIG


def _dag(moment: datetime) -> date:
    return moment.astimezone(AMSTERDAM).date()
