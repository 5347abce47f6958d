"""The addresses of the business case."""

from __future__ import annotations

from loket_backend.console import businesscase, businesscase_dossier
from loket_backend.console.route import Route
from loket_backend.toegang.rechten import DOSSIERS, VERANTWOORDING

ROUTES = (
    Route("GET", "/businesscase", businesscase.toon, VERANTWOORDING),
    Route("GET", "/businesscase/tabellen.csv", businesscase.als_csv, VERANTWOORDING),
    Route("GET", "/businesscase/tabellen.xlsx", businesscase.als_xlsx, VERANTWOORDING),
    Route("GET", "/businesscase/rapport.pdf", businesscase.als_rapport, VERANTWOORDING),
    Route("POST", "/businesscase/loketkosten", businesscase.zet_loketkosten, VERANTWOORDING),
    Route("POST", "/intakes/{kenmerk}/beginsituatie", businesscase_dossier.noteer_begin, DOSSIERS),
    Route("POST", "/intakes/{kenmerk}/wlzoordeel", businesscase_dossier.oordeel, DOSSIERS),
)
