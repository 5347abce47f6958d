"""Groups of fewer than five people are never shown, and cannot be worked out from what is shown beside them.

Counts come as a cube: a key of one value a dimension (week, kanaal, wijk), a count for each. Where a dimension adds up, its total (ALLES)
belongs to the cube too: the figures of all wijken are a total like any other. So hiding in the cube as a whole, whatever part of it is on the
page, also holds for who takes the figures of the other wijken off those of all.

The rules:
1. a figure about 1 to 4 people is hidden ("minder dan 5"); nobody (0) is not a group of people and is shown;
2. what is hidden in a line of figures that add up to a total cannot be worked out from that total: it is two figures or more, five people or
   more together, and more than one way to divide them is left;
3. who solves all sums of a table at once finds no hidden figure (narekenen.py): exactly so where one or two dimensions add up; where more
   do, for every two of them.
Otherwise the smallest figure beside it that is still shown goes too ("niet getoond"), and when none is left, the total. That is repeated
until it holds everywhere (docs/adr/0032-onderdrukken.md).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from functools import lru_cache
from itertools import combinations, product

from loket_backend.narekenen import Vak, vast

ALLES = "*"
MINSTENS = 5

Sleutel = tuple[str, ...]


class Verborgen(Enum):
    """How a figure that is not shown reads. EROMHEEN says nothing about its size."""

    KLEIN = "minder dan 5"
    EROMHEEN = "niet getoond"


Getal = int | Verborgen


@dataclass(frozen=True)
class Dimensie:
    """`optelbaar`: each person stands under one value only, and the total is known."""

    waarden: Sequence[str]
    optelbaar: bool = True

    @property
    def met_alles(self) -> list[str]:
        return [*self.waarden, ALLES] if self.optelbaar else list(self.waarden)


@dataclass(frozen=True)
class Lijn:
    """Figures that add up to a total."""

    delen: list[Sleutel]
    totaal: Sleutel


@dataclass
class Kubus:
    """Counts with their totals, and which of them are hidden. `kubus["web", ALLES]` is what may be shown.

    `personen`: how many people stand behind a figure, where that is not the figure itself (two lines of help of one person).
    """

    getallen: dict[Sleutel, int]
    verborgen: dict[Sleutel, Verborgen] = field(default_factory=dict)
    personen: Mapping[Sleutel, int] | None = None

    def __getitem__(self, sleutel: Sleutel) -> Getal:
        return self.verborgen.get(sleutel, self.getallen[sleutel])

    def mensen(self, sleutel: Sleutel) -> int:
        """An unknown number of people is as many as were counted."""
        return (self.personen or {}).get(sleutel, self.getallen[sleutel])

    def naast(self, bedragen: Mapping[Sleutel, int], sleutel: Sleutel) -> Getal:
        """Money that stands beside a count: hidden where the count is. Of nobody it is 0."""
        return self.verborgen.get(sleutel, bedragen.get(sleutel, 0))


def onderdruk(
    tabel: Mapping[Sleutel, int],
    assen: Sequence[Dimensie],
    *,
    personen: Mapping[Sleutel, int] | None = None,
    vooraf: Collection[Sleutel] = (),
    nergens: Callable[[Sleutel], bool] = lambda _: False,
) -> Kubus:
    """The cube as it may be shown. `tabel`: a count for each key of one value an axis; what is missing is nobody.

    `personen`: people behind a figure where that differs, totals too (people under two values of an axis don't add up).
    `vooraf`: figures that are hidden anyway, because another table hides them.
    `nergens`: totals that are shown on no page at all, so that nothing has to be hidden because of them.
    """
    getallen = {s: n for s, n in met_totalen(tabel, assen).items() if not nergens(s)}
    if personen is not None and all(personen.get(s, n) == n for s, n in getallen.items()):
        personen = None  # then "minder dan 5" says more of the figure itself
    kubus = Kubus(getallen, personen=personen)
    weg = {s for s in getallen if 0 < kubus.mensen(s) < MINSTENS}.union(s for s in vooraf if s in getallen)
    los = [plek for plek, as_ in enumerate(assen) if not as_.optelbaar]
    for vast_deel in {tuple(sleutel[plek] for plek in los) for sleutel in weg}:
        kubus.verborgen |= _in_tabel(kubus, assen, dict(zip(los, vast_deel, strict=True)), vooraf)
    return kubus


def _in_tabel(
    kubus: Kubus, assen: Sequence[Dimensie], vast_deel: Mapping[int, str], vooraf: Collection[Sleutel]
) -> dict[Sleutel, Verborgen]:
    """What is hidden in one table: one month, say, for months do not add up. `vast_deel`: the value on each axis that does not."""
    keuzes = [[vast_deel[plek]] if plek in vast_deel else as_.met_alles for plek, as_ in enumerate(assen)]
    sleutels = list(product(*keuzes))
    vakken = [
        (kubus.getallen[s], kubus.mensen(s) if kubus.personen is not None else None, s in vooraf)
        if s in kubus.getallen
        else None
        for s in sleutels
    ]
    smal = tuple(replace(a, waarden=tuple(a.waarden)) for plek, a in enumerate(assen) if plek not in vast_deel)
    weg = _verberg(smal, tuple(vakken), kubus.personen is not None)
    return {sleutels[nr]: hoe for nr, hoe in weg.items()}


Getelde = tuple[int, int | None, bool] | None


@lru_cache(maxsize=1024)
def _verberg(assen: tuple[Dimensie, ...], vakken: tuple[Getelde, ...], met_personen: bool) -> Mapping[int, Verborgen]:
    """By number of the figure how it is hidden. The same table comes back: on every page with that month on it."""
    sleutels = list(product(*(as_.met_alles for as_ in assen)))
    geteld = {s: vak for s, vak in zip(sleutels, vakken, strict=True) if vak is not None}
    personen = {s: mensen for s, (_, mensen, _) in geteld.items() if mensen is not None} if met_personen else None
    kubus = Kubus({s: getal for s, (getal, _, _) in geteld.items()}, personen=personen)
    kubus.verborgen |= {s: Verborgen.EROMHEEN for s, (_, _, vooraf) in geteld.items() if vooraf}
    kubus.verborgen |= {s: Verborgen.KLEIN for s in geteld if 0 < kubus.mensen(s) < MINSTENS}
    _sluit(kubus, assen)
    return {nr: kubus.verborgen[s] for nr, s in enumerate(sleutels) if s in kubus.verborgen}


def _sluit(kubus: Kubus, assen: tuple[Dimensie, ...]) -> None:
    """Hides more until the rules hold everywhere in the table."""
    lijnen = [lijn for lijn in _lijnen(assen) if {lijn.totaal, *lijn.delen} <= kubus.getallen.keys()]
    vlakken = _vlakken(assen)
    bezig = True
    while bezig:
        while any([_maak_dicht(kubus, lijn) for lijn in lijnen]):
            pass
        bezig = any([_maak_los(kubus, vlak) for vlak in vlakken])


def onderdruk_samen(maak: Sequence[Callable[[Collection[Sleutel]], Kubus]], over: int) -> list[Kubus]:
    """Tables that share their totals over the axis with this number: a total that one of them hides is hidden in all.

    `maak`: each table, with what is hidden beforehand.
    """
    vooraf: set[Sleutel] = set()
    while True:
        kubussen = [een(vooraf) for een in maak]
        weg = {s for kubus in kubussen for s in kubus.verborgen if s[over] == ALLES}
        if weg <= vooraf:
            return kubussen
        vooraf |= weg


def met_totalen(tabel: Mapping[Sleutel, int], assen: Sequence[Dimensie]) -> dict[Sleutel, int]:
    """Every key with every total; money is added up like people."""
    getallen = dict.fromkeys(product(*(as_.met_alles for as_ in assen)), 0)
    for sleutel in product(*(as_.waarden for as_ in assen)):
        if aantal := tabel.get(sleutel, 0):
            for plek in product(*_plekken(sleutel, assen)):
                getallen[plek] += aantal
    return getallen


def _plekken(sleutel: Sleutel, assen: Sequence[Dimensie]) -> Iterator[tuple[str, ...]]:
    """Where a figure counts: under its own value, and in the total."""
    for waarde, as_ in zip(sleutel, assen, strict=True):
        yield (waarde, ALLES) if as_.optelbaar else (waarde,)


@lru_cache(maxsize=64)
def _lijnen(assen: tuple[Dimensie, ...]) -> list[Lijn]:
    """Every line along every axis, also along the totals of the others. Many tables have the same axes."""
    return list(_maak_lijnen(assen))


def _maak_lijnen(assen: tuple[Dimensie, ...]) -> Iterator[Lijn]:
    for plek, as_ in enumerate(assen):
        if not as_.optelbaar:
            continue
        voor, na = ([a.met_alles for a in rest] for rest in (assen[:plek], assen[plek + 1 :]))
        for begin, eind in product(product(*voor), product(*na)):
            yield Lijn([(*begin, waarde, *eind) for waarde in as_.waarden], (*begin, ALLES, *eind))


Vlak = dict[Sleutel, tuple[str, str]]


@lru_cache(maxsize=64)
def _vlakken(assen: tuple[Dimensie, ...]) -> list[Vlak]:
    """Every table over two axes that add up, or over the only one; each key with its row and column in it."""
    return list(_maak_vlakken(assen))


def _maak_vlakken(assen: tuple[Dimensie, ...]) -> Iterator[Vlak]:
    optelbaar = [plek for plek, as_ in enumerate(assen) if as_.optelbaar]
    for paar in combinations(optelbaar, 2) if len(optelbaar) > 1 else [tuple(optelbaar)]:
        vlakken: dict[Sleutel, Vlak] = {}
        for sleutel in product(*(as_.met_alles for as_ in assen)):
            vast_deel = tuple(waarde for plek, waarde in enumerate(sleutel) if plek not in paar)
            rij, kolom = (*(sleutel[plek] for plek in paar), "", "")[:2]
            vlakken.setdefault(vast_deel, {})[sleutel] = (rij, kolom)
        yield from vlakken.values() if paar else ()


def _maak_dicht(kubus: Kubus, lijn: Lijn) -> bool:
    """Hides more of a line until nothing in it can be worked out; whether that was needed."""
    nodig = False
    while not _dicht(kubus, lijn) and (meer := _volgende(kubus, lijn.delen, lijn.totaal)) is not None:
        kubus.verborgen[meer] = Verborgen.EROMHEEN
        nodig = True
    return nodig


def _dicht(kubus: Kubus, lijn: Lijn) -> bool:
    weg = [deel for deel in lijn.delen if deel in kubus.verborgen]
    totaal = kubus.verborgen.get(lijn.totaal)
    if totaal is Verborgen.KLEIN:
        return True
    if totaal is Verborgen.EROMHEEN:
        return bool(weg)
    return not weg or _is_dubbelzinnig(kubus, weg)


def _is_dubbelzinnig(kubus: Kubus, weg: Sequence[Sleutel]) -> bool:
    """Whether the sum of these hidden figures, which the total gives away, is about five people and leaves more than one way to divide it."""
    if kubus.personen is not None:  # they may be the same people
        return len(weg) > 1 and max(kubus.mensen(deel) for deel in weg) >= MINSTENS
    som = sum(kubus.getallen[deel] for deel in weg)
    klein = sum(kubus.verborgen[deel] is Verborgen.KLEIN for deel in weg)
    if len(weg) < 2 or som < MINSTENS:
        return False
    groot = len(weg) - klein
    return som > klein + MINSTENS * groot if groot else klein < som < (MINSTENS - 1) * klein


def _maak_los(kubus: Kubus, vlak: Vlak) -> bool:
    """Hides more of a table until no hidden figure follows from all its sums together; whether that was needed."""
    nodig = False
    if not any(sleutel in kubus.verborgen for sleutel in vlak):
        return nodig
    while (pin := vast(_als_vak(kubus, s, *plek) for s, plek in vlak.items() if _is_onbekend(kubus, s))) is not None:
        if (meer := _volgende(kubus, *_naast(kubus, vlak, pin))) is not None:
            kubus.verborgen[meer] = Verborgen.EROMHEEN
        elif not _zeg_minder(kubus, vlak):
            break
        nodig = True
    return nodig


def _is_onbekend(kubus: Kubus, sleutel: Sleutel) -> bool:
    return sleutel in kubus.verborgen or sleutel not in kubus.getallen


def _als_vak(kubus: Kubus, sleutel: Sleutel, rij: str, kolom: str) -> Vak:
    """What a reader knows of it: "minder dan 5" is one to four people, another hidden figure is five or more unless that is not so."""
    teken = -1 if (rij == ALLES) != (kolom == ALLES) else 1
    rij = rij if kolom else ""  # one line of figures: only their sum is known
    if sleutel not in kubus.getallen:
        return Vak(sleutel, rij, kolom, teken, omlaag=True, omhoog=True, telt=False)
    getal = kubus.getallen[sleutel]
    if kubus.verborgen[sleutel] is Verborgen.KLEIN:
        meer = kubus.personen is not None or getal < MINSTENS - 1
        return Vak(sleutel, rij, kolom, teken, omlaag=getal > 1, omhoog=meer)
    onder = MINSTENS if getal >= MINSTENS else 0
    return Vak(sleutel, rij, kolom, teken, omlaag=getal > onder, omhoog=True)


def _naast(kubus: Kubus, vlak: Vlak, pin: Sleutel) -> tuple[list[Sleutel], Sleutel | None]:
    """The figures in its row and column that may still go, totals among them: people first, so the grand total comes last."""
    rij, kolom = vlak[pin]
    buren = [s for s, (r, k) in vlak.items() if (r == rij or k == kolom) and s != pin and s in kubus.getallen]
    grof = [s for s in buren if vlak[s] in ((ALLES, ALLES), (ALLES, ""))]
    return [s for s in buren if s not in grof], grof[0] if grof else None


def _zeg_minder(kubus: Kubus, vlak: Vlak) -> bool:
    """Nothing is left to hide: then a total that says "minder dan 5" says too much (one person in each of four figures); otherwise any does."""
    klein = [s for s in vlak if kubus.verborgen.get(s) is Verborgen.KLEIN]
    if klein:
        meest = max(klein, key=lambda s: (s.count(ALLES), s))
        kubus.verborgen[meest] = Verborgen.EROMHEEN
    return bool(klein)


def _volgende(kubus: Kubus, delen: Sequence[Sleutel], totaal: Sleutel | None) -> Sleutel | None:
    """What to hide next: the smallest figure, otherwise the total, otherwise a nobody."""
    getoond = [deel for deel in delen if deel not in kubus.verborgen]
    mensen = sorted((kubus.getallen[deel], deel) for deel in getoond if kubus.getallen[deel])
    if mensen:
        return mensen[0][1]
    if totaal is not None and totaal not in kubus.verborgen:
        return totaal
    return getoond[0] if getoond else None
