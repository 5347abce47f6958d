"""Opening hours: weeks, holidays, both changes of the clock, and a file of one's own that names every fault."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from loket_backend.demo import DATA
from loket_backend.gesprek.openingstijden import Openingstijden, OpeningstijdenFout, in_woorden
from loket_backend.settings import Settings
from loket_backend.start import bezwaren
from loket_backend.tijd import AMSTERDAM, DAGEN

TIJDEN = Openingstijden.uit_bestand()


def om(tekst: str, fold: int = 0) -> datetime:
    """A moment by the clock on the wall in Amsterdam."""
    return datetime.fromisoformat(tekst).replace(tzinfo=AMSTERDAM, fold=fold)


def elke_dag(*periodes: tuple[int, int]) -> Openingstijden:
    return Openingstijden({dag: list(periodes) for dag in range(7)}, False, frozenset(), {})


@pytest.mark.parametrize(
    ("moment", "open"),
    [
        ("2026-11-23 08:59", False),  # maandag
        ("2026-11-23 09:00", True),
        ("2026-11-23 16:59", True),
        ("2026-11-23 17:00", False),
        ("2026-11-27 12:29", True),  # vrijdag, with a break
        ("2026-11-27 12:45", False),
        ("2026-11-27 13:00", True),
        ("2026-11-22 11:00", False),  # zondag
        ("2026-12-25 11:00", False),  # vrijdag, eerste kerstdag
        ("2027-03-29 11:00", False),  # tweede paasdag
        ("2027-04-27 11:00", False),  # koningsdag
        ("2025-05-05 11:00", False),  # once in five years
        ("2026-05-05 11:00", True),
    ],
)
def test_open_op_werkdagen_en_niet_op_feestdagen(moment: str, open: bool) -> None:
    assert TIJDEN.is_open(om(moment)) is open


@pytest.mark.parametrize(
    ("nu", "wanneer"),
    [
        ("2026-11-23 07:00", "vandaag om 9 uur"),
        ("2026-11-27 12:40", "vandaag om 13 uur"),
        ("2026-11-23 23:59", "morgen om 9 uur"),
        ("2026-11-24 00:00", "vandaag om 9 uur"),
        ("2026-11-22 20:00", "morgen om 9 uur"),
        ("2026-11-27 18:00", "maandag om 9 uur"),
        ("2026-12-24 17:00", "maandag om 9 uur"),
    ],
)
def test_wanneer_we_er_weer_zijn_in_woorden(nu: str, wanneer: str) -> None:
    assert in_woorden(TIJDEN.volgende_opening(om(nu)), om(nu)) == wanneer


def test_na_een_week_hoort_er_een_datum_bij() -> None:
    assert in_woorden(om("2027-01-04 09:30"), om("2026-12-28 12:00")) == "maandag 4 januari om 9.30 uur"


def test_wie_open_is_opent_nu() -> None:
    nu = om("2026-11-23 10:17:31")
    assert TIJDEN.volgende_opening(nu) == nu


def test_een_extra_open_dag_gaat_voor_een_feestdag_en_een_gesloten_dag_voor_de_week() -> None:
    kerst, kerstavond = date(2026, 12, 25), date(2026, 12, 24)
    tijden = Openingstijden(TIJDEN.week, True, frozenset({kerstavond}), {kerst: [(600, 720)]})
    assert not tijden.is_open(om("2026-12-24 11:00"))
    assert tijden.volgende_opening(om("2026-12-23 18:00")) == om("2026-12-25 10:00")


def test_tot_middernacht_loopt_door_in_de_volgende_dag() -> None:
    tijden = elke_dag((0, 60), (22 * 60, 24 * 60))
    assert tijden.is_open(om("2026-11-22 23:59:59"))
    assert tijden.is_open(om("2026-11-23 00:00"))
    assert not tijden.is_open(om("2026-11-23 01:00"))


def test_een_uur_dat_in_het_voorjaar_niet_bestaat_begint_als_de_klok_verzet_is() -> None:
    tijden = elke_dag((150, 300))  # half 3 tot 5, and at 2 it becomes 3
    opening = tijden.volgende_opening(om("2027-03-28 01:00"))
    assert opening.astimezone(UTC) == datetime(2027, 3, 28, 1, tzinfo=UTC)
    assert (opening.hour, opening.minute) == (3, 0)


def test_een_uur_dat_in_het_najaar_twee_keer_komt_is_twee_keer_open() -> None:
    tijden = elke_dag((60, 150))  # 1 tot half 3, and at 3 it becomes 2
    assert tijden.is_open(om("2026-10-25 02:10", fold=0))
    assert not tijden.is_open(om("2026-10-25 02:40", fold=0))
    assert tijden.is_open(om("2026-10-25 02:10", fold=1))
    opening = tijden.volgende_opening(om("2026-10-25 02:40", fold=0))
    assert opening.astimezone(UTC) == datetime(2026, 10, 25, 1, tzinfo=UTC)


@pytest.mark.parametrize("dag", ["2026-10-25", "2027-03-28"])
def test_op_de_dag_dat_de_klok_verzet_wordt_is_negen_uur_negen_uur(dag: str) -> None:
    assert elke_dag((540, 1020)).volgende_opening(om(f"{dag} 00:30")) == om(f"{dag} 09:00")


KWARTIER = timedelta(minutes=15)
PERIODES = st.lists(st.integers(0, 96), min_size=2, max_size=4, unique=True).map(
    lambda randen: [(van * 15, tot * 15) for van, tot in zip(sorted(randen)[::2], sorted(randen)[1::2], strict=False)]
)
WEKEN = st.dictionaries(st.integers(0, 6), PERIODES, min_size=1)
# Around both changes of the clock, Christmas, and anywhere.
BEGINNEN = st.sampled_from([datetime(2026, 10, 24, tzinfo=UTC), datetime(2027, 3, 27, tzinfo=UTC)]) | st.datetimes(
    datetime(2026, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC)
)


@settings(max_examples=150, deadline=None)
@example(week={0: [(15, 600)]}, begin=datetime(2027, 3, 28, 12, tzinfo=UTC), minuten=0, feestdagen=False)
@given(week=WEKEN, begin=BEGINNEN, minuten=st.integers(0, 3 * 24 * 60), feestdagen=st.booleans())
def test_de_volgende_opening_is_open_en_er_is_geen_eerdere(
    week: dict[int, list[tuple[int, int]]], begin: datetime, minuten: int, feestdagen: bool
) -> None:
    tijden = Openingstijden(week, feestdagen, frozenset(), {})
    moment = begin + timedelta(minutes=minuten)
    opening = tijden.volgende_opening(moment)
    assert tijden.is_open(opening)
    assert opening >= moment
    kijk = moment
    while kijk < opening and kijk < moment + timedelta(days=8):
        assert not tijden.is_open(kijk)
        kijk += KWARTIER


def test_de_demo_is_altijd_open() -> None:
    tijden = Openingstijden.uit_bestand(DATA / "openingstijden.yml")
    assert all(tijden.is_open(om("2026-12-25 00:00") + KWARTIER * n) for n in range(7 * 96))


def schrijf(map: Path, **anders: object) -> Path:
    goed = {"eigenaar": "ik", "gecontroleerd_op": date(2026, 11, 22), "week": {"maandag": ["9:00-12:00"]}}
    pad = map / "tijden.yml"
    pad.write_text(yaml.safe_dump({**goed, "feestdagen_dicht": True, **anders}, allow_unicode=True))
    return pad


def test_een_eigen_bestand_vervangt_het_meegeleverde(tmp_path: Path) -> None:
    tijden = Openingstijden.uit_bestand(schrijf(tmp_path, week={dag: ["10:00-11:00"] for dag in DAGEN}))
    assert tijden.is_open(om("2026-11-22 10:30"))


def test_elke_fout_in_een_eigen_bestand_wordt_in_een_keer_genoemd(tmp_path: Path) -> None:
    pad = schrijf(
        tmp_path,
        eigenaar="",
        week={
            "maandag": ["9-17"],
            "dinsdag": ["17:00-9:00"],
            "woensdag": ["9:00-12:00", "11:00-13:00"],
            "feestdag": [],
        },
        gesloten=[{"dag": "gisteren", "reden": "vrij"}, {"dag": date(2026, 12, 24)}],
        openn=[],
    )
    with pytest.raises(OpeningstijdenFout) as fout:
        Openingstijden.uit_bestand(pad)
    genoemd = "\n".join(fout.value.fouten)
    for plek in ("eigenaar", "'9-17'", "'17:00-9:00'", "woensdag", "feestdag", "gesloten.0.dag", "1.reden", "openn"):
        assert plek in genoemd


def test_een_dag_kan_niet_open_en_gesloten_tegelijk_zijn(tmp_path: Path) -> None:
    dag = date(2026, 12, 24)
    pad = schrijf(tmp_path, gesloten=[{"dag": dag, "reden": "vrij"}], open=[{"dag": dag, "tijden": ["9:00-10:00"]}])
    with pytest.raises(OpeningstijdenFout, match="2026-12-24"):
        Openingstijden.uit_bestand(pad)


@pytest.mark.parametrize("inhoud", ["", "week: [", "- 1"])
def test_een_onleesbaar_bestand_is_een_fout_en_geen_dichte_deur(tmp_path: Path, inhoud: str) -> None:
    pad = tmp_path / "tijden.yml"
    pad.write_text(inhoud)
    with pytest.raises(OpeningstijdenFout):
        Openingstijden.uit_bestand(pad)


def test_met_een_fout_in_het_bestand_begint_het_loket_niet(tmp_path: Path) -> None:
    fout = bezwaren(Settings(poort="0", openingstijden=str(schrijf(tmp_path, week={}))))
    assert len(fout) == 1
    assert fout[0].startswith("LOKET_OPENINGSTIJDEN: ")
    assert bezwaren(Settings(poort="0", openingstijden=str(schrijf(tmp_path)))) == []
