"""News between processes on one PostgreSQL: who waits in the one hears what happens in the other, and nothing depends on hearing it."""

from __future__ import annotations

import pytest

from loket_backend.gesprek import bode as bodes
from loket_backend.gesprek.aanwezigheid import DE_INWONER
from loket_backend.gesprek.wekker import ALLES
from loket_backend.samen import HARTSLAG_UIT, verbind
from tests.conftest import Cluster
from tests.loket.gesprek.meer import gehoord, luistert, met_bode, processen, stuur_zonder_werk, tot_waar
from tests.loket.hulp import begin, stuur

# Every bode of this database, and not who asks.
KNIP = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
    " WHERE datname = current_database() AND query LIKE '%pg_notify%' AND pid <> pg_backend_pid()"
)


async def _sql(url: str, opdracht: str) -> None:
    verbinding = await verbind(url)
    await verbinding.execute(opdracht)
    await verbinding.close()


async def test_wie_bij_het_ene_proces_wacht_hoort_wat_bij_het_andere_gebeurt(pg_url: str) -> None:
    async with processen(pg_url, 2) as (een, ander), met_bode(pg_url, een), met_bode(pg_url, ander):
        gesprek_id, vreemd = await begin(een), await begin(een)
        await tot_waar(lambda: not een.wekker.gestopt)
        with (
            luistert(ander.wekker, gesprek_id) as eigen,
            luistert(ander.wekker, ALLES) as alles,
            luistert(ander.wekker, vreemd) as niet,
        ):
            await stuur(een, gesprek_id, "hallo")
            assert await gehoord(eigen)
            assert await gehoord(alles)
            assert not niet.is_set()


async def test_typen_en_kijken_reizen_mee_en_houden_ook_weer_op(pg_url: str) -> None:
    async with processen(pg_url, 2) as (een, ander), met_bode(pg_url, een), met_bode(pg_url, ander):
        gesprek_id = await begin(een)
        een.aanwezigheid.meld_typen(gesprek_id, DE_INWONER)
        een.aanwezigheid.meld_kijken(gesprek_id, "anja")
        await tot_waar(lambda: ander.aanwezigheid.wie_typt(gesprek_id) == {DE_INWONER})
        await tot_waar(lambda: ander.aanwezigheid.wie_kijkt(gesprek_id) == {"anja"})
        een.aanwezigheid.stop_typen(gesprek_id, DE_INWONER)
        ander.aanwezigheid.ga_weg(gesprek_id, "anja")
        await tot_waar(lambda: not ander.aanwezigheid.wie_typt(gesprek_id))
        await tot_waar(lambda: not een.aanwezigheid.wie_kijkt(gesprek_id))


async def test_een_briefje_noemt_geen_mens_en_niet_wat_er_gezegd_is(pg_url: str) -> None:
    gelezen: list[str] = []
    luisteraar = await verbind(pg_url)
    await luisteraar.add_listener(bodes.KANAAL, lambda *deel: gelezen.append(deel[-1]))
    async with processen(pg_url, 1) as (een,), met_bode(pg_url, een):
        gesprek_id = await begin(een)
        een.aanwezigheid.meld_typen(gesprek_id, "anja")
        await stuur(een, gesprek_id, "mijn geheim")
        await tot_waar(lambda: any("|wek|" in b for b in gelezen) and any("|typt|" in b for b in gelezen))
    await luisteraar.close()
    assert any(gesprek_id in briefje for briefje in gelezen)
    assert not any("anja" in briefje or "geheim" in briefje for briefje in gelezen)


async def test_veel_nieuws_over_een_gesprek_wordt_een_briefje(pg_url: str) -> None:
    gelezen: list[str] = []
    luisteraar = await verbind(pg_url)
    await luisteraar.add_listener(bodes.KANAAL, lambda *deel: gelezen.append(deel[-1]))
    async with processen(pg_url, 1) as (een,), met_bode(pg_url, een):
        await tot_waar(lambda: any("|leef|" in b for b in gelezen))
        for _ in range(500):
            een.wekker.roep("g1")
        een.wekker.roep("g2")
        await tot_waar(lambda: any(b.endswith("|wek|g2|") for b in gelezen))
    await luisteraar.close()
    assert sum("|g1|" in b for b in gelezen) == 1


async def test_na_een_geknipte_lijn_kijkt_iedereen_en_komt_nieuws_weer_door(pg_url: str) -> None:
    async with processen(pg_url, 2) as (een, ander), met_bode(pg_url, een) as bode, met_bode(pg_url, ander):
        gesprek_id = await begin(een)
        with luistert(ander.wekker, gesprek_id) as gebeurd:
            await _sql(pg_url, KNIP)
            assert await gehoord(gebeurd), "na een breuk kijkt iedereen zelf"
        await tot_waar(lambda: bode.verbonden)

        async def kwam_door() -> bool:
            with luistert(ander.wekker, gesprek_id) as gebeurd:
                een.wekker.roep(gesprek_id)
                return await gehoord(gebeurd, 1)

        assert any([await kwam_door() for _ in range(5)])


async def test_zonder_bode_kijkt_iedereen_zelf_af_en_toe(
    pg_url: str, pg_naam: str, cluster: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bodes, "ZELF_KIJKEN", 0.05)
    async with processen(pg_url, 1) as (een,), met_bode(pg_url, een) as bode:
        gesprek_id = await begin(een)
        cluster.sql(f"ALTER DATABASE {pg_naam} ALLOW_CONNECTIONS false")
        await _knip_van_buiten(cluster, pg_naam)
        await tot_waar(lambda: not bode.verbonden)
        with luistert(een.wekker, gesprek_id) as gebeurd:
            assert await gehoord(gebeurd)
        cluster.sql(f"ALTER DATABASE {pg_naam} ALLOW_CONNECTIONS true")
        await tot_waar(lambda: bode.verbonden)


async def _knip_van_buiten(cluster: Cluster, naam: str) -> None:
    cluster.sql(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{naam}'")


async def test_wat_nooit_terugkomt_is_een_dode_lijn(pg_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """As behind a pooler that gives each statement another session: LISTEN works nowhere, and nothing says so."""
    monkeypatch.setattr(bodes, "HART", 0.05)
    async with processen(pg_url, 1) as (een,), met_bode(pg_url, een) as bode:
        monkeypatch.setattr(bode, "_hoor", lambda *_: None)
        await _sql(pg_url, KNIP)  # connects anew, with a listener that hears nothing
        await tot_waar(lambda: not bode.verbonden)
        await tot_waar(lambda: bode.verbonden)
        await tot_waar(lambda: not bode.verbonden)


async def test_wat_niet_verteld_is_wordt_toch_beantwoord(pg_url: str) -> None:
    """A lost word costs a moment and never a message: the turn is found in the database."""
    async with processen(pg_url, 2) as (een, ander), met_bode(pg_url, ander):
        await ander.werker.start()
        gesprek_id = await begin(een)
        with luistert(ander.wekker, gesprek_id) as gebeurd:
            await stuur_zonder_werk(een, gesprek_id, "hallo")  # and `een` has no bode
            assert await gehoord(gebeurd), "het antwoord wekt"


async def test_een_sessie_die_zwijgt_wordt_door_de_database_gesloten(pg_url: str) -> None:
    """A process that hangs holds no lock for longer."""
    verbinding = await verbind(pg_url)
    grens = await verbinding.fetchval("SELECT current_setting('idle_session_timeout')")
    await verbinding.close()
    assert grens == f"{HARTSLAG_UIT}s"
