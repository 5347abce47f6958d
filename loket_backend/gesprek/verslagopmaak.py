"""A verslag as a page and as a PDF, from the same words."""

from __future__ import annotations

import json
from dataclasses import asdict
from functools import cache
from pathlib import Path

import jinja2
import typst

from loket_backend.gesprek.verslag import Verslag
from loket_backend.gesprek.verslagteksten import Verslagteksten

HIER = Path(__file__).parent
STIJL = HIER / "verslag.css"
SJABLOON = HIER / "verslag.typ"

_OMGEVING = jinja2.Environment(
    loader=jinja2.FileSystemLoader(HIER),
    autoescape=True,
    undefined=jinja2.StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def als_pagina(verslag: Verslag | None, code: str, teksten: Verslagteksten) -> str:
    """The page with a verslag; without one it says that the link no longer works."""
    return _OMGEVING.get_template("verslag.html").render(verslag=verslag, code=code, teksten=teksten)


def als_pdf(verslag: Verslag, teksten: Verslagteksten) -> bytes:
    """A tagged PDF (PDF/UA-1), in Dutch, with its fonts inside. Takes the processor: run it in a thread."""
    woorden = {naam: teksten.zin(naam) for naam in ("uitleg", "vraag", "bladzijde")}
    inhoud = json.dumps({**asdict(verslag), "woorden": {**woorden, "loket": teksten.naam}})
    try:
        return _zet(inhoud, ["ua-1"])
    except typst.TypstError:
        # A sign that no font here has may not stand in PDF/UA; then the same document, tagged, without the claim.
        return _zet(inhoud, [])


def _zet(inhoud: str, standaard: list[typst.PDFStandard]) -> bytes:
    uit = typst.compile(
        SJABLOON.read_bytes(), font_paths=_letters(), sys_inputs={"verslag": inhoud}, pdf_standards=standaard
    )
    if not isinstance(uit, bytes):
        raise TypeError("typst gaf geen PDF")
    return uit


@cache
def _letters() -> typst.Fonts:
    """The fonts of this machine; looking them up takes longer than setting a page."""
    return typst.Fonts()
