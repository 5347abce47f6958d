"""The addresses of the budgets of the wijken."""

from __future__ import annotations

from loket_backend.console import wijkbudget, wijkbudget_facturen
from loket_backend.console.route import Route
from loket_backend.console.wijkbudget_formulieren import NIEUW, VAN_BUDGET
from loket_backend.toegang.rechten import BUDGET

_EEN = "/wijkbudget/{id}"
ROUTES = (
    Route("GET", "/wijkbudget", wijkbudget.toon_overzicht, BUDGET),
    Route("GET", "/wijkbudget/overzicht.csv", wijkbudget.overzicht_csv, BUDGET),
    Route("GET", "/wijkbudget/nieuw", NIEUW.toon, BUDGET),
    Route("POST", "/wijkbudget/nieuw", NIEUW.verwerk, BUDGET),
    Route("GET", _EEN, wijkbudget.toon_een, BUDGET),
    Route("GET", f"{_EEN}/boekingen.csv", wijkbudget.boekingen_csv, BUDGET),
    Route("GET", f"{_EEN}/toezeggingen.csv", wijkbudget.toezeggingen_csv, BUDGET),
    *(Route("GET", f"{_EEN}/{formulier.pad}", formulier.toon, BUDGET) for formulier in VAN_BUDGET),
    *(Route("POST", f"{_EEN}/{formulier.pad}", formulier.verwerk, BUDGET) for formulier in VAN_BUDGET),
    Route("POST", f"{_EEN}/doorlopend", wijkbudget.neem_mee, BUDGET),
    Route("POST", f"{_EEN}/gezien", wijkbudget.zie, BUDGET),
    Route("GET", f"{_EEN}/facturen", wijkbudget_facturen.toon_lijst, BUDGET),
    Route("POST", f"{_EEN}/facturen", wijkbudget_facturen.verwerk, BUDGET, ruimte=wijkbudget_facturen.RUIMTE),
)
