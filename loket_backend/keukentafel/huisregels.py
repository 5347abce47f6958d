"""How this loket makes appointments: the rules of afspraken.yml, or of a file of the gemeente's own."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Annotated, Any, Self

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from loket_backend.gesprek.openingstijden import Openingstijden
from loket_backend.gesprek.wachten import Balie

MEEGELEVERD = Path(__file__).with_name("afspraken.yml")
Minuten = Annotated[int, Field(ge=5, le=480)]


class HuisregelsFout(ValueError):
    """The file cannot be used; the text names everything that is wrong with it."""


class Huisregels(BaseModel):
    """Times in minutes. `kantooruren`: "9:00-17:00"; an appointment begins and ends within them."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    eigenaar: str = Field(min_length=1)
    gecontroleerd_op: date
    reistijd: int = Field(ge=0, le=240)
    duur: Minuten
    kantooruren: str = Field(pattern=r"^([01]?\d|2[0-3]):[0-5]\d-([01]?\d|2[0-3]):[0-5]\d$")
    stap: Minuten
    werkdagen_vooruit: int = Field(ge=1, le=60)
    kiezen_binnen: int = Field(ge=1, le=30)

    @classmethod
    def uit_bestand(cls, pad: Path | None = None) -> Self:
        """Raises HuisregelsFout."""
        pad = pad or MEEGELEVERD
        try:
            inhoud: Any = yaml.safe_load(pad.read_text(encoding="utf-8"))
            return cls.model_validate(inhoud)
        except (OSError, UnicodeDecodeError, yaml.YAMLError, ValidationError) as fout:
            raise HuisregelsFout(f"{pad}: {fout}") from fout

    @property
    def open_van(self) -> int:
        """Minutes since midnight."""
        return _minuut(self.kantooruren.partition("-")[0])

    @property
    def open_tot(self) -> int:
        return _minuut(self.kantooruren.partition("-")[2])

    @property
    def reis(self) -> timedelta:
        return timedelta(minutes=self.reistijd)

    @property
    def bedenktijd(self) -> timedelta:
        return timedelta(days=self.kiezen_binnen)


def _minuut(tijd: str) -> int:
    uur, _, minuut = tijd.partition(":")
    return int(uur) * 60 + int(minuut)


class Afspraakbeleid:
    """The rules of this loket, set once by the composition root, else those that come along; and its opening hours as they are now."""

    _regels: Huisregels | None = None

    @classmethod
    def richt_in(cls, regels: Huisregels) -> None:
        cls._regels = regels

    @classmethod
    def regels(cls) -> Huisregels:
        if cls._regels is None:
            cls._regels = Huisregels.uit_bestand()
        return cls._regels

    @classmethod
    def tijden(cls) -> Openingstijden:
        return Balie.wachtkamer().tijden
