"""Numbers to call that a gemeente changes: what is refused, and that a crisis is always answered."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from loket_backend import wijziging
from loket_backend.crisis import nummerbeheer
from loket_backend.crisis.nummerboek import DAGEN, Nummerboek
from loket_backend.crisis.nummers import Nummers
from loket_backend.db import Database, open_database
from loket_backend.errors import Conflict, OngeldigeInvoer
from loket_backend.gesprek.actueel import Actueel
from loket_backend.gesprek.wachten import Balie
from loket_backend.invoer import Veldfouten
from loket_backend.tijd import vandaag
from tests.loket.hulp import NepRasa, begin, lees, maak_actueel, maak_hub, stuur

GOED = {
    "naam": "Veilig Thuis Drenthe",
    "nummer": "0800-20 01",
    "tel": "0800 2001",
    "waarvoor": "geweld",
    "wanneer": "dag en nacht",
    "eigenaar": "Team Wmo",
    "gebeld": "ja",
}


@pytest.fixture(autouse=True)
def eigen_balie(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a test sets at the counter stays in that test."""
    monkeypatch.setattr(Balie, "_wachtkamer", Balie._wachtkamer)


@pytest.fixture
async def loket(database: Database) -> tuple[Any, Actueel]:
    hub = maak_hub(database, NepRasa())
    return hub, maak_actueel(hub)


async def wijzig(actueel: Actueel, sleutel: str = "veilig_thuis", gezien: int = 0, **anders: str) -> None:
    gegeven = {veld: waarde for veld, waarde in {**GOED, **anders}.items() if waarde != "-"}
    async with actueel.database.schrijf() as session:
        oud = actueel.nummers.nu.nummers[sleutel]
        await nummerbeheer.wijzig(session, "gerda", sleutel, oud, gegeven, gezien)
    await actueel.ververs()


async def test_een_nieuw_nummer_staat_meteen_in_het_antwoord_bij_een_crisis(loket: tuple[Any, Actueel]) -> None:
    hub, actueel = loket
    await wijzig(actueel)
    gesprek_id = await begin(hub)
    await stuur(hub, gesprek_id, "mijn man slaat mij")
    (tekst,) = [b["tekst"] for b in (await lees(hub, gesprek_id))["berichten"] if "Veilig Thuis" in b["tekst"]]
    assert "Veilig Thuis Drenthe: 0800-20 01 (dag en nacht)" in tekst
    assert "0800-2000" not in tekst
    assert actueel.nummers.nu.nummers["veilig_thuis"].tel == "08002001"
    assert actueel.nummers.nu.nummers["veilig_thuis"].gecontroleerd_op == vandaag()


async def test_het_vorige_nummer_blijft_in_de_geschiedenis(loket: tuple[Any, Actueel]) -> None:
    _, actueel = loket
    await wijzig(actueel)
    async with actueel.database.lees() as session:
        (rij,) = await wijziging.verloop(session, wijziging.NUMMER, "veilig_thuis")
    assert rij.door == "gerda"
    assert rij.voor is not None
    assert rij.na is not None
    assert (rij.voor["tel"], rij.na["tel"]) == ("08002000", "08002001")


@pytest.mark.parametrize(
    ("anders", "velden"),
    [
        ({"nummer": "", "tel": ""}, {"nummer", "tel"}),
        ({"tel": "bel maar"}, {"tel"}),
        ({"nummer": "0000-11 22 33", "tel": "0000112233"}, {"tel"}),
        ({"nummer": "0800-9999"}, {"nummer"}),  # reads as another number than it dials
        ({"gebeld": "-"}, {"gebeld"}),
        ({"naam": "x" * 51, "wanneer": ""}, {"naam", "wanneer"}),
    ],
)
async def test_een_leeg_of_onbruikbaar_nummer_wordt_geweigerd(
    loket: tuple[Any, Actueel], anders: dict[str, str], velden: set[str]
) -> None:
    _, actueel = loket
    with pytest.raises(Veldfouten) as gevangen:
        await wijzig(actueel, **anders)
    assert set(gevangen.value.per_veld) == velden
    assert actueel.nummers.nu == actueel.nummers.basis


@pytest.mark.parametrize("tel", ["113", "14 0528", "088 076 70 00", "0800-0113", "+31 528 12 34 56"])
async def test_wat_een_telefoon_kan_bellen_mag(loket: tuple[Any, Actueel], tel: str) -> None:
    await wijzig(loket[1], tel=tel, nummer=tel)
    assert loket[1].nummers.nu.nummers["veilig_thuis"].nummer == tel


async def test_het_alarmnummer_blijft_112(loket: tuple[Any, Actueel]) -> None:
    _, actueel = loket
    with pytest.raises(Veldfouten, match="Niet alles") as gevangen:
        await wijzig(actueel, "alarm", nummer="113", tel="113")
    assert gevangen.value.per_veld == {"tel": "Het alarmnummer is altijd 112."}
    await wijzig(actueel, "alarm", nummer="112", tel="112", gebeld="-")
    assert "Veilig Thuis Drenthe: 112" in actueel.nummers.hulptekst("medisch")


async def test_wat_iemand_anders_net_veranderde_wordt_niet_overschreven(loket: tuple[Any, Actueel]) -> None:
    await wijzig(loket[1])
    with pytest.raises(Conflict):
        await wijzig(loket[1], gezien=0, naam="Oud")


async def test_een_nummer_van_de_regio_wordt_pas_getoond_als_het_echt_is(loket: tuple[Any, Actueel]) -> None:
    _, actueel = loket
    assert "Huisartsenpost" not in actueel.nummers.hulptekst("medisch")
    oud = actueel.nummers.nu.nummers["huisartsenpost"]
    async with actueel.database.schrijf() as session:
        with pytest.raises(OngeldigeInvoer):
            await nummerbeheer.kijk_na(session, "gerda", "huisartsenpost", oud, 0)
    await wijzig(actueel, "huisartsenpost", naam="Huisartsenpost", nummer="0900-1234567", tel="09001234567")
    assert "Huisartsenpost: 0900-1234567" in actueel.nummers.hulptekst("medisch")


async def test_terugzetten_geeft_het_meegeleverde_nummer(loket: tuple[Any, Actueel]) -> None:
    _, actueel = loket
    await wijzig(actueel)
    nu, mee = (lijst.nummers["veilig_thuis"] for lijst in (actueel.nummers.nu, actueel.nummers.basis))
    async with actueel.database.schrijf() as session:
        await nummerbeheer.zet_terug(session, "gerda", "veilig_thuis", nu, mee, 1)
    await actueel.ververs()
    assert actueel.nummers.nu == actueel.nummers.basis


async def test_een_ander_proces_leest_de_verandering_zelf(loket: tuple[Any, Actueel], database_url: str) -> None:
    _, hier = loket
    elders = Actueel(open_database(database_url), Nummerboek(Nummers.uit_bestand()), hier.tijden)
    await wijzig(hier)
    assert "0800-2000" in elders.nummers.hulptekst("geweld")
    await elders.ververs()
    assert "0800-20 01" in elders.nummers.hulptekst("geweld")
    await elders.database.sluit()


async def test_zonder_database_blijven_de_laatst_bekende_nummers(loket: tuple[Any, Actueel], tmp_path: Any) -> None:
    _, actueel = loket
    await wijzig(actueel)
    leeg = open_database(f"sqlite+aiosqlite:///{tmp_path / 'weg' / 'loket.db'}")
    await Actueel(leeg, actueel.nummers, actueel.tijden).ververs()
    assert "0800-20 01" in actueel.nummers.hulptekst("geweld")
    vers = Nummerboek(Nummers.uit_bestand())
    await Actueel(leeg, vers, actueel.tijden).ververs()
    assert "0800-2000" in vers.hulptekst("geweld")
    await leeg.sluit()


@pytest.mark.parametrize(
    ("sleutel", "kapot"),
    [("veilig_thuis", {"tel": ""}), ("veilig_thuis", {"tel": "0000"}), ("alarm", {"tel": "113"}), ("bestaat_niet", {})],
)
async def test_een_kapotte_regel_in_de_database_haalt_geen_nummer_weg(
    loket: tuple[Any, Actueel], sleutel: str, kapot: dict[str, str]
) -> None:
    _, actueel = loket
    goed = actueel.nummers.basis.nummers["veilig_thuis"].model_dump(mode="json")
    async with actueel.database.schrijf() as session:
        await wijziging.schrijf_op(session, "x", wijziging.NUMMER, sleutel, None, {**goed, **kapot})
        kind = {**goed, "naam": "Kindertelefoon nieuw"}
        await wijziging.schrijf_op(session, "x", wijziging.NUMMER, "kindertelefoon", None, kind)
    await actueel.ververs()
    nieuw = {**actueel.nummers.basis.nummers, "kindertelefoon": actueel.nummers.nu.nummers["kindertelefoon"]}
    assert actueel.nummers.nu.nummers == nieuw
    assert "Kindertelefoon nieuw" in actueel.nummers.hulptekst("kind")


def test_een_nummer_is_te_laat_na_de_afgesproken_dagen(monkeypatch: pytest.MonkeyPatch) -> None:
    boek = Nummerboek(Nummers.uit_bestand())
    gekeken = max(n.gecontroleerd_op for n in boek.nu.nummers.values())
    for dagen, laat in ((DAGEN, False), (DAGEN + 1, True)):
        monkeypatch.setattr("loket_backend.crisis.nummerboek.vandaag", lambda d=dagen: gekeken + timedelta(days=d))
        assert bool(boek.te_laat()) is laat
    assert "huisartsenpost" not in boek.te_laat()  # an example is never shown, so there is nothing to look up


async def test_nakijken_haalt_een_nummer_van_de_lijst(loket: tuple[Any, Actueel]) -> None:
    _, actueel = loket
    oud = actueel.nummers.basis.nummers["veilig_thuis"].model_copy(update={"gecontroleerd_op": date(2020, 1, 1)})
    actueel.nummers.basis = actueel.nummers.nu = actueel.nummers.basis.met({"veilig_thuis": oud})
    assert "veilig_thuis" in actueel.nummers.te_laat()
    async with actueel.database.schrijf() as session:
        await nummerbeheer.kijk_na(session, "gerda", "veilig_thuis", oud, 0)
    await actueel.ververs()
    assert "veilig_thuis" not in actueel.nummers.te_laat()


@pytest.mark.parametrize("dagen", [None, 6, 366])
async def test_een_vreemde_termijn_wordt_geweigerd(loket: tuple[Any, Actueel], dagen: int | None) -> None:
    with pytest.raises(Veldfouten):
        async with loket[1].database.schrijf() as session:
            await nummerbeheer.zet_termijn(session, "gerda", DAGEN, dagen)


async def test_een_eigen_termijn_telt(loket: tuple[Any, Actueel]) -> None:
    async with loket[1].database.schrijf() as session:
        await nummerbeheer.zet_termijn(session, "gerda", DAGEN, 30)
    await loket[1].ververs()
    assert loket[1].nummers.dagen == 30


def test_de_balk_toont_altijd_112_en_113_en_nooit_een_voorbeeld() -> None:
    balken = Nummers.uit_bestand().balken()
    assert [n["tel"] for n in balken["altijd"]] == ["112", "113"]
    assert [n["tel"] for n in balken["per_categorie"]["geweld"]] == ["08002000"]
    assert balken["per_categorie"]["medisch"] == []
