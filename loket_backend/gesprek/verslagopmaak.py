"""A verslag as a page and as a PDF, from the same words."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import jinja2

from loket_backend.gesprek.verslag import Verslag
from loket_backend.gesprek.verslagteksten import Verslagteksten

HIER = Path(__file__).parent
STIJL = HIER / "verslag.css"
SJABLOON = HIER / "verslag.typ"
# -I: nothing of the environment or the folder it runs in.
PERS = (sys.executable, "-I", str(HIER / "verslagpers.py"))
GEDULD = 30


def omgeving(map_: Path) -> jinja2.Environment:
    """The templates of one folder, and papier.html that every page for a resident begins with."""
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader((map_, HIER)),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


_OMGEVING = omgeving(HIER)


def als_pagina(verslag: Verslag | None, code: str, teksten: Verslagteksten) -> str:
    """The page with a verslag; without one it says that the link no longer works."""
    return _OMGEVING.get_template("verslag.html").render(verslag=verslag, code=code, teksten=teksten)


def als_pdf(verslag: Verslag, teksten: Verslagteksten) -> bytes:
    """A tagged PDF, in Dutch, with its fonts inside. Waits for another process: run it in a thread.

    Raises subprocess.SubprocessError when there is none within GEDULD seconds.
    """
    woorden = {naam: teksten.zin(naam) for naam in ("uitleg", "vraag", "bladzijde")}
    return druk(SJABLOON, {**asdict(verslag), "woorden": {**woorden, "loket": teksten.naam}})


def druk(sjabloon: Path, inhoud: Mapping[str, Any]) -> bytes:
    """A PDF from a typst template of ours, which finds `inhoud` as JSON in `sys.inputs.verslag`. Waits for another process.

    Raises subprocess.SubprocessError when there is none within GEDULD seconds.
    """
    opdracht = (*PERS, str(sjabloon))
    pers = subprocess.run(  # noqa: S603 - our own program
        opdracht, input=json.dumps(inhoud).encode(), capture_output=True, check=True, timeout=GEDULD
    )
    return pers.stdout
