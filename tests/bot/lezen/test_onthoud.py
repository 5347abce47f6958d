"""What was worked out for a word is worked out once; it is let go when there is too much of it, and is never kept in a model file."""

from __future__ import annotations

import pickle

import pytest

from bot.lezen.onthoud import Onthoud


class Werk:
    """How long a word is, with the words for which that was asked."""

    def __init__(self) -> None:
        self.gevraagd: list[str] = []

    def __call__(self, woord: str) -> int:
        self.gevraagd.append(woord)
        return len(woord)


@pytest.fixture
def werk() -> Werk:
    return Werk()


def test_een_woord_wordt_een_keer_uitgewerkt(werk: Werk) -> None:
    onthoud: Onthoud[int] = Onthoud()
    assert [onthoud(w, werk) for w in ("was", "trap", "was")] == [3, 4, 3]
    assert werk.gevraagd == ["was", "trap"]


def test_een_leeg_antwoord_wordt_ook_onthouden(werk: Werk) -> None:
    onthoud: Onthoud[int] = Onthoud()
    assert [onthoud("", werk), onthoud("", werk)] == [0, 0]
    assert werk.gevraagd == [""]


def test_wat_vol_is_begint_opnieuw(werk: Werk) -> None:
    onthoud: Onthoud[int] = Onthoud(hoogstens=2)
    assert [onthoud(w, werk) for w in ("een", "twee", "drie", "een")] == [3, 4, 4, 3]
    assert werk.gevraagd == ["een", "twee", "drie", "een"]


def test_in_een_bestand_blijft_alleen_staan_hoeveel_erin_mag(werk: Werk) -> None:
    onthoud: Onthoud[int] = Onthoud(hoogstens=1)
    onthoud("was", werk)
    terug = pickle.loads(pickle.dumps(onthoud))
    assert [terug(w, werk) for w in ("was", "trap", "was")] == [3, 4, 3]
    assert werk.gevraagd == ["was", "was", "trap", "was"]
