"""The pattern language of `patronen.yml`: reads a pattern, and finds it in a text.

    woord            that word, however it is spelled          woord*   a word that begins so       *woord  ends so
    een|ander        either                                    @lijst   a word (or phrase) of a list
    er_is_iets       these words next to each other            [woord]  may be left out
    a b              next to each other
    a .. b           at most 4 words between, none of them a negation, in the same sentence
    a ... b          at most 8 words between, negation or not, in the same sentence
    a // b           b later in the message, at most 30 words on
    a + b            in either order, at most 8 words apart, no negation between, in the same sentence
    a & b            in either order, at most 30 words apart, anywhere in the message
    ^ a              a begins its clause (after a comma, "en", "maar" or a new sentence)
    a $              a ends its clause

Every distance is bounded and nothing is tried twice, so the time grows in step with the length of the text.
"""

import itertools
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from loket_backend.crisis.normaliseer import Woord, klank, vouw

Plek = tuple[int, int]
"""A stretch of words: the first, and one past the last."""


@dataclass(frozen=True)
class Sprong:
    """How far apart two neighbours in a pattern may stand."""

    meeste: int
    over_ontkenning: bool = True
    over_zinnen: bool = False
    omkeerbaar: bool = False


NAAST = Sprong(0)
SPRONGEN = {
    "..": Sprong(4, over_ontkenning=False),
    "...": Sprong(8),
    "//": Sprong(30, over_zinnen=True),
    "+": Sprong(8, over_ontkenning=False, omkeerbaar=True),
    "&": Sprong(30, over_zinnen=True, omkeerbaar=True),
}
ONTKENNINGEN = frozenset(klank(w) for w in ("niet", "geen", "nooit", "zonder", "nergens"))
ATOOM = re.compile(r"\*?[a-z0-9']+\*?")

Frase = tuple[str, ...]
Element = frozenset[Frase]


class OngeldigPatroon(ValueError):
    """A pattern that the language does not know; the message names what is wrong."""


@dataclass(frozen=True)
class Patroon:
    """Elements with the jumps between them: `sprongen[i]` stands before `elementen[i + 1]`.

    `begint` and `eindigt`: the hit must begin or end its clause.
    """

    elementen: tuple[Element, ...]
    sprongen: tuple[Sprong, ...]
    begint: bool = False
    eindigt: bool = False


def lees_patronen(bron: str, lijsten: Mapping[str, Sequence[str]]) -> list[Patroon]:
    """One written pattern; [optional] words give a pattern with and one without. Raises OngeldigPatroon."""
    keuzes = [([stuk[1:-1]], []) if stuk.startswith("[") and stuk.endswith("]") else ([stuk],) for stuk in bron.split()]
    return [_lees(list(itertools.chain(*keuze)), lijsten) for keuze in itertools.product(*keuzes)]


def _lees(stukken: list[str], lijsten: Mapping[str, Sequence[str]]) -> Patroon:
    elementen: list[Element] = []
    sprongen: list[Sprong] = []
    wachtend: Sprong | None = None
    begint, eindigt = stukken[:1] == ["^"], stukken[-1:] == ["$"]
    for stuk in stukken[begint : len(stukken) - eindigt]:
        if stuk in SPRONGEN:
            if wachtend or not elementen:
                raise OngeldigPatroon(f"'{stuk}' staat niet tussen twee woorden")
            wachtend = SPRONGEN[stuk]
            continue
        if elementen:
            sprongen.append(wachtend or NAAST)
        elementen.append(lees_element(stuk, lijsten))
        wachtend = None
    if wachtend or not elementen:
        raise OngeldigPatroon("het patroon is leeg of eindigt op een sprong")
    return Patroon(tuple(elementen), tuple(sprongen), begint, eindigt)


def lees_element(bron: str, lijsten: Mapping[str, Sequence[str]], via: tuple[str, ...] = ()) -> Element:
    """The phrases that an element stands for, lists filled in."""
    frasen: set[Frase] = set()
    for keuze in bron.split("|"):
        if not keuze.startswith("@"):
            frasen.add(tuple(_atoom(w) for w in re.split(r"[_ ]", keuze)))
        elif keuze[1:] in via or keuze[1:] not in lijsten:
            raise OngeldigPatroon(f"lijst '{keuze}' bestaat niet of bevat zichzelf")
        else:
            for regel in lijsten[keuze[1:]]:
                frasen |= lees_element(regel, lijsten, (*via, keuze[1:]))
    return frozenset(frasen)


def _atoom(woord: str) -> str:
    if not ATOOM.fullmatch(woord) or ("*" in woord and len(woord.strip("*")) < 3):
        raise OngeldigPatroon(f"'{woord}' is geen woord (kleine letters zonder accenten, voor een * minstens drie)")
    kern = klank(vouw(woord.strip("*")))
    return ("*" if woord[0] == "*" else "") + kern + ("*" if woord[-1] == "*" else "")


class Atomen:
    """Which atoms of the vocabulary a word answers to: the word itself, a beginning or an end."""

    def __init__(self, atomen: Iterable[str]) -> None:
        alle = set(atomen)
        self.heel = frozenset(a for a in alle if "*" not in a)
        self._begin: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
        self._eind: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
        for atoom in alle - self.heel:
            kern = atoom.strip("*")
            if atoom.endswith("*"):
                for vorm in {kern, re.sub("t$", "d", kern)}:  # the sound key hardens a d only at the end of a word
                    self._begin[vorm[:2]].append((vorm, atoom))
            else:
                self._eind[kern[-2:]].append((kern, atoom))
        self.van = lru_cache(maxsize=20_000)(self._van)

    def _van(self, sleutel: str) -> tuple[str, ...]:
        return (
            *((sleutel,) if sleutel in self.heel else ()),
            *(atoom for kern, atoom in self._begin[sleutel[:2]] if sleutel.startswith(kern)),
            *(atoom for kern, atoom in self._eind[sleutel[-2:]] if sleutel.endswith(kern)),
        )


@cache
def beginwoorden(element: Element) -> frozenset[str]:
    """The atoms with which the phrases of an element begin: without one of them in the text it is not there."""
    return frozenset(frase[0] for frase in element)


class Zoektekst:
    """A text ready to be searched: which atoms stand where."""

    def __init__(self, woorden: list[Woord], atomen: Atomen) -> None:
        self.woorden = woorden
        self._plekken: defaultdict[str, list[int]] = defaultdict(list)
        for i, woord in enumerate(woorden):
            for atoom in atomen.van(woord.klank):
                self._plekken[atoom].append(i)
        self._gevonden: dict[Element, list[Plek]] = {}
        self._ontkend = list(itertools.accumulate((w.klank in ONTKENNINGEN for w in woorden), initial=0))

    @property
    def atomen(self) -> Collection[str]:
        """The atoms of the vocabulary that stand in the text."""
        return self._plekken.keys()

    def vind(self, patroon: Patroon) -> list[Plek]:
        """Every stretch in which the pattern stands, in the order of the text."""
        stappen: list[list[Plek]] = []
        for element in patroon.elementen:
            stappen.append(self._element(element))
            if not stappen[-1]:
                return []
        hits = stappen[0]
        for sprong, volgende in zip(patroon.sprongen, stappen[1:], strict=True):
            hits = sorted({(min(a[0], b[0]), max(a[1], b[1])) for a, b in self._paren(hits, volgende, sprong)})
        return [h for h in hits if self._grens(patroon.begint, h[0]) and self._grens(patroon.eindigt, h[1])]

    def _grens(self, gevraagd: bool, plaats: int) -> bool:
        """True when no clause border is asked for, or one stands before the word at `plaats`."""
        if not gevraagd or plaats in (0, len(self.woorden)):
            return True
        return self.woorden[plaats - 1].deel != self.woorden[plaats].deel

    def _element(self, element: Element) -> list[Plek]:
        if element not in self._gevonden:
            if beginwoorden(element).isdisjoint(self._plekken):
                self._gevonden[element] = []
            else:
                self._gevonden[element] = sorted({plek for frase in element for plek in self._frase(frase)})
        return self._gevonden[element]

    def _frase(self, frase: Frase) -> list[Plek]:
        begin = self._plekken.get(frase[0], [])
        if len(frase) == 1 or not begin:
            return [(i, i + 1) for i in begin]
        reeks = list(enumerate(frase[1:], 1))
        return [
            (i, i + len(frase))
            for i in begin
            if all(i + n in self._plekken.get(atoom, ()) for n, atoom in reeks)
            and self.woorden[i].zin == self.woorden[i + len(frase) - 1].zin
        ]

    def _paren(self, links: list[Plek], rechts: list[Plek], sprong: Sprong) -> Iterable[tuple[Plek, Plek]]:
        eerste = 0
        bereik = sprong.meeste + 40  # no stretch is longer than this, so what lies further off is never a neighbour
        for a in links:
            while eerste < len(rechts) and rechts[eerste][0] < a[0] - bereik:
                eerste += 1
            for b in itertools.islice(rechts, eerste, None):
                if b[0] > a[1] + sprong.meeste:
                    break
                if self._past(a, b, sprong) or (sprong.omkeerbaar and self._past(b, a, sprong)):
                    yield a, b

    def _past(self, a: Plek, b: Plek, sprong: Sprong) -> bool:
        return (
            0 <= b[0] - a[1] <= sprong.meeste
            and (sprong.over_zinnen or self.woorden[a[1] - 1].zin == self.woorden[b[0]].zin)
            and (sprong.over_ontkenning or self._ontkend[a[1]] == self._ontkend[b[0]])
        )
