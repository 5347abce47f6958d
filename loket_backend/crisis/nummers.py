"""The numbers to call and the words around them: `nummers.yml` and `teksten.yml`, checked when they are read."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, Protocol, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from loket_backend.crisis.regels import CATEGORIEEN, BestandFout

MEEGELEVERD = Path(__file__).with_name("nummers.yml")
TEKSTEN = Path(__file__).with_name("teksten.yml")
ALARM = "alarm"
ALTIJD = (ALARM, "zelfmoordpreventie")


class NummersFout(BestandFout):
    """The numbers or texts cannot be used."""


class _Vorm(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Nummer(_Vorm):
    """One number to call, with who answers for it and when it was last looked up."""

    naam: str = Field(min_length=1)
    nummer: str = Field(min_length=3)
    tel: str = Field(pattern=r"^\+?[0-9]{3,15}$")
    waarvoor: str = Field(min_length=1)
    wanneer: str = Field(min_length=1)
    eigenaar: str = Field(min_length=1)
    gecontroleerd_op: date
    bron: str = ""
    balk: str = ""
    regionaal: bool = False
    voorbeeld: bool = False


class _Eigen(_Vorm):
    nummers: dict[str, Nummer]


class _Meegeleverd(_Eigen):
    toon: dict[str, list[str]]


class _Teksten(_Vorm):
    eigenaar: str
    gecontroleerd_op: date
    regel: str
    hulptekst: dict[str, str]


V = TypeVar("V", bound=_Vorm)


class Belgids(Protocol):
    """Who can be asked what to tell a resident in a crisis."""

    def hulptekst(self, categorie: str) -> str: ...
    def spoed(self) -> str: ...


@dataclass(frozen=True)
class Nummers:
    """What to show a resident in a crisis; invented example numbers are kept but never shown."""

    nummers: dict[str, Nummer]
    toon: dict[str, list[str]]
    regel: str
    teksten: dict[str, str]

    @classmethod
    def uit_bestand(cls, pad: Path | None = None) -> "Nummers":
        """The shipped numbers, the regional ones replaced by those in `pad`. Raises NummersFout, which names every fault."""
        basis, teksten = _lees(MEEGELEVERD, _Meegeleverd), _lees(TEKSTEN, _Teksten)
        eigen = _lees(pad, _Eigen).nummers if pad else {}
        if pad and (fouten := [*_fouten_eigen(eigen, basis.nummers)]):
            raise NummersFout(pad, fouten)
        nummers = cls({**basis.nummers, **eigen}, basis.toon, teksten.regel, teksten.hulptekst)
        if fouten := [*nummers._fouten()]:
            raise NummersFout(MEEGELEVERD, fouten)
        return nummers

    def bij(self, categorie: str) -> list[Nummer]:
        """The numbers shown for this category, in order."""
        return [self.nummers[sleutel] for sleutel in self.toon[categorie] if not self.nummers[sleutel].voorbeeld]

    def hulptekst(self, categorie: str) -> str:
        """Warm words and the numbers at once, ready to be sent to the resident."""
        regels = (self.regel.format(**nummer.model_dump()) for nummer in self.bij(categorie))
        return self.teksten[categorie].format(nummers="\n".join(regels))

    def spoed(self) -> str:
        """The numbers that always answer (those in the bar of the widget), a line each."""
        altijd = (n for n in self.nummers.values() if n.balk and not n.voorbeeld)
        return "\n".join(self.regel.format(**nummer.model_dump()) for nummer in altijd)

    def met(self, eigen: Mapping[str, Nummer]) -> "Nummers":
        """The same list with these entries in place of those that stand here under the same key."""
        return replace(self, nummers={**self.nummers, **{s: n for s, n in eigen.items() if s in self.nummers}})

    def balken(self) -> dict[str, Any]:
        """What the bar of the widget shows: some always, some with their category (as scripts/bouw-voorkant.mjs builds them in)."""
        per = {c: [s for s in sleutels if s not in ALTIJD] for c, sleutels in self.toon.items()}
        return {
            "altijd": self._in_balk(ALTIJD),
            "per_categorie": {c: self._in_balk(sleutels) for c, sleutels in per.items()},
        }

    def _in_balk(self, sleutels: Sequence[str]) -> list[dict[str, str]]:
        gekozen = [n for n in (self.nummers[s] for s in sleutels) if n.balk and not n.voorbeeld]
        return [{"naam": n.tel if len(n.tel) < 4 else n.nummer, "tel": n.tel, "waarvoor": n.balk} for n in gekozen]

    def _fouten(self) -> Iterator[str]:
        for waar, gevonden in (("toon", self.toon), ("teksten", self.teksten)):
            if set(gevonden) != CATEGORIEEN:
                yield f"{waar}: noem elke categorie ({', '.join(sorted(CATEGORIEEN))})"
        for categorie, sleutels in self.toon.items():
            if onbekend := [s for s in sleutels if s not in self.nummers]:
                yield f"toon {categorie}: onbekend nummer {', '.join(onbekend)}"
            elif not self.bij(categorie):
                yield f"toon {categorie}: geen nummer dat echt is"
        yield from (f"hulptekst {c}: {{nummers}} ontbreekt" for c, t in self.teksten.items() if "{nummers}" not in t)


def _fouten_eigen(eigen: dict[str, Nummer], basis: dict[str, Nummer]) -> Iterator[str]:
    """112, 113 and the other national numbers are the same everywhere and cannot be replaced by mistake."""
    for sleutel, nummer in eigen.items():
        if sleutel not in basis:
            yield f"nummers.{sleutel}: onbekend; mag: {', '.join(s for s, n in basis.items() if n.regionaal)}"
        elif not basis[sleutel].regionaal:
            yield f"nummers.{sleutel}: een landelijk nummer kan niet vervangen worden"
        elif nummer.voorbeeld:
            yield f"nummers.{sleutel}: een eigen nummer kan geen voorbeeld zijn"


def _lees(pad: Path, vorm: type[V]) -> V:
    try:
        return vorm.model_validate(yaml.safe_load(pad.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as fout:
        raise NummersFout(pad, [f"niet te lezen: {fout}"]) from fout
    except ValidationError as fout:
        fouten = [f"{'.'.join(map(str, f['loc'])) or 'bestand'}: {f['msg']}" for f in fout.errors()]
        raise NummersFout(pad, fouten) from fout
