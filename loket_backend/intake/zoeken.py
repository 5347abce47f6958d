"""Finding a dossier by name or kenmerk. Names are encrypted, so a table of blind indexes stands beside them (docs/adr/0019)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from sqlalchemy import ForeignKey, String, delete, insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from loket_backend.db import Basis, Kluis
from loket_backend.intake.models import Intake
from loket_backend.tijd import vandaag

# A shorter beginning of a word would find half of the village, and tell a thief more.
KORTSTE_BEGIN = 3
LENGTE = 32
EERSTE_JAAR = 2024

_WOORD = re.compile(r"[^\W_]+")
_KENMERK = re.compile(r"(?<!\w)(2[0oO]\d\d)[-\u2010-\u2015\s]?([2-9A-Za-z]{6})(?!\w)")
_GEEN_ACCENT = str.maketrans({"ø": "o", "đ": "d", "ł": "l", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th", "ı": "i"})


class Zoekwoord(Basis):
    """That a word, or the beginning of one, stands in the name of a dossier. `woord`: its blind index."""

    __tablename__ = "zoekwoord"

    woord: Mapped[str] = mapped_column(String(LENGTE), primary_key=True)
    kenmerk: Mapped[str] = mapped_column(ForeignKey("intake.kenmerk"), primary_key=True, index=True)


def woorden(tekst: str) -> list[str]:
    """The words of a text as they are compared: without capitals and accents, each once."""
    los = unicodedata.normalize("NFKD", tekst.casefold()).translate(_GEEN_ACCENT)
    kaal = "".join(teken for teken in los if not unicodedata.combining(teken))
    return list(dict.fromkeys(_WOORD.findall(kaal)))


def index_van(woord: str) -> str:
    """The blind index of one word as `woorden` gives it; it tells nothing without the key."""
    return Kluis.open().index(f"zoekwoord|{woord}")[:LENGTE]


def indexen(naam: str | None) -> set[str]:
    """Every blind index under which a name is found: its words, and their beginnings."""
    heel = woorden(naam or "")
    begin = (woord[:lengte] for woord in heel for lengte in range(KORTSTE_BEGIN, len(woord)))
    return {index_van(woord) for woord in (*heel, *begin)}


def kenmerken_in(vraag: str) -> tuple[list[str], str]:
    """The kenmerken that stand whole in a search, in any spelling of them, and what is left of the search."""
    gevonden = [f"{jaar.upper().replace('O', '0')}-{rest.upper()}" for jaar, rest in _KENMERK.findall(vraag)]
    return gevonden, _KENMERK.sub(" ", vraag)


def mogelijke_kenmerken(woord: str) -> list[str]:
    """The kenmerken that end in this word, when it can be the end of one: people often read only that aloud."""
    if len(woord) != 6 or not woord.isascii():
        return []
    return [f"{jaar}-{woord.upper()}" for jaar in range(EERSTE_JAAR, vandaag().year + 1)]


async def werk_bij(session: AsyncSession, intake: Intake) -> None:
    """Makes an intake findable by the name that it has now."""
    await session.execute(delete(Zoekwoord).where(Zoekwoord.kenmerk == intake.kenmerk))
    await _schrijf(session, intake.kenmerk, indexen(intake.naam))


async def _schrijf(session: AsyncSession, kenmerk: str, gevonden: Iterable[str]) -> None:
    """Sorted by the index: the order says nothing about the name."""
    if rijen := [{"woord": woord, "kenmerk": kenmerk} for woord in sorted(gevonden)]:
        await session.execute(insert(Zoekwoord), rijen)
