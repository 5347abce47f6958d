"""A verslag as a page and as a PDF, from the same words."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

import jinja2

from loket_backend.gesprek.verslag import Verslag
from loket_backend.gesprek.verslagteksten import Verslagteksten

HIER = Path(__file__).parent
STIJL = HIER / "verslag.css"
# -I: nothing of the environment or the folder it runs in.
PERS = (sys.executable, "-I", str(HIER / "verslagpers.py"))
GEDULD = 30

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
    """A tagged PDF, in Dutch, with its fonts inside. Waits for another process: run it in a thread.

    Raises subprocess.SubprocessError when there is none within GEDULD seconds.
    """
    woorden = {naam: teksten.zin(naam) for naam in ("uitleg", "vraag", "bladzijde")}
    inhoud = json.dumps({**asdict(verslag), "woorden": {**woorden, "loket": teksten.naam}})
    pers = subprocess.run(PERS, input=inhoud.encode(), capture_output=True, check=True, timeout=GEDULD)  # noqa: S603 - our own program
    return pers.stdout
