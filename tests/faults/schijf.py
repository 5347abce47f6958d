"""A disk that fails on purpose: calls that strace makes go wrong, and a disk so small that it is soon full."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

GEDULD = 30


@contextmanager
def met_fout(pid: int, aanroepen: str, fout: str, wanneer: str, verslag: Path) -> Iterator[Path]:
    """While the body runs, these calls of the process fail with `fout`, `wanneer` as strace counts (2+5: the second, then every fifth).

    Yields the file in which strace writes down what it did. Afterwards the process goes on undisturbed.
    """
    inspuiting = f"inject={aanroepen}:error={fout}:when={wanneer}"
    opdracht = ["strace", "-f", "-p", str(pid), "-o", str(verslag), "-e", f"trace={aanroepen}", "-e", inspuiting]
    strace = subprocess.Popen(opdracht, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wacht_op_spoor(pid)
        yield verslag
    finally:
        strace.send_signal(signal.SIGINT)  # lets go of the process; kill -9 would too, but not as politely
        strace.wait(GEDULD)


def ingespoten(verslag: Path) -> int:
    """How many calls went wrong."""
    return verslag.read_text(errors="replace").count("(INJECTED)")


def _wacht_op_spoor(pid: int) -> None:
    """Until every thread is followed."""
    einde = time.monotonic() + GEDULD
    while any("TracerPid:\t0\n" in _stand(draad) for draad in Path(f"/proc/{pid}/task").iterdir()):
        assert time.monotonic() < einde, "strace volgt het proces niet"
        time.sleep(0.05)


def _stand(draad: Path) -> str:
    with contextlib.suppress(OSError):
        return (draad / "status").read_text()
    return ""


@contextmanager
def kleine_schijf(plek: Path, megabytes: int) -> Iterator[Path]:
    """A disk of its own at `plek`; only who is root may make one."""
    plek.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", plek], check=True)
    try:
        yield plek
    finally:
        subprocess.run(["umount", "-l", plek], check=True)


def loop_vol(plek: Path) -> Path:
    """Writes until nothing fits any more, to the last byte; the file to remove when there must be room again."""
    vulling = plek / "vulling"
    with vulling.open("ab", buffering=0) as bestand, contextlib.suppress(OSError):
        for brok in (1 << 20, 1 << 12, 1):
            with contextlib.suppress(OSError):
                while os.write(bestand.fileno(), b"\0" * brok):
                    pass
    return vulling
