"""The rules for assigning as a coordinator sets them; each of them is visible in the reason."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from loket_backend.db import Database
from loket_backend.errors import OngeldigeInvoer
from loket_backend.tijd import vandaag
from loket_backend.toewijzing import regels as regelboek
from loket_backend.toewijzing.inrichting import richt_in
from loket_backend.toewijzing.models import Afwezigheid, Medewerker, Wijk
from loket_backend.toewijzing.regels import Regels
from loket_backend.toewijzing.service import Keuze, Zaak, kies

GEMEENTE = {
    "wijken": [{"id": w, "naam": w.capitalize(), "postcodes": []} for w in ("veld", "dorp", "bos")],
    "medewerkers": [
        {"id": "anja", "naam": "Anja", "functie": "consulent", "wijken": ["veld"], "caseload_max": 9},
        {"id": "bert", "naam": "Bert", "functie": "Ouderenadviseur", "wijken": ["veld"], "caseload_max": 5},
        {"id": "dora", "naam": "Dora", "functie": "consulent", "wijken": ["dorp"], "caseload_max": 5},
    ],
}


@pytest.fixture
async def gemeente(database: Database) -> Database:
    async with database.schrijf() as session:
        await richt_in(session, GEMEENTE)
    return database


async def keuze(database: Database, lasten: dict[str, int], inhoud: dict[str, Any], *gebieden: str) -> Keuze:
    async with database.lees() as session:
        zaak = Zaak(await session.get_one(Wijk, "veld"), "1234AB", None, frozenset(gebieden))
        return await kies(session, zaak, lasten, vandaag(), await regelboek.lees(session, inhoud))


def wie(gekozen: Keuze) -> str | None:
    return gekozen.medewerker.id if gekozen.medewerker else None


@pytest.mark.parametrize(("verdeling", "verwacht"), [("meeste_ruimte", "anja"), ("minste_dossiers", "bert")])
async def test_wie_het_krijgt_hangt_af_van_de_verdeling(gemeente: Database, verdeling: str, verwacht: str) -> None:
    gekozen = await keuze(gemeente, {"anja": 4, "bert": 2}, {"verdeling": verdeling})
    assert wie(gekozen) == verwacht
    assert ("ruimte" if verwacht == "anja" else "minste dossiers (2)") in gekozen.reden


async def test_een_voorkeur_gaat_voor_waar_hulp_bij_nodig_is(gemeente: Database) -> None:
    inhoud = {"voorkeuren": [{"leefgebied": "geheugen", "functie": "ouderenadviseur"}]}
    gekozen = await keuze(gemeente, {}, inhoud, "geheugen")
    assert wie(gekozen) == "bert"
    assert "geheugen" in gekozen.reden
    assert wie(await keuze(gemeente, {}, inhoud, "huishouden")) == "anja"
    assert wie(await keuze(gemeente, {"bert": 5}, inhoud, "geheugen")) == "anja"


async def test_zonder_ruimte_in_de_wijk_kijkt_het_loket_bij_de_buren(gemeente: Database) -> None:
    vol = {"anja": 9, "bert": 5}
    gekozen = await keuze(gemeente, vol, {"buurwijken": {"veld": ["bos", "dorp"]}})
    assert wie(gekozen) == "dora"
    assert "Dorp" in gekozen.reden
    assert "Veld" in gekozen.reden
    assert wie(await keuze(gemeente, vol, {})) is None


async def test_als_alles_vol_is_naar_de_wachtrij_of_toch_naar_de_minst_volle(gemeente: Database) -> None:
    vol = {"anja": 12, "bert": 5, "dora": 5}
    assert wie(await keuze(gemeente, vol, {"vol": "wachtrij"})) is None
    assert wie(await keuze(gemeente, vol, {"vol": "toch"})) == "bert"


async def test_wie_weg_is_krijgt_het_ook_met_toch_niet(gemeente: Database) -> None:
    async with gemeente.schrijf() as session:
        session.add(Afwezigheid(medewerker_id="bert", van=vandaag(), tot=vandaag() + timedelta(days=1)))
        (await session.get_one(Medewerker, "anja")).actief = False
    assert wie(await keuze(gemeente, {"anja": 9, "bert": 5}, {"vol": "toch"})) is None


async def test_wie_de_inwoner_kent_gaat_voor_tenzij_de_regel_uit_staat(gemeente: Database) -> None:
    async with gemeente.lees() as session:
        zaak = Zaak(await session.get_one(Wijk, "veld"), "1234AB", "dora")
        met = await kies(session, zaak, {}, vandaag(), Regels())
        zonder = await kies(session, zaak, {}, vandaag(), Regels(eerdere_medewerker_eerst=False))
    assert (wie(met), wie(zonder)) == ("dora", "anja")


@pytest.mark.parametrize(
    "inhoud",
    [
        {"verdeling": "loten"},
        {"vol": "naar huis"},
        {"voorkeuren": [{"leefgebied": "sport", "functie": "consulent"}]},
        {"buurwijken": {"veld": ["atlantis"]}},
        {"leeftijd": 80},
    ],
)
async def test_een_regel_die_niet_bestaat_wordt_geweigerd(gemeente: Database, inhoud: dict[str, Any]) -> None:
    async with gemeente.lees() as session:
        with pytest.raises(OngeldigeInvoer):
            await regelboek.lees(session, inhoud)


async def test_de_nieuwste_versie_geldt_en_de_oude_blijft(gemeente: Database) -> None:
    async with gemeente.schrijf() as session:
        assert await regelboek.geldend(session) == Regels()
        for verdeling in ("minste_dossiers", "meeste_ruimte"):
            regelboek.bewaar(session, await regelboek.lees(session, {"verdeling": verdeling}), "cor")
            await session.flush()
    async with gemeente.lees() as session:
        assert (await regelboek.geldend(session)).verdeling == "meeste_ruimte"
        assert [v.inhoud["verdeling"] for v in await regelboek.versies(session)] == ["meeste_ruimte", "minste_dossiers"]
