"""Lines of arrangements take places of offers and give them back, on both databases: the last place is given once."""

from __future__ import annotations

import argparse
import asyncio
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from loket_backend import beheer as opdracht
from loket_backend.aanbod import beheer, regelplekken
from loket_backend.aanbod.models import Aanbod
from loket_backend.arrangement import akkoord, dienst
from loket_backend.arrangement.dienst import Regel
from loket_backend.db import Database
from loket_backend.errors import Conflict, LoketFout
from loket_backend.intake import workflow
from loket_backend.keukentafel.afspraakdossier import vergrendel_intake
from loket_backend.rondes.models import AKKOORD, VOORGELEGD
from loket_backend.tijd import Klok, vandaag
from tests.loket.arrangement.chathulp import Chat, regel
from tests.samenhulp import maak_aanbod, maak_arrangement, maak_dossier
from tests.samenhulp import regel as uit_het_budget


async def aanbod(database: Database, naam: str = "Eetclub", plekken: int | None = 2, bezet: int = 0) -> str:
    async with database.schrijf() as session:
        return (await maak_aanbod(session, naam, ("huishouden",), plekken=plekken, bezet=bezet)).id


async def geldt(database: Database, kenmerk: str, *regels: Regel) -> None:
    async with database.schrijf() as session:
        await maak_arrangement(session, kenmerk, list(regels))


async def stand(database: Database, aanbod_id: str) -> tuple[int, int]:
    """Counted by hand, and by lines; which are as many as lines have one."""
    async with database.lees() as session:
        assert await regelplekken.reken_na(session) == []
        een = await session.get_one(Aanbod, aanbod_id)
        return een.bezet, een.bezet_regels


async def test_pas_als_beide_kanten_het_goedvinden_is_de_plek_bezet(database: Database) -> None:
    kenmerk, eetclub = await maak_dossier(database), await aanbod(database, bezet=1)
    async with database.schrijf() as session:
        await maak_arrangement(session, kenmerk, [regel(aanbod_id=eetclub)], geldt=False)
    assert await stand(database, eetclub) == (1, 0)
    await geldt(database, kenmerk, regel(aanbod_id=eetclub), regel("Koffie"))
    assert await stand(database, eetclub) == (1, 1)


async def test_een_nieuwe_versie_houdt_haar_plek_en_wat_weg_is_komt_vrij(database: Database) -> None:
    kenmerk, vol, ander = (
        await maak_dossier(database),
        await aanbod(database, plekken=1),
        await aanbod(database, "Soep"),
    )
    eerst = regel(aanbod_id=vol)
    await geldt(database, kenmerk, eerst)
    await geldt(database, kenmerk, replace(eerst, keer=2))
    assert await stand(database, vol) == (0, 1)
    await geldt(database, kenmerk, regel("Een andere regel, dezelfde plek", aanbod_id=vol))
    assert await stand(database, vol) == (0, 1)
    await geldt(database, kenmerk, replace(eerst, aanbod_id=ander))
    assert (await stand(database, vol), await stand(database, ander)) == ((0, 0), (0, 1))


async def test_na_het_einde_is_de_plek_vrij(database: Database) -> None:
    kenmerk, eetclub = await maak_dossier(database), await aanbod(database)
    await geldt(database, kenmerk, regel(aanbod_id=eetclub), regel("Nog een", aanbod_id=eetclub))
    assert await stand(database, eetclub) == (0, 2)
    async with database.schrijf() as session:
        await dienst.eindig(session, await workflow.vergrendel(session, kenmerk), "anja", "verhuisd")
    assert await stand(database, eetclub) == (0, 0)


@pytest.mark.parametrize("per", ["week", "eenmalig"])
async def test_de_dag_na_de_laatste_is_de_plek_vrij(
    database: Database, monkeypatch: pytest.MonkeyPatch, per: str
) -> None:
    eetclub = await aanbod(database, plekken=1)
    dag = vandaag()
    eind = None if per == "eenmalig" else dag
    await geldt(database, await maak_dossier(database), regel(aanbod_id=eetclub, per=per, eindigt_op=eind))
    await regelplekken.houd_bij(database)
    assert await stand(database, eetclub) == (0, 1)
    _zet_de_klok(monkeypatch, dag + timedelta(days=1))
    await asyncio.gather(*(regelplekken.houd_bij(database) for _ in range(3)))
    assert await stand(database, eetclub) == (0, 0)


async def test_wie_komt_als_de_laatste_dag_van_een_ander_voorbij_is_wacht_niet_op_de_ronde(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    eetclub, dag = await aanbod(database, plekken=1), vandaag()
    await geldt(database, await maak_dossier(database), regel(aanbod_id=eetclub, eindigt_op=dag))
    _zet_de_klok(monkeypatch, dag + timedelta(days=1))
    await geldt(database, await maak_dossier(database), regel(aanbod_id=eetclub))
    assert await stand(database, eetclub) == (0, 1)


async def test_wie_langer_blijft_houdt_de_plek(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    eetclub, dag, kenmerk = await aanbod(database), vandaag(), await maak_dossier(database)
    eerst = regel(aanbod_id=eetclub, eindigt_op=dag)
    await geldt(database, kenmerk, eerst)
    await geldt(database, kenmerk, replace(eerst, eindigt_op=dag + timedelta(days=7)))
    _zet_de_klok(monkeypatch, dag + timedelta(days=7))
    await regelplekken.houd_bij(database)
    assert await stand(database, eetclub) == (0, 1)


def _zet_de_klok(monkeypatch: pytest.MonkeyPatch, dag: date) -> None:
    monkeypatch.setattr(Klok, "kijk", lambda: datetime(dag.year, dag.month, dag.day, 12, tzinfo=UTC))


async def test_zonder_plek_geldt_er_niets_en_staat_er_waar(database: Database) -> None:
    """Also not of the line that has a place, nor of the money."""
    kenmerk, vol, vrij = await maak_dossier(database), await aanbod(database, bezet=2), await aanbod(database, "Soep")
    gestopt = await aanbod(database, "Wandelclub")
    async with database.schrijf() as session:
        await beheer.zet_stand(session, "anja", gestopt, 0, actief=False)
    regels = [regel(aanbod_id=id) for id in (vrij, vol, gestopt)]
    with pytest.raises(Conflict, match=r"Bij “Eetclub” is geen plek meer vrij\..*“Wandelclub” is gestopt\."):
        await geldt(database, kenmerk, uit_het_budget(), *regels)
    async with database.lees() as session:
        assert await dienst.geldend(session, kenmerk) is None
    assert (await stand(database, vol), await stand(database, vrij)) == ((2, 0), (0, 0))


async def test_wie_de_weigering_opvangt_heeft_niets_half(database: Database) -> None:
    eerste, vol, kenmerk = (
        await aanbod(database, "A"),
        await aanbod(database, "Z", plekken=0),
        await maak_dossier(database),
    )
    async with database.schrijf() as session:
        await workflow.vergrendel(session, kenmerk)
        with pytest.raises(Conflict):
            await regelplekken.stem_af(session, kenmerk, [regel(aanbod_id=eerste), regel(aanbod_id=vol)])
    assert await stand(database, eerste) == (0, 0)


async def test_twee_regels_krijgen_samen_niet_een_plek(database: Database) -> None:
    eetclub = await aanbod(database, plekken=1)
    with pytest.raises(Conflict):
        await geldt(database, await maak_dossier(database), regel(aanbod_id=eetclub), regel("Nog", aanbod_id=eetclub))
    assert await stand(database, eetclub) == (0, 0)


async def test_waar_plekken_niet_tellen_is_er_altijd_plek_en_wordt_wel_geteld(database: Database) -> None:
    eetclub = await aanbod(database, plekken=None)
    for _ in range(3):
        await geldt(database, await maak_dossier(database), regel(aanbod_id=eetclub))
    assert await stand(database, eetclub) == (0, 3)


async def test_wie_een_plek_heeft_houdt_die_ook_als_het_aanbod_stopt(database: Database) -> None:
    kenmerk, eetclub = await maak_dossier(database), await aanbod(database)
    eerst = regel(aanbod_id=eetclub)
    await geldt(database, kenmerk, eerst)
    async with database.schrijf() as session:
        await beheer.zet_stand(session, "anja", eetclub, 0, actief=False)
    await geldt(database, kenmerk, replace(eerst, keer=2))
    assert await stand(database, eetclub) == (0, 1)


async def test_tien_tegelijk_en_met_de_hand_erbij_nemen_samen_drie_plekken(database: Database) -> None:
    eetclub, ander = await aanbod(database, plekken=3), await aanbod(database, "Soep", plekken=None)
    kenmerken = [await maak_dossier(database) for _ in range(10)]

    async def vindt_goed(n: int, kenmerk: str) -> bool:
        """Half of them name the offers the other way round."""
        regels = [regel(aanbod_id=eetclub), regel(aanbod_id=ander)]
        return await _lukt(geldt(database, kenmerk, *(regels if n % 2 else reversed(regels))))

    async def telt_met_de_hand() -> bool:
        async with database.schrijf() as session:
            await beheer.neem_plek(session, eetclub)
        return True

    pogingen = [vindt_goed(n, kenmerk) for n, kenmerk in enumerate(kenmerken)]
    gelukt, met_de_hand = await asyncio.gather(asyncio.gather(*pogingen), _lukt(telt_met_de_hand()))
    assert sum(gelukt) + met_de_hand == 3
    assert await stand(database, eetclub) == (int(met_de_hand), sum(gelukt))
    assert await stand(database, ander) == (0, sum(gelukt))


async def _lukt(poging: object) -> bool:
    try:
        await poging  # type: ignore[misc]
    except Conflict:
        return False
    return True


async def test_zonder_plek_is_het_ja_bewaard_en_komt_er_een_taak(database: Database) -> None:
    eetclub = await aanbod(database, plekken=1)
    chat, wie_eerst = await Chat.begin(database), await maak_dossier(database)
    versie = await chat.stelt_voor(regel(aanbod_id=eetclub))
    await geldt(database, wie_eerst, regel(aanbod_id=eetclub))
    assert await chat.zegt("ja graag")
    assert (await chat.stand(), await chat.geldt()) == (VOORGELEGD, None)
    assert await chat.reacties() == [(akkoord.AKKOORD_WACHT, "ja graag")]
    assert "arrangement_ruimte" in await chat.taken()
    gezegd = (await chat.laatste()).tekst
    assert (
        "opgeschreven dat u dit goed vindt. De hulp kan nog niet beginnen. Anja moet eerst nog iets regelen" in gezegd
    )
    assert await stand(database, eetclub) == (0, 1)
    with pytest.raises(Conflict, match="Eetclub"):
        await _laat_gelden(database, chat)
    async with database.schrijf() as session:
        await dienst.eindig(session, await workflow.vergrendel(session, wie_eerst), "anja", "verhuisd")
    await _laat_gelden(database, chat)
    assert (await chat.stand(), await chat.geldt()) == (AKKOORD, versie.id)
    assert await stand(database, eetclub) == (0, 1)


async def _laat_gelden(database: Database, chat: Chat) -> None:
    async with database.schrijf() as session:
        await akkoord.laat_gelden(session, *await vergrendel_intake(session, chat.kenmerk), "anja")


async def test_een_telling_die_niet_klopt_wordt_bij_het_natellen_genoemd(
    database: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    eetclub = await aanbod(database)
    await geldt(database, await maak_dossier(database), regel(aanbod_id=eetclub))
    await opdracht.plekken(database, argparse.Namespace())
    assert "kloppen" in capsys.readouterr().out
    async with database.schrijf() as session:
        (await session.get_one(Aanbod, eetclub)).bezet_regels = 0
    with pytest.raises(LoketFout, match=eetclub):
        await opdracht.plekken(database, argparse.Namespace())
