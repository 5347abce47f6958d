"""Machines of straw: network namespaces on one bridge. Needs root and iproute2; what it made, it takes away."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.e2e.hulp.processen import leeft, wacht_tot


def _ip(*woorden: str) -> str:
    return subprocess.run(["ip", *woorden], check=True, capture_output=True, text=True).stdout


def waarom_niet() -> str | None:
    """Why no namespaces can be made here; None when they can."""
    if os.getuid() != 0 or shutil.which("ip") is None:
        return "network namespaces vragen root en iproute2"
    proef = f"lkproef{os.getpid()}"
    if subprocess.run(["ip", "netns", "add", proef], capture_output=True, check=False).returncode:
        return "network namespaces mogen hier niet"
    _ip("netns", "del", proef)
    return None


@dataclass
class Machine:
    """One host: its name, its address, and the one program that runs on it."""

    naam: str
    adres: str
    ns: str
    stekker: str  # the end of its cable on the bridge
    opdracht: list[str] = field(default_factory=list)
    omgeving: dict[str, str] = field(default_factory=dict)
    log: Path = Path("/dev/null")
    _proces: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        _ip("link", "set", self.stekker, "up")
        voor = ["ip", "netns", "exec", self.ns, "setpriv", "--pdeathsig", "KILL"]
        with self.log.open("ab") as uitvoer:
            self._proces = subprocess.Popen(
                [*voor, *self.opdracht], env=self.omgeving, stdout=uitvoer, stderr=subprocess.STDOUT
            )

    def dood(self, *, trek_stekker: bool = False) -> None:
        """kill -9 of everything on it. With the plug out first, the others hear nothing of that: no FIN, no RST."""
        if trek_stekker:
            _ip("link", "set", self.stekker, "down")
        for pid in self.pids():
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        wacht_tot(lambda: not any(leeft(pid) for pid in self.pids()), 10, f"{self.naam} is dood")
        if self._proces is not None:
            self._proces.wait(10)

    def pids(self) -> list[int]:
        return [int(pid) for pid in _ip("netns", "pids", self.ns).split()]


@dataclass
class Netwerk:
    """`poort`: the address of the bridge, where what they share (the database) listens."""

    poort: str
    machines: dict[str, Machine]


@contextmanager
def netwerk(namen: list[str]) -> Iterator[Netwerk]:
    nummer = os.getpid()
    net, brug = f"10.{100 + nummer % 100}.{nummer // 100 % 250}", f"lkb{nummer}"
    machines: dict[str, Machine] = {}
    try:
        _ip("link", "add", brug, "type", "bridge")
        _ip("addr", "add", f"{net}.1/24", "dev", brug)
        _ip("link", "set", brug, "up")
        for plek, naam in enumerate(namen):
            machines[naam] = Machine(naam, f"{net}.{10 + plek}", f"lk{nummer}-{plek}", f"lk{nummer}.{plek}")
            _sluit_aan(machines[naam], brug)
        yield Netwerk(f"{net}.1", machines)
    finally:
        for machine in machines.values():
            _breek_af(machine)
        subprocess.run(["ip", "link", "del", brug], capture_output=True, check=False)


def _sluit_aan(machine: Machine, brug: str) -> None:
    _ip("netns", "add", machine.ns)
    _ip("link", "add", machine.stekker, "type", "veth", "peer", "name", "eth0", "netns", machine.ns)
    _ip("link", "set", machine.stekker, "master", brug, "up")
    for opdracht in (f"addr add {machine.adres}/24 dev eth0", "link set eth0 up", "link set lo up"):
        _ip("-n", machine.ns, *opdracht.split())


def _breek_af(machine: Machine) -> None:
    with contextlib.suppress(subprocess.CalledProcessError, AssertionError):
        machine.dood()
    subprocess.run(["ip", "netns", "del", machine.ns], capture_output=True, check=False)
    subprocess.run(["ip", "link", "del", machine.stekker], capture_output=True, check=False)
