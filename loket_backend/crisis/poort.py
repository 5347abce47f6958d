"""The crisis gate: reads one message and says whether it tells of a crisis, which one, and by which words.

Deterministic patterns first, a classifier tuned for recall beside them. The same message always gives the same answer.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import structlog

from loket_backend.crisis.model import Crisismodel
from loket_backend.crisis.normaliseer import woorden
from loket_backend.crisis.regels import Patroonregel, Regels, Uitzondering, lees_regels
from loket_backend.crisis.taal import Patroon, Plek, Zoektekst

log = structlog.get_logger()

MEEGELEVERD = Path(__file__).with_name("patronen.yml")


@dataclass(frozen=True)
class Crisis:
    """What fired: the category, the id of the pattern, and the resident's own words that it was read from."""

    categorie: str
    patroon: str
    fragment: str
    expliciet: bool = True


# From this probability the classifier raises the alarm by itself: lower where a miss is worst. Below TWIJFEL it lifts an alarm on an indirect pattern,
# below UITGESLOTEN also one on an explicit pattern ("mijn eerste man sloeg mij", thirty years ago), but never on a bare cry ("gaslek").
# How they were chosen: docs/crisis.md.
DREMPELS = {"suicide": 0.55, "geweld": 0.65, "kind": 0.35, "gevaar": 0.6, "medisch": 0.5}
TWIJFEL, UITGESLOTEN = 0.2, 0.05
# Up to so many words: a bare cry, which the classifier does not lift, and where it must be surer (STELLIG) to hear one by itself: "mezelf" and
# "hij is mijn vriend" are answers.
KREET, STELLIG = 4, 0.8


class Crisispoort:
    """Judges messages by the rules of one pattern file, and by a classifier when there is one."""

    def __init__(self, regels: Regels, model: Crisismodel | None = None) -> None:
        self._regels, self._model = regels, model
        self.zwaarte: tuple[str, ...] = regels.zwaarte

    @classmethod
    def uit_bestand(cls, pad: Path | None = None, model: Crisismodel | None = None) -> "Crisispoort":
        """The gate with the shipped patterns or those of `pad`. Raises PatronenFout, which names every fault."""
        return cls(lees_regels(pad or MEEGELEVERD), model)

    def beoordeel(self, tekst: str) -> Crisis | None:
        """The crisis told of in this message, or None. A pattern counts unless the classifier is sure of the opposite."""
        gevonden = self._patroon(tekst)
        if self._model is None:
            return gevonden
        try:
            oordeel = self._model.oordeel(tekst)
        except Exception as fout:  # the patterns hear on; a message is never refused for this
            log.error("crisismodel_gestruikeld", soort=type(fout).__name__)
            return gevonden
        if gevonden and (
            _is_kreet(gevonden, tekst) or oordeel.kans >= (UITGESLOTEN if gevonden.expliciet else TWIJFEL)
        ):
            return gevonden
        if oordeel.kans >= _drempel(oordeel.categorie, tekst):
            return Crisis(oordeel.categorie, f"model-{oordeel.categorie}", tekst, expliciet=False)
        return None

    def _patroon(self, tekst: str) -> Crisis | None:
        """The most acute crisis that a pattern finds."""
        beurt = _Beurt(Zoektekst(woorden(tekst, self._regels.schrijfwijzen.lees), self._regels.atomen), self._regels)
        for regel, patronen in self._regels.wijzer.mogelijk(beurt.tekst.atomen):  # ordered by zwaarte
            if plek := beurt.treffer(regel, patronen):
                eerste, laatste = beurt.tekst.woorden[plek[0]], beurt.tekst.woorden[plek[1] - 1]
                return Crisis(regel.categorie, regel.id, tekst[eerste.begin : laatste.eind], regel.expliciet)
        return None


def _drempel(categorie: str, tekst: str) -> float:
    """From this probability the classifier raises the alarm by itself on a text of this length."""
    return max(DREMPELS[categorie], STELLIG if len(tekst.split()) <= KREET else 0.0)


def _is_kreet(crisis: Crisis, tekst: str) -> bool:
    """Said plainly in a few words: there is nothing around it from which the classifier could know better."""
    return crisis.expliciet and len(tekst.split()) <= KREET


class _Beurt:
    """One message being judged; remembers where the exceptions stand."""

    def __init__(self, tekst: Zoektekst, regels: Regels) -> None:
        self.tekst = tekst
        self._regels = regels
        self._plekken: dict[int, list[Plek]] = {}

    def treffer(self, regel: Patroonregel, patronen: Sequence[Patroon]) -> Plek | None:
        """The first place where one of these patterns of the rule stands and no exception lifts it."""
        uitzonderingen = [*regel.eigen, *(self._regels.uitzonderingen[naam] for naam in regel.behalve)]
        for plek in self._zoek(patronen):
            if not any(self._heft_op(u, plek) for u in uitzonderingen):
                return plek
        return None

    def _alle(self, patronen: tuple[Patroon, ...]) -> list[Plek]:
        if id(patronen) not in self._plekken:
            self._plekken[id(patronen)] = list(self._zoek(patronen))
        return self._plekken[id(patronen)]

    def _zoek(self, patronen: Sequence[Patroon]) -> Iterator[Plek]:
        return (plek for patroon in patronen for plek in self.tekst.vind(patroon))

    def _heft_op(self, uitzondering: Uitzondering, hit: Plek) -> bool:
        geldt = any(self._raakt(uitzondering.bereik, plek, hit) for plek in self._alle(uitzondering.zoek))
        if not geldt or not uitzondering.tenzij:
            return geldt
        ruim = "bericht" if uitzondering.bereik == "bericht" else "zin"
        return not any(self._raakt(ruim, plek, hit) for plek in self._alle(uitzondering.tenzij))

    def _raakt(self, bereik: str, plek: Plek, hit: Plek) -> bool:
        if bereik == "bericht":
            return True
        if bereik == "raakt":
            return plek[0] < hit[1] and hit[0] < plek[1]
        return bool(self._nummers(bereik, plek) & self._nummers(bereik, hit))

    def _nummers(self, bereik: str, plek: Plek) -> set[int]:
        stuk = self.tekst.woorden[plek[0] : plek[1]]
        return {woord.zin if bereik == "zin" else woord.deel for woord in stuk}
