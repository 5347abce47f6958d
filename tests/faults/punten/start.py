"""As `make run`, but every process is started by its launcher beside this file."""

from __future__ import annotations

import sys

import loket_backend.start as start
from tests.faults.punten import PUNTEN

LANCEERDERS = (
    ("-m loket_backend", "-m tests.faults.punten.loket"),
    ("-m bot.actions", "-m tests.faults.punten.acties"),
    ("-m bot.rasa run ", "-m tests.faults.punten.rasa run "),
)
_gewoon = start.commandos


def commandos(deel: dict[str, str]) -> dict[str, str]:
    """Exits when a process would start without its points."""
    gewoon = _gewoon(deel)
    met = {naam: _met_lanceerder(commando) for naam, commando in gewoon.items()}
    if gemist := [naam for naam in PUNTEN if met[naam] == gewoon[naam]]:
        sys.exit(f"geen lanceerder voor {', '.join(gemist)}")
    return met


def _met_lanceerder(commando: str) -> str:
    for gewoon, eigen in LANCEERDERS:
        if commando.endswith(gewoon) or (gewoon.endswith(" ") and gewoon in commando):
            return commando.replace(gewoon, eigen)
    return commando


if __name__ == "__main__":
    start.commandos = commandos
    start.main()
