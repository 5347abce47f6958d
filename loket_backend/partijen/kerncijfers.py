"""Key figures: what help costs, dated and with a source, as data (`kerncijfers.yml`), checked when they are read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from loket_backend.partijen.models import SOORTEN
from loket_backend.partijen.woorden import BEKOSTIGINGEN
from loket_backend.tijd import vandaag

MEEGELEVERD = Path(__file__).with_name("kerncijfers.yml")
EENHEDEN: dict[str, str] = {
    "uur": "per uur",
    "dagdeel": "per dagdeel",
    "etmaal": "per etmaal",
    "keer": "per keer",
    "jaar": "per jaar",
}
# How many of them: one, and more.
AANTALLEN: dict[str, tuple[str, str]] = {
    "uur": ("uur", "uur"),
    "dagdeel": ("dagdeel", "dagdelen"),
    "etmaal": ("etmaal", "etmalen"),
    "keer": ("keer", "keer"),
    "jaar": ("jaar", "jaar"),
}


class KerncijfersFout(ValueError):
    """The file cannot be used; `fouten` names everything that is wrong with it."""

    def __init__(self, pad: Path, fouten: list[str]) -> None:
        self.fouten = fouten
        super().__init__(f"{pad}: {len(fouten)} fout(en):\n" + "\n".join(f"- {fout}" for fout in fouten))


class Kerncijfer(BaseModel):
    """What one `eenheid` of help costs, in cents; `betaalt`: the kind of party (SOORTEN) whose money it is by the law of `bekostiging`.

    `datum`: of the figure; `gecontroleerd_op`: when its source was read. `eigen_aanname`: there is no source.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    wat: str = Field(min_length=1)
    eenheid: Literal["uur", "dagdeel", "etmaal", "keer", "jaar"]
    laag: int = Field(gt=0, strict=True)
    midden: int = Field(gt=0, strict=True)
    hoog: int = Field(gt=0, strict=True)
    bekostiging: str
    betaalt: str
    bron: str = ""
    adres: str = ""
    datum: date
    gecontroleerd_op: date
    eigen_aanname: bool = False
    opmerking: str = ""

    @property
    def per(self) -> str:
        """How the unit reads behind an amount: "per uur"."""
        return EENHEDEN[self.eenheid]

    def rondom(self, bedrag: int) -> tuple[int, int]:
        """The low and the high estimate of an amount (cents) that was worked out with `midden`; half a cent goes up."""
        laag, hoog = ((2 * bedrag * grens + self.midden) // (2 * self.midden) for grens in (self.laag, self.hoog))
        return laag, hoog


class _Bestand(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    kerncijfers: dict[str, Kerncijfer]
    verouderd_na_jaar: int | None = Field(None, gt=0, le=20)


@dataclass(frozen=True)
class Kerncijferboek:
    """All figures by their key, and after how many years one is old."""

    cijfers: Mapping[str, Kerncijfer]
    verouderd_na_jaar: int

    @classmethod
    def uit_bestand(cls, pad: Path | None = None) -> Kerncijferboek:
        """The shipped figures; those in `pad` replace them or are added. Raises KerncijfersFout, which names every fault."""
        basis = _lees(MEEGELEVERD)
        boek = cls(basis.kerncijfers, basis.verouderd_na_jaar or 2)
        if pad is None:
            return boek
        eigen = _lees(pad)
        jaar = eigen.verouderd_na_jaar or boek.verouderd_na_jaar
        return replace(boek, cijfers={**boek.cijfers, **eigen.kerncijfers}, verouderd_na_jaar=jaar)

    def is_oud(self, cijfer: Kerncijfer, op: date | None = None) -> bool:
        """Whether the figure is from more years ago than it may be."""
        op = op or vandaag()
        return (op.year - cijfer.datum.year) - ((op.month, op.day) < (cijfer.datum.month, cijfer.datum.day)) >= (
            self.verouderd_na_jaar
        )


class Kerncijfers:
    """The figures in use; the composition root sets them once."""

    boek: Kerncijferboek | None = None

    @classmethod
    def richt_in(cls, boek: Kerncijferboek) -> None:
        cls.boek = boek


def boek() -> Kerncijferboek:
    """Those that the gemeente gave, else the shipped ones."""
    if Kerncijfers.boek is None:
        Kerncijfers.boek = Kerncijferboek.uit_bestand()
    return Kerncijfers.boek


def alle() -> Mapping[str, Kerncijfer]:
    return boek().cijfers


def groepen(cijfers: Mapping[str, Kerncijfer]) -> Mapping[tuple[str, str], Sequence[str]]:
    """The keys of the figures by law and by the kind of party that pays, in the order of BEKOSTIGINGEN and SOORTEN."""
    plekken = [(wet, soort) for wet in BEKOSTIGINGEN for soort in SOORTEN]
    per = {plek: [s for s, c in cijfers.items() if (c.bekostiging, c.betaalt) == plek] for plek in plekken}
    return {plek: sleutels for plek, sleutels in per.items() if sleutels}


def _lees(pad: Path) -> _Bestand:
    try:
        bestand = _Bestand.model_validate(yaml.safe_load(pad.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as fout:
        raise KerncijfersFout(pad, [f"niet te lezen: {fout}"]) from fout
    except ValidationError as fout:
        fouten = [f"{'.'.join(map(str, f['loc'])) or 'bestand'}: {f['msg']}" for f in fout.errors()]
        raise KerncijfersFout(pad, fouten) from fout
    if fouten := [f"kerncijfers.{s}: {f}" for s, cijfer in bestand.kerncijfers.items() for f in _fouten(s, cijfer)]:
        raise KerncijfersFout(pad, fouten)
    return bestand


def _fouten(sleutel: str, cijfer: Kerncijfer) -> Iterator[str]:
    """What the form cannot see. A figure without a source must say that it is our own."""
    if not 1 <= len(sleutel) <= 40:
        yield "een sleutel heeft 1 tot 40 tekens"
    if not cijfer.laag <= cijfer.midden <= cijfer.hoog:
        yield "laag, midden en hoog lopen niet op"
    if cijfer.bekostiging not in BEKOSTIGINGEN:
        yield f"bekostiging is onbekend; mag: {', '.join(BEKOSTIGINGEN)}"
    if cijfer.betaalt not in SOORTEN:
        yield f"betaalt is onbekend; mag: {', '.join(SOORTEN)}"
    if cijfer.eigen_aanname and (cijfer.bron or not cijfer.opmerking):
        yield "een eigen aanname heeft geen bron, en wel een opmerking"
    if not cijfer.eigen_aanname and not (cijfer.bron and cijfer.adres):
        yield "zonder bron en adres is het een eigen aanname"
    if cijfer.datum > cijfer.gecontroleerd_op:
        yield "de datum ligt na de dag van de controle"
