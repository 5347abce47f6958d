"""Reading uitspraken: which pairs of leefgebied and aspect a message holds, and in which clause each is said.

Two ways of reading, averaged. By clauses, in two steps: the first (`eerstelezing`) gives every clause and the whole message figures for
leefgebieden, aspecten and pairs, from words and characters as they sound, the lexicon, the classes of meaning and the question. The second
(`paarweger`) weighs all of that for each pair that could be meant. It learns from first readings by models that never saw the writer, so its
chances hold for strangers. And as a row of words (`reeksmodel`), which hears what a bag of words cannot: what "niet" belongs to, and where one
thing ends and the next begins.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from bot.lezen.betekenis import Betekenis
from bot.lezen.bezigheden import gaat_niet_meer
from bot.lezen.deelkenmerken import Deelkenmerken, Rij
from bot.lezen.eerstelezing import Eerstelezing, Leerstof
from bot.lezen.lexicon import Lexicon
from bot.lezen.nokregressie import samen
from bot.lezen.paarweger import GEBIEDEN, SOORTEN, Eerste, Kandidaat, Paarweger, kandidaten
from bot.lezen.reekskenmerken import Reekskenmerken
from bot.lezen.reeksmodel import Reeksmodel
from bot.lezen.relatie import is_niemand, noemt_iemand
from bot.lezen.voorbeelden import LOS, Paar, Voorbeeld, lees_voorbeelden, ontleed
from bot.lezen.zinsdelen import knip

__all__ = ["Gelezen", "Paar", "Uitsprakenmodel", "Voorbeeld", "lees_voorbeelden", "ontleed"]

_BELANG_LEMMA, _UITLEG = 0.3, 3
# The time of training grows with the cube of the clauses and with the number of groups, its memory with the square of the clauses.
_GROEPEN, _MEEST_DELEN = 3, 6_000
# How much the reading as a row of words counts beside the reading by clauses (docs/begrip.md).
_DEEL_REEKS = 0.5
_ENKEL = len(GEBIEDEN) + len(SOORTEN)


@dataclass(frozen=True)
class Gelezen:
    """A pair that was heard, the words it was read from, how sure, and the features that weighed most."""

    leefgebied: str
    aspect: str
    tekst: str
    zekerheid: float
    uitleg: tuple[str, ...] = field(default=())


class Uitsprakenmodel:
    """Learns from messages cut in clauses; reads messages that it cuts itself."""

    def __init__(self, drempel: float = 0.35) -> None:
        self.drempel = drempel
        lexicon, betekenis = Lexicon(), Betekenis()
        self._kenmerken = Deelkenmerken(lexicon, betekenis)
        self._eerste, self._tweede = Eerstelezing(0, _ENKEL), Paarweger()
        self._reeks = Reeksmodel(Reekskenmerken(lexicon, betekenis))

    def leer(self, voorbeelden: Sequence[Voorbeeld]) -> None:
        """Writers are kept apart as far as they are known, so that the second reading learns what the first makes of strangers."""
        self._reeks.leer([(v.delen, _aspect(v.vraag)) for v in voorbeelden])
        voorbeelden = _hoogstens(voorbeelden, _MEEST_DELEN)
        groepen = _groepen(voorbeelden)
        stof = self._leerstof(voorbeelden, groepen)
        self._eerste = Eerstelezing(self._kenmerken.eigen, _ENKEL)
        gewogen: list[Kandidaat] = []
        gezegd: list[bool] = []
        for groep, zonder in self._eerste.leer(stof):
            hier = [v for v, g in zip(voorbeelden, groepen, strict=True) if g == groep]
            gelezen = self._lees_eerst(zonder, [(v.tekst, v.vraag) for v in hier])
            for voorbeeld, (_, eerste) in zip(hier, gelezen, strict=True):
                nieuw = kandidaten(eerste)
                gewogen += nieuw
                gezegd += [(GEBIEDEN[k.gebied], SOORTEN[k.soort]) in voorbeeld.paren for k in nieuw]
        self._tweede.leer(gewogen, gezegd)

    def lees(self, tekst: str, vraag: str | None) -> list[Gelezen]:
        """The pairs of a message, each once, with the clause that says it most plainly."""
        if not knip(tekst) or (vraag == "netwerk" and is_niemand(tekst)):
            return []
        [(delen, eerste)] = self._lees_eerst(self._eerste, [(tekst, vraag)])
        mogelijk = kandidaten(eerste)
        als_reeks = self._reeks.lees(tekst, _aspect(vraag))
        kansen = [
            (1 - _DEEL_REEKS) * kans + _DEEL_REEKS * als_reeks[k.gebied, k.soort]
            for k, kans in zip(mogelijk, self._tweede.kansen(mogelijk), strict=True)
        ]
        gelezen = [
            self._gelezen(k, delen[k.deel], kans)
            for k, kans in zip(mogelijk, kansen, strict=True)
            if kans >= self.drempel
        ]
        return als_nodig(gelezen, vraag)

    def _leerstof(self, voorbeelden: Sequence[Voorbeeld], groepen: Sequence[str]) -> Leerstof:
        """The clauses, and the lexicon with less weight."""
        delen = [(*deel, groep) for v, groep in zip(voorbeelden, groepen, strict=True) for deel in _delen(v)]
        rijen = [rij for rij, _, _ in delen]
        self._kenmerken.leer(rijen)
        woorden, lemmas = self._kenmerken.lemmas(("sterk", "idiomen"), 3 * len(delen))
        doelen = [*(_doel(p) for _, p, _ in delen), *(_lemmadoel(lemma.sleutel) for lemma in lemmas)]
        return Leerstof(
            samen(self._kenmerken.maak(rijen), woorden),
            np.array(doelen, np.float32),
            np.array([1.0] * len(delen) + [_BELANG_LEMMA] * len(lemmas)),
            [*(groep for _, _, groep in delen), *("" for _ in lemmas)],
        )

    def _lees_eerst(
        self, model: Eerstelezing, berichten: Sequence[tuple[str, str | None]]
    ) -> list[tuple[list[str], Eerste]]:
        """Each message cut, with what the model makes of its clauses and of the whole; all in one go, because that is quicker."""
        geknipt = [[d.tekst for d in knip(tekst)] or [tekst] for tekst, _ in berichten]
        rijen = [
            _rijen([*delen, tekst], tekst, vraag) for delen, (tekst, vraag) in zip(geknipt, berichten, strict=True)
        ]
        uitkomsten = model.voorspel(self._kenmerken.maak([r for groep in rijen for r in groep]))
        per_bericht = np.split(uitkomsten, np.cumsum([len(groep) for groep in rijen])[:-1])
        return [
            (delen, Eerste(deel, [len(d.split()) for d in delen], vraag))
            for delen, deel, (_, vraag) in zip(geknipt, per_bericht, berichten, strict=True)
        ]

    def _gelezen(self, kandidaat: Kandidaat, deel: str, kans: float) -> Gelezen:
        leefgebied, aspect = GEBIEDEN[kandidaat.gebied], SOORTEN[kandidaat.soort]
        return Gelezen(leefgebied, aspect, deel, round(float(kans), 3), self._uitleg(kandidaat, deel))

    def _uitleg(self, kandidaat: Kandidaat, deel: str) -> tuple[str, ...]:
        """The lexicon entries and the words that raised this pair."""
        sleutels = GEBIEDEN[kandidaat.gebied], SOORTEN[kandidaat.soort]
        gevonden = [
            f"lexicon {v.lemma.sleutel}: {v.lemma.vorm}"
            for v in self._kenmerken.vondsten(deel)
            if v.lemma.sleutel in sleutels
        ]
        kolommen = self._eerste.regressie.gewichten[
            : self._eerste.eigen, [kandidaat.gebied, len(GEBIEDEN) + kandidaat.soort]
        ]
        woorden = [
            woord for gewicht, woord in self._kenmerken.woordgewicht(deel, kolommen.sum(1))[:_UITLEG] if gewicht > 0
        ]
        return tuple(dict.fromkeys((*gevonden[:_UITLEG], *woorden)))


def _hoogstens(voorbeelden: Sequence[Voorbeeld], delen: int) -> list[Voorbeeld]:
    """Messages of about this many clauses together, taken evenly; loose clauses teach the other reading words, and are left out of this one."""
    berichten = [v for v in voorbeelden if v.stem != LOS] or list(voorbeelden)
    deel = min(1.0, delen / sum(len(v.delen) for v in berichten))
    return [v for n, v in enumerate(berichten) if int((n + 1) * deel) > int(n * deel)]


def _groepen(voorbeelden: Sequence[Voorbeeld]) -> list[str]:
    """For each message its group: whole writers together, the groups about as large; without enough writers, by turns."""
    tel = Counter(v.schrijver for v in voorbeelden)
    if len(tel) < _GROEPEN:
        return [str(n % _GROEPEN) for n in range(len(voorbeelden))]
    groot = [0] * _GROEPEN
    groep_van: dict[str, str] = {}
    for schrijver, aantal in tel.most_common():
        kleinste = groot.index(min(groot))
        groep_van[schrijver] = str(kleinste)
        groot[kleinste] += aantal
    return [groep_van[v.schrijver] for v in voorbeelden]


def als_nodig(gelezen: Sequence[Gelezen], vraag: str | None) -> list[Gelezen]:
    """What plainly does not go any more is a need: the question that was asked makes no wish, helper or ability of it."""
    paren: dict[Paar, Gelezen] = {}
    for deel in gelezen:
        if deel.aspect == vraag and gaat_niet_meer(deel.tekst) and not noemt_iemand(deel.tekst):
            deel = replace(deel, aspect="nodig")
        paar = (deel.leefgebied, deel.aspect)
        if paar not in paren or deel.zekerheid > paren[paar].zekerheid:
            paren[paar] = deel
    return list(paren.values())


def _aspect(vraag: str | None) -> str | None:
    """The aspect that was asked about. Only such a question changes what an answer means; under the others a clause means what it says."""
    return vraag if vraag in SOORTEN else None


def _delen(voorbeeld: Voorbeeld) -> list[tuple[Rij, frozenset[Paar]]]:
    rijen = _rijen([tekst for tekst, _ in voorbeeld.delen], voorbeeld.tekst, voorbeeld.vraag)
    return [(rij, paren) for rij, (_, paren) in zip(rijen, voorbeeld.delen, strict=True)]


def _doel(paren: frozenset[Paar]) -> list[bool]:
    """What the first reading should make of a clause: its leefgebieden, its aspecten, its pairs."""
    gebieden, soorten = {g for g, _ in paren}, {s for _, s in paren}
    return [
        *(g in gebieden for g in GEBIEDEN),
        *(s in soorten for s in SOORTEN),
        *((g, s) in paren for g in GEBIEDEN for s in SOORTEN),
    ]


def _lemmadoel(leefgebied: str) -> list[float]:
    """An entry of the lexicon tells the leefgebied, and nothing of aspect or pair."""
    return [*(float(leefgebied == g) for g in GEBIEDEN), *(np.nan for _ in range(len(SOORTEN) * (len(GEBIEDEN) + 1)))]


def _rijen(stukken: Sequence[str], bericht: str, vraag: str | None) -> list[Rij]:
    """Each piece with the piece before it (the whole message has none) and the question, for as far as that gives it meaning."""
    gevraagd = _aspect(vraag)
    return [Rij(s, stukken[n - 1] if n and s != bericht else "", bericht, gevraagd) for n, s in enumerate(stukken)]
