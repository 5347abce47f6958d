from __future__ import annotations

from datetime import UTC, date, datetime
from itertools import pairwise

import pytest

from loket_backend.console.overzicht_periode import OngeldigePeriode, Periode, lees_periode
from loket_backend.tijd import middernacht

from ..klok import NepKlok


@pytest.mark.parametrize(
    ("keuze", "van", "tot"),
    [
        ("maand", date(2026, 11, 1), date(2026, 11, 23)),
        ("vorige_maand", date(2026, 10, 1), date(2026, 10, 31)),
        ("kwartaal", date(2026, 10, 1), date(2026, 11, 23)),
        ("jaar", date(2026, 1, 1), date(2026, 11, 23)),
        ("verzonnen", date(2026, 11, 1), date(2026, 11, 23)),
        ("", date(2026, 11, 1), date(2026, 11, 23)),
    ],
)
def test_elke_keuze_is_een_periode(monkeypatch: pytest.MonkeyPatch, keuze: str, van: date, tot: date) -> None:
    NepKlok(monkeypatch)
    periode = lees_periode({"periode": keuze})
    assert (periode.van, periode.tot) == (van, tot)


def test_vorige_maand_in_januari_is_december(monkeypatch: pytest.MonkeyPatch) -> None:
    NepKlok(monkeypatch, datetime(2027, 1, 5, tzinfo=UTC))
    periode = lees_periode({"periode": "vorige_maand"})
    assert (periode.van, periode.tot) == (date(2026, 12, 1), date(2026, 12, 31))


@pytest.mark.parametrize(
    ("van", "tot", "velden"),
    [
        ("", "", {"van", "tot"}),
        ("2026-02-30", "morgen", {"van", "tot"}),
        ("2026-03-02", "2026-03-01", {"tot"}),
        ("2024-01-01", "2025-01-01", {"tot"}),
        ("0001-01-01", "2026-01-01", {"van"}),
        ("2026-01-01", "9999-12-31", {"tot"}),
    ],
)
def test_een_periode_die_niet_kan_noemt_elke_fout(van: str, tot: str, velden: set[str]) -> None:
    with pytest.raises(OngeldigePeriode) as fout:
        lees_periode({"periode": "eigen", "van": van, "tot": tot})
    assert set(fout.value.per_veld) == velden


def test_een_dag_begint_waar_de_inwoner_woont() -> None:
    assert middernacht(date(2026, 3, 29)) == datetime(2026, 3, 28, 23, tzinfo=UTC)
    assert middernacht(date(2026, 3, 30)) == datetime(2026, 3, 29, 22, tzinfo=UTC)  # summer time began


def test_de_vakken_sluiten_aan_en_vullen_de_periode() -> None:
    for tot in (date(2026, 3, 1), date(2026, 3, 31), date(2026, 4, 1), date(2026, 12, 31)):
        periode = Periode("eigen", date(2026, 3, 1), tot)
        vakken = periode.vakken()
        assert (vakken[0].van, vakken[-1].tot) == (periode.begin, periode.einde)
        assert all(a.tot == b.van for a, b in pairwise(vakken))


def test_een_maand_gaat_per_dag_en_meer_per_week() -> None:
    assert len(Periode("eigen", date(2026, 3, 1), date(2026, 3, 31)).vakken()) == 31
    weken = Periode("eigen", date(2026, 3, 1), date(2026, 4, 1)).vakken()
    assert [v.label for v in weken][:2] == ["week 9, vanaf 1 mrt", "week 10, vanaf 2 mrt"]
