"""A paper as a page for its resident and as a PDF, from the same words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from loket_backend.gesprek.verslagopmaak import druk, omgeving
from loket_backend.keukentafel.blad import Blad
from loket_backend.keukentafel.gespreksverslag_sjabloon import Loket

HIER = Path(__file__).parent
SJABLOON = HIER / "blad.typ"

_OMGEVING = omgeving(HIER)


@dataclass(frozen=True)
class Rand:
    """What stands around a paper, and is not part of what was approved.

    `noten`: one sentence each. Of a page also: `pdf`, where it can be kept, and `tot`, how long it works.
    """

    pdf: str = ""
    tot: str = ""
    noten: Sequence[str] = ()


def als_pagina(blad: Blad | None, rand: Rand, loket: Loket) -> str:
    """The page with a paper; without one it says that the link no longer works."""
    return _OMGEVING.get_template("blad.html").render(blad=blad, rand=rand, loket=loket)


def als_pdf(blad: Blad, rand: Rand, loket: Loket) -> bytes:
    """A tagged PDF, in Dutch, with its fonts inside. Waits for another process: run it in a thread.

    Raises subprocess.SubprocessError when there is none in time.
    """
    woorden = {"loket": loket.naam, "bladzijde": loket.zin("blad.bladzijde"), "uitleg": loket.zin("blad.uitleg")}
    return druk(SJABLOON, {**blad.als_json(), "noten": list(rand.noten), "woorden": woorden})
