"""Prints how much training data there is and of what; exits 1 when sentences are doubled, fill one frame, or a pair has too few."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence

from bot.lezen.voorbeelden import Voorbeeld
from loket_backend.catalogus import ASPECTEN, LEEFGEBIEDEN
from scripts.datatoets import bronnen
from scripts.datatoets.regels import dubbelen, frames

# A leefgebied × aspect with fewer clauses than this is not known by the reader.
MINST_PER_PAAR = 40


def aantallen(voorbeelden: Sequence[Voorbeeld]) -> Counter[tuple[str, str]]:
    return Counter(paar for v in voorbeelden for _, paren in v.delen for paar in paren)


def tekort(voorbeelden: Sequence[Voorbeeld]) -> Iterator[str]:
    tel = aantallen(voorbeelden)
    for leefgebied in LEEFGEBIEDEN:
        for aspect in ASPECTEN:
            if tel[leefgebied, aspect] < MINST_PER_PAAR:
                yield f"{leefgebied}/{aspect}: {tel[leefgebied, aspect]} delen, minstens {MINST_PER_PAAR}"


def verslag(voorbeelden: Sequence[Voorbeeld]) -> Iterator[str]:
    tel, schrijvers = aantallen(voorbeelden), {v.schrijver for v in voorbeelden}
    stemmen = {v.stem for v in voorbeelden}
    yield f"{len(voorbeelden)} berichten, {sum(tel.values())} uitspraken, {len(schrijvers)} schrijvers, {len(stemmen)} stemmen"
    yield f"{'':<16}" + "".join(f"{a:>9}" for a in ASPECTEN)
    yield from (f"{g:<16}" + "".join(f"{tel[g, a]:>9}" for a in ASPECTEN) for g in LEEFGEBIEDEN)


def main() -> int:
    voorbeelden = bronnen.uitspraken()
    print("\n".join(verslag(voorbeelden)))
    fouten = [
        *tekort(voorbeelden),
        *dubbelen(bronnen.berichten(voorbeelden)),
        *frames(bronnen.delen(voorbeelden)),
        *dubbelen([*bronnen.intenties()]),
        *dubbelen([*bronnen.crisis()]),
    ]
    print("\n".join(fouten) if fouten else "Datatoets: in orde.")
    return 1 if fouten else 0


if __name__ == "__main__":
    sys.exit(main())
