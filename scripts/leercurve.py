"""Draws the learning curve of docs/begrip.md from the table in it: docs/beeld/leercurve.svg.

.venv-bot/bin/python -m scripts.leercurve
"""

from __future__ import annotations

import re
from pathlib import Path

import matplotlib as mpl
from matplotlib.figure import Figure

DOCS = Path(__file__).parent.parent / "docs"
KOPPEN = ("by clauses", "row of words", "together")
_RIJ = re.compile(r"^\| ([\d,]+) \| ([\d.]*) ?\| ([\d.]*) ?\| ([\d.]*) ?\|", re.MULTILINE)


def rijen(tekst: str) -> list[tuple[int, list[float | None]]]:
    """For each row of the table how many messages, and the three figures, None where it has none."""
    return [
        (int(m[1].replace(",", "")), [float(f) if f else None for f in m.groups()[1:]]) for m in _RIJ.finditer(tekst)
    ]


def main() -> None:
    gelezen = rijen((DOCS / "begrip.md").read_text(encoding="utf-8"))
    mpl.rcParams["svg.hashsalt"] = "leercurve"  # the same file for the same table
    figuur = Figure(figsize=(7, 4))
    as_ = figuur.subplots()
    for n, kop in enumerate(KOPPEN):
        punten = [(aantal, figuren[n]) for aantal, figuren in gelezen if figuren[n] is not None]
        as_.plot(*zip(*punten, strict=True), marker="o", label=kop)
    as_.set(xlabel="training messages", ylabel="micro F1, development set", ylim=(0.5, 0.85))
    as_.axhline(0.8, linestyle="--", color="grey", linewidth=1)
    as_.annotate("goal", (0, 0.805))
    as_.legend(loc="lower right")
    figuur.savefig(DOCS / "beeld" / "leercurve.svg", metadata={"Date": None}, bbox_inches="tight")


if __name__ == "__main__":
    main()
