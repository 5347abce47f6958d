"""The addresses of arrangements."""

from __future__ import annotations

from loket_backend.console import (
    arrangement,
    arrangement_effect,
    arrangement_regel,
    arrangement_voorleggen,
    arrangementen,
)
from loket_backend.console.route import Route
from loket_backend.toegang.rechten import DOSSIERS

BIJ = "/intakes/{kenmerk}/arrangement"

ROUTES = (
    Route("GET", "/arrangementen", arrangementen.toon, DOSSIERS),
    Route("GET", BIJ, arrangement.toon, DOSSIERS),
    Route("GET", f"{BIJ}/regels/nieuw", arrangement_regel.toon_nieuw, DOSSIERS),
    Route("POST", f"{BIJ}/regels", arrangement_regel.voeg_toe, DOSSIERS),
    Route("GET", f"{BIJ}/regels/{{sleutel}}", arrangement_regel.toon_regel, DOSSIERS),
    Route("POST", f"{BIJ}/regels/{{sleutel}}", arrangement_regel.wijzig, DOSSIERS),
    Route("POST", f"{BIJ}/regels/{{sleutel}}/verwijdering", arrangement.verwijder_regel, DOSSIERS),
    Route("GET", f"{BIJ}/vermeden/nieuw", arrangement_effect.toon_nieuw, DOSSIERS),
    Route("POST", f"{BIJ}/vermeden", arrangement_effect.voeg_toe, DOSSIERS),
    Route("POST", f"{BIJ}/vermeden/{{id}}/verwijdering", arrangement.verwijder_vermeden, DOSSIERS),
    Route("GET", f"{BIJ}/voorbeeld", arrangement_voorleggen.voorbeeld, DOSSIERS),
    Route("POST", f"{BIJ}/voorlegging", arrangement_voorleggen.leg_voor, DOSSIERS),
    Route("POST", f"{BIJ}/reacties", arrangement_voorleggen.noteer_reactie, DOSSIERS),
    Route("GET", f"{BIJ}/versies", arrangement_voorleggen.versies, DOSSIERS),
    Route("GET", f"{BIJ}/versies/{{id}}.pdf", arrangement_voorleggen.versie_pdf, DOSSIERS),
    Route("POST", f"{BIJ}/geldend", arrangement.laat_gelden, DOSSIERS),
    Route("POST", f"{BIJ}/kijkdag", arrangement.kijk_weer, DOSSIERS),
    Route("POST", f"{BIJ}/einde", arrangement.eindig, DOSSIERS),
)
