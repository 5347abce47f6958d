"""Every address about residents who help each other."""

from __future__ import annotations

from loket_backend.console import wederkerigheid as w
from loket_backend.console import wederkerigheid_koppeling as k
from loket_backend.console.route import Route
from loket_backend.toegang.rechten import DOSSIERS

ROUTES = (
    Route("GET", "/wederkerigheid", w.toon, DOSSIERS),
    Route("GET", "/intakes/{kenmerk}/wederkerigheid", w.toon_dossier, DOSSIERS),
    Route("POST", "/intakes/{kenmerk}/bijdragen", w.maak, DOSSIERS),
    Route("POST", "/intakes/{kenmerk}/bijdragen/{id}", w.wijzig, DOSSIERS),
    Route("POST", "/intakes/{kenmerk}/bijdragen/{id}/vraag", w.vraag, DOSSIERS),
    Route("POST", "/intakes/{kenmerk}/bijdragen/{id}/antwoord", w.noteer, DOSSIERS),
    Route("POST", "/intakes/{kenmerk}/bijdragen/{id}/stand", w.zet_stand, DOSSIERS),
    Route("GET", "/intakes/{kenmerk}/kandidaten", k.toon_kandidaten, DOSSIERS),
    Route("POST", "/intakes/{kenmerk}/koppelingen", k.koppel, DOSSIERS),
    Route("GET", "/koppelingen/{id}", k.toon, DOSSIERS),
    Route("POST", "/koppelingen/{id}/vraag", k.vraag, DOSSIERS),
    Route("POST", "/koppelingen/{id}/antwoord", k.noteer_antwoord, DOSSIERS),
    Route("POST", "/koppelingen/{id}/gegevens", k.deel, DOSSIERS),
    Route("POST", "/koppelingen/{id}/verloop", k.leg_uitkomst_vast, DOSSIERS),
    Route("POST", "/koppelingen/{id}/notities", k.noteer, DOSSIERS),
)
