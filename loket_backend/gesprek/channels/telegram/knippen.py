"""Cutting a text that is too long, at the end of a paragraph, a sentence or a word, in that order."""

from __future__ import annotations

import re
from collections.abc import Callable

# Telegram's bound; it counts UTF-16 units, in which an emoji is two.
TELEGRAM_MAX = 4096
_GRENZEN = [re.compile(r"\n\n+"), re.compile(r"(?<=[.!?…])\s+|\n"), re.compile(r"\s+")]


def utf16(tekst: str) -> int:
    return len(tekst.encode("utf-16-le", "surrogatepass")) // 2


def knip(tekst: str, maximum: int = TELEGRAM_MAX, lengte: Callable[[str], int] = utf16) -> list[str]:
    """Parts of at most `maximum`, none empty; together they hold every word in order."""
    delen = []
    while lengte(tekst := tekst.strip()) > maximum:
        past = _wat_past(tekst, maximum, lengte)
        plek = next((p for grens in _GRENZEN if (p := _laatste(grens, tekst, past))), past)
        delen.append(tekst[:plek].strip())
        tekst = tekst[plek:]
    return [*delen, tekst] if tekst else delen


def _wat_past(tekst: str, maximum: int, lengte: Callable[[str], int]) -> int:
    """How many characters fit."""
    past = min(maximum, len(tekst))
    while lengte(tekst[:past]) > maximum:
        past -= max((lengte(tekst[:past]) - maximum) // 2, 1)
    return past


def _laatste(grens: re.Pattern[str], tekst: str, past: int) -> int:
    """The last boundary in the second half of what fits; 0 when there is none."""
    return max((m.end() for m in grens.finditer(tekst, past // 2, past) if m.end() <= past), default=0)
