"""The addresses of "Heeft het geholpen?"."""

from __future__ import annotations

from loket_backend.console import geholpen
from loket_backend.console.route import Route
from loket_backend.toegang.rechten import DOSSIERS

ROUTES = (
    Route("GET", "/geholpen", geholpen.toon_lijst, DOSSIERS),
    Route("GET", "/intakes/{kenmerk}/geholpen/{id}", geholpen.toon, DOSSIERS),
    Route("POST", "/intakes/{kenmerk}/geholpen/{id}", geholpen.noteer, DOSSIERS),
)
