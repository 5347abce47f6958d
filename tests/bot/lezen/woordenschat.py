"""Which words are ordinary Dutch, counted over the training messages as the trained model does it (bot/components/beurtkiezer.py)."""

from __future__ import annotations

from collections import Counter
from functools import cache

from bot.lezen.tekst import woorden
from tests.bot.hulp import WORTEL


@cache
def _woordenschat() -> frozenset[str]:
    telling: Counter[str] = Counter()
    for bestand in (WORTEL / "bot/data/nlu").glob("*.yml"):
        for regel in bestand.read_text(encoding="utf-8").splitlines():
            if regel.startswith("    - "):
                telling.update(set(woorden(regel[6:])))
    return frozenset(woord for woord, aantal in telling.items() if aantal >= 2)


def is_gewoon(woord: str) -> bool:
    return woord in _woordenschat()
