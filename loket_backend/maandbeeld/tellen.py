"""What the maandbeeld counts, read from the database: sets, never one person. What each figure means stands in maandbeeld.yml.

Every function takes the months as rows (maanden.als_tabel); days and nights are those of Amsterdam. One dossier counts as one person.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Subquery, and_, case, exists, func, select, true
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute, aliased

from loket_backend.arrangement.models import Arrangementversie
from loket_backend.geholpen.models import BEETJE, JA, NEE, Evaluatie
from loket_backend.intake.models import Intake, Uitspraak
from loket_backend.maandbeeld.kruis import GEEN_WIJK, Sleutel, Telling, Vraag, tel, wijk
from loket_backend.onderdrukking import ALLES
from loket_backend.toewijzing.models import Wijk
from loket_backend.tweesporen.models import BEROEP, BEZWAAR, NATURA, PGB, Besluit, Bezwaar

BEGONNEN, BEEINDIGD = "begonnen", "beeindigd"
ZONDER = "zonder"  # a besluit that grants nothing; a question that was not answered
ANTWOORDEN = (JA, BEETJE, NEE, ZONDER)
ASPECTEN = ("kan", "wil", "nodig")
ALLE_DRIE = "alle_drie"


async def wijken(session: AsyncSession) -> dict[str, str]:
    """Names by id, and the dossiers without one."""
    rijen = await session.execute(select(Wijk.id, Wijk.naam).order_by(Wijk.naam, Wijk.id))
    return {**{id: naam for id, naam in rijen}, GEEN_WIJK: "Wijk onbekend"}


async def evaluaties(session: AsyncSession, maand: Subquery) -> dict[str, Telling]:
    """What residents answered in the month, by question (`geholpen`, `tevreden`)."""
    e = Evaluatie
    rijen = select().select_from(maand).join(e, _in(maand, e.beantwoord_op)).join(Intake, Intake.kenmerk == e.kenmerk)
    vragen = {"geholpen": _antwoorden(e.geholpen), "tevreden": _antwoorden(e.tevreden)}
    soorten = {f"{naam} {zei}": is_zo for naam, antwoorden in vragen.items() for zei, is_zo in antwoorden.items()}
    telling = await tel(session, Vraag(rijen, maand, e.__table__.c.kenmerk, soorten))
    return {naam: _van_een_vraag(telling, f"{naam} ") for naam in vragen}


def _van_een_vraag(telling: Telling, begin: str) -> Telling:
    """Who answered is the same for every question."""

    def deel(per: dict[Sleutel, int]) -> dict[Sleutel, int]:
        return {
            (maand, s.removeprefix(begin), w): n for (maand, s, w), n in per.items() if s.startswith((begin, ALLES))
        }

    return Telling(deel(telling.aantallen), deel(telling.personen))


def _antwoorden(kolom: InstrumentedAttribute[str | None]) -> dict[str, ColumnElement[bool]]:
    return {JA: kolom == JA, BEETJE: kolom == BEETJE, NEE: kolom == NEE, ZONDER: kolom.is_(None)}


async def besluiten(session: AsyncSession, maand: Subquery) -> Telling:
    """Decisions taken in the month by vorm; of a dossier only the last row counts."""
    later = aliased(Besluit)
    laatste = ~exists().where(later.kenmerk == Besluit.kenmerk, later.id > Besluit.id).correlate(Besluit)
    valt = and_(Besluit.besluit_op >= maand.c.eerste, Besluit.besluit_op < maand.c.na, laatste)
    rijen = select().select_from(maand).join(Besluit, valt).join(Intake, Intake.kenmerk == Besluit.kenmerk)
    soorten = {PGB: Besluit.vorm == PGB, NATURA: Besluit.vorm == NATURA, ZONDER: Besluit.vorm.is_(None)}
    return await tel(session, Vraag(rijen, maand, Besluit.__table__.c.kenmerk, soorten))


async def bezwaren(session: AsyncSession, maand: Subquery) -> Telling:
    """Objections and appeals that came in in the month."""
    valt = and_(Bezwaar.ontvangen_op >= maand.c.eerste, Bezwaar.ontvangen_op < maand.c.na)
    rijen = select().select_from(maand).join(Bezwaar, valt).join(Intake, Intake.kenmerk == Bezwaar.kenmerk)
    soorten = {soort: Bezwaar.soort == soort for soort in (BEZWAAR, BEROEP)}
    return await tel(session, Vraag(rijen, maand, Bezwaar.__table__.c.kenmerk, soorten))


async def gehoord(session: AsyncSession, maand: Subquery) -> Telling:
    """Intakes handed in in the month: in which of them kan, wil and nodig were heard, and ALLE_DRIE."""
    gezegd = _gezegd(maand)
    rijen = select().select_from(maand).join(Intake, _in(maand, Intake.ontvangen_op))
    rijen = rijen.outerjoin(gezegd, gezegd.c.kenmerk == Intake.kenmerk)
    soorten = {aspect: func.coalesce(gezegd.c[aspect], 0) > 0 for aspect in ASPECTEN}
    soorten[ALLE_DRIE] = and_(*soorten.values())
    return await tel(session, Vraag(rijen, maand, Intake.__table__.c.kenmerk, soorten))


def _gezegd(maand: Subquery) -> Subquery:
    """How often each aspect was heard, of the intakes of these months; one grouping for all, where a search for each would be slow."""
    keren = [func.sum(case((Uitspraak.aspect == aspect, 1), else_=0)).label(aspect) for aspect in ASPECTEN]
    begin, einde = (select(grens).scalar_subquery() for grens in (func.min(maand.c.van), func.max(maand.c.tot)))
    keuze = select(Uitspraak.kenmerk, *keren).join(Intake, Intake.kenmerk == Uitspraak.kenmerk)
    keuze = keuze.where(Intake.ontvangen_op >= begin, Intake.ontvangen_op < einde)
    return keuze.group_by(Uitspraak.kenmerk).subquery("gezegd")


async def stroom(session: AsyncSession, maand: Subquery) -> dict[str, Telling]:
    """Arrangements that came into force in the month and were not before, and that ended without a newer version."""
    v, ander = Arrangementversie, aliased(Arrangementversie)
    ervoor = exists().where(ander.kenmerk == v.kenmerk, ander.geldt_tot == v.geldt_vanaf).correlate(v)
    erna = exists().where(ander.kenmerk == v.kenmerk, ander.geldt_vanaf == v.geldt_tot).correlate(v)
    grenzen = {BEGONNEN: and_(_in(maand, v.geldt_vanaf), ~ervoor), BEEINDIGD: and_(_in(maand, v.geldt_tot), ~erna)}
    return {soort: await _stroom(session, maand, soort, grens) for soort, grens in grenzen.items()}


async def _stroom(session: AsyncSession, maand: Subquery, soort: str, grens: ColumnElement[bool]) -> Telling:
    v = Arrangementversie
    rijen = select().select_from(maand).join(v, grens).join(Intake, Intake.kenmerk == v.kenmerk)
    return await tel(session, Vraag(rijen, maand, v.__table__.c.kenmerk, {soort: true()}))


@dataclass(frozen=True)
class Wacht:
    maand: str
    wijk: str
    duur: timedelta


async def wachttijden(session: AsyncSession, maand: Subquery) -> list[Wacht]:
    """From the melding to the first arrangement in force, of the dossiers whose first came into force in the month."""
    v, eerder = Arrangementversie, aliased(Arrangementversie)
    eerste = ~exists().where(eerder.kenmerk == v.kenmerk, eerder.geldt_vanaf < v.geldt_vanaf).correlate(v)
    keuze = select(maand.c.nr, wijk(), Intake.ontvangen_op, v.geldt_vanaf).select_from(maand)
    keuze = keuze.join(v, and_(_in(maand, v.geldt_vanaf), eerste)).join(Intake, Intake.kenmerk == v.kenmerk)
    rijen = await session.execute(keuze)
    return [Wacht(str(nr), wijk_id, tot - van) for nr, wijk_id, van, tot in rijen]


def _in(
    maand: Subquery, moment: InstrumentedAttribute[datetime] | InstrumentedAttribute[datetime | None]
) -> ColumnElement[bool]:
    return and_(moment >= maand.c.van, moment < maand.c.tot)


def samen(tellingen: Mapping[str, Telling]) -> Telling:
    """Tellings with soorten of their own as one."""
    alles = Telling()
    for telling in tellingen.values():
        alles.aantallen |= telling.aantallen
        alles.personen |= telling.personen
    return alles
