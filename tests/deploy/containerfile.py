"""Reads deploy/Containerfile: its stages, and the instructions in them. No more of the language than the file uses."""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass, field
from pathlib import Path

from tests.conftest import WORTEL

PAD = WORTEL / "deploy" / "Containerfile"


@dataclass(frozen=True)
class Kopieer:
    """COPY: `uit` is an earlier stage, None for the repository."""

    uit: str | None
    bronnen: tuple[str, ...]
    doel: str


@dataclass
class Stap:
    naam: str
    basis: str
    regels: list[tuple[str, str]] = field(default_factory=list)

    def van(self, soort: str) -> list[str]:
        return [rest for woord, rest in self.regels if woord == soort]

    @property
    def kopieen(self) -> list[Kopieer]:
        return [kopieer(rest) for rest in self.van("COPY")]

    @property
    def omgeving(self) -> dict[str, str]:
        return dict(deel.split("=", 1) for rest in self.van("ENV") for deel in shlex.split(rest))


def lees(pad: Path = PAD) -> dict[str, Stap]:
    """The stages by name, in their order."""
    kaal = re.sub(r"(?m)^\s*#.*\n", "", pad.read_text(encoding="utf-8")).replace("\\\n", " ")
    stappen: dict[str, Stap] = {}
    for regel in filter(str.strip, kaal.splitlines()):
        woord, rest = regel.split(maxsplit=1)
        if woord == "FROM":
            basis, _, naam = rest.split()
            stappen[naam] = stap = Stap(naam, basis)
        else:
            stap.regels.append((woord, rest.strip()))
    return stappen


def kopieer(rest: str) -> Kopieer:
    delen = rest.split()
    uit = delen.pop(0).removeprefix("--from=") if delen[0].startswith("--from=") else None
    return Kopieer(uit, tuple(delen[:-1]), delen[-1])
