"""The template of a gespreksverslag and the sentences around it, from gespreksverslag.yml, with the details of this loket filled in."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from loket_backend.settings import Settings

HIER = Path(__file__).parent
BESTAND = HIER / "gespreksverslag.yml"

NIET_BESPROKEN, NIET_RELEVANT = "niet_besproken", "niet_relevant"
ONDERWERP = "onderwerp"


@dataclass(frozen=True)
class Deel:
    """One part that the medewerker writes. `leeg`: what kind of sentence stands there when nothing was written."""

    sleutel: str
    kop: str
    hulp: str
    leeg: str
    uit: tuple[str, ...] = ()

    @property
    def is_onderwerp(self) -> bool:
        """Asked by art. 2.3.2 lid 4 Wmo 2015: then the medewerker says why it is empty."""
        return self.leeg == ONDERWERP


@cache
def inhoud(bestand: Path = BESTAND) -> dict[str, Any]:
    gelezen: dict[str, Any] = yaml.safe_load(bestand.read_text(encoding="utf-8"))
    return gelezen


@cache
def delen() -> tuple[Deel, ...]:
    """In the order in which they are read."""
    return tuple(Deel(**{**deel, "uit": tuple(deel.get("uit", ()))}) for deel in inhoud()["delen"])


@dataclass(frozen=True)
class Loket:
    """Of this loket: its name, phone number, and the address at which residents reach it, without a slash at the end."""

    naam: str
    telefoon: str
    adres: str

    @classmethod
    def uit(cls, settings: Settings) -> Loket:
        """Without an address of its own the loket is only to be reached on this machine."""
        adres = settings.adres_buiten or f"http://127.0.0.1:{settings.poort}"
        return cls(settings.naam, settings.telefoon, adres.rstrip("/"))

    def zin(self, pad: str, bestand: Path = BESTAND, **waarden: str) -> str:
        """The text at "chat.klaar", filled in."""
        tekst: Any = inhoud(bestand)
        for deel in pad.split("."):
            tekst = tekst[deel]
        return self.vul(tekst, **waarden)

    def vul(self, tekst: str, **waarden: str) -> str:
        return tekst.format(**{"naam": self.naam, "telefoon": self.telefoon, **waarden})


class Kantoor:
    """This loket, for services that a timer or a turn calls. Set once by the composition root."""

    _loket: Loket | None = None

    @classmethod
    def richt_in(cls, loket: Loket) -> None:
        cls._loket = loket

    @classmethod
    def loket(cls) -> Loket:
        """As it was set, or with the settings that come along."""
        return cls._loket or Loket.uit(Settings())
