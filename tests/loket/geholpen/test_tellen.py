"""What a dashboard may know: how many answered what, by wijk and month; on both databases."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from loket_backend.db import Database
from loket_backend.geholpen.models import BEETJE, JA, NEE, ZES_WEKEN, Evaluatie
from loket_backend.geholpen.tellen import Maandtelling, per_maand
from loket_backend.tijd import AMSTERDAM
from tests.loket.arrangement.chathulp import regel
from tests.samenhulp import maak_arrangement, maak_dossier


async def _ronde(database: Database, wijk: str, op: datetime, geholpen: str | None, tevreden: str | None) -> None:
    kenmerk = await maak_dossier(database, wijk)
    async with database.schrijf() as session:
        versie = await maak_arrangement(session, kenmerk, [regel()])
        session.add(
            Evaluatie(
                kenmerk=kenmerk,
                versie_id=versie.id,
                aanleiding=ZES_WEKEN,
                voor=op.date(),
                gevraagd_op=op - timedelta(hours=2),
                beantwoord_op=op,
                geholpen=geholpen,
                tevreden=tevreden,
                door="inwoner",
            )
        )


async def test_per_wijk_en_maand_staat_er_hoe_vaak_wat_is_gezegd(database: Database) -> None:
    november = datetime(2026, 11, 12, 12, 0, tzinfo=AMSTERDAM)
    await _ronde(database, "noord", november, JA, JA)
    await _ronde(database, "noord", november, JA, BEETJE)
    await _ronde(database, "noord", november, None, None)  # would rather not say
    await _ronde(database, "zuid", november, NEE, NEE)
    async with database.lees() as session:
        noord = await per_maand(session, "noord", date(2026, 11, 5), date(2026, 12, 1))
        alles = await per_maand(session, None, date(2026, 11, 5), date(2026, 11, 5))
        leeg = await per_maand(session, "bestaat niet", date(2026, 11, 5), date(2026, 11, 5))
    assert noord == [
        Maandtelling(date(2026, 11, 1), 3, 2, {JA: 2}, {JA: 1, BEETJE: 1}),
        Maandtelling(date(2026, 12, 1), 0, 0),
    ]
    assert alles == [Maandtelling(date(2026, 11, 1), 4, 3, {JA: 2, NEE: 1}, {JA: 1, BEETJE: 1, NEE: 1})]
    assert leeg == [Maandtelling(date(2026, 11, 1), 0, 0)]


async def test_een_maand_begint_om_middernacht_in_amsterdam(database: Database) -> None:
    """31 December at 23.30 UTC is January here."""
    await _ronde(database, "noord", datetime(2026, 12, 31, 23, 30, tzinfo=UTC), JA, JA)
    async with database.lees() as session:
        maanden = await per_maand(session, None, date(2026, 12, 1), date(2027, 1, 31))
    assert [m.beantwoord for m in maanden] == [0, 1]
