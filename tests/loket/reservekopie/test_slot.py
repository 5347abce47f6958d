"""The lock on a backup: nothing opens that was changed, cut off or swapped, whatever its length."""

from __future__ import annotations

import io
import random
from pathlib import Path

import pytest

from loket_backend.errors import LoketFout
from loket_backend.reservekopie.slot import STUK, Opener, Sluiter, lees_sleutel, maak_sleutel

SLEUTEL = b"7" * 32
KOP = 36


def op_slot(inhoud: bytes) -> bytes:
    uit = io.BytesIO()
    sluiter = Sluiter(uit, SLEUTEL)
    for begin in range(0, len(inhoud), 300_001):
        sluiter.write(inhoud[begin : begin + 300_001])
    sluiter.sluit()
    return uit.getvalue()


def open_(dicht: bytes, sleutel: bytes = SLEUTEL) -> bytes:
    opener, uit = Opener(io.BytesIO(dicht), sleutel), bytearray()
    while brok := opener.read(70_000):
        uit += brok
    return bytes(uit)


@pytest.mark.parametrize("lengte", [0, 1, STUK - 1, STUK, STUK + 1, 2 * STUK, 2 * STUK + 12345])
def test_wat_erin_ging_komt_eruit(lengte: int) -> None:
    inhoud = random.Random(lengte).randbytes(lengte)
    assert open_(op_slot(inhoud)) == inhoud


def test_twee_keer_hetzelfde_is_dicht_niet_hetzelfde() -> None:
    assert op_slot(b"hetzelfde") != op_slot(b"hetzelfde")


def test_een_veranderd_teken_wordt_gezien_waar_het_ook_staat() -> None:
    dicht, kans = op_slot(bytes(2 * STUK + 99)), random.Random(1)
    for plek in [12, 20, 35, KOP, len(dicht) - 1, *(kans.randrange(len(dicht)) for _ in range(40))]:
        anders = bytearray(dicht)
        anders[plek] ^= 1
        if plek >= 12:  # before it the mark, which says that there is a lock at all
            with pytest.raises(LoketFout):
                open_(bytes(anders))


@pytest.mark.parametrize("over", [KOP, KOP + 5, KOP + STUK, KOP + STUK + 16, KOP + 2 * (STUK + 16), -1, -99 - 16])
def test_wat_is_afgekapt_gaat_niet_open(over: int) -> None:
    with pytest.raises(LoketFout, match="beschadigd of niet compleet"):
        open_(op_slot(bytes(2 * STUK + 99))[:over])


def test_stukken_die_verwisseld_zijn_gaan_niet_open() -> None:
    dicht, stuk = op_slot(random.Random(3).randbytes(3 * STUK)), STUK + 16
    kop, een, twee, rest = dicht[:KOP], *(dicht[KOP + n * stuk : KOP + (n + 1) * stuk] for n in (0, 1)), b""
    rest = dicht[KOP + 2 * stuk :]
    with pytest.raises(LoketFout, match="beschadigd"):
        open_(kop + twee + een + rest)


def test_een_andere_sleutel_wordt_herkend() -> None:
    with pytest.raises(LoketFout, match="met een andere sleutel op slot"):
        open_(op_slot(b"geheim"), b"8" * 32)


def test_een_sleutel_wordt_nooit_overschreven(tmp_path: Path) -> None:
    maak_sleutel(tmp_path / "kopie.sleutel")
    eerste = lees_sleutel(tmp_path / "kopie.sleutel")
    with pytest.raises(LoketFout, match="bestaat al"):
        maak_sleutel(tmp_path / "kopie.sleutel")
    assert (len(eerste), lees_sleutel(tmp_path / "kopie.sleutel")) == (32, eerste)
    assert (tmp_path / "kopie.sleutel").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("inhoud", ["", "geen sleutel", "AAAA", "k1:" + "A" * 43 + "="])
def test_wat_geen_sleutel_is_wordt_geweigerd(tmp_path: Path, inhoud: str) -> None:
    (tmp_path / "x").write_text(inhoud)
    with pytest.raises(LoketFout, match="sleutel"):
        lees_sleutel(tmp_path / "x")
