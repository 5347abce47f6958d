"""Recognises the words of the patterns however they are typed: known variants, typing errors, missing spaces."""

from collections.abc import Iterable, Mapping
from functools import lru_cache

from wordfreq import zipf_frequency

from loket_backend.crisis.normaliseer import klank, vouw

LANG_GENOEG_VOOR_TYPEFOUT = 7
LANGSTE_PLAKWOORD = 30
# Zipf frequency: three times in a million words or more.
GEWOON = 3.5


class Schrijfwijzen:
    """Knows the vocabulary of the patterns. Gives for a typed word the sound keys that it stands for."""

    def __init__(
        self, varianten: Mapping[str, Iterable[str]], woordenschat: Iterable[str], plakbegin: Iterable[str],
        geen_typefout: Iterable[str],
    ) -> None:  # fmt: skip
        self._variant = {
            klank(vouw(vorm)): tuple(klank(vouw(w)) for w in bedoeld.split())
            for bedoeld, vormen in varianten.items()
            for vorm in vormen
        }
        self._bekend = frozenset(woordenschat) | {w for bedoeld in self._variant.values() for w in bedoeld}
        self._plakbegin = frozenset(klank(vouw(w)) for w in plakbegin)
        self._vast = frozenset(klank(vouw(w)) for w in geen_typefout)
        self._een_weg: dict[str, str] = {}
        for woord in sorted(self._bekend):
            if len(woord) >= LANG_GENOEG_VOOR_TYPEFOUT:
                self._een_weg.update({vorm: woord for vorm in {woord, *_een_letter_weg(woord)}})
        self.lees = lru_cache(maxsize=20_000)(self._lees)

    def _lees(self, getypt: str) -> tuple[str, ...]:
        sleutel = klank(vouw(getypt))
        if sleutel in self._variant:
            return self._variant[sleutel]
        if sleutel in self._bekend or sleutel in self._vast:
            return (sleutel,)
        return self._geplakt(sleutel) or (self._typefout(getypt, sleutel),)

    def _geplakt(self, sleutel: str) -> tuple[str, ...]:
        """Splits "ikwildood" when the first piece may begin a run-on and every piece is a known word."""
        if len(sleutel) > LANGSTE_PLAKWOORD:
            return ()
        for knip in range(1, len(sleutel) - 1):
            if sleutel[:knip] in self._plakbegin and (rest := self._stukken(sleutel[knip:])):
                return self._variant.get(sleutel[:knip], (sleutel[:knip],)) + rest
        return ()

    def _stukken(self, sleutel: str) -> tuple[str, ...]:
        if len(sleutel) > 1 and sleutel in self._variant:
            return self._variant[sleutel]
        return (sleutel,) if len(sleutel) > 2 and sleutel in self._bekend else self._geplakt(sleutel)

    def _typefout(self, getypt: str, sleutel: str) -> str:
        """The known word that differs in one letter, or by two neighbours swapped; the first letter must be right.

        What is an everyday word itself is no typing error: "geschikt" is not "gestikt".
        """
        if not LANG_GENOEG_VOOR_TYPEFOUT - 1 <= len(sleutel) <= LANGSTE_PLAKWOORD or _is_gewoon(getypt):
            return sleutel
        woorden = {self._een_weg.get(vorm, "") for vorm in (sleutel, *_een_letter_weg(sleutel))}
        gelijkend = [w for w in woorden if abs(len(w) - len(sleutel)) <= 1 and _scheelt_weinig(w, sleutel)]
        return min(gelijkend, key=lambda w: (abs(len(w) - len(sleutel)), w), default=sleutel)


def _is_gewoon(getypt: str) -> bool:
    return zipf_frequency(getypt, "nl") >= GEWOON


def _een_letter_weg(woord: str) -> set[str]:
    return {woord[:i] + woord[i + 1 :] for i in range(1, len(woord))}


def _scheelt_weinig(een: str, ander: str) -> bool:
    """One letter added, dropped or replaced, or two neighbours swapped."""
    if len(een) != len(ander):
        kort, lang = sorted((een, ander), key=len)
        return kort in _een_letter_weg(lang)
    anders = [i for i, (a, b) in enumerate(zip(een, ander, strict=True)) if a != b]
    return len(anders) <= 1 or (
        len(anders) == 2 and anders[1] == anders[0] + 1 and een[anders[0]] == ander[anders[1]]
        and een[anders[1]] == ander[anders[0]]
    )  # fmt: skip
