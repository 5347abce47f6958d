"""Becomes the Rasa server, with the trained model and no other: its SHA-256 must be the one that was written at training."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from loket_backend import rasaserver


def model() -> Path:
    """LOKET_MODEL, or else the newest in bot/models. Exits when it is not there or is another one."""
    return rasaserver.model(os.environ.get("LOKET_MODEL"))


def opdracht(gekozen: Path) -> list[str]:
    waar = os.environ["LOKET_RASA_PORT"], os.environ.get("LOKET_RASA_HOST", "127.0.0.1")
    return rasaserver.opdracht(sys.executable, gekozen, *waar)


def main() -> None:
    for naam, waarde in {**rasaserver.STIL, **rasaserver.EEN_DRAAD}.items():
        os.environ.setdefault(naam, waarde)
    # Rasa fills in the variables of endpoints.yml; with a list of action servers this one is not used.
    os.environ.setdefault("LOKET_ACTIES_PORT", "0")
    os.chdir(rasaserver.WORTEL)
    woorden = opdracht(model())
    os.execv(woorden[0], woorden)  # noqa: S606 - Rasa takes our place


if __name__ == "__main__":
    main()
