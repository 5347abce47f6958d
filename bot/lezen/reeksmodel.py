"""Reading a message as a row of words: a small recurrent network that says for each word, and for the whole, which pairs are said.

Trained with TensorFlow (which Rasa brings) by `reeksles`; read with numpy alone, a few milliseconds a message.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from bot.lezen.onthoud import Onthoud
from bot.lezen.reekskenmerken import Reekskenmerken, stukken
from bot.lezen.voorbeelden import Paar
from loket_backend.catalogus import ASPECTEN, LEEFGEBIEDEN

VRAGEN = (None, *ASPECTEN)
VORM = len(LEEFGEBIEDEN), len(ASPECTEN)
PAREN = [(g, a) for g in LEEFGEBIEDEN for a in ASPECTEN]
SPRONGEN = (1, 2, 4)
Les = tuple[Sequence[tuple[str, frozenset[Paar]]], str | None]


class Reeksmodel:
    """Learns from messages cut in clauses; needs no cutting to read."""

    def __init__(self, kenmerken: Reekskenmerken) -> None:
        self._kenmerken = kenmerken
        self._gewichten: Mapping[str, np.ndarray] = {}
        self._woorden: Onthoud[np.ndarray] = Onthoud()

    def leer(self, lessen: Sequence[Les]) -> None:
        from bot.lezen.reeksles import train  # TensorFlow is not needed to read

        self._kenmerken.leer(w for delen, _ in lessen for deel, _ in delen for w in stukken(deel))
        self._gewichten = train(self._kenmerken, lessen)
        self._woorden = Onthoud()

    def lees(self, tekst: str, vraag: str | None) -> np.ndarray:
        """The chance of each pair (leefgebied × aspect) in a message; all 0 before training and for an empty message."""
        woorden = stukken(tekst)
        if not woorden or not self._gewichten:
            return np.zeros(VORM)
        return _kans(self._som(self._toestanden(woorden, vraag))).reshape(VORM)

    def _toestanden(self, woorden: list[str], vraag: str | None) -> np.ndarray:
        g = self._gewichten
        lexicon = np.maximum(self._kenmerken.lexicon(woorden) @ g["lexicon"] + g["lexicon_b"], 0)
        gevraagd = np.repeat(g["vraag"][[VRAGEN.index(vraag)]], len(woorden), 0)
        rij = np.hstack([np.stack([self._woorden(w, self._woord) for w in woorden]), lexicon, gevraagd])
        rij = np.maximum(rij @ g["invoer"] + g["invoer_b"], 0)
        for n, sprong in enumerate(SPRONGEN):
            rij = rij + _vouw(rij, g[f"vouw{n}"], g[f"vouw{n}_b"], sprong)
        heen, terug = _gru(rij, g, "heen"), _gru(rij[::-1], g, "terug")[::-1]
        return np.hstack([rij, heen, terug])

    def _som(self, rij: np.ndarray) -> np.ndarray:
        """The outcome for the whole message: every pair listens to the words that matter for it."""
        g = self._gewichten
        gebied, aspect = rij @ g["gebied"] + g["gebied_b"], rij @ g["aspect"] + g["aspect_b"]
        per_woord = rij @ g["paar"] + g["paar_b"] + (gebied[:, :, None] + aspect[:, None, :]).reshape(len(rij), -1)
        aandacht = rij @ g["aandacht"] + g["aandacht_b"]
        gewicht = np.exp(aandacht - aandacht.max(0))
        return np.asarray((per_woord * gewicht).sum(0) / gewicht.sum(0))

    def _woord(self, woord: str) -> np.ndarray:
        g, k = self._gewichten, self._kenmerken
        letters = k.letters(woord)
        gemiddeld = g["letters"][letters[letters > 0]].mean(0) if letters.any() else 0
        return np.asarray(g["woord"][k.nummer(woord)] + gemiddeld + k.betekenis(woord) @ g["betekenis"])


def _vouw(rij: np.ndarray, gewicht: np.ndarray, grond: np.ndarray, sprong: int) -> np.ndarray:
    """Each word with the ones `sprong` before and after it; `gewicht` has the three positions first."""
    leeg = np.zeros((sprong, rij.shape[1]), rij.dtype)
    ruim = np.vstack([leeg, rij, leeg])
    delen = (ruim[n * sprong : n * sprong + len(rij)] @ gewicht[n] for n in range(3))
    return np.maximum(sum(delen) + grond, 0)


def _gru(rij: np.ndarray, g: Mapping[str, np.ndarray], naam: str) -> np.ndarray:
    """A gated recurrent unit (Cho et al. 2014, with the reset gate after the product), word by word."""
    invoer = rij @ g[f"{naam}_in"] + g[f"{naam}_b"][0]
    terug, grond = g[f"{naam}_terug"], g[f"{naam}_b"][1]
    breed = terug.shape[0]
    staat, uit = np.zeros(breed, rij.dtype), np.empty((len(rij), breed), rij.dtype)
    for n, x in enumerate(invoer):
        h = staat @ terug + grond
        poort = _kans(x[: 2 * breed] + h[: 2 * breed])
        nieuw = np.tanh(x[2 * breed :] + poort[breed:] * h[2 * breed :])
        staat = poort[:breed] * staat + (1 - poort[:breed]) * nieuw
        uit[n] = staat
    return uit


def _kans(x: np.ndarray) -> np.ndarray:
    return np.asarray(1 / (1 + np.exp(-np.clip(x, -30, 30))))
