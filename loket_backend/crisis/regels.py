"""Reads `patronen.yml`: the shape with pydantic, the meaning here. Every fault is named at once."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from loket_backend.catalogus import CRISES
from loket_backend.crisis.normaliseer import klank, vouw
from loket_backend.crisis.schrijfwijzen import Schrijfwijzen
from loket_backend.crisis.taal import Atomen, Element, OngeldigPatroon, Patroon, beginwoorden, lees_patronen

CATEGORIEEN = frozenset(CRISES)


class BestandFout(ValueError):
    """A data file cannot be used; `fouten` names everything that is wrong with it."""

    def __init__(self, pad: Path, fouten: list[str]) -> None:
        self.fouten = fouten
        super().__init__(f"{pad}: {len(fouten)} fout(en):\n" + "\n".join(f"- {fout}" for fout in fouten))


class PatronenFout(BestandFout):
    """The pattern file cannot be used."""


class _Vorm(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class UitzonderingVorm(_Vorm):
    """An exception as it is written."""

    bereik: Literal["raakt", "deel", "zin", "bericht"]
    zoek: list[str] = Field(min_length=1)
    tenzij: list[str] = []
    waarom: str = ""


class PatroonVorm(_Vorm):
    """A pattern as it is written."""

    id: str = Field(min_length=1)
    categorie: str
    soort: Literal["expliciet", "indirect"]
    zoekt: str = Field(min_length=1)
    zoek: list[str] = Field(min_length=1)
    behalve: list[str] = []
    ondanks: list[str] = []
    niet: list[str] = []
    niet_in_zin: list[str] = []


class BestandVorm(_Vorm):
    """The whole file as it is written."""

    eigenaar: str
    gecontroleerd_op: str
    zwaarte: list[str]
    schrijfwijzen: dict[str, list[str]] = {}
    plakbegin: list[str] = []
    geen_typefout: list[str] = []
    lijsten: dict[str, list[str]] = {}
    uitzonderingen: dict[str, UitzonderingVorm] = {}
    standaard_behalve: dict[str, list[str]] = {}
    patronen: list[PatroonVorm] = Field(min_length=1)


@dataclass(frozen=True)
class Uitzondering:
    """Lifts a hit that it reaches (`bereik`), unless one of `tenzij` stands there too."""

    bereik: str
    zoek: tuple[Patroon, ...]
    tenzij: tuple[Patroon, ...] = ()


@dataclass(frozen=True)
class Patroonregel:
    """A pattern ready for use: what to look for, and which exceptions lift it."""

    id: str
    categorie: str
    expliciet: bool
    zoek: tuple[Patroon, ...]
    behalve: tuple[str, ...]
    eigen: tuple[Uitzondering, ...]


class Wijzer:
    """Which of the patterns can stand in a text, without searching for them all.

    A pattern stands here under the words with which its rarest element begins: rare among the patterns, so "niet" and "mijn" point at few.
    """

    def __init__(self, regels: Sequence[Patroonregel]) -> None:
        self._paren = [(regel, patroon) for regel in regels for patroon in regel.zoek]
        self._bij: defaultdict[str, list[int]] = defaultdict(list)
        vaak = Counter(atoom for _, p in self._paren for element in p.elementen for atoom in beginwoorden(element))

        def gewoonheid(element: Element) -> int:
            return sum(vaak[atoom] for atoom in beginwoorden(element))

        for plaats, (_, patroon) in enumerate(self._paren):
            for atoom in beginwoorden(min(patroon.elementen, key=gewoonheid)):
                self._bij[atoom].append(plaats)

    def mogelijk(self, atomen: Iterable[str]) -> Iterator[tuple[Patroonregel, list[Patroon]]]:
        """The rules that may hit a text with these atoms, in their own order, each with the patterns of it that may stand there."""
        plaatsen = sorted({plaats for atoom in atomen for plaats in self._bij.get(atoom, ())})
        for regel, paren in groupby((self._paren[plaats] for plaats in plaatsen), key=itemgetter(0)):
            yield regel, [patroon for _, patroon in paren]


@dataclass(frozen=True)
class Regels:
    """All that the gate needs; `wijzer` knows the patterns, in the order of `zwaarte`."""

    zwaarte: tuple[str, ...]
    wijzer: Wijzer
    uitzonderingen: dict[str, Uitzondering]
    schrijfwijzen: Schrijfwijzen
    atomen: Atomen


def lees_regels(pad: Path) -> Regels:
    """Raises PatronenFout naming every fault; never gives half a set of rules."""
    try:
        vorm = BestandVorm.model_validate(yaml.safe_load(pad.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as fout:
        raise PatronenFout(pad, [f"niet te lezen: {fout}"]) from fout
    except ValidationError as fout:
        fouten = [f"{'.'.join(map(str, f['loc'])) or 'bestand'}: {f['msg']}" for f in fout.errors()]
        raise PatronenFout(pad, fouten) from fout
    bouwer = _Bouwer(vorm)
    regels = bouwer.bouw()
    if bouwer.fouten:
        raise PatronenFout(pad, bouwer.fouten)
    return regels


class _Bouwer:
    """Turns the written file into rules and gathers the faults on the way."""

    def __init__(self, vorm: BestandVorm) -> None:
        self.vorm = vorm
        self.fouten: list[str] = [*_verwijzingsfouten(vorm)]

    def bouw(self) -> Regels:
        vorm = self.vorm
        uitzonderingen = {naam: self._uitzondering(naam, u) for naam, u in vorm.uitzonderingen.items()}
        patronen = [self._regel(p) for p in vorm.patronen]
        for naam in vorm.lijsten:
            self._patronen(f"lijst {naam}", [f"@{naam}"])
        atomen = Atomen(_alle_atomen([*uitzonderingen.values()], patronen))
        schrijfwijzen = Schrijfwijzen(vorm.schrijfwijzen, atomen.heel, vorm.plakbegin, vorm.geen_typefout)
        plaats = {categorie: i for i, categorie in enumerate(vorm.zwaarte)}
        wijzer = Wijzer(sorted(patronen, key=lambda p: plaats.get(p.categorie, 0)))
        return Regels(tuple(vorm.zwaarte), wijzer, uitzonderingen, schrijfwijzen, atomen)

    def _regel(self, p: PatroonVorm) -> Patroonregel:
        standaard = [n for n in self.vorm.standaard_behalve.get(p.categorie, []) if n not in p.ondanks]
        eigen = [
            Uitzondering(bereik, self._patronen(p.id, zoek))
            for bereik, zoek in (("raakt", p.niet), ("zin", p.niet_in_zin))
            if zoek
        ]
        behalve = (*standaard, *(n for n in p.behalve if n not in standaard))
        zoek = self._patronen(p.id, p.zoek)
        return Patroonregel(p.id, p.categorie, p.soort == "expliciet", zoek, behalve, tuple(eigen))

    def _uitzondering(self, naam: str, u: UitzonderingVorm) -> Uitzondering:
        waar = f"uitzondering {naam}"
        return Uitzondering(u.bereik, self._patronen(waar, u.zoek), self._patronen(waar, u.tenzij))

    def _patronen(self, waar: str, bronnen: list[str]) -> tuple[Patroon, ...]:
        gelezen: list[Patroon] = []
        for bron in bronnen:
            try:
                gelezen += lees_patronen(bron, self.vorm.lijsten)
            except OngeldigPatroon as fout:
                self.fouten.append(f"{waar}: '{bron}': {fout}")
        return tuple(gelezen)


def _verwijzingsfouten(vorm: BestandVorm) -> Iterator[str]:
    if sorted(vorm.zwaarte) != sorted(CATEGORIEEN):
        yield f"zwaarte: noem elke categorie één keer ({', '.join(sorted(CATEGORIEEN))})"
    for naam, aantal in Counter(p.id for p in vorm.patronen).items():
        if aantal > 1:
            yield f"patroon {naam}: de id komt {aantal} keer voor"
    bestaat: Callable[[str], bool] = vorm.uitzonderingen.__contains__
    for p in vorm.patronen:
        if p.categorie not in CATEGORIEEN:
            yield f"patroon {p.id}: onbekende categorie '{p.categorie}'"
        for naam in (*p.behalve, *p.ondanks):
            if not bestaat(naam):
                yield f"patroon {p.id}: onbekende uitzondering '{naam}'"
    for categorie, namen in vorm.standaard_behalve.items():
        if categorie not in CATEGORIEEN:
            yield f"standaard_behalve: onbekende categorie '{categorie}'"
        yield from (f"standaard_behalve {categorie}: onbekende uitzondering '{n}'" for n in namen if not bestaat(n))
    for variant, vormen in vorm.schrijfwijzen.items():
        if not variant.strip() or not all(klank(vouw(v)) for v in vormen):
            yield f"schrijfwijzen {variant!r}: een lege schrijfwijze"


def _alle_atomen(uitzonderingen: list[Uitzondering], patronen: list[Patroonregel]) -> Iterator[str]:
    alle = [*uitzonderingen, *(u for p in patronen for u in p.eigen)]
    zoekwoorden = [z for p in patronen for z in p.zoek] + [z for u in alle for z in (*u.zoek, *u.tenzij)]
    return (atoom for z in zoekwoorden for element in z.elementen for frase in element for atoom in frase)
