from __future__ import annotations

from pathlib import Path

import pytest

from loket_backend.db import Database
from loket_backend.errors import Conflict, OngeldigeInvoer
from loket_backend.intake import dekking

from .dossier import ingediend, op_slot


async def leg_vast(
    database: Database, kenmerk: str, onderdeel: str, stand: str, opmerking: str = "", was: int = 0
) -> None:
    async with op_slot(database, kenmerk) as (session, intake):
        await dekking.leg_vast(session, intake, onderdeel, stand, opmerking, "anja", was)


async def regels(database: Database, kenmerk: str) -> list[tuple[str, str, str | None]]:
    async with database.lees() as session:
        return [(r.onderdeel, r.stand, r.opmerking) for r in await dekking.regels(session, kenmerk)]


def test_de_lijst_heeft_de_vijf_onderdelen_van_de_wet() -> None:
    assert [o.letter for o in dekking.LIJST.onderdelen.values()] == ["a", "b", "c", "d", "e"]
    assert dekking.LIJST.artikel == "art. 2.3.2 lid 4 Wmo 2015"
    assert dekking.LIJST.eigenaar


@pytest.mark.parametrize(
    ("onderdeel", "hoort", "hoort_niet"),
    [
        ("behoeften", ("wonen", "wil"), ("wonen", "kan")),
        ("eigen_kracht", ("huishouden", "kan"), ("huishouden", "nodig")),
        ("netwerk", ("huishouden", "netwerk"), ("huishouden", "kan")),
        ("mantelzorger", ("mantelzorg", "nodig"), ("contact", "netwerk")),
        ("algemeen", ("huishouden", "aanbod"), ("huishouden", "kan")),
    ],
)
def test_wat_gehoord_is_staat_bij_het_goede_onderdeel(
    onderdeel: str, hoort: tuple[str, str], hoort_niet: tuple[str, str]
) -> None:
    regel = dekking.LIJST.onderdelen[onderdeel].gehoord
    assert regel.hoort(*hoort)
    assert not regel.hoort(*hoort_niet)
    assert regel.woorden


@pytest.mark.parametrize("stand", dekking.STANDEN)
async def test_elke_stand_is_een_goed_einde(database: Database, stand: str) -> None:
    kenmerk = await ingediend(database)
    await leg_vast(database, kenmerk, "netwerk", stand)
    assert await regels(database, kenmerk) == [("netwerk", stand, None)]


async def test_een_nieuwe_stand_komt_erbij_en_de_laatste_telt(database: Database) -> None:
    kenmerk = await ingediend(database)
    await leg_vast(database, kenmerk, "netwerk", "niet_besproken")
    async with database.lees() as session:
        eerste = dekking.laatste(await dekking.regels(session, kenmerk))["netwerk"].id
    await leg_vast(database, kenmerk, "netwerk", "besproken", "dochter komt elke week", eerste)
    async with database.lees() as session:
        alles = await dekking.regels(session, kenmerk)
    assert [r.stand for r in alles] == ["niet_besproken", "besproken"]
    assert dekking.laatste(alles)["netwerk"].opmerking == "dochter komt elke week"


async def test_wie_niet_zag_wat_een_collega_schreef_hoort_het(database: Database) -> None:
    kenmerk = await ingediend(database)
    await leg_vast(database, kenmerk, "netwerk", "besproken")
    with pytest.raises(Conflict):
        await leg_vast(database, kenmerk, "netwerk", "niet_relevant")
    assert len(await regels(database, kenmerk)) == 1


async def test_een_onderdeel_of_stand_die_niet_bestaat_wordt_geweigerd_met_elke_fout(database: Database) -> None:
    kenmerk = await ingediend(database)
    with pytest.raises(OngeldigeInvoer) as gevangen:
        await leg_vast(database, kenmerk, "zrm", "score 3", "x" * 2001)
    assert len(gevangen.value.fouten) == 3
    assert await regels(database, kenmerk) == []


def test_een_lijst_met_een_onbekende_bron_wordt_niet_gelezen(tmp_path: Path) -> None:
    (tmp_path / "d.yml").write_text(dekking.BESTAND.read_text().replace("[netwerk]", "[vrienden]"))
    with pytest.raises(ValueError, match="onbekende bron"):
        dekking.lees(tmp_path / "d.yml")
