"""Help that is not needed: by a key figure or an amount of one's own, what is refused, and that a later figure changes nothing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from sqlalchemy import func, select, text

from loket_backend.arrangement import dienst, regels
from loket_backend.arrangement.besparing import lees_berekening, lees_besparing
from loket_backend.arrangement.invoer import Bekend
from loket_backend.bsn import MASKER
from loket_backend.db import Database
from loket_backend.intake import workflow
from loket_backend.invoer import Veldfouten
from loket_backend.partijen import kerncijfers, kerncijferversies
from loket_backend.partijen.kerncijfers import Kerncijfer, Kerncijferboek, Kerncijfers
from loket_backend.partijen.models import Kerncijferversie
from tests.samenhulp import maak_dossier, regel

UUR = "wijkverpleging_verzorging_uur"
CIJFERS = Kerncijferboek.uit_bestand().cijfers
BEKEND = Bekend(["dorp"], kerncijfers=CIJFERS)
EIGEN = {"wat": "Wijkverpleging", "bekostiging": "zvw", "aantal": "365", "per_stuk": "27,50"}
MET_CIJFER = {"wat": "Wassen en kleden", "kerncijfer": UUR, "aantal": "3", "per": "week", "perioden": "40"}


def test_een_eigen_besparing_is_aantal_maal_bedrag_of_wat_er_staat() -> None:
    post = lees_besparing({**EIGEN, "partij_id": "dorp", "bron": " offerte, mei 2026 "}, BEKEND)
    assert (post.bekostiging, post.aantal, post.bedrag_jaar, post.partij_id) == ("zvw", 365.0, 1_003_750, "dorp")
    assert (post.kerncijfer, post.bron, post.per) == (None, "offerte, mei 2026", "jaar")
    assert lees_besparing({**EIGEN, "bedrag_jaar": "9.000"}, BEKEND).bedrag_jaar == 900_000
    assert lees_besparing({**EIGEN, "kerncijfer": "eigen"}, BEKEND).kerncijfer is None


def test_drie_uur_per_week_veertig_weken_is_honderdtwintig_uur_van_het_kerncijfer() -> None:
    post = lees_besparing(MET_CIJFER, BEKEND)
    assert (post.bekostiging, post.kerncijfer, post.aantal) == ("zvw", UUR, 120.0)
    assert (post.keer, post.per, post.perioden) == (3.0, "week", 40)
    assert post.bedrag_jaar == 120 * CIJFERS[UUR].midden
    assert lees_besparing({**MET_CIJFER, "perioden": ""}, BEKEND).aantal == 3 * 52


@pytest.mark.parametrize(
    ("aantal", "per", "perioden", "per_jaar"),
    [("2,5", "dag", "", 912.5), ("0,01", "jaar", "", 0.01), ("1", "kwartaal", "3", 3.0), ("7", "", "", 7.0)],
)
def test_hoe_vaak_wordt_een_aantal_per_jaar(aantal: str, per: str, perioden: str, per_jaar: float) -> None:
    gegeven = {**MET_CIJFER, "aantal": aantal, "per": per, "perioden": perioden}
    assert lees_besparing(gegeven, BEKEND).aantal == per_jaar


def test_een_halve_cent_gaat_omhoog() -> None:
    """0.25 of 67.94 is 16.985."""
    assert lees_besparing({**MET_CIJFER, "aantal": "0,25", "per": "jaar", "perioden": ""}, BEKEND).bedrag_jaar == 1_699
    assert CIJFERS[UUR].midden == 6_794


def test_uitrekenen_vraagt_alleen_wat_nodig_is_om_te_rekenen() -> None:
    som = lees_berekening({"kerncijfer": UUR, "aantal": "3", "per": "week"}, BEKEND)
    assert (som.bedrag, som.cijfer) == (156 * 6_794, CIJFERS[UUR])
    assert lees_berekening({"aantal": "2", "per_stuk": "10"}, BEKEND).bedrag == 2_000
    with pytest.raises(Veldfouten) as fout:
        lees_berekening({"kerncijfer": "weg", "aantal": "", "per": "eeuw", "perioden": "x"}, BEKEND)
    assert set(fout.value.per_veld) == {"kerncijfer", "aantal", "per"}


@pytest.mark.parametrize(
    ("anders", "veld"),
    [
        ({"bekostiging": "informeel"}, "bekostiging"),
        ({"bekostiging": ""}, "bekostiging"),
        ({"wat": ""}, "wat"),
        ({"wat": "x" * 301}, "wat"),
        ({"bron": "x" * 301}, "bron"),
        ({"aantal": "0"}, "aantal"),
        ({"aantal": "nan"}, "aantal"),
        ({"aantal": "1e3"}, "aantal"),
        ({"aantal": "-3"}, "aantal"),
        ({"aantal": "1,234"}, "aantal"),
        ({"aantal": "300", "per": "dag", "per_stuk": "", "bedrag_jaar": "1"}, "aantal"),
        ({"per": "eenmalig"}, "per"),
        ({"perioden": "2"}, "perioden"),
        ({"per": "week", "perioden": "53"}, "perioden"),
        ({"per_stuk": ""}, "bedrag_jaar"),
        ({"per_stuk": "999.999"}, "bedrag_jaar"),
        ({"per_stuk": "veel"}, "per_stuk"),
        ({"partij_id": "weg"}, "partij_id"),
    ],
)
def test_wat_aan_een_eigen_besparing_niet_klopt_wordt_gezegd(anders: dict[str, str], veld: str) -> None:
    weigert({**EIGEN, **anders}, veld)


@pytest.mark.parametrize(
    ("anders", "velden"),
    [
        ({"kerncijfer": "gaat_niet"}, {"kerncijfer", "bekostiging"}),
        ({"bekostiging": "wmo"}, {"bekostiging"}),
        ({"per_stuk": "10"}, {"per_stuk"}),
        ({"bedrag_jaar": "10", "bron": "zelf"}, {"bedrag_jaar", "bron"}),
        ({"aantal": "90000", "per": "jaar", "perioden": ""}, {"aantal"}),
        ({"aantal": "", "per": "eeuw"}, {"aantal", "per"}),
    ],
)
def test_wat_bij_een_kerncijfer_niet_kan_wordt_gezegd(anders: dict[str, str], velden: set[str]) -> None:
    weigert({**MET_CIJFER, **anders}, *velden)


def weigert(gegeven: Mapping[str, str], *velden: str) -> None:
    with pytest.raises(Veldfouten) as fout:
        lees_besparing(gegeven, BEKEND)
    assert set(fout.value.per_veld) == set(velden)


def test_een_bsn_in_de_bron_wordt_niet_bewaard() -> None:
    assert lees_besparing({**EIGEN, "bron": "polis van 111222333"}, BEKEND).bron == f"polis van {MASKER}"


# -- What is kept


def ander(cijfer: Kerncijfer, **anders: Any) -> Kerncijferboek:
    return Kerncijferboek({**CIJFERS, UUR: cijfer.model_copy(update=anders)}, 2)


async def bewaar(database: Database, kenmerk: str, *posten: Any) -> None:
    async with database.schrijf() as session:
        intake = await workflow.vergrendel(session, kenmerk)
        eerder = await dienst.laatste(session, kenmerk)
        await dienst.bewaar(session, intake, [regel()], posten, eerder.nummer if eerder else 0, "anja")


async def test_een_later_kerncijfer_verandert_niet_wat_er_stond(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Noted at one price; the price changes; what is copied to a next version stays, and what is noted anew has the new one."""
    kenmerk, toen = await maak_dossier(database), CIJFERS[UUR]
    await bewaar(database, kenmerk, lees_besparing(MET_CIJFER, BEKEND))
    nieuw = ander(toen, midden=7_000)
    monkeypatch.setattr(Kerncijfers, "boek", nieuw)
    async with database.lees() as session:
        _, staat = regels.van(await dienst.laatste(session, kenmerk))
    await bewaar(database, kenmerk, *staat, lees_besparing(MET_CIJFER, Bekend(kerncijfers=nieuw.cijfers)))
    async with database.lees() as session:
        versie = await dienst.laatste(session, kenmerk)
        assert versie is not None
        cijfers = await kerncijferversies.lees(session)
        assert [cijfers[v.kerncijfer_versie or 0].midden for v in versie.vermeden] == [6_794, 7_000]
        assert [v.bedrag_jaar for v in versie.vermeden] == [120 * 6_794, 120 * 7_000]
        assert cijfers[versie.vermeden[0].kerncijfer_versie or 0] == toen
        assert (await kerncijferversies.lees(session, [0])) == {}


async def test_hetzelfde_kerncijfer_wordt_een_keer_bewaard(database: Database) -> None:
    for kenmerk in [await maak_dossier(database) for _ in range(2)]:
        await bewaar(database, kenmerk, *[lees_besparing(MET_CIJFER, BEKEND)] * 2)
    async with database.lees() as session:
        assert await session.scalar(select(func.count()).select_from(Kerncijferversie)) == 1


async def test_een_sleutel_die_geen_kerncijfer_meer_is_krijgt_geen_versie(database: Database) -> None:
    kenmerk = await maak_dossier(database)
    await bewaar(database, kenmerk, dienst.Besparing("zvw", "zorg", 1, 100, kerncijfer="weg"))
    async with database.lees() as session:
        versie = await dienst.laatste(session, kenmerk)
        assert versie is not None
        assert [v.kerncijfer_versie for v in versie.vermeden] == [None]


async def test_een_eigen_bron_is_versleuteld(database: Database) -> None:
    kenmerk = await maak_dossier(database)
    await bewaar(database, kenmerk, lees_besparing({**EIGEN, "bron": "offerte van de buurvrouw"}, BEKEND))
    async with database.lees() as session:
        (ruw,) = await session.scalars(text("SELECT bron FROM vermeden"))
    assert "buurvrouw" not in ruw


def test_laag_en_hoog_staan_er_naar_verhouding_omheen() -> None:
    cijfer = kerncijfers.alle()[UUR]
    assert cijfer.rondom(cijfer.midden) == (cijfer.laag, cijfer.hoog)
    laag, hoog = cijfer.rondom(120 * cijfer.midden)
    assert (laag, hoog) == (120 * cijfer.laag, 120 * cijfer.hoog)
