"""`make bench`: everything that is measured, or the parts that are named (`make bench DEEL="belasting intakes"`).

Progress goes to standard error; the last line is one JSON object, by part. Times are in milliseconds, memory in MiB; a ratio says more than a
time. LOKET_VOL=1 takes the full lengths (tests/bench/lengtes.py). Each part runs on its own too, as `python -m tests.bench.<deel>`.
"""

from __future__ import annotations

import json
import sys
import traceback
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from tests.bench.draai import gemeten

# In this order. Each is a module beside this one with `meet() -> dict`.
DELEN = (
    "verhouding",
    "lengte",
    "doorvoer",
    "belasting",
    "achterstand",
    "intakes",
    "rasas",
    "geheugen",
    "begrijpen",
    "overname",
    "console",
    "samen",
)


def main(gevraagd: list[str]) -> None:
    if vreemd := set(gevraagd) - set(DELEN):
        sys.exit(f"Dit deel is er niet: {', '.join(sorted(vreemd))}. Wel: {', '.join(DELEN)}")
    uitslag = {naam: _meet(naam) for naam in DELEN if naam in (gevraagd or _aanwezig())}
    print(json.dumps(uitslag))
    if mislukt := [naam for naam, deel in uitslag.items() if "fout" in deel]:
        sys.exit(f"Niet gemeten: {', '.join(mislukt)}")


def _aanwezig() -> list[str]:
    return [naam for naam in DELEN if find_spec(f"tests.bench.{naam}")]


def _meet(naam: str) -> dict[str, Any]:
    """A part that fails leaves the others their hours of work; what went wrong stands in its place."""
    try:
        return gemeten(naam, import_module(f"tests.bench.{naam}").meet)
    except Exception as fout:
        traceback.print_exc()
        return {"fout": f"{type(fout).__name__}: {fout}"}


if __name__ == "__main__":
    main(sys.argv[1:])
