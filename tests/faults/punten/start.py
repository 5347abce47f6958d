"""As `make run`, but every process is started by its launcher beside this file."""

from __future__ import annotations

import loket_backend.start as start

LANCEERDERS = (
    ("-m loket_backend", "-m tests.faults.punten.loket"),
    ("-m bot.actions", "-m tests.faults.punten.acties"),
    ("/rasa run ", "/python -m tests.faults.punten.rasa run "),
)
_gewoon = start.commandos


def commandos(deel: dict[str, str]) -> dict[str, str]:
    return {naam: _met_lanceerder(commando) for naam, commando in _gewoon(deel).items()}


def _met_lanceerder(commando: str) -> str:
    for gewoon, eigen in LANCEERDERS:
        if commando.endswith(gewoon) or (gewoon.endswith(" ") and gewoon in commando):
            return commando.replace(gewoon, eigen)
    return commando


if __name__ == "__main__":
    start.commandos = commandos
    start.main()
