"""What holds of a budget through any order of events: never overdrawn, never negative, and the ledger says the same as the totals."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from loket_backend.db import Database, open_database
from loket_backend.errors import Conflict, OngeldigeInvoer
from loket_backend.partijen.models import Partij
from loket_backend.tijd import Klok
from loket_backend.wijkbudget import boeken, doorlopen, narekenen, realiseren, ruimte, toezeggen
from loket_backend.wijkbudget.models import Wijkbudget
from loket_backend.wijkbudget.realiseren import Factuurregel
from loket_backend.wijkbudget.ruimte import MEER_RUIMTE, Besluit
from loket_backend.wijkbudget.tabellen import Toezegging
from tests.samenhulp import maak_dossier, regel

from .hulp import maak_budget, met_partijen

JAREN, PARTIJEN, MENSEN = (2026, 2027), ("zorg", "buurt"), 3
BEGIN = date(2026, 1, 1)
CENTEN = st.integers(1, 60_000)
DAGEN = st.integers(0, 700)

een_regel = st.fixed_dictionaries(
    {
        "sleutel": st.sampled_from("abc"),
        "kosten": CENTEN,
        "vanaf": DAGEN,
        "duurt": st.none() | st.integers(0, 500),
        "per": st.sampled_from(["week", "eenmalig"]),
        "partij": st.sampled_from([None, *PARTIJEN]),
    }
)
gebeurtenis = st.one_of(
    st.tuples(st.just("inleg"), st.sampled_from(JAREN), st.sampled_from(PARTIJEN), st.integers(-80_000, 120_000)),
    st.tuples(st.just("regels"), st.integers(0, MENSEN - 1), st.lists(een_regel, max_size=3)),
    st.tuples(
        st.just("factuur"), st.sampled_from(JAREN), st.sampled_from(PARTIJEN), st.integers(-9_000, 40_000), DAGEN
    ),
    st.tuples(st.just("ruimte"), st.sampled_from(JAREN), st.sampled_from(PARTIJEN), st.none() | CENTEN),
    st.tuples(st.just("besluit"), st.sampled_from(JAREN), st.sampled_from(PARTIJEN), CENTEN),
    st.tuples(st.just("volgend jaar")),
    st.tuples(st.just("dagen later"), st.integers(1, 200)),
)


class Wereld:
    """One wijk with two years of budget, some dossiers, and a clock."""

    nummers = count()

    def __init__(self, database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
        self.database, self.dag = database, BEGIN
        self.naam = f"wijk{next(self.nummers)}"
        self.kenmerken: list[str] = []
        self.budgetten: dict[int, int] = {}
        monkeypatch.setattr(Klok, "kijk", staticmethod(self._nu))

    def _nu(self) -> datetime:
        middag = datetime(self.dag.year, self.dag.month, self.dag.day, 12, tzinfo=UTC)
        return middag + timedelta(milliseconds=next(self.nummers))

    async def begin(self) -> None:
        async with self.database.schrijf() as session:
            self.budgetten = {jaar: await maak_budget(session, 100_000, self.naam, jaar) for jaar in JAREN}

    async def beleef(self, soort: str, *gegevens: Any) -> None:
        """What the loket refuses changes nothing."""
        if soort == "dagen later":
            self.dag = min(self.dag + timedelta(days=gegevens[0]), date(2027, 12, 31))
            return
        doe: dict[str, Callable[..., Awaitable[object]]] = {
            "inleg": self._inleg,
            "regels": self._regels,
            "factuur": self._factuur,
            "ruimte": self._ruimte,
            "besluit": self._besluit,
            "volgend jaar": self._volgend_jaar,
        }
        with suppress(Conflict, OngeldigeInvoer):
            async with self.database.schrijf() as session:
                await doe[soort](session, *gegevens)

    async def _inleg(self, session: Any, jaar: int, partij: str, bedrag: int) -> None:
        if bedrag:
            await boeken.leg_in(session, self.budgetten[jaar], partij, bedrag, "gerda", "correctie")

    async def _regels(self, session: Any, wie: int, lijst: list[dict[str, Any]]) -> None:
        per_sleutel = {r["sleutel"]: r for r in lijst}
        regels = [self._regel(wie, r) for r in per_sleutel.values()]
        await toezeggen.stem_af(session, self.kenmerken[wie], self.naam, regels, "anja")

    def _regel(self, wie: int, r: dict[str, Any]) -> Any:
        begin = BEGIN + timedelta(days=r["vanaf"])
        return regel(
            sleutel=f"{self.naam}-{wie}{r['sleutel']}",
            begint_op=begin,
            eindigt_op=None if r["duurt"] is None else begin + timedelta(days=r["duurt"]),
            kosten_jaar=r["kosten"],
            per=r["per"],
            partij_id=r["partij"],
        )

    async def _factuur(self, session: Any, jaar: int, partij: str, bedrag: int, dagen: int) -> None:
        if bedrag:
            nummer, tot = f"F{next(self.nummers)}", BEGIN + timedelta(days=dagen)
            factuur = Factuurregel(partij, nummer, bedrag, tot, await self._een_regel(session, jaar, partij, dagen))
            await realiseren.boek_factuur(session, self.budgetten[jaar], factuur, "gerda")

    async def _een_regel(self, session: Any, jaar: int, partij: str, dagen: int) -> str:
        eigen = select(Toezegging.regel).where(
            Toezegging.budget_id == self.budgetten[jaar], Toezegging.partij_id == partij
        )
        return str(await session.scalar(eigen.limit(1)) or "") if dagen % 2 else ""

    async def _ruimte(self, session: Any, jaar: int, partij: str, maximum: int | None) -> None:
        await ruimte.zet(session, self.budgetten[jaar], partij, maximum, "gerda", "")

    async def _besluit(self, session: Any, jaar: int, partij: str, extra: int) -> None:
        genomen = Besluit(MEER_RUIMTE, partij, ["A", "B"], BEGIN, "nodig", extra=extra)
        await ruimte.besluit(session, self.budgetten[jaar], genomen, "gerda")

    async def _volgend_jaar(self, session: Any) -> None:
        await doorlopen.neem_mee(session, self.budgetten[2027], "gerda")

    async def klopt(self) -> None:
        async with self.database.lees() as session:
            for budget in await session.scalars(select(Wijkbudget).where(Wijkbudget.id.in_(self.budgetten.values()))):
                assert 0 <= budget.toegezegd <= budget.totaal
                assert budget.gerealiseerd >= 0
                op_regels = select(func.coalesce(func.sum(Toezegging.bedrag), 0)).where(
                    Toezegging.budget_id == budget.id
                )
                assert await session.scalar(op_regels) == budget.toegezegd
                for partij in PARTIJEN:
                    eigen = await ruimte.van(session, budget.id, partij)
                    assert eigen.vrij is None or eigen.vrij >= 0


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(gebeurtenissen=st.lists(gebeurtenis, min_size=4, max_size=14))
def test_in_welke_volgorde_ook(
    database_url: str, monkeypatch: pytest.MonkeyPatch, gebeurtenissen: list[tuple[Any, ...]]
) -> None:
    async def leef() -> None:
        database = open_database(database_url)
        try:
            wereld = Wereld(database, monkeypatch)
            wereld.kenmerken = await _mensen(database)
            await wereld.begin()
            for wat in gebeurtenissen:
                await wereld.beleef(*wat)
                await wereld.klopt()
            async with database.lees() as session:
                assert (await narekenen.reken_na(session))[1] == []
        finally:
            await database.sluit()

    asyncio.run(leef())


async def _mensen(database: Database) -> list[str]:
    """New ones for every example: what another example left behind is not theirs."""
    async with database.lees() as session:
        nieuw = await session.get(Partij, "zorg") is None
    if nieuw:
        await met_partijen(database, *PARTIJEN)
    return [await maak_dossier(database) for _ in range(MENSEN)]
