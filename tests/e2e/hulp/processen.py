"""Processes as /proc shows them. Each of the three carries its name in its environment (LOKET_PROCES, loket_backend/start.py)."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path

_REGEL = re.compile(rb"([0-9a-f]+)-([0-9a-f]+) rw")
BROK = 16 * 1024 * 1024


def wacht_tot(voldaan: Callable[[], object], seconden: float, waarop: str) -> float:
    """Looks until `voldaan` holds; the seconds it took. Raises TimeoutError with `waarop` when it does not."""
    begin = time.monotonic()
    while not voldaan():
        if time.monotonic() - begin >= seconden:
            raise TimeoutError(f"na {seconden:.0f} seconden nog steeds niet: {waarop}")
        time.sleep(0.05)
    return time.monotonic() - begin


def met_omgeving(**waarden: str) -> list[int]:
    """The living processes whose environment holds all of these."""
    gezocht = {f"{naam}={waarde}".encode() for naam, waarde in waarden.items()}
    return [pid for pid in _alle() if gezocht <= set(_omgeving(pid).split(b"\0"))]


def leeft(pid: int) -> bool:
    """A zombie does not count: it is dead, its parent has only not looked yet."""
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def in_geheugen(pid: int, naalden: list[bytes]) -> set[bytes]:
    """Which of these bytes stand in the writable memory of a process."""
    gevonden: set[bytes] = set()
    with open(f"/proc/{pid}/mem", "rb", buffering=0) as geheugen:
        for begin, einde in _gebieden(pid):
            gevonden |= {
                naald for brok in _brokken(geheugen.fileno(), begin, einde) for naald in naalden if naald in brok
            }
    return gevonden


def _alle() -> Iterator[int]:
    return (int(pad.name) for pad in Path("/proc").iterdir() if pad.name.isdecimal() and leeft(int(pad.name)))


def _omgeving(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/environ").read_bytes()
    except OSError:
        return b""


def _gebieden(pid: int) -> list[tuple[int, int]]:
    kaart = Path(f"/proc/{pid}/maps").read_bytes()
    return [(int(m[1], 16), int(m[2], 16)) for regel in kaart.splitlines() if (m := _REGEL.match(regel))]


def _brokken(bestand: int, begin: int, einde: int) -> Iterator[bytes]:
    """Pieces that overlap a little, so that nothing falls between two."""
    for plek in range(begin, einde, BROK):
        try:
            yield os.pread(bestand, min(BROK + 256, einde - plek), plek)
        except OSError:  # a mapping that cannot be read, or that is gone by now
            return
