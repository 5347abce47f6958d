"""How long each part measures. Short by default, so that `make bench` takes a quarter of an hour or two; LOKET_VOL=1 takes the lengths that
docs/prestaties.md promises (hours). One of them alone is set by its own name, as in LOKET_SOAK=7200.
"""

from __future__ import annotations

import os

# By name: short, full.
LENGTES = {
    "LOKET_RONDES": (6, 30),  # conversations of twelve turns, by each way
    "LOKET_BLOK": (8, 30),  # seconds that one way runs before the other has its turn
    "LOKET_BLOKKEN": (3, 6),  # such blocks of each way, for each number of conversations at once
    "LOKET_GESPREKKEN": (200, 200),  # open conversations under load
    "LOKET_DUUR": (120, 1800),  # seconds of ordinary load
    "LOKET_STOOT": (60, 60),  # seconds of a burst
    "LOKET_ACHTERSTAND": (1000, 10_000),  # messages that wait when Rasa comes back
    "LOKET_INTAKES": (200, 2000),  # intakes for each number of writers
    "LOKET_DOSSIERS_KLEIN": (2000, 2000),  # in the console: few dossiers …
    "LOKET_DOSSIERS": (20_000, 20_000),  # … and many
    "LOKET_ARRANGEMENTEN": (5000, 5000),
    "LOKET_SAMENRONDES": (24, 60),  # of every page of what comes after the keukentafelgesprek
    "LOKET_STARTS": (3, 10),
    "LOKET_SOAK": (120, 7200),  # seconds of load between the two looks at the memory
    "LOKET_EPOCHS": (2, 20),  # of Rasa's default pipeline: they change what it learns, not what a turn costs
}


def lengte(naam: str) -> int:
    kort, vol = LENGTES[naam]
    return int(os.environ.get(naam) or (vol if is_vol() else kort))


def is_vol() -> bool:
    return os.environ.get("LOKET_VOL") == "1"


def soort() -> str:
    """vol, kort, or eigen when one was set by its own name."""
    return "eigen" if any(os.environ.get(naam) for naam in LENGTES) else "vol" if is_vol() else "kort"
