"""A program of its own that sets one document: its template as argument, JSON on standard input, PDF on standard output
(docs/adr/0014-pdf-met-typst.md).

Within the loket typst would keep something of every document that it ever set, the words included.
"""

from __future__ import annotations

import sys
from pathlib import Path

import typst


def zet(sjabloon: Path, inhoud: str) -> bytes:
    """A tagged PDF: PDF/UA-1, or without that claim when no font here has one of the signs."""
    letters = typst.Fonts()
    try:
        return _zet(sjabloon, inhoud, letters, ["ua-1"])
    except typst.TypstError:
        return _zet(sjabloon, inhoud, letters, [])


def _zet(sjabloon: Path, inhoud: str, letters: typst.Fonts, standaard: list[typst.PDFStandard]) -> bytes:
    uit = typst.compile(
        sjabloon.read_bytes(), font_paths=letters, sys_inputs={"verslag": inhoud}, pdf_standards=standaard
    )
    if not isinstance(uit, bytes):
        raise TypeError("typst gaf geen PDF")
    return uit


if __name__ == "__main__":
    sys.stdout.buffer.write(zet(Path(sys.argv[1]), sys.stdin.buffer.read().decode()))
