"""A session ends when its time has really passed, however the wall clock was put meanwhile."""

from __future__ import annotations

from datetime import timedelta

import pytest

from loket_backend.tijd import Klok, nu
from loket_backend.toegang.sessies import STIL, Looptijden
from tests.loket.klok import NepKlok


@pytest.fixture
def klok(monkeypatch: pytest.MonkeyPatch) -> NepKlok:
    return NepKlok(monkeypatch)


@pytest.fixture
def looptijden(klok: NepKlok, monkeypatch: pytest.MonkeyPatch) -> Looptijden:
    monkeypatch.setattr(Klok, "loopt", staticmethod(lambda: klok.mono))
    return Looptijden()


def test_een_uur_vooruit_logt_niemand_uit(looptijden: Looptijden, klok: NepKlok) -> None:
    tot = nu() + STIL
    looptijden.onthoud("s", tot)
    klok.verstrijk(minutes=10)
    klok.verzet(hours=1)
    assert tot < nu()
    assert looptijden.loopt("s", tot)


def test_wie_echt_een_uur_niets_deed_is_eruit(looptijden: Looptijden, klok: NepKlok) -> None:
    tot = nu() + STIL
    looptijden.onthoud("s", tot)
    klok.verzet(hours=1)
    klok.verstrijk(minutes=60)
    assert not looptijden.loopt("s", tot)


def test_wat_een_ander_bewaarde_of_niemand_kent_gaat_op_de_wandklok(looptijden: Looptijden, klok: NepKlok) -> None:
    tot = nu() + STIL
    looptijden.onthoud("s", tot)
    assert not looptijden.loopt("s", tot + timedelta(seconds=1))
    assert not looptijden.loopt("ander", tot)
