"""The addresses of the maandbeeld."""

from __future__ import annotations

from loket_backend.console import maandbeeld
from loket_backend.console.route import Route
from loket_backend.toegang.rechten import VERANTWOORDING

ROUTES = (
    Route("GET", "/maandbeeld", maandbeeld.toon, VERANTWOORDING),
    Route("GET", "/maandbeeld.pdf", maandbeeld.als_rapport, VERANTWOORDING),
    Route("GET", "/maandbeeld/{figuur}.csv", maandbeeld.als_csv, VERANTWOORDING),
)
