"""Tables as CSV that Dutch spreadsheets open well, and in which no cell is read as a formula (OWASP, CSV injection)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from aiohttp import web

BOM = "\ufeff"
FORMULE = ("=", "+", "-", "@", "\t", "\r")

Waarde = str | int | float


def csv_tekst(rijen: Iterable[Sequence[Waarde]]) -> str:
    """Semicolons between the cells, a comma in a number, and a mark in front by which Excel knows UTF-8."""
    uit = io.StringIO()
    csv.writer(uit, delimiter=";", lineterminator="\r\n").writerows([cel(w) for w in rij] for rij in rijen)
    return BOM + uit.getvalue()


def cel(waarde: Waarde) -> str:
    """A number is ours; a text that begins like a formula gets an apostrophe."""
    if isinstance(waarde, str):
        return f"'{waarde}" if waarde.lstrip(" \n").startswith(FORMULE) else waarde
    return str(waarde).replace(".", ",")


def antwoord(naam: str, rijen: Iterable[Sequence[Waarde]]) -> web.Response:
    """A download. `naam`: letters, figures, - and _ only."""
    koppen = {"Content-Disposition": f'attachment; filename="{naam}.csv"', "Cache-Control": "no-store"}
    return web.Response(text=csv_tekst(rijen), content_type="text/csv", charset="utf-8", headers=koppen)
