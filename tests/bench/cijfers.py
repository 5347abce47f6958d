"""Numbers from measurements. Times are in milliseconds."""

from __future__ import annotations

import os
import platform
import random
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from tests.bench.lengtes import soort

TREKKINGEN = 1000


def vertel(tekst: str) -> None:
    print(tekst, file=sys.stderr, flush=True)


def duur(werk: Callable[[], object]) -> float:
    begin = time.perf_counter()
    werk()
    return (time.perf_counter() - begin) * 1000


def samen(tijden: Sequence[float]) -> dict[str, float]:
    return {"p50": p(tijden, 50), "p95": p(tijden, 95), "n": len(tijden)}


def staart(tijden: Sequence[float]) -> dict[str, float]:
    return {
        "p50": p(tijden, 50),
        "p95": p(tijden, 95),
        "p99": p(tijden, 99),
        "hoogst": p(tijden, 100),
        "n": len(tijden),
    }


def p(tijden: Sequence[float], procent: int) -> float:
    """A percentile, rounded; 0 of nothing, and 100 is the highest."""
    if len(tijden) < 2 or procent == 100:
        return round(max(tijden, default=0.0), 1)
    return round(quantiles(tijden, n=100, method="inclusive")[procent - 1], 1)


def verhouding(paren: Sequence[tuple[float, float]]) -> dict[str, Any]:
    """Of pairs (ours, theirs): the ratio of the medians, of the p95s, and between which two the first lies (95%, bootstrap over pairs)."""
    kans = random.Random(5)
    trekkingen = sorted(_deel(kans.choices(paren, k=len(paren))) for _ in range(TREKKINGEN))
    grens = [trekkingen[int(TREKKINGEN * deel)] for deel in (0.025, 0.975)]
    hun95 = p([b for _, b in paren], 95)
    return {
        "p50": round(_deel(paren), 3),
        "p50_tussen": [round(g, 3) for g in grens],
        "p95": round(p([a for a, _ in paren], 95) / hun95, 3),
        "paren": len(paren),
    }


def _deel(paren: Iterable[tuple[float, float]]) -> float:
    wij, zij = zip(*paren, strict=True)
    return median(wij) / median(zij)


def machine() -> dict[str, Any]:
    """What it was measured on, when, and how busy that was before (processes that wanted a core, over a minute)."""
    geheugen = Path("/proc/meminfo").read_text(encoding="utf-8").split(maxsplit=2)[1]
    return {
        "op": f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC",
        "kernen": os.cpu_count(),
        "processor": _processor(),
        "geheugen_gib": round(int(geheugen) / 2**20),
        "python": platform.python_version(),
        "drukte_vooraf": round(os.getloadavg()[0], 1),
        "lengte": soort(),
    }


def _processor() -> str:
    regels = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    return next((r.partition(":")[2].strip() for r in regels if r.startswith("model name")), platform.machine())
