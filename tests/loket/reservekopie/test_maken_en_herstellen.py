"""A backup that is made and put back, on both databases, and everything that is refused on the way."""

from __future__ import annotations

import base64
import dataclasses
from pathlib import Path

import pytest

from loket_backend.db import Kluis, open_database
from loket_backend.errors import LoketFout
from loket_backend.reservekopie import bundel, maken, manifest
from loket_backend.reservekopie.herstel import WEG, herstel
from loket_backend.toegang import keten
from tests.loket.reservekopie.conftest import SLEUTEL, Plek, inhoud, rechten


@pytest.fixture
async def kopie(vol: Plek, tmp_path: Path) -> Path:
    return await maken.maak(vol.settings, tmp_path / "kopieen", 14)


async def test_wat_terugkomt_is_wat_er_stond(vol: Plek, leeg: Plek, kopie: Path, tmp_path: Path) -> None:
    hersteld = await herstel(leeg.settings, kopie)
    assert await leeg.alles() == await vol.alles()
    assert hersteld.manifest.tellingen["bericht"] > 50
    database = open_database(leeg.url)
    async with database.lees() as session:
        uitkomst = await keten.controleer(session)
    await database.sluit()
    assert (uitkomst.aantal, list(uitkomst.breuken)) == (bundel.pak_uit(kopie, None, tmp_path / "uit").audit[0], [])
    assert uitkomst.aantal > 3


async def test_een_kopie_bevat_geen_sleutel_van_het_loket(kopie: Path, vol: Plek, tmp_path: Path) -> None:
    sleutel = base64.b64decode(SLEUTEL)
    assert not {s for s in (sleutel, SLEUTEL.encode(), sleutel.hex().encode()) if s in inhoud(kopie)}
    gemaakt = bundel.pak_uit(kopie, None, tmp_path / "uit")
    assert gemaakt.proef.startswith("t1:")
    assert (rechten(kopie), vol.settings.sleutel in str(gemaakt)) == (0o600, False)


async def test_een_database_met_inhoud_wordt_alleen_vervangen_als_dat_gezegd_is(vol: Plek, kopie: Path) -> None:
    await vol.sql("DELETE FROM crisismelding")
    vooraf = await vol.alles()
    for woorden in ("", "ja", WEG.upper()):
        with pytest.raises(LoketFout, match=WEG):
            await herstel(vol.settings, kopie, woorden)
    assert await vol.alles() == vooraf
    await herstel(vol.settings, kopie, WEG)
    assert len((await vol.alles())["crisismelding"]) > 0


async def test_zolang_het_loket_werkt_gebeurt_er_niets(vol: Plek, kopie: Path) -> None:
    database = open_database(vol.url)
    async with database.lees() as session:
        await session.connection()
    with pytest.raises(LoketFout, match="Stop eerst alle processen"):
        await herstel(vol.settings, kopie, WEG)
    await database.sluit()
    await herstel(vol.settings, kopie, WEG)


async def test_een_kopie_van_een_nieuwer_schema_wordt_geweigerd(vol: Plek, leeg: Plek, tmp_path: Path) -> None:
    await vol.sql("UPDATE alembic_version SET version_num = '9999'")
    kopie = await maken.maak(vol.settings, tmp_path, 1)
    with pytest.raises(LoketFout, match="komt van een nieuwer loket"):
        await herstel(leeg.settings, kopie)
    assert await leeg.alles() == {}


async def test_een_andere_sleutel_wordt_gezien_voor_er_iets_verandert(vol: Plek, leeg: Plek, kopie: Path) -> None:
    ander = base64.b64encode(b"1" * 32).decode()
    for sleutels, waarom in (
        (f"t2:{ander}", "Zet eerst de sleutel t1 terug"),
        (f"t1:{ander}", "Zet eerst de sleutel t1 terug"),
        (f"t1:{SLEUTEL},t2:{ander}", "in dezelfde volgorde"),
    ):
        with pytest.raises(LoketFout, match=waarom):
            await herstel(dataclasses.replace(leeg.settings, sleutel=sleutels), kopie)
    assert await leeg.alles() == {}
    await herstel(dataclasses.replace(leeg.settings, sleutel=f"t2:{ander},t1:{SLEUTEL}"), kopie)
    assert await leeg.alles() == await vol.alles()


async def test_zonder_sleutel_wordt_er_geen_nieuwe_gemaakt(leeg: Plek, kopie: Path) -> None:
    zonder = dataclasses.replace(leeg.settings, sleutel="")
    with pytest.raises(LoketFout, match="Er is geen sleutel"):
        await herstel(zonder, kopie)
    with pytest.raises(LoketFout, match="Er is geen sleutel"):
        await maken.maak(zonder, leeg.settings.map / "kopieen", 1)
    assert not (leeg.settings.map / "sleutel").exists()


async def test_andere_aantallen_dan_toen_worden_niet_teruggezet(leeg: Plek, kopie: Path, tmp_path: Path) -> None:
    eerlijk = bundel.pak_uit(kopie, None, tmp_path / "inhoud")
    tellingen = {**eerlijk.tellingen, "bericht": eerlijk.tellingen["bericht"] + 1}
    bundel.schrijf(tmp_path / "fout", dataclasses.replace(eerlijk, tellingen=tellingen), tmp_path / "inhoud", None)
    with pytest.raises(LoketFout, match="staan andere aantallen dan toen"):
        await herstel(leeg.settings, tmp_path / "fout")
    assert await leeg.alles() == {}


async def test_een_keten_met_een_ander_einde_dan_toen_wordt_gemeld(leeg: Plek, kopie: Path, tmp_path: Path) -> None:
    eerlijk = bundel.pak_uit(kopie, None, tmp_path / "inhoud")
    langer = dataclasses.replace(eerlijk, audit=[eerlijk.audit[0] + 1, "t1:elders"])
    bundel.schrijf(tmp_path / "fout", langer, tmp_path / "inhoud", None)
    with pytest.raises(LoketFout, match="hield de keten eerder nog niet op"):
        await herstel(leeg.settings, tmp_path / "fout")


async def test_wat_met_geen_sleutel_te_lezen_is_wordt_gemeld(vol: Plek, leeg: Plek, tmp_path: Path) -> None:
    await vol.sql("UPDATE intake SET naam = 't1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'")
    kopie = await maken.maak(vol.settings, tmp_path, 1)
    with pytest.raises(LoketFout, match="In intake staat iets dat met deze sleutels niet te lezen is"):
        await herstel(leeg.settings, kopie)


async def test_een_kopie_past_alleen_op_dezelfde_soort_database(vol: Plek, kopie: Path, tmp_path: Path) -> None:
    eigen = bundel.pak_uit(kopie, None, tmp_path / "inhoud")
    ander = {"sqlite": "postgresql", "postgresql": "sqlite"}[eigen.soort]
    bundel.schrijf(tmp_path / "vreemd", dataclasses.replace(eigen, soort=ander), tmp_path / "inhoud", None)
    with pytest.raises(LoketFout, match=f"is van {ander}, en dit loket werkt met {eigen.soort}"):
        await herstel(vol.settings, tmp_path / "vreemd")


def test_een_manifest_dat_veranderd_is_wordt_niet_geloofd() -> None:
    beeld = manifest.Beeld("sqlite", 0, "0018", {"bericht": 3}, (2, "t1:abc"))
    gemaakt = manifest.maak(beeld, "2026-11-22T20:00:00+00:00", "ab", 3, Kluis.open())
    assert manifest.lees(gemaakt.als_bytes()) == gemaakt
    for kapot in (gemaakt.als_bytes().replace(b": 3", b": 4"), b"[]", b"{}", b"geen json", gemaakt.als_bytes()[:-9]):
        with pytest.raises(LoketFout, match="beschadigd"):
            manifest.lees(kapot)
    with pytest.raises(LoketFout, match="nieuwer loket"):
        manifest.lees(dataclasses.replace(gemaakt, vorm=2).als_bytes())
