"""Finding by name without a readable name in the database, and keeping what a dossier is filtered by."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select, update

from loket_backend.db import Database
from loket_backend.gesprek import berichten
from loket_backend.gesprek.models import BOT_AFZENDER, INWONER, Gesprek
from loket_backend.gesprek.postvak import open_gesprek
from loket_backend.intake import kenmerken, service, zoeken
from loket_backend.intake.geldig import ConceptInhoud
from loket_backend.intake.kenmerken import Intakesignaal
from loket_backend.intake.models import Intake, Uitspraak
from loket_backend.intake.zoeken import Zoekwoord, index_van, indexen, kenmerken_in, mogelijke_kenmerken, woorden
from tests.loket.hulp import TEKSTEN


@pytest.mark.parametrize(
    ("naam", "verwacht"),
    [
        ("Riek van der Berg", ["riek", "van", "der", "berg"]),
        ("Zoë Yıldız-Jansen", ["zoe", "yildiz", "jansen"]),
        ("  O'Brien,  BØRGE ", ["o", "brien", "borge"]),
        ("Jan Jan", ["jan"]),
        ("__ -- 7913", ["7913"]),
        ("", []),
    ],
)
def test_een_naam_valt_uiteen_in_woorden_zonder_accenten(naam: str, verwacht: list[str]) -> None:
    assert woorden(naam) == verwacht


@pytest.mark.parametrize("gezocht", ["berg", "ber", "BERGSMA", "bergsm", "de", "Rïek"])
def test_het_begin_van_een_woord_vindt_de_naam(gezocht: str) -> None:
    (woord,) = woorden(gezocht)
    assert index_van(woord) in indexen("Riek de Bergsma")


@pytest.mark.parametrize("gezocht", ["be", "r", "ergsma", "bergsmaa", "d"])
def test_een_te_kort_begin_of_een_stuk_uit_het_midden_vindt_niets(gezocht: str) -> None:
    assert index_van(gezocht) not in indexen("Riek de Bergsma")


@pytest.mark.parametrize(
    ("vraag", "gevonden", "rest"),
    [
        ("2026-ABC234", ["2026-ABC234"], ""),
        ("2026abc234", ["2026-ABC234"], ""),
        ("2O26 abc234 jansen", ["2026-ABC234"], "jansen"),
        ("2026–ABC234", ["2026-ABC234"], ""),
        ("jansen 7913AB", [], "jansen 7913AB"),
        ("12026-ABC234", [], "12026-ABC234"),
    ],
)
def test_een_kenmerk_wordt_herkend_zoals_mensen_het_opschrijven(vraag: str, gevonden: list[str], rest: str) -> None:
    kenmerken, over = kenmerken_in(vraag)
    assert (kenmerken, over.strip()) == (gevonden, rest)


def test_het_einde_van_een_kenmerk_kan_er_een_zijn() -> None:
    assert "2026-ABC234" in mogelijke_kenmerken("abc234")
    assert mogelijke_kenmerken("abc23") == []


async def intake(database: Database, naam: str | None = "Riek van der Berg", *, zwaar: bool = True) -> str:
    async with database.schrijf() as session:
        gesprek, _, _ = await open_gesprek(session, "web", TEKSTEN)
        berichten.schrijf(session, gesprek, INWONER, "ik ben moe")
        waarden = {"hulpvraag": "ik ben moe", "naam": naam, "akkoord": True}
        antwoorden = {v: {"waarde": w, "status": "besproken", "bronnen": [1]} for v, w in waarden.items() if w}
        zwaarte = {"leefgebied": "mantelzorg", "aspect": "nodig", "tekst": "ik ben moe", "bron": 1}
        inhoud = {"antwoorden": antwoorden, "uitspraken": [zwaarte] if zwaar else []}
        await service.bewaar_concept(session, gesprek.id, 1, ConceptInhoud.model_validate(inhoud))
        gemaakt = await service.dien_in(session, gesprek.id, 1)
    return gemaakt.kenmerk


async def gevonden(database: Database, woord: str) -> set[str]:
    async with database.lees() as session:
        return set(await session.scalars(select(Zoekwoord.kenmerk).where(Zoekwoord.woord == index_van(woord))))


async def signalen(database: Database, kenmerk: str) -> set[str]:
    async with database.lees() as session:
        keuze = select(Intakesignaal.signaal).where(Intakesignaal.kenmerk == kenmerk)
        return set(await session.scalars(keuze))


async def test_een_nieuwe_intake_is_te_vinden_en_draagt_zijn_signalen(database: Database) -> None:
    kenmerk, ander = await intake(database), await intake(database, "Henk Berg", zwaar=False)
    assert await gevonden(database, "berg") == {kenmerk, ander}
    assert await gevonden(database, "rie") == {kenmerk}
    assert await signalen(database, kenmerk) == {"mantelzorg_zwaar"}
    assert await signalen(database, ander) == set()


async def test_een_intake_zonder_naam_is_op_geen_woord_te_vinden(database: Database) -> None:
    await intake(database, None)
    async with database.lees() as session:
        assert await session.scalar(select(func.count()).select_from(Zoekwoord)) == 0


async def test_geen_woord_van_de_naam_staat_leesbaar_in_de_tabel(database: Database) -> None:
    await intake(database)
    async with database.lees() as session:
        rijen = [str(woord) for woord in await session.scalars(select(Zoekwoord.woord))]
    assert len(rijen) == len({"riek", "rie", "van", "der", "berg", "ber"})
    assert not [r for r in rijen if len(r) != zoeken.LENGTE or set(r) - set("0123456789abcdef")]


async def test_een_andere_naam_en_andere_uitspraken_tellen_na_bijwerken(database: Database) -> None:
    kenmerk = await intake(database)
    async with database.schrijf() as session:
        gelezen = await session.get_one(Intake, kenmerk)
        gelezen.naam = "Sjaan Vos"
        session.add(Uitspraak(kenmerk=kenmerk, leefgebied="veiligheid", aspect="nodig", tekst="bang", bron=1))
        await kenmerken.werk_bij(session, gelezen)
    assert await gevonden(database, "riek") == set()
    assert await gevonden(database, "sjaan") == {kenmerk}
    assert await signalen(database, kenmerk) == {"mantelzorg_zwaar", "onveilig"}


async def test_wat_er_al_was_wordt_een_keer_aangevuld(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kenmerken, "TEGELIJK", 2)
    oud = {await intake(database, naam) for naam in ("Riek Vos", "Henk Vos", "Annie Vos")}
    async with database.schrijf() as session:
        for tabel in (Zoekwoord, Intakesignaal):
            await session.execute(tabel.__table__.delete())
        await session.execute(update(Intake).values(gemerkt=0))
    assert await kenmerken.vul_aan(database) == 3
    assert await gevonden(database, "vos") == oud
    assert await signalen(database, min(oud)) == {"mantelzorg_zwaar"}
    assert await kenmerken.vul_aan(database) == 0


async def test_na_het_indienen_is_alleen_wat_de_inwoner_daarna_schrijft_ongelezen(database: Database) -> None:
    kenmerk = await intake(database)
    async with database.schrijf() as session:
        gesprek_id = (await session.get_one(Intake, kenmerk)).gesprek_id
        gesprek = await berichten.vergrendel(session, gesprek_id)
        assert gesprek.ongelezen == 0
        berichten.schrijf(session, gesprek, INWONER, "kunt u later komen?")
        berichten.schrijf(session, gesprek, BOT_AFZENDER, "dat geef ik door")
    async with database.lees() as session:
        assert (await session.get_one(Gesprek, gesprek_id)).ongelezen == 1
