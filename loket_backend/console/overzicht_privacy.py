"""Groups of fewer than five people are never shown, and cannot be worked out from what is shown beside them.

Counts come as a cube: a key of one value a dimension (week, kanaal, wijk), a count for each. Where a dimension adds up, its total (ALLES)
belongs to the cube too: the figures of all wijken are a total like any other. So hiding in the cube as a whole, whatever part of it is on the
page, also holds for who takes the figures of the other wijken off those of all.

The rule, for each line of figures that add up to a total:
1. a figure of 1 to 4 is hidden ("minder dan 5"); nobody (0) is not a group of people and is shown;
2. what is hidden in the line cannot be worked out from its total: it is two figures or more, five people or more together, and more than one
   way to divide them is left. Otherwise the smallest figure that is still shown goes too ("niet getoond"), and when none is left, the total.
That is repeated until it holds for every line.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from itertools import product

ALLES = "*"
MINSTENS = 5

Sleutel = tuple[str, ...]


class Verborgen(Enum):
    """How a figure that is not shown reads."""

    KLEIN = "minder dan 5"
    EROMHEEN = "niet getoond"


Getal = int | Verborgen


@dataclass(frozen=True)
class Dimensie:
    """`optelbaar`: each person stands under one value only, and the total is known."""

    waarden: Sequence[str]
    optelbaar: bool = True


@dataclass(frozen=True)
class Lijn:
    """Figures that add up to a total."""

    delen: list[Sleutel]
    totaal: Sleutel


@dataclass
class Kubus:
    """Counts with their totals, and which of them are hidden. `kubus["web", ALLES]` is what may be shown."""

    getallen: dict[Sleutel, int]
    verborgen: dict[Sleutel, Verborgen] = field(default_factory=dict)

    def __getitem__(self, sleutel: Sleutel) -> Getal:
        return self.verborgen.get(sleutel, self.getallen[sleutel])


def scherm_af(
    aantallen: Mapping[Sleutel, int], *dimensies: Dimensie, nergens: Callable[[Sleutel], bool] = lambda _: False
) -> Kubus:
    """The cube as it may be shown. `aantallen`: people for each key; what is missing is nobody.

    `nergens`: totals that are shown on no page at all, so that nothing has to be hidden because of them.
    """
    getallen = {s: n for s, n in _met_totalen(aantallen, dimensies).items() if not nergens(s)}
    kubus = Kubus(getallen, {s: Verborgen.KLEIN for s, n in getallen.items() if 0 < n < MINSTENS})
    lijnen = [lijn for lijn in _lijnen(dimensies) if {lijn.totaal, *lijn.delen} <= getallen.keys()]
    while any([_maak_dicht(kubus, lijn) for lijn in lijnen]):
        pass
    return kubus


def _met_totalen(aantallen: Mapping[Sleutel, int], dimensies: Sequence[Dimensie]) -> dict[Sleutel, int]:
    getallen = dict.fromkeys(product(*(_met_alles(d) for d in dimensies)), 0)
    for sleutel in product(*(d.waarden for d in dimensies)):
        for plek in product(*_plekken(sleutel, dimensies)):
            getallen[plek] += aantallen.get(sleutel, 0)
    return getallen


def _plekken(sleutel: Sleutel, dimensies: Sequence[Dimensie]) -> Iterator[tuple[str, ...]]:
    """Where a figure counts: under its own value, and in the total."""
    for waarde, dimensie in zip(sleutel, dimensies, strict=True):
        yield (waarde, ALLES) if dimensie.optelbaar else (waarde,)


def _met_alles(dimensie: Dimensie) -> list[str]:
    return [*dimensie.waarden, ALLES] if dimensie.optelbaar else list(dimensie.waarden)


def _lijnen(dimensies: Sequence[Dimensie]) -> Iterator[Lijn]:
    """Every line along every dimension, also along the totals of the others."""
    for plek, dimensie in enumerate(dimensies):
        if not dimensie.optelbaar:
            continue
        voor, na = ([_met_alles(d) for d in rest] for rest in (dimensies[:plek], dimensies[plek + 1 :]))
        for begin, eind in product(product(*voor), product(*na)):
            yield Lijn([(*begin, waarde, *eind) for waarde in dimensie.waarden], (*begin, ALLES, *eind))


def _maak_dicht(kubus: Kubus, lijn: Lijn) -> bool:
    """Hides more of a line until nothing in it can be worked out; whether that was needed."""
    nodig = False
    while not _dicht(kubus, lijn) and (meer := _volgende(kubus, lijn)) is not None:
        kubus.verborgen[meer] = Verborgen.EROMHEEN
        nodig = True
    return nodig


def _dicht(kubus: Kubus, lijn: Lijn) -> bool:
    weg = [deel for deel in lijn.delen if deel in kubus.verborgen]
    totaal = kubus.verborgen.get(lijn.totaal)
    if totaal is Verborgen.KLEIN:  # four people in four figures: one in each
        return len(weg) < MINSTENS - 1 or any(kubus.verborgen[deel] is Verborgen.EROMHEEN for deel in weg)
    if totaal is Verborgen.EROMHEEN:
        return bool(weg)
    return not weg or _is_dubbelzinnig(kubus, weg)


def _is_dubbelzinnig(kubus: Kubus, weg: Sequence[Sleutel]) -> bool:
    """Whether the sum of these hidden figures, which the total gives away, leaves more than one way to divide it."""
    som = sum(kubus.getallen[deel] for deel in weg)
    klein = sum(kubus.verborgen[deel] is Verborgen.KLEIN for deel in weg)
    if len(weg) < 2 or som < MINSTENS:
        return False
    groot = len(weg) - klein
    return som > klein + MINSTENS * groot if groot else klein < som < (MINSTENS - 1) * klein


def _volgende(kubus: Kubus, lijn: Lijn) -> Sleutel | None:
    """What to hide next: the smallest figure in the line, otherwise the total, otherwise a nobody."""
    getoond = [deel for deel in lijn.delen if deel not in kubus.verborgen]
    mensen = sorted((kubus.getallen[deel], deel) for deel in getoond if kubus.getallen[deel])
    if mensen:
        return mensen[0][1]
    if lijn.totaal not in kubus.verborgen:
        return lijn.totaal
    return getoond[0] if getoond else None
