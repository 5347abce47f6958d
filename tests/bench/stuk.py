"""What one part of docs/prestaties.md is made of: a table, the charts beside it, and a line about what they say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from tests.bench.assen import getal

Uitslag = dict[str, Any]
DATABASES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}


@dataclass(frozen=True)
class Stuk:
    """`tekst`: markdown. `grafieken`: SVG by name; each is shown in the text as beeld/prestaties-<name>.svg."""

    tekst: str
    grafieken: dict[str, str] = field(default_factory=dict)


def maak_stuk(rijen: Sequence[Sequence[object]], grafieken: dict[str, tuple[str, str]], erbij: str = "") -> Stuk:
    """`grafieken`: by name, what the picture shows in words, and the picture."""
    beelden = [f"![{wat}](beeld/prestaties-{naam}.svg)" for naam, (wat, _) in grafieken.items()]
    delen = [*beelden, _tabel(rijen), *([erbij] if erbij else [])]
    return Stuk("\n\n".join(delen), {naam: svg for naam, (_, svg) in grafieken.items()})


def _tabel(rijen: Sequence[Sequence[object]]) -> str:
    kop, *rest = [[getal(cel) if isinstance(cel, float | int) else str(cel) for cel in rij] for rij in rijen]
    return "\n".join(f"| {' | '.join(rij)} |" for rij in (kop, ["---"] * len(kop), *rest))


def databases(uitslag: Uitslag) -> list[tuple[str, Uitslag]]:
    return [(naam, uitslag[soort]) for soort, naam in DATABASES.items() if soort in uitslag]
