"""Opening hours that a gemeente changes in the console: what may be typed, and that a change counts at once."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from loket_backend import wijziging
from loket_backend.db import Database
from loket_backend.errors import Conflict
from loket_backend.gesprek import tijdenbeheer
from loket_backend.gesprek.openingstijden import Openingstijden, lees_vorm
from loket_backend.gesprek.wachten import Balie
from loket_backend.invoer import Veldfouten
from loket_backend.tijd import AMSTERDAM
from tests.loket.hulp import NepRasa, maak_actueel, maak_hub

BEGIN = tijdenbeheer.als_formulier(lees_vorm())
ZONDAG = datetime(2026, 11, 22, 11, tzinfo=AMSTERDAM)


@pytest.fixture(autouse=True)
def eigen_balie(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Balie, "_wachtkamer", Balie.wachtkamer())


def met(**anders: list[str]) -> dict[str, list[str]]:
    return {**BEGIN, **anders}


def fouten(**anders: list[str]) -> dict[str, str]:
    with pytest.raises(Veldfouten) as gevangen:
        tijdenbeheer.lees(met(**anders), "Gerda")
    return gevangen.value.per_veld


def test_het_formulier_zoals_het_staat_geeft_dezelfde_tijden() -> None:
    weer = tijdenbeheer.lees(BEGIN, "Gerda")
    assert Openingstijden.uit(weer) == Openingstijden.uit_bestand()


@pytest.mark.parametrize("getypt", ["9-17", "9.00 - 17.00", "09:00–17:00"])
def test_tijden_mogen_getypt_worden_zoals_mensen_doen(getypt: str) -> None:
    assert tijdenbeheer.lees(met(zaterdag=[getypt]), "Gerda").week["zaterdag"] == ["9:00-17:00"]


def test_meer_dan_een_keer_open_op_een_dag() -> None:
    nieuw = tijdenbeheer.lees(met(zaterdag=["9-12 en 13:30-15"]), "Gerda")
    assert nieuw.week["zaterdag"] == ["9:00-12:00", "13:30-15:00"]


def test_alle_fouten_worden_tegelijk_genoemd() -> None:
    gevonden = fouten(
        maandag=["negen tot vijf"],
        dinsdag=["17:00-9:00"],
        woensdag=["9-12, 11-13"],
        gesloten_dag=["2026-12-24", "", "2026-12-31"],
        gesloten_reden=["", "kerst", "oudjaar"],
        open_dag=["2026-12-31", "2027-01-02"],
        open_tijden=["9-12", ""],
    )
    assert set(gevonden) == {"maandag", "dinsdag", "woensdag", "gesloten-0", "gesloten-1", "open-0", "open-1"}
    assert gevonden["open-0"] == "Deze dag staat er al."


def test_een_week_zonder_openingstijd_wordt_geweigerd() -> None:
    leeg = {dag: [""] for dag in ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag")}
    assert "minstens één dag" in fouten(**leeg)["maandag"]


def test_lege_regels_tellen_niet() -> None:
    nieuw = tijdenbeheer.lees(met(gesloten_dag=["", ""], gesloten_reden=["", " "]), "Gerda")
    assert nieuw.gesloten == []


def test_een_dag_in_woorden_noemt_de_feestdag() -> None:
    tijden = Openingstijden.uit_bestand()
    assert tijden.dag_in_woorden(date(2026, 12, 25)) == "dicht (Eerste kerstdag)"
    assert tijden.dag_in_woorden(date(2026, 11, 27)) == "9.00 tot 12.30 uur en 13.00 tot 17.00 uur"
    assert tijden.dag_in_woorden(date(2026, 11, 22)) == "dicht"


async def bewaar(actueel: Any, gezien: int = 0, **anders: list[str]) -> None:
    async with actueel.database.schrijf() as session:
        oud = await tijdenbeheer.bewaard(session) or actueel.tijden
        await tijdenbeheer.bewaar(session, "gerda", oud, tijdenbeheer.lees(met(**anders), "Gerda"), gezien)


async def test_een_verandering_telt_zonder_opnieuw_beginnen(database: Database) -> None:
    actueel = maak_actueel(maak_hub(database, NepRasa()))
    assert "morgen om 9 uur" in Balie.wachtkamer().bereikbaar(ZONDAG)
    await bewaar(actueel, zondag=["10-12"])
    await actueel.ververs()
    assert "nu open" in Balie.wachtkamer().bereikbaar(ZONDAG)
    await bewaar(actueel, gezien=1, gesloten_dag=["2026-11-22", "2026-11-23"], gesloten_reden=["storing", "storing"])
    await actueel.ververs()
    assert "dinsdag om 9 uur" in Balie.wachtkamer().bereikbaar(ZONDAG)


async def test_wie_een_oude_versie_zag_verandert_niets(database: Database) -> None:
    actueel = maak_actueel(maak_hub(database, NepRasa()))
    await bewaar(actueel, zondag=["10-12"])
    with pytest.raises(Conflict):
        await bewaar(actueel, zondag=["13-14"])
    async with database.lees() as session:
        assert len(await wijziging.verloop(session, wijziging.OPENINGSTIJDEN)) == 1


async def test_onbruikbare_tijden_in_de_database_veranderen_niets(database: Database) -> None:
    actueel = maak_actueel(maak_hub(database, NepRasa()))
    await bewaar(actueel, zondag=["10-12"])
    await actueel.ververs()
    async with database.schrijf() as session:
        await wijziging.schrijf_op(session, "x", wijziging.OPENINGSTIJDEN, wijziging.ENIGE, None, {"week": {}})
    await actueel.ververs()
    assert "nu open" in Balie.wachtkamer().bereikbaar(ZONDAG)
