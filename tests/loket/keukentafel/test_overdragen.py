"""Another fixed medewerker: for one dossier, for many, and for as long as somebody is away."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import select

from loket_backend.db import Database
from loket_backend.errors import Conflict, NietGevonden, OngeldigeInvoer
from loket_backend.gesprek.hub import Hub
from loket_backend.intake import workflow
from loket_backend.intake.models import INGETROKKEN, NIEUW, TOEGEWEZEN, Toewijzing
from loket_backend.keukentafel import overdragen, waarneming
from loket_backend.keukentafel.afspraakmodels import Afspraak
from loket_backend.keukentafel.afspraken import Plan
from loket_backend.keukentafel.overdragen import Overdracht
from loket_backend.keukentafel.waarneming import Waarneming
from loket_backend.tijd import vandaag
from loket_backend.toewijzing.models import Afwezigheid, Medewerker
from tests.loket.hulp import TEKSTEN, vul_gemeente
from tests.loket.klok import NepKlok

from .dossiers import gezegd, intake_van, nieuwe_intake
from .hulp import DINSDAG, Tafel


@pytest.fixture
async def gemeente(database: Database) -> Database:
    await vul_gemeente(database)
    return database


async def draag_over(
    database: Database, *wat: tuple[str, str | None], naar: str | None = "bert", waarom: str = "verhuisd"
) -> list[str]:
    async with database.schrijf() as session:
        overdrachten = [Overdracht(kenmerk, van) for kenmerk, van in wat]
        return await overdragen.draag_over(session, overdrachten, naar, waarom, "cor", TEKSTEN)


async def test_overdragen_staat_in_de_geschiedenis_en_in_de_chat(gemeente: Database) -> None:
    kenmerk = await nieuwe_intake(gemeente)
    gesprekken = await draag_over(gemeente, (kenmerk, "anja"))
    intake = await intake_van(gemeente, kenmerk)
    assert (intake.medewerker_id, intake.status, gesprekken) == ("bert", TOEGEWEZEN, [intake.gesprek_id])
    async with gemeente.lees() as session:
        laatste = select(Toewijzing).where(Toewijzing.kenmerk == kenmerk).order_by(Toewijzing.id.desc()).limit(1)
        rij = (await session.scalars(laatste)).one()
    assert (rij.medewerker_id, rij.door, rij.toelichting) == ("bert", "cor", "verhuisd")
    assert "Uw vaste medewerker is nu Bert Kok, Wmo-consulent." in (await gezegd(gemeente, kenmerk))[-1]


async def test_terug_naar_de_wachtrij_maakt_het_weer_nieuw_en_zegt_de_inwoner_niets(gemeente: Database) -> None:
    kenmerk = await nieuwe_intake(gemeente)
    voor = await gezegd(gemeente, kenmerk)
    await draag_over(gemeente, (kenmerk, "anja"), naar=None)
    intake = await intake_van(gemeente, kenmerk)
    assert (intake.medewerker_id, intake.status) == (None, NIEUW)
    assert await gezegd(gemeente, kenmerk) == voor
    await draag_over(gemeente, (kenmerk, None), naar="bert")
    assert (await intake_van(gemeente, kenmerk)).status == TOEGEWEZEN


async def test_alles_of_niets_als_een_collega_er_een_veranderde(gemeente: Database) -> None:
    een, twee = await nieuwe_intake(gemeente), await nieuwe_intake(gemeente, van="bert")
    with pytest.raises(Conflict, match=twee):
        await draag_over(gemeente, (een, "anja"), (twee, "anja"), naar="cor")
    assert (await intake_van(gemeente, een)).medewerker_id == "anja"
    assert not any("vaste medewerker is nu" in tekst for tekst in await gezegd(gemeente, een))


async def test_een_gesloten_dossier_gaat_niet_over(gemeente: Database) -> None:
    kenmerk = await nieuwe_intake(gemeente)
    async with gemeente.schrijf() as session:
        await workflow.wissel(session, await workflow.vergrendel(session, kenmerk), INGETROKKEN, "anja", "klaar")
    with pytest.raises(Conflict):
        await draag_over(gemeente, (kenmerk, "anja"))


@pytest.mark.parametrize(
    ("naar", "waarom", "uitleg"),
    [
        ("bert", " ", "waarom"),
        ("niemand", "ja", "bestaat niet"),
        ("anja", "ja", "al van deze collega"),
        ("bert", "x" * 1001, "te lang"),
    ],
)
async def test_wat_niet_klopt_wordt_geweigerd(gemeente: Database, naar: str, waarom: str, uitleg: str) -> None:
    kenmerk = await nieuwe_intake(gemeente)
    with pytest.raises(OngeldigeInvoer, match=uitleg):
        await draag_over(gemeente, (kenmerk, "anja"), naar=naar, waarom=waarom)
    assert (await intake_van(gemeente, kenmerk)).medewerker_id == "anja"


async def test_een_onbekend_dossier_is_er_niet_en_niets_kiezen_kan_niet(gemeente: Database) -> None:
    with pytest.raises(NietGevonden):
        await draag_over(gemeente, ("2026-BESTNT", None))
    with pytest.raises(OngeldigeInvoer, match="Kies eerst"):
        await draag_over(gemeente)


async def test_twee_coordinatoren_tegelijk_een_wint(gemeente: Database) -> None:
    kenmerk = await nieuwe_intake(gemeente)
    uit = await asyncio.gather(
        draag_over(gemeente, (kenmerk, "anja"), naar="bert"),
        draag_over(gemeente, (kenmerk, "anja"), naar="cor"),
        return_exceptions=True,
    )
    assert sum(isinstance(u, Conflict) for u in uit) == 1
    assert sum("vaste medewerker is nu" in tekst for tekst in await gezegd(gemeente, kenmerk)) == 1


async def test_het_effect_telt_iedereen_die_het_raakt(gemeente: Database) -> None:
    for van in ("anja", "anja", "bert"):
        await nieuwe_intake(gemeente, van=van)
    async with gemeente.lees() as session:
        gevonden = {e.medewerker_id: e for e in await overdragen.effecten(session, ["anja", "anja", None], "bert")}
    assert {wie: (e.nu, e.straks, e.te_vol) for wie, e in gevonden.items()} == {
        "anja": (2, 0, False),
        "bert": (1, 4, True),
    }


async def afspraak_van(database: Database) -> Afspraak:
    async with database.lees() as session:
        return (await session.scalars(select(Afspraak))).one()


async def test_een_geplande_afspraak_gaat_mee_naar_de_nieuwe_medewerker(hub: Hub) -> None:
    tafel = await Tafel.met_gemeente(hub)
    await tafel.spreek_af(Plan([DINSDAG], 60, "thuis"))
    await draag_over(hub.database, (tafel.kenmerk, "anja"))
    assert (await afspraak_van(hub.database)).medewerker_id == "bert"
    assert "afspraak_momenten" not in await tafel.taken()


async def test_past_de_afspraak_daar_niet_dan_is_er_een_taak(hub: Hub) -> None:
    tafel = await Tafel.met_gemeente(hub)
    await tafel.spreek_af(Plan([DINSDAG], 60, "thuis"))
    async with hub.database.schrijf() as session:
        (await session.get_one(Medewerker, "bert")).werkdagen = [0]
    await draag_over(hub.database, (tafel.kenmerk, "anja"))
    assert "afspraak_momenten" in await tafel.taken()


# Cover for who is away. The clock of these tests begins on a Monday.


@pytest.fixture
def klok(monkeypatch: pytest.MonkeyPatch) -> NepKlok:
    return NepKlok(monkeypatch)


async def plan(database: Database, wie: str = "anja", waarnemer: str = "bert", van: int = 1, tot: int = 7) -> int:
    async with database.schrijf() as session:
        dagen = (vandaag() + timedelta(days=n) for n in (van, tot))
        return (await waarneming.plan(session, wie, waarnemer, *dagen, "cor")).id


async def houd_bij(database: Database) -> list[str]:
    gemeld: list[str] = []
    await waarneming.houd_bij(database, TEKSTEN, gemeld.append)
    return gemeld


async def test_alles_gaat_over_op_de_eerste_dag_en_terug_na_de_laatste(gemeente: Database, klok: NepKlok) -> None:
    kenmerk, ander = await nieuwe_intake(gemeente), await nieuwe_intake(gemeente, van="bert")
    await plan(gemeente)
    assert await houd_bij(gemeente) == []
    klok.verstrijk(days=1)
    assert await houd_bij(gemeente) == [(await intake_van(gemeente, kenmerk)).gesprek_id]
    assert await houd_bij(gemeente) == []
    assert (await intake_van(gemeente, kenmerk)).medewerker_id == "bert"
    assert (
        "Uw vaste medewerker Anja Mulder is er even niet, tot en met maandag 30 november 2026."
        in (await gezegd(gemeente, kenmerk))[-1]
    )
    klok.verstrijk(days=6)
    assert await houd_bij(gemeente) == []
    klok.verstrijk(days=1)
    await houd_bij(gemeente)
    assert (await intake_van(gemeente, kenmerk)).medewerker_id == "anja"
    assert (await intake_van(gemeente, ander)).medewerker_id == "bert"
    assert "Anja Mulder is er weer" in (await gezegd(gemeente, kenmerk))[-1]


async def test_wat_de_waarnemer_zelf_kreeg_of_doorgaf_gaat_niet_terug(gemeente: Database, klok: NepKlok) -> None:
    weg, blijft = await nieuwe_intake(gemeente), await nieuwe_intake(gemeente)
    await plan(gemeente, van=0)
    await houd_bij(gemeente)
    nieuw = await nieuwe_intake(gemeente, van="bert")
    await draag_over(gemeente, (weg, "bert"), naar="cor")
    klok.verstrijk(days=8)
    await houd_bij(gemeente)
    eigenaren = [(await intake_van(gemeente, k)).medewerker_id for k in (weg, blijft, nieuw)]
    assert eigenaren == ["cor", "anja", "bert"]


async def test_wie_afwezig_is_krijgt_niets_nieuws(gemeente: Database, klok: NepKlok) -> None:
    await plan(gemeente, van=0)
    kenmerk = await nieuwe_intake(gemeente, van=None, naam="Iemand Anders")
    assert (await intake_van(gemeente, kenmerk)).medewerker_id == "bert"


async def test_afbreken_geeft_de_dossiers_meteen_terug_en_maakt_weer_aanwezig(
    gemeente: Database, klok: NepKlok
) -> None:
    kenmerk = await nieuwe_intake(gemeente)
    id = await plan(gemeente, van=0)
    await houd_bij(gemeente)
    async with gemeente.schrijf() as session:
        assert len(await waarneming.breek_af(session, id, TEKSTEN)) == 1
    assert (await intake_van(gemeente, kenmerk)).medewerker_id == "anja"
    async with gemeente.lees() as session:
        assert (await session.scalars(select(Afwezigheid.tot))).one() < vandaag()
    with pytest.raises(Conflict):
        async with gemeente.schrijf() as session:
            await waarneming.breek_af(session, id, TEKSTEN)


async def test_wat_niet_doorging_begint_ook_niet(gemeente: Database, klok: NepKlok) -> None:
    kenmerk, id = await nieuwe_intake(gemeente), await plan(gemeente)
    async with gemeente.schrijf() as session:
        await waarneming.breek_af(session, id, TEKSTEN)
    klok.verstrijk(days=2)
    assert await houd_bij(gemeente) == []
    assert (await intake_van(gemeente, kenmerk)).medewerker_id == "anja"


@pytest.mark.parametrize(
    ("wie", "waarnemer", "van", "tot", "uitleg"),
    [
        ("anja", "anja", 1, 2, "voor zichzelf"),
        ("anja", "niemand", 1, 2, "twee collega's"),
        ("anja", "bert", 5, 2, "ligt voor de eerste"),
        ("anja", "bert", -9, -2, "al voorbij"),
        ("anja", "bert", 1, 400, "hooguit een jaar"),
        ("cor", "weg", 1, 2, "zelf afwezig"),
    ],
)
async def test_een_waarneming_die_niet_kan(
    gemeente: Database, klok: NepKlok, wie: str, waarnemer: str, van: int, tot: int, uitleg: str
) -> None:
    if waarnemer == "weg":
        waarnemer = "bert"
        async with gemeente.schrijf() as session:
            session.add(Afwezigheid(medewerker_id="bert", van=vandaag(), tot=vandaag() + timedelta(days=1)))
    with pytest.raises(OngeldigeInvoer, match=uitleg):
        await plan(gemeente, wie, waarnemer, van, tot)
    async with gemeente.lees() as session:
        assert await session.scalar(select(Waarneming.id)) is None


async def test_twee_waarnemingen_in_dezelfde_dagen_kan_niet(gemeente: Database, klok: NepKlok) -> None:
    await plan(gemeente)
    with pytest.raises(OngeldigeInvoer, match="al iemand die waarneemt"):
        await plan(gemeente, waarnemer="cor", van=7, tot=9)
    with pytest.raises(OngeldigeInvoer, match="zelf afwezig"):
        await plan(gemeente, wie="cor", waarnemer="anja", van=7, tot=9)


async def test_twee_processen_beginnen_dezelfde_waarneming_een_keer(gemeente: Database, klok: NepKlok) -> None:
    kenmerk = await nieuwe_intake(gemeente)
    await plan(gemeente, van=0)
    gemeld = await asyncio.gather(houd_bij(gemeente), houd_bij(gemeente))
    assert sum(len(m) for m in gemeld) == 1
    assert sum("is er even niet" in tekst for tekst in await gezegd(gemeente, kenmerk)) == 1


async def test_wie_intussen_wegging_krijgt_niets_terug(gemeente: Database, klok: NepKlok) -> None:
    kenmerk = await nieuwe_intake(gemeente)
    await plan(gemeente, van=0)
    await houd_bij(gemeente)
    async with gemeente.schrijf() as session:
        (await session.get_one(Medewerker, "anja")).actief = False
    klok.verstrijk(days=8)
    await houd_bij(gemeente)
    assert (await intake_van(gemeente, kenmerk)).medewerker_id == "bert"
