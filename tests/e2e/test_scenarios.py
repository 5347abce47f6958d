"""Whole conversations of invented people with the real bot: they end as they should, and what is stored is what was said."""

from __future__ import annotations

from pathlib import Path

import aiohttp
import pytest

from tests.e2e.hulp.gesprek import Gesprek
from tests.e2e.hulp.loket import WORTEL, Loket
from tests.e2e.hulp.speler import Scenario, beoordeel, lees_scenarios, speel

EIGEN = WORTEL / "tests" / "data" / "scenarios.jsonl"
GEDEELD = WORTEL.parent / "shared" / "scenarios-voorbeeld.jsonl"
# contract and issue 2: of all fields of a scenario
GENOEG = 0.95


def _lees(bestand: Path) -> list[Scenario]:
    return lees_scenarios(bestand) if bestand.exists() else []


async def _speel(loket: Loket, http: aiohttp.ClientSession, scenario: Scenario) -> None:
    gesprek = await Gesprek.open(http, loket.url)
    einde = await speel(gesprek, scenario)
    uitslag = await beoordeel(http, loket.url, loket.sleutel, gesprek, scenario, einde)
    assert uitslag.einde == uitslag.verwacht_einde, str(uitslag)
    assert uitslag.gelekt == [], str(uitslag)
    assert uitslag.velden >= GENOEG, str(uitslag)


@pytest.mark.parametrize("scenario", _lees(EIGEN), ids=lambda s: s["id"])
async def test_een_eigen_scenario_eindigt_zoals_het_hoort(
    loket: Loket, http: aiohttp.ClientSession, scenario: Scenario
) -> None:
    await _speel(loket, http, scenario)


@pytest.mark.skipif(not GEDEELD.exists(), reason="../shared/scenarios-voorbeeld.jsonl is hier niet")
@pytest.mark.parametrize("scenario", _lees(GEDEELD), ids=lambda s: s["id"])
async def test_een_scenario_van_het_project_eindigt_zoals_het_hoort(
    loket: Loket, http: aiohttp.ClientSession, scenario: Scenario
) -> None:
    await _speel(loket, http, scenario)


def test_de_eigen_scenarios_zijn_er_en_verschillen() -> None:
    soorten = [scenario["stratum"] for scenario in _lees(EIGEN)]
    assert len(soorten) >= 8
    assert len(set(soorten)) == len(soorten)
