"""The business case on paper: tables and charts as PDF, set by typst in a process of its own (docs/adr/0014-pdf-met-typst.md)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from loket_backend.businesscase import tabellen
from loket_backend.businesscase.rapport import Rapport
from loket_backend.console.businesscase_figuren import Figuur, figuren, lees
from loket_backend.gesprek.verslagopmaak import druk
from loket_backend.keukentafel.gespreksverslag_sjabloon import Kantoor

SJABLOON = Path(__file__).with_name("businesscase.typ")
# Wide tables lie on their side.
BREED = 6


def als_pdf(rapport: Rapport, kop: Sequence[str]) -> bytes:
    """Tagged, in Dutch. Waits for another process: run it in a thread. Raises subprocess.SubprocessError when there is none in time."""
    titel, *regels = kop
    delen = [_deel(figuur) for figuur in figuren(tabellen.tabellen(rapport))]
    return druk(SJABLOON, {"loket": Kantoor.loket().naam, "titel": titel, "regels": regels, "delen": delen})


def _deel(figuur: Figuur) -> dict[str, Any]:
    tabel = figuur.tabel
    return {
        "titel": tabel.titel,
        "zin": tabel.zin,
        "uitleg": tabel.uitleg,
        "koppen": list(tabel.koppen),
        "rijen": [[lees(cel) for cel in rij] for rij in tabel.rijen],
        "grafiek": _los(str(figuur.grafiek)),
        "omschrijving": figuur.omschrijving,
        "breed": len(tabel.koppen) > BREED,
    }


def _los(svg: str) -> str:
    """As a file of its own: with its namespace, and a font that exists outside a page."""
    return svg.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1).replace(
        'font-family="inherit"', 'font-family="Liberation Sans, DejaVu Sans, sans-serif"', 1
    )
