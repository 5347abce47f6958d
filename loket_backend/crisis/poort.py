"""The crisis gate: reads one message and says whether it tells of a crisis, which one, and by which words.

Deterministic and explainable. A classifier tuned for recall can be set beside it where `beoordeel` is called: both
answer with a `Crisis` or None, and the more acute of the two wins by `zwaarte`.
"""

from dataclasses import dataclass
from pathlib import Path

from loket_backend.crisis.normaliseer import woorden
from loket_backend.crisis.regels import Patroonregel, Regels, Uitzondering, lees_regels
from loket_backend.crisis.taal import Patroon, Plek, Zoektekst

MEEGELEVERD = Path(__file__).with_name("patronen.yml")


@dataclass(frozen=True)
class Crisis:
    """What fired: the category, the id of the pattern, and the resident's own words that it was read from."""

    categorie: str
    patroon: str
    fragment: str


class Crisispoort:
    """Judges messages by the rules of one pattern file."""

    def __init__(self, regels: Regels) -> None:
        self._regels = regels
        self.zwaarte: tuple[str, ...] = regels.zwaarte

    @classmethod
    def uit_bestand(cls, pad: Path | None = None) -> "Crisispoort":
        """The gate with the shipped patterns or those of `pad`. Raises PatronenFout, which names every fault."""
        return cls(lees_regels(pad or MEEGELEVERD))

    def beoordeel(self, tekst: str) -> Crisis | None:
        """The most acute crisis told of in this message, or None."""
        beurt = _Beurt(Zoektekst(woorden(tekst, self._regels.schrijfwijzen.lees), self._regels.atomen), self._regels)
        for regel in self._regels.patronen:  # ordered by zwaarte
            if plek := beurt.treffer(regel):
                eerste, laatste = beurt.tekst.woorden[plek[0]], beurt.tekst.woorden[plek[1] - 1]
                return Crisis(regel.categorie, regel.id, tekst[eerste.begin : laatste.eind])
        return None


class _Beurt:
    """One message being judged; remembers where the exceptions stand."""

    def __init__(self, tekst: Zoektekst, regels: Regels) -> None:
        self.tekst = tekst
        self._regels = regels
        self._plekken: dict[int, list[Plek]] = {}

    def treffer(self, regel: Patroonregel) -> Plek | None:
        """The first place where the pattern stands and no exception lifts it."""
        uitzonderingen = [*regel.eigen, *(self._regels.uitzonderingen[naam] for naam in regel.behalve)]
        for plek in self._alle(regel.zoek):
            if not any(self._heft_op(u, plek) for u in uitzonderingen):
                return plek
        return None

    def _alle(self, patronen: tuple[Patroon, ...]) -> list[Plek]:
        if id(patronen) not in self._plekken:
            self._plekken[id(patronen)] = [plek for patroon in patronen for plek in self.tekst.vind(patroon)]
        return self._plekken[id(patronen)]

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
