"""Named points at which a process kills itself as kill -9 would. The product knows nothing of it: the launchers beside this file wrap its functions.

A test arms a point with a file in the data folder; the first process that passes takes the file away and dies. Runs on Python 3.10 and 3.12.
"""

from __future__ import annotations

import os
import signal
from pathlib import Path

# Of each process: where it can be told to die. "commit" and "versturen" each have a point before and one after.
PUNTEN = {
    "loket": (
        "postvak_voor_commit",
        "postvak_na_commit",
        "antwoord_na_versturen",
        "concept_voor_commit",
        "concept_na_commit",
        "indiening_voor_commit",
        "indiening_na_commit",
        "beurt_voor_commit",
        "beurt_na_commit",
        "inbox_voor_commit",
        "inbox_na_commit",
        "verwerking_voor_commit",
        "verwerking_na_commit",
        "telegram_voor_versturen",
        "telegram_na_versturen",
        "geleverd_voor_commit",
        "geleverd_na_commit",
    ),
    "rasa": ("rasa_voor_actie", "rasa_na_actie", "rasa_voor_antwoord"),
    "acties": ("actie_voor_concept", "actie_na_concept", "actie_voor_indiening", "actie_na_indiening"),
}
GERAAKT = ".geraakt"


def map_in(data: Path) -> Path:
    """Where the armed points of the loket with this data folder lie."""
    return data / "punten"


def passeer(punt: str) -> None:
    """Dies when the point is armed. Only one process can take the file away, so one arming is one death."""
    wapen = map_in(Path(os.environ["LOKET_DATA"])) / punt
    try:
        wapen.rename(wapen.with_suffix(GERAAKT))
    except FileNotFoundError:
        return
    os.kill(os.getpid(), signal.SIGKILL)
