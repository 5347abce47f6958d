"""Small groups are put together until none is left, before anything is shown. See docs/adr/0034-kleine-groepen-samen.md.

Everything that a business case shows is added up from *vakken*: quarter × area × kind of money. A vak is of nobody, or of five people or
more; what is smaller is put together with others of its row (REST) for all areas alike, and then areas are, until that holds. A year is
the sum of its quarters as they were shown, and all areas are the sum of the areas. So nothing is hidden that a subtraction could give back:
every difference of figures is again a sum of vakken.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from loket_backend.businesscase.bedragen import NIETS, Band
from loket_backend.businesscase.rekenen import Post, Soort
from loket_backend.onderdrukking import MINSTENS
from loket_backend.partijen.kerncijfers import Kerncijfer

REST_SOORT = Soort("rest", "rest")
# What is put together from several areas has no area of its own.
REST_WIJK = ""
ALLE_WIJKEN = "*"

D = TypeVar("D")

Vakken = dict[tuple[str, Soort], dict[str, Band]]


@dataclass(frozen=True)
class Boek:
    """What may be shown of one period. `bedragen`: for each vak (area, kind) the amount of each measure.

    `mensen`: how many people stand in an area, in each kind, exactly: never shown so (afgerond). `verborgen`: measures of fewer than five
    people in all, which are left out. `kwartalen`: the quarters in it; `weggelaten`: those of a year that are not, because of such a measure.
    """

    bedragen: Vakken
    mensen: dict[tuple[str, Soort], frozenset[str]]
    verborgen: frozenset[str] = frozenset()
    samen: frozenset[Soort] = frozenset()
    wijken_samen: frozenset[str] = frozenset()
    weggelaten: Sequence[int] = ()
    kwartalen: Sequence[int] = ()

    @property
    def leeg(self) -> bool:
        return not self.bedragen

    def toont(self, wijk: str) -> bool:
        """Whether this area stands apart in it."""
        return wijk == ALLE_WIJKEN or any(vak == wijk for vak, _ in self.bedragen)

    def bedrag(self, maat: str, wijk: str = ALLE_WIJKEN, past: Callable[[Soort], bool] = lambda _: True) -> Band:
        """The sum over the vakken of an area."""
        som = NIETS
        for (waar, soort), maten in self.bedragen.items():
            if wijk in (ALLE_WIJKEN, waar) and past(soort):
                som = som.plus(maten.get(maat, NIETS))
        return som

    def soorten(self, wijk: str = ALLE_WIJKEN) -> list[Soort]:
        """What is put together comes last."""
        gevonden = {soort for waar, soort in self.bedragen if wijk in (ALLE_WIJKEN, waar)}
        return sorted(gevonden, key=lambda s: (s == REST_SOORT, s.bekostiging, s.partij))

    def aantal(self, wijk: str = ALLE_WIJKEN, past: Callable[[Soort], bool] = lambda _: True) -> int:
        """People, rounded to fives."""
        groepen = [wie for (waar, soort), wie in self.mensen.items() if wijk in (ALLE_WIJKEN, waar) and past(soort)]
        return afgerond(len(_alle(groepen)))


def afgerond(aantal: int) -> int:
    """To fives, and a group is never nobody: people overlap, so exact counts taken off one another could name the group that lacks something."""
    return max((aantal + MINSTENS // 2) // MINSTENS * MINSTENS, MINSTENS) if aantal else 0


@dataclass
class Groep:
    """The people of one area with the same kind of money, and what a measure of it comes to for all of them.

    `cijfer`: the key figure that it was worked out with.
    """

    wijk: str
    maat: str
    soort: Soort
    bedrag: Band
    wie: set[str]
    cijfer: Kerncijfer | None = None


def groepeer(posten: Iterable[Post]) -> list[Groep]:
    per: dict[tuple[str, str, Soort, Kerncijfer | None], list[Post]] = {}
    for post in posten:
        per.setdefault((post.wijk, post.maat, post.soort, post.cijfer), []).append(post)
    return [
        Groep(wijk, maat, soort, _som(p.bedrag for p in deel), {p.kenmerk for p in deel}, cijfer)
        for (wijk, maat, soort, cijfer), deel in per.items()
    ]


def gebruikt(groepen: Iterable[Groep]) -> frozenset[Kerncijfer]:
    """The key figures that stand behind the avoided costs of five people or more: of fewer it is not told."""
    mensen: dict[Kerncijfer, set[str]] = {}
    for groep in groepen:
        if groep.cijfer is not None:
            mensen.setdefault(groep.cijfer, set()).update(groep.wie)
    return frozenset(cijfer for cijfer, wie in mensen.items() if len(wie) >= MINSTENS)


def _som(bedragen: Iterable[Band]) -> Band:
    return Band(*map(sum, zip(*bedragen, strict=True)))


def maak(groepen: Sequence[Groep]) -> Boek:
    """The vakken of one quarter. Measures of one to four people in all are left out."""
    per_maat: dict[str, set[str]] = {}
    for groep in groepen:
        per_maat.setdefault(groep.maat, set()).update(groep.wie)
    verborgen = frozenset(maat for maat, wie in per_maat.items() if len(wie) < MINSTENS)
    getoond = [groep for groep in groepen if groep.maat not in verborgen]
    soort_samen = _samen(getoond, lambda g: g.soort, lambda _: None)
    naar_soort = _naar(soort_samen, REST_SOORT)
    wijk_samen = _samen(getoond, lambda g: g.wijk, lambda g: naar_soort(g.soort))
    naar_wijk = _naar(wijk_samen, REST_WIJK)
    return _tel_op(getoond, naar_wijk, naar_soort, verborgen, soort_samen, wijk_samen)


def _naar(samen: frozenset[D], rest: D) -> Callable[[D], D]:
    return lambda deel: rest if deel in samen else deel


def _samen(alle: Iterable[Groep], deel_van: Callable[[Groep], D], kolom_van: Callable[[Groep], object]) -> frozenset[D]:
    """The parts that have to be put together: those with a small group in any column, and more of the smallest until the sum has none."""
    groepen: dict[D, dict[object, set[str]]] = {}
    for groep in alle:
        kolommen = groepen.setdefault(deel_van(groep), {})
        kolommen.setdefault((groep.maat, kolom_van(groep)), set()).update(groep.wie)
    samen = {deel for deel, kolommen in groepen.items() if _te_klein(kolommen)}
    over = sorted((d for d in groepen if d not in samen), key=lambda d: (_grootte(groepen[d]), repr(d)), reverse=True)
    while samen and over and _te_klein(_verenigd(groepen[deel] for deel in samen)):
        samen.add(over.pop())
    return frozenset(samen)


def _te_klein(kolommen: Mapping[object, set[str]]) -> bool:
    return any(0 < len(wie) < MINSTENS for wie in kolommen.values())


def _grootte(kolommen: Mapping[object, set[str]]) -> int:
    return len(set().union(*kolommen.values()))


def _verenigd(alle: Iterable[Mapping[object, set[str]]]) -> dict[object, set[str]]:
    samen: dict[object, set[str]] = {}
    for kolommen in alle:
        for kolom, wie in kolommen.items():
            samen.setdefault(kolom, set()).update(wie)
    return samen


def _tel_op(
    groepen: Iterable[Groep],
    naar_wijk: Callable[[str], str],
    naar_soort: Callable[[Soort], Soort],
    verborgen: frozenset[str],
    samen: frozenset[Soort],
    wijken_samen: frozenset[str],
) -> Boek:
    bedragen: Vakken = {}
    mensen: dict[tuple[str, Soort], set[str]] = {}
    for groep in groepen:
        vak = (naar_wijk(groep.wijk), naar_soort(groep.soort))
        maten = bedragen.setdefault(vak, {})
        maten[groep.maat] = maten.get(groep.maat, NIETS).plus(groep.bedrag)
        mensen.setdefault(vak, set()).update(groep.wie)
    return Boek(bedragen, {vak: frozenset(wie) for vak, wie in mensen.items()}, verborgen, samen, wijken_samen)


def tel_samen(kwartalen: Mapping[int, Boek]) -> Boek:
    """A period from its quarters (by number) as they may be shown: what stands together in one of them does so in the sum."""
    if len(kwartalen) == 1:
        ((nummer, boek),) = kwartalen.items()
        return replace(boek, kwartalen=(nummer,))
    heel = {nummer: boek for nummer, boek in kwartalen.items() if not boek.verborgen}
    samen = _alle(boek.samen for boek in heel.values())
    wijken = _alle(boek.wijken_samen for boek in heel.values())
    weg = tuple(nummer for nummer in kwartalen if nummer not in heel)
    som = Boek({}, {}, frozenset(), samen, wijken, weg, tuple(heel))
    for boek in heel.values():
        _voeg_toe(som, boek)
    return som


def _alle(verzamelingen: Iterable[frozenset[D]]) -> frozenset[D]:
    leeg: frozenset[D] = frozenset()
    return leeg.union(*verzamelingen)


def _voeg_toe(som: Boek, boek: Boek) -> None:
    naar_wijk, naar_soort = _naar(som.wijken_samen, REST_WIJK), _naar(som.samen, REST_SOORT)
    for (wijk, soort), maten in boek.bedragen.items():
        vak = (naar_wijk(wijk), naar_soort(soort))
        doel = som.bedragen.setdefault(vak, {})
        for maat, bedrag in maten.items():
            doel[maat] = doel.get(maat, NIETS).plus(bedrag)
        som.mensen[vak] = som.mensen.get(vak, frozenset()) | boek.mensen[wijk, soort]
