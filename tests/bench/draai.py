"""Runs one part: progress to standard error, its outcome as one JSON object on the last line."""

from __future__ import annotations

import json
import signal
import sys
import time
from collections.abc import Callable
from typing import Any

from tests.bench.cijfers import machine, vertel

Deel = Callable[[], dict[str, Any]]


def gemeten(naam: str, meet: Deel) -> dict[str, Any]:
    """What was measured, and under `gemeten` on what, when, and how long it took."""
    vertel(f"— {naam}")
    # A plain kill would leave the servers that were started.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    omstandigheden, begin = machine(), time.monotonic()
    uitslag = meet()
    return {**uitslag, "gemeten": {**omstandigheden, "duurde_s": round(time.monotonic() - begin)}}


def draai(naam: str, meet: Deel) -> None:
    print(json.dumps({naam: gemeten(naam, meet)}))
